"""The words of figures and readings: kinds, qualifiers, qualities, standings."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of number a figure gives."""

    AT_DATE = "at_date", _("Count at a date")
    IN_PERIOD = "in_period", _("Count in a period")
    CUMULATIVE = "cumulative", _("Cumulative since a date")


class Origin(TextChoices):
    """How a reading came about."""

    COUNTED = "counted", _("Counted")
    REPORTED = "reported", _("Reported")
    PLANNED = "planned", _("Planned")


class Qualifier(TextChoices):
    """How exactly the value is said."""

    EXACT = "exact", _("Exactly")
    ABOUT = "about", _("About")
    AT_LEAST = "at_least", _("At least")
    MORE_THAN = "more_than", _("More than")


class Quality(TextChoices):
    """How good a reported value is, from the best to the weakest."""

    EXACT = "exact", _("Exact")
    DERIVED = "derived", _("Derived")
    ROUNDED = "rounded", _("Rounded")
    ABOUT = "about", _("Approximate")
    SHARE_ONLY = "share_only", _("Share only")
    SECOND_HAND = "second_hand", _("Second hand")


class Verdict(TextChoices):
    """What became of a difference found between a frozen reading and its records."""

    WAITING = "waiting", _("Waiting")
    CORRECTED = "corrected", _("Corrected")
    LET_STAND = "let_stand", _("Stands as published")


ABOUT_KIND: dict[str, Promise] = {
    Kind.AT_DATE: _(
        "How many there are on one day. Such a number may go up and down; two of them must not be added."
    ),
    Kind.IN_PERIOD: _(
        "How many there were between two days, most often in a calendar year. It begins again at zero with "
        "each period."
    ),
    Kind.CUMULATIVE: _(
        "The total since a starting day. It is a sum of the yearly counts: whoever came in three years is in "
        "it three times. It does not say how many different people there were."
    ),
}
"""One explanation a kind, for the page that tells how figures are counted."""

ABOUT_ORIGIN: dict[str, Promise] = {
    Origin.COUNTED: _(
        "Counted here from our own records. Once frozen, the list of the records is sealed with the number, "
        "and whoever may see the records can open them from the number."
    ),
    Origin.REPORTED: _(
        "Taken from a document of ours or of others. The document, its date and the place in it stand beside "
        "the number; we did not count it ourselves."
    ),
    Origin.PLANNED: _("A target that was set beforehand. It is never shown as a result."),
}
"""One explanation an origin."""

ABOUT_QUALITY: dict[str, Promise] = {
    Quality.EXACT: _("The source prints the full number."),
    Quality.DERIVED: _("Computed by us from other published numbers; the note says from which."),
    Quality.ROUNDED: _("The source prints a rounded number, for example to thousands."),
    Quality.ABOUT: _("The source itself says about, some or more than."),
    Quality.SHARE_ONLY: _(
        "The source prints only a share. Where a number stands beside it, it was computed from the share and "
        "the total, and is said with “about”."
    ),
    Quality.SECOND_HAND: _("The first source was not to be had; the number was read where others repeat it."),
}
"""One explanation a quality mark."""

RANK: dict[str, int] = {quality: place for place, quality in enumerate(Quality.values)}
"""Which of two reported values for the same period is preferred: the lower rank."""
