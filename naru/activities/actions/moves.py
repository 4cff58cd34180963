"""The decisions about an activity: confirm, begin, finish, postpone, cancel, publish, archive, and undo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of, write
from naru.activities.models import Activity, Postponement
from naru.activities.rules import moves
from naru.activities.rules.words import Known
from naru.history.book import Refusal, as_it_was, lock, moved_on, refuse
from naru.history.models import Entry

DAY = timedelta(days=1)
UNDOABLE = {
    "confirmed",
    "began",
    "finished",
    "postponed",
    "cancelled",
    "reinstated",
    "published",
    "withdrawn",
    "archived",
    "unarchived",
    "replanned",
    "changed",
}
"""The verbs whose before and after say all that is needed to take them back."""


@transaction.atomic
def confirm(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Confirm that an activity takes place on its planned days.

    :raises Refusal: with the sentence from rules.why_not_confirm
    """
    lock(activity)
    refuse(moves.why_not_confirm(activity.facts(), on=day_of(at)))
    return write(activity, verb="confirmed", by=by, at=at, confirmed_at=at)


@transaction.atomic
def begin(activity: Activity, *, by: Any, at: datetime, day: date | None = None) -> Activity:
    """
    Record the day on which an activity really began; without one, the planned day if it has come, else today.

    :raises Refusal: with the sentence from rules.why_not_begin
    """
    lock(activity)
    if day is None:
        day = min(activity.starts_on or day_of(at), day_of(at))
    refuse(moves.why_not_begin(activity.facts(), on=day_of(at), day=day))
    return write(activity, verb="began", by=by, at=at, began_on=day)


@transaction.atomic
def finish(
    activity: Activity,
    *,
    by: Any,
    at: datetime,
    last_day: date | None = None,
    began_on: date | None = None,
) -> Activity:
    """
    Record the last day on which an activity really took place, and its first where that is not recorded.

    :raises Refusal: with the sentence from rules.why_not_finish
    """
    lock(activity)
    today = day_of(at)
    first = began_on or activity.began_on or min(activity.starts_on or today, today)
    if last_day is None:
        last_day = max(first, min(activity.ends_on - DAY if activity.ends_on else today, today))
    refuse(moves.why_not_finish(activity.facts(), on=today, began_on=first, last_day=last_day))
    return write(activity, verb="finished", by=by, at=at, began_on=first, ended_on=last_day + DAY)


@transaction.atomic
def postpone(
    activity: Activity,
    *,
    starts_on: date | None,
    ends_on: date | None,
    because: str,
    by: Any,
    at: datetime,
) -> Activity:
    """
    Move the planned days (end exclusive), or leave them open, for a reason; it then waits to be confirmed.

    :raises Refusal: with the sentence from rules.why_not_postpone
    """
    lock(activity)
    refuse(
        moves.why_not_postpone(
            activity.facts(),
            starts_on=starts_on,
            ends_on=ends_on,
            zone=activity.zone,
            because=because,
            on=day_of(at),
        )
    )
    Postponement.objects.create(
        activity=activity,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        to_starts_on=starts_on,
        to_ends_on=ends_on,
        because=because,
        at=at,
        by=by,
    )
    values: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on, "known": Known.DAY}
    if starts_on is None:
        values |= {"starts_time": None, "ends_time": None}
    return write(
        activity,
        verb="postponed",
        by=by,
        at=at,
        why=because,
        confirmed_at=None,
        postponed_at=at,
        **values,
    )


@transaction.atomic
def cancel(activity: Activity, *, because: str, by: Any, at: datetime) -> Activity:
    """
    Cancel an activity for a reason; calendars that hold it are told.

    :raises Refusal: with the sentence from rules.why_not_cancel
    """
    lock(activity)
    refuse(moves.why_not_cancel(activity.facts(), because=because, on=day_of(at)))
    return write(
        activity,
        verb="cancelled",
        by=by,
        at=at,
        why=because,
        cancelled_at=at,
        cancelled_because=because,
    )


@transaction.atomic
def reinstate(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Take a cancelled activity up again, as it stood.

    :raises Refusal: with the sentence from rules.why_not_reinstate
    """
    lock(activity)
    refuse(moves.why_not_reinstate(activity.facts(), on=day_of(at)))
    return write(activity, verb="reinstated", by=by, at=at, cancelled_at=None, cancelled_because="")


@transaction.atomic
def publish(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Show an activity to the public.

    :raises Refusal: with the sentence from rules.why_not_publish
    """
    lock(activity)
    refuse(moves.why_not_publish(activity.facts(), on=day_of(at)))
    return write(activity, verb="published", by=by, at=at, published_at=at)


@transaction.atomic
def withdraw(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Take an activity back from the public.

    :raises Refusal: with the sentence from rules.why_not_withdraw
    """
    lock(activity)
    refuse(moves.why_not_withdraw(activity.facts(), on=day_of(at)))
    return write(activity, verb="withdrawn", by=by, at=at, published_at=None)


@transaction.atomic
def archive(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Put an activity away: out of lists and calendars, still reachable at its address.

    :raises Refusal: with the sentence from rules.why_not_archive
    """
    lock(activity)
    refuse(moves.why_not_archive(activity.facts(), on=day_of(at)))
    return write(activity, verb="archived", by=by, at=at, archived_at=at)


@transaction.atomic
def unarchive(activity: Activity, *, by: Any, at: datetime) -> Activity:
    """
    Take an activity out of the archive.

    :raises Refusal: with the sentence from rules.why_not_unarchive
    """
    lock(activity)
    refuse(moves.why_not_unarchive(activity.facts(), on=day_of(at)))
    return write(activity, verb="unarchived", by=by, at=at, archived_at=None)


def why_not_undo(activity: Activity, entry: Entry) -> str | None:
    """Say why an entry cannot be taken back: it is not of that sort, or something came after it."""
    if entry.verb not in UNDOABLE or str(activity.pk) != entry.subject_key:
        return _("This cannot be taken back.")
    if moved_on(activity, entry):
        return _("Something has been changed since. Look at the history first.")
    return None


@transaction.atomic
def undo(activity: Activity, entry: Entry, *, by: Any, at: datetime) -> Activity:
    """
    Take one decision back: every field it changed becomes what it was, if nothing came after it.

    :raises Refusal: with the sentence from why_not_undo
    """
    lock(activity)
    refuse(why_not_undo(activity, entry))
    if (values := as_it_was(activity, entry)) is None:
        raise Refusal(_("This cannot be taken back."))
    if entry.verb == "postponed":
        activity.postponements.filter(at=entry.at).delete()
    write(activity, verb="undid", by=by, at=at, why=entry.verb, **values)
    return activity
