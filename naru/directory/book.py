"""The door for the apps above: their part of the story of a person, an organisation or a country."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from naru.directory.models import Affiliation, Person
from naru.directory.rules.stories import Chapter, Event, chapters, newest

About = Literal["person", "organisation", "country"]
Teller = Callable[..., Iterable[Event]]
"""A function `f(subject, *, account, most)` that gives events; only what the account may see."""
EVENTS = 50
"""How many events one page of a story tells."""

TELLERS: dict[str, list[Teller]] = {"person": [], "organisation": [], "country": []}
"""Who tells what, in the order of telling."""


def tells(about: About) -> Callable[[Teller], Teller]:
    """
    Declare that a function tells a part of the story of a person, an organisation or a country.

    It asks a constant number of queries whatever the rows, and gives only what `account` may see: at least
    its `most` newest events, those of one day in an order that does not change with `most`. An app
    above calls this from its own room and imports that room in its `apps.ready`.
    """

    def decorate(teller: Teller) -> Teller:
        if teller not in TELLERS[about]:
            TELLERS[about].append(teller)
        return teller

    return decorate


Doors = Callable[[Any, Any], list[tuple[str, str]]]
"""A function `f(subject, account)` that gives words and address of each further screen that it may open."""
OPENED: dict[str, list[Doors]] = {"person": [], "organisation": [], "country": []}
"""Who opens further screens about what."""


def opens(about: About) -> Callable[[Doors], Doors]:
    """Declare that a function opens further screens beside a story, of an app above; it asks no query."""

    def decorate(doors: Doors) -> Doors:
        if doors not in OPENED[about]:
            OPENED[about].append(doors)
        return doors

    return decorate


@dataclass(frozen=True, slots=True)
class Story:
    """
    One page of a story: its chapters, the number of the page from 1, whether older events follow.

    `doors` are words and addresses of further screens about the same.
    """

    chapters: list[Chapter]
    page: int
    older: bool
    doors: list[tuple[str, str]]


def story(subject: Any, *, account: Any, page: int = 1) -> Story:
    """Give a page of the story of a person, an organisation or a country, the newest events first."""
    until = page * EVENTS
    told: list[Event] = []
    for teller in TELLERS[subject._meta.model_name]:
        told += teller(subject, account=account, most=until + 1)
    doors = [door for each in OPENED[subject._meta.model_name] for door in each(subject, account)]
    return Story(chapters(newest(told)[until - EVENTS : until]), page, len(told) > until, doors)


@tells("person")
def _career(person: Person, *, account: Any, most: int) -> Iterable[Event]:
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
