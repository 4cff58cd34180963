"""Plans: when one can be asked for, stopped and published; what happens to a meeting; what moved between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from naru.fairs.rules.forum_words import Result


@dataclass(frozen=True)
class Seat:
    """Where a meeting stands in a plan: slot, table and interpreter by their keys."""

    slot: int
    table: int | None
    interpreter: int | None


@dataclass(frozen=True)
class Shift:
    """A meeting (by its key) that differs between two plans; None where one plan does not hold it."""

    meeting: int
    before: Seat | None
    after: Seat | None

    @property
    def kind(self) -> str:
        """What changed: added, dropped, another time, another table, another interpreter."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "dropped"
        if self.before.slot != self.after.slot:
            return "time"
        return "table" if self.before.table != self.after.table else "interpreter"


def room_of(rooms: str, key: str) -> str:
    """Give the address of a meeting's own video room: where the rooms are, with the meeting's key behind it."""
    if not rooms:
        return ""
    return f"{rooms}{key}" if rooms.endswith(("/", "-", "=", "_")) else f"{rooms}/{key}"


MOST_NAMED = 5
"""How many missing things are named in one sentence."""
ORDER = ("dropped", "time", "added", "table", "interpreter")


def shifts(before: Mapping[int, Seat], after: Mapping[int, Seat]) -> list[Shift]:
    """Give what differs between two plans (meeting → seat), what matters most to people first."""
    found = [
        Shift(key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
    return sorted(found, key=lambda one: (ORDER.index(one.kind), one.meeting))


def why_not_plan(*, slots: int, tables: int, wishes: int, running: bool, begun: bool) -> str | None:
    """Say why no plan can be made now, or nothing if one can. `begun`: meetings of a published plan have begun."""
    if running:
        return _("A plan is being made already. Wait for it, or stop it.")
    if begun:
        return _("Meetings are running. Changes are made on the page of the day.")
    if not slots:
        return _("There are no sessions yet. Add one first.")
    if not tables:
        return _("There are no tables yet. Add some first.")
    if not wishes:
        return _("No wish has been accepted yet.")
    return None


def why_not_stop(*, running: bool) -> str | None:
    """Say why planning cannot be stopped, or nothing if it can."""
    return None if running else _("It has already ended.")


def why_not_publish(
    *, result: str, published: bool, newer: int | None, changed: bool, seats: int, past: int = 0
) -> str | None:
    """
    Say why a plan cannot be published, or nothing if it can.

    `newer`: the version that was published after this one was begun; `changed`: its meetings or slots changed
    since it was made; `past`: meetings it would move that have begun or are recorded.
    """
    if published:
        return _("This version is published already.")
    if result not in {Result.OPTIMAL, Result.FEASIBLE}:
        return _("There is nothing to publish: no plan came out.")
    if not seats:
        return _("There is nothing to publish: no meeting is in this plan.")
    if newer:
        return _("Version %(number)s was published meanwhile. Make this plan anew.") % {"number": newer}
    if changed:
        return _("Wishes, sessions or tables have changed since this plan was made. Make it anew.")
    return _why_not_touch(past)


def _why_not_touch(past: int) -> str | None:
    return (
        _(
            "It would move meetings that have begun or are recorded. Say on the page of the day what has changed."
        )
        if past
        else None
    )


def why_not_start_back(*, newer: int | None, earlier: bool) -> str | None:
    """Say why there is no going back from a version, or nothing if there is; `newer`: the one in force instead."""
    if newer:
        return _("Version %(number)s was published meanwhile. Look at it first.") % {"number": newer}
    return None if earlier else _("There is no version before this one.")


def why_not_go_back(*, past: int, missing: Sequence[str]) -> str | None:
    """
    Say why the version before cannot come into force again, or nothing if it can.

    `past`: meetings it would move that have begun or are recorded; `missing`: what it needs and has no more, by name.
    """
    if missing:
        told = "; ".join(missing[:MOST_NAMED])
        return _("The version before needs what is no longer there: %(names)s. Make a new plan.") % {
            "names": told
        }
    return _why_not_touch(past)


def why_not_replan(*, published: bool) -> str | None:
    """Say why nothing can be changed on the day, or nothing if it can."""
    return None if published else _("No plan is published yet.")


def why_not_walk_in(*, same_side: bool, approved: bool, planned: bool, slot: bool, table: bool) -> str | None:
    """Say why a walk-in meeting finds no place, or nothing if it does."""
    if same_side:
        return _("Both sit on the same side. Meetings are held across.")
    if not approved:
        return _("Both must be approved before they can be wished for.")
    if planned:
        return _("The two have a meeting in the plan.")
    if not slot:
        return _("The two have no free slot in common any more.")
    return None if table else _("No table is free while both are.")


def why_not_record(*, published: bool, dropped: bool, begins: datetime, now: datetime) -> str | None:
    """Say why a meeting cannot be recorded as held or missed, or nothing if it can."""
    if not published:
        return _("The meeting stands in no published plan.")
    if dropped:
        return _("The meeting was dropped.")
    return _("The meeting has not begun yet.") if now < begins else None


def why_not_remark(*, published: bool, dropped: bool, text: str, rating: int | None) -> str | None:
    """Say why a note cannot be kept, or nothing if it can."""
    if not published or dropped:
        return _("The meeting stands in no published plan.")
    if not text.strip() and rating is None:
        return _("Write a note or give a rating.")
    if rating is not None and not 1 <= rating <= 5:
        return _("A rating is a number from 1 to 5.")
    return None
