"""The words of forums: sides, where a participant stands, wishes, how far a plan got, what goes wrong on the day."""

from __future__ import annotations

from babel import Locale
from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy, to_locale
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """On which side of the table an organisation sits; meetings are held across."""

    HOST = "host", pgettext_lazy("forum", "Institution or company of ours")
    GUEST = "guest", pgettext_lazy("forum", "Partner or buyer")


class Standing(TextChoices):
    """Where a participant stands, computed from its dated facts."""

    INVITED = "invited", pgettext_lazy("forum", "Invited")
    APPLIED = "applied", pgettext_lazy("forum", "Applied")
    APPROVED = "approved", pgettext_lazy("forum", "Approved")
    REFUSED = "refused", pgettext_lazy("forum", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("forum", "Withdrawn")


class Priority(IntegerChoices):
    """How much a side wants a meeting; 1 comes first."""

    FIRST = 1, pgettext_lazy("forum", "Must be")
    SECOND = 2, pgettext_lazy("forum", "Gladly")
    THIRD = 3, pgettext_lazy("forum", "If there is room")


class Answer(TextChoices):
    """What became of a wish, computed from its dated facts."""

    WAITING = "waiting", pgettext_lazy("forum", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("forum", "Accepted")
    DECLINED = "declined", pgettext_lazy("forum", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("forum", "Withdrawn")


class Result(TextChoices):
    """What a plan came to."""

    OPTIMAL = "optimal", pgettext_lazy("forum", "Proven optimal")
    FEASIBLE = "feasible", pgettext_lazy("forum", "Good, not proven best")
    INFEASIBLE = "infeasible", pgettext_lazy("forum", "Proven impossible")
    UNKNOWN = "unknown", pgettext_lazy("forum", "No plan found in time")


class Trouble(TextChoices):
    """What goes wrong while meetings are running."""

    LATE = "late", pgettext_lazy("forum", "is late")
    ILL = "ill", pgettext_lazy("forum", "is away for a while")
    LEFT = "left", pgettext_lazy("forum", "has left")
    TABLE = "table", pgettext_lazy("forum", "table lost")
    INTERPRETER = "interpreter", pgettext_lazy("forum", "interpreter lost")


WALK_IN, BACK = "walk_in", "back"
"""What else a version may be made for: a meeting that nobody planned; going back to the version before."""


class Field(TextChoices):
    """What a profile offers or looks for: departments of medicine, and products."""

    CARDIOLOGY = "cardiology", _("Cardiology")
    ONCOLOGY = "oncology", _("Oncology")
    ORTHOPAEDICS = "orthopaedics", _("Orthopaedics")
    SPINE = "spine", _("Spine surgery")
    OBSTETRICS = "obstetrics", _("Obstetrics and gynaecology")
    FERTILITY = "fertility", _("Fertility treatment")
    PAEDIATRICS = "paediatrics", _("Paediatrics")
    OPHTHALMOLOGY = "ophthalmology", _("Ophthalmology")
    DENTISTRY = "dentistry", _("Dentistry")
    PLASTIC_SURGERY = "plastic_surgery", _("Plastic surgery")
    CHECK_UP = "check_up", _("Health check-up")
    TRANSPLANTATION = "transplantation", _("Transplantation")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    KOREAN_MEDICINE = "korean_medicine", _("Korean medicine")
    IMAGING = "imaging", _("Imaging devices")
    DIAGNOSTICS = "diagnostics", _("Diagnostics and reagents")
    DENTAL_MATERIALS = "dental_materials", _("Dental materials")
    CONSUMABLES = "consumables", _("Consumables")
    PHARMACEUTICALS = "pharmaceuticals", _("Pharmaceuticals")
    DIGITAL_HEALTH = "digital_health", _("Digital health")


TONES: dict[str, str] = {
    Standing.INVITED: "neutral",
    Standing.APPLIED: "info",
    Standing.APPROVED: "success",
    Standing.REFUSED: "danger",
    Standing.WITHDRAWN: "neutral",
    Answer.WAITING: "info",
    Answer.ACCEPTED: "success",
    Answer.DECLINED: "danger",
    Result.OPTIMAL: "success",
    Result.FEASIBLE: "warning",
    Result.INFEASIBLE: "danger",
    Result.UNKNOWN: "danger",
}
"""The tone of each state on screen."""

DEEDS: dict[str, Promise] = {
    "opened_forum": pgettext_lazy("log", "opened the forum"),
    "set_up_forum": pgettext_lazy("log", "set up the forum"),
    "added_session": pgettext_lazy("log", "added a session"),
    "removed_session": pgettext_lazy("log", "removed a session"),
    "added_table": pgettext_lazy("log", "added tables"),
    "removed_table": pgettext_lazy("log", "removed a table"),
    "added_interpreter": pgettext_lazy("log", "added an interpreter"),
    "removed_interpreter": pgettext_lazy("log", "removed an interpreter"),
    "invited_to_forum": pgettext_lazy("log", "invited to the forum"),
    "applied": pgettext_lazy("log", "applied"),
    "approved": pgettext_lazy("log", "approved"),
    "refused": pgettext_lazy("log", "refused"),
    "left_forum": pgettext_lazy("log", "withdrew from the forum"),
    "renewed_forum_link": pgettext_lazy("log", "sent a new personal link"),
    "changed_profile": pgettext_lazy("log", "changed the profile"),
    "changed_free_slots": pgettext_lazy("log", "changed the slots that are free"),
    "wished": pgettext_lazy("log", "wished a meeting"),
    "ranked_wish": pgettext_lazy("log", "changed the priority of a wish"),
    "withdrew_wish": pgettext_lazy("log", "took a wish back"),
    "accepted_wish": pgettext_lazy("log", "accepted a wish"),
    "declined_wish": pgettext_lazy("log", "declined a wish"),
    "pinned_wish": pgettext_lazy("log", "fixed the slot of a meeting"),
    "asked_plan": pgettext_lazy("log", "asked for a plan"),
    "stopped_plan": pgettext_lazy("log", "stopped the planning"),
    "kept_plan": pgettext_lazy("log", "kept the plan"),
    "previewed_change": pgettext_lazy("log", "tried out a change of the plan"),
    "published_plan": pgettext_lazy("log", "published the plan"),
    "placed_walk_in": pgettext_lazy("log", "placed a walk-in meeting"),
    "checked_in": pgettext_lazy("log", "checked in"),
    "undid_check_in": pgettext_lazy("log", "took the check-in back"),
    "held_meeting": pgettext_lazy("log", "recorded the meeting as held"),
    "missed_meeting": pgettext_lazy("log", "recorded the meeting as missed"),
    "reopened_meeting": pgettext_lazy("log", "took back what was recorded of the meeting"),
    "set_room": pgettext_lazy("log", "set the room of an online meeting"),
    "remarked": pgettext_lazy("log", "wrote a note on the meeting"),
}
"""What history calls the deeds that only forums know."""


def language_name(code: str) -> str:
    """Give a language's name in the reader's language by its CLDR code, the code where CLDR has none."""
    names = Locale.parse(to_locale(get_language() or "ko")).languages
    return str(names.get(code.replace("-", "_")) or names.get(code.split("-")[0]) or code)


def language_names(codes: list[str]) -> str:
    """Give several languages by name, joined by commas."""
    return ", ".join(language_name(code) for code in codes)


def field_names(codes: list[str]) -> str:
    """Give departments and products by name, joined by commas; a code that is no longer known stays as it is."""
    return ", ".join(str(Field(code).label) if code in Field else code for code in codes)
