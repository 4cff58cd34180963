"""What the home pages and the search ask of the floors below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naru.activities.models import Activity
from naru.agreements.models import Agreement
from naru.agreements.models.telling import term as term_of
from naru.directory.models import Country, Organisation, Person
from naru.figures.book import FIGURES
from naru.figures.models import Reading
from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.readable import whole
from naru.newsroom.models import Bulletin

AHEAD = timedelta(days=120)
"""How far the home page looks into the calendar."""
BEHIND = timedelta(days=365)
"""How far it looks back when little lies ahead."""


def news(language: str, *, most: int) -> QuerySet[Any]:
    """Give the latest bulletins, each in the version that a reader of the language is shown."""
    return (
        Bulletin.objects.best_for(language)
        .for_list()
        .select_related("picture")
        .order_by("-published_on", "-number")[:most]
    )


def coming(account: Any, *, on: date, most: int) -> list[Any]:
    """Give what is under way or ahead, soonest first."""
    rows = Activity.objects.visible_to(account).current().on_days(on, on + AHEAD)
    return list(
        rows.filter(cancelled_at=None)
        .select_related("place__country", "country")
        .order_by("starts_on")[:most]
    )


def lately(account: Any, *, on: date, most: int) -> list[Any]:
    """Give what was held in the last year, latest first."""
    rows = Activity.objects.visible_to(account).current().on_days(on - BEHIND, on).filter(ends_on__lte=on)
    return list(
        rows.filter(cancelled_at=None)
        .select_related("place__country", "country")
        .order_by("-starts_on")[:most]
    )


def readings(account: Any, keys: tuple[str, ...]) -> list[Any]:
    """Give the latest total of each figure named, in that order; those without one are left out."""
    found: dict[str, Any] = {}
    rows = Reading.objects.visible_to(account).results().current().at({}).filter(figure_key__in=keys)
    for reading in rows.select_related("source").newest_first():
        found.setdefault(reading.figure_key, reading)
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Hit:
    """One thing found: its words, where it is, and a line about it."""

    title: str
    url: str
    note: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and the address of the whole list."""

    label: str | Promise
    hits: list[Hit]
    more: str = ""


def found(account: Any, text: str, *, language: str, most: int) -> list[Group]:
    """Search the whole house for a text; only what the account may see; at most `most` of each kind."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
    if not text:
        return []
    kinds: tuple[tuple[str | Promise, Callable[..., Iterator[Hit]], str], ...] = (
        (_("Figures"), _figures, reverse("figures:figures")),
        (_("News"), _news, reverse("newsroom:board")),
        (_("Activities"), _activities, reverse("activities:calendar")),
        (_("Agreements"), _agreements, reverse("agreements:agreements")),
        (_("Organisations"), _organisations, reverse("directory:organisations")),
        (_("People"), _people, reverse("directory:people")),
        (_("Countries"), _countries, ""),
    )
    groups = []
    for label, look, address in kinds:
        hits = list(look(account, text, language=language, most=most))
        if hits:
            groups.append(Group(label, hits, address if len(hits) == most else ""))
    return groups


def _figures(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    wanted = text.casefold().split()
    office = account.is_authenticated and account.is_office
    digits = text.replace(",", "").replace(" ", "")
    shown = 0
    if (value := whole(digits)) is not None:
        rows = Reading.objects.visible_to(account).current().filter(value=value)
        for reading in rows.select_related("source").newest_first()[:most]:
            shown += 1
            yield Hit(reading.title, reading.get_absolute_url(), reading.spoken(language))
    for key, figure in FIGURES.items():
        if shown >= most:
            return
        words = f"{figure.title} {figure.definition} {key}".casefold()
        if (figure.public or office) and all(word in words for word in wanted):
            shown += 1
            yield Hit(str(figure.title), reverse("figures:figure", args=[key]), str(figure.definition)[:140])


def _news(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    rows = Bulletin.objects.best_for(language).search(text).for_list()
    for row in rows.order_by("-published_on", "-number")[:most]:
        yield Hit(row.title, row.get_absolute_url(), words.day(row.published_on), row.language)


def _activities(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    rows = Activity.objects.visible_to(account).search(text).select_related("place", "country")
    for row in rows.order_by("-starts_on")[:most]:
        where = row.place or row.country or ""
        yield Hit(
            str(row),
            row.get_absolute_url(),
            " · ".join(filter(None, [words.day(row.starts_on), str(where)])),
        )


def _agreements(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    rows = Agreement.objects.visible_to(account).search(text).for_list()
    for row in rows[:most]:
        yield Hit(row.title, row.get_absolute_url(), term_of(row), row.title_language)


def _organisations(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    rows = Organisation.objects.visible_to(account).search(text).select_related("place", "country")
    for row in rows[:most]:
        note = " · ".join(str(part) for part in (row.get_kind_display(), row.place or row.country) if part)
        yield Hit(str(row), row.get_absolute_url(), note)


def _people(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    for row in Person.objects.visible_to(account).search(text).select_related("country")[:most]:
        own = row.name if row.name != str(row) else row.name_latin
        yield Hit(str(row), row.get_absolute_url(), " · ".join(filter(None, [own, str(row.country or "")])))


def _countries(account: Any, text: str, *, language: str, most: int) -> Iterator[Hit]:
    wanted = text.casefold()
    shown = 0
    for row in Country.objects.all():
        names = {row.name_in(code).casefold() for code in {language, "ko", "en"}}
        if any(wanted in name for name in names):
            yield Hit(str(row), row.get_absolute_url())
            shown += 1
            if shown == most:
                return


def mine(account: Any, *, on: date, most: int) -> list[Any]:
    """Give the activities that an officer answers for and that are not over, soonest first."""
    rows = (
        Activity.objects.visible_to(account)
        .current()
        .filter(officers=account, cancelled_at=None, ended_on=None)
    )
    rows = rows.exclude(ends_on__lte=on - timedelta(days=30)).select_related("place__country", "country")
    return list(rows.order_by("starts_on")[:most])


def latest_entries(account: Any, *, most: int) -> list[Any]:
    """Give what was done last, by anybody whose doings the account may read."""
    return list(Entry.objects.visible_to(account).select_related("by").named()[:most])
