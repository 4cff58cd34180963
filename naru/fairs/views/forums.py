"""Forums: the list, one's overview, opening, settings, sessions with tables and interpreters."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from naru.activities.models import Activity
from naru.activities.views import when
from naru.activities.views.doing import do
from naru.directory.models import Organisation
from naru.fairs.actions import forums as actions
from naru.fairs.actions import plans, profiles
from naru.fairs.forms.forum import ForumForm, InterpreterForm, SessionForm, TablesForm
from naru.fairs.forms.profile import ProfileForm
from naru.fairs.models import Forum, Participant, Wish
from naru.fairs.rules.forum_words import Answer, Side, Standing
from naru.fairs.views.forum_around import RUNNERS, around, found, may_run, part_of, participants_of
from naru.history.models import Entry
from naru.krds.forms import one_at_a_time
from naru.krds.gate import SIGNED_IN, STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


@open_to(SIGNED_IN)
def forums(request: HttpRequest) -> HttpResponse:
    """Show the forums and export conferences that the visitor may see."""
    rows = Forum.objects.visible_to(request.user).for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "name", pgettext_lazy("forum", "Forum"), value=str, kind="link", link=_address, width="wide"
            ),
            Column("kind", gettext_lazy("Kind"), value="activity.get_kind_display"),
            Column(
                "when",
                gettext_lazy("When"),
                value=lambda row: when.local(row.activity),
                sort="activity__starts_on",
            ),
            Column("where", gettext_lazy("Where"), value=lambda row: when.where(row.activity)),
            Column("apply_until", gettext_lazy("Apply until"), kind="date", sort="apply_until"),
        ],
        filters=[
            Filter(
                "kind",
                gettext_lazy("Kind"),
                [(kind.value, kind.label) for kind in actions.KINDS],
                lambda kept, kind: kept.filter(activity__kind=kind),
            )
        ],
        search=lambda kept, text: kept.search(text),
        caption=_("Forums and export conferences"),
        empty=_("No forum is open yet."),
        empty_action=(_("Open a forum"), reverse("fairs:choose_activity")) if may_run(request) else None,
        file_name="forums",
    )
    context = {"table": table, "runs": may_run(request), "crumbs": [(_("Forums"), None)]}
    return export(request, table) or page(request, "fairs/forum/forums.html", "rows", context)


def _address(row: Forum) -> str:
    return row.get_absolute_url()


@open_to(*RUNNERS)
def choose(request: HttpRequest) -> HttpResponse:
    """Offer the activities that could have 1:1 meetings and have none yet."""
    rows = Activity.objects.visible_to(request.user).current().filter(kind__in=actions.KINDS, forum=None)
    context = {
        "rows": rows.filter(cancelled_at=None).for_list().order_by("-starts_on")[:50],
        "crumbs": [(_("Forums"), reverse("fairs:forums")), (_("Open a forum"), None)],
    }
    return page(request, "fairs/forum/choose.html", None, context)


@open_to(*RUNNERS)
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the 1:1 meetings of an activity with their settings."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = ForumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in actions.SETTINGS}
        if made := do(request, actions.open_forum, activity, said=_("The forum is open."), **given):
            return redirect("fairs:ground", pk=made.pk)
    context = {
        "form": form,
        "forum": activity,
        "heading": _("Open a forum"),
        "intro": str(activity),
        "back": reverse("fairs:choose_activity"),
        "crumbs": [(_("Forums"), reverse("fairs:forums")), (_("Open a forum"), None)],
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)


@open_to(SIGNED_IN)
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a forum: to the office how far it is, to a member the call and the way to their own pages."""
    row = found(request, pk)
    if not request.user.is_office:  # type: ignore[union-attr]
        return _for_member(request, row)
    people = participants_of(request, row)
    wishes = Wish.objects.visible_to(request.user).filter(forum=row)
    now = plans.published(row)
    scheduled = row.meetings.scheduled()
    context = around(request, row, "forum") | {
        "when": when.local(row.activity),
        "where": when.where(row.activity),
        "facts": _facts(row),
        "counts": {str(each): people.standing(each).count() for each in Standing},
        "approved": people.approved().count(),
        "applied": people.standing(Standing.APPLIED).count(),
        "wishes": wishes.standing().count(),
        "waiting": wishes.answered(Answer.WAITING).count(),
        "accepted": wishes.plannable().count(),
        "plan": now,
        "meetings": scheduled.count(),
        "held": scheduled.held().count(),
        "missed": scheduled.filter(missed_at__isnull=False).count(),
        "slots": row.slots.standing().count(),
        "tables": row.tables.standing().count(),
        "interpreters": row.interpreters.standing().count(),
        "steps": _steps(),
        "step": _step(row, people, wishes, now),
    }
    return page(request, "fairs/forum/forum.html", None, context)


def _steps() -> list[str]:
    return [_("Sessions and tables"), _("Participants"), _("Wishes"), _("Plan"), _("The day")]


def _step(row: Forum, people: Any, wishes: Any, now: Any) -> int:
    if now is not None:
        return 5
    if wishes.plannable().exists():
        return 4
    if people.approved().exists():
        return 3
    return 2 if row.slots.standing().exists() else 1


def _facts(row: Forum) -> list[tuple[str, Any]]:
    from naru.krds.formats import words

    activity = row.activity
    return [
        (_("When"), when.local(activity)),
        (_("Where"), when.where(activity)),
        (_("Time zone"), row.zone),
        (_("Apply until"), words.day(row.apply_until) if row.apply_until else ""),
        (_("Wishes until"), words.day(row.wishes_until) if row.wishes_until else ""),
        (_("Answers until"), words.day(row.answers_until) if row.answers_until else ""),
    ]


def _for_member(request: HttpRequest, row: Forum) -> HttpResponse:
    mine = participants_of(request, row).filter(withdrawn_at=None)
    context = {
        "forum": row,
        "facts": _facts(row),
        "call": row.call_in(get_language() or "ko"),
        "mine": mine,
        "may_apply": row.open_call and not mine.exists() and _own(request).exists(),
        "crumbs": [(_("Forums"), reverse("fairs:forums")), (str(row), None)],
    }
    return page(request, "fairs/forum/call.html", None, context)


def _own(request: HttpRequest) -> Any:
    rows: Any = Organisation.objects.visible_to(request.user)
    return rows.with_member(request.user, on=timezone.localdate())


@open_to(SIGNED_IN)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply to an open call for the organisation where the visitor is a member."""
    row = found(request, pk)
    organisation = _own(request).first()
    if organisation is None or not row.open_call:
        raise Http404
    blank = Participant(forum=row, organisation=organisation, email=request.user.email)  # type: ignore[union-attr]
    form = ProfileForm(request.POST or None, instance=blank, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        side = Side.GUEST if organisation.country_id not in {None, "KR"} else Side.HOST
        said = _("Thank you. The office will answer by letter.")
        if do(request, profiles.apply_for, row, organisation, side=side, said=said, **form.profile()):
            return redirect(row)
    context = {
        "form": form,
        "forum": row,
        "heading": _("Apply"),
        "intro": f"{row} · {organisation}",
        "back": row.get_absolute_url(),
        "crumbs": [
            (_("Forums"), reverse("fairs:forums")),
            (str(row), row.get_absolute_url()),
            (_("Apply"), None),
        ],
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)


@open_to(*RUNNERS)
@one_at_a_time(Forum)
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the call, the deadlines and the lengths."""
    row = found(request, pk)
    form = ForumForm(request.POST or None, instance=found(request, pk))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in actions.SETTINGS}
        if do(request, actions.set_up, row, said=_("Saved."), **given):
            return redirect(row)
    context = around(request, row, "forum", (_("Settings"), None)) | {
        "form": form,
        "heading": _("Settings"),
        "back": row.get_absolute_url(),
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)


@open_to(STAFF)
def ground(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change the sessions, the tables and the interpreters."""
    row = found(request, pk)
    session, tables = SessionForm(None), TablesForm(None)
    interpreter = InterpreterForm(None, account=request.user)
    if days := row.days:
        session = SessionForm(None, initial={"day": days[0]})
    status = 200
    if request.method == "POST":
        if not may_run(request):
            raise Http404
        answer = _change_ground(request, row)
        if isinstance(answer, HttpResponse):
            return answer
        status = 422
        session, tables, interpreter = (
            answer if isinstance(answer, kind) else form
            for kind, form in ((SessionForm, session), (TablesForm, tables), (InterpreterForm, interpreter))
        )
    context = around(request, row, "ground") | {
        "sessions": row.sessions.standing().prefetch_related("slots"),
        "tables": row.tables.standing(),
        "interpreters": row.interpreters.standing().select_related("person"),
        "session_form": session,
        "tables_form": tables,
        "interpreter_form": interpreter,
    }
    return page(request, "fairs/forum/ground.html", None, context, status=status)


def _change_ground(request: HttpRequest, row: Forum) -> Any:
    here = redirect("fairs:ground", pk=row.pk)
    for name, deed in (
        ("session", actions.remove_session),
        ("table", actions.remove_table),
        ("interpreter", actions.remove_interpreter),
    ):
        if key := request.POST.get(f"remove_{name}"):
            if not key.isascii() or not key.isdigit() or len(key) > 15:
                raise Http404
            one = part_of(request, getattr(row, f"{name}s").standing(), pk=int(key))
            do(request, deed, one, said=_("Removed."))
            return here
    form: Any
    match request.POST.get("add"):
        case "session":
            form, deed = SessionForm(request.POST), actions.add_session
        case "tables":
            form, deed = TablesForm(request.POST), actions.add_tables
        case "interpreter":
            form, deed = InterpreterForm(request.POST, account=request.user), actions.add_interpreter
        case _:
            raise Http404
    if form.is_valid():
        do(request, deed, row, said=_("Added."), **form.cleaned_data)
        return here
    return form


@open_to(STAFF)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was done in a forum: to itself and to its plans."""
    row = found(request, pk)
    entries = Entry.objects.visible_to(request.user)
    about = entries.about(row)[:200]
    keys = [str(key) for key in row.plans.values_list("pk", flat=True)]
    of_plans = entries.filter(subject_kind="fairs.plan", subject_key__in=keys)[:200]
    told = sorted([*about, *of_plans], key=lambda entry: -entry.number)[:200]
    return page(
        request, "fairs/forum/history.html", None, around(request, row, "forum_history") | {"entries": told}
    )
