"""Noting what was done: one entry at the end of the chain, in the transaction of the action."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from naru.history.models import Entry, Head
from naru.history.rules import chain

Row = TypeVar("Row", bound=models.Model)


class Refusal(Exception):  # noqa: N818 - the staff's word
    """An action is refused; its text is the reason, in the user's language, ready to print."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refuse(reason: str | None) -> None:
    """
    Refuse if there is a reason.

    :raises Refusal: with the reason
    """
    if reason:
        raise Refusal(reason)


def lock(row: Row) -> Row:
    """Lock a row and read it again, so that a rule is asked about what is so now; call it in a transaction."""
    table = row._meta.default_manager  # asked through the row: the account of a request is a lazy one
    assert table is not None
    row.refresh_from_db(from_queryset=table.select_for_update(of=("self",)))
    return row


@transaction.atomic
def note(
    *,
    by: Any,
    verb: str,
    subject: models.Model,
    at: datetime,
    why: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Entry:
    """
    Write one entry at the end of the chain, in the transaction of the action that calls it.

    `by` is the account, or None for what the system does by itself. `before` and `after` hold the
    fields that changed; values are made plain, and fields whose name tells of a secret are masked.
    Two transactions that note at once wait for each other at the head; one that is rolled back
    takes its entry and its number with it, so the chain has neither gaps nor forks.
    """
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
    facts: dict[str, Any] = {
        "number": head.count + 1,
        "at": at,
        "by_label": chain.plain(str(by))[:200] if by else "naru",
        "verb": verb,
        "why": chain.plain(str(why)),
        "before": chain.plain(before or {}),
        "after": chain.plain(after or {}),
        "previous": head.digest,
    }
    about = (subject._meta.label_lower, str(subject.pk), chain.plain(str(subject))[:300])
    head.digest = chain.digest(by=by.pk if by else None, subject=about, **facts)
    head.count += 1
    head.save(update_fields=["count", "digest"])
    return Entry.objects.create(
        by=by,
        subject_kind=about[0],
        subject_key=about[1],
        subject_label=about[2],
        digest=head.digest,
        **facts,
    )
