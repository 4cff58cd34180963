"""Suggesting what a bulletin tells of, and deciding about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.history.book import Refusal, note
from naru.newsroom.models import Bulletin, Link
from naru.newsroom.models.links import TARGETS
from naru.newsroom.queries.names import every_name, every_undertaking
from naru.newsroom.rules.mentions import Mention, Reason, mentions, undertakings
from naru.newsroom.rules.paragraphs import paragraphs
from naru.newsroom.rules.words import LinkStanding, why_not_decide


@transaction.atomic
def suggest(bulletin: Bulletin, *, by: Any, at: datetime) -> list[Link]:
    """
    Look for names and activities in all versions of a bulletin and keep what is new as suggestions.

    What was confirmed or rejected before stays as it was decided; suggestions whose passage is gone go too.
    """
    found: dict[tuple[str, str], Mention] = {}
    for version in Bulletin.objects.versions_of(bulletin).select_related("latest_revision"):
        for mention in _mentions(version):
            found.setdefault((mention.kind, mention.key), mention)
    kept: dict[tuple[str, str], Link] = {}
    for link in Link.objects.of(bulletin):
        key = (link.kind, str(getattr(link, f"{link.kind}_id")))
        kept[key] = link
        if link.standing == LinkStanding.SUGGESTED and key not in found:
            link.delete()
    new = []
    for key, mention in found.items():
        if key in kept:
            continue
        new.append(
            Link.objects.create(
                translation_key=bulletin.translation_key,
                **{f"{mention.kind}_id": mention.key},
                passage=mention.passage[:300],
                found=mention.found[:200],
                reason=mention.reason,
                suggested_at=at,
            )
        )
    if new:
        note(
            by=by,
            verb="suggested_links",
            subject=bulletin,
            at=at,
            after={"links": [f"{link.kind} {getattr(link, link.kind + '_id')}" for link in new]},
        )
    return new


def _mentions(version: Bulletin) -> Iterable[Mention]:
    draft = version.get_latest_revision_as_object()
    texts = [
        part["text"]
        for part in paragraphs(draft.title, draft.subtitle, draft.body.get_prep_value())
        if part["text"]
    ]
    names = mentions(texts, every_name())
    yield from names
    yield from undertakings(
        texts,
        every_undertaking(),
        since=draft.since,
        until=draft.until,
        category=draft.category,
        places=[name.key for name in names if name.kind == "place"],
        countries=[name.key for name in names if name.kind == "country"],
    )


@transaction.atomic
def decide(link: Link, *, to: str, by: Any, at: datetime) -> Link:
    """
    Confirm or reject a link, or open it again.

    :raises Refusal: with the sentence from rules.why_not_decide
    """
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if reason := why_not_decide(link.standing, to):
        raise Refusal(reason)
    before = link.standing
    link.standing = to
    link.decided_at, link.decided_by = (None, None) if to == LinkStanding.SUGGESTED else (at, by)
    link.save(update_fields=["standing", "decided_at", "decided_by"])
    note(
        by=by,
        verb=f"{to}_link" if to != LinkStanding.SUGGESTED else "reopened_link",
        subject=link,
        at=at,
        before={"standing": before},
        after={"standing": to, "target": str(link.target)},
    )
    return link


@transaction.atomic
def add_link(bulletin: Bulletin, *, kind: str, key: Any, by: Any, at: datetime) -> Link:
    """
    Link a bulletin by hand to a person, organisation, place, country or activity, confirmed at once.

    :raises Refusal: for an unknown kind
    """
    if kind not in TARGETS:
        raise Refusal(_("A bulletin cannot be linked to that."))
    link, made = Link.objects.get_or_create(
        translation_key=bulletin.translation_key,
        **{f"{kind}_id": key},
        defaults={"reason": Reason.BY_HAND, "suggested_at": at},
    )
    if made or link.standing != LinkStanding.CONFIRMED:
        return decide(link, to=LinkStanding.CONFIRMED, by=by, at=at)
    return link
