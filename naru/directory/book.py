"""The door for the apps above: their part of the story of a person, an organisation or a country."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from naru.directory.models import Affiliation, Person
from naru.directory.rules.stories import Chapter, Event, chapters

About = Literal["person", "organisation", "country"]
Teller = Callable[..., Iterable[Event]]
"""A function `f(subject, *, account)` that gives events; only what the account may see."""

TELLERS: dict[str, list[Teller]] = {"person": [], "organisation": [], "country": []}
"""Who tells what, in the order of telling."""


def tells(about: About) -> Callable[[Teller], Teller]:
    """
    Declare that a function tells a part of the story of a person, an organisation or a country.

    It asks a constant number of queries whatever the rows, and gives only what `account` may see. An
    app above calls this from its own room and imports that room in its `apps.ready`.
    """

    def decorate(teller: Teller) -> Teller:
        if teller not in TELLERS[about]:
            TELLERS[about].append(teller)
        return teller

    return decorate


def story(subject: Any, *, account: Any) -> list[Chapter]:
    """Give the story of a person, an organisation or a country, newest year first, then what has no date."""
    told: list[Event] = []
    for teller in TELLERS[subject._meta.model_name]:
        told += teller(subject, account=account)
    return chapters(told)


@tells("person")
def _career(person: Person, *, account: Any) -> Iterable[Event]:
    """Tell where a person worked and when."""
    ties = Affiliation.objects.visible_to(account).filter(person=person).select_related("organisation")
    for tie in ties:
        yield Event(
            title=str(tie.organisation),
            since=tie.since,
            until=tie.until,
            kind=tie.get_role_display(),
            text=", ".join(part for part in (tie.title, tie.department) if part),
            url=tie.organisation.get_absolute_url(),
        )
