"""What every action on an agreement stands on: hold the row, write what changed, note it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from naru.activities.queries.activities import search_words
from naru.agreements.models import Agreement, Deadline, Renewal
from naru.agreements.rules.standing import Facts
from naru.agreements.rules.words import DeadlineKind
from naru.history.book import note, plain


def window(*, on: date, kind: str = DeadlineKind.EXPIRY_WARNING) -> int:
    """Give how many days ahead the first reminder of a kind goes out on a day; 0 where none does."""
    return max(Deadline.objects.days(kind, on=on), default=0)


def facts_of(agreement: Agreement, *, on: date) -> Facts:
    """Give an agreement's facts with the numbers of days of a day, and whether it is being renewed."""
    renewing = Renewal.objects.open().filter(agreement=agreement).exists()
    return agreement.facts(window=window(on=on), renewing=renewing)


def search_key(agreement: Agreement) -> str:
    """Make the folded text in which an agreement is searched: titles, parties in every script, countries."""
    words = [*agreement.texts("title").values()]
    if agreement.pk:
        for party in agreement.parties.select_related("organisation__country"):
            words += party.organisation.all_names()
            if country := party.organisation.country:
                words += [country.name_in("ko"), country.name_in("en"), country.pk]
    return search_words(" ".join(filter(None, words)))


def index(agreement: Agreement) -> None:
    """Write the search key anew after the parties changed."""
    agreement.search_key = search_key(agreement)
    agreement.save(update_fields=["search_key"])


def write(
    agreement: Agreement, *, verb: str, by: Any, at: datetime, why: str = "", **values: Any
) -> Agreement:
    """Write the values that differ, and note before and after."""
    changed = {name: value for name, value in values.items() if getattr(agreement, name) != value}
    if not changed:
        return agreement
    before = {name: plain(getattr(agreement, name)) for name in changed}
    for name, value in changed.items():
        setattr(agreement, name, value)
    agreement.changed_at = at
    agreement.search_key = search_key(agreement)
    agreement.save(update_fields=[*changed, "changed_at", "search_key"])
    after = {name: plain(value) for name, value in changed.items()}
    note(by=by, verb=verb, subject=agreement, at=at, why=why, before=before, after=after)
    return agreement
