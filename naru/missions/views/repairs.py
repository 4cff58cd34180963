"""What was kept aside at a site: the list with the reasons, and repairing or leaving out one of them."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.history.book import Refusal
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.missions.actions import aside as actions
from naru.missions.actions.reports import note_readings
from naru.missions.forms.site import DropForm, RepairForm
from naru.missions.models import SetAside
from naru.missions.rules import aside as rules
from naru.missions.rules.entries import Aside
from naru.missions.views.at_site import READERS, around_site, site_of
from naru.sheets.book import export

SETTLED = {
    "": pgettext_lazy("aside", "Open"),
    rules.TAKEN: gettext_lazy("Taken again"),
    rules.DROPPED: gettext_lazy("Left out"),
}
TONES = {"": "warning", rules.TAKEN: "success", rules.DROPPED: "neutral"}


@open_to(*READERS)
def kept_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """List what arrived and could not be counted, the newest first, with the reason."""
    site = site_of(request, pk)
    rows = SetAside.objects.visible_to(request.user).filter(site=site).select_related("tablet", "settled_by")
    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "reason",
                gettext_lazy("Reason"),
                value=lambda row: row.sentence or row.get_reason_display(),
                kind="link",
                link=lambda row: reverse("missions:repair", args=[site.pk, row.pk]),
                width="wide",
            ),
            Column(
                "tablet", gettext_lazy("Tablet"), value=lambda row: str(row.tablet or "–"), sort="tablet__tag"
            ),
            Column("seq", gettext_lazy("Number on the tablet"), kind="number", sort="seq"),
            Column("received_at", gettext_lazy("Received"), kind="moment", sort="received_at"),
            Column(
                "standing",
                gettext_lazy("State"),
                value=lambda row: SETTLED[row.settled_as],
                kind="tag",
                tone=lambda row: TONES[row.settled_as],
            ),
            Column("why", gettext_lazy("Why"), value="why"),
        ],
        filters=[
            Filter(
                "state",
                gettext_lazy("State"),
                [("open", pgettext_lazy("aside", "Open")), ("settled", gettext_lazy("Settled"))],
                apply=lambda some, choice: some.filter(settled_at__isnull=choice == "open"),
            )
        ],
        caption=_("Kept aside"),
        empty=_("Nothing is kept aside."),
    )
    context = around_site(request, site, "kept_aside") | {"heading": _("Kept aside"), "table": table}
    return export(request, table) or page(request, "missions/kept_aside.html", "rows", context)


@open_to(*READERS)
def repair(request: HttpRequest, pk: int, aside: int) -> HttpResponse:
    """Show what arrived, word for word; take it again as repaired, or leave it out with the reason."""
    site = site_of(request, pk)
    rows = (
        SetAside.objects.visible_to(request.user)
        .filter(site=site)
        .select_related("tablet", "entry", "settled_by")
    )
    row = get_object_or_404(rows, pk=aside)
    terms = rules.Terms(row.reason, row.settled_at is not None)
    taking = RepairForm(request.POST if "take" in request.POST else None, initial={"told": _pretty(row.raw)})
    dropping = DropForm(request.POST if "drop" in request.POST else None)
    status = 200
    if request.method == "POST":
        form: Any = taking if "take" in request.POST else dropping
        if form.is_valid() and _settled(request, row, form):
            return redirect("missions:kept_aside", pk=site.pk)
        status = 422
    else:
        where = reverse("missions:repair", args=[site.pk, row.pk])
        note_readings(site, where=where, numbers=_numbers(row.raw), by=request.user, at=timezone.now())
    back = reverse("missions:kept_aside", args=[site.pk])
    heading = row.sentence or str(Aside(row.reason).label)
    context = around_site(request, site, "kept_aside", (_("Kept aside"), back), (heading, None)) | {
        "heading": heading,
        "row": row,
        "taking": taking,
        "dropping": dropping,
        "standing": SETTLED[row.settled_as],
        "tone": TONES[row.settled_as],
        "refused": " ".join([*taking.non_field_errors(), *dropping.non_field_errors()]),
        "why_not": rules.why_not_take_again(terms),
        "back": back,
    }
    answer = page(request, "missions/repair.html", None, context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _settled(request: HttpRequest, row: SetAside, form: Any) -> bool:
    at = timezone.now()
    try:
        if isinstance(form, RepairForm):
            told, why = form.cleaned_data["told"], form.cleaned_data["why"]
            actions.take_again(row, told=told, why=why, by=request.user, at=at)
        else:
            actions.drop(row, why=form.cleaned_data["why"], by=request.user, at=at)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def _pretty(raw: str) -> str:
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except ValueError:
        return raw


def _numbers(raw: str) -> list[str]:
    """Name whom the text is about, as far as it says."""
    try:
        told = json.loads(raw)
        of = told.get("of") or "?"
        body = told.get("body")
        return [str(body.get("number") or of)[:40] if isinstance(body, dict) else str(of)[:40]]
    except (ValueError, AttributeError):
        return ["?"]
