"""What activities tell of a person, an organisation and a country over the years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from naru.activities.models import Activity, Participation
from naru.activities.rules.words import Known
from naru.activities.views import when
from naru.directory.book import tells
from naru.directory.rules.stories import Event
from naru.krds.tables.columns import labels


def _event(row: Activity, *, kind: str, text: str = "") -> Event:
    held = row.held() or (None, None)
    exact = row.known == Known.DAY
    return Event(
        title=row.title,
        since=held[0],
        until=held[1] if exact else None,
        kind=kind,
        text=text if exact or held[0] is None else " · ".join(filter(None, [when.days(row), text])),
        url=row.get_absolute_url(),
        language=row.title_language,
    )


def _newest(prefix: str = "") -> list[Any]:
    """Order as `held` dates an activity: what has no end, or no days at all, stands last."""
    end = Coalesce(f"{prefix}ended_on", f"{prefix}ends_on")
    day = Case(When(IsNull(end, False), then=Coalesce(f"{prefix}began_on", f"{prefix}starts_on")))
    return [day.desc(nulls_last=True), "-pk"]


def _parts(account: Any, most: int, whose: Q) -> Any:
    # What takes part is seen only where its activity is: `visible_to` of participations has asked that.
    rows = Participation.objects.visible_to(account).standing().filter(whose)
    told = rows.select_related("activity__project", "person", "then_organisation")
    day, last = _newest("activity__")
    return told.order_by(day, F("organisation").asc(nulls_last=True), last)[:most]


def _role(part: Participation) -> str:
    return str(labels(Participation, "role")[part.role])


@tells("person")
def of_person(person: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell in which activities a person took part, as what, and where they stood then."""
    for part in _parts(account, most, Q(person=person)):
        yield _event(part.activity, kind=_role(part), text=part.affiliation)


@tells("organisation")
def of_organisation(organisation: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell in which activities an organisation took part, and which of its people did."""
    # One question for both: of a day, its own part stands before its people's.
    for part in _parts(account, most, Q(organisation=organisation) | Q(then_organisation=organisation)):
        yield _event(part.activity, kind=_role(part), text="" if part.organisation_id else part.who)


@tells("country")
def of_country(country: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which activities took place in a country."""
    rows = Activity.objects.visible_to(account).filter(country=country).select_related("project", "place")
    for row in rows.order_by(*_newest())[:most]:
        text = str(row.place) if row.place and row.place.country_id == country.pk else ""
        yield _event(row, kind=str(labels(Activity, "kind")[row.kind]), text=text)
