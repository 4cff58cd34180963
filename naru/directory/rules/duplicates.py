"""When two entries may be one: the evidence for and against, weighed; nothing is ever merged by a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.directory.rules import names


class Kind(TextChoices):
    """Of what two rows are compared."""

    PERSON = "person", pgettext_lazy("directory", "People")
    ORGANISATION = "organisation", _("Organisations")


class Evidence(TextChoices):
    """A reason for or against two entries being one."""

    NAME = "name", _("The same name")
    LIKE_NAME = "like_name", _("A similar name")
    EMAIL = "email", _("The same e-mail address")
    PHONE = "phone", _("The same telephone number")
    BIRTH = "birth", _("The same date of birth")
    BIRTH_YEAR = "birth_year", _("The same year of birth; one date stands on 1 January")
    EMPLOYER = "employer", _("The same organisation")
    COUNTRY = "country", _("The same country")
    PLACE = "place", _("The same place")
    WEBSITE = "website", _("The same web site")
    OTHER_BIRTH = "other_birth", _("Different dates of birth")
    OTHER_COUNTRY = "other_country", _("Different countries")
    OTHER_KIND = "other_kind", _("Different kinds")
    OTHER_PLACE = "other_place", _("Different places")


WEIGHTS: dict[Evidence, int] = {
    Evidence.NAME: 60,
    Evidence.LIKE_NAME: 40,
    Evidence.EMAIL: 35,
    Evidence.PHONE: 25,
    Evidence.BIRTH: 25,
    Evidence.BIRTH_YEAR: 10,
    Evidence.EMPLOYER: 15,
    Evidence.COUNTRY: 5,
    Evidence.PLACE: 15,
    Evidence.WEBSITE: 35,
    Evidence.OTHER_BIRTH: -35,
    Evidence.OTHER_COUNTRY: -25,
    Evidence.OTHER_KIND: -15,
    Evidence.OTHER_PLACE: -15,
}
"""What each piece of evidence adds; the sum is the likeness, from 0 to 99."""

LEAST = 50
"""From this likeness on a pair is shown for review."""

SAME_NAME = 86
"""From this likeness of names on (rules.names) two names are taken for one name written twice."""
LIKE_NAME = 70


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of one entry."""

    names: tuple[str, ...]
    country: str | None = None
    born_on: date | None = None
    email: str = ""
    phone: str = ""
    website: str = ""
    kind: str = ""
    place: int | None = None
    employers: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely two entries are one (0 to 99), and the evidence; for names the two spellings beside it."""

    score: int
    reasons: list[tuple[Evidence, str]]


def suspect(one: Facts, other: Facts, *, person: bool) -> Suspicion | None:
    """
    Weigh whether two entries are one; nothing below LEAST.

    A pairwise score with its reasons, on purpose: for a register of some ten thousand entries a clerk can
    follow it. For linking whole lists a Fellegi-Sunter model (Splink) would stand in `plan`.
    """
    reasons = list(_by_name(one, other, person=person)) + list(_by_facts(one, other))
    if not any(reason in {Evidence.NAME, Evidence.LIKE_NAME} for reason, _detail in reasons):
        return None
    score = max(0, min(99, sum(WEIGHTS[reason] for reason, _detail in reasons)))
    return Suspicion(score, reasons) if score >= LEAST else None


def _by_name(one: Facts, other: Facts, *, person: bool) -> Iterable[tuple[Evidence, str]]:
    best: tuple[int, str] | None = None
    for name in one.names:
        found = names.compare(name, other.names, person=person)
        if found and (best is None or found.score > best[0]) and found.reason != names.Reason.PART:
            best = (found.score, f"{name} = {found.name}")
    if best and best[0] >= LIKE_NAME:
        yield (Evidence.NAME if best[0] >= SAME_NAME else Evidence.LIKE_NAME), best[1]


def _by_facts(one: Facts, other: Facts) -> Iterable[tuple[Evidence, str]]:
    if one.email and one.email.lower() == other.email.lower():
        yield Evidence.EMAIL, one.email
    if digits(one.phone) and digits(one.phone) == digits(other.phone):
        yield Evidence.PHONE, one.phone
    if one.website and site(one.website) == site(other.website):
        yield Evidence.WEBSITE, site(one.website)
    if one.born_on and other.born_on:
        yield from _by_birth(one.born_on, other.born_on)
    if one.employers & other.employers:
        yield Evidence.EMPLOYER, ""
    if one.country and other.country:
        yield (Evidence.COUNTRY if one.country == other.country else Evidence.OTHER_COUNTRY), ""
    if one.place and other.place:
        yield (Evidence.PLACE if one.place == other.place else Evidence.OTHER_PLACE), ""
    if one.kind and other.kind and one.kind != other.kind:
        yield Evidence.OTHER_KIND, ""


def _by_birth(one: date, other: date) -> Iterable[tuple[Evidence, str]]:
    if one == other:
        yield Evidence.BIRTH, one.isoformat()
    elif one.year == other.year and (1, 1) in {(one.month, one.day), (other.month, other.day)}:
        yield Evidence.BIRTH_YEAR, str(one.year)
    else:
        yield Evidence.OTHER_BIRTH, f"{one.isoformat()} ≠ {other.isoformat()}"


def digits(phone: str) -> str:
    """Give the digits of a telephone number, its last nine at most, since country codes come and go."""
    found = "".join(sign for sign in phone if sign.isdigit())
    return found[-9:] if len(found) >= 7 else ""


def site(website: str) -> str:
    """Give the host of a web site's address without www."""
    host = website.split("://")[-1].split("/")[0].lower()
    return host.removeprefix("www.")


def why_not_merge(*, same: bool, merged: bool, archived: bool) -> str | None:
    """Say why one entry cannot be merged into another, or nothing if it can."""
    if same:
        return str(_("An entry cannot be merged into itself."))
    if merged:
        return str(_("One of the two was merged into another meanwhile. Look at that one."))
    if archived:
        return str(_("One of the two is archived. Bring it back first."))
    return None


def why_not_undo(*, undone: bool, kept_merged: bool) -> str | None:
    """Say why a merge cannot be undone, or nothing if it can."""
    if undone:
        return str(_("This merge was undone already."))
    if kept_merged:
        return str(_("The kept entry was itself merged into another later. Undo that merge first."))
    return None
