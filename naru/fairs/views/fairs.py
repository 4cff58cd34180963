"""The list of fairs, setting one up, its board, its targets and the heads counted on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.models import Activity
from naru.activities.rules.words import Kind, Known
from naru.activities.views.doing import do
from naru.activities.views.when import days as told_days
from naru.fairs.actions import fairs as actions
from naru.fairs.actions import visitors
from naru.fairs.forms.booths import ConsentForm, HeadsForm, SetUpForm, TargetForm, days_of
from naru.fairs.models import ConsentText, Fair, HeadCount
from naru.fairs.queries.boards import Board, board
from naru.fairs.rules.fairs import Counts, days, why_not_register
from naru.fairs.views.around import HERE, KEEPERS, RUNNERS, around, found, is_runner, own_booths
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.sheets.book import export


@open_to(*HERE)
def fairs(request: HttpRequest) -> HttpResponse:
    """List the fairs; who runs them also sees the activities that could have booths and have none."""
    rows = Fair.objects.visible_to(request.user).run_by(request.user).for_list()
    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "fair",
                gettext_lazy("Fair"),
                value=lambda row: row.activity.title,
                kind="link",
                link=lambda row: row.get_absolute_url(),
                lang=lambda row: row.activity.title_language,
                width="wide",
            ),
            Column(
                "days",
                gettext_lazy("Days"),
                value=lambda row: told_days(row.activity),
                sort="activity__starts_on",
            ),
            Column("place", gettext_lazy("Place"), value="activity.place"),
            Column("booths", gettext_lazy("Booths"), kind="number", sort="booths"),
            Column("open", gettext_lazy("Registration open"), value="is_open", kind="bool"),
        ],
        caption=_("Fairs"),
        search=lambda found_rows, text: found_rows.filter(activity__search_key__contains=text.casefold()),
        empty=_("No fair has booths yet."),
    )
    waiting: list[Activity] = []
    if is_runner(request):
        able = Activity.objects.visible_to(request.user).current().filter(kind=Kind.FAIR, known=Known.DAY)
        waiting = list(able.filter(fair__isnull=True, starts_on__isnull=False).order_by("-starts_on")[:10])
    context = {
        "table": table,
        "waiting": waiting,
        "form": SetUpForm(),
        "crumbs": [(_("Fairs"), None)],
    }
    return export(request, table) or page(request, "fairs/fairs.html", "rows", context)


@open_to(*RUNNERS)
@require_POST
def set_up(request: HttpRequest, activity: int) -> HttpResponse:
    """Hang a fair on an activity."""
    row = get_object_or_404(Activity.objects.visible_to(request.user), pk=activity)
    form = SetUpForm(request.POST)
    series = form.cleaned_data["series"] if form.is_valid() else ""
    fair = do(request, actions.set_up, row, series=series, said=_("The fair is set up."))
    return redirect(fair.get_absolute_url() if fair else reverse("fairs:fairs"))


def _cells(told: Board, whose: int | None, held: list[date], *, whole: bool) -> list[dict[str, Any]]:
    cells = []
    for day in held:
        for what in Counts.values:
            number = told.fair[day, what] if whole else told.numbers[whose, day, what]
            wanted = told.targets.get((whose, day, what))
            share = min(round(100 * number / wanted), 100) if wanted else None
            cells.append({"number": number, "wanted": wanted, "share": share})
    return cells


@open_to(*HERE)
def board_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show days by booths, numbers against targets; it asks for itself again every ten seconds."""
    fair = found(request, pk)
    office = request.user.is_office
    booths = list(own_booths(request, fair))
    told = board(fair, None if office else [one.pk for one in booths])
    held = list(days(*fair.days)) if fair.days else []
    today = timezone.localdate()
    rows = [(one, _cells(told, one.pk, held, whole=False)) for one in booths]
    whole = {what: sum(told.fair[day, what] for day in held) for what in Counts.values}
    context = around(request, fair, "board") | {
        "days": held,
        "columns": [(day, what.label) for day in held for what in Counts],
        "kinds": [what.label for what in Counts],
        "span": len(Counts),
        "rows": rows,
        "entrance": _cells(told, None, held, whole=False) if office else None,
        "together": _cells(told, None, held, whole=True) if office else None,
        "stats": [(whole[what.value], what.label) for what in Counts],
        "live": bool(held) and held[0] <= today <= held[-1],
        "now": timezone.now(),
        "why_not_open": why_not_register(
            opened_at=fair.set_up_at,
            closed_at=None,
            text=ConsentText.objects.visible_to(request.user).filter(fair=fair).exists(),
        ),
    }
    return page(request, "fairs/board.html", "numbers", context)


@open_to(*RUNNERS)
@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close the visitors' registration."""
    fair = found(request, pk)
    if fair.is_open:
        do(request, actions.close_registration, fair, said=_("Registration is closed."))
    else:
        do(request, actions.open_registration, fair, said=_("Registration is open."))
    return redirect(fair)


@open_to(*RUNNERS)
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the words of consent; publishing makes a new version."""
    fair = found(request, pk)
    last = ConsentText.objects.visible_to(request.user).filter(fair=fair).in_force().first()
    form = ConsentForm(request.POST or None, texts=last.texts if last else {})
    if (
        request.method == "POST"
        and form.is_valid()
        and do(request, actions.publish_consent, fair, texts=form.cleaned_data, said=_("Published."))
    ):
        return redirect(fair)
    heading = _("Words of consent")
    context = around(request, fair, "visitors", (heading, None)) | {
        "heading": heading,
        "form": form,
        "send": _("Publish as a new version"),
        "back": fair.get_absolute_url(),
        "note": _("Version %(number)s is in force.") % {"number": last.version} if last else "",
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*RUNNERS)
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a target of a day."""
    fair = found(request, pk)
    form = TargetForm(request.POST or None, days=days_of(fair), exhibitors=own_booths(request, fair))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"day": date.fromisoformat(form.cleaned_data["day"])}
        if do(request, actions.set_daily_target, fair, said=_("The target is set."), **values):
            return redirect("fairs:targets", pk=fair.pk)
    heading = _("Set a daily target")
    context = around(request, fair, "board", (heading, None)) | {
        "heading": heading,
        "form": form,
        "back": fair.get_absolute_url(),
    }
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def heads(request: HttpRequest, pk: int) -> HttpResponse:
    """Count heads that were counted on paper, and take a count back."""
    fair = found(request, pk)
    form = HeadsForm(
        request.POST if "heads" in request.POST else None,
        days=days_of(fair),
        exhibitors=own_booths(request, fair),
        office=request.user.is_office,
    )
    rows = HeadCount.objects.visible_to(request.user).standing().filter(fair=fair, device__isnull=True)
    if request.method == "POST" and (key := request.POST.get("undo", "")):
        one = get_object_or_404(rows, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0)
        do(request, visitors.take_back, one, said=_("Taken back."))
        return redirect("fairs:heads", pk=fair.pk)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"day": date.fromisoformat(form.cleaned_data["day"])}
        if do(request, visitors.count_heads, fair, said=_("Counted."), **values):
            return redirect("fairs:heads", pk=fair.pk)
    heading = _("Heads counted on paper")
    context = around(request, fair, "board", (heading, None)) | {
        "heading": heading,
        "form": form,
        "back": fair.get_absolute_url(),
        "counts": rows.select_related("exhibitor__organisation")[:50],
    }
    return page(request, "fairs/heads.html", None, context, status=422 if form.errors else 200)
