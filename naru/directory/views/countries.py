"""The countries of the programme, and one country's whole story."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.directory.book import story
from naru.directory.models import Country, Organisation, Person, Place
from naru.directory.rules.places import PlaceKind
from naru.history.book import kept
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import asked_page, page
from naru.krds.tables import Column, Table
from naru.sheets.book import export


@open_to(ANYONE)
@kept()
def listing(request: HttpRequest) -> HttpResponse:
    """List the countries with which the programme has organisations."""
    seen = Organisation.objects.visible_to(request.user).standing()
    count = Count("organisations", filter=Q(organisations__in=seen.values("pk")), distinct=True)
    rows = Country.objects.visible_to(request.user).annotate(many=count).filter(many__gt=0)
    listed = sorted(rows, key=lambda row: (-row.many, str(row)))
    table = Table(
        request,
        rows=listed,
        columns=[
            Column(
                "name",
                gettext_lazy("Country"),
                value=str,
                sort="name",
                link=_link,
            ),
            Column("code", gettext_lazy("Code"), width="narrow"),
            Column("many", gettext_lazy("Organisations"), kind="number", sort="many"),
        ],
        caption=gettext_lazy("Countries"),
        empty=gettext_lazy("No country has an organisation yet."),
        file_name="countries",
    )
    crumbs = [(_("Directory"), reverse("directory:home")), (_("Countries"), "")]
    return export(request, table) or page(
        request, "directory/countries.html", "rows", {"table": table, "crumbs": crumbs}
    )


def _minute() -> datetime:
    """Give the minute that it is: the page shows what time it is in the country."""
    return timezone.now().replace(second=0, microsecond=0)


@open_to(ANYONE)
@kept(beside=_minute)
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show one country: its organisations, its times, its whole story over the years."""
    row = get_object_or_404(Country.objects.visible_to(request.user), pk=code.upper())
    organisations = Organisation.objects.visible_to(request.user).standing().filter(country=row)
    office = request.user.is_authenticated and request.user.is_office
    shown = list(organisations.select_related("place").order_by("kind", "name_latin", "pk")[:100])
    for one in shown:
        if one.place:
            one.place.country = row
    context: dict[str, Any] = {
        "country": row,
        "organisations": shown,
        "many": organisations.count(),
        "times": _times(row, timezone.now()),
        "story": story(row, account=request.user, page=asked_page(request)),
        "office": office,
        "people": Person.objects.visible_to(request.user).standing().filter(country=row).count(),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Countries"), reverse("directory:countries")),
            (str(row), ""),
        ],
    }
    return page(request, "directory/country.html", None, context)


def _link(row: Country) -> str:
    return row.get_absolute_url()


def _times(row: Country, at: datetime) -> list[tuple[str, str]]:
    """Give the largest city of each of at most four zones, with the time of day there."""
    cities = Place.objects.filter(country=row, kind=PlaceKind.CITY).exclude(zone="")
    found: dict[str, str] = {}
    for place in cities.order_by("-population", "pk")[:60]:
        found.setdefault(place.zone, str(place))
    return [(name, at.astimezone(ZoneInfo(zone)).strftime("%H:%M")) for zone, name in list(found.items())[:4]]
