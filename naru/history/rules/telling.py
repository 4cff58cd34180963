"""How an entry is told to a reader: the deed in words, the fields with their labels, old and new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.krds.formats import words

Label = str | Promise

VERBS: dict[str, Label] = {
    "accepted": pgettext_lazy("log", "accepted"),
    "added": pgettext_lazy("log", "added"),
    "admitted": pgettext_lazy("log", "admitted"),
    "amended": pgettext_lazy("log", "amended"),
    "appointed": pgettext_lazy("log", "appointed"),
    "archived": pgettext_lazy("log", "archived"),
    "asked_for_reset": pgettext_lazy("log", "asked for a new password"),
    "began": pgettext_lazy("log", "began"),
    "began_translation": pgettext_lazy("log", "began a translation of"),
    "budgeted": pgettext_lazy("log", "set the budget of"),
    "called_off_post": pgettext_lazy("log", "called off a post"),
    "cancelled": pgettext_lazy("log", "cancelled"),
    "changed": pgettext_lazy("log", "changed"),
    "cited": pgettext_lazy("log", "quoted"),
    "confirmed": pgettext_lazy("log", "confirmed"),
    "corrected": pgettext_lazy("log", "corrected"),
    "counted": pgettext_lazy("log", "counted"),
    "deactivated": pgettext_lazy("log", "closed the account"),
    "discarded": pgettext_lazy("log", "discarded"),
    "downloaded": pgettext_lazy("log", "downloaded as a file"),
    "dropped": pgettext_lazy("log", "dropped"),
    "ended_post": pgettext_lazy("log", "ended a post"),
    "ended_session": pgettext_lazy("log", "ended a session"),
    "entered": pgettext_lazy("log", "entered"),
    "entrusted": pgettext_lazy("log", "entrusted"),
    "filed": pgettext_lazy("log", "filed"),
    "finished": pgettext_lazy("log", "finished"),
    "followed_original": pgettext_lazy("log", "brought up to the original"),
    "found_changed": pgettext_lazy("log", "found the records changed"),
    "froze": pgettext_lazy("log", "froze"),
    "gave_key": pgettext_lazy("log", "gave a key"),
    "imported": pgettext_lazy("log", "imported"),
    "imported_again": pgettext_lazy("log", "imported again"),
    "invited": pgettext_lazy("log", "invited"),
    "issued_link": pgettext_lazy("log", "issued a link"),
    "let_stand": pgettext_lazy("log", "let stand"),
    "linked": pgettext_lazy("log", "linked"),
    "loaded_places": pgettext_lazy("log", "loaded the places"),
    "locked_out": pgettext_lazy("log", "was locked out"),
    "lost_second_factors": pgettext_lazy("log", "lost the second factors"),
    "merged": pgettext_lazy("log", "merged"),
    "opened": pgettext_lazy("log", "opened"),
    "planned": pgettext_lazy("log", "planned"),
    "postponed": pgettext_lazy("log", "postponed"),
    "published": pgettext_lazy("log", "published"),
    "reactivated": pgettext_lazy("log", "opened the account again"),
    "reconsidered": pgettext_lazy("log", "reconsidered"),
    "recorded": pgettext_lazy("log", "recorded"),
    "registered": pgettext_lazy("log", "registered"),
    "reinstated": pgettext_lazy("log", "reinstated"),
    "removed": pgettext_lazy("log", "removed"),
    "removed_second_factors": pgettext_lazy("log", "removed the second factors"),
    "renamed_use": pgettext_lazy("log", "renamed a quotation"),
    "renewed": pgettext_lazy("log", "renewed"),
    "replanned": pgettext_lazy("log", "planned anew"),
    "reported": pgettext_lazy("log", "reported"),
    "resealed_second_factor": pgettext_lazy("log", "sealed the second factor anew"),
    "restored": pgettext_lazy("log", "restored"),
    "revoked_key": pgettext_lazy("log", "revoked a key"),
    "sent_again": pgettext_lazy("log", "sent again"),
    "set_target": pgettext_lazy("log", "set the target"),
    "settled": pgettext_lazy("log", "settled"),
    "signed_in": pgettext_lazy("log", "signed in"),
    "signed_out": pgettext_lazy("log", "signed out"),
    "signed_out_everywhere": pgettext_lazy("log", "signed out everywhere"),
    "suggested_links": pgettext_lazy("log", "suggested links"),
    "targeted": pgettext_lazy("log", "set the target"),
    "told_apart": pgettext_lazy("log", "told apart"),
    "took_in": pgettext_lazy("log", "took in"),
    "tried_again": pgettext_lazy("log", "started again"),
    "unarchived": pgettext_lazy("log", "took out of the archive"),
    "uncited": pgettext_lazy("log", "took out a quotation"),
    "undid": pgettext_lazy("log", "undid"),
    "unlocked": pgettext_lazy("log", "unlocked"),
    "unmerged": pgettext_lazy("log", "undid a merge"),
    "uploaded": pgettext_lazy("log", "uploaded"),
    "used_link": pgettext_lazy("log", "used a link"),
    "withdrawn": pgettext_lazy("log", "withdrew"),
    "withdrew": pgettext_lazy("log", "withdrew"),
    "withdrew_link": pgettext_lazy("log", "withdrew a link"),
    "wrote_letter": pgettext_lazy("log", "wrote a letter"),
}
"""What a verb is called; apps add their own through `naru.history.book.verbs`."""

DETAILS: dict[str, Label] = {
    "advice": gettext_lazy("Advice"),
    "affiliation": gettext_lazy("Affiliation"),
    "agreed": gettext_lazy("Agreed"),
    "arrived": gettext_lazy("arrived"),
    "booth": gettext_lazy("Booth"),
    "changed": gettext_lazy("Changed"),
    "cities": gettext_lazy("Cities"),
    "confirmed_number": gettext_lazy("confirmed number"),
    "countries": gettext_lazy("Countries"),
    "day": gettext_lazy("Day"),
    "department": gettext_lazy("Department"),
    "document": gettext_lazy("document"),
    "due_on": gettext_lazy("Due on"),
    "expires_at": gettext_lazy("Valid until"),
    "figure": gettext_lazy("Figure"),
    "fund": gettext_lazy("whose money"),
    "hall": gettext_lazy("Hall"),
    "happened_on": gettext_lazy("Day"),
    "head_count": gettext_lazy("number of people"),
    "inspected_on": gettext_lazy("Inspected on"),
    "label": gettext_lazy("Name"),
    "language": gettext_lazy("Language"),
    "languages": gettext_lazy("Languages"),
    "letters": gettext_lazy("Letters"),
    "links": gettext_lazy("Links"),
    "material": gettext_lazy("material"),
    "means": gettext_lazy("Ways of signing in"),
    "measure": gettext_lazy("what is counted"),
    "meetings": gettext_lazy("Meetings"),
    "member": gettext_lazy("Member"),
    "met_on": gettext_lazy("met on"),
    "name": gettext_lazy("Name"),
    "number": gettext_lazy("Number"),
    "obligation": gettext_lazy("obligation"),
    "organisation": gettext_lazy("Organisation"),
    "original": gettext_lazy("Original"),
    "outcome": gettext_lazy("Outcome"),
    "packed": gettext_lazy("packed"),
    "paper": gettext_lazy("Paper"),
    "participation": gettext_lazy("participation"),
    "partner": gettext_lazy("Partner"),
    "party": gettext_lazy("Party"),
    "person": gettext_lazy("Person"),
    "planned_krw": gettext_lazy("budget (KRW)"),
    "proof_text": gettext_lazy("proof"),
    "public": gettext_lazy("Public"),
    "purpose": gettext_lazy("Purpose"),
    "reached": gettext_lazy("What was reached"),
    "reading": gettext_lazy("Reading"),
    "records": gettext_lazy("Records"),
    "regions": gettext_lazy("Regions"),
    "role": gettext_lazy("Role"),
    "side": gettext_lazy("Side"),
    "since": gettext_lazy("First day"),
    "size": gettext_lazy("Size"),
    "slots": gettext_lazy("Slots"),
    "source": gettext_lazy("Source"),
    "spent_krw": gettext_lazy("spent (KRW)"),
    "tables": gettext_lazy("Tables"),
    "target": gettext_lazy("Target"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "until": gettext_lazy("Until"),
    "url": gettext_lazy("Address"),
    "version": gettext_lazy("Version"),
    "wanted": gettext_lazy("Target"),
    "who": gettext_lazy("Who"),
    "wishes": gettext_lazy("Wishes"),
    "words": gettext_lazy("Words"),
    "year": gettext_lazy("Year"),
}
"""What a detail is called that is no field of the entry's own row; one without a name here is shown as written."""

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
        label = str(known.label if known else DETAILS.get(name) or name.replace("_", " "))
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


RESULTS: dict[str, Label] = {
    "sent": gettext_lazy("Letters sent"),
    "letters": gettext_lazy("Letters sent"),
    "passed": gettext_lazy("Passed over"),
    "pairs": gettext_lazy("Pairs found"),
    "counted": gettext_lazy("Figures counted"),
    "changed": gettext_lazy("Figures changed"),
    "broken": gettext_lazy("Could not be counted"),
    "removed": gettext_lazy("Old entries removed"),
    "deleted": gettext_lazy("Old entries removed"),
    "out": gettext_lazy("Published"),
    "held_back": gettext_lazy("Held back"),
    "state": gettext_lazy("State"),
}
"""What the numbers mean that a piece of work leaves behind, by the names that jobs give them."""


def result(key: str) -> str:
    """Give what a number of a finished piece of work is called; its own name where nobody has said."""
    return str(RESULTS.get(key, key.replace("_", " ")))
