"""Writing to those whom the release of a bulletin concerns, as far as they want it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.letters import book as letters
from naru.letters.models import Letter
from naru.newsroom.actions.translations import paragraphs_of
from naru.newsroom.models import Sync
from naru.newsroom.rules.paragraphs import behind

REVIEWERS = (Role.EDITOR, Role.HEAD)
"""Who may release a bulletin, and so is told of one that waits."""
MOST = 20
"""How many translations one letter names; the rest are counted."""


def tell(bulletin: Any, *, verb: str, by: Any, at: datetime, why: str = "") -> None:
    """Write to the reviewers of what was submitted, and to its author of what became of it."""
    match verb:
        case "submitted" | "submitted_again":
            readers: Iterable[Any] = Account.objects.holding(*REVIEWERS, on=timezone.localdate(at))
            template = "bulletin_submitted"
        case "approved":
            readers, template = [_author(bulletin)], "bulletin_released"
        case "sent_back":
            readers, template = [_author(bulletin)], "bulletin_sent_back"
        case _:
            return
    context = {
        "title": bulletin.title,
        "who": str(by) if by else "",
        "why": why,
        "link": _editor(bulletin),
    }
    for reader in readers:
        if reader is not None and reader != by and reader.is_active and letters.wants(reader, template):
            _send(template, reader, context, by=by, at=at, row=bulletin)


def tell_held_back(bulletin: Any, *, author: Any, at: datetime) -> None:
    """Write to the author of a scheduled bulletin that it did not go out, and by which numbers, in their language."""
    if author is None or not author.is_active:
        return
    with override(author.language):
        why = bulletin.get_latest_revision_as_object().why_not_publish(on=timezone.localdate(at)) or ""
    context = {"title": bulletin.title, "why": why, "link": _editor(bulletin)}
    _send("bulletin_held_back", author, context, by=None, at=at, row=bulletin)


@transaction.atomic
def tell_translators(*, at: datetime) -> int:
    """
    Write to translators what fell behind its original since the last such letter; give how many letters.

    A translation is its last translator's, or everybody's where that one translates no more. Whoever has
    heard of all that is behind gets no letter.
    """
    translators = list(Account.objects.holding(Role.TRANSLATOR, on=timezone.localdate(at)))
    late = _behind()
    sent = 0
    for reader in translators:
        own = [sync for sync in late if sync.by == reader or sync.by not in translators]
        if not own or not letters.wants(reader, "translations_behind"):
            continue
        last = Letter.objects.filter(template="translations_behind", row_key=str(reader.pk)).first()
        if last and all(sync.original.latest_revision.created_at <= last.asked_at for sync in own):
            continue
        with override(reader.language):
            link = settings.NARU_ADDRESS + reverse("newsroom-desk:translations")
        context = {
            "count": len(own),
            "titles": [sync.translation.title for sync in own[:MOST]],
            "more": max(0, len(own) - MOST),
            "link": link,
        }
        _send("translations_behind", reader, context, by=None, at=at, row=reader)
        sent += 1
    return sent


def _behind() -> list[Sync]:
    syncs = Sync.objects.select_related("translation", "original__latest_revision", "by").order_by("-at")
    return [
        sync
        for sync in syncs
        if sync.original.latest_revision and behind(sync.paragraphs, paragraphs_of(sync.original))
    ]


def _author(bulletin: Any) -> Any:
    """Give whoever submitted a bulletin for release last, or else its owner."""
    state = bulletin.workflow_states.order_by("-pk").first()
    return (state.requested_by if state else None) or bulletin.owner


def _editor(bulletin: Any) -> str:
    return settings.NARU_ADDRESS + reverse("wagtailsnippets_newsroom_bulletin:edit", args=[bulletin.pk])


def _send(template: str, reader: Any, context: dict[str, Any], *, by: Any, at: datetime, row: Any) -> None:
    letters.send(
        template,
        to=reader.email,
        language=reader.language,
        context={"name": reader.name, **context},
        by=by,
        at=at,
        subject_row=row,
    )
