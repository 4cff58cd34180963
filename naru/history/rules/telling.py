"""How an entry is told to a reader: the deed in words, the fields with their labels, old and new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as in_log

from naru.krds.formats import words

Label = str | Promise

VERBS: dict[str, Label] = {
    "accepted": in_log("log", "accepted"),
    "added": in_log("log", "added"),
    "admitted": in_log("log", "admitted"),
    "appointed": in_log("log", "appointed"),
    "archived": in_log("log", "archived"),
    "began": in_log("log", "began"),
    "cancelled": in_log("log", "cancelled"),
    "changed": in_log("log", "changed"),
    "confirmed": in_log("log", "confirmed"),
    "corrected": in_log("log", "corrected"),
    "discarded": in_log("log", "discarded"),
    "downloaded": in_log("log", "downloaded as a file"),
    "dropped": in_log("log", "dropped"),
    "finished": in_log("log", "finished"),
    "imported": in_log("log", "imported"),
    "invited": in_log("log", "invited"),
    "linked": in_log("log", "linked"),
    "merged": in_log("log", "merged"),
    "opened": in_log("log", "opened"),
    "planned": in_log("log", "planned"),
    "published": in_log("log", "published"),
    "recorded": in_log("log", "recorded"),
    "removed": in_log("log", "removed"),
    "renewed": in_log("log", "renewed"),
    "reported": in_log("log", "reported"),
    "sent_again": in_log("log", "sent again"),
    "signed_in": in_log("log", "signed in"),
    "signed_out": in_log("log", "signed out"),
    "tried_again": in_log("log", "started again"),
    "unarchived": in_log("log", "took out of the archive"),
    "undid": in_log("log", "undid"),
    "uploaded": in_log("log", "uploaded"),
    "withdrew": in_log("log", "withdrew"),
    "wrote_letter": in_log("log", "wrote a letter"),
}
"""What a verb is called; apps add their own through `naru.history.book.verbs`."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:\d{2}|Z)")


def deed(verb: str) -> str:
    """Give a verb in the reader's language; one that nobody declared is shown as it is written."""
    return str(VERBS[verb]) if verb in VERBS else verb.replace("_", " ")


@dataclass(frozen=True)
class Field:
    """What the reader should see of a field: its label, and the labels of its choices."""

    label: Label
    choices: Mapping[str, Label]


@dataclass(frozen=True)
class Change:
    """One field of an entry: its label, what it was and what it became; None where one side is silent."""

    field: str
    label: str
    old: str | None
    new: str | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any], fields: Mapping[str, Field]) -> list[Change]:
    """Tell an entry's before and after field by field, in the order in which they were noted."""
    told = []
    for name in [*before, *(name for name in after if name not in before)]:
        known = fields.get(name)
        label = str(known.label) if known else name.replace("_", " ")
        told.append(
            Change(
                name,
                label[:1].upper() + label[1:],
                _value(before[name], known) if name in before else None,
                _value(after[name], known) if name in after else None,
            )
        )
    return told


def _value(value: Any, field: Field | None) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return words.number(value) if abs(value) >= 10_000 else str(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_value(item, None)}" for key, item in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_value(item, field) for item in value)
    text = str(value)
    if field and text in field.choices:
        return str(field.choices[text])
    return _moment(text) if _MOMENT.fullmatch(text) else _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> str:
    try:
        return words.day(date.fromisoformat(text))
    except ValueError:
        return text


def _moment(text: str) -> str:
    try:
        return words.moment(datetime.fromisoformat(text))
    except ValueError:
        return text


SYSTEM = gettext_lazy("The system")
"""Who did what nobody asked for."""
