"""The newsroom's part of the demo world: five bulletins, their versions, a draft and a scheduled one."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.figures.models import Reading
from naru.newsroom.actions.access import settle
from naru.newsroom.actions.bulletins import publish, revise, write
from naru.newsroom.actions.links import decide, suggest
from naru.newsroom.actions.translations import follow_original
from naru.newsroom.demo.backed import Backed
from naru.newsroom.demo.drawings import drawing
from naru.newsroom.demo.texts import DRAFT, FAIR, FAIR_BEFORE, SCHEDULED, STORIES, TAGS, Story, Text
from naru.newsroom.demo.yearly import report_the_year
from naru.newsroom.models import Bulletin, Link
from naru.newsroom.rules.mentions import Reason
from naru.newsroom.rules.words import LinkStanding

HOME = uuid.UUID("5a7e4f0e-8b0c-4c55-9a51-6f2b8f0d2024")
_FIGURE = re.compile(r"\{([a-z_.]+)\}")
NAME = "관리자"
"""How the board signs its bulletins."""


def fill(*, by: Any, at: datetime, say: Callable[[str], None]) -> None:
    """Write, translate, link and publish the bulletins; a second run changes nothing."""
    settle()
    editor = Account.objects.filter(posts__role=Role.EDITOR).order_by("pk").first() or by
    made = 0
    for story in STORIES:
        if Bulletin.objects.filter(translation_key=_key(story.slug)).exists():
            continue
        _tell(story, by=editor, at=at)
        made += 1
    for slug, text, soon in (("call-2025", DRAFT, False), ("follow-up-2024", SCHEDULED, True)):
        if Bulletin.objects.filter(translation_key=_key(slug)).exists():
            continue
        bulletin = write(
            title=text.title,
            subtitle=text.subtitle,
            name=NAME,
            language="ko",
            translation_key=_key(slug),
            category="coordinators" if not soon else "fairs",
            body=_body(slug, text.blocks, "enews_2023_01"),
            go_live_at=at + timedelta(days=7) if soon else None,
            by=editor,
            at=at,
        )
        if soon:
            _bring_out(bulletin, "enews_2023_01", by=editor, at=at)
        else:
            suggest(bulletin, by=editor, at=at)
        made += 1
    report_the_year(by=editor, at=at)
    say(f"{made} bulletins written, {Link.objects.confirmed().count()} links confirmed")


def _key(slug: str) -> uuid.UUID:
    return uuid.uuid5(HOME, slug)


def _tell(story: Story, *, by: Any, at: datetime) -> None:
    """Write a story in Korean first, then its other versions, each following the original."""
    picture = _picture(story)
    korean = story.versions["ko"]
    blocks = _fair_before() if story is FAIR else korean.blocks
    original = _write(story, "ko", korean, picture, blocks, by=by, at=at)
    for language, text in story.versions.items():
        if language == "ru":
            version = _write(story, language, text, picture, text.blocks, by=by, at=at)
            follow_original(version, original=original, by=by, at=at)
    if story is FAIR:
        original = revise(original, body=_body(story.slug, korean.blocks, story.source), by=by, at=at)
    _bring_out(original, story.source, by=by, at=at)
    for language, text in story.versions.items():
        if language in ("ko", "ru"):
            continue
        version = _write(story, language, text, picture, text.blocks, by=by, at=at)
        follow_original(version, original=original, by=by, at=at)
        _bring_out(version, story.source, by=by, at=at)
    for version in Bulletin.objects.filter(translation_key=_key(story.slug), live=False):
        _bring_out(version, story.source, by=by, at=at)
    suggest(original, by=by, at=at)
    for link in Link.objects.of(original).waiting():
        if link.reason != Reason.SHARED_NAME:
            decide(link, to=LinkStanding.CONFIRMED, by=by, at=at)


def _bring_out(bulletin: Bulletin, source: str, *, by: Any, at: datetime) -> None:
    """Back the numbers that are no chips as an editor would, and publish."""
    backed = Backed(bulletin, Reading.objects.current().filter(source__key=source), by=by, at=at)
    backed.bind()
    backed.waive()
    publish(bulletin, by=by, at=at)


def _fair_before() -> tuple[Any, ...]:
    """Give the Korean fair bulletin as it stood when the Russian version was made of it."""
    return tuple(
        FAIR_BEFORE.get(place, block)
        for place, block in enumerate(FAIR.versions["ko"].blocks)
        if block[0] != "attachment"
    )


def _write(
    story: Story, language: str, text: Text, picture: Any, blocks: tuple[Any, ...], *, by: Any, at: datetime
) -> Bulletin:
    return write(
        title=text.title,
        subtitle=text.subtitle,
        name=NAME,
        published_on=story.published_on,
        since=story.since,
        until=story.until,
        category=story.category,
        tags=[TAGS.get(language, {}).get(tag, tag) for tag in story.tags],
        language=language,
        translation_key=_key(story.slug),
        picture=picture,
        picture_alt=text.picture_alt,
        body=_body(story.slug, blocks, story.source),
        views_before=story.views if language in ("ko", "en") else None,
        by=by,
        at=at,
    )


def _reading(key: str, source: str) -> Reading:
    return Reading.objects.current().get(figure_key=key, source__key=source)


def _rich(text: str, source: str) -> str:
    words = escape(text, quote=False)
    chips = _FIGURE.sub(lambda m: f'<embed code="{_reading(m[1], source).code}" embedtype="figure"/>', words)
    return f"<p>{chips}</p>"


def _body(slug: str, blocks: Any, source: str) -> list[dict[str, Any]]:
    """Give a text as raw blocks; the same paragraph has the same id in every language."""
    body: list[dict[str, Any]] = []
    for place, (kind, value) in enumerate(blocks):
        made: Any = value
        if kind == "paragraph":
            made = _rich(value, source)
        elif kind == "items":
            made = [{"type": "item", "value": _rich(item, source)} for item in value]
        elif kind == "figures":
            made = [{"type": "item", "value": _reading(key, source).code} for key in value]
        elif kind == "attachment":
            made = {"document": _figures_file(source).pk, "title": ""}
        body.append({"type": kind, "value": made, "id": str(uuid.uuid5(HOME, f"{slug}-{place}"))})
    return body


def _picture(story: Story) -> Any:
    model = get_image_model()
    title = f"naru-{story.slug}"
    kept = model.objects.filter(title=title).first()
    if kept is None:
        alt = story.versions["en"].picture_alt
        file = ContentFile(drawing(story.slug), name=f"{title}.png")
        kept = model(title=title, file=file, description=alt[:255])
        kept.save()
    return kept


def _figures_file(source: str) -> Any:
    """Keep the fair's figures as a file to take away, with the address of each reading's page."""
    model = get_document_model()
    kept = model.objects.filter(title="KITF 2024").first()
    if kept is None:
        rows = io.StringIO()
        pen = csv.writer(rows)
        pen.writerow(["figure", "value", "reading"])
        for reading in Reading.objects.current().filter(source__key=source).order_by("figure_key"):
            pen.writerow([reading.figure_key, f"{reading.value:f}".rstrip("0").rstrip("."), reading.code])
        data = rows.getvalue().encode("utf-8-sig")
        kept = model(title="KITF 2024", file=ContentFile(data, name="kitf-2024.csv"))
        kept.save()
    return kept
