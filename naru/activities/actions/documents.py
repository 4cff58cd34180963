"""Keeping files with an activity, and taking them off the shelf."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.activities.models import Activity, Document
from naru.activities.rules import moves
from naru.activities.rules.words import DocumentKind
from naru.history.book import Refusal, lock, note, refuse, stored_for


@transaction.atomic
def keep(
    activity: Activity,
    *,
    file: File[Any],
    title: str,
    by: Any,
    at: datetime,
    kind: str = DocumentKind.OTHER,
    public: bool = False,
) -> Document:
    """
    Keep a file with an activity: its name, size in bytes and SHA-256 stand beside it.

    :raises Refusal: if it is empty, the activity holds the same bytes already, or is in the archive
    """
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    if not size:
        raise Refusal(_("This file is empty."))
    if twin := activity.documents.standing().filter(sha256=digest.hexdigest()).first():
        raise Refusal(_("This very file is kept here already, as “%(title)s”.") % {"title": twin.title})
    file.seek(0)
    name = (file.name or "file").replace("\\", "/").rsplit("/", 1)[-1][:200]
    row = Document(
        activity=activity,
        title=title or name,
        kind=kind,
        file=file,
        name=name,
        size=size,
        sha256=digest.hexdigest(),
        public=public,
        added_by=by,
        added_at=at,
    )
    with stored_for(row):
        row.save(force_insert=True)
        after = {"document": name, "size": size, "sha256": row.sha256, "public": public}
        note(by=by, verb="filed", subject=activity, at=at, after=after)
    return row


@transaction.atomic
def remove(document: Document, *, by: Any, at: datetime, why: str = "") -> Document:
    """
    Take a document off the shelf; its entry stays, and nobody gets the file any more.

    :raises Refusal: if it is removed already or the activity is in the archive
    """
    activity = lock(document.activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    if document.removed_at:
        raise Refusal(_("This document is removed already."))
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    before = {"document": document.name, "sha256": document.sha256}
    note(by=by, verb="removed", subject=activity, at=at, why=why, before=before)
    return document


@transaction.atomic
def show_document(document: Document, *, public: bool, by: Any, at: datetime) -> Document:
    """
    Let the public have a document, or no longer.

    :raises Refusal: if the activity is in the archive
    """
    activity = lock(document.activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))
    if document.public != public:
        before, document.public = document.public, public
        document.save(update_fields=["public"])
        after = {"document": document.name, "public": public}
        note(by=by, verb="changed", subject=activity, at=at, before={"public": before}, after=after)
    return document
