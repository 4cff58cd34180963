"""Freezing, checking and correcting readings, and deciding what a difference means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.figures import book
from naru.figures.forms import CorrectForm, ReasonForm
from naru.figures.models import Correction, Reading
from naru.figures.rules import standing
from naru.figures.rules.declared import Figure
from naru.figures.rules.words import Origin
from naru.figures.views.keeping import crumbs_of, deed
from naru.figures.views.public import found
from naru.figures.views.tables import span, split_said
from naru.history.book import Refusal
from naru.krds.formats.words import number
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page


def _reading(request: HttpRequest, code: str) -> tuple[Reading, Figure]:
    reading = get_object_or_404(Reading.objects.visible_to(request.user).for_list(), code=code)
    return reading, found(reading.figure_key, request.user)


@open_to(STAFF)
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Seal a reading."""
    reading, figure = _reading(request, code)

    def check() -> list[tuple[str, Any]]:
        return [
            (pgettext("figures", "Figure"), reading.title),
            (_("Value"), reading.spoken()),
            (_("Period"), span(reading)),
            (_("Split by"), split_said(reading)),
            (_("Source or method"), reading.source or reading.how),
            (_("Records"), "" if reading.records_count is None else number(reading.records_count)),
        ]

    def do() -> HttpResponse:
        book.freeze(reading, by=request.user, at=timezone.now())
        messages.success(request, _("The reading is frozen and public."))
        return redirect(reading)

    return deed(
        request,
        heading=_("Freeze a reading"),
        intro=_(
            "Value and records are sealed as they are. From then on it can only be corrected, in the open."
        ),
        form=None,
        check=check,
        do=do,
        send=_("Freeze"),
        back=reading.get_absolute_url(),
        crumbs=crumbs_of(figure, _("Freeze a reading")),
        why_not=reading.why_not_freeze(),
    )


@open_to(STAFF)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Count a frozen reading again and show what differs."""
    reading, figure = _reading(request, code)

    def facts() -> list[tuple[str, Any]]:
        seen = book.recount(reading)
        return [
            (pgettext("figures", "Figure"), reading.title),
            (_("As published"), reading.spoken()),
            (_("Counted again today"), number(seen.now)),
            (_("Records added"), number(len(seen.added))),
            (_("Records removed"), number(len(seen.removed))),
            (_("Records changed"), number(len(seen.changed))),
        ]

    def do() -> HttpResponse:
        correction = book.check(reading, by=request.user, at=timezone.now())
        if correction is None:
            messages.success(request, _("The records still say the same."))
            return redirect(reading)
        messages.warning(request, _("The records changed. Decide what becomes of the published number."))
        return redirect("figures:settle", correction.pk)

    return deed(
        request,
        heading=_("Count again"),
        intro=_("The question is asked again of today's records and compared with the sealed list."),
        form=None,
        check=facts,
        do=do,
        send=_("Write down the finding"),
        back=reading.get_absolute_url(),
        crumbs=crumbs_of(figure, _("Count again")),
        why_not=reading.why_not_recount(),
    )


@open_to(STAFF)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Put a newer reading in the place of a wrong one, with the reason."""
    reading, figure = _reading(request, code)
    counted = reading.origin == Origin.COUNTED
    first = {"value": reading.value, "qualifier": reading.qualifier, "quality": reading.quality}
    form = CorrectForm(request.POST or None, initial=first, counted=counted)

    def check() -> list[tuple[str, Any]]:
        said = form.cleaned_data
        newer = book.recount(reading).now if counted and reading.is_frozen else said.get("value")
        return [
            (pgettext("figures", "Figure"), reading.title),
            (_("Value until now"), reading.spoken()),
            (
                _("Right value"),
                figure.unit.said(
                    newer,
                    language=request.LANGUAGE_CODE,  # type: ignore[attr-defined]
                    qualifier=said.get("qualifier") or reading.qualifier,
                )
                if newer is not None
                else "",
            ),
            (_("Published uses that will show the correction"), number(reading.uses.count())),
            (_("Reason of the correction"), said["reason"]),
        ]

    def do() -> HttpResponse:
        said = form.cleaned_data
        newer = book.correct(
            reading,
            value=said.get("value"),
            qualifier=said.get("qualifier") or None,
            quality=said.get("quality") or None,
            source=said.get("source"),
            reason=said["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Corrected: %(value)s.") % {"value": newer.spoken()})
        return redirect(newer)

    return deed(
        request,
        heading=_("Correct a reading"),
        intro=_("Both values stay public, linked to each other, with the reason."),
        form=form,
        check=check,
        do=do,
        send=_("Publish the correction"),
        back=reading.get_absolute_url(),
        crumbs=crumbs_of(figure, _("Correct a reading")),
        why_not=_("It was corrected already. Correct the newer reading.") if reading.is_superseded else None,
    )


@open_to(STAFF)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a waiting correction: publish the new count, or let the published number stand."""
    found_ = get_object_or_404(Correction.objects.visible_to(request.user).for_list(), pk=pk)
    reading = found_.reading
    figure = found(reading.figure_key, request.user)
    form = ReasonForm(request.POST or None)
    refused = standing.why_not_keep(request.user.roles) or ""
    if request.method == "POST" and form.is_valid() and not refused:
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            if request.POST.get("verdict") == "correct":
                newer = book.correct(reading, reason=reason, by=request.user, at=now)
                messages.success(request, _("Corrected: %(value)s.") % {"value": newer.spoken()})
                return redirect(newer)
            book.let_stand(found_, reason=reason, by=request.user, at=now)
            messages.success(request, _("The published number stands; the reason is shown beside it."))
            return redirect(reading)
        except Refusal as refusal:
            refused = refusal.reason
    context = {
        "correction": found_,
        "reading": reading,
        "figure": figure,
        "form": form,
        "refused": refused,
        "uses": reading.uses.all(),
        "crumbs": crumbs_of(figure, _("Correction")),
    }
    bad = request.method == "POST"
    return page(request, "figures/settle.html", None, context, status=422 if bad else 200)
