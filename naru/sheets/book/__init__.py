"""The door to sheets: export a list; declare a sheet; take a file in, accept it or leave it."""

from naru.sheets.book.exports import export, file_of
from naru.sheets.book.files import Unusable
from naru.sheets.rules.columns import SheetColumn
from naru.sheets.rules.declared import Row, Sheet, Standing, register, sheet, sheets
from naru.sheets.rules.values import Unreadable

__all__ = [
    "Row",
    "Sheet",
    "SheetColumn",
    "Standing",
    "Unreadable",
    "Unusable",
    "export",
    "file_of",
    "register",
    "sheet",
    "sheets",
]
