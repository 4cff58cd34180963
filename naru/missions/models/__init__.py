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
    Visit,
    Waiting,
)
from naru.missions.models.missions import Mission, Site

__all__ = [
    "Entry",
    "Epoch",
    "Here",
    "Mission",
    "Resident",
    "SetAside",
    "Site",
    "SiteKey",
    "Stock",
    "StockMove",
    "Tablet",
    "Visit",
    "Waiting",
]
