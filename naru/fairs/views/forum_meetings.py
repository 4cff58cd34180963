"""The published schedule: list, grid, one meeting with what became of it, and the cards for the tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from naru.activities.views.doing import do
from naru.fairs.actions import consultations, plans
from naru.fairs.actions import meetings as actions
from naru.fairs.forms.forum import RoomForm
from naru.fairs.models import Consultation, Forum, Meeting
from naru.fairs.rules import consultations as talk_rules
from naru.fairs.rules import forum_plans as rules
from naru.fairs.views.forum_around import around, found, may_run, part_of
from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.printing import REGIONS, pdf
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

TYPST = Path(__file__).resolve().parents[1] / "typst"


def became(row: Meeting) -> tuple[str, str]:
    """Say what became of a meeting, and in which tone."""
    if row.dropped_at:
        return _("Dropped"), "neutral"
    if row.held_at:
        return _("Held"), "success"
    if row.missed_at:
        return _("Missed"), "danger"
    return _("Planned"), "info"


def scheduled(request: HttpRequest, row: Forum) -> Any:
    """Give the meetings of the published schedule in order."""
    return Meeting.objects.visible_to(request.user).filter(forum=row).scheduled().for_list().in_order()


def schedule_table(request: HttpRequest, row: Forum) -> Table:
    """Make the table of a forum's published schedule."""
    states = [
        ("open", gettext_lazy("Planned")),
        ("held", gettext_lazy("Held")),
        ("missed", gettext_lazy("Missed")),
    ]
    narrow = {
        "open": {"held_at": None, "missed_at": None},
        "held": {"held_at__isnull": False},
        "missed": {"missed_at__isnull": False},
    }
    return Table(
        request,
        rows=scheduled(request, row),
        columns=[
            Column(
                "day",
                gettext_lazy("Day"),
                value="slot.day",
                kind="date",
                sort=["slot__day", "slot__starts", "pk"],
            ),
            Column(
                "time",
                pgettext_lazy("forum", "Time"),
                value="slot.hours",
                kind="link",
                link=lambda one: reverse("fairs:meeting", args=[row.pk, one.pk]),
            ),
            Column(
                "table", pgettext_lazy("forum", "Table"), sort=["table__number", "pk"], show=not row.online
            ),
            Column("host", pgettext_lazy("forum", "Institution or company of ours"), width="wide"),
            Column("guest", pgettext_lazy("forum", "Partner or buyer"), width="wide"),
            Column("interpreter", pgettext_lazy("forum", "Interpreter")),
            Column(
                "state",
                gettext_lazy("State"),
                value=lambda one: became(one)[0],
                kind="tag",
                tone=lambda one: became(one)[1],
            ),
            Column("walk_in", gettext_lazy("Walk-in"), kind="bool", show=False),
        ],
        filters=[
            Filter(
                "day", gettext_lazy("Day"), lambda: _days(row), lambda rows, day: rows.filter(slot__day=day)
            ),
            Filter("state", gettext_lazy("State"), states, lambda rows, value: rows.filter(**narrow[value])),
        ],
        search=_search,
        caption=pgettext_lazy("forum", "Schedule"),
        empty=_("No plan is published yet."),
        empty_action=(_("Plans"), reverse("fairs:plans", args=[row.pk])),
        file_name=f"schedule-{row.pk}",
        per_page=50,
    )


def _days(row: Forum) -> list[tuple[str, str]]:
    days = row.slots.standing().order_by("day").values_list("day", flat=True).distinct()
    return [(day.isoformat(), words.day(day)) for day in days]


def _search(rows: Any, text: str) -> Any:
    from django.db.models import Q

    told = Q()
    for side in ("host", "guest"):
        for name in ("name", "name_ko", "name_latin"):
            told |= Q(**{f"{side}__organisation__{name}__icontains": text})
    return rows.filter(told)


@open_to(STAFF)
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the published schedule."""
    row = found(request, pk)
    table = schedule_table(request, row)
    context = around(request, row, "schedule") | {"table": table, "plan": plans.published(row)}
    return export(request, table) or page(request, "fairs/forum/schedule.html", "rows", context)


@open_to(STAFF)
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the published schedule as slots by tables, for the wall and for printing."""
    row = found(request, pk)
    rows = list(scheduled(request, row))
    tables = list(row.tables.standing())
    at = {(one.slot_id, one.table_id): one for one in rows}
    lines = [
        (slot, [at.get((slot.pk, table.pk)) for table in tables])
        for slot in row.slots.standing()
        if any(one.slot_id == slot.pk for one in rows)
    ]
    crumb = (_("Schedule"), reverse("fairs:schedule", args=[row.pk]))
    context = around(request, row, "schedule", crumb, (_("Grid"), None)) | {"tables": tables, "lines": lines}
    return page(request, "fairs/forum/grid.html", None, context)


@open_to(STAFF)
def meeting(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """Show a meeting: who, when, where, and record what became of it."""
    row = found(request, pk)
    rows: Any = Meeting.objects.visible_to(request.user).filter(forum=row).published().for_list()
    one: Meeting = part_of(request, rows, pk=meeting)
    form = RoomForm(request.POST if request.POST.get("deed") == "room" else None, initial={"room": one.room})
    if request.method == "POST":
        if not may_run(request):
            raise Http404
        match request.POST.get("deed"):
            case "held":
                do(request, actions.record, one, held=True, said=_("Recorded as held."))
            case "missed_host":
                do(request, actions.record, one, held=False, missing=one.host, said=_("Recorded as missed."))
            case "missed_guest":
                do(request, actions.record, one, held=False, missing=one.guest, said=_("Recorded as missed."))
            case "reopen":
                do(request, actions.reopen, one, said=_("Taken back."))
            case "consultation":
                if talk := do(request, consultations.log_meeting, one, said=_("The consultation is logged.")):
                    return redirect(talk)
            case "room":
                if form.is_valid():
                    do(request, actions.set_room, one, said=_("Saved."), **form.cleaned_data)
            case _:
                raise Http404
        return (
            redirect(request.POST.get("next") or request.path) if _inside(request) else redirect(request.path)
        )
    crumb = (_("Schedule"), reverse("fairs:schedule", args=[row.pk]))
    state, tone = became(one)
    booth = consultations.booth_of(one)
    context = around(request, row, "schedule", crumb, (str(one), None)) | {
        "one": one,
        "state": state,
        "tone": tone,
        "room_form": form,
        "why_not": rules.why_not_record(
            published=True,
            dropped=one.dropped_at is not None,
            begins=one.begins or timezone.now(),
            now=timezone.now(),
        ),
        "talk": Consultation.objects.visible_to(request.user).from_meeting(one).first(),
        "booth": booth,
        "why_not_talk": talk_rules.why_not_log_meeting(held=one.held_at is not None, booth=booth is not None),
        "facts": [
            (_("Day"), words.day(one.slot.day)),
            (_("Time"), f"{one.slot.hours} ({row.zone})"),
            (pgettext("forum", "Table"), "" if row.online else one.table),
            (_("Interpreter"), one.interpreter),
            (_("Who did not come"), one.missed_by),
        ],
        "entries": Entry.objects.about(one).visible_to(request.user)[:20],
    }
    return page(request, "fairs/forum/meeting.html", None, context)


def _inside(request: HttpRequest) -> bool:
    target = request.POST.get("next", "")
    return target.startswith("/") and not target.startswith("//") and "\\" not in target


@open_to(STAFF)
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a card for each table: its number and who sits there when."""
    row = found(request, pk)
    by_table: dict[int, list[Meeting]] = {}
    for one in scheduled(request, row):
        if one.table_id:
            by_table.setdefault(one.table_id, []).append(one)
    tables = [table for table in row.tables.standing() if table.pk in by_table]
    if not tables:
        raise Http404
    data = frame(row, _("Table cards")) | {
        "tables": [
            {
                "number": str(table.number),
                "hall": table.hall,
                "rows": [
                    [
                        words.day(one.slot.day),
                        one.slot.hours,
                        str(one.host),
                        str(one.guest),
                        str(one.interpreter or ""),
                    ]
                    for one in by_table[table.pk]
                ],
            }
            for table in tables
        ],
        "words": {
            "table": pgettext("forum", "Table"),
            "day": _("Day"),
            "time": _("Time"),
            "host": _("Institution"),
            "guest": _("Partner"),
            "interpreter": _("Interpreter"),
        },
    }
    return printed("cards.typ", data, name=f"tables-{row.pk}.pdf")


def frame(row: Forum, title: str) -> dict[str, Any]:
    """Give what every print of a forum says."""
    language = get_language() or "ko"
    return {
        "title": f"{row} · {title}",
        "forum": str(row),
        "heading": title,
        "lang": language.split("-")[0],
        "region": REGIONS.get(language),
        "zone": row.zone,
    }


def printed(
    template: str, data: dict[str, Any], *, name: str, drawings: dict[str, str] | None = None
) -> HttpResponse:
    """Answer with a PDF set from a template of this app; `drawings` are SVG files beside it."""
    with tempfile.TemporaryDirectory(prefix="naru-forum-") as folder:
        for file, text in (drawings or {}).items():
            (Path(folder) / file).write_text(text, encoding="utf-8")
        body = pdf(TYPST / template, data, folder=Path(folder), on=timezone.localdate())
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
