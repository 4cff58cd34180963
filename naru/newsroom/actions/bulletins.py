"""Writing, revising, publishing and withdrawing bulletins from code: the same steps as in the editor."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, Revision

from naru.history.book import Refusal, note
from naru.newsroom.actions.access import settle
from naru.newsroom.actions.telling import tell_held_back
from naru.newsroom.models import Bulletin, Tally


def _with_ids(body: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every block a name of its own, by which translations follow it."""
    return [{"id": str(uuid.uuid4()), **block, "value": _named(block["value"])} for block in body]


def _named(value: Any) -> Any:
    """Give the points of a list names too: without one Wagtail takes the whole entry for the value."""
    if not isinstance(value, list | tuple):
        return value
    return [
        {"id": str(uuid.uuid4()), **item} if isinstance(item, dict) and item.get("type") == "item" else item
        for item in value
    ]


def _fill(bulletin: Bulletin, body: Iterable[dict[str, Any]], tags: Iterable[str]) -> None:
    field = Bulletin._meta.get_field("body")
    bulletin.body = field.stream_block.to_python(_with_ids(body))
    if tags:
        bulletin.tags.set(list(tags), clear=True)


@transaction.atomic
def write(
    *,
    title: str,
    language: str,
    body: Iterable[dict[str, Any]],
    by: Any,
    at: datetime,
    tags: Iterable[str] = (),
    views_before: int | None = None,
    **fields: Any,
) -> Bulletin:
    """
    Write a new bulletin as a draft with its first revision.

    `body` is raw blocks [{"type", "value"}]; `views_before` what an older board had counted.
    """
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        settle()
        locale = Locale.objects.get(language_code=language)
    bulletin = Bulletin(title=title, locale=locale, live=False, owner=by, **fields)
    _fill(bulletin, body, tags)
    bulletin.full_clean(exclude=["latest_revision", "live_revision"])
    bulletin.save()
    bulletin.save_revision(user=by, changed=True, log_action=False)
    log(bulletin, "wagtail.create", user=by, timestamp=at)
    Tally.objects.create(bulletin=bulletin, before=views_before)
    return bulletin


@transaction.atomic
def revise(
    bulletin: Bulletin,
    *,
    by: Any,
    at: datetime,
    body: Iterable[dict[str, Any]] | None = None,
    tags: Iterable[str] = (),
    **fields: Any,
) -> Bulletin:
    """Put a new revision on top of a bulletin; what is out stays as it is until it is published again."""
    draft = bulletin.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    if body is not None:
        _fill(draft, body, tags)
    draft.full_clean(exclude=["latest_revision", "live_revision"])
    draft.save_revision(user=by, changed=True, log_action=False)
    log(draft, "wagtail.edit", user=by, timestamp=at)
    return Bulletin.objects.get(pk=bulletin.pk)


@transaction.atomic
def publish(bulletin: Bulletin, *, by: Any, at: datetime) -> Bulletin:
    """
    Bring the latest revision out; with a go-live moment in the future it is scheduled.

    :raises Refusal: where a number of it is not backed, or a passage cannot be right
    """
    bulletin = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
    revision = bulletin.latest_revision or bulletin.save_revision(user=by, log_action=False)
    revision.publish(user=by, log_action=False, skip_permission_checks=True)
    bulletin = Bulletin.objects.get(pk=bulletin.pk)
    action = "wagtail.publish" if bulletin.live else "wagtail.publish.schedule"
    log(bulletin, action, user=by, timestamp=at)
    return Bulletin.objects.get(pk=bulletin.pk)


@transaction.atomic
def withdraw(bulletin: Bulletin, *, by: Any, at: datetime) -> Bulletin:
    """Take a bulletin off the board; it stays as a draft and keeps its number."""
    bulletin = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
    bulletin.unpublish(user=by, log_action=False)
    log(bulletin, "wagtail.unpublish", user=by, timestamp=at)
    return Bulletin.objects.get(pk=bulletin.pk)


def bring_out(*, at: datetime) -> dict[str, int]:
    """
    Bring out what is due, and hold back what cannot go out any more: its author is written to.

    Give how many went out and how many were held back.
    """
    kind = ContentType.objects.get_for_model(Bulletin)
    due = Revision.objects.filter(base_content_type=kind, approved_go_live_at__lte=at)
    done = {"out": 0, "held_back": 0}
    for revision in due.order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            done["out"] += 1
        except Refusal as refusal:
            _hold_back(revision, reason=refusal.reason, at=at)
            done["held_back"] += 1
    return done


@transaction.atomic
def _hold_back(revision: Revision, *, reason: str, at: datetime) -> None:
    """Take the schedule of a revision back; note why, and write to its author."""
    bulletin = Bulletin.objects.get(pk=revision.object_id)
    bulletin.revisions.update(approved_go_live_at=None)
    note(by=None, verb="held_back", subject=bulletin, at=at, why=reason)
    tell_held_back(bulletin, author=revision.user or bulletin.owner, at=at)
