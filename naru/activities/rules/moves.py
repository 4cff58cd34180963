"""What can be decided about an activity, from where, and the one sentence for each refusal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from naru.activities.rules.standing import Facts, standing
from naru.activities.rules.times import is_zone
from naru.activities.rules.words import Move, Standing

FROM: dict[Move, frozenset[Standing]] = {
    Move.CHANGE: frozenset(Standing),
    Move.CONFIRM: frozenset({Standing.PLANNED, Standing.POSTPONED, Standing.OVERDUE}),
    Move.BEGIN: frozenset({Standing.CONFIRMED, Standing.UNDER_WAY, Standing.OVERDUE, Standing.DONE}),
    Move.FINISH: frozenset({Standing.UNDER_WAY, Standing.OVERDUE, Standing.DONE}),
    Move.POSTPONE: frozenset({Standing.PLANNED, Standing.CONFIRMED, Standing.POSTPONED, Standing.OVERDUE}),
    Move.CANCEL: frozenset(Standing) - {Standing.DONE, Standing.CANCELLED},
    Move.REINSTATE: frozenset({Standing.CANCELLED}),
    Move.PUBLISH: frozenset(Standing),
    Move.WITHDRAW: frozenset(Standing),
    Move.ARCHIVE: frozenset({Standing.DONE, Standing.CANCELLED}),
    Move.UNARCHIVE: frozenset(Standing),
}
"""From which standing each move may be made."""


def why_not_move(move: Move, facts: Facts, *, on: date) -> str | None:
    """Say why a move is closed to an activity as it stands, whatever date or reason comes with it."""
    if facts.archived and move is not Move.UNARCHIVE:
        return _("It is in the archive. Take it out first.")
    now = standing(facts, on=on)
    if now in FROM[move]:
        return None
    if now is Standing.CANCELLED:
        return _("It is cancelled. Reinstate it first.")
    if move is Move.REINSTATE:
        return _("It is not cancelled.")
    if move is Move.ARCHIVE:
        return _("Only what is done or cancelled goes into the archive.")
    if now is Standing.DONE:
        return _("It is done already.")
    if now is Standing.UNDER_WAY:
        return _("It is under way already.")
    if move in {Move.BEGIN, Move.FINISH}:
        return _("It has not been confirmed, or its days have not come yet.")
    return _("It is confirmed already.")


def why_not_days(starts_on: date | None, ends_on: date | None, *, zone: str) -> str | None:
    """Say why days (end exclusive) and a zone cannot be planned."""
    if not is_zone(zone):
        return _("No time zone has this name.")
    if (starts_on is None) != (ends_on is None):
        return _("Give both the first and the last day, or leave both open.")
    if starts_on and ends_on and ends_on <= starts_on:
        return _("The last day is before the first.")
    return None


def why_not_change(facts: Facts, *, on: date) -> str | None:
    """Say why what is written about an activity cannot be changed."""
    return why_not_move(Move.CHANGE, facts, on=on)


def why_not_replan(
    facts: Facts, *, starts_on: date | None, ends_on: date | None, zone: str, on: date
) -> str | None:
    """
    Say why planned days cannot be changed without a word.

    Days that were confirmed or published have been told to others: they are postponed, with a reason.
    """
    if reason := why_not_change(facts, on=on) or why_not_days(starts_on, ends_on, zone=zone):
        return reason
    if (starts_on, ends_on) == (facts.starts_on, facts.ends_on):
        return None
    if facts.confirmed or facts.published:
        return _("These days were confirmed or published. Move them with “Postpone” and say why.")
    return None


def why_not_confirm(facts: Facts, *, on: date) -> str | None:
    """Say why an activity cannot be confirmed."""
    if reason := why_not_move(Move.CONFIRM, facts, on=on):
        return reason
    if facts.confirmed:
        return _("It is confirmed already.")
    if facts.starts_on is None:
        return _("Its days are still open. Set them first.")
    return None


def why_not_begin(facts: Facts, *, on: date, day: date | None = None) -> str | None:
    """Say why an activity cannot be recorded as begun on a day (today where none is named)."""
    if reason := why_not_move(Move.BEGIN, facts, on=on):
        return reason
    if facts.began_on:
        return _("Its beginning is recorded already.")
    if (day or on) > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return None


def why_not_finish(
    facts: Facts, *, on: date, began_on: date | None = None, last_day: date | None = None
) -> str | None:
    """Say why an activity cannot be recorded as finished with a last day (today where none is named)."""
    if reason := why_not_move(Move.FINISH, facts, on=on):
        return reason
    if facts.ended_on:
        return _("Its end is recorded already.")
    first = began_on or facts.began_on or facts.starts_on
    if (last_day or on) > on:
        return _("A day that has not come cannot be recorded as a fact.")
    if first and last_day and last_day < first:
        return _("The last day is before the first.")
    return None


def why_not_postpone(
    facts: Facts, *, starts_on: date | None, ends_on: date | None, zone: str, because: str, on: date
) -> str | None:
    """Say why an activity cannot be moved to other days, or left open, for a reason."""
    if reason := why_not_move(Move.POSTPONE, facts, on=on) or why_not_days(starts_on, ends_on, zone=zone):
        return reason
    if (starts_on, ends_on) == (facts.starts_on, facts.ends_on):
        return _("These are the days it has already.")
    if not because.strip():
        return _("Say why it is moved.")
    return None


def why_not_cancel(facts: Facts, *, because: str | None, on: date) -> str | None:
    """Say why an activity cannot be cancelled; `because=None` asks only about the activity itself."""
    if reason := why_not_move(Move.CANCEL, facts, on=on):
        return reason
    if because is not None and not because.strip():
        return _("Say why it is cancelled.")
    return None


def why_not_reinstate(facts: Facts, *, on: date) -> str | None:
    """Say why a cancelled activity cannot be taken up again."""
    return why_not_move(Move.REINSTATE, facts, on=on)


def why_not_publish(facts: Facts, *, on: date) -> str | None:
    """Say why an activity cannot be shown to the public."""
    if reason := why_not_move(Move.PUBLISH, facts, on=on):
        return reason
    if facts.published:
        return _("The public can see it already.")
    if facts.starts_on is None and facts.began_on is None:
        return _("Its days are still open. Set them first.")
    return None


def why_not_withdraw(facts: Facts, *, on: date) -> str | None:
    """Say why an activity cannot be taken back from the public."""
    if reason := why_not_move(Move.WITHDRAW, facts, on=on):
        return reason
    return None if facts.published else _("The public cannot see it anyway.")


def why_not_archive(facts: Facts, *, on: date) -> str | None:
    """Say why an activity cannot go into the archive."""
    if facts.archived:
        return _("It is in the archive already.")
    return why_not_move(Move.ARCHIVE, facts, on=on)


def why_not_unarchive(facts: Facts, *, on: date) -> str | None:
    """Say why an activity cannot be taken out of the archive."""
    return None if facts.archived else _("It is not in the archive.")


def why_not_belong(
    own: int | None, *, part_of: int | None, parts: Iterable[int], above: int | None
) -> str | None:
    """Say why an activity cannot be part of another: two storeys only, and never of itself."""
    if part_of is None:
        return None
    if own is not None and part_of == own:
        return _("An activity cannot be part of itself.")
    if above is not None:
        return _("That activity is itself a part. Choose the whole.")
    if list(parts):
        return _("It has parts of its own and cannot become a part.")
    return None
