"""The newsroom's JSON doors: the board of each language, and one bulletin with the readings that it quotes."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import override
from ninja import Query, Router, Schema

from naru.figures.api import told
from naru.figures.models import Reading
from naru.krds.doors import PageNumber, PerPage, Search, door, paged
from naru.krds.gate import ANYONE
from naru.newsroom.models import Bulletin
from naru.newsroom.rules.words import Category

router = Router(tags=["newsroom"])
Language = Literal["ko", "en", "ru", "mn", "vi", "zh-hans"]


class BulletinTold(Schema):
    """A bulletin as the board has it; `until` is exclusive, `language` is the one it is written in."""

    number: int
    title: str
    subtitle: str
    name: str
    language: str
    category: str
    published_on: date | None
    since: date | None
    until: date | None
    views: int
    attachments: int
    address: str


class BulletinWhole(BulletinTold):
    """A bulletin with its text, its language versions and the readings that it quotes."""

    text: str
    languages: list[str]
    readings: list[dict[str, Any]]


class BulletinPage(Schema):
    """One page of the board."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[BulletinTold]


def _address(number: int, language: str) -> str:
    with override(language):
        return reverse("newsroom:bulletin", args=[number])


def _bulletin(row: Any, language: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "subtitle": row.subtitle,
        "name": row.name,
        "language": row.language,
        "category": row.category,
        "published_on": row.published_on,
        "since": row.since,
        "until": row.until,
        "views": row.views,
        "attachments": row.imprint.attachments,
        "address": _address(row.number, language),
    }


@router.get("/bulletins/{language}", response=BulletinPage, summary="The board of a language")
@door(ANYONE)
def bulletins(
    request: HttpRequest,
    language: Language,
    q: Search = "",
    category: Category | None = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List the published bulletins, the newest first; one without a version in the language stands in another."""
    rows = Bulletin.objects.best_for(language).for_list()
    if category:
        rows = rows.filter(category=category)
    if year:
        rows = rows.in_year(year)
    rows = rows.search(q).order_by("-published_on", "-number")
    return paged(rows, page, per_page, lambda row: _bulletin(row, language))


@router.get("/bulletins/{language}/{number}", response=BulletinWhole, summary="One bulletin")
@door(ANYONE)
def bulletin(request: HttpRequest, language: Language, number: int) -> Any:
    """Give one published bulletin: its text without marks, and each reading it quotes with source and method."""
    rows = Bulletin.objects.best_for(language).select_related("locale", "tally", "imprint")
    row = get_object_or_404(rows.for_list(), number=number)
    versions = Bulletin.objects.out().versions_of(row).select_related("locale").defer("body")
    codes = row.imprint.readings
    with override(row.language):
        quoted = Reading.objects.visible_to(request.user).filter(code__in=codes).for_list()
        by_code = {reading.code: told(reading) for reading in quoted}
    return _bulletin(row, language) | {
        "text": row.imprint.text,
        "languages": sorted(version.language for version in versions),
        "readings": [by_code[code] for code in codes if code in by_code],
    }
