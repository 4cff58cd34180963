"""A resident's patient summary: on the screen, as a FHIR document, as a card; and a card that was scanned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.krds.gate import open_to
from naru.krds.page import page
from naru.missions.actions import reports as actions
from naru.missions.models import Resident
from naru.missions.queries.summaries import summary_of
from naru.missions.rules import favourites, procedures
from naru.missions.rules.entries import Sex
from naru.missions.rules.ips import cards, making
from naru.missions.rules.ips.making import VITALS
from naru.missions.rules.reports import READERS


def _found(request: HttpRequest, uid: UUID, where: str) -> Resident:
    rows = Resident.objects.visible_to(request.user).select_related("site__mission__activity__country")
    resident: Resident = get_object_or_404(rows, uid=uid)
    actions.note_reading(resident, where=where, by=request.user, at=timezone.now())
    return resident


@open_to(*READERS)
def summary(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a resident's summary with the QR of the card; that it was read is noted."""
    resident = _found(request, uid, "summary")
    told = summary_of(resident)
    text = cards.write(told)
    made = segno.make(text, error=cards.LEVEL, boost_error=False, micro=False)
    mission = resident.site.mission
    context = {
        "heading": resident.number or _("Resident"),
        "resident": resident,
        "told": told,
        "sex": Sex(told.sex).label,
        "vitals": _vitals(told),
        "code": mark_safe(made.svg_inline(border=4, omitsize=True, title=_("The resident’s card"))),  # noqa: S308 - drawn here
        "version": made.designator,
        "signs": len(text),
        "document": reverse("missions:summary_document", args=[uid]),
        "crumbs": [
            (str(mission), reverse("missions:reports", args=[mission.pk])),
            (resident.number or _("Resident"), None),
        ],
    }
    return page(request, "missions/summary.html", None, context)


def _vitals(told: Any) -> list[dict[str, Any]]:
    return [
        {
            "at": one.at,
            "values": [f"{VITALS[key][1]} {value:g} {VITALS[key][3]}" for key, value in one.values.items()],
        }
        for one in told.measured
    ]


@open_to(*READERS)
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand out a resident's summary as a FHIR document; that is noted."""
    resident = _found(request, uid, "summary as a FHIR document")
    text = making.document(summary_of(resident), at=timezone.now()).text()
    response = HttpResponse(text, content_type="application/fhir+json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="summary-{resident.number or uid}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(*READERS)
def card(request: HttpRequest) -> HttpResponse:
    """Read a card that a scanner typed in, and lead to the resident it belongs to, if this place knows them."""
    context: dict[str, Any] = {"heading": _("Read a resident’s card"), "typed": "", "card": None, "why": ""}
    if request.method == "POST":
        context["typed"] = request.POST.get("card", "")[: cards.MOST_SIGNS + 100]
        try:
            read = cards.read(context["typed"])
        except cards.NotACard as fault:
            context["why"] = str(fault)
        else:
            language = get_language() or "en"
            names = [(one.code, favourites.name_of(one.code, language)) for one in read.summary.problems]
            names += [(one.code, procedures.name_of(one.code)) for one in read.summary.done]
            context["card"] = cards.named(read.summary, names)
            context["shortened"] = read.shortened
            context["sex"] = Sex(read.summary.sex).label
            rows = Resident.objects.visible_to(request.user)
            known = rows.filter(uid=read.summary.uid).first() or rows.filter(number=read.number).first()
            if known:
                actions.note_reading(known, where="card", by=request.user, at=timezone.now())
                context["known"] = reverse("missions:summary", args=[known.uid])
    return page(request, "missions/card.html", None, context, status=422 if context["why"] else 200)
