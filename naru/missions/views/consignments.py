"""Consignments: the board and the list, one of them with its decisions, its lots, its papers and its customs list."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.missions.actions import consignments as actions
from naru.missions.actions import stores
from naru.missions.forms.departure import (
    CancelForm,
    ConsignmentForm,
    ItemForm,
    PaperForm,
    ParcelForm,
    ReceiveForm,
    ShipForm,
)
from naru.missions.models import Consignment, ConsignmentItem, ConsignmentPaper, Lot, Site
from naru.missions.rules import consignments as rules
from naru.missions.rules.consignments import Move, Standing
from naru.missions.views.around import PARTNERS, RUNNERS, ask, do, fails, is_runner, printed
from naru.sheets.book import export
from naru.sheets.book.exports import file_of

TONES = {
    Standing.REQUESTED: "neutral",
    Standing.PACKED: "info",
    Standing.SHIPPED: "info",
    Standing.RECEIVED: "warning",
    Standing.THANKED: "success",
    Standing.CANCELLED: "danger",
}
ASKS = {Move.SHIP: ShipForm, Move.CANCEL: CancelForm}
MEDICINE_HS = "3004.90"
"""The heading of the customs tariff for medicaments in doses, where a line names no other. Source: HS 2022, chapter 30."""


def _found(request: HttpRequest, pk: int) -> Consignment:
    rows = Consignment.objects.visible_to(request.user)
    row: Consignment = get_object_or_404(
        rows.select_related("partner__country", "mission__activity", "activity", "site"), pk=pk
    )
    return row


def _crumbs(*more: tuple[str, str | None]) -> dict[str, Any]:
    return {"crumbs": [(_("Consignments"), reverse("missions:consignments") if more else None), *more]}


def _differs(row: Any) -> str:
    return words.number(row.pieces_differ) if row.lots_differ else ""


@open_to(*PARTNERS)
def consignments(request: HttpRequest) -> HttpResponse:
    """List the consignments."""
    rows = Consignment.objects.visible_to(request.user)
    table = Table(
        request,
        rows=rows.for_list(),
        columns=[
            Column("code", gettext_lazy("Code"), sort="code"),
            Column(
                "title",
                gettext_lazy("Title"),
                kind="link",
                link=lambda row: row.get_absolute_url(),
                sort="title",
                width="wide",
            ),
            Column("partner", gettext_lazy("Receiving partner"), sort="partner__name"),
            Column("country", gettext_lazy("Country"), value=lambda row: str(row.partner.country or "")),
            Column(
                "mission", gettext_lazy("Mission"), value=lambda row: row.mission.code if row.mission else ""
            ),
            Column("requested_on", gettext_lazy("Requested on"), kind="date", sort="requested_on"),
            Column("shipped_on", gettext_lazy("Shipped on"), kind="date", sort="shipped_on"),
            Column("received_on", gettext_lazy("Arrived on"), kind="date", sort="received_on"),
            Column("differs", gettext_lazy("Units that differ"), value=_differs),
            Column(
                "standing",
                gettext_lazy("Status"),
                value=lambda row: row.standing.label,
                kind="tag",
                tone=lambda row: TONES[row.standing],
            ),
        ],
        caption=_("Consignments"),
        filters=[
            Filter(
                "standing",
                gettext_lazy("Status"),
                Standing.choices,
                lambda found, standing: found.in_standing(standing),
            ),
            Filter(
                "since",
                gettext_lazy("Requested from"),
                kind="day",
                apply=lambda found, day: found.filter(requested_on__gte=day),
            ),
        ],
        search=lambda found, text: found.search(text),
        sort="-requested_on",
        empty=_("No consignments yet."),
        empty_action=(_("Enter a request"), reverse("missions:request")) if is_runner(request) else None,
        file_name="consignments",
    )
    context = _crumbs() | {
        "table": table,
        "runs": is_runner(request),
        "ways": _ways("list"),
    }
    return export(request, table) or page(request, "missions/consignments.html", "rows", context)


def _ways(current: str) -> list[tuple[str, str, bool]]:
    return [
        (pgettext("consignment", "List"), reverse("missions:consignments"), current == "list"),
        (pgettext("consignment", "Board"), reverse("missions:consignment_board"), current == "board"),
    ]


@open_to(*PARTNERS)
def consignment_board(request: HttpRequest) -> HttpResponse:
    """Show the consignments by where they stand, the last twelve of each."""
    rows = Consignment.objects.visible_to(request.user)
    lanes = []
    for standing in Standing:
        held = rows.in_standing(standing)
        some = list(held.for_list()[:12])
        lanes.append((standing.label, TONES[standing], held.count(), some))
    context = _crumbs() | {"lanes": lanes, "runs": is_runner(request), "ways": _ways("board")}
    return page(request, "missions/consignment_board.html", None, context)


def _doors(row: Consignment, facts: rules.Facts) -> list[dict[str, Any]]:
    """Give each decision with its button, or why it is closed."""
    why = {
        Move.CLOSE: rules.why_not_close(facts),
        Move.SHIP: rules.why_not_ship(facts),
        Move.RECEIVE: rules.why_not_receive(facts),
        Move.THANK: rules.why_not_thank(facts),
        Move.CANCEL: rules.why_not_cancel(facts),
    }
    return [
        {
            "move": move,
            "label": move.label,
            "why_not": why[move],
            "asks": move in ASKS or move is Move.RECEIVE,
            "look": "danger" if move is Move.CANCEL else "secondary",
            "url": reverse("missions:decide", args=[row.pk, move.value]),
        }
        for move in Move
    ]


@open_to(*PARTNERS)
def consignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one consignment: what was asked for, what was packed and arrived, the papers, the decisions."""
    row = _found(request, pk)
    items = list(
        ConsignmentItem.objects.visible_to(request.user).filter(consignment=row).select_related("medicine")
    )
    lots = (
        list(Lot.objects.visible_to(request.user).standing().filter(consignment=row).for_list())
        if (request.user.is_office)
        else list(row.lots.standing().for_list())
    )
    packed: dict[int, int] = {}
    for lot in lots:
        packed[lot.item_id] = packed.get(lot.item_id, 0) + lot.packed
    facts = row.facts()
    last = actions.last_decision(row)
    steps = [
        (Standing.REQUESTED, row.requested_on),
        (Standing.PACKED, row.packed_at),
        (Standing.SHIPPED, row.shipped_on),
        (Standing.RECEIVED, row.received_on),
        (Standing.THANKED, row.thanked_at),
    ]
    told = [
        (_("Receiving partner"), row.partner),
        (_("Contact at the partner"), " · ".join(filter(None, [row.contact, row.email])) or "–"),
        (_("Mission"), row.mission or "–"),
        (_("Site"), row.site or "–"),
        (_("Donors"), row.donors or "–"),
        (_("Wanted by"), words.day(row.wanted_on) or "–"),
        (_("Carrier"), " · ".join(filter(None, [row.carrier, row.tracking])) or "–"),
        (_("Taken over by"), row.received_by or "–"),
    ]
    context = _crumbs((row.code, None)) | {
        "row": row,
        "heading": row.title,
        "standing": row.standing,
        "tone": TONES[row.standing],
        "steps": [(one.label, words.day(day) if day else "", bool(day)) for one, day in steps],
        "facts": told,
        "items": [(item, packed.get(item.pk, 0)) for item in items],
        "lots": lots,
        "differs": [lot for lot in lots if lot.difference()],
        "papers": ConsignmentPaper.objects.visible_to(request.user).filter(consignment=row),
        "runs": is_runner(request),
        "office": request.user.is_office,
        "why_not_write": rules.why_not_write(facts),
        "doors": _doors(row, facts) if is_runner(request) else [],
        "last": last if is_runner(request) else None,
        "entries": Entry.objects.visible_to(request.user).about(row).named()[:20]
        if request.user.is_office
        else [],
    }
    return page(request, "missions/consignment.html", None, context)


def _sites(request: HttpRequest) -> Any:
    return (
        Site.objects.visible_to(request.user)
        .select_related("mission__activity")
        .order_by("-starts_on", "letter")
    )


@open_to(*RUNNERS)
def request_consignment(request: HttpRequest) -> HttpResponse:
    """Enter a request with its first line."""
    form = ConsignmentForm(
        request.POST or None, sites=_sites(request), initial={"requested_on": timezone.localdate()}
    )
    line = ItemForm(request.POST or None, prefix="item")
    if request.method == "POST" and form.is_valid() and line.is_valid():
        row = fails(
            request,
            form,
            actions.request,
            items=[line.cleaned_data],
            said=_("The request is entered."),
            **form.facts(),
        )
        if row:
            return redirect(row.get_absolute_url())
    heading, back = _("Enter a request"), reverse("missions:consignments")
    context = _crumbs((heading, None)) | {"further": line, "further_heading": _("What is asked for")}
    return ask(request, context, heading, form, back)


@open_to(*RUNNERS)
def change_consignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written about a consignment."""
    row = _found(request, pk)
    names = (
        "title",
        "partner",
        "contact",
        "email",
        "language",
        "requested_on",
        "wanted_on",
        "site",
        "donors",
        "purpose",
    )
    initial = {name: getattr(row, name) for name in names}
    form = ConsignmentForm(request.POST or None, sites=_sites(request), initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.change, row, **form.facts()) is not None
    ):
        return redirect(row.get_absolute_url())
    context = _crumbs((row.code, row.get_absolute_url()), (_("Change"), None))
    return ask(request, context, row.title, form, row.get_absolute_url())


@open_to(*RUNNERS)
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to what is asked for."""
    row = _found(request, pk)
    form = ItemForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.add_item, row, said=_("Added."), **form.cleaned_data)
    ):
        return redirect(row.get_absolute_url())
    heading = _("Add a line")
    context = _crumbs((row.code, row.get_absolute_url()), (heading, None))
    return ask(request, context, heading, form, row.get_absolute_url())


@open_to(*RUNNERS)
def pack_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Pack a lot for a line, or take the line off the request."""
    row = _found(request, pk)
    line = get_object_or_404(
        ConsignmentItem.objects.visible_to(request.user).filter(consignment=row).select_related("medicine"),
        pk=item,
    )
    if request.method == "POST" and "remove" in request.POST:
        do(request, actions.remove_item, line, said=_("Taken off the request."))
        return redirect(row.get_absolute_url())
    form = ParcelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"origin": form.cleaned_data["origin"].upper()}
        if fails(request, form, actions.pack, line, said=_("Packed."), **told):
            return redirect(row.get_absolute_url())
    heading = _("Pack a lot")
    context = _crumbs((row.code, row.get_absolute_url()), (heading, None)) | {
        "note": f"{line} · {_('Wanted')}: {words.number(line.wanted)}",
        "removes": True,
    }
    return ask(request, context, heading, form, row.get_absolute_url())


@open_to(*RUNNERS)
@require_POST
def unpack(request: HttpRequest, pk: int, lot: int) -> HttpResponse:
    """Take a lot out of a consignment while it is still packed."""
    row = _found(request, pk)
    one = get_object_or_404(Lot.objects.visible_to(request.user).standing().filter(consignment=row), pk=lot)
    do(request, stores.remove_lot, one, said=_("Taken out."))
    return redirect(row.get_absolute_url())


@open_to(*RUNNERS)
def decide(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Make one decision: at once, or with what it asks for."""
    row = _found(request, pk)
    if move not in Move.values:
        raise Http404
    wanted = Move(move)
    if wanted in {Move.CLOSE, Move.THANK}:
        if request.method == "POST":
            deed = actions.close if wanted is Move.CLOSE else actions.thank
            said = (
                _("The packing is closed.") if wanted is Move.CLOSE else _("The letter of thanks is written.")
            )
            do(request, deed, row, said=said)
        return redirect(row.get_absolute_url())
    today = timezone.localdate()
    lots = list(row.lots.standing().select_related("medicine", "item__medicine"))
    form: Any
    if wanted is Move.RECEIVE:
        form = ReceiveForm(request.POST or None, lots=lots, initial={"received_on": today})
    else:
        initial = {"shipped_on": today, "carrier": row.carrier, "tracking": row.tracking}
        form = ASKS[wanted](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        deed = {Move.SHIP: actions.ship, Move.RECEIVE: actions.receive, Move.CANCEL: actions.cancel}[wanted]
        told = form.facts() if wanted is Move.RECEIVE else form.cleaned_data
        if fails(request, form, deed, row, **told):
            return redirect(row.get_absolute_url())
    context = _crumbs((row.code, row.get_absolute_url()), (str(wanted.label), None)) | {"note": str(row)}
    return ask(request, context, str(wanted.label), form, row.get_absolute_url())


@open_to(*RUNNERS)
@require_POST
def undo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take the last decision back."""
    row = _found(request, pk)
    do(request, actions.undo, row, number=number, said=_("Taken back."))
    return redirect(row.get_absolute_url())


@open_to(*RUNNERS)
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with a consignment, such as the proof of delivery."""
    row = _found(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(request, form, actions.keep, row, said=_("Kept."), **form.cleaned_data)
    ):
        return redirect(row.get_absolute_url())
    heading = _("Add a paper")
    context = _crumbs((row.code, row.get_absolute_url()), (heading, None)) | {"files": True}
    return ask(request, context, heading, form, row.get_absolute_url())


@open_to(*PARTNERS)
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Hand out a paper, and note who got it."""
    row = _found(request, pk)
    one = get_object_or_404(
        ConsignmentPaper.objects.visible_to(request.user).filter(consignment=row), pk=paper
    )
    actions.hand_out(one, by=request.user, at=timezone.now())
    response = FileResponse(one.file.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, one.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _customs(row: Consignment, lots: list[Lot]) -> tuple[list[str], list[list[Any]]]:
    """Give head and lines of the customs list: what, its tariff code, lot, expiry, where it is made, value."""
    head = [
        _("Box"),
        _("HS code"),
        _("What"),
        _("Lot number"),
        _("Expires on"),
        _("Made in"),
        _("Quantity"),
        _("Unit"),
        _("Value of a unit, won"),
        _("Value, won"),
    ]
    lines = []
    for lot in lots:
        item = lot.item
        what = str(lot.medicine) if lot.medicine else ((item.name_en or item.name) if item else "")
        hs_code = (item.hs_code if item else "") or (MEDICINE_HS if lot.medicine else "")
        unit = str(lot.medicine.get_unit_display()) if lot.medicine else (item.unit if item else "")
        value = lot.value
        lines.append(
            [
                lot.box,
                hs_code,
                what,
                lot.number,
                lot.expires_on,
                lot.origin,
                lot.packed,
                unit,
                value,
                value * lot.packed if value is not None else None,
            ]
        )
    return head, sorted(lines, key=lambda line: (line[0], line[2], line[3]))


@open_to(STAFF)
def customs(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give the customs list as a workbook, or as a PDF in English or the reader's language."""
    row = _found(request, pk)
    lots = list(Lot.objects.visible_to(request.user).standing().filter(consignment=row).for_list())
    if form == "xlsx":
        head, lines = _customs(row, lots)
        return file_of(
            "xlsx",
            stem=f"customs-{row.code}",
            title=f"{_('Customs list')} {row.code}",
            labels=head,
            lines=lines,
        )
    if form != "pdf":
        raise Http404
    language = "en" if request.GET.get("language") == "en" else (get_language() or "ko")
    with translation.override(language):
        head, lines = _customs(row, lots)
        total = sum(line[9] or 0 for line in lines)
        data = {
            "title": f"{row.code} · {_('Customs list')}",
            "lang": language.split("-")[0],
            "heading": f"{_('Customs list')} {row.code}",
            "about": [
                [_("Title"), row.title],
                [_("Receiving partner"), row.partner.name_in(language)],
                [_("Country"), row.partner.country.name_in(language) if row.partner.country else ""],
                [_("Donors"), row.donors],
                [_("Carrier"), " · ".join(filter(None, [row.carrier, row.tracking]))],
                [
                    pgettext("consignment", "Purpose"),
                    _("Humanitarian goods without commercial value; values for customs only."),
                ],
            ],
            "head": head,
            "rows": [
                [
                    words.number(cell)
                    if isinstance(cell, int)
                    else (cell.isoformat() if hasattr(cell, "isoformat") else str(cell or "–"))
                    for cell in line
                ]
                for line in lines
            ],
            "right": [6, 8, 9],
            "sums": [[_("Total value, won"), words.number(total)]],
            "signs": [_("Packed by"), _("Taken over by")],
            "page": _("Page"),
        }
        return printed("list.typ", data, name=f"customs-{row.code}.pdf")
