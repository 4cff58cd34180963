"""Writing readings: reported from a source, set as a target, or counted from the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.figures import book
from naru.figures.forms import CountForm, PlanForm, ReportForm, SourceField
from naru.figures.rules import standing
from naru.figures.rules.declared import Figure
from naru.figures.rules.sealing import sealed
from naru.figures.views.public import found
from naru.history.book import Refusal
from naru.krds.finding import finds
from naru.krds.formats.words import day, number, period
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page

Crumbs = list[tuple[Any, str]]


def crumbs_of(figure: Figure, last: str) -> Crumbs:
    """Give the way to a page about a figure."""
    return [
        (_("Figures"), reverse("figures:figures")),
        (str(figure.title), reverse("figures:figure", args=[figure.key])),
        (last, ""),
    ]


def deed(
    request: HttpRequest,
    *,
    heading: str,
    intro: str,
    form: forms.Form | None,
    check: Callable[[], Sequence[tuple[str, Any]]],
    do: Callable[[], HttpResponse],
    send: str,
    back: str,
    crumbs: Crumbs,
    why_not: str | None = None,
) -> HttpResponse:
    """
    Ask, show what will be kept, and keep it once it is confirmed; a refusal is shown with its reason.

    `check` gives what the person is asked to confirm, as (label, value).
    """
    refused = standing.why_not_keep(request.user.roles) or why_not  # type: ignore[union-attr]
    facts: Sequence[tuple[str, Any]] = []
    valid = form is None or (form.is_bound and form.is_valid())
    if not refused and request.method == "POST" and valid:
        try:
            if "confirm" in request.POST:
                return do()
            facts = check()
        except Refusal as refusal:
            refused = refusal.reason
    elif not refused and form is None:
        facts = check()
    context = {
        "heading": heading,
        "intro": intro,
        "form": form,
        "facts": facts,
        "refused": refused,
        "send": send,
        "back": back,
        "crumbs": crumbs,
    }
    bad = request.method == "POST" and (bool(refused) or not valid)
    return page(request, "figures/deed.html", None, context, status=422 if bad else 200)


def _when(figure: Figure, since: date | None, until: date | None, on: date | None) -> str:
    """Give the period asked for in words."""
    if since and until:
        return period(since, until)
    if until and figure.since:
        return period(figure.since, until)
    return day(on) if on else ""


def _named(figure: Figure, dimensions: dict[str, str]) -> str:
    return " · ".join(value for _label, value in figure.split(dimensions))


@open_to(STAFF)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Take a value over from a document."""
    figure = found(key, request.user)
    form = ReportForm(request.POST or None, figure=figure)

    def check() -> list[tuple[str, Any]]:
        said = form.cleaned_data
        source = said["source"] or said["new_title"]
        value = said["value"]
        return [
            (pgettext("figures", "Figure"), figure.title),
            (_("Value"), "" if value is None else number(value)),
            (_("Share in per cent"), "" if said["share"] is None else number(said["share"])),
            (_("Period"), _when(figure, said.get("since"), form.until(), said.get("as_of"))),
            (_("Split by"), _named(figure, form.dimensions())),
            (_("Source"), source),
            (_("Place in the source"), said["place"]),
        ]

    def do() -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        source = said["source"] or book.source(
            _source_key(said["new_title"], said["new_publisher"]),
            title=said["new_title"],
            publisher=said["new_publisher"],
            published_on=said["new_published_on"],
            url=said["new_url"],
            by=request.user,
            at=now,
        )
        kept = book.report(
            key,
            said["value"],
            share=said["share"],
            qualifier=said["qualifier"],
            quality=said["quality"],
            source=source,
            place=said["place"],
            note_text=said["note"],
            as_of=said.get("as_of"),
            since=said.get("since"),
            until=form.until(),
            dimensions=form.dimensions(),
            by=request.user,
            at=now,
        )
        messages.success(request, _("The reading is kept: %(value)s.") % {"value": kept.spoken()})
        return redirect(kept)

    return deed(
        request,
        heading=_("Report a value"),
        intro=str(figure.definition),
        form=form,
        check=check,
        do=do,
        send=_("Keep the reading"),
        back=reverse("figures:figure", args=[key]),
        crumbs=crumbs_of(figure, _("Report a value")),
    )


@open_to(STAFF)
def find_sources(request: HttpRequest) -> HttpResponse:
    """Give the documents that a typed text may mean."""
    return finds(request, SourceField().offers)


def _source_key(title: str, publisher: str) -> str:
    """Give a new source a key that the same document gets again."""
    return f"{slugify(title)[:40]}-{sealed([title, publisher])[:8]}".strip("-")


@open_to(STAFF)
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Set a target."""
    figure = found(key, request.user)
    year = timezone.localdate().year
    first = {"since": date(year, 1, 1), "last": date(year, 12, 31), "as_of": date(year, 12, 31)}
    form = PlanForm(request.POST or None, initial=first, figure=figure)

    def check() -> list[tuple[str, Any]]:
        said = form.cleaned_data
        return [
            (pgettext("figures", "Figure"), figure.title),
            (
                _("Target"),
                figure.unit.said(said["value"], language=request.LANGUAGE_CODE, decimals=figure.decimals),  # type: ignore[attr-defined]
            ),
            (_("Period"), _when(figure, said.get("since"), form.until(), said.get("as_of"))),
            (_("Split by"), _named(figure, form.dimensions())),
        ]

    def do() -> HttpResponse:
        said = form.cleaned_data
        kept = book.plan(
            key,
            said["value"],
            since=said.get("since"),
            until=form.until(),
            as_of=said.get("as_of"),
            dimensions=form.dimensions(),
            note_text=said["note"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The target is set: %(value)s.") % {"value": kept.spoken()})
        return redirect("figures:board")

    return deed(
        request,
        heading=_("Set a target"),
        intro=str(figure.definition),
        form=form,
        check=check,
        do=do,
        send=_("Set the target"),
        back=reverse("figures:board"),
        crumbs=crumbs_of(figure, _("Set a target")),
    )


@open_to(STAFF)
def count(request: HttpRequest, key: str) -> HttpResponse:
    """Count a figure from the records; what would be counted is shown before it is kept."""
    figure = found(key, request.user)
    today = timezone.localdate()
    first = {"since": date(today.year, 1, 1), "last": date(today.year, 12, 31), "on": today}
    form = CountForm(request.POST or None, initial=first, figure=figure)
    why_not = (
        None if figure.query else _("This figure is known only from reports; there is nothing to count.")
    )

    def check() -> list[tuple[str, Any]]:
        said = form.cleaned_data
        answer = figure.ask(
            on=said.get("on") or said["last"],
            since=said.get("since") or figure.since,
            until=form.until(),
            dimensions=form.dimensions(),
        )
        seals = book.tally(answer)
        return [
            (pgettext("figures", "Figure"), figure.title),
            (_("Period"), _when(figure, said.get("since"), form.until(), said.get("on"))),
            (_("Split by"), _named(figure, form.dimensions())),
            (_("Records found"), number(len(seals))),
            (
                _("Counted"),
                figure.unit.said(sum(each.amount for each in seals), language=request.LANGUAGE_CODE),  # type: ignore[arg-type, attr-defined]
            ),
            (_("Method"), str(answer.method)),
        ]

    def do() -> HttpResponse:
        said = form.cleaned_data
        kept = book.count(
            key,
            on=said.get("on"),
            since=said.get("since"),
            until=form.until(),
            by=request.user,
            at=timezone.now(),
            **form.dimensions(),
        )
        messages.success(
            request, _("Counted: %(value)s. Freeze it to publish it.") % {"value": kept.spoken()}
        )
        return redirect(kept)

    return deed(
        request,
        heading=_("Count from the records"),
        intro=str(figure.definition),
        form=form if not why_not else None,
        check=check,
        do=do,
        send=_("Keep the count"),
        back=reverse("figures:figure", args=[key]),
        crumbs=crumbs_of(figure, _("Count from the records")),
        why_not=why_not,
    )
