"""The names of the directory and the activities, as the search for mentions wants them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

from naru.newsroom.rules.mentions import HOME, Name, Undertaking


def every_name() -> Iterator[Name]:
    """Give every name under which a person, an organisation, a place or a country may stand in a text."""
    for kind in ("person", "organisation"):
        rows = apps.get_model("directory", kind.title()).objects.standing()
        for pk, *names in rows.values_list("pk", "name", "name_latin", "name_ko"):
            for text in filter(None, dict.fromkeys(names)):
                yield Name(kind, str(pk), text)
                if kind == "person" and len(words := text.split()) == 2:
                    yield Name(kind, str(pk), f"{words[1]} {words[0]}")
    places = set()
    for pk, names in _places():
        places.add(pk)
        for text in filter(None, dict.fromkeys(names)):
            yield Name("place", str(pk), text)
    aliases = apps.get_model("directory", "Alias").objects.filter(
        person__archived_at=None, organisation__archived_at=None, organisation__merged_into=None
    )
    for person, organisation, place, text in aliases.values_list("person", "organisation", "place", "name"):
        kind = "person" if person else "organisation" if organisation else "place"
        if kind == "place" and place not in places:
            continue
        yield Name(kind, str(person or organisation or place), text)
    known = set(apps.get_model("directory", "Country").objects.values_list("code", flat=True))
    for code, text in _countries():
        if code in known and code != HOME:
            yield Name("country", code, text)


LARGE = 300_000
"""A place where nothing of ours stands is looked for only when it has so many residents."""


def _places() -> Iterator[tuple[int, tuple[str, str]]]:
    """
    Give the places worth looking for: those where something of ours stands, and large cities.

    The gazetteer holds thousands of towns whose names are words of other languages. Of several places of
    one name (a city and the region around it) only the one most likely meant is given.
    """
    used = set(apps.get_model("directory", "Organisation").objects.values_list("place", flat=True))
    used |= set(apps.get_model("activities", "Activity").objects.values_list("place", flat=True))
    rows = apps.get_model("directory", "Place").objects.values_list(
        "pk", "name", "name_ko", "kind", "population"
    )
    best: dict[str, tuple[tuple[bool, bool, int], int, tuple[str, str]]] = {}
    for pk, name, korean, kind, population in rows:
        ours = pk in used
        if not ours and (population or 0) < LARGE:
            continue
        if not ours and len(korean) < 3:
            korean = ""
        weight = (ours, kind == "city", population or 0)
        if name not in best or best[name][0] < weight:
            best[name] = (weight, pk, (name, korean))
    for _weight, pk, names in best.values():
        yield pk, names


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for language, _label in settings.LANGUAGES:
        for code, name in Locale.parse(to_locale(language)).territories.items():
            if len(code) == 2:
                found[code, name] = None
    return tuple(found)


def every_undertaking() -> Iterator[Undertaking]:
    """Give every activity with its titles, days (real ones, else planned), kind, place and country."""
    rows = apps.get_model("activities", "Activity").objects.all()
    for row in rows.only(
        "title_ko",
        "title_en",
        "translations",
        "kind",
        "place",
        "country",
        "starts_on",
        "ends_on",
        "began_on",
        "ended_on",
    ).iterator(chunk_size=500):
        held = row.held()
        since, until = held or (None, None)
        titles = tuple(title for title in row.texts("title").values() if title)
        yield Undertaking(
            str(row.pk),
            titles,
            since,
            until,
            row.kind,
            str(row.place_id) if row.place_id else None,
            row.country_id,
        )
