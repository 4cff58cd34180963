"""Plans: the versions, one with its live progress, what came out, why not, what moved; stop and publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.fairs.actions import plans as actions
from naru.fairs.actions import publishing
from naru.fairs.forms.forum import PlanForm
from naru.fairs.models import Forum, Meeting, Placing, Plan
from naru.fairs.rules import forum_plans as rules
from naru.fairs.rules.forum_words import BACK, TONES, WALK_IN, Result, Trouble, language_names
from naru.fairs.views.forum_around import RUNNERS, around, found, may_run, part_of
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table

MOST_SHOWN = 400
"""How many changes between two versions are shown at once."""


def plan_state(row: Plan) -> str:
    """Say what came of a plan in words; a change of the day is told by what moves, not by its breaks."""
    if row.changes and row.changes[0]["kind"] in {WALK_IN, BACK}:
        return cause(row)
    if row.changes and row.result in {Result.OPTIMAL, Result.FEASIBLE}:
        return _("The fewest possible move") if row.proven else _("Few move, but fewer may be possible")
    if row.result:
        return str(row.get_result_display())
    if row.job is None:
        return pgettext("forum", "Not made")
    return str(row.job.get_state_display())


def _tone(row: Plan) -> str:
    return TONES.get(row.result, "info")


def plans_table(request: HttpRequest, row: Forum) -> Table:
    """Make the table of a forum's versions."""
    return Table(
        request,
        rows=Plan.objects.visible_to(request.user).filter(forum=row).for_list(),
        columns=[
            Column(
                "number",
                gettext_lazy("Version"),
                value=lambda one: _("Version %(number)s") % {"number": one.number},
                kind="link",
                link=lambda one: one.get_absolute_url(),
                sort="number",
            ),
            Column("result", gettext_lazy("Result"), value=plan_state, kind="tag", tone=_tone),
            Column("seats", pgettext_lazy("forum", "Meetings"), kind="number"),
            Column("left_out", gettext_lazy("Wishes without a place"), kind="number"),
            Column("breaks", pgettext_lazy("forum", "Breaks"), kind="number"),
            Column("why", gettext_lazy("Made for"), value=lambda one: cause(one)),
            Column("asked_by", gettext_lazy("By")),
            Column("asked_at", pgettext_lazy("forum", "Asked for"), kind="moment", sort="asked_at"),
            Column("published_at", gettext_lazy("Published"), kind="moment", sort="published_at"),
        ],
        caption=pgettext_lazy("forum", "Plans"),
        empty=_("No plan has been made yet."),
        file_name=f"plans-{row.pk}",
    )


def cause(row: Plan) -> str:
    """Say what a plan was made for: the wishes, a trouble of the day, a walk-in."""
    if not row.changes:
        return _("The accepted wishes")
    change = row.changes[0]
    kind, whose = change["kind"], change["whose"]
    if kind == WALK_IN:
        return _("Walk-in meeting")
    if kind == BACK:
        return _("Back to version %(number)s") % {"number": whose}
    rows: Any = {
        Trouble.TABLE: row.forum.tables,
        Trouble.INTERPRETER: row.forum.interpreters.select_related("person"),
    }.get(kind, row.forum.participants.select_related("organisation"))
    name = str(rows.filter(pk=whose).first() or "")
    return trouble(kind, name, change.get("slots", 1))


def trouble(kind: str, name: str, slots: int) -> str:
    """Say what happened on the day in one sentence."""
    told = {"name": name, "slots": slots}
    match kind:
        case Trouble.LATE:
            return (
                ngettext("%(name)s is late by %(slots)s slot", "%(name)s is late by %(slots)s slots", slots)
                % told
            )
        case Trouble.ILL:
            return (
                ngettext("%(name)s is away for %(slots)s slot", "%(name)s is away for %(slots)s slots", slots)
                % told
            )
        case Trouble.LEFT:
            return _("%(name)s has left") % told
        case Trouble.TABLE:
            return _("Table %(name)s is lost") % told
    return _("Interpreter %(name)s is lost") % told


@open_to(STAFF)
def plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the versions of a forum's plan, and ask for another."""
    row = found(request, pk)
    form = PlanForm(request.POST or None)
    if request.method == "POST":
        if not request.user.holds(*RUNNERS):  # type: ignore[union-attr]
            return redirect("fairs:plans", pk=row.pk)
        if form.is_valid() and (made := do(request, actions.ask_plan, row, **form.cleaned_data)):
            return redirect(made)
    running = row.plans.running().exists()
    pairs = len(actions.problems.pairs(row))
    context = around(request, row, "plans") | {
        "table": plans_table(request, row),
        "form": form,
        "pairs": pairs,
        "why_not": rules.why_not_plan(
            slots=row.slots.standing().count(),
            tables=1 if row.online else row.tables.standing().count(),
            wishes=pairs,
            running=running,
            begun=False,
        ),
    }
    return page(request, "fairs/forum/plans.html", "rows", context, status=422 if form.errors else 200)


def _one(request: HttpRequest, row: Forum, number: int) -> Plan:
    rows: Any = Plan.objects.visible_to(request.user).filter(forum=row).for_list().select_related("after")
    one: Plan = part_of(request, rows, number=number)
    return one


@dataclass(frozen=True)
class Told:
    """One change between two versions as it is shown."""

    meeting: Meeting
    kind: str
    words: str
    before: Placing | None
    after: Placing | None


WORDS = {
    "dropped": pgettext_lazy("forum", "dropped"),
    "added": pgettext_lazy("forum", "added"),
    "time": pgettext_lazy("forum", "another time"),
    "table": pgettext_lazy("forum", "another table"),
    "interpreter": pgettext_lazy("forum", "another interpreter"),
}


def differences(request: HttpRequest, before: Plan, after: Plan) -> list[Told]:
    """Tell what moved from one version to another, with names."""
    seats: dict[int, dict[int, Placing]] = {before.pk: {}, after.pk: {}}
    rows: Any = Placing.objects.visible_to(request.user).filter(plan__in=[before, after]).for_list()
    for one in rows:
        seats[one.plan_id][one.meeting_id] = one
    old, new = seats[before.pk], seats[after.pk]
    found = rules.shifts(
        {key: one.seat for key, one in old.items()}, {key: one.seat for key, one in new.items()}
    )
    told = []
    for shift in found[:MOST_SHOWN]:
        one, other = old.get(shift.meeting), new.get(shift.meeting)
        meeting = (one or other).meeting  # type: ignore[union-attr]
        told.append(Told(meeting, shift.kind, str(WORDS[shift.kind]), one, other))
    return told


def reasons(row: Plan) -> list[dict[str, Any]]:
    """Tell why each wish without a place has none, and what would have made it possible, by names."""
    names = Names(row)
    return [
        {
            "meeting": names.meeting(one["meeting"]),
            "why": names.said(one["why"]),
            "possible_if": [names.said(reason) for reason in one["possible_if"]],
        }
        for one in row.unplaced
    ]


class Names:
    """The names behind the keys in a plan's reasons."""

    def __init__(self, row: Plan) -> None:
        forum = row.forum
        self.people = {str(one.pk): str(one) for one in forum.participants.select_related("organisation")}
        self.meetings = {
            str(one.pk): one
            for one in forum.meetings.select_related("host__organisation", "guest__organisation")
        }
        self.slots = list(forum.slots.standing())

    def meeting(self, key: Any) -> str:
        """Name a meeting by its two sides."""
        return str(self.meetings.get(str(key), ""))

    def said(self, plain: dict[str, Any]) -> str:
        """Say a reason in the reader's language, with names in place of keys."""
        from naru.fairs.plan.reasons import Reason

        facts = dict(plain["facts"])
        if "who" in facts:
            parts = str(facts["who"]).split(" / ")
            facts["who"] = " / ".join(self.people.get(part, part) for part in parts)
        if "meeting" in facts:
            facts["meeting"] = self.meeting(facts["meeting"])
        if isinstance(facts.get("slot"), int) and facts["slot"] < len(self.slots):
            facts["slot"] = str(self.slots[facts["slot"]])
        if "languages" in facts:
            told = facts["languages"]
            codes = told if isinstance(told, list | tuple) else str(told).replace("/", ",").split(",")
            facts["languages"] = language_names([str(code).strip() for code in codes])
        return str(Reason.of({"code": plain["code"], "facts": facts}))


@open_to(STAFF)
def plan(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a version: live while it is made, then what came out, why not, and what moved."""
    row = found(request, pk)
    one = _one(request, row, number)
    now = actions.published(row)
    compared = one.after or (now if now and now.pk != one.pk else None)
    moved = differences(request, compared, one) if compared and actions.is_ready(one) else []
    names = Names(one) if one.conflict else None
    context = around(
        request, row, "plans", (_("Plans"), reverse("fairs:plans", args=[row.pk])), (str(one.number), None)
    ) | {
        "plan": one,
        "state": plan_state(one),
        "tone": _tone(one),
        "cause": cause(one),
        "compared": compared,
        "moved": moved,
        "people": _people(moved),
        "counts": [
            (str(words), sum(1 for each in moved if each.kind == kind)) for kind, words in WORDS.items()
        ],
        "unplaced": reasons(one),
        "conflict": one.conflict
        and names
        and {
            "meetings": [names.meeting(key) for key in one.conflict["meetings"]],
            "why": names.said(one.conflict["why"]),
            "smallest": one.conflict["smallest"],
        },
        "why_not_publish": _why_not_publish(one, now) if one.result and not one.published_at else None,
        "way_back": _way_back(request, row) if now and now.pk == one.pk else None,
        "proven": one.result == Result.OPTIMAL and not one.changes,
        "heading": _("Version %(number)s") % {"number": one.number},
    }
    return page(request, "fairs/forum/plan.html", "live", context)


def _way_back(request: HttpRequest, row: Forum) -> dict[str, Any] | None:
    """Tell what going back to the version before would do, to whoever may do it."""
    back = publishing.way_back(row, at=timezone.now()) if may_run(request) else None
    if back is None:
        return None
    moved = differences(request, back.now, back.to)
    return {"to": back.to.number, "count": len(back.found), "people": _people(moved), "why_not": back.why_not}


def _why_not_publish(one: Plan, now: Plan | None) -> str | None:
    given = None if one.changes else actions.problems.from_wishes(one.forum, strict=one.strict)
    return rules.why_not_publish(
        result=one.result,
        published=one.published_at is not None,
        newer=now.number if now and now.pk != one.after_id else None,
        changed=given is not None and one.asked != actions.problems.digest(given),
        seats=one.placings.count(),
    )


def _people(moved: list[Told]) -> list[str]:
    """Name everybody who has to come at another time, or not at all."""
    touched = [one.meeting for one in moved if one.kind in {"time", "dropped", "added"}]
    return sorted({str(side) for meeting in touched for side in (meeting.host, meeting.guest)})


@open_to(*RUNNERS)
@require_POST
def stop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Stop the planning and keep the best so far."""
    one = _one(request, found(request, pk), number)
    do(request, actions.stop, one, said=_("It stops; the best plan so far is kept."))
    return redirect(one)


@open_to(*RUNNERS)
@require_POST
def publish(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a version in force; everybody whose agenda changes gets a letter."""
    one = _one(request, found(request, pk), number)
    said = _("Published. Everybody whose agenda changes gets a letter.")
    do(request, publishing.publish, one, words=request.POST.get("words", "")[:300], said=said)
    return redirect(one)


@open_to(*RUNNERS)
@require_POST
def back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put the version before this one in force again; everybody whose agenda changes gets a letter."""
    one = _one(request, found(request, pk), number)
    said = _("The version before is in force again. Everybody whose agenda changes gets a letter.")
    made = do(request, publishing.go_back, one, words=request.POST.get("words", "")[:300], said=said)
    return redirect(made or one)
