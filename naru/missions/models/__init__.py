"""The tables of the missions."""

from naru.missions.models.clinic import (
    Entry,
    Epoch,
    Here,
    Resident,
    SetAside,
    SiteKey,
    Stock,
    StockMove,
    Tablet,
    ToldApart,
    Visit,
    Waiting,
)
from naru.missions.models.consignments import Consignment, ConsignmentItem, ConsignmentPaper
from naru.missions.models.missions import Mission, Site, SiteTarget
from naru.missions.models.reports import DayReport
from naru.missions.models.stores import Equipment, Lot, Medicine
from naru.missions.models.volunteers import Shift, Volunteer

__all__ = [
    "Consignment",
    "ConsignmentItem",
    "ConsignmentPaper",
    "DayReport",
    "Entry",
    "Epoch",
    "Equipment",
    "Here",
    "Lot",
    "Medicine",
    "Mission",
    "Resident",
    "SetAside",
    "Shift",
    "Site",
    "SiteKey",
    "SiteTarget",
    "Stock",
    "StockMove",
    "Tablet",
    "ToldApart",
    "Visit",
    "Volunteer",
    "Waiting",
]
