"""Suggestions: whom a participant might want to meet, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from naru.fairs.rules.forum_words import field_names, language_names

FIELD, COUNTRY, LANGUAGE, MET, WISHED = 4, 3, 1, 2, 5
"""What each reason counts: a shared department or product, a country, a language, an earlier activity, their wish."""
MOST_MET = 3


@dataclass(frozen=True)
class Profile:
    """What suggestions look at: fields, the country, the countries of interest, languages, earlier activities."""

    fields: tuple[str, ...] = ()
    country: str = ""
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    activities: dict[int, str] = field(default_factory=dict)
    """Activities in which the organisation took part: key → title."""


@dataclass(frozen=True)
class Suggested:
    """How well two fit, in points, and why."""

    points: int
    reasons: tuple[str, ...]


def suggest(
    one: Profile, other: Profile, *, wished: bool, country_name: str, own_country_name: str
) -> Suggested:
    """
    Say how well two participants fit, seen by the first.

    `wished`: the other has wished to meet; the names of the other's country and of one's own stand in the reasons.
    """
    points, reasons = 0, []
    if wished:
        points += WISHED
        reasons.append(_("Wishes to meet you"))
    if shared := _in_both(one.fields, other.fields):
        points += FIELD * len(shared)
        reasons.append(_("Both name %(fields)s") % {"fields": field_names(shared)})
    if other.country and other.country in one.countries:
        points += COUNTRY
        reasons.append(_("From %(country)s, which you named") % {"country": country_name})
    if one.country and one.country in other.countries:
        points += COUNTRY
        reasons.append(_("Looks for partners in %(country)s") % {"country": own_country_name})
    met = [title for key, title in one.activities.items() if key in other.activities]
    if met:
        points += MET * min(len(met), MOST_MET)
        reasons.append(_("Both took part in %(activities)s") % {"activities": "; ".join(met[:MOST_MET])})
    if spoken := _in_both(one.languages, other.languages):
        points += LANGUAGE
        reasons.append(_("Both speak %(languages)s") % {"languages": language_names(spoken)})
    elif one.languages and other.languages:
        reasons.append(_("An interpreter is needed"))
    return Suggested(points, tuple(reasons))


def _in_both(one: Iterable[str], other: Iterable[str]) -> list[str]:
    known = set(other)
    return [code for code in one if code in known]
