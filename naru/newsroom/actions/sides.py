"""Writing a translation beside its original, paragraph by paragraph, without losing anybody's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from naru.history.book import Refusal
from naru.newsroom.actions.access import admit
from naru.newsroom.actions.bulletins import revise
from naru.newsroom.actions.translations import paragraphs_of
from naru.newsroom.models import Bulletin, Sync
from naru.newsroom.rules import sides
from naru.newsroom.rules.paragraphs import behind, codes_in


class Overtaken(Refusal):
    """Somebody else saved the same paragraph first."""


def blocks_of(bulletin: Bulletin) -> list[sides.Block]:
    """Give the paragraphs of a bulletin's latest text, its head among them."""
    draft = bulletin.get_latest_revision_as_object()
    head = {"title": draft.title, "subtitle": draft.subtitle}
    if draft.picture_id:
        head["picture_alt"] = draft.picture_alt
    return sides.blocks(head, draft.body.get_prep_value())


def pairs_of(sync: Sync) -> list[sides.Pair]:
    """Put a translation's paragraphs beside those of its original."""
    changes = behind(sync.paragraphs, paragraphs_of(sync.original))
    return sides.pairs(blocks_of(sync.original), blocks_of(sync.translation), changes)


@transaction.atomic
def write_paragraph(
    translation: Bulletin, *, block: str, words: Mapping[str, str], seen: str, by: Any, at: datetime
) -> Bulletin:
    """
    Save one paragraph of a translation as a new revision; a paragraph that it lacks takes its place in it.

    `words` are the fields of the paragraph as written, `seen` the digest of the paragraph that the writer had
    in front of them.

    :raises Overtaken: where somebody else has saved the paragraph since
    :raises Refusal: with the sentence from rules.sides.why_not_write
    :raises LookupError: where neither version has such a paragraph
    """
    sync = _held(translation, by=by)
    rows = pairs_of(sync)
    pair = next((one for one in rows if one.id == block), None)
    if pair is None:
        raise LookupError(block)
    if reason := sides.why_not_save(seen=seen, now=pair.seen):
        raise Overtaken(reason)
    codes = {
        code for row in rows for side in (row.original, row.translation) if side for code in codes_in([side])
    }
    made = sides.put(sides.begun(pair), words, codes)
    if pair.translation is not None and made["value"] == pair.translation["value"]:
        return sync.translation
    order = [row.id for row in rows]
    return _save(sync.translation, made, order, by=by, at=at)


@transaction.atomic
def drop_paragraph(translation: Bulletin, *, block: str, seen: str, by: Any, at: datetime) -> Bulletin:
    """
    Take out a paragraph that only the translation has.

    :raises Overtaken: where somebody else has saved the paragraph since
    :raises LookupError: where the original has such a paragraph, or the translation has not
    """
    sync = _held(translation, by=by)
    pair = next((one for one in pairs_of(sync) if one.id == block), None)
    if pair is None or not pair.can_go:
        raise LookupError(block)
    if reason := sides.why_not_save(seen=seen, now=pair.seen):
        raise Overtaken(reason)
    draft = sync.translation.get_latest_revision_as_object()
    body = [one for one in draft.body.get_prep_value() if one.get("id") != block]
    return revise(sync.translation, body=body, by=by, at=at)


def _held(translation: Bulletin, *, by: Any) -> Sync:
    """Hold a translation against others who save at the same moment; give it with its original."""
    held = Bulletin.objects.select_for_update(of=("self",)).get(pk=translation.pk)
    sync = (
        Sync.objects.select_related("original__locale", "original__latest_revision")
        .filter(translation=held)
        .first()
    )
    if sync is None:
        raise LookupError(translation.pk)
    sync.translation = held
    if reason := why_not_write(held, by=by):
        raise Refusal(reason)
    return sync


def why_not_write(translation: Bulletin, *, by: Any) -> str | None:
    """Say why somebody cannot change a translation's text now."""
    return sides.why_not_write(
        is_locked=bool(translation.locked and translation.locked_by_id != (by.pk if by else None)),
        in_review=translation.workflow_in_progress,
        may_release=bool(by is None or by.holds("editor", "head")),
    )


def _save(translation: Bulletin, block: sides.Block, order: list[str], *, by: Any, at: datetime) -> Bulletin:
    if block["id"] in sides.HEAD:
        return revise(translation, by=by, at=at, **{block["id"]: block["value"]})
    draft = translation.get_latest_revision_as_object()
    body = sides.placed(draft.body.get_prep_value(), block, order)
    return revise(translation, body=body, by=by, at=at)


def why_not_submit(sync: Sync, rows: list[sides.Pair]) -> str | None:
    """Say why a translation cannot be sent to review now."""
    translation = sync.translation
    return sides.why_not_submit(
        in_review=translation.workflow_in_progress,
        is_live_as_is=translation.live and not translation.has_unpublished_changes,
        untouched=sum(row.stage == sides.Stage.UNTOUCHED for row in rows),
    )


@transaction.atomic
def submit(translation: Bulletin, *, by: Any, at: datetime) -> None:
    """
    Send a translation to review, or again where it was sent back.

    :raises Refusal: with the sentence from rules.sides.why_not_submit
    """
    sync = Sync.objects.select_related("translation", "original").get(translation=translation)
    if reason := why_not_submit(sync, pairs_of(sync)):
        raise Refusal(reason)
    admit(by, by=by, at=at)
    state = sync.translation.current_workflow_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(by)
        return
    workflow = sync.translation.get_workflow()
    workflow.start(sync.translation, by)
