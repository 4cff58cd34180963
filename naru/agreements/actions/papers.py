"""Keeping papers with an agreement, handing them out, and taking them off the shelf."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.agreements.actions.ground import facts_of
from naru.agreements.models import Agreement, Paper
from naru.agreements.rules import moves
from naru.agreements.rules.words import PaperKind
from naru.history.book import Refusal, lock, note, refuse, stored_for


@transaction.atomic
def keep(
    agreement: Agreement,
    *,
    file: File[Any],
    by: Any,
    at: datetime,
    title: str = "",
    kind: str = PaperKind.TEXT,
    language: str = "",
) -> Paper:
    """
    Keep a file with an agreement: its name, size in bytes and SHA-256 stand beside it.

    :raises Refusal: if it is empty, the agreement holds the same bytes already, or is in the archive
    """
    lock(agreement)
    refuse(moves.why_not_change(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    if not size:
        raise Refusal(_("This file is empty."))
    if twin := agreement.papers.standing().filter(sha256=digest.hexdigest()).first():
        raise Refusal(_("This very file is kept here already, as “%(title)s”.") % {"title": twin.title})
    file.seek(0)
    name = (file.name or "file").replace("\\", "/").rsplit("/", 1)[-1][:200]
    paper = Paper(
        agreement=agreement,
        title=title or name,
        kind=kind,
        language=language,
        file=file,
        name=name,
        size=size,
        sha256=digest.hexdigest(),
        added_by=by,
        added_at=at,
    )
    with stored_for(paper):
        paper.save(force_insert=True)
        after = {"paper": name, "kind": kind, "size": size, "sha256": paper.sha256}
        note(by=by, verb="filed", subject=agreement, at=at, after=after)
    return paper


@transaction.atomic
def hand_out(paper: Paper, *, by: Any, at: datetime) -> Paper:
    """Note that somebody is handed a paper; the screen then sends the file."""
    after = {"paper": paper.name, "sha256": paper.sha256}
    note(by=by, verb="downloaded", subject=paper.agreement, at=at, after=after)
    return paper


@transaction.atomic
def remove(paper: Paper, *, by: Any, at: datetime, why: str = "") -> Paper:
    """
    Take a paper off the shelf; its entry stays, and nobody gets the file any more.

    :raises Refusal: if it is removed already, proves that an obligation was met, or the agreement is archived
    """
    agreement = lock(paper.agreement)
    refuse(moves.why_not_change(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    if paper.removed_at:
        raise Refusal(_("This paper is removed already."))
    if paper.proves.filter(met_on__isnull=False).exists():
        raise Refusal(_("This paper proves that an obligation was met. Open that again first."))
    paper.removed_at = at
    paper.save(update_fields=["removed_at"])
    before = {"paper": paper.name, "sha256": paper.sha256}
    note(by=by, verb="removed", subject=agreement, at=at, why=why, before=before)
    return paper
