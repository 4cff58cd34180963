"""The board of those who keep the figures: latest against target, what is missing, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.figures.book import leaders
from naru.figures.models import Correction, Reading
from naru.figures.rules import standing
from naru.figures.rules.declared import FIGURES, Figure
from naru.figures.rules.words import Verdict
from naru.figures.views.tables import span, tone_of_worth, worth
from naru.history.book import ask
from naru.krds.addresses import address
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


@dataclass
class Line:
    """A figure on the board."""

    figure: Figure
    latest: Reading | None
    target: Reading | None
    actual: Reading | None
    waiting: int
    year: int

    @property
    def title(self) -> str:
        """The figure's title."""
        return str(self.figure.title)

    @property
    def progress(self) -> Decimal | None:
        """What was reached of the target, in per cent."""
        if not self.target or not self.target.value or not self.actual or self.actual.value is None:
            return None
        return (self.actual.value / self.target.value * 100).quantize(Decimal(1))

    @property
    def state(self) -> str:
        """What needs doing: a waiting correction, no reading at all, stale, missing this year, or nothing."""
        if self.waiting:
            return "waiting"
        if self.latest is None:
            return "empty"
        reached = self.latest.reaches
        if standing.is_stale(reached=reached, yearly=self.figure.yearly, on=self._today):
            return "stale"
        if self.figure.yearly and self.actual is None:
            return "missing"
        return "fine"

    _today: Any = None


def states() -> dict[str, tuple[str, str]]:
    """Give what each state is called, and its colour."""
    return {
        "waiting": (_("Correction waiting"), "danger"),
        "empty": (_("No reading yet"), "warning"),
        "stale": (_("Out of date"), "warning"),
        "missing": (_("Missing this year"), "info"),
        "fine": (_("In order"), "success"),
    }


def lines(account: Any, *, year: int, today: Any) -> list[Line]:
    """Give every declared figure with its latest reading, the year's target and the year's result."""
    latest, plans, actual = leaders(account, [(False, None), (True, year), (False, year)])
    waiting = dict(
        Correction.objects.visible_to(account)
        .waiting()
        .order_by()
        .values_list("reading__figure_key")
        .annotate(n=Count("pk"))
    )
    found = []
    for key, figure in FIGURES.items():
        line = Line(figure, latest.get(key), plans.get(key), actual.get(key), waiting.get(key, 0), year)
        line._today = today
        found.append(line)
    return found


@open_to(STAFF)
def board(request: HttpRequest) -> HttpResponse:
    """Show every figure with what needs doing; the year can be chosen."""
    today = timezone.localdate()
    wanted = whole(request.GET.get("year", ""))
    year = wanted if wanted and 2000 <= wanted <= today.year + 1 else today.year
    everything = lines(request.user, year=year, today=today)
    called = states()
    language = get_language() or "ko"
    topics = list(dict.fromkeys(str(each.figure.topic) for each in everything))
    table = Table(
        request,
        rows=everything,
        columns=[
            Column(
                "title",
                pgettext("figures", "Figure"),
                link=lambda row: address("figures:figure", row.figure.key),
                sort="title",
                width="wide",
            ),
            Column("topic", _("Subject"), value=lambda row: str(row.figure.topic), sort="topic"),
            Column(
                "latest",
                _("Latest reading"),
                value=lambda row: row.latest.spoken(language) if row.latest else None,
                link=lambda row: row.latest.get_absolute_url() if row.latest else None,
            ),
            Column("span", _("Period"), value=lambda row: span(row.latest) if row.latest else None),
            Column(
                "quality",
                _("Quality"),
                kind="tag",
                value=lambda row: worth(row.latest) if row.latest else None,
                tone=lambda row: tone_of_worth(row.latest),
            ),
            Column(
                "target",
                _("Target %(year)s") % {"year": year},
                value=lambda row: row.target.spoken(language) if row.target else _("Set"),
                link=lambda row: (
                    row.target.get_absolute_url() if row.target else address("figures:plan", row.figure.key)
                ),
            ),
            Column(
                "actual",
                _("Result %(year)s") % {"year": year},
                value=lambda row: row.actual.spoken(language) if row.actual else None,
                link=lambda row: row.actual.get_absolute_url() if row.actual else None,
            ),
            Column("progress", _("Reached, per cent"), kind="number"),
            Column(
                "state",
                _("To do"),
                kind="tag",
                value=lambda row: called[row.state][0],
                tone=lambda row: called[row.state][1],
                sort="state",
            ),
        ],
        caption=_("All figures"),
        filters=[
            Filter(
                "state",
                _("To do"),
                choices=[(key, label) for key, (label, _tone) in called.items()],
                several=True,
                apply=lambda rows, values: [row for row in rows if row.state in values],
            ),
            Filter(
                "topic",
                _("Subject"),
                choices=[(topic, topic) for topic in topics],
                apply=lambda rows, value: [row for row in rows if str(row.figure.topic) == value],
            ),
        ],
        search=lambda rows, text: [row for row in rows if text.lower() in row.title.lower()],
        per_page=50,
        empty=_("No figure is declared."),
        file_name=f"figures-{year}",
    )
    many = {key: sum(1 for each in everything if each.state == key) for key in called}
    context = {
        "table": table,
        "year": year,
        "before": year - 1,
        "after": year + 1 if year <= today.year else None,
        "many": many,
        "frozen": Reading.objects.visible_to(request.user).frozen().count(),
        "waiting": Correction.objects.visible_to(request.user).waiting().for_list()[:10],
        "why_not_keep": standing.why_not_keep(request.user.roles),  # type: ignore[union-attr]
        "crumbs": [(_("Figures"), reverse("figures:figures")), (_("Figures board"), "")],
    }
    return export(request, table) or page(request, "figures/board.html", "rows", context)


@open_to(STAFF)
def corrections(request: HttpRequest) -> HttpResponse:
    """List every correction, waiting ones and decided ones."""
    table = Table(
        request,
        rows=Correction.objects.visible_to(request.user).for_list(),
        columns=[
            Column(
                "reading",
                pgettext("figures", "Figure"),
                value=lambda row: row.reading.title,
                link=lambda row: reverse("figures:settle", args=[row.pk]),
            ),
            Column("then", _("As published"), value="spoken_then", sort="value_then"),
            Column("now", _("Now"), value="spoken_now", sort="value_now"),
            Column(
                "verdict",
                _("Decision"),
                value="get_verdict_display",
                kind="tag",
                tone=lambda row: "danger" if row.verdict == Verdict.WAITING else "neutral",
                sort="verdict",
            ),
            Column("found_at", _("Found"), kind="moment", sort="found_at"),
            Column("why", _("Why"), value="told_why", width="wide"),
        ],
        caption=pgettext("figures", "Corrections"),
        filters=[Filter("verdict", _("Decision"), choices=Verdict.choices)],
        empty=_("No correction has been needed so far."),
    )
    context = {
        "table": table,
        "crumbs": [(_("Figures board"), reverse("figures:board")), (pgettext("figures", "Corrections"), "")],
    }
    return export(request, table) or page(request, "figures/corrections.html", "rows", context)


@open_to(STAFF)
@require_POST
def recheck(request: HttpRequest) -> HttpResponse:
    """Ask for a recount of every frozen reading; it is done in the background."""
    if reason := standing.why_not_keep(request.user.roles):  # type: ignore[union-attr]
        messages.error(request, reason)
        return redirect("figures:board")
    job = ask("figures.recount", by=request.user, at=timezone.now())
    return redirect(job)
