"""
The tables of vital signs: limits by age, slips of unit, pairs that get exchanged, and the sentences.

The ranges are our own choice, wider than illness makes values (decision 0041).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from naru.missions.rules.triage.conditions import years
from naru.missions.rules.triage.questions import MEASURES

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
