"""The screens of figures: the public's, and the board of those who keep them."""

from naru.figures.views.board import board, corrections, recheck
from naru.figures.views.keeping import count, find_sources, plan, report
from naru.figures.views.public import about, figure, figures, source, sources
from naru.figures.views.readings import reading
from naru.figures.views.settling import check, correct, freeze, settle

__all__ = [
    "about",
    "board",
    "check",
    "correct",
    "corrections",
    "count",
    "figure",
    "figures",
    "find_sources",
    "freeze",
    "plan",
    "reading",
    "recheck",
    "report",
    "settle",
    "source",
    "sources",
]
