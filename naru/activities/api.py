"""The activities' JSON doors: the list with its filters, and one activity with who takes part."""

from datetime import date, time
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from naru.activities.models import Activity, Participation
from naru.activities.rules.words import Kind, Standing
from naru.krds.doors import PageNumber, PerPage, Search, door, paged
from naru.krds.gate import ANYONE

router = Router(tags=["activities"])


class ActivityTold(Schema):
    """An activity as a list has it; `ends_on` and `ended_on` are exclusive, times are local to `zone`."""

    number: int
    title: str
    kind: str
    kind_label: str
    year: int
    standing: str
    online: bool
    country: str | None
    place: str | None
    venue: str
    zone: str
    known_to: str
    starts_on: date | None
    ends_on: date | None
    starts_time: time | None
    ends_time: time | None
    began_on: date | None
    ended_on: date | None
    address: str


class ParticipationTold(Schema):
    """Who takes part as what: a person, an organisation, or a number of people."""

    role: str
    role_label: str
    who: str
    organisation: int | None
    person: int | None
    head_count: int | None
    exactness: str | None
    country: str | None
    affiliation_then: str


class ActivityWhole(ActivityTold):
    """An activity with what came of it and who took part, as far as the reader may see."""

    results: str
    participations: list[ParticipationTold]


class ActivityPage(Schema):
    """One page of activities."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[ActivityTold]


def _activity(row: Activity) -> dict[str, Any]:
    return {
        "number": row.pk,
        "title": row.title,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "year": row.project.year_id,
        "standing": row.standing(on=timezone.localdate()),
        "online": row.online,
        "country": row.country_id or (row.place.country_id if row.place else None),
        "place": str(row.place) if row.place else None,
        "venue": row.venue,
        "zone": row.zone,
        "known_to": row.known,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "starts_time": row.starts_time,
        "ends_time": row.ends_time,
        "began_on": row.began_on,
        "ended_on": row.ended_on,
        "address": row.get_absolute_url(),
    }


def _participation(row: Participation) -> dict[str, Any]:
    return {
        "role": row.role,
        "role_label": row.get_role_display(),
        "who": row.who,
        "organisation": row.organisation_id,
        "person": row.person_id,
        "head_count": row.head_count,
        "exactness": row.exactness if row.head_count is not None else None,
        "country": row.country_id,
        "affiliation_then": row.then_name,
    }


@router.get("/activities", response=ActivityPage, summary="Activities")
@door(ANYONE)
def activities(
    request: HttpRequest,
    q: Search = "",
    year: Annotated[int | None, Query(ge=1900, le=2200, description="The programme year.")] = None,
    kind: Annotated[list[Kind] | None, Query()] = None,
    country: Annotated[str, Query(pattern="^([A-Za-z]{2})?$", description="ISO 3166-1 code.")] = "",
    standing: Standing | None = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List the activities that the reader may see, the latest first."""
    rows = Activity.objects.visible_to(request.user).current().select_related("project", "place__country")
    if year:
        rows = rows.in_year(year)
    if kind:
        rows = rows.filter(kind__in=kind)
    if country:
        rows = rows.filter(country=country.upper())
    if standing:
        rows = rows.standing(standing, on=timezone.localdate())
    return paged(rows.search(q).order_by("-starts_on", "-pk"), page, per_page, _activity)


@router.get("/activities/{number}", response=ActivityWhole, summary="One activity")
@door(ANYONE)
def activity(request: HttpRequest, number: int) -> Any:
    """Give one activity with its results and the participations that the reader may see."""
    seen = Activity.objects.visible_to(request.user).current().select_related("project", "place__country")
    row = get_object_or_404(seen, pk=number)
    taking = Participation.objects.visible_to(request.user).standing().filter(activity=row)
    taking = taking.select_related("person", "organisation").order_by("role", "pk")
    return _activity(row) | {
        "results": row.results,
        "participations": [_participation(one) for one in taking],
    }
