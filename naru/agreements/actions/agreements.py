"""Entering agreements, naming their parties, changing what is written about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.activities.rules.times import widened
from naru.activities.rules.words import Known
from naru.agreements.actions.ground import facts_of, index, search_key, write
from naru.agreements.models import Agreement, Party
from naru.agreements.rules import moves
from naru.agreements.rules.words import Side
from naru.directory.models import Organisation
from naru.history.book import Refusal, lock, note, plain, refuse


@transaction.atomic
def enter(
    *, kind: str, by: Any, at: datetime, parties: Iterable[Mapping[str, Any]] = (), **values: Any
) -> Agreement:
    """
    Enter an agreement as a draft.

    `parties` are what add_party takes of each; `values` are the other fields of an agreement: titles,
    summaries, activity, officer, languages, place, source, remark.

    :raises Refusal: if there is no title, or a party stands twice
    """
    if not (values.get("title_ko") or values.get("title_en")):
        raise Refusal(_("Give a title in Korean or in English."))
    agreement = Agreement(kind=kind, created_at=at, changed_at=at, **values)
    agreement.search_key = search_key(agreement)
    agreement.save(force_insert=True)
    after = {"kind": kind, "title_ko": agreement.title_ko, "title_en": agreement.title_en}
    note(by=by, verb="entered", subject=agreement, at=at, after=after)
    for party in parties:
        add_party(agreement, by=by, at=at, **party)
    return agreement


@transaction.atomic
def change(agreement: Agreement, *, by: Any, at: datetime, **values: Any) -> Agreement:
    """
    Change what is written about an agreement; its days come with the signing and are not changed here.

    :raises Refusal: if it is in the archive, or no title would be left
    """
    lock(agreement)
    refuse(moves.why_not_change(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    titles = {name: values.get(name, getattr(agreement, name)) for name in ("title_ko", "title_en")}
    if not any(titles.values()):
        raise Refusal(_("Give a title in Korean or in English."))
    return write(agreement, verb="changed", by=by, at=at, **values)


@transaction.atomic
def add_party(
    agreement: Agreement,
    *,
    organisation: Organisation,
    side: str,
    by: Any,
    at: datetime,
    signed_by: Any = None,
    signer_name: str = "",
    signer_post: str = "",
    email: str = "",
    language: str = "",
) -> Party:
    """
    Name an organisation as a party, with who signs for it in which post, and where it is written to.

    :raises Refusal: if it is a party already, or the agreement is signed or in the archive
    """
    lock(agreement)
    refuse(moves.why_not_change_parties(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    if agreement.parties.filter(organisation=organisation).exists():
        raise Refusal(_("“%(name)s” is a party already.") % {"name": organisation})
    party = Party.objects.create(
        agreement=agreement,
        organisation=organisation,
        side=side,
        signed_by=signed_by,
        signer_name=signer_name,
        signer_post=signer_post,
        email=email,
        language=language,
    )
    index(agreement)
    after = {"organisation": organisation.pk, "party": str(organisation), "side": side}
    note(by=by, verb="added_party", subject=agreement, at=at, after=after)
    return party


@transaction.atomic
def change_party(party: Party, *, by: Any, at: datetime, **values: Any) -> Party:
    """
    Change who signs for a party, and where it is written to; the address may change after the signing too.

    :raises Refusal: if the agreement is in the archive, or what was signed would be changed
    """
    agreement = lock(party.agreement)
    changed = {name: value for name, value in values.items() if getattr(party, name) != value}
    rule = moves.why_not_change if set(changed) <= {"email", "language"} else moves.why_not_change_parties
    refuse(rule(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    if not changed:
        return party
    before = {name: plain(getattr(party, name)) for name in changed}
    for name, value in changed.items():
        setattr(party, name, value)
    party.save(update_fields=list(changed))
    before["party"] = str(party)
    after = {name: plain(value) for name, value in changed.items()}
    note(by=by, verb="changed_party", subject=agreement, at=at, before=before, after=after)
    return party


@transaction.atomic
def remove_party(party: Party, *, by: Any, at: datetime) -> None:
    """
    Take a party out of an agreement that is not signed yet.

    :raises Refusal: if it is signed, in the archive, or something is owed by that party
    """
    agreement = lock(party.agreement)
    refuse(moves.why_not_change_parties(facts_of(agreement, on=day_of(at)), on=day_of(at)))
    if party.obligations.exists():
        raise Refusal(_("An obligation is owed by this party. Change that first."))
    before = {"party": str(party), "side": party.side}
    party.delete()
    index(agreement)
    note(by=by, verb="removed_party", subject=agreement, at=at, before=before)


@transaction.atomic
def record_signed(
    agreement: Agreement,
    *,
    signed_on: date,
    by: Any,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    known: str = Known.DAY,
) -> Agreement:
    """
    Take a draft over into the register as signed before the register was kept; it passes no review.

    For bringing an older register in. `ends_on` is the day after the last; where only the month or year of
    the signing is `known`, the first day of it is kept.

    :raises Refusal: with the sentence from rules.why_not_record_signed
    """
    lock(agreement)
    if agreement.signed_on:
        raise Refusal(_("It is signed already."))
    signed_on, starts_on = first_known(signed_on, starts_on, known=known)
    sides = list(agreement.parties.values_list("side", flat=True))
    refuse(
        moves.why_not_record_signed(
            signed_on,
            starts_on,
            ends_on,
            ours=sides.count(Side.OURS),
            theirs=sides.count(Side.THEIRS),
            on=day_of(at),
        )
    )
    return write(
        agreement,
        verb="took_in",
        by=by,
        at=at,
        signed_on=signed_on,
        known=known,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def first_known(signed_on: date, starts_on: date | None, *, known: str) -> tuple[date, date | None]:
    """Give the day that is kept of a signing, where only its month or year is known, and the first in force."""
    if known == Known.DAY:
        return signed_on, starts_on
    first, _after = widened(signed_on, date.fromordinal(signed_on.toordinal() + 1), known=known)
    return first, starts_on if starts_on and starts_on > signed_on else first
