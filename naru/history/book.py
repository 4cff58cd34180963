"""The door that every action uses: note what was done, or refuse with the reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction

from naru.history import rules
from naru.history.models import Entry, Head


class Refusal(Exception):  # noqa: N818 - the staff's word
    """An action is refused; its text is the reason, in the user's language, ready to print."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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

    `by` is the account, or None for what the system does by itself. `before` and `after` hold plain
    JSON values of the fields that changed, never a secret.
    """
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    facts: dict[str, Any] = {
        "number": head.count + 1,
        "at": at,
        "by_label": str(by)[:200] if by else "naru",
        "verb": verb,
        "why": why,
        "before": before or {},
        "after": after or {},
        "previous": head.digest,
    }
    about = (subject._meta.label_lower, str(subject.pk), str(subject)[:300])
    head.digest = rules.digest(by=by.pk if by else None, subject=about, **facts)
    head.count += 1
    head.save()
    return Entry.objects.create(
        by=by,
        subject_kind=about[0],
        subject_key=about[1],
        subject_label=about[2],
        digest=head.digest,
        **facts,
    )
