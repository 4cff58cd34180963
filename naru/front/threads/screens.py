"""The screens of the thread: of an activity, of a country, of an organisation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.book import opens
from naru.activities.models import Activity
from naru.activities.rules.words import Kind
from naru.directory.book import opens as tells_more
from naru.directory.models import Country, Organisation
from naru.front.threads import told
from naru.krds.formats.words import day
from naru.krds.gate import SIGNED_IN, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

LED_FROM = (Kind.FAIR, Kind.FORUM, Kind.EXPORT_CONFERENCE)
"""The activities from which a thread begins."""


@opens
def of_activities(activity: Activity, account: Any) -> list[tuple[str, str]]:
    """Open the thread of a fair, a forum or an export conference."""
    if activity.kind not in LED_FROM or not account.is_authenticated:
        return []
    return [(str(told.WORDS), reverse("front:thread_of_activity", args=[activity.pk]))]


@tells_more("organisation")
def of_organisations(organisation: Organisation, account: Any) -> list[tuple[str, str]]:
    """Open the thread of an organisation."""
    return [(str(told.WORDS), _thread_of(organisation))] if account.is_authenticated else []


@tells_more("country")
def of_countries(country: Country, account: Any) -> list[tuple[str, str]]:
    """Open the thread of the work with a country's partners."""
    address = reverse("front:thread_of_country", args=[country.pk.lower()])
    return [(str(told.WORDS), address)] if account.is_authenticated else []


def _chains_table(request: HttpRequest, thread: told.Thread, *, file_name: str) -> Table:
    by_partner = {chain.partner: chain for chain in thread.chains}
    order = {chain.partner: place for place, chain in enumerate(thread.chains)}

    def first(key: str) -> Column:
        def value(row: Organisation) -> str | None:
            chain = by_partner[row.pk]
            knot = chain.first(key)
            if knot is None:
                return None
            number = chain.number(key)
            return f"{day(knot.day)} · {number}" if number > 1 else str(day(knot.day))

        def link(row: Organisation) -> str | None:
            knot = by_partner[row.pk].first(key)
            return knot.url if knot else None

        return Column(key, told.STEPS[key], kind="link", value=value, link=link)

    columns = [
        Column("partner", pgettext_lazy("thread", "Partner"), kind="link", value=str, link=_thread_of),
        Column("country", gettext_lazy("Country"), value=lambda row: str(row.country or "")),
        *[first(key) for key in told.STEPS if key != told.SCAN],
    ]
    rows: Any = Organisation.objects.visible_to(request.user).filter(pk__in=list(order))
    return Table(
        request,
        rows=rows.select_related("country"),
        columns=columns,
        caption=_("Partner by partner: the first day of each step, and how often"),
        filters=[
            Filter(
                "step",
                gettext_lazy("Came as far as"),
                [(key, label) for key, label in told.STEPS.items() if key != told.SCAN],
                lambda found, key: found.filter(
                    pk__in=[chain.partner for chain in thread.chains if chain.first(key)]
                ),
            )
        ],
        search=lambda found, text: found.search(text),
        empty=_("No partner is known by name yet."),
        file_name=file_name,
        small="scroll",
    )


def _thread_of(row: Organisation) -> str:
    return reverse("front:thread_of_organisation", args=[row.pk])


def _show(
    request: HttpRequest, thread: told.Thread, *, heading: str, language: str, back: str, file_name: str
) -> HttpResponse:
    table = _chains_table(request, thread, file_name=file_name)
    context = {
        "thread": thread,
        "heading": heading,
        "heading_language": language,
        "table": table,
        "outcomes": [step for step in thread.steps if step.cost_krw is not None],
        "back": back,
        "crumbs": [(heading, back), (str(told.WORDS), None)],
    }
    return export(request, table) or page(request, "front/thread.html", "rows", context)


@open_to(SIGNED_IN)
def of_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how an activity led from scans to outcomes, with the share and the cost of each step."""
    row = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    thread = told.tell(told.of_activity(row, request.user), account=request.user)
    return _show(
        request,
        thread,
        heading=row.title,
        language=row.title_language,
        back=row.get_absolute_url(),
        file_name=f"thread-activity-{row.pk}",
    )


@open_to(SIGNED_IN)
def of_country(request: HttpRequest, code: str) -> HttpResponse:
    """Show how the work with the partners of a country led on, over the years."""
    row = get_object_or_404(Country, pk=code.upper())
    thread = told.tell(told.of_country(row.pk), account=request.user)
    return _show(
        request,
        thread,
        heading=str(row),
        language="",
        back=row.get_absolute_url(),
        file_name=f"thread-{row.pk.lower()}",
    )


@open_to(SIGNED_IN)
def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the work with an organisation led on, over the years."""
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    thread = told.tell(told.of_organisation(row.pk), account=request.user)
    return _show(
        request,
        thread,
        heading=str(row),
        language="",
        back=row.get_absolute_url(),
        file_name=f"thread-organisation-{row.pk}",
    )
