"""The words of the activities: kinds, standings, roles, measures, and which title a reader is shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What an activity is."""

    FAIR = "fair", _("Fair")
    FORUM = "forum", _("Forum")
    EXPORT_CONFERENCE = "export_conference", _("Export conference")
    COURSE = "course", _("Course")
    WORKSHOP = "workshop", _("Workshop")
    ONLINE_CONFERENCE = "online_conference", _("Online conference")
    MISSION = "mission", _("Mission")
    EXCHANGE_VISIT = "exchange_visit", _("Exchange visit")
    SPONSORED_INVITATION = "sponsored_invitation", _("Sponsored invitation")
    CONSIGNMENT = "consignment", _("Consignment")


class Standing(TextChoices):
    """Where an activity stands on a day; computed from its dated facts, never stored."""

    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    CONFIRMED = "confirmed", pgettext_lazy("activity", "Confirmed")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "Under way")
    DONE = "done", pgettext_lazy("activity", "Done")
    OVERDUE = "overdue", pgettext_lazy("activity", "Overdue")
    POSTPONED = "postponed", pgettext_lazy("activity", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class Move(TextChoices):
    """What can be decided about an activity."""

    CHANGE = "change", pgettext_lazy("activity", "Change")
    CONFIRM = "confirm", pgettext_lazy("activity", "Confirm")
    BEGIN = "begin", pgettext_lazy("activity", "Start")
    FINISH = "finish", pgettext_lazy("activity", "Finish")
    POSTPONE = "postpone", pgettext_lazy("activity", "Postpone")
    CANCEL = "cancel", pgettext_lazy("activity", "Cancel")
    REINSTATE = "reinstate", pgettext_lazy("activity", "Reinstate")
    PUBLISH = "publish", pgettext_lazy("activity", "Publish")
    WITHDRAW = "withdraw", pgettext_lazy("activity", "Withdraw from the public")
    ARCHIVE = "archive", pgettext_lazy("activity", "Archive")
    UNARCHIVE = "unarchive", pgettext_lazy("activity", "Take out of the archive")


class ParticipantRole(TextChoices):
    """As what a person, an organisation or a group takes part."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    SPONSOR = "sponsor", _("Sponsor")
    EXHIBITOR = "exhibitor", _("Exhibitor")
    BUYER = "buyer", _("Buyer")
    SPEAKER = "speaker", _("Speaker")
    TRAINEE = "trainee", _("Trainee")
    TRAINER = "trainer", _("Trainer")
    ALUMNUS = "alumnus", _("Alumnus")
    ATTENDEE = "attendee", _("Attendee")
    DELEGATE = "delegate", _("Delegate")
    VOLUNTEER = "volunteer", _("Volunteer")
    COORDINATOR = "coordinator", _("Coordinator")
    INTERPRETER = "interpreter", _("Interpreter")
    BENEFICIARY = "beneficiary", _("Beneficiary")


PARTNERSHIP = (ParticipantRole.HOST, ParticipantRole.PARTNER, ParticipantRole.SPONSOR)
"""Roles that make an organisation a partner of the activity."""


class Exactness(TextChoices):
    """How exactly a number is meant by whoever gave it."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")


class Known(TextChoices):
    """How exactly the days of an activity are known; old papers often say only the month or the year."""

    DAY = "day", _("To the day")
    MONTH = "month", _("Only the month")
    YEAR = "year", _("Only the year")


class Measure(TextChoices):
    """What a target counts; the unit goes with it."""

    VISITORS = "visitors", _("Visitors")
    CONSULTATIONS = "consultations", _("Consultations")
    MEETINGS = "meetings", _("1:1 meetings")
    MOUS = "mous", _("MOUs signed")
    PATIENTS = "patients", _("Patients attracted")
    EXHIBITORS = "exhibitors", _("Exhibiting institutions")
    PARTICIPANTS = "participants", _("Participants")
    TRAINEES = "trainees", _("Trainees who finished")
    SESSIONS = "sessions", _("Sessions held")
    RESIDENTS = "residents", _("Residents treated")
    VOLUNTEERS = "volunteers", _("Members of the group")
    CONTRACTS_USD = "contracts_usd", _("Contracts signed")
    ITEMS = "items", _("Items sent")
    OTHER = "other", _("Other")


UNITS: dict[Measure, str] = {
    Measure.VISITORS: "person",
    Measure.CONSULTATIONS: "consultation",
    Measure.MEETINGS: "meeting",
    Measure.MOUS: "mou",
    Measure.PATIENTS: "person",
    Measure.EXHIBITORS: "organisation",
    Measure.PARTICIPANTS: "person",
    Measure.TRAINEES: "person",
    Measure.SESSIONS: "session",
    Measure.RESIDENTS: "person",
    Measure.VOLUNTEERS: "person",
    Measure.CONTRACTS_USD: "usd",
    Measure.ITEMS: "item",
    Measure.OTHER: "case",
}
"""The unit that each measure is counted in."""


class Unit(TextChoices):
    """In what a target is counted."""

    PERSON = "person", _("people")
    ORGANISATION = "organisation", _("organisations")
    CONSULTATION = "consultation", _("consultations")
    MEETING = "meeting", _("meetings")
    MOU = "mou", _("MOUs")
    SESSION = "session", _("sessions")
    ITEM = "item", _("items")
    CASE = "case", _("cases")
    USD = "usd", _("US dollars")
    KRW = "krw", _("won")


class Fund(TextChoices):
    """Whose money a budget line is."""

    PROVINCE = "province", _("Province")
    NATION = "nation", _("National government")
    PARTNER = "partner", _("Partner")
    PARTICIPANTS = "participants", _("Participants")


class DocumentKind(TextChoices):
    """What a document is to its activity."""

    PLAN = "plan", _("Plan")
    PROGRAMME = "programme", _("Programme")
    INVITATION = "invitation", _("Invitation")
    LIST = "list", _("List")
    SLIDES = "slides", _("Slides")
    REPORT = "report", _("Report")
    CONTRACT = "contract", _("Contract")
    PHOTO = "photo", _("Photo")
    OTHER = "other", _("Other")


def said(texts: Mapping[str, str], *, language: str) -> str:
    """Give the text in the reader's language, else English, else Korean, else any there is, else nothing."""
    for code in (language, "en", "ko", *texts):
        if text := texts.get(code):
            return text
    return ""


def spoken_in(texts: Mapping[str, str], *, language: str) -> str:
    """Give the language code of the text that `said` would show, for `lang=` on a foreign passage."""
    return next((code for code in (language, "en", "ko", *texts) if texts.get(code)), language)
