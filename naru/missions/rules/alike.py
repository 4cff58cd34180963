"""When two residents may be one person: the reasons for it, weighed; nothing is ever joined by a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.directory.rules.names.likeness import compare

LEAST = 70
"""The weight from which two are shown to somebody."""
CROWD = 40
"""A key that more residents than these share says nothing by itself."""


class Reason(TextChoices):
    """A reason for or against two residents being one."""

    NAME = "name", gettext_lazy("The same name")
    LIKE_NAME = "like_name", gettext_lazy("A similar name")
    BIRTH = "birth", gettext_lazy("Born on the same day")
    BIRTH_YEAR = "birth_year", gettext_lazy("Born in the same year; one of them gave an age only")
    PHONE = "phone", gettext_lazy("The same telephone number")
    VILLAGE = "village", gettext_lazy("The same village")
    OTHER_BIRTH = "other_birth", gettext_lazy("Born on different days")
    OTHER_SEX = "other_sex", gettext_lazy("Different sex")
    OTHER_VILLAGE = "other_village", gettext_lazy("Different villages")


WEIGHTS: dict[Reason, int] = {
    Reason.NAME: 45,
    Reason.LIKE_NAME: 35,
    Reason.BIRTH: 35,
    Reason.BIRTH_YEAR: 15,
    Reason.PHONE: 35,
    Reason.VILLAGE: 10,
    Reason.OTHER_BIRTH: -35,
    Reason.OTHER_SEX: -60,
    Reason.OTHER_VILLAGE: -10,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What two residents are compared by; `names` in any script, `exact` whether the day of birth is known."""

    key: int
    names: tuple[str, ...]
    search: str
    sex: str
    birth_on: date | None
    exact: bool
    phone: str
    village: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two residents who may be one, with the reasons and their weight."""

    one: int
    other: int
    weight: int
    reasons: tuple[Reason, ...]


def weigh(one: Facts, other: Facts) -> Pair:
    """Weigh what speaks for and against two residents being one."""
    reasons: list[Reason] = []
    best = max(
        (found.score for name in one.names if (found := compare(name, other.names, person=True))), default=0
    )
    if best >= 95:
        reasons.append(Reason.NAME)
    elif best >= 75:
        reasons.append(Reason.LIKE_NAME)
    if one.birth_on and other.birth_on:
        if one.exact and other.exact:
            reasons.append(Reason.BIRTH if one.birth_on == other.birth_on else Reason.OTHER_BIRTH)
        elif abs((one.birth_on - other.birth_on).days) <= 370:
            reasons.append(Reason.BIRTH_YEAR)
        else:
            reasons.append(Reason.OTHER_BIRTH)
    if one.phone and one.phone == other.phone:
        reasons.append(Reason.PHONE)
    if one.village and other.village:
        same = one.village.casefold() == other.village.casefold()
        reasons.append(Reason.VILLAGE if same else Reason.OTHER_VILLAGE)
    if {one.sex, other.sex} == {"male", "female"}:
        reasons.append(Reason.OTHER_SEX)
    low, high = sorted((one.key, other.key))
    return Pair(low, high, sum(WEIGHTS[reason] for reason in reasons), tuple(reasons))


def alike(residents: Iterable[Facts], *, apart: frozenset[tuple[int, int]] = frozenset()) -> list[Pair]:
    """
    Find the pairs that somebody should look at, the weightiest first; `apart` were told to be two.

    Only those who share a day of birth, a telephone number or the words of a name are compared, so that it stays quick.
    """
    known = {one.key: one for one in residents}
    met: dict[tuple[int, int], Pair] = {}
    for some in _blocks(known):
        for pair in combinations(sorted(some), 2):
            if pair not in met and pair not in apart:
                met[pair] = weigh(known[pair[0]], known[pair[1]])
    found = [pair for pair in met.values() if pair.weight >= LEAST]
    return sorted(found, key=lambda pair: (-pair.weight, pair.one, pair.other))


def _blocks(known: Mapping[int, Facts]) -> Iterator[list[int]]:
    keys: dict[tuple[str, object], list[int]] = {}
    for one in known.values():
        if one.birth_on:
            keys.setdefault(("birth", one.birth_on), []).append(one.key)
        if one.phone:
            keys.setdefault(("phone", one.phone), []).append(one.key)
        if one.search:
            keys.setdefault(("name", one.search), []).append(one.key)
    for some in keys.values():
        if 2 <= len(some) <= CROWD:
            yield some


def digits(phone: str) -> str:
    """Give the digits of a telephone number that tell it from others: the last eight."""
    return "".join(sign for sign in phone if sign.isdigit())[-8:]


def why_not_join(*, same: bool, one_joined: bool, other_joined: bool) -> str | None:
    """Say why two residents cannot be joined, or nothing if they can."""
    if same:
        return _("A resident cannot be joined with themselves.")
    if one_joined or other_joined:
        return _("One of them is already joined with somebody. Part them first.")
    return None


def why_not_part(*, joined: bool) -> str | None:
    """Say why a resident cannot be parted, or nothing if they can."""
    return None if joined else _("They are not joined.")
