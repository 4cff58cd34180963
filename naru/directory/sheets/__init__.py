"""The directory's spreadsheets: people, organisations, and who stands where."""

from naru.directory.sheets import affiliations, organisations, people

__all__ = ["affiliations", "organisations", "people"]
