"""The tables of the newsroom: bulletins, their language versions, links, views and where they came from."""

from naru.newsroom.models.backings import Backing, Claim
from naru.newsroom.models.bulletins import Board, Bulletin, Imprint, Tagging
from naru.newsroom.models.imports import Origin
from naru.newsroom.models.links import Link
from naru.newsroom.models.reports import Report, ReportItem, ReportPrint, ReportSection
from naru.newsroom.models.translations import Sync
from naru.newsroom.models.visits import Tally, Visit

__all__ = [
    "Backing",
    "Board",
    "Bulletin",
    "Claim",
    "Imprint",
    "Link",
    "Origin",
    "Report",
    "ReportItem",
    "ReportPrint",
    "ReportSection",
    "Sync",
    "Tagging",
    "Tally",
    "Visit",
]
