"""The figures under /api/: what is declared, the latest of each, and the readings page by page."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from naru.figures.api.files import declared, told
from naru.figures.book import leading
from naru.figures.models import Reading
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.words import Origin
from naru.krds.doors import PageNumber, PerPage, door, paged
from naru.krds.gate import ANYONE

router = Router(tags=["figures"])


class UnitTold(Schema):
    """What is counted."""

    key: str
    label: str


class SourceTold(Schema):
    """The document that a value was taken from."""

    key: str
    title: str
    publisher: str
    published_on: str | None
    address: str | None


class ReadingTold(Schema):
    """One value with its day, method and source; numbers are texts, `until` is exclusive."""

    code: str
    address: str
    origin: str
    value: str | None
    share: str | None
    said: str
    qualifier: str
    quality: str | None
    as_of: str
    since: str | None
    until: str | None
    dimensions: dict[str, str]
    method: str
    source: SourceTold | None
    place: str | None
    note: str | None
    baseline: str | None
    counted_part: str | None
    frozen_at: str | None
    digest: str | None
    records: int | None
    corrected_by: str | None


class FigureTold(Schema):
    """A declared figure and its latest reading."""

    key: str
    title: str
    definition: str
    caution: str | None
    topic: str | None
    kind: str
    unit: UnitTold
    since: str | None
    dimensions: list[UnitTold]
    counted_here: bool
    latest: ReadingTold | None


class ReadingPage(Schema):
    """One page of a figure's readings."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[ReadingTold]


def _found(request: HttpRequest, key: str) -> Figure:
    """Give the figure of an address that the reader may see, or 404."""
    figure = FIGURES.get(key)
    account: Any = request.user
    if figure is None or not (figure.public or (account.is_authenticated and account.is_office)):
        raise Http404
    return figure


@router.get("/figures", response=list[FigureTold], summary="Figures")
@door(ANYONE)
def figures(request: HttpRequest) -> Any:
    """Give every figure that the reader may see, with its latest reading."""
    account: Any = request.user
    office = account.is_authenticated and account.is_office
    rows = Reading.objects.visible_to(account).results().current().latest_each()
    first = leading(rows.select_related("source", "superseded_by", "baseline"))
    return [
        declared(figure) | {"latest": told(first[key]) if key in first else None}
        for key, figure in FIGURES.items()
        if figure.public or office
    ]


@router.get("/figures/{key}", response=FigureTold, summary="One figure")
@door(ANYONE)
def figure(request: HttpRequest, key: str) -> Any:
    """Give one figure with its definition and its latest reading."""
    found = _found(request, key)
    rows = Reading.objects.visible_to(request.user).of(key).results().current().latest_each()
    first = leading(rows.select_related("source", "superseded_by", "baseline"))
    return declared(found) | {"latest": told(first[key]) if key in first else None}


@router.get("/figures/{key}/readings", response=ReadingPage, summary="The readings of a figure")
@door(ANYONE)
def readings(
    request: HttpRequest,
    key: str,
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Readings that reach into a year.")
    ] = None,
    origin: Origin | None = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List the readings of a figure that the reader may see, the newest first; corrected ones are among them."""
    _found(request, key)
    rows = Reading.objects.visible_to(request.user).of(key).for_list()
    if year:
        rows = rows.filter(reaches__year=year)
    if origin:
        rows = rows.filter(origin=origin)
    return paged(rows, page, per_page, told)
