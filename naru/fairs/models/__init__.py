"""The tables of the fairs: the booths' side and the forum's."""

from naru.fairs.models.consultations import Consultation
from naru.fairs.models.exhibitors import BoothMember, Device, Exhibitor
from naru.fairs.models.fairs import BadgeKey, DailyTarget, Fair, Material
from naru.fairs.models.forums import Forum, Interpreter, Session, Slot, Table
from naru.fairs.models.leads import Lead, Slip
from naru.fairs.models.meetings import Meeting, Remark
from naru.fairs.models.plans import Placing, Plan
from naru.fairs.models.profiles import Participant
from naru.fairs.models.visitors import Consent, ConsentText, HeadCount, Visitor
from naru.fairs.models.wishes import Wish

__all__ = [
    "BadgeKey",
    "BoothMember",
    "Consent",
    "ConsentText",
    "Consultation",
    "DailyTarget",
    "Device",
    "Exhibitor",
    "Fair",
    "Forum",
    "HeadCount",
    "Interpreter",
    "Lead",
    "Material",
    "Meeting",
    "Participant",
    "Placing",
    "Plan",
    "Remark",
    "Session",
    "Slip",
    "Slot",
    "Table",
    "Visitor",
    "Wish",
]
