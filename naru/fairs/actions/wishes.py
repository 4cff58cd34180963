"""Wishing a meeting, ranking it, taking it back; accepting, declining, and fixing it to a slot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from naru.fairs.actions.forums import hold
from naru.fairs.actions.profiles import THEMSELVES, day_at
from naru.fairs.models import Participant, Slot, Wish
from naru.fairs.rules import forum_wishes as rules
from naru.fairs.rules.forum_words import Priority, Standing
from naru.history.book import note, refuse


def _held(wish: Wish) -> Wish:
    return (
        Wish.objects.select_for_update(of=("self",))
        .select_related("forum__activity", "wisher__organisation", "wished__organisation")
        .get(pk=wish.pk)
    )


def _why(by: Any) -> str:
    return "" if by else THEMSELVES


@transaction.atomic
def wish(
    wisher: Participant,
    wished: Participant,
    *,
    priority: int = Priority.SECOND,
    words: str = "",
    by: Any,
    at: datetime,
    by_office: bool = False,
) -> Wish:
    """
    Wish a meeting; where the other side wishes the same, both are accepted at once.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_wish
    """
    forum = hold(wisher.forum)
    standing = Wish.objects.filter(forum=forum, wisher=wisher, withdrawn_at=None)
    back = Wish.objects.filter(wisher=wished, wished=wisher, withdrawn_at=None)
    refuse(
        rules.why_not_wish(
            oneself=wisher.pk == wished.pk,
            same_side=wisher.side == wished.side,
            here=wisher.forum_id == wished.forum_id,
            both_approved=wisher.standing == wished.standing == Standing.APPROVED,
            already=standing.filter(wished=wished).exists(),
            declined=back.filter(declined_at__isnull=False).exists(),
            many=standing.count(),
            most=forum.most_wishes,
            until=forum.wishes_until,
            on=day_at(forum, at),
            by_office=by_office,
        )
    )
    row = Wish.objects.create(
        forum=forum, wisher=wisher, wished=wished, priority=priority, words=words.strip(), wished_at=at
    )
    after = {"priority": int(priority), "words": row.words}
    note(by=by, verb="wished", subject=row, at=at, why=_why(by), after=after)
    return row


@transaction.atomic
def rank(wish: Wish, *, priority: int, by: Any, at: datetime, by_office: bool = False) -> Wish:
    """
    Change how much a meeting is wanted.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_withdraw_wish
    """
    row = _held(wish)
    on = day_at(row.forum, at)
    refuse(
        rules.why_not_withdraw_wish(
            row.answer, planned=False, until=row.forum.wishes_until, on=on, by_office=by_office
        )
    )
    before = {"priority": row.priority}
    row.priority = priority
    row.save(update_fields=["priority"])
    note(
        by=by,
        verb="ranked_wish",
        subject=row,
        at=at,
        why=_why(by),
        before=before,
        after={"priority": priority},
    )
    return row


@transaction.atomic
def take_back(wish: Wish, *, by: Any, at: datetime, by_office: bool = False) -> Wish:
    """
    Take a wish back.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_withdraw_wish
    """
    row = _held(wish)
    refuse(
        rules.why_not_withdraw_wish(
            row.answer,
            planned=is_planned(row),
            until=row.forum.wishes_until,
            on=day_at(row.forum, at),
            by_office=by_office,
        )
    )
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    note(by=by, verb="withdrew_wish", subject=row, at=at, why=_why(by))
    return row


def is_planned(wish: Wish) -> bool:
    """Say whether the two of a wish have a meeting in the published plan."""
    two = [wish.wisher_id, wish.wished_id]
    rows = wish.forum.meetings.scheduled().filter(host__in=two, guest__in=two)
    return bool(rows.exists())


@transaction.atomic
def accept(wish: Wish, *, by: Any, at: datetime, by_office: bool = False) -> Wish:
    """
    Accept the wish of the other side.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_answer
    """
    row = _held(wish)
    on = day_at(row.forum, at)
    refuse(rules.why_not_answer(row.answer, until=row.forum.answers_until, on=on, by_office=by_office))
    row.accepted_at, row.declined_at, row.declined_because = at, None, ""
    row.save(update_fields=["accepted_at", "declined_at", "declined_because"])
    note(by=by, verb="accepted_wish", subject=row, at=at, why=_why(by))
    return row


@transaction.atomic
def decline(wish: Wish, *, because: str = "", by: Any, at: datetime, by_office: bool = False) -> Wish:
    """
    Decline the wish of the other side; one's own wish for the same meeting is taken back with it.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_answer
    """
    row = _held(wish)
    on = day_at(row.forum, at)
    reason = rules.why_not_answer(row.answer, until=row.forum.answers_until, on=on, by_office=by_office)
    if reason is None and is_planned(row):
        reason = rules.why_not_withdraw_wish(row.answer, planned=True, until=None, on=on)
    refuse(reason)
    row.declined_at, row.declined_because, row.accepted_at, row.pinned = at, because.strip(), None, None
    row.save(update_fields=["declined_at", "declined_because", "accepted_at", "pinned"])
    Wish.objects.filter(wisher=row.wished, wished=row.wisher, withdrawn_at=None).update(withdrawn_at=at)
    note(by=by, verb="declined_wish", subject=row, at=at, why=row.declined_because or _why(by))
    return row


@transaction.atomic
def pin(wish: Wish, slot: Slot | None, *, by: Any, at: datetime) -> Wish:
    """
    Fix an accepted meeting to a slot, or let it go where the plan puts it.

    :raises Refusal: with the sentence from rules.forum_wishes.why_not_pin
    """
    row = _held(wish)
    forum = hold(row.forum)
    if slot is not None:
        two = [row.wisher_id, row.wished_id]
        others = Wish.objects.filter(forum=forum, pinned=slot, withdrawn_at=None).exclude(pk=row.pk)
        sides = others.filter(Q(wisher__in=two) | Q(wished__in=two))
        crossed = slot.removed_at or slot.forum_id != forum.pk
        away = any(side.cannot.filter(pk=slot.pk).exists() for side in (row.wisher, row.wished))
        refuse(
            rules.why_not_pin(
                row.answer,
                free=not (crossed or away or sides.exists()),
                taken=others.count(),
                tables=forum.tables.standing().filter(lost_at=None).count(),
            )
        )
    row.pinned = slot
    row.save(update_fields=["pinned"])
    note(by=by, verb="pinned_wish", subject=row, at=at, after={"slot": str(slot or "")})
    return row
