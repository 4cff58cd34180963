"""
The chart for children under 12 years.

Source: WHO, ICRC, MSF: Interagency Integrated Triage Tool, routine facility triage, age under 12; numbers and order as
printed, words our own. It has no red band of the pulse; those of pulse and breathing go by age. Its last column is
printed "5-12 years", and ends here where the adults' chart begins.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naru.missions.rules.triage import adult
from naru.missions.rules.triage.conditions import (
    Condition,
    all_of,
    any_of,
    ask,
    at_least,
    below,
    either,
    from_on,
    given,
    if_known,
    months,
    one_of,
    outside,
    up_to,
    years,
)
from naru.missions.rules.triage.criteria import (
    HOT_OR_COLD,
    PREGNANT,
    SLOW_REFILL,
    SUGAR_MEASURED,
    UNRESPONSIVE,
    Criterion,
)

ALTERED = any_of(adult.ALTERED, ask("irritable"), ask("lethargic"))
"""The child's chart counts restless, irritable and lethargic as an altered mind beside stiff neck, cold or fever."""
HALF_YEAR = 184
"""The longest six months of the calendar: whoever is at most six months old is inside, that day included."""
BANDS = ((0, years(1)), (years(1), years(5)), (years(5), years(12)))
"""Under one year, one to four, five and over: each from a day of life, up to a day not included."""
RESPIRATIONS = ((25, 50), (20, 40), (10, 30))
PULSES = ((90, 180), (80, 160), (70, 140))


def _red(name: str, part: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "child", "red", part, when, text)


def _yellow(name: str, part: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "child", "yellow", part, when, text)


def _review(name: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "child", "review", "vitals", when, text)


def _by_age(measure: str, limits: tuple[tuple[int, int], ...]) -> Condition:
    return any_of(
        *(
            given(all_of(from_on("age_days", first), below("age_days", until)), outside(measure, low, high))
            for (first, until), (low, high) in zip(BANDS, limits, strict=True)
        )
    )


RED: tuple[Criterion, ...] = (
    _red("unresponsive", "general", UNRESPONSIVE, _("Does not respond to voice or pain")),
    _red("stridor", "breathing", ask("stridor"), _("Harsh, high sound when breathing in")),
    _red(
        "breathing_distress",
        "breathing",
        ask("breathing_distress"),
        _("Struggles to breathe, or lips or tongue are blue"),
    ),
    _red("slow_refill", "circulation", SLOW_REFILL, _("Pressed nail takes more than 3 seconds to turn pink")),
    _red("weak_pulse", "circulation", ask("weak_pulse"), _("Pulse weak and fast")),
    _red("heavy_bleeding", "circulation", ask("heavy_bleeding"), _("Bleeds heavily")),
    _red("cold_limbs", "circulation", ask("cold_limbs"), _("Hands and feet are cold")),
    _red(
        "two_signs",
        "circulation",
        at_least(2, ask("lethargic"), ask("sunken_eyes"), ask("slow_pinch"), ask("drinks_poorly")),
        _("Two of: limp and sleepy, sunken eyes, pinched skin goes back very slowly, drinks poorly"),
    ),
    _red("convulsing", "nerves", ask("convulsing"), _("Has a seizure now")),
    _red(
        "altered_with",
        "nerves",
        all_of(ALTERED, any_of(ask("stiff_neck"), HOT_OR_COLD)),
        _("Confused, restless or limp, with stiff neck, fever or cold"),
    ),
    _red("low_sugar", "nerves", if_known(either(ask("low_sugar"), SUGAR_MEASURED)), _("Low blood sugar")),
    _red("newborn", "other", below("age_days", 8), _("Under 8 days old")),
    _red(
        "infant_temperature",
        "other",
        given(below("age_days", months(2)), outside("temperature_c", 36, 39)),
        _("Under 2 months, with a temperature under 36 or over 39 °C"),
    ),
    _red("major_injury", "other", adult.MAJOR_INJURY, _("Dangerous injury or deep burn")),
    _red("threatened_limb", "other", ask("threatened_limb"), _("Limb may be lost")),
    _red(
        "testicle",
        "other",
        ask("testicle"),
        _("Sudden pain of a testicle, or an erection that does not end"),
    ),
    _red("snake_bite", "other", ask("snake_bite"), _("Bitten by a snake")),
    _red("poison", "other", ask("poison"), _("Swallowed poison, or met a dangerous chemical")),
    _red(
        "pregnant",
        "other",
        given(PREGNANT, any_of(*(each.when for each in adult.RED))),
        _("Pregnant, with anything that is red in an adult"),
    ),
)

YELLOW: tuple[Criterion, ...] = (
    _yellow("swelling", "breathing", ask("swelling"), _("Swelling or lump in mouth, throat or neck")),
    _yellow("wheeze", "breathing", ask("wheeze"), _("Wheezes")),
    _yellow("cannot_drink", "circulation", ask("cannot_drink"), _("Cannot eat or drink")),
    _yellow("vomits_all", "circulation", ask("vomits_all"), _("Vomits everything")),
    _yellow("diarrhoea", "circulation", ask("diarrhoea"), _("Diarrhoea that does not stop")),
    _yellow("dehydrated", "circulation", ask("dehydrated"), _("Looks dehydrated")),
    _yellow("pallor", "circulation", ask("pallor"), _("Very pale")),
    _yellow(
        "restless",
        "nerves",
        any_of(ask("irritable"), ask("lethargic")),
        _("Restless, cries without end, or limp and sleepy"),
    ),
    _yellow("severe_pain", "nerves", ask("severe_pain"), _("Severe pain")),
    _yellow(
        "young_infant",
        "other",
        all_of(from_on("age_days", 8), up_to("age_days", HALF_YEAR)),
        _("From 8 days to 6 months old"),
    ),
    _yellow("wasted", "other", ask("wasted"), _("Very thin, or both feet swollen")),
    _yellow("injury", "other", adult.ANY_INJURY, _("Another injury or burn")),
    _yellow("assault", "other", ask("assault"), _("Sexual assault")),
    _yellow("surgery", "other", ask("surgery"), _("Known illness that needs an operation soon")),
    _yellow("rash", "other", ask("rash"), _("New rash, worse within hours or peeling")),
    _yellow(
        "exposure",
        "other",
        ask("exposure"),
        _("Animal bite, needle or the like that needs protection in time"),
    ),
    _yellow("pregnant", "other", PREGNANT, _("Pregnant")),
    _yellow("headache", "other", ask("headache"), _("Headache")),
)

REVIEW: tuple[Criterion, ...] = (
    _review("temperature", outside("temperature_c", 36, 39), _("Temperature under 36 or over 39 °C")),
    _review("spo2", below("spo2", 92), _("Oxygen in the blood under 92 %")),
    _review("avpu", one_of("avpu", "v", "p", "u"), _("Not fully awake (AVPU other than A)")),
    _review(
        "respirations",
        _by_age("respirations", RESPIRATIONS),
        _("Breathes too fast or too slowly for the age"),
    ),
    _review("pulse", _by_age("pulse", PULSES), _("Pulse too fast or too slow for the age")),
    _review("concern", ask("concern"), _("Somebody at triage is worried")),
)
