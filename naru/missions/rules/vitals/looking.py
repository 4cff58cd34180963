"""Looking at vital signs, ages and birth dates: what cannot be, what is odd, and what was probably meant."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.missions.rules.triage.conditions import YEAR, years
from naru.missions.rules.triage.criteria import REPRODUCTIVE
from naru.missions.rules.vitals.tables import FIELDS, MOST_YEARS, ODD_YEARS, PAIRS, SAYS, Band, Field


@dataclass(frozen=True)
class Finding:
    """
    What is the matter with a value: `impossible` (refused) or `odd` (asked about), of which field, in a sentence.

    `suggest` holds what it probably should be, by field; empty where nothing suggests itself.
    """

    field: str
    standing: str
    code: str
    say: str
    suggest: dict[str, float] = dataclasses.field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "field": self.field,
            "standing": self.standing,
            "code": self.code,
            "say": self.say,
            "suggest": self.suggest,
        }


def rounded(value: float, decimals: int) -> float:
    """Round halves up, as the tablet does."""
    return float(math.floor(value * 10**decimals + 0.5) / 10**decimals)


def shown(value: float) -> str:
    """Write a number with at most three decimals and no needless noughts, as the tablet does."""
    kept = rounded(value, 3)
    return str(int(kept)) if kept == int(kept) else str(kept)


def _say(code: str, **places: Any) -> str:
    text = str(SAYS[code])
    for name, value in places.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def band_of(one: Field, age_days: float | None) -> Band:
    """Give the limits of an age; where it is not known, the widest of all ages."""
    if age_days is None:
        bands = one.bands
        return Band(
            None,
            min(each.least for each in bands),
            min(each.low for each in bands),
            max(each.high for each in bands),
            max(each.most for each in bands),
        )
    return next(each for each in one.bands if each.until is None or age_days < each.until)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _usual(one: Field, value: float, age_days: float | None) -> bool:
    band = band_of(one, age_days)
    return band.low <= value <= band.high


def _can_be(one: Field, value: float, age_days: float | None) -> bool:
    band = band_of(one, age_days)
    return band.least <= value <= band.most


def _look(one: Field, value: Any, age_days: float | None) -> Finding | None:
    name = one.name
    if not _is_number(value):
        return Finding(name, "impossible", "no_number", _say("no_number", field=one.text))
    if _usual(one, value, age_days):
        return None
    band = band_of(one, age_days)
    standing = "odd" if _can_be(one, value, age_days) else "impossible"
    places = {
        "field": one.text,
        "value": shown(value),
        "unit": one.unit,
        "least": shown(band.least),
        "most": shown(band.most),
    }
    for slip in one.slips:
        meant = rounded(value * slip.times + slip.plus, one.decimals)
        if meant != value and _usual(one, meant, age_days):
            say = _say(f"{standing}_suggest", suggest=shown(meant), **places)
            return Finding(name, standing, slip.code, say, {name: meant})
    return Finding(name, standing, standing, _say(standing, **places))


def _look_at_pair(
    first: Field, second: Field, kind: str, body: Mapping[str, Any], age_days: float | None
) -> Finding | None:
    one, other = body.get(first.name), body.get(second.name)
    if not (_is_number(one) and _is_number(other)):
        return None
    assert one is not None
    assert other is not None
    usual = _usual(first, one, age_days) and _usual(second, other, age_days)
    if kind == "order" and one == other:
        return Finding(first.name, "odd", "equal", _say("equal")) if usual else None
    fit = _usual(first, other, age_days) and _usual(second, one, age_days)
    if not fit or (one > other if kind == "order" else usual):
        return None
    can_be = _can_be(first, one, age_days) and _can_be(second, other, age_days)
    told = f"{first.text} {shown(other)}, {second.text} {shown(one)}"
    standing = "odd" if can_be else "impossible"
    return Finding(
        first.name, standing, kind, _say(kind, suggest=told), {first.name: other, second.name: one}
    )


def look_at(
    body: Mapping[str, Any],
    *,
    age_days: float | None = None,
    sex: str = "unknown",
    confirmed: Sequence[str] = (),
) -> list[Finding]:
    """
    Say what is the matter with vital signs as they were entered (the body of `vitals.taken`); nothing if all is well.

    An odd value that stands in `confirmed` was asked about and stands; what is impossible never does.
    """
    fields = {one.name: one for one in FIELDS}
    found: list[Finding] = []
    settled: set[str] = set()
    for name, partner, kind in PAIRS:
        # Where the two look exchanged, that one sentence says it all.
        pair = _look_at_pair(fields[name], fields[partner], kind, body, age_days)
        if pair:
            found.append(pair)
            settled |= set(pair.suggest)
    for one in FIELDS:
        if body.get(one.name) is None:
            continue
        finding = _look(one, body[one.name], age_days)
        if finding and one.name not in settled:
            found.append(finding)
    if body.get("pregnant") == "yes":
        if sex == "male":
            found.append(Finding("pregnant", "odd", "sex", _say("sex")))
        elif age_days is not None and not REPRODUCTIVE[0] <= age_days < REPRODUCTIVE[1]:
            found.append(Finding("pregnant", "odd", "age", _say("age")))
    return [each for each in found if each.standing == "impossible" or each.field not in confirmed]


def why_not_take(body: Mapping[str, Any], *, age_days: float | None = None) -> str | None:
    """Say why vital signs cannot be kept, or nothing if they can: the first value that cannot be."""
    found = [each for each in look_at(body, age_days=age_days) if each.standing == "impossible"]
    return found[0].say if found else None


def age_on(
    day: date,
    *,
    birth_on: date | None = None,
    age_years: float | None = None,
    age_months: float | None = None,
) -> int | None:
    """Give the age in days on a day, from the birth date or from the age that was told on that day."""
    if birth_on is not None:
        return (day - birth_on).days
    if age_months is not None:
        return int(age_months * YEAR / 12)
    return int(age_years * YEAR) if age_years is not None else None


def look_at_age(days: int | None) -> Finding | None:
    """Say what is the matter with an age in days: a birth in the future, nobody's age, or a very old one."""
    if days is None:
        return None
    if days < 0:
        return Finding("birth_on", "impossible", "born_later", _say("born_later"))
    if days >= years(MOST_YEARS + 1):
        return Finding("birth_on", "impossible", "too_old", _say("too_old", most=MOST_YEARS))
    if days >= years(ODD_YEARS):
        return Finding("birth_on", "odd", "old", _say("old", value=ODD_YEARS))
    return None


def why_not_born(birth_on: date, *, on: date) -> str | None:
    """Say why somebody cannot have been born on a day, or nothing if they can."""
    found = look_at_age((on - birth_on).days)
    return found.say if found and found.standing == "impossible" else None
