"""The door to figures for every other app: declare, report, count, plan, freeze, correct, cite, look up."""

from naru.figures.book.counting import count, tally
from naru.figures.book.freezing import check, correct, freeze, let_stand, recount
from naru.figures.book.loading import SHELVES, Loaded, load, shelf
from naru.figures.book.readings import plan, report, source
from naru.figures.book.uses import cite, latest, leaders, leading, series, uncite
from naru.figures.rules.declared import (
    FIGURES,
    Counted,
    Dimension,
    Figure,
    declare,
    figure,
    named,
    territory,
)
from naru.figures.rules.standing import kept_by
from naru.figures.rules.units import UNITS, unit
from naru.figures.rules.words import Kind, Origin, Qualifier, Quality

__all__ = [
    "FIGURES",
    "SHELVES",
    "UNITS",
    "Counted",
    "Dimension",
    "Figure",
    "Kind",
    "Loaded",
    "Origin",
    "Qualifier",
    "Quality",
    "check",
    "cite",
    "correct",
    "count",
    "declare",
    "figure",
    "freeze",
    "kept_by",
    "latest",
    "leaders",
    "leading",
    "let_stand",
    "load",
    "named",
    "plan",
    "recount",
    "report",
    "series",
    "shelf",
    "source",
    "tally",
    "territory",
    "uncite",
    "unit",
]
