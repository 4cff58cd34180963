"""Registering visitors with what they agree to, their decisions afterwards, heads counted at the desk, reading."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.directory.models import Country
from naru.fairs.actions.ground import hold, local, opened
from naru.fairs.models import Consent, ConsentText, Exhibitor, Fair, HeadCount, Visitor
from naru.fairs.rules import badges
from naru.fairs.rules import fairs as fair_rules
from naru.fairs.rules import visitors as rules
from naru.fairs.rules.visitors import Purpose
from naru.history.book import Refusal, lock, note, refuse


@transaction.atomic
def register(
    fair: Fair,
    *,
    name: str,
    language: str,
    agreed: Iterable[str],
    text: ConsentText,
    by: Any,
    at: datetime,
    affiliation: str = "",
    email: str = "",
    phone: str = "",
    country: Country | None = None,
    interest: str = "",
    at_desk: bool = False,
) -> Visitor:
    """
    Register a visitor by name, with each purpose they agree to under the words they were shown.

    `agreed` are purposes (rules.visitors.Purpose). At the desk it works while the public page is closed.

    :raises Refusal: with the sentence from rules.visitors.why_not_enter or rules.fairs.why_not_register
    """
    hold(fair)
    if not at_desk:
        refuse(
            fair_rules.why_not_register(
                opened_at=fair.registration_opened_at, closed_at=fair.registration_closed_at, text=True
            )
        )
    given = set(agreed)
    refuse(rules.why_not_enter(name=name, email=email, phone=phone, contact=Purpose.CONTACT in given))
    visitor = Visitor.objects.create(
        fair=fair,
        number=f"{fair.visitors.count() + 1:05}",
        token=secrets.token_urlsafe(16),
        name=name.strip(),
        affiliation=affiliation.strip(),
        email=email,
        phone=phone,
        country=country,
        language=language,
        interest=interest.strip(),
        at_desk=at_desk,
        registered_at=at,
    )
    Consent.objects.bulk_create(
        Consent(
            visitor=visitor,
            text=text,
            language=language,
            purpose=purpose,
            given=purpose in given,
            decided_at=at,
        )
        for purpose in Purpose.values
    )
    after = {"agreed": sorted(given), "version": text.version, "language": language}
    note(by=by, verb="registered", subject=visitor, at=at, after=after)
    return visitor


def whose(token: str) -> Visitor | None:
    """Give the visitor whose own page a token opens."""
    found: Visitor | None = Visitor.objects.filter(token=token).select_related("fair__activity").first()
    return found


def badge_of(visitor: Visitor) -> str:
    """Give the text of a visitor's badge, signed with the fair's key."""
    return badges.write(visitor.fair.code, visitor.token, private=opened(visitor.fair.badge_key.private))


@transaction.atomic
def decide(
    visitor: Visitor,
    *,
    purpose: str,
    given: bool,
    by: Any,
    at: datetime,
    exhibitor: Exhibitor | None = None,
) -> Consent:
    """
    Take down what a visitor decides about a purpose, for all exhibitors or one; it counts from now on.

    :raises Refusal: where nothing was ever agreed to, or the exhibitor is not of this fair
    """
    Visitor.objects.select_for_update(of=("self",)).get(pk=visitor.pk)
    if exhibitor is not None and exhibitor.fair_id != visitor.fair_id:
        raise Refusal(_("This exhibitor is not at this fair."))
    text = visitor.fair.consent_texts.order_by("-version").first()
    if text is None:
        raise Refusal(_("The words of the consent are missing. Write them first."))
    one = Consent.objects.create(
        visitor=visitor,
        text=text,
        language=visitor.language,
        purpose=purpose,
        exhibitor=exhibitor,
        given=given,
        decided_at=at,
    )
    after = {"purpose": purpose, "given": given, "exhibitor": str(exhibitor) if exhibitor else ""}
    note(by=by, verb="decided_consent", subject=visitor, at=at, after=after)
    return one


def agrees(visitor: Visitor, *, purpose: str, exhibitor: Exhibitor | None) -> bool:
    """Say whether a visitor agrees to a purpose for an exhibitor."""
    said = [
        rules.Decision(one.purpose, one.exhibitor_id, one.given) for one in visitor.consents.order_by("pk")
    ]
    return rules.agreed(said, purpose=purpose, exhibitor=exhibitor.pk if exhibitor else None)


@transaction.atomic
def count_heads(
    fair: Fair,
    *,
    heads: int,
    by: Any,
    at: datetime,
    exhibitor: Exhibitor | None = None,
    day: date | None = None,
    hour: int | None = None,
) -> HeadCount:
    """
    Count heads at the desk: as many as were counted on paper in an hour, at a booth or at the entrance.

    :raises Refusal: for a day that is not one of the fair's, or for nobody
    """
    here = local(fair, at)
    days = fair.days
    wanted = day or here.date()
    if days is None or not days[0] <= wanted < days[1]:
        raise Refusal(_("This is no day of the fair."))
    if heads < 1:
        raise Refusal(_("Count at least one head."))
    row = HeadCount.objects.create(
        fair=fair,
        exhibitor=exhibitor,
        uid=uuid.uuid4(),
        place=rules.Place.BOOTH if exhibitor else rules.Place.ENTRANCE,
        count=heads,
        happened_at=at,
        day=wanted,
        hour=here.hour if hour is None else hour,
    )
    after = {"heads": heads, "day": wanted.isoformat(), "hour": row.hour}
    note(by=by, verb="counted_heads", subject=exhibitor or fair, at=at, after=after)
    return row


@transaction.atomic
def take_back(row: HeadCount, *, by: Any, at: datetime) -> HeadCount:
    """
    Take heads back that were counted by mistake; the row stays.

    :raises Refusal: if they were taken back already
    """
    lock(row)
    if row.undone_at:
        raise Refusal(_("This count was taken back already."))
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    note(by=by, verb="took_back_heads", subject=row.exhibitor or row.fair, at=at, before={"heads": row.count})
    return row


def read(visitor: Visitor, *, by: Any, at: datetime, where: str) -> None:
    """Note that somebody read a visitor's entry, and on which page."""
    note(by=by, verb="read_visitor", subject=visitor, at=at, after={"where": where})


def read_many(fair: Fair, *, numbers: list[str], by: Any, at: datetime, where: str) -> None:
    """Note that somebody was shown a list with these visitors' names (their badge numbers)."""
    if numbers:
        note(by=by, verb="read_visitors", subject=fair, at=at, after={"where": where, "badges": numbers})


def met_by(visitor: Visitor) -> list[Exhibitor]:
    """Give the exhibitors that scanned a visitor's badge."""
    rows = Exhibitor.objects.filter(leads__visitor=visitor).select_related("organisation")
    return list(rows.order_by("booth").distinct())


def exhibitor_of(visitor: Visitor, key: int) -> Exhibitor | None:
    """Give an exhibitor of the visitor's fair by its key."""
    found: Exhibitor | None = Exhibitor.objects.standing().filter(fair=visitor.fair_id, pk=key).first()
    return found
