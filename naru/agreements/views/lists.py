"""The register of agreements: as a list, on the map, along the years."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from naru.activities.views.lists import background, bubble, view
from naru.agreements.models import Agreement, Obligation, Party, telling
from naru.agreements.rules import timeline as years
from naru.agreements.rules.words import DeadlineKind, Duty, Kind, Side, Standing
from naru.agreements.views.doing import TONES, is_office, may_run, window
from naru.directory.models import Country
from naru.history.book import kept
from naru.krds.gate import ANYONE, SIGNED_IN, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def ways(current: str) -> list[tuple[str, str, bool]]:
    """List the ways of looking at the register, for the tabs."""
    return [
        (_("List"), reverse("agreements:agreements"), current == "list"),
        (_("Map"), reverse("agreements:map"), current == "map"),
        (pgettext("agreement", "Timeline"), reverse("agreements:timeline"), current == "timeline"),
    ]


def _seen(request: HttpRequest) -> Any:
    """Give what stands on a visitor's register: the office all, others what they may see and binds today."""
    rows = Agreement.objects.visible_to(request.user).current()
    return rows if is_office(request) else rows.in_force(on=timezone.localdate())


def _countries(request: HttpRequest) -> list[tuple[str, str]]:
    parties = Party.objects.visible_to(request.user).filter(side=Side.THEIRS)
    rows = Country.objects.filter(pk__in=parties.values("organisation__country"))
    return sorted(((row.pk, str(row)) for row in rows), key=lambda one: one[1])


def _years(request: HttpRequest) -> list[tuple[int, str]]:
    days = Agreement.objects.visible_to(request.user).concluded().dates("signed_on", "year", order="DESC")
    return [(day.year, str(day.year)) for day in days]


def _officers(request: HttpRequest) -> list[tuple[int, str]]:
    rows = Agreement.objects.visible_to(request.user).filter(officer__isnull=False).order_by()
    return sorted(set(rows.values_list("officer", "officer__name")), key=lambda one: one[1])


def _partners(row: Agreement) -> list[tuple[str, str]]:
    return [(str(party), "") for party in row.partners]


def columns(request: HttpRequest, *, on: date, ahead: int) -> list[Column]:
    """List the columns of a table of agreements; the office sees more."""
    title = "title_ko" if get_language() == "ko" else "title_en"
    shown = [
        Column(
            "title",
            gettext_lazy("Agreement"),
            kind="link",
            sort=[title, "pk"],
            link=lambda row: row.get_absolute_url(),
            lang=lambda row: row.title_language,
            width="wide",
        ),
        Column("partners", gettext_lazy("Partners"), value=_partners, width="medium"),
        Column("kind", gettext_lazy("Kind"), value="get_kind_display", sort="kind"),
        Column(
            "signed", gettext_lazy("Signed on"), value=telling.signed, sort=["signed_on", "pk"], export=False
        ),
        Column("last_day", gettext_lazy("Until"), kind="date", sort=["ends_on", "pk"]),
        Column(
            "standing",
            gettext_lazy("Status"),
            value=lambda row: row.standing(on=on, window=ahead).label,
            kind="tag",
            tone=lambda row: TONES[row.standing(on=on, window=ahead)],
        ),
        Column("number", gettext_lazy("Number"), value="pk", kind="number", show=False),
        Column("signed_on", gettext_lazy("Signed on"), kind="date", show=False),
        Column("known", gettext_lazy("Days known"), value="get_known_display", show=False),
        Column("starts_on", gettext_lazy("In force from"), value="begins_on", kind="date", show=False),
        Column(
            "our_side",
            gettext_lazy("Our side"),
            value=lambda row: "; ".join(str(party) for party in row.own_parties),
            show=False,
        ),
    ]
    if is_office(request):
        shown.insert(6, Column("officer", gettext_lazy("Officer"), sort=["officer__name", "pk"]))
        shown.insert(7, Column("public", gettext_lazy("Public"), value=_published, kind="bool"))
    return shown


def _published(row: Agreement) -> bool:
    return row.published_at is not None


def filters(request: HttpRequest, *, on: date, ahead: int) -> list[Filter]:
    """List the questions that narrow a table of agreements."""
    asked = [
        Filter("kind", gettext_lazy("Kind"), Kind.choices, several=True),
        Filter(
            "country",
            gettext_lazy("Country"),
            lambda: _countries(request),
            lambda rows, code: rows.with_country(code),
        ),
        Filter(
            "year",
            pgettext_lazy("agreement", "Signed in"),
            lambda: _years(request),
            lambda rows, year: rows.filter(signed_on__year=int(year)),
        ),
    ]
    if is_office(request):
        asked += [
            Filter(
                "standing",
                gettext_lazy("Status"),
                Standing.choices,
                lambda rows, standing: rows.standing(standing, on=on, window=ahead),
            ),
            Filter(
                "officer",
                gettext_lazy("Officer"),
                lambda: _officers(request),
                lambda rows, pk: rows.filter(officer=pk),
            ),
            Filter(
                "overdue",
                gettext_lazy("With overdue obligations"),
                apply=lambda rows, _yes: rows.filter(pk__in=_overdue(request, on)),
                kind="flag",
            ),
        ]
    return asked


def _overdue(request: HttpRequest, on: date) -> Any:
    rows = Obligation.objects.visible_to(request.user).filter(agreement__signed_on__isnull=False)
    return rows.standing(Duty.OVERDUE, on=on, window=0).values("agreement")


@open_to(ANYONE)
@kept()
def agreements(request: HttpRequest) -> HttpResponse:
    """Show the register as a list: search, filters, export; others see what is published and in force."""
    today = timezone.localdate()
    ahead = window()
    archived = "archived" in request.GET and is_office(request)
    if archived:
        rows = Agreement.objects.visible_to(request.user).filter(archived_at__isnull=False)
    else:
        rows = _seen(request)
    table = Table(
        request,
        rows=rows.for_list(),
        columns=columns(request, on=today, ahead=ahead),
        caption=_("Archived agreements") if archived else _("Agreements"),
        filters=filters(request, on=today, ahead=ahead),
        search=lambda given, text: given.search(text),
        sort="-signed",
        empty=_("No agreements yet."),
        empty_action=(_("Enter an agreement"), reverse("agreements:enter")) if may_run(request) else None,
        file_name="agreements",
    )
    context = {
        "table": table,
        "ways": ways("list"),
        "archived": archived,
        "office": is_office(request),
        "may_run": may_run(request),
        "crumbs": [(_("Agreements"), None)],
    }
    if is_office(request) and not archived:
        context["stats"] = _stats(request, on=today, ahead=ahead)
    return export(request, table) or page(request, "agreements/list.html", "rows", context)


def _stats(request: HttpRequest, *, on: date, ahead: int) -> list[tuple[int, str, str]]:
    rows = Agreement.objects.visible_to(request.user).current()
    listed = reverse("agreements:agreements")
    duties = Obligation.objects.visible_to(request.user).live().filter(agreement__signed_on__isnull=False)
    return [
        (rows.in_force(on=on).count(), _("In force today"), ""),
        (
            rows.standing(Standing.EXPIRING, on=on, window=ahead).count(),
            _("End within %(days)s days") % {"days": ahead},
            f"{listed}?standing={Standing.EXPIRING}",
        ),
        (
            duties.standing(Duty.OVERDUE, on=on, window=0).count(),
            _("Obligations overdue"),
            f"{reverse('agreements:duties')}?standing={Duty.OVERDUE}",
        ),
        (
            rows.standing(Standing.REVIEW, on=on, window=ahead).count(),
            _("In review"),
            f"{listed}?standing={Standing.REVIEW}",
        ),
    ]


@open_to(ANYONE)
@kept()
def map(request: HttpRequest) -> HttpResponse:
    """Show on a map of the world where the partners are, with the table beside it."""
    shown = _seen(request)
    parties = Party.objects.visible_to(request.user).filter(
        side=Side.THEIRS, agreement__in=shown, organisation__country__isnull=False
    )
    counted = parties.order_by().values("organisation__country").annotate(n=Count("agreement", distinct=True))
    counts = {row["organisation__country"]: row["n"] for row in counted}
    names = {row.pk: str(row) for row in Country.objects.filter(pk__in=counts)}
    lines = []
    for code, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        url = f"{reverse('agreements:agreements')}?country={code}"
        lines.append({"code": code, "name": names[code], "n": n, "url": url} | bubble(code, n))
    context = {
        "lines": lines,
        "bubbles": [line for line in lines if "x" in line],
        "background": background(),
        "view": view(lines),
        "ways": ways("map"),
        "office": is_office(request),
        "may_run": may_run(request),
        "crumbs": [(_("Agreements"), reverse("agreements:agreements")), (_("Map"), None)],
    }
    return page(request, "agreements/map.html", None, context)


@open_to(ANYONE)
@kept()
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the terms of the agreements along the years."""
    today, ahead = timezone.localdate(), window()
    rows = [row for row in _seen(request).concluded().for_list().order_by("signed_on", "pk") if row.begins_on]
    terms = [
        years.Term(
            row.begins_on, date.fromordinal(row.last_day.toordinal() + 1) if row.last_day else None, row
        )
        for row in rows
    ]
    laid = years.timeline(terms, on=today)
    lines = [
        {
            "row": row,
            "bar": bar,
            "standing": row.standing(on=today, window=ahead),
            "tone": TONES[row.standing(on=today, window=ahead)],
            "term": telling.term(row),
        }
        for row, bar in zip(rows, laid.bars, strict=True)
    ]
    context = {
        "lines": lines,
        "laid": laid,
        "ways": ways("timeline"),
        "office": is_office(request),
        "may_run": may_run(request),
        "crumbs": [
            (_("Agreements"), reverse("agreements:agreements")),
            (pgettext("agreement", "Timeline"), None),
        ],
    }
    return page(request, "agreements/timeline.html", None, context)


@open_to(SIGNED_IN)
def duties(request: HttpRequest) -> HttpResponse:
    """Show the obligations of all agreements that the visitor sees from inside: due, overdue, met."""
    today, ahead = timezone.localdate(), window(DeadlineKind.DUTY_WARNING)
    rows = Obligation.objects.visible_to(request.user).live().filter(agreement__signed_on__isnull=False)
    table = Table(
        request,
        rows=rows.for_list(),
        columns=[
            Column(
                "title", gettext_lazy("What was promised"), lang=lambda row: row.title_language, width="wide"
            ),
            Column(
                "agreement",
                gettext_lazy("Agreement"),
                kind="link",
                value="agreement.title",
                link=lambda row: (
                    reverse("agreements:obligations", args=[row.agreement_id])
                    if is_office(request)
                    else row.agreement.get_absolute_url()
                ),
                lang=lambda row: row.agreement.title_language,
            ),
            Column("party", gettext_lazy("Owed by"), value=owner),
            Column("due_on", gettext_lazy("Due on"), kind="date", sort=["due_on", "pk"]),
            Column("met_on", gettext_lazy("Met on"), kind="date", sort=["met_on", "pk"]),
            Column(
                "standing",
                gettext_lazy("Status"),
                value=lambda row: row.standing(on=today, window=ahead).label,
                kind="tag",
                tone=lambda row: TONES[row.standing(on=today, window=ahead)],
            ),
        ],
        caption=_("Obligations"),
        filters=[
            Filter(
                "standing",
                gettext_lazy("Status"),
                Duty.choices,
                lambda given, standing: given.standing(standing, on=today, window=ahead),
            ),
            Filter(
                "since",
                gettext_lazy("Due from"),
                kind="day",
                apply=lambda given, day: given.filter(due_on__gte=day),
            ),
            Filter(
                "until",
                gettext_lazy("Due until"),
                kind="day",
                apply=lambda given, day: given.filter(due_on__lte=day),
            ),
        ],
        sort="due_on",
        empty=_("No obligations are written down."),
        file_name="obligations",
    )
    context = {
        "table": table,
        "office": is_office(request),
        "crumbs": [(_("Agreements"), reverse("agreements:agreements")), (_("Obligations"), None)],
    }
    return export(request, table) or page(request, "agreements/duties.html", "rows", context)


def owner(row: Obligation) -> str:
    """Name who owes an obligation: one party, or all."""
    return str(row.party) if row.party else _("All parties")
