"""What agreements tell of a person, an organisation and a country over the years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from naru.activities.rules.words import Known
from naru.agreements.models import Agreement
from naru.agreements.models.telling import signed
from naru.directory.book import tells
from naru.directory.rules.stories import Event

DAY = timedelta(days=1)


def _events(rows: Any, *, most: int) -> Iterable[Event]:
    seen = rows.concluded().for_list()
    for row in seen.order_by(F("signed_on").desc(), "-pk")[:most]:
        others = ", ".join(str(party) for party in row.partners)
        text = others if row.known == Known.DAY else " · ".join(filter(None, [signed(row), others]))
        yield Event(
            title=row.title,
            since=row.signed_on,
            until=row.signed_on + DAY if row.known == Known.DAY else None,
            kind=_("Agreement signed"),
            text=text,
            url=row.get_absolute_url(),
            language=row.title_language,
        )


@tells("person")
def of_person(person: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which agreements a person signed."""
    yield from _events(Agreement.objects.visible_to(account).signed_by(person), most=most)


@tells("organisation")
def of_organisation(organisation: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which agreements an organisation is a party of."""
    rows = Agreement.objects.visible_to(account).with_organisation(organisation)
    yield from _events(rows, most=most)


@tells("country")
def of_country(country: Any, *, account: Any, most: int) -> Iterable[Event]:
    """Tell which agreements have a partner of a country."""
    rows = Agreement.objects.visible_to(account).with_country(country.pk)
    yield from _events(rows, most=most)
