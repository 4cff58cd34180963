"""Long work on screen: how far it is, what I asked for, what runs by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.history.book import Refusal
from naru.history.book.jobs import DECLARED, cancel, title_of, try_again
from naru.history.models import Job, Routine
from naru.history.rules import jobs as rules
from naru.history.rules import telling
from naru.history.rules.jobs import State
from naru.history.views.export import export
from naru.krds.gate import SIGNED_IN, STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table

TONES: dict[str, str] = {
    State.WAITING: "info",
    State.RUNNING: "info",
    State.DONE: "success",
    State.FAILED: "danger",
    State.CANCELLED: "neutral",
}


def _tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    items = [("mine", _("My work"), "history:jobs")]
    if request.user.is_office:  # type: ignore[union-attr]
        items += [
            ("all", _("All work"), "history:all_jobs"),
            ("routines", _("By itself"), "history:routines"),
        ]
    return [(label, reverse(name), key == current) for key, label, name in items]


def _table(request: HttpRequest, rows: Any, caption: str, *, mine: bool) -> Table:
    columns = [
        Column("title", _("Work"), value=lambda row: title_of(row.kind), sort="kind", link=_link),
        Column(
            "state",
            _("State"),
            value=lambda row: row.get_state_display(),
            kind="tag",
            sort="state",
            tone=lambda row: TONES.get(row.state, "neutral"),
        ),
        Column(
            "by", _("Asked by"), value=lambda row: str(row.by) if row.by else _("The system"), show=not mine
        ),
        Column("asked_at", _("Asked"), kind="moment", sort="asked_at"),
        Column("finished_at", _("Finished"), kind="moment", sort="finished_at"),
        Column("attempts", _("Tries"), kind="number", sort="attempts"),
        Column("message", _("Message"), value=lambda row: row.error or row.message),
    ]
    return Table(
        request,
        rows=rows.for_list(),
        columns=columns,
        caption=caption,
        filters=[
            Filter("state", _("State"), choices=State.choices, several=True),
            Filter("kind", _("Work"), choices=lambda: [(kind, title_of(kind)) for kind in sorted(DECLARED)]),
        ],
        sort="-asked_at",
        empty=_("No long work has been asked for yet."),
        file_name="jobs",
    )


def _link(row: Job) -> str:
    return row.get_absolute_url()


@open_to(SIGNED_IN)
def jobs(request: HttpRequest) -> HttpResponseBase:
    """Show the long work that the account asked for."""
    table = _table(
        request, Job.objects.visible_to(request.user).asked_by(request.user), _("My work"), mine=True
    )
    context = {"table": table, "tabs": _tabs(request, "mine"), "crumbs": [(_("Long work"), "")]}
    return export(request, table) or page(request, "history/jobs.html", "rows", context)


@open_to(STAFF)
def all_jobs(request: HttpRequest) -> HttpResponseBase:
    """Show all long work, whoever asked for it."""
    table = _table(request, Job.objects.visible_to(request.user), _("All work"), mine=False)
    context = {"table": table, "tabs": _tabs(request, "all"), "crumbs": [(_("Long work"), "")]}
    return export(request, table) or page(request, "history/jobs.html", "rows", context)


@open_to(STAFF)
def routines(request: HttpRequest) -> HttpResponseBase:
    """Show what runs by itself, when it ran and when it is due."""
    table = Table(
        request,
        rows=Routine.objects.visible_to(request.user).for_list(),
        columns=[
            Column("title", _("Work"), value=lambda row: title_of(row.kind), sort="kind", link=_last),
            Column("minutes", _("Every … minutes"), kind="number", sort="minutes"),
            Column("last_at", _("Last run"), kind="moment", sort="last_at"),
            Column("next_at", _("Next run"), kind="moment", sort="next_at"),
            Column("runs", _("Runs"), kind="number", sort="runs"),
            Column(
                "state",
                _("Last state"),
                value=lambda row: row.last_job.get_state_display() if row.last_job else None,
                kind="tag",
                tone=lambda row: TONES.get(row.last_job.state, "neutral") if row.last_job else None,
            ),
        ],
        caption=_("What runs by itself"),
        sort="title",
        empty=_("Nothing has run by itself yet. The worker (naru work) starts it."),
        file_name="routines",
    )
    context = {"table": table, "tabs": _tabs(request, "routines"), "crumbs": [(_("Long work"), "")]}
    return export(request, table) or page(request, "history/jobs.html", "rows", context)


def _last(row: Routine) -> str | None:
    return row.last_job.get_absolute_url() if row.last_job else None


def _one(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user).for_list(), pk=pk)


@open_to(SIGNED_IN)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is; while it is open the page asks again by itself."""
    shown = _one(request, pk)
    result = shown.result if isinstance(shown.result, dict) else {}
    url = str(result.get("url", ""))
    declared = DECLARED.get(shown.kind)
    context = {
        "job": shown,
        "title": title_of(shown.kind),
        "tone": TONES.get(shown.state, "neutral"),
        "tries": max(declared.tries if declared else 1, shown.attempts),
        "result_url": url if url.startswith("/") and not url.startswith("//") else "",
        "result_label": str(result.get("label", "")),
        "results": [
            (telling.result(str(key)), value)
            for key, value in result.items()
            if key not in {"url", "label"} and isinstance(value, str | int) and value != ""
        ],
        "waits": shown.state == State.WAITING and shown.not_before and shown.not_before > timezone.now(),
        "why_not_cancel": rules.why_not_cancel(shown.state),
        "why_not_again": rules.why_not_try_again(shown.state),
        "crumbs": [(_("Long work"), reverse("history:jobs")), (title_of(shown.kind), "")],
    }
    return page(request, "history/job.html", "progress", context)


@open_to(SIGNED_IN)
@require_POST
def change_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a job or start it again."""
    shown = _one(request, pk)
    deeds = {"cancel": (cancel, _("It was cancelled.")), "again": (try_again, _("It was started again."))}
    if request.POST.get("deed") not in deeds:
        raise Http404
    does, told = deeds[request.POST["deed"]]
    try:
        does(shown, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, told)
    return redirect(shown)
