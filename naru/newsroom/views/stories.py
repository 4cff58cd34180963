"""The newsroom's part of the stories that the directory tells: the bulletins that speak of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.directory.book import tells
from naru.directory.rules.stories import Event
from naru.krds.addresses import address
from naru.newsroom.models import Bulletin, Link


def _bulletins(keys: Any, most: int) -> Iterable[Event]:
    language = get_language() or settings.LANGUAGE_CODE
    rows = (
        Bulletin.objects.best_for(language)
        .filter(translation_key__in=keys)
        .select_related("locale")
        .defer("body")
        .order_by(F("published_on").desc(nulls_last=True), "-pk")[:most]
    )
    for row in rows:
        yield Event(
            title=row.title,
            since=row.published_on,
            kind=_("e-News"),
            url=address("newsroom:bulletin", row.number),
            language=row.language if row.language != language else "",
        )


@tells("person")
def of_person(person: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which published bulletins speak of a person."""
    return _bulletins(Link.objects.confirmed().filter(person=person).values("translation_key"), most)


@tells("organisation")
def of_organisation(organisation: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which published bulletins speak of an organisation."""
    return _bulletins(
        Link.objects.confirmed().filter(organisation=organisation).values("translation_key"), most
    )


@tells("country")
def of_country(country: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which published bulletins speak of a country."""
    return _bulletins(Link.objects.confirmed().filter(country=country).values("translation_key"), most)
