"""Taking saved pages of the old board and of the press in as unpublished bulletins."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction

from naru.history.book import note
from naru.newsroom.actions.bulletins import revise, write
from naru.newsroom.models import Bulletin, Origin, Tally
from naru.newsroom.rules.documents import Document, Unreadable, decode, parse
from naru.newsroom.rules.search import search_key


@dataclass(frozen=True)
class Page:
    """One file as it lies: its name without folders, and its bytes."""

    file: str
    data: bytes


@dataclass
class Taken:
    """
    What became of one file.

    `status` is new, same, changed or refused; `reason` says why it was refused, in the user's language.
    """

    file: str
    sha256: str
    status: str
    reason: str = ""
    document: Document | None = None
    bulletin: Bulletin | None = None

    def facts(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        said: dict[str, Any] = {"file": self.file, "sha256": self.sha256, "status": self.status}
        if self.document is None:
            return said | {"reason": self.reason}
        document = self.document
        return said | {
            "layout": document.layout,
            "title": document.title,
            "subtitle": document.subtitle,
            "name": document.name,
            "date": document.published_on.isoformat(),
            "views": document.views,
            "language": document.language,
            "body_chars": len(document.text),
            "paragraphs": len(document.body),
            "bulletin": self.bulletin.pk if self.bulletin else None,
            "number": self.bulletin.number if self.bulletin else None,
        }


def key_of(document: Document) -> str:
    """Give the key by which the same page is known again though its bytes differ: title, day and language."""
    said = f"{search_key(document.title)}|{document.published_on}|{document.language}"
    return hashlib.sha256(said.encode()).hexdigest()


def body_of(document: Document) -> list[dict[str, Any]]:
    """Give the document's paragraphs as raw blocks; points that follow each other are one list."""
    blocks: list[dict[str, Any]] = []
    for part in document.body:
        if part.kind == "heading":
            blocks.append({"type": "heading", "value": part.text[:200]})
        elif part.kind == "item":
            if not blocks or blocks[-1]["type"] != "items":
                blocks.append({"type": "items", "value": []})
            blocks[-1]["value"].append({"type": "item", "value": f"<p>{escape(part.text, quote=False)}</p>"})
        else:
            blocks.append({"type": "paragraph", "value": f"<p>{escape(part.text, quote=False)}</p>"})
    return blocks


def read(pages: Sequence[Page]) -> list[Taken]:
    """Read files and say of each whether it is new, the same, changed or refused, writing nothing."""
    results = []
    seen: set[str] = set()
    for page in pages:
        sha256 = hashlib.sha256(page.data).hexdigest()
        try:
            document = parse(decode(page.data))
        except Unreadable as refusal:
            results.append(Taken(page.file, sha256, "refused", str(refusal)))
            continue
        key = key_of(document)
        known = Origin.objects.select_related("bulletin").filter(key=key).first()
        if known is None:
            status = "same" if key in seen else "new"
        else:
            status = (
                "same" if known.sha256 == sha256 or _says_the_same(known.bulletin, document) else "changed"
            )
        seen.add(key)
        results.append(
            Taken(page.file, sha256, status, document=document, bulletin=known.bulletin if known else None)
        )
    return results


def _says_the_same(bulletin: Bulletin, document: Document) -> bool:
    draft = bulletin.get_latest_revision_as_object()
    kept = [(block["type"], block["value"]) for block in draft.body.get_prep_value()]
    read_now = [(block["type"], block["value"]) for block in body_of(document)]
    strip = [(kind, [item["value"] for item in value] if kind == "items" else value) for kind, value in kept]
    wanted = [
        (kind, [item["value"] for item in value] if kind == "items" else value) for kind, value in read_now
    ]
    return strip == wanted and draft.subtitle == document.subtitle


@transaction.atomic
def take_in(pages: Sequence[Page], *, by: Any, at: datetime) -> list[Taken]:
    """
    Take saved pages in as drafts that nobody has reviewed: all of them, or none where one is refused.

    A page that is there already changes nothing. One whose text differs becomes a new revision of the
    bulletin that was made of it; what is published stays until somebody publishes the revision.
    """
    results = read(pages)
    if any(result.status == "refused" for result in results):
        return results
    made: dict[str, Bulletin] = {}
    for result in results:
        document = result.document
        assert document is not None
        key = key_of(document)
        if result.status == "new":
            result.bulletin = made[key] = _write(document, result, key, by=by, at=at)
        elif result.status == "changed" and result.bulletin is not None:
            _revise(document, result, by=by, at=at)
        elif result.bulletin is None:
            result.bulletin = made[key]
    return results


def _write(document: Document, result: Taken, key: str, *, by: Any, at: datetime) -> Bulletin:
    bulletin = write(
        title=document.title,
        subtitle=document.subtitle,
        name=document.name or "",
        published_on=document.published_on,
        language=document.language,
        body=body_of(document),
        views_before=document.views,
        by=by,
        at=at,
    )
    Origin.objects.create(bulletin=bulletin, file=result.file, sha256=result.sha256, key=key, at=at, by=by)
    note(
        by=by,
        verb="imported",
        subject=bulletin,
        at=at,
        after={"file": result.file, "sha256": result.sha256, "views": document.views},
    )
    return bulletin


def _revise(document: Document, result: Taken, *, by: Any, at: datetime) -> None:
    bulletin = result.bulletin
    assert bulletin is not None
    result.bulletin = revise(
        bulletin,
        subtitle=document.subtitle,
        name=document.name or "",
        body=body_of(document),
        by=by,
        at=at,
    )
    if document.views is not None:
        Tally.objects.filter(bulletin=bulletin).update(before=document.views)
    Origin.objects.filter(bulletin=bulletin).update(file=result.file, sha256=result.sha256, at=at, by=by)
    note(
        by=by,
        verb="imported_again",
        subject=bulletin,
        at=at,
        after={"file": result.file, "sha256": result.sha256},
    )
