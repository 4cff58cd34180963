"""
Vital signs: what cannot be, what is asked about once more, and the slip of unit that explains it.

The same tables go to the tablet as plain JSON (`as_data()`), and `field/src/vitals.ts` reads them as `look_at` does:

    {"version": "vitals-1", "languages": […],
     "fields": [{"field", "unit", "decimals", "text": {language: text},
                 "bands": [{"until": days or null, "least", "low", "high", "most"}],   # by age; the first whose `until` is
                                                                                    # above the age; the last if not known
                 "slips": [{"code", "times", "plus"}]}],                              # tried in order: value x times + plus
     "pairs": [{"fields": [a, b], "kind": "order" or "swap"}],
     "pregnancy_days": [from, until],                                                   # outside, a yes is asked about
     "age": {"most_days", "odd_days", "most_years", "odd_years"},                       # impossible, odd from that day on
     "says": {code: {language: text with {field} {value} {unit} {suggest} {least} {most}}}}

Below `least` or above `most` a value is impossible, and refused; below `low` or above `high` it is odd, and asked about;
the limits themselves are inside. The ranges are our own choice, wider than illness makes values, so that the dangerous
ones are never questioned away: the decision record 0041 says how they were chosen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from naru.missions.rules.triage.conditions import YEAR, years
from naru.missions.rules.triage.criteria import REPRODUCTIVE
from naru.missions.rules.triage.data import LANGUAGES, said
from naru.missions.rules.triage.questions import MEASURES

VERSION = "vitals-1"
MOST_YEARS, ODD_YEARS = 120, 105


@dataclass(frozen=True)
class Band:
    """The limits of one age: up to a day of life not included (None: for all above)."""

    until: int | None
    least: float
    low: float
    high: float
    most: float


@dataclass(frozen=True)
class Slip:
    """One way in which a value is written wrongly: what it should have been is value x times + plus."""

    code: str
    times: float
    plus: float = 0.0


@dataclass(frozen=True)
class Field:
    """One vital sign: its unit, decimals worth keeping, limits by age, and slips in the order they are tried."""

    name: str
    text: Promise
    unit: str
    decimals: int
    bands: tuple[Band, ...]
    slips: tuple[Slip, ...] = ()


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
    suggest: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "field": self.field,
            "standing": self.standing,
            "code": self.code,
            "say": self.say,
            "suggest": self.suggest,
        }


MONTH1, Y1, Y2, Y5, Y12, Y18 = 28, years(1), years(2), years(5), years(12), years(18)
_POINT = Slip("point", 0.1)
_POINT2 = Slip("point", 0.01)

FIELDS: tuple[Field, ...] = (
    Field(
        "temperature_c",
        MEASURES["temperature_c"],
        "°C",
        1,
        (Band(None, 20, 33, 42, 46),),
        (_POINT, _POINT2, Slip("point", 10), Slip("fahrenheit", 5 / 9, -160 / 9)),
    ),
    Field(
        "pulse",
        MEASURES["pulse"],
        "/min",
        0,
        (
            Band(Y1, 10, 50, 240, 350),
            Band(Y5, 10, 40, 230, 350),
            Band(Y12, 10, 35, 210, 350),
            Band(None, 10, 30, 200, 350),
        ),
        (_POINT,),
    ),
    Field(
        "respirations",
        MEASURES["respirations"],
        "/min",
        0,
        (
            Band(Y1, 2, 15, 100, 150),
            Band(Y5, 2, 12, 80, 150),
            Band(Y12, 2, 8, 70, 150),
            Band(None, 2, 6, 60, 150),
        ),
        (_POINT,),
    ),
    Field(
        "systolic",
        MEASURES["systolic"],
        "mmHg",
        0,
        (Band(Y1, 20, 40, 130, 320), Band(Y12, 20, 55, 170, 320), Band(None, 20, 65, 240, 320)),
        (Slip("centimetres", 10), _POINT),
    ),
    Field(
        "diastolic",
        MEASURES["diastolic"],
        "mmHg",
        0,
        (Band(Y1, 5, 15, 90, 220), Band(Y12, 5, 25, 110, 220), Band(None, 5, 30, 140, 220)),
        (Slip("centimetres", 10), _POINT),
    ),
    Field("spo2", MEASURES["spo2"], "%", 0, (Band(None, 30, 70, 100, 100),), (Slip("share", 100), _POINT)),
    Field(
        "weight_kg",
        gettext_lazy("Weight"),
        "kg",
        2,
        (
            Band(MONTH1, 0.4, 1, 6, 9),
            Band(Y1, 0.8, 2, 15, 25),
            Band(Y2, 2, 4.5, 20, 35),
            Band(Y5, 3, 6.5, 38, 70),
            Band(Y12, 5, 11, 95, 160),
            Band(Y18, 10, 22, 150, 300),
            Band(None, 12, 30, 200, 400),
        ),
        (Slip("grams", 0.001), _POINT, _POINT2),
    ),
    Field(
        "height_cm",
        gettext_lazy("Height"),
        "cm",
        1,
        (
            Band(MONTH1, 20, 38, 62, 75),
            Band(Y1, 30, 42, 88, 100),
            Band(Y2, 40, 58, 100, 120),
            Band(Y5, 50, 68, 130, 150),
            Band(Y12, 65, 88, 175, 200),
            Band(Y18, 80, 115, 205, 230),
            Band(None, 60, 130, 210, 260),
        ),
        (Slip("metres", 100), Slip("millimetres", 0.1)),
    ),
    Field(
        "glucose_mmol",
        MEASURES["glucose_mmol"],
        "mmol/L",
        1,
        (Band(None, 0.5, 1.5, 30, 60),),
        (Slip("mg_per_dl", 1 / 18.016), _POINT),
    ),
)
"""Every vital sign that is a number."""

PAIRS: tuple[tuple[str, str, str], ...] = (
    ("systolic", "diastolic", "order"),
    ("weight_kg", "height_cm", "swap"),
    ("pulse", "respirations", "swap"),
)
"""Fields that get exchanged: `order`, the first must be above the second; `swap`, one is odd, and neither if exchanged."""

SAYS: dict[str, Promise] = {
    "no_number": gettext_lazy("{field}: write a number."),
    "impossible": gettext_lazy("{field}: {value} {unit} cannot be. It lies between {least} and {most}."),
    "impossible_suggest": gettext_lazy("{field}: {value} {unit} cannot be. Is it {suggest} {unit}?"),
    "odd": gettext_lazy("{field}: {value} {unit} is unusual at this age. Measure once more."),
    "odd_suggest": gettext_lazy("{field}: {value} {unit} is unusual at this age. Is it {suggest} {unit}?"),
    "order": gettext_lazy("The upper blood pressure is not above the lower. Are they {suggest}?"),
    "equal": gettext_lazy("The upper blood pressure is not above the lower. Measure once more."),
    "swap": gettext_lazy("These two look exchanged. Are they {suggest}?"),
    "sex": gettext_lazy("Pregnant, but written down as a man. Is it right?"),
    "age": gettext_lazy("Pregnant at this age? Is it right?"),
    "born_later": gettext_lazy("The birth date lies in the future."),
    "too_old": gettext_lazy("Nobody is older than {most} years. Check the age."),
    "old": gettext_lazy("Older than {value} years: is it right?"),
}
"""The sentences; the tablet fills the same places."""


def rounded(value: float, decimals: int) -> float:
    """Round halves up, as the tablet does."""
    return math.floor(value * 10**decimals + 0.5) / 10**decimals


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


def as_data(languages: Sequence[str] = LANGUAGES) -> dict[str, Any]:
    """Give the tables as JSON values, with their texts in some languages; see above for the shape."""
    return {
        "version": VERSION,
        "languages": list(languages),
        "fields": [
            {
                "field": one.name,
                "unit": one.unit,
                "decimals": one.decimals,
                "text": said(one.text, languages),
                "bands": [
                    {
                        "until": each.until,
                        "least": each.least,
                        "low": each.low,
                        "high": each.high,
                        "most": each.most,
                    }
                    for each in one.bands
                ],
                "slips": [{"code": each.code, "times": each.times, "plus": each.plus} for each in one.slips],
            }
            for one in FIELDS
        ],
        "pairs": [{"fields": [first, second], "kind": kind} for first, second, kind in PAIRS],
        "pregnancy_days": list(REPRODUCTIVE),
        "age": {
            "most_days": years(MOST_YEARS + 1),
            "odd_days": years(ODD_YEARS),
            "most_years": MOST_YEARS,
            "odd_years": ODD_YEARS,
        },
        "says": {code: said(text, languages) for code, text in SAYS.items()},
    }
