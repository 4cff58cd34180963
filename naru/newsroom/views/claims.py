"""The office's view of numbers in print: what each is bound to, which were corrected since, and what was waived."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.newsroom.models import Backing, Bulletin, Claim
from naru.newsroom.rules.backing import How
from naru.newsroom.rules.checking.words import NumberKind
from naru.newsroom.rules.standing import QUOTED
from naru.newsroom.views.release import editor_of
from naru.sheets.book import export

LANGUAGES = dict(settings.LANGUAGES)
TONES = {QUOTED: "success", How.BOUND: "success", How.CITED: "info", How.WAIVED: "warning", "": "danger"}


def _bulletin(row: Any) -> str:
    return str(row.bulletin.get_absolute_url() or editor_of(row.bulletin_id))


def _stands_on(row: Claim) -> str:
    """Say what is behind a number: the reading, the document, or the reason."""
    if row.reading:
        return f"{row.reading.title}: {row.reading.spoken()}"
    if row.backing:
        return row.backing.document or row.backing.reason
    return ""


def _by(row: Claim) -> str:
    return str(row.backing.by or "") if row.backing else ""


def _since(row: Claim) -> str:
    """Say what the reading says today where it was corrected."""
    if row.reading and row.reading.is_superseded:
        return _("corrected to %(value)s") % {"value": row.reading.newest().spoken()}
    return ""


def _filters() -> list[Filter]:
    return [
        Filter("language", gettext_lazy("Language"), choices=settings.LANGUAGES, apply=_in_language),
        Filter("year", gettext_lazy("Year"), choices=_years, apply=_in_year),
    ]


def _in_language(rows: Any, value: str) -> Any:
    return rows.filter(bulletin__locale__language_code=value)


def _in_year(rows: Any, value: str) -> Any:
    return rows.filter(bulletin__published_on__year=int(value))


def _years() -> list[tuple[str, str]]:
    days = Bulletin.objects.out().aggregate(first=Min("published_on"), last=Max("published_on"))
    if days["first"] is None:
        return []
    return [(str(year), str(year)) for year in range(days["last"].year, days["first"].year - 1, -1)]


def _language(row: Any) -> str:
    return str(LANGUAGES.get(row.bulletin.language, row.bulletin.language))


TITLE = Column(
    "bulletin",
    gettext_lazy("Bulletin"),
    value="bulletin.title",
    link=_bulletin,
    lang=lambda row: row.bulletin.language,
    sort="bulletin__title",
    width="wide",
)
LANGUAGE = Column(
    "language", gettext_lazy("Language"), value=_language, sort="bulletin__locale__language_code"
)
DAY = Column(
    "published_on",
    gettext_lazy("Date"),
    value="bulletin.published_on",
    kind="date",
    sort=("bulletin__published_on", "bulletin__number"),
)
NUMBER = Column(
    "text",
    pgettext_lazy("printed", "Number"),
    lang=lambda row: row.bulletin.language,
    sort=("value", "text"),
    width="medium",
)
SENTENCE = Column(
    "sentence", gettext_lazy("Sentence"), lang=lambda row: row.bulletin.language, width="wide", show=False
)


@open_to(STAFF)
def claims(request: HttpRequest) -> HttpResponse:
    """Show every number in print with what it is bound to."""
    table = Table(
        request,
        rows=Claim.objects.visible_to(request.user).in_print().for_list(),
        columns=[
            NUMBER,
            Column("value", gettext_lazy("Value"), value="amount", kind="number", sort="value", show=False),
            Column("unit", gettext_lazy("Unit"), show=False),
            Column("kind", gettext_lazy("Kind"), value="get_kind_display", show=False),
            Column(
                "how",
                gettext_lazy("Backed how"),
                value=lambda row: row.get_how_display() if row.how else _("Unsourced"),
                kind="tag",
                tone=lambda row: TONES.get(row.how, "neutral"),
                sort="how",
            ),
            Column(
                "stands_on",
                gettext_lazy("By what"),
                value=_stands_on,
                link=lambda row: (
                    row.reading.get_absolute_url()
                    if row.reading
                    else row.backing.url
                    if row.backing
                    else None
                ),
                width="wide",
            ),
            Column("reading", gettext_lazy("Reading"), value="reading.code", show=False),
            Column("since", gettext_lazy("Since then"), value=_since, kind="tag", tone=lambda row: "warning"),
            Column("by", pgettext_lazy("newsroom", "Backed by"), value=_by, sort="backing__by__name"),
            TITLE,
            LANGUAGE,
            DAY,
            SENTENCE,
        ],
        caption=gettext_lazy("Numbers in print"),
        filters=[
            Filter(
                "how",
                gettext_lazy("Backed how"),
                choices=[*Claim.HOW, ("nobody", gettext_lazy("Unsourced"))],
                apply=lambda rows, value: rows.filter(how="" if value == "nobody" else value),
            ),
            Filter("kind", gettext_lazy("Kind"), choices=[(one.value, one.label) for one in _KINDS]),
            *_filters(),
            Filter(
                "corrected",
                gettext_lazy("Only those corrected since"),
                kind="flag",
                apply=lambda rows, value: rows.corrected(),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        empty=gettext_lazy("No bulletin prints a number."),
    )
    return _answer(request, table, _("Numbers in print"))


_KINDS = (NumberKind.QUANTITY, NumberKind.SHARE)


@open_to(STAFF)
def corrected(request: HttpRequest) -> HttpResponse:
    """Show the bulletins that print a reading which was corrected since, with both values."""
    rows = Claim.objects.visible_to(request.user).in_print().corrected().for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            TITLE,
            LANGUAGE,
            DAY,
            NUMBER,
            Column("then", gettext_lazy("The reading then"), value=lambda row: row.reading.spoken()),
            Column(
                "now",
                gettext_lazy("The reading now"),
                value=lambda row: row.reading.newest().spoken(),
                link=lambda row: row.reading.newest().get_absolute_url(),
            ),
            Column(
                "figure",
                gettext_lazy("Figure"),
                value="reading.title",
                link=lambda row: row.reading.get_absolute_url(),
                sort="reading__figure_key",
                width="wide",
            ),
            Column(
                "corrected_at",
                gettext_lazy("Corrected at"),
                value=lambda row: row.reading.newest().at,
                kind="moment",
            ),
            Column("reading", gettext_lazy("Reading"), value="reading.code", show=False),
            Column("how", gettext_lazy("Backed how"), value="get_how_display", kind="tag"),
            Column(
                "edit",
                gettext_lazy("Editor"),
                value=lambda row: _("Open"),
                link=lambda row: editor_of(row.bulletin_id),
                export=False,
            ),
            SENTENCE,
        ],
        caption=gettext_lazy("Bulletins with corrected numbers"),
        filters=[
            Filter(
                "reading",
                gettext_lazy("Reading"),
                choices=lambda: [
                    (row.reading.code, str(row.reading)) for row in _corrected_readings(request)
                ],
                apply=lambda rows, value: rows.filter(reading__code=value),
            ),
            *_filters(),
        ],
        search=lambda rows, text: rows.search(text),
        empty=gettext_lazy("No bulletin prints a number that was corrected since."),
    )
    return _answer(request, table, _("Bulletins with corrected numbers"))


def _corrected_readings(request: HttpRequest) -> list[Claim]:
    rows = Claim.objects.visible_to(request.user).in_print().corrected().select_related("reading")
    seen: dict[int, Claim] = {}
    for row in rows.order_by("reading__figure_key", "pk"):
        seen.setdefault(row.reading_id, row)
    return list(seen.values())


@open_to(STAFF)
def waivers(request: HttpRequest) -> HttpResponse:
    """Show what stands by a reason alone: who gave it, when, why, and whether it is in print."""
    rows = Backing.objects.visible_to(request.user).waivers().for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            NUMBER,
            Column(
                "finding",
                gettext_lazy("Finding"),
                value=lambda row: row.get_finding_display() if row.finding else "",
                sort="finding",
            ),
            Column("reason", gettext_lazy("Reason"), width="wide"),
            Column(
                "by",
                pgettext_lazy("newsroom", "Waived by"),
                value=lambda row: str(row.by or ""),
                sort="by__name",
            ),
            Column("at", gettext_lazy("When"), kind="moment", sort="at"),
            Column(
                "state",
                gettext_lazy("State"),
                value=lambda row: _("in print") if row.bulletin.live else _("draft"),
                kind="tag",
                tone=lambda row: "info" if row.bulletin.live else "neutral",
            ),
            TITLE,
            LANGUAGE,
            DAY,
            SENTENCE,
        ],
        caption=gettext_lazy("Waivers"),
        filters=[
            Filter(
                "what",
                gettext_lazy("What was waived"),
                choices=[("number", gettext_lazy("Numbers")), ("finding", gettext_lazy("Findings"))],
                apply=lambda rows, value: (
                    rows.filter(finding="") if value == "number" else rows.exclude(finding="")
                ),
            ),
            Filter(
                "live",
                gettext_lazy("Only what is in print"),
                kind="flag",
                apply=lambda rows, value: rows.filter(bulletin__live=True),
            ),
            *_filters(),
        ],
        search=lambda rows, text: rows.search(text),
        empty=gettext_lazy("Nothing was waived."),
    )
    return _answer(request, table, _("Waivers"))


def _answer(request: HttpRequest, table: Table, heading: str) -> HttpResponse:
    if answer := export(request, table):
        return answer
    context = {
        "table": table,
        "heading": heading,
        "crumbs": [(heading, "")],
        "others": [
            (_("Numbers in print"), reverse("newsroom-desk:claims")),
            (_("Bulletins with corrected numbers"), reverse("newsroom-desk:corrected")),
            (_("Waivers"), reverse("newsroom-desk:waivers")),
        ],
    }
    return page(request, "newsroom/claims.html", "rows", context)
