"""Days of an agreement in words, as exactly as they are known."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.activities.rules.words import Known
from naru.agreements.models.agreements import Agreement
from naru.krds.formats import words


def vague(day: date, known: str) -> str:
    """Write a day as exactly as it is known: the day, the month or the year."""
    if known == Known.DAY:
        return words.day(day)
    skeleton = "y" if known == Known.YEAR else "yMMMM"
    return str(format_skeleton(skeleton, day, locale=words.locale(get_language())))


def signed(agreement: Agreement) -> str:
    """Write when an agreement was signed, as exactly as that is known."""
    return vague(agreement.signed_on, agreement.known) if agreement.signed_on else ""


def term(agreement: Agreement) -> str:
    """Write from when until when an agreement binds; one without an agreed end says so."""
    first = agreement.begins_on
    if first is None:
        return ""
    begins = vague(first, agreement.known if first == agreement.signed_on else Known.DAY)
    last = agreement.last_day
    if last is None:
        return _("From %(day)s, no end agreed") % {"day": begins}
    return f"{begins} – {words.day(last)}"
