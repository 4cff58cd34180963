"""Lists on screen: columns, filters, search, order and pages of one table, read from the address."""

from naru.krds.tables.columns import BADGES, EMPTY, Column, Kind, Text, press
from naru.krds.tables.filters import Chip, Filter, Question
from naru.krds.tables.orders import Heading
from naru.krds.tables.table import SIZES, Table

__all__ = [
    "BADGES",
    "EMPTY",
    "SIZES",
    "Chip",
    "Column",
    "Filter",
    "Heading",
    "Kind",
    "Question",
    "Table",
    "Text",
    "press",
]
