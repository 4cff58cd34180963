"""What goes to the hall, counted three times; and what devices sent that waits for a decision."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.fairs.actions import aside as deciding
from naru.fairs.actions import fairs as actions
from naru.fairs.forms.booths import MaterialForm, PiecesForm
from naru.fairs.models import Material, Slip
from naru.fairs.rules.fairs import Stage
from naru.fairs.views.around import HERE, KEEPERS, RUNNERS, around, found, own_booths
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def _differences(row: Any) -> str:
    return ", ".join(f"{stage.label} {number:+}" for stage, number in row.differences())


@open_to(*HERE)
def shipment(request: HttpRequest, pk: int) -> HttpResponse:
    """List what goes to the hall, with what was packed, sent and arrived, and where pieces are missing."""
    fair = found(request, pk)
    rows = Material.objects.visible_to(request.user).filter(fair=fair)
    keeps = request.user.holds(*KEEPERS)
    table = Table(
        request,
        rows=rows.select_related("exhibitor__organisation"),
        columns=[
            Column("name", gettext_lazy("What"), sort="name", width="wide"),
            Column("language", gettext_lazy("Language"), sort="language"),
            Column(
                "exhibitor",
                gettext_lazy("Booth"),
                value=lambda row: str(row.exhibitor) if row.exhibitor else _("The office"),
                sort="exhibitor__booth",
            ),
            Column("wanted", gettext_lazy("Wanted"), kind="number", sort="wanted"),
            *(Column(stage.value, stage.label, kind="number", sort=stage.value) for stage in Stage),
            Column(
                "differences",
                gettext_lazy("Differences"),
                value=_differences,
                kind="tag",
                tone=lambda row: "danger" if any(n < 0 for _stage, n in row.differences()) else "info",
            ),
            Column("note", gettext_lazy("Note"), show=False),
            Column(
                "count",
                gettext_lazy("Count"),
                value=lambda _row: _("Count"),
                kind="link",
                link=lambda row: reverse("fairs:material", args=[fair.pk, row.pk]),
                export=False,
                show=keeps,
            ),
        ],
        caption=_("Shipment"),
        filters=[
            Filter(
                "exhibitor", gettext_lazy("Booth"), [(one.pk, str(one)) for one in own_booths(request, fair)]
            )
        ],
        search=lambda found_rows, text: found_rows.filter(name__icontains=text),
        empty=_("Nothing is on the shipment list yet."),
        file_name=f"shipment-{fair.pk}",
    )
    context = around(request, fair, "shipment") | {"table": table}
    return export(request, table) or page(request, "fairs/shipment.html", "rows", context)


@open_to(*KEEPERS)
def add_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the shipment list."""
    fair = found(request, pk)
    form = MaterialForm(
        request.POST or None, exhibitors=own_booths(request, fair), office=request.user.is_office
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, actions.add_material, fair, said=_("Added."), **form.cleaned_data)
    ):
        return redirect("fairs:shipment", pk=fair.pk)
    heading = _("Add to the shipment list")
    context = around(request, fair, "shipment", (heading, None)) | {
        "heading": heading,
        "form": form,
        "back": reverse("fairs:shipment", args=[fair.pk]),
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def material(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    """Count the pieces of one material at a stage."""
    fair = found(request, pk)
    row = get_object_or_404(Material.objects.visible_to(request.user).filter(fair=fair), pk=material)
    form = PiecesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        do(request, actions.count_pieces, row, said=_("Counted."), **form.cleaned_data)
        return redirect("fairs:material", pk=fair.pk, material=row.pk)
    back = reverse("fairs:shipment", args=[fair.pk])
    context = around(request, fair, "shipment", (_("Shipment"), back), (row.name, None)) | {
        "heading": row.name,
        "row": row,
        "stages": [(stage, getattr(row, stage.value)) for stage in Stage],
        "differences": row.differences(),
        "back": back,
    }
    return page(request, "fairs/material.html", None, context, status=422 if form.errors else 200)


@open_to(STAFF)
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """List what devices sent that could not be counted, with the reason and the words."""
    fair = found(request, pk)
    rows = Slip.objects.visible_to(request.user).filter(fair=fair).set_aside()
    rows = rows.select_related("device", "exhibitor__organisation").order_by("pk")
    shown = [(row, json.dumps(row.body, ensure_ascii=False)[:400]) for row in rows[:100]]
    context = around(request, fair, "aside") | {"rows": shown, "many": rows.count()}
    return page(request, "fairs/aside.html", None, context)


@open_to(*RUNNERS)
@require_POST
def decide_aside(request: HttpRequest, pk: int, slip: int) -> HttpResponse:
    """Count a slip that was kept aside after all, or leave it out."""
    fair = found(request, pk)
    row = get_object_or_404(Slip.objects.visible_to(request.user).filter(fair=fair), pk=slip)
    if "admit" in request.POST:
        do(request, deciding.admit, row, said=_("Counted."))
    else:
        do(request, deciding.leave_out, row, why=request.POST.get("why", "")[:300], said=_("Left out."))
    return redirect("fairs:aside", pk=fair.pk)
