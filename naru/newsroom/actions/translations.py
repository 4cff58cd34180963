"""Beginning a translation, and saying that it follows its original again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from naru.history.book import Refusal, note
from naru.newsroom.actions.access import settle
from naru.newsroom.models import Bulletin, Sync, Tally
from naru.newsroom.rules.paragraphs import paragraphs


def paragraphs_of(bulletin: Bulletin) -> list[dict[str, str]]:
    """Give the paragraphs of a bulletin's latest text, drafts included."""
    draft = bulletin.get_latest_revision_as_object()
    return paragraphs(draft.title, draft.subtitle, draft.body.get_prep_value())


@transaction.atomic
def begin_translation(bulletin: Bulletin, *, language: str, by: Any, at: datetime) -> Bulletin:
    """
    Begin a version in another language as a draft copy of the latest text, to be written over.

    :raises Refusal: where that version is there already
    """
    if Bulletin.objects.versions_of(bulletin).in_language(language).exists():
        raise Refusal(_("There is a version in this language already."))
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        settle()
        locale = Locale.objects.get(language_code=language)
    original = original_of(bulletin)
    draft = original.get_latest_revision_as_object()
    copy: Bulletin = draft.copy_for_translation(locale)
    copy.live = False
    copy.has_unpublished_changes = True
    copy.number = None
    copy.owner = by
    copy.first_published_at = copy.last_published_at = None
    copy.live_revision = copy.latest_revision = None
    copy.go_live_at = copy.expire_at = None
    copy.expired = copy.locked = False
    copy.locked_at = copy.locked_by = None
    copy.save()
    copy.save_revision(user=by, changed=True, log_action=False)
    log(copy, "wagtail.create", user=by, timestamp=at)
    Tally.objects.get_or_create(bulletin=copy)
    Sync.objects.create(translation=copy, original=original, paragraphs=paragraphs_of(original), at=at, by=by)
    note(
        by=by,
        verb="began_translation",
        subject=copy,
        at=at,
        after={"original": original.pk, "language": language},
    )
    return copy


def original_of(bulletin: Bulletin) -> Bulletin:
    """Give the version that the others were translated from: itself where it is no translation."""
    sync = Sync.objects.select_related("original").filter(translation=bulletin).first()
    return sync.original if sync else bulletin


@transaction.atomic
def follow_original(
    translation: Bulletin, *, by: Any, at: datetime, original: Bulletin | None = None
) -> Sync:
    """
    Say that a translation follows its original as that stands now.

    `original` names it for two versions that were written side by side.

    :raises Refusal: where it is not a translation of anything
    """
    sync = Sync.objects.filter(translation=translation).first()
    source = original or (sync.original if sync else None)
    if source is None or source.pk == translation.pk:
        raise Refusal(_("This version is not a translation of another."))
    if source.translation_key != translation.translation_key:
        raise Refusal(_("The two are not versions of the same bulletin."))
    sync = sync or Sync(translation=translation)
    sync.original, sync.paragraphs, sync.at, sync.by = source, paragraphs_of(source), at, by
    sync.save()
    note(by=by, verb="followed_original", subject=translation, at=at, after={"original": source.pk})
    return sync
