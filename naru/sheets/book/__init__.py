"""The door to sheets: export a list, declare a sheet, read an upload, accept it or leave it."""

from naru.sheets.book.export import export

__all__ = ["export"]
