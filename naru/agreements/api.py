"""The agreements' JSON doors: the register with its filters, and one agreement with its parties."""

from datetime import date
from typing import Annotated, Any

from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from naru.activities.models import Activity
from naru.agreements.actions import ground
from naru.agreements.models import Agreement, Obligation
from naru.agreements.rules.words import DeadlineKind, Kind, Standing
from naru.krds.doors import PageNumber, PerPage, Search, door, paged
from naru.krds.gate import ANYONE

router = Router(tags=["agreements"])


class PartyTold(Schema):
    """An organisation that an agreement binds, and on which side."""

    side: str
    organisation: int
    name: str
    country: str | None
    signer_post: str


class AgreementTold(Schema):
    """An agreement as a list has it; `ends_on` and `terminated_on` are exclusive."""

    number: int
    title: str
    kind: str
    kind_label: str
    standing: str
    signed_on: date | None
    known_to: str
    starts_on: date | None
    ends_on: date | None
    terminated_on: date | None
    parties: list[PartyTold]
    address: str


class ObligationTold(Schema):
    """Something promised, by whom (nothing: by all), until when, and whether it was done."""

    number: int
    title: str
    owed_by: int | None
    due_on: date
    met_on: date | None
    standing: str


class AgreementWhole(AgreementTold):
    """An agreement with what both sides want with it, and its obligations as far as the reader may see."""

    summary: str
    languages: list[str]
    activity: int | None
    obligations: list[ObligationTold]


class AgreementPage(Schema):
    """One page of agreements."""

    count: int
    page: int
    pages: int
    per_page: int
    items: list[AgreementTold]


def _told(row: Agreement, *, on: date, window: int) -> dict[str, Any]:
    return {
        "number": row.pk,
        "title": row.title,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "standing": row.standing(on=on, window=window),
        "signed_on": row.signed_on,
        "known_to": row.known,
        "starts_on": row.begins_on,
        "ends_on": row.ends_on,
        "terminated_on": row.terminated_on,
        "parties": [
            {
                "side": party.side,
                "organisation": party.organisation_id,
                "name": str(party),
                "country": party.organisation.country_id,
                "signer_post": party.signer_post,
            }
            for party in row.parties.all()
        ],
        "address": row.get_absolute_url(),
    }


@router.get("/agreements", response=AgreementPage, summary="Agreements")
@door(ANYONE)
def agreements(
    request: HttpRequest,
    q: Search = "",
    kind: Annotated[list[Kind] | None, Query()] = None,
    country: Annotated[str, Query(pattern="^([A-Za-z]{2})?$", description="ISO 3166-1 code.")] = "",
    standing: Standing | None = None,
    year: Annotated[int | None, Query(ge=1900, le=2200, description="The year of the signing.")] = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Any:
    """List the agreements that the reader may see, the latest first."""
    today = timezone.localdate()
    window = ground.window(on=today)
    rows = Agreement.objects.visible_to(request.user).current().for_list()
    if kind:
        rows = rows.filter(kind__in=kind)
    if country:
        rows = rows.with_country(country.upper())
    if standing:
        rows = rows.standing(standing, on=today, window=window)
    if year:
        rows = rows.filter(signed_on__year=year)
    return paged(
        rows.search(q).order_by(F("signed_on").desc(nulls_last=True), "-pk"),
        page,
        per_page,
        lambda row: _told(row, on=today, window=window),
    )


@router.get("/agreements/{number}", response=AgreementWhole, summary="One agreement")
@door(ANYONE)
def agreement(request: HttpRequest, number: int) -> Any:
    """Give one agreement with its parties; its obligations only to the office and to members of a party."""
    today = timezone.localdate()
    row = get_object_or_404(Agreement.objects.visible_to(request.user).current().for_list(), pk=number)
    duties = Obligation.objects.visible_to(request.user).filter(agreement=row)
    ahead = ground.window(on=today, kind=DeadlineKind.DUTY_WARNING)
    origin = Activity.objects.visible_to(request.user).filter(pk=row.activity_id).first()
    return _told(row, on=today, window=ground.window(on=today)) | {
        "summary": row.summary,
        "languages": row.languages,
        "activity": origin.pk if origin else None,
        "obligations": [
            {
                "number": one.pk,
                "title": one.title,
                "owed_by": one.party_id,
                "due_on": one.due_on,
                "met_on": one.met_on,
                "standing": one.standing(on=today, window=ahead),
            }
            for one in duties
        ],
    }
