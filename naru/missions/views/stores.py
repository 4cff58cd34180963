"""The formulary, the lots packed for a mission's sites, its equipment, and the packing list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.missions.actions import formulary as formulary_actions
from naru.missions.actions import stores as actions
from naru.missions.forms.departure import CountForm, EquipmentForm, LotForm, MedicineForm
from naru.missions.models import Equipment, Lot, Medicine, Mission, Site
from naru.missions.rules.dosing import Allergy, Pregnancy
from naru.missions.rules.formulary import Form, Pictogram
from naru.missions.rules.stores import Shelf
from naru.missions.views.around import RUNNERS, around, ask, do, fails, found, is_runner, printed
from naru.sheets.book import export

TONES = {Shelf.GOOD: "success", Shelf.EXPIRING: "warning", Shelf.EXPIRED: "danger"}
PREGNANCY = {Pregnancy.USABLE: "success", Pregnancy.CAUTION: "warning", Pregnancy.AVOID: "danger"}
READERS = (STAFF, Role.CLINICIAN, Role.VOLUNTEER)
"""Who may read the formulary."""


def _classes(row: Medicine) -> str:
    labels = dict(Allergy.choices)
    return ", ".join(str(labels.get(one, one)) for one in row.allergy)


def _number(value: Any) -> str:
    return words.number(value) if value is not None else "–"


@open_to(*READERS)
def formulary(request: HttpRequest) -> HttpResponse:
    """List the formulary."""
    table = Table(
        request,
        rows=Medicine.objects.visible_to(request.user).standing(),
        columns=[
            Column(
                "name",
                gettext_lazy("Generic name"),
                kind="link",
                link=lambda row: row.get_absolute_url(),
                sort=["name", "code"],
            ),
            Column("name_ko", gettext_lazy("Name in Korean"), sort="name_ko"),
            Column("form", gettext_lazy("Form"), value="get_form_display", sort="form"),
            Column("strength", gettext_lazy("Strength")),
            Column("code", gettext_lazy("Code"), sort="code"),
            Column("mg_per_kg", gettext_lazy("mg per kg"), kind="number"),
            Column("most_day_mg", gettext_lazy("Highest daily dose in mg"), kind="number", show=False),
            Column("allergy", gettext_lazy("Allergy classes"), value=_classes),
            Column(
                "pregnancy",
                gettext_lazy("In pregnancy"),
                value="get_pregnancy_display",
                kind="tag",
                tone=lambda row: PREGNANCY.get(row.pregnancy),
            ),
            Column("atc", gettext_lazy("ATC code"), sort="atc"),
        ],
        caption=_("Formulary"),
        filters=[
            Filter("form", gettext_lazy("Form"), Form.choices, several=True),
            Filter("pregnancy", gettext_lazy("In pregnancy"), Pregnancy.choices),
        ],
        search=lambda rows, text: rows.search(text),
        empty=_("The formulary is empty."),
        file_name="formulary",
    )
    context = {
        "table": table,
        "runs": is_runner(request),
        "bare": not Medicine.objects.visible_to(request.user).exists(),
        "crumbs": [(_("Missions"), reverse("missions:missions")), (_("Formulary"), None)]
        if request.user.is_office
        else [(_("Formulary"), None)],
    }
    return export(request, table) or page(request, "missions/formulary.html", "rows", context)


@open_to(*RUNNERS)
@require_POST
def take_up(request: HttpRequest) -> HttpResponse:
    """Take up the list that comes with Naru: what is missing of it."""
    do(request, formulary_actions.take_up, said=_("The formulary is taken up."))
    return redirect("missions:formulary")


@open_to(*READERS)
def medicine(request: HttpRequest, medicine: int) -> HttpResponse:
    """Show one medicine: doses, classes, the pictures of its label, and what was changed."""
    row = get_object_or_404(Medicine.objects.visible_to(request.user), pk=medicine)
    pictures = dict(Pictogram.choices)
    facts = [
        (_("Code"), row.code),
        (_("Form"), row.get_form_display()),
        (_("Strength"), row.strength or "–"),
        (_("Unit"), row.get_unit_display()),
        (_("Measure"), row.get_measure_display()),
        (_("Measures in a unit"), _number(row.pack)),
        (_("mg in a measure"), _number(row.mg)),
        (_("Adult’s dose in mg"), _number(row.adult_mg)),
        (_("Times a day"), row.per_day),
        (_("mg per kg"), _number(row.mg_per_kg)),
        (_("Times a day for children"), _number(row.child_per_day)),
        (_("Highest dose in mg"), _number(row.most_mg)),
        (_("Highest daily dose in mg"), _number(row.most_day_mg)),
        (_("From months of age"), row.from_months),
        (_("Usual days"), row.days),
        (_("Allergy classes"), _classes(row) or "–"),
        (_("In pregnancy"), row.get_pregnancy_display()),
        (_("Works like"), row.group or "–"),
        (_("ATC code"), row.atc or "–"),
        (_("On the label"), ", ".join(str(pictures.get(one, one)) for one in row.pictograms) or "–"),
    ]
    context = {
        "row": row,
        "heading": str(row),
        "facts": facts,
        "runs": is_runner(request),
        "entries": Entry.objects.visible_to(request.user).about(row).named()[:20]
        if request.user.is_office
        else [],
        "crumbs": [(_("Formulary"), reverse("missions:formulary")), (str(row), None)],
    }
    return page(request, "missions/medicine.html", None, context)


@open_to(*RUNNERS)
def enter_medicine(request: HttpRequest) -> HttpResponse:
    """Enter a medicine."""
    form = MedicineForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (row := fails(request, form, formulary_actions.enter, said=_("Entered."), **form.cleaned_data))
    ):
        return redirect(row.get_absolute_url())
    heading, back = _("Enter a medicine"), reverse("missions:formulary")
    context = {"crumbs": [(_("Formulary"), back), (heading, None)]}
    return ask(request, context, heading, form, back)


@open_to(*RUNNERS)
def change_medicine(request: HttpRequest, medicine: int) -> HttpResponse:
    """Change a medicine, or take it off the formulary."""
    row = get_object_or_404(Medicine.objects.visible_to(request.user), pk=medicine)
    if request.method == "POST" and "remove" in request.POST:
        do(request, formulary_actions.remove, row, said=_("Taken off the formulary."))
        return redirect("missions:formulary")
    names = [name for name in MedicineForm.base_fields if name != "code"]
    form = MedicineForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    del form.fields["code"]
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, formulary_actions.change, row, **form.cleaned_data) is not None
    ):
        return redirect(row.get_absolute_url())
    context = {
        "removes": row.removed_at is None,
        "crumbs": [
            (_("Formulary"), reverse("missions:formulary")),
            (str(row), row.get_absolute_url()),
            (_("Change"), None),
        ],
    }
    return ask(request, context, str(row), form, row.get_absolute_url())


# Lots


def _sites(request: HttpRequest, mission: Mission) -> Any:
    return Site.objects.visible_to(request.user).filter(mission=mission)


def _lot_table(request: HttpRequest, mission: Mission) -> Table:
    rows = Lot.objects.visible_to(request.user).standing().filter(mission=mission).for_list()
    on = mission.days[0] if mission.days else timezone.localdate()
    keeps = is_runner(request)
    return Table(
        request,
        rows=rows,
        columns=[
            Column("code", gettext_lazy("Code"), sort="code"),
            Column("what", gettext_lazy("Medicine"), sort=["medicine__name", "code"], width="wide"),
            Column("number", gettext_lazy("Lot number"), sort="number"),
            Column("expires_on", gettext_lazy("Expires on"), kind="date", sort=["expires_on", "code"]),
            Column(
                "shelf",
                gettext_lazy("On the first day"),
                value=lambda row: shelf.label if (shelf := row.shelf(on=on)) else "",
                kind="tag",
                tone=lambda row: TONES.get(row.shelf(on=on)),
            ),
            Column("packed", gettext_lazy("Packed"), kind="number", sort="packed"),
            Column(
                "unit",
                gettext_lazy("Unit"),
                value=lambda row: row.medicine.get_unit_display() if row.medicine else row.item.unit,
            ),
            Column("received", gettext_lazy("Arrived"), kind="number", sort="received", show=False),
            Column("site", gettext_lazy("Site"), value=lambda row: str(row.site or "–"), sort="site__letter"),
            Column("box", gettext_lazy("Box"), sort="box"),
            Column("origin", gettext_lazy("Made in"), show=False),
            Column("value", gettext_lazy("Value of a unit, won"), kind="number", show=False),
            Column(
                "consignment",
                gettext_lazy("Consignment"),
                value=lambda row: row.consignment.code if row.consignment else "",
                kind="link",
                link=lambda row: row.consignment.get_absolute_url() if row.consignment else None,
            ),
            Column(
                "change",
                gettext_lazy("Change"),
                value=lambda row: "" if row.consignment_id else _("Change"),
                kind="link",
                link=lambda row: (
                    None if row.consignment_id else reverse("missions:change_lot", args=[mission.pk, row.pk])
                ),
                export=False,
                show=keeps,
            ),
        ],
        caption=_("Packed medicines"),
        filters=[
            Filter("site", gettext_lazy("Site"), [(one.pk, str(one)) for one in _sites(request, mission)]),
            Filter(
                "until",
                gettext_lazy("Expires before"),
                kind="day",
                apply=lambda rows, day: rows.filter(expires_on__lt=day),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        sort="code",
        empty=_("Nothing is packed yet."),
        empty_action=(_("Pack a lot"), reverse("missions:pack_lot", args=[mission.pk])) if keeps else None,
        file_name=f"lots-{mission.code}",
    )


@open_to(STAFF)
def lots(request: HttpRequest, pk: int) -> HttpResponse:
    """List the lots that are packed for a mission."""
    mission = found(request, pk)
    table = _lot_table(request, mission)
    context = around(request, mission, "lots") | {"table": table}
    return export(request, table) or page(request, "missions/lots.html", "rows", context)


@open_to(*RUNNERS)
def pack_lot(request: HttpRequest, pk: int) -> HttpResponse:
    """Pack a lot for a site."""
    mission = found(request, pk)
    form = LotForm(request.POST or None, sites=_sites(request, mission))
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.pack, mission, said=_("Packed."), **form.cleaned_data)
    ):
        return redirect("missions:lots", pk=pk)
    heading = _("Pack a lot")
    context = around(request, mission, "lots", (heading, None))
    return ask(request, context, heading, form, reverse("missions:lots", args=[pk]))


@open_to(*RUNNERS)
def change_lot(request: HttpRequest, pk: int, lot: int) -> HttpResponse:
    """Change what is written of a lot, or take it off the list."""
    mission = found(request, pk)
    rows = Lot.objects.visible_to(request.user).standing().filter(mission=mission, consignment__isnull=True)
    row = get_object_or_404(rows.for_list(), pk=lot)
    if request.method == "POST" and "remove" in request.POST:
        do(request, actions.remove_lot, row, said=_("Taken off the packing list."))
        return redirect("missions:lots", pk=pk)
    names = ("number", "expires_on", "packed", "box", "origin", "value", "note")
    initial = {name: getattr(row, name) for name in names}
    form = LotForm(request.POST or None, sites=_sites(request, mission), row=row, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.change_lot, row, **form.cleaned_data) is not None
    ):
        return redirect("missions:lots", pk=pk)
    context = around(request, mission, "lots", (row.code, None)) | {"removes": True}
    return ask(request, context, str(row), form, reverse("missions:lots", args=[pk]))


# Equipment


@open_to(STAFF)
def equipment(request: HttpRequest, pk: int) -> HttpResponse:
    """List the equipment: wanted, packed, brought home."""
    mission = found(request, pk)
    keeps = is_runner(request)
    table = Table(
        request,
        rows=Equipment.objects.visible_to(request.user)
        .standing()
        .filter(mission=mission)
        .select_related("site"),
        columns=[
            Column(
                "name",
                gettext_lazy("What"),
                sort="name",
                width="wide",
                kind="link",
                link=lambda row: reverse("missions:one_equipment", args=[pk, row.pk]) if keeps else None,
            ),
            Column("serial", gettext_lazy("Serial number")),
            Column("site", gettext_lazy("Site"), value=lambda row: str(row.site or "–"), sort="site__letter"),
            Column("box", gettext_lazy("Box"), sort="box"),
            Column("wanted", gettext_lazy("Pieces wanted"), kind="number", sort="wanted"),
            Column("packed", gettext_lazy("Packed"), kind="number", sort="packed"),
            Column("returned", gettext_lazy("Brought home"), kind="number", sort="returned"),
            Column(
                "state",
                gettext_lazy("Status"),
                value=lambda row: _state(row)[0],
                kind="tag",
                tone=lambda row: _state(row)[1],
            ),
            Column("value", gettext_lazy("Value of a piece, won"), kind="number", show=False),
            Column("note", gettext_lazy("Note"), show=False),
        ],
        caption=_("Equipment"),
        filters=[
            Filter("site", gettext_lazy("Site"), [(one.pk, str(one)) for one in _sites(request, mission)])
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        empty=_("Nothing is on the list yet."),
        file_name=f"equipment-{mission.code}",
    )
    context = around(request, mission, "equipment") | {"table": table}
    return export(request, table) or page(request, "missions/equipment.html", "rows", context)


def _state(row: Equipment) -> tuple[str, str]:
    if row.packed is None:
        return _("Not packed yet"), "neutral"
    if row.returned is not None and row.returned < row.packed:
        return _("%(n)s did not come home") % {"n": row.packed - row.returned}, "danger"
    if row.returned is not None:
        return _("Home again"), "success"
    if row.packed < row.wanted:
        return _("%(n)s missing") % {"n": row.wanted - row.packed}, "warning"
    return _("Packed"), "success"


@open_to(*RUNNERS)
def add_equipment(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a thing on the list."""
    mission = found(request, pk)
    form = EquipmentForm(request.POST or None, sites=_sites(request, mission))
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.add_equipment, mission, said=_("Added."), **form.cleaned_data)
    ):
        return redirect("missions:equipment", pk=pk)
    heading = _("Add equipment")
    context = around(request, mission, "equipment", (heading, None))
    return ask(request, context, heading, form, reverse("missions:equipment", args=[pk]))


@open_to(*RUNNERS)
def one_equipment(request: HttpRequest, pk: int, equipment: int) -> HttpResponse:
    """Count the pieces of one thing, or take it off the list."""
    mission = found(request, pk)
    rows = Equipment.objects.visible_to(request.user).standing().filter(mission=mission)
    row = get_object_or_404(rows, pk=equipment)
    if request.method == "POST" and "remove" in request.POST:
        if do(request, actions.remove_equipment, row, said=_("Taken off the list.")):
            return redirect("missions:equipment", pk=pk)
        return redirect("missions:one_equipment", pk=pk, equipment=row.pk)
    form = CountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if do(request, actions.count_equipment, row, **form.cleaned_data) is not None:
            return redirect("missions:one_equipment", pk=pk, equipment=row.pk)
        return redirect("missions:one_equipment", pk=pk, equipment=row.pk)
    back = reverse("missions:equipment", args=[pk])
    context = around(request, mission, "equipment", (_("Equipment"), back), (row.name, None)) | {
        "heading": row.name,
        "row": row,
        "stages": [("packed", _("Packed"), row.packed), ("returned", _("Brought home"), row.returned)],
        "state": _state(row),
        "back": back,
        "form": form,
    }
    return page(request, "missions/one_equipment.html", None, context, status=422 if form.errors else 200)


@open_to(STAFF)
def packing_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the packing list of a mission as a PDF: medicines by lot and equipment, box by box."""
    mission = found(request, pk)
    packed = Lot.objects.visible_to(request.user).standing().filter(mission=mission).for_list()
    things = Equipment.objects.visible_to(request.user).standing().filter(mission=mission, packed__gt=0)
    rows = [
        [
            lot.box or "–",
            lot.code,
            lot.what,
            lot.number or "–",
            lot.expires_on.isoformat() if lot.expires_on else "–",
            words.number(lot.packed),
            str(lot.site.letter if lot.site else "–"),
        ]
        for lot in packed
    ]
    rows += [
        [
            one.box or "–",
            one.serial or "–",
            one.name,
            "–",
            "–",
            words.number(one.packed),
            str(one.site.letter if one.site else "–"),
        ]
        for one in things.select_related("site")
    ]
    data = {
        "title": f"{mission} · {_('Packing list')}",
        "heading": _("Packing list"),
        "about": [
            [_("Mission"), f"{mission.code} {mission}"],
            [_("Days"), words.period(*mission.days) if mission.days else ""],
        ],
        "head": [_("Box"), _("Code"), _("What"), _("Lot number"), _("Expires on"), _("Packed"), _("Site")],
        "rows": sorted(rows, key=lambda row: (row[0], row[1])),
        "right": [5],
        "sums": [],
        "signs": [_("Packed by"), _("Taken over by")],
        "page": _("Page"),
    }
    return printed("list.typ", data, name=f"packing-{mission.code}.pdf")
