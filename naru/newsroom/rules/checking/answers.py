"""What a check says, as plain values for JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from naru.newsroom.rules.checking.check import Checked, Judged
from naru.newsroom.rules.checking.pages import Page
from naru.newsroom.rules.checking.sums import shown
from naru.newsroom.rules.checking.words import NumberKind, NumberVerdict


def facts(read: Page, result: Checked) -> dict[str, Any]:
    """Give a checked page with its numbers and findings."""
    return {
        "title": read.title,
        "name": read.name,
        "date": read.published_on.isoformat() if read.published_on else None,
        "views": read.views,
        "language": read.language,
        "numbers": [number_facts(one) for one in result.numbers],
        "findings": [
            {
                "code": str(one.code),
                "text": one.text,
                "why": one.why,
                "expected": one.expected,
                "printed": one.printed,
                "start": one.start,
                "end": one.end,
            }
            for one in result.findings
        ],
    }


def number_facts(judged: Judged) -> dict[str, Any]:
    """Give one number: `value` is a number, a list of two for a range, ISO 8601 for dates and times, or null."""
    number, bound = judged.number, judged.bound
    known = bound.known
    return {
        "text": number.text,
        "start": number.start,
        "end": number.end,
        "value": _value(judged),
        "kind": str(number.kind),
        "unit": number.unit,
        "approximate": number.approximate,
        "verdict": str(bound.verdict),
        "figure": known.figure if known else "",
        "reading": known.code if known else "",
        "why": why(judged),
    }


def _value(judged: Judged) -> Any:
    number = judged.number
    if number.kind in {NumberKind.DATE, NumberKind.TIME}:
        return number.said or None
    if number.value is None:
        return None
    return plain(number.value) if number.upper is None else [plain(number.value), plain(number.upper)]


def plain(value: Decimal) -> int | float:
    """Give a decimal as JSON has numbers."""
    return int(value) if value == value.to_integral_value() else float(value)


def why(judged: Judged) -> str:
    """Say in a sentence how a quantity or share stands to what is known."""
    number, bound = judged.number, judged.bound
    if bound.verdict == NumberVerdict.CONTRADICTS and bound.known:
        return _("The text says %(printed)s, the reading says %(value)s.") % {
            "printed": number.text,
            "value": shown(bound.known.value, 2 if bound.known.value % 1 else 0),
        }
    if bound.verdict == NumberVerdict.AGREES and bound.known:
        return _("It agrees with the reading %(code)s.") % {"code": bound.known.code}
    if bound.verdict == NumberVerdict.UNSOURCED:
        if bound.also:
            return _("No reading says this number; readings of the same figure say others.")
        return _("No reading fits: bind it, cite a document, or waive it with a reason.")
    return ""
