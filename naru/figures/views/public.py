"""What everybody may read: the list of figures, a figure, the sources, and how figures are counted."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.figures.book import leading
from naru.figures.models import Correction, Reading, Source, Use
from naru.figures.rules import standing
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.words import ABOUT_KIND, ABOUT_ORIGIN, ABOUT_QUALITY, Kind, Origin, Quality
from naru.figures.views.cards import card
from naru.figures.views.charts import course, parts
from naru.figures.views.tables import TONE_OF_QUALITY, readings_table, span, split_said
from naru.history.book import kept
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.sheets.book import export


@dataclass
class Shown:
    """A figure on the list: its declaration, the reading to show, and how much stands behind it."""

    figure: Figure
    reading: Reading | None
    readings: int = 0
    uses: int = 0
    corrections: int = 0

    @property
    def card(self) -> SafeString:
        """The card that the list shows of it."""
        return card(
            self.figure,
            self.reading,
            readings=self.readings,
            uses=self.uses,
            corrections=self.corrections,
        )


@dataclass
class Topic:
    """Figures of one subject."""

    name: str
    anchor: str
    figures: list[Shown] = field(default_factory=list)


def may_see(figure: Figure, account: Any) -> bool:
    """Say whether a figure is public or the account is of the office."""
    return figure.public or (account.is_authenticated and account.is_office)


def found(key: str, account: Any) -> Figure:
    """
    Give the figure of an address.

    :raises Http404: where there is none, or none that the account may see
    """
    figure = FIGURES.get(key)
    if figure is None or not may_see(figure, account):
        raise Http404
    return figure


def matches(figure: Figure, text: str) -> bool:
    """Say whether title, definition, topic or a phrase of the figure holds every word of a text."""
    phrases = [each for several in figure.phrases.values() for each in several]
    said = " ".join(map(str, [figure.key, figure.title, figure.definition, figure.topic, *phrases])).lower()
    return all(word in said for word in text.lower().split())


@open_to(ANYONE)
@kept()
def figures(request: HttpRequest) -> HttpResponse:
    """List every figure by subject with its latest value; the search reads definitions and phrases too."""
    text = request.GET.get("q", "").strip()[:200]
    mine = Reading.objects.visible_to(request.user)
    first = leading(mine.results().current().latest_each().select_related("source"))
    counts = dict(mine.results().order_by().values_list("figure_key").annotate(n=Count("pk")))
    uses = dict(
        Use.objects.visible_to(request.user)
        .order_by()
        .values_list("reading__figure_key")
        .annotate(n=Count("pk"))
    )
    changed = dict(
        Correction.objects.visible_to(request.user)
        .order_by()
        .values_list("reading__figure_key")
        .annotate(n=Count("pk"))
    )
    topics: dict[str, Topic] = {}
    for key, figure in FIGURES.items():
        if not may_see(figure, request.user) or (text and not matches(figure, text)):
            continue
        name = str(figure.topic) or _("Other figures")
        topic = topics.setdefault(name, Topic(name, f"topic-{len(topics) + 1}"))
        topic.figures.append(
            Shown(figure, first.get(key), counts.get(key, 0), uses.get(key, 0), changed.get(key, 0))
        )
    for topic in topics.values():
        topic.figures.sort(key=lambda each: each.reading is None)
    return page(
        request,
        "figures/figures.html",
        "rows",
        {
            "topics": list(topics.values()),
            "q": text,
            "count": sum(len(topic.figures) for topic in topics.values()),
            "crumbs": [(_("Figures"), "")],
        },
    )


@open_to(ANYONE)
@kept()
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show one figure: what it counts, its course, every reading, every published use, every correction."""
    shown = found(key, request.user)
    rows = Reading.objects.visible_to(request.user).of(key)
    everything = list(rows.results().current().for_list())
    chosen = {
        dimension.key: request.GET[dimension.key]
        for dimension in shown.dimensions
        if any(each.dimensions.get(dimension.key) == request.GET.get(dimension.key) for each in everything)
        and request.GET.get(dimension.key)
    }
    here = [each for each in everything if chosen.items() <= each.dimensions.items()]
    best = None
    if chosen and here:
        best = max(here, key=_weight)
    elif here:
        newest: dict[str, Reading] = {}
        for each in sorted(here, key=_weight, reverse=True):
            newest.setdefault(each.dimensions_key, each)
        best = leading(newest.values()).get(key)
    table = readings_table(
        request,
        rows.for_list(),
        caption=_("Readings of this figure"),
        figure=shown,
        empty=_("Nothing has been published of this figure yet."),
        file_name=key,
    )
    if file := export(request, table):
        return file
    staff = request.user.is_authenticated and request.user.is_office
    context = {
        "figure": shown,
        "best": best,
        "best_span": span(best) if best else "",
        "best_split": split_said(best) if best else "",
        "chosen": " · ".join(value for _label, value in shown.split(chosen)),
        "tone": TONE_OF_QUALITY.get(best.quality, "success") if best else "",  # type: ignore[call-overload]
        "about_kind": ABOUT_KIND[shown.kind],
        "course": course(shown, everything, chosen),
        "parts": parts(shown, everything) if not chosen else None,
        "table": table,
        "uses": Use.objects.visible_to(request.user).filter(reading__figure_key=key).for_list(),
        "corrections": Correction.objects.visible_to(request.user).filter(reading__figure_key=key).for_list(),
        "crumbs": [(_("Figures"), reverse("figures:figures")), (str(shown.title), "")],
        "keeps": staff and standing.why_not_keep(request.user.roles) is None,
        "ld_script": _script(_linked_data(request, shown, everything)),
    }
    return page(request, "figures/figure.html", "rows", context)


def _weight(reading: Reading) -> tuple[bool, date, int, date, int]:
    """Order readings as `best_first` does, the best last."""
    second_hand = reading.quality == Quality.SECOND_HAND
    return (not second_hand, reading.reaches, -reading.rank, reading.as_of, reading.pk)


def _linked_data(request: HttpRequest, figure: Figure, readings: list[Reading]) -> dict[str, Any]:
    """Say what the page holds as a schema.org Dataset."""
    address = request.build_absolute_uri(reverse("figures:figure", args=[figure.key]))
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": str(figure.title),
        "description": f"{figure.title}. {figure.definition} {figure.caution}".strip(),
        "identifier": figure.key,
        "url": address,
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": str(figure.title),
            "unitText": str(figure.unit.label),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": request.build_absolute_uri(reverse(f"figures:figure_{end}", args=[figure.key])),
            }
            for kind, end in (("application/json", "json"), ("text/csv", "csv"))
        ],
    }
    days = [each.since or each.reaches for each in readings] + [each.reaches for each in readings]
    if days:
        said["temporalCoverage"] = f"{min(days)}/{max(days)}"
        said["dateModified"] = max(each.at for each in readings).date().isoformat()
    return said


def _script(data: dict[str, Any]) -> SafeString:
    """Write linked data as a data block, with nothing in it that could end the block."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, written)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@open_to(ANYONE)
@kept()
def sources(request: HttpRequest) -> HttpResponse:
    """List the documents that values were taken from."""
    table = Table(
        request,
        rows=Source.objects.visible_to(request.user).for_list().order_by("title", "pk"),
        columns=[
            Column(
                "title",
                _("Title"),
                value=str,
                link=lambda row: row.get_absolute_url(),
                sort="title",
                lang=lambda row: row.lang,
                width="wide",
            ),
            Column("publisher", _("Publisher"), value="by", sort="publisher"),
            Column("published_on", _("Published on"), kind="date", sort="published_on"),
            Column("taken", _("Readings taken from it"), kind="number", sort="taken"),
            Column("url", _("Address"), show=False),
        ],
        caption=_("Sources"),
        search=lambda rows, text: rows.search(text),
        sort="-published_on",
        empty=_("No source has been taken in yet."),
    )
    context = {
        "table": table,
        "crumbs": [(_("Figures"), reverse("figures:figures")), (_("Sources"), "")],
    }
    return export(request, table) or page(request, "figures/sources.html", "rows", context)


@open_to(ANYONE)
@kept()
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one document and every value that was taken from it."""
    shown = get_object_or_404(Source.objects.visible_to(request.user), key=key)
    table = readings_table(
        request,
        Reading.objects.visible_to(request.user).filter(source=shown).for_list(),
        caption=_("Values taken from it"),
        empty=_("No value has been taken from it yet."),
        file_name=key,
    )
    context = {
        "source": shown,
        "table": table,
        "crumbs": [
            (_("Figures"), reverse("figures:figures")),
            (_("Sources"), reverse("figures:sources")),
            (str(shown), ""),
        ],
    }
    return export(request, table) or page(request, "figures/source.html", "rows", context)


@open_to(ANYONE)
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """Tell how figures are counted, what each mark means, and which readings of them are false."""
    cautions: dict[str, list[Figure]] = defaultdict(list)
    for figure in FIGURES.values():
        if figure.caution and may_see(figure, request.user):
            cautions[str(figure.topic)].append(figure)
    context = {
        "kinds": [(Kind(kind).label, text) for kind, text in ABOUT_KIND.items()],
        "origins": [(Origin(origin).label, text) for origin, text in ABOUT_ORIGIN.items()],
        "qualities": [
            (Quality(quality).label, TONE_OF_QUALITY[Quality(quality)], text)
            for quality, text in ABOUT_QUALITY.items()
        ],
        "cautions": list(cautions.items()),
        "crumbs": [(_("Figures"), reverse("figures:figures")), (_("About the figures"), "")],
    }
    return page(request, "figures/about.html", None, context)
