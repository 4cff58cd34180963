"""The words and rules of leads: what is known of somebody met at a booth, and how later entries change it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

FIELDS = (
    "name",
    "contact",
    "country",
    "language",
    "note",
    "wish",
    "rating",
    "tags",
    "owner",
    "next_step",
    "next_on",
)
"""What an entry may say of a lead."""


class Came(TextChoices):
    """How a lead came in."""

    DEVICE = "device", pgettext_lazy("lead", "From a booth’s device")
    SHEET = "sheet", pgettext_lazy("lead", "From a sheet, taken on paper")
    DESK = "desk", pgettext_lazy("lead", "Typed at the desk")


class Step(TextChoices):
    """Where the next step of a lead stands on a day."""

    NONE = "none", gettext_lazy("No next step")
    PLANNED = "planned", pgettext_lazy("next step", "Planned")
    DUE = "due", pgettext_lazy("next step", "Due today")
    OVERDUE = "overdue", pgettext_lazy("next step", "Overdue")
    DONE = "done", pgettext_lazy("next step", "Done")


@dataclass(frozen=True)
class NextStep:
    """The next step of a lead: in words, its day, and when it was done."""

    text: str
    on: date | None
    done: bool


def step(next_step: NextStep, *, on: date) -> Step:
    """Say where the next step stands on a day."""
    if not next_step.text and next_step.on is None:
        return Step.NONE
    if next_step.done:
        return Step.DONE
    if next_step.on is None or next_step.on > on:
        return Step.PLANNED
    return Step.DUE if next_step.on == on else Step.OVERDUE


def merge(
    now: MutableMapping[str, Any],
    stamps: MutableMapping[str, Any],
    said: Mapping[str, Any],
    *,
    origin: str,
    sequence: int,
) -> list[str]:
    """
    Put what an entry says into a lead, and give which fields changed.

    `stamps` remembers for each field who said it last (`[origin, sequence]`). An entry of the same device that
    was made earlier but arrives later changes nothing that a later one has set. Notes from different hands are
    kept both, one below the other.
    """
    changed = []
    for field in FIELDS:
        if field not in said or said[field] in (None, "", []):
            continue
        last = stamps.get(field)
        if last and last[0] == origin and last[1] > sequence:
            continue
        value = said[field]
        if field == "note" and now.get("note") and last and last[0] != origin and value not in now["note"]:
            value = f"{now['note']}\n{value}"
        stamps[field] = [origin, sequence]
        if now.get(field) != value:
            now[field] = value
            changed.append(field)
    return changed


def why_not_enter(*, named: bool, agreed: bool, withdrawn: bool) -> str | None:
    """Say why a lead cannot be entered by hand, or nothing if it can."""
    if withdrawn:
        return _("This exhibitor is withdrawn from the fair.")
    if not named:
        return _("Write a name, or where to reach them.")
    return None if agreed else _("Enter a contact only if they agreed to be contacted.")


def why_not_finish(next_step: NextStep) -> str | None:
    """Say why the next step cannot be marked as done, or nothing if it can."""
    if not next_step.text and next_step.on is None:
        return _("There is no next step.")
    return _("The next step is done already.") if next_step.done else None


def why_not_thank(*, email: str, agreed: bool, thanked: bool) -> str | None:
    """Say why no letter of thanks can be sent, or nothing if one can."""
    if not agreed:
        return _("They have not agreed to be contacted by this exhibitor.")
    if not email:
        return _("There is no e-mail address.")
    return _("A letter of thanks has gone out already.") if thanked else None
