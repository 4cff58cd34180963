"""Exhibitors, the board of one on the phone, its roster, and the devices of a fair."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.fairs.actions import exhibitors as actions
from naru.fairs.forms.booths import DeviceForm, ExhibitForm, MemberForm, MoveForm
from naru.fairs.models import BoothMember, Consultation, Device, Exhibitor, Fair, Lead
from naru.fairs.queries.boards import board
from naru.fairs.rules.exhibitors import ENROL_HOURS, DeviceStanding
from naru.fairs.rules.fairs import Counts
from naru.fairs.rules.leads import Step
from naru.fairs.views.around import HERE, KEEPERS, RUNNERS, around, found, own_booths
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.sheets.book import export

TONES = {
    DeviceStanding.INVITED: "warning",
    DeviceStanding.ENROLLED: "success",
    DeviceStanding.REVOKED: "neutral",
}


def booth_of(request: HttpRequest, fair: Fair, exhibitor: int) -> Exhibitor:
    """Find an exhibitor of the fair that the visitor may see, or answer 404."""
    rows = Exhibitor.objects.visible_to(request.user).filter(fair=fair)
    return get_object_or_404(rows.select_related("organisation", "fair__activity"), pk=exhibitor)


@open_to(*HERE)
def exhibitors(request: HttpRequest, pk: int) -> HttpResponse:
    """List the exhibitors of a fair."""
    fair = found(request, pk)
    rows = Exhibitor.objects.visible_to(request.user).standing().filter(fair=fair).for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            Column("booth", gettext_lazy("Booth"), sort="booth"),
            Column(
                "organisation",
                gettext_lazy("Organisation"),
                kind="link",
                link=lambda row: row.get_absolute_url(),
                sort="organisation__name",
                width="wide",
            ),
            Column("people", gettext_lazy("People"), kind="number", sort="people"),
            Column("devices_in_use", gettext_lazy("Devices"), kind="number", sort="devices_in_use"),
            Column("note", gettext_lazy("Note")),
        ],
        caption=_("Exhibitors"),
        search=lambda found_rows, text: found_rows.search(text),
        empty=_("No organisation has a booth yet."),
    )
    context = around(request, fair, "exhibitors") | {"table": table}
    return export(request, table) or page(request, "fairs/exhibitors.html", "rows", context)


@open_to(*RUNNERS)
def add_exhibitor(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an organisation a booth."""
    fair = found(request, pk)
    form = ExhibitForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (row := do(request, actions.exhibit, fair, said=_("Added."), **form.cleaned_data))
    ):
        return redirect(row)
    heading = _("Add an exhibitor")
    context = around(request, fair, "exhibitors", (heading, None)) | {
        "heading": heading,
        "form": form,
        "back": reverse("fairs:exhibitors", args=[fair.pk]),
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*HERE)
def exhibitor(request: HttpRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Show one exhibitor's own board: today's numbers, what is due, its people and devices."""
    fair = found(request, pk)
    row = booth_of(request, fair, exhibitor)
    today = timezone.localdate()
    told = board(fair, [row.pk])
    here = fair.days
    day = min(max(today, here[0]), here[1] - timedelta(days=1)) if here else today
    leads = Lead.objects.visible_to(request.user).filter(exhibitor=row)
    stats = [
        (
            told.numbers[row.pk, day, what.value],
            what.label,
            _("Target %(n)s") % {"n": wanted}
            if (wanted := told.targets.get((row.pk, day, what.value)))
            else "",
        )
        for what in Counts
    ]
    context = around(request, fair, "exhibitors", (str(row), None)) | {
        "row": row,
        "day": day,
        "is_today": day == today,
        "stats": stats,
        "due": [
            *leads.at_step(Step.OVERDUE, on=today).for_list()[:10],
            *leads.at_step(Step.DUE, on=today).for_list()[:10],
        ],
        "newest": leads.for_list()[:5],
        "drafts": Consultation.objects.visible_to(request.user).filter(exhibitor=row).standing("draft")[:5],
        "members": BoothMember.objects.visible_to(request.user).standing().filter(exhibitor=row),
        "form": MemberForm(),
    }
    return page(request, "fairs/exhibitor.html", None, context)


@open_to(*RUNNERS)
def change_exhibitor(request: HttpRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Move an exhibitor to another booth, or take it off the fair."""
    fair = found(request, pk)
    row = booth_of(request, fair, exhibitor)
    if request.method == "POST" and "withdraw" in request.POST:
        if do(request, actions.withdraw, row, said=_("Withdrawn.")):
            return redirect("fairs:exhibitors", pk=fair.pk)
        return redirect(row)
    form = MoveForm(request.POST or None, initial={"booth": row.booth, "note_text": row.note})
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, actions.move, row, said=_("Saved."), **form.cleaned_data)
    ):
        return redirect(row)
    context = around(request, fair, "exhibitors", (str(row), row.get_absolute_url()), (_("Change"), None)) | {
        "heading": str(row),
        "form": form,
        "back": row.get_absolute_url(),
        "withdraws": True,
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def roster(request: HttpRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Put somebody on the roster, or take them off."""
    fair = found(request, pk)
    row = booth_of(request, fair, exhibitor)
    if request.method == "POST" and (key := request.POST.get("leave", "")):
        rows = BoothMember.objects.visible_to(request.user).filter(exhibitor=row)
        one = get_object_or_404(rows, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0)
        do(request, actions.leave, one, said=_("Taken off the roster."))
        return redirect(row)
    form = MemberForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, actions.join, row, said=_("On the roster."), **form.cleaned_data)
    ):
        return redirect(row)
    heading = _("Add to the roster")
    context = around(request, fair, "exhibitors", (str(row), row.get_absolute_url()), (heading, None)) | {
        "heading": heading,
        "form": form,
        "back": row.get_absolute_url(),
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*HERE)
def devices(request: HttpRequest, pk: int) -> HttpResponse:
    """List the devices of a fair, with when each was last heard of."""
    fair = found(request, pk)
    rows = Device.objects.visible_to(request.user).filter(fair=fair).select_related("exhibitor__organisation")
    keeps = request.user.holds(*KEEPERS)
    table = Table(
        request,
        rows=rows,
        columns=[
            Column("label", gettext_lazy("Device"), sort="label"),
            Column(
                "exhibitor",
                gettext_lazy("Booth"),
                value=lambda row: str(row.exhibitor) if row.exhibitor else _("Entrance"),
                sort="exhibitor__booth",
            ),
            Column(
                "standing",
                gettext_lazy("State"),
                value=lambda row: row.standing.label,
                kind="tag",
                tone=lambda row: TONES[row.standing],
            ),
            Column("seen_at", gettext_lazy("Last heard of"), kind="moment", sort="seen_at"),
            Column(
                "change",
                gettext_lazy("Change"),
                value=lambda row: "" if row.revoked_at else _("Code or revoke"),
                kind="link",
                link=lambda row: reverse("fairs:device", args=[fair.pk, row.pk]),
                export=False,
                show=keeps,
            ),
        ],
        caption=_("Devices"),
        empty=_("No device writes at this fair yet. Add one, and scan its code with the telephone."),
    )
    context = around(request, fair, "devices") | {"table": table}
    return export(request, table) or page(request, "fairs/devices.html", "rows", context)


def picture(text: str) -> str:
    """Give a QR code of a text as an address of its own that an image takes."""
    return str(segno.make(text, error="m").svg_data_uri(scale=6, border=3, light="#fff"))


def _code(request: HttpRequest, fair: Fair, device: Device, link: str) -> HttpResponse:
    url = request.build_absolute_uri(f"{reverse('fairs:booth')}#enrol={link}")
    heading = _("Enrol %(device)s") % {"device": device.label}
    context = around(
        request, fair, "devices", (_("Devices"), reverse("fairs:devices", args=[fair.pk])), (heading, None)
    ) | {"heading": heading, "device": device, "url": url, "picture": picture(url), "hours": ENROL_HOURS}
    answer = page(request, "fairs/device_code.html", None, context)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(*KEEPERS)
def add_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a device and show the code that enrols it once."""
    fair = found(request, pk)
    initial = {"exhibitor": request.GET.get("booth", "")}
    form = DeviceForm(
        request.POST or None,
        exhibitors=own_booths(request, fair),
        office=request.user.is_office,
        initial=initial,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := do(request, actions.add_device, fair, **form.cleaned_data))
    ):
        return _code(request, fair, *made)
    heading = _("Add a device")
    context = around(request, fair, "devices", (heading, None)) | {
        "heading": heading,
        "form": form,
        "send": _("Show the code"),
        "back": reverse("fairs:devices", args=[fair.pk]),
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def device(request: HttpRequest, pk: int, device: int) -> HttpResponse:
    """Show a device: a new code while it waits, and the button that revokes it."""
    fair = found(request, pk)
    row = get_object_or_404(Device.objects.visible_to(request.user).filter(fair=fair), pk=device)
    if request.method == "POST" and "code" in request.POST:
        if link := do(request, actions.ask_again, row):
            return _code(request, fair, row, link)
        return redirect("fairs:device", pk=fair.pk, device=row.pk)
    context: dict[str, Any] = around(
        request, fair, "devices", (_("Devices"), reverse("fairs:devices", args=[fair.pk])), (row.label, None)
    )
    context |= {"heading": row.label, "device": row, "tone": TONES[row.standing]}
    return page(request, "fairs/one_device.html", None, context)


@open_to(*KEEPERS)
@require_POST
def revoke_device(request: HttpRequest, pk: int, device: int) -> HttpResponse:
    """Revoke a device."""
    fair = found(request, pk)
    row = get_object_or_404(Device.objects.visible_to(request.user).filter(fair=fair), pk=device)
    do(request, actions.revoke, row, why=request.POST.get("why", "")[:300], said=_("Revoked."))
    return redirect("fairs:devices", pk=fair.pk)
