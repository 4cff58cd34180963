"""
The chart for 12 years and over.

Source: WHO, ICRC, MSF: Interagency Integrated Triage Tool, routine facility triage, age 12 and over; numbers and order
as printed, words our own. Two bands of the pulse are kept apart: under 50 or over 150 is red, under 60 or over 130 is a
vital sign of high risk.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naru.missions.rules.triage.conditions import (
    Condition,
    above,
    any_of,
    ask,
    at_least,
    below,
    either,
    from_on,
    given,
    if_known,
    one_of,
    outside,
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

ALTERED = any_of(ask("altered"), one_of("avpu", "v", "p", "u"))
"""Confused, or awake only to voice or pain: less than alert is altered by the meaning of the scale."""
MAJOR_INJURY = any_of(
    ask("major_injury"),
    given(any_of(below("age_days", years(2)), above("age_days", years(70))), ask("burn")),
    if_known(above("burn_percent", 15)),
)
ANY_INJURY = any_of(ask("injury"), ask("burn"))


def _red(name: str, part: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "adult", "red", part, when, text)


def _yellow(name: str, part: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "adult", "yellow", part, when, text)


def _review(name: str, when: Condition, text: Promise) -> Criterion:
    return Criterion(name, "adult", "review", "vitals", when, text)


def _pregnant(name: str, when: Condition, text: Promise) -> Criterion:
    return _red(f"pregnant_{name}", "pregnancy", given(PREGNANT, when), text)


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
    _red("pulse", "circulation", outside("pulse", 50, 150), _("Pulse under 50 or over 150")),
    _red("convulsing", "nerves", ask("convulsing"), _("Has a seizure now")),
    _red(
        "two_signs",
        "nerves",
        at_least(
            2,
            ALTERED,
            ask("stiff_neck"),
            HOT_OR_COLD,
            any_of(ask("headache"), if_known(ask("severe_headache"))),
        ),
        _("Two of: confused or not fully awake, stiff neck, fever or cold, headache"),
    ),
    _red("low_sugar", "nerves", either(ask("low_sugar"), SUGAR_MEASURED), _("Low blood sugar")),
    _red("major_injury", "other", MAJOR_INJURY, _("Dangerous injury or deep burn")),
    _red("poison", "other", ask("poison"), _("Swallowed poison, or met a dangerous chemical")),
    _red("threatened_limb", "other", ask("threatened_limb"), _("Limb may be lost")),
    _red("snake_bite", "other", ask("snake_bite"), _("Bitten by a snake")),
    _red(
        "sudden_pain",
        "other",
        given(above("age_days", years(50)), ask("sudden_pain")),
        _("Over 50 years, with sudden pain in chest or belly"),
    ),
    _red("ecg", "other", if_known(ask("ecg")), _("ECG shows too little blood to the heart")),
    _red("violent", "other", ask("violent"), _("Violent or threatening")),
    _pregnant("heavy_bleeding", ask("heavy_bleeding"), _("Pregnant, and bleeds heavily")),
    _pregnant("belly_pain", ask("belly_pain"), _("Pregnant, with severe pain in the belly")),
    _pregnant(
        "seizure",
        any_of(ask("convulsing"), ask("seizure"), ALTERED),
        _("Pregnant, with a seizure, or confused or not fully awake"),
    ),
    _pregnant("headache", ask("severe_headache"), _("Pregnant, with severe headache")),
    _pregnant("sight", ask("sight"), _("Pregnant, with a sudden change of sight")),
    _pregnant(
        "pressure",
        any_of(from_on("systolic", 160), from_on("diastolic", 110)),
        _("Pregnant, with blood pressure of 160 or 110 or more"),
    ),
    _pregnant("labour", ask("labour"), _("Pregnant, and in labour")),
    _pregnant("injury", any_of(ANY_INJURY, ask("major_injury")), _("Pregnant and injured")),
)

YELLOW: tuple[Criterion, ...] = (
    _yellow("swelling", "breathing", ask("swelling"), _("Swelling or lump in mouth, throat or neck")),
    _yellow("wheeze", "breathing", ask("wheeze"), _("Wheezes")),
    _yellow(
        "vomits_or_diarrhoea",
        "circulation",
        any_of(ask("vomits_all"), ask("diarrhoea")),
        _("Vomits everything, or diarrhoea that does not stop"),
    ),
    _yellow("cannot_drink", "circulation", ask("cannot_drink"), _("Cannot eat or drink")),
    _yellow("pallor", "circulation", ask("pallor"), _("Very pale")),
    _yellow("bleeding", "circulation", ask("bleeding"), _("Still bleeds, not heavily")),
    _yellow("fainted", "circulation", ask("fainted"), _("Fainted a short time ago")),
    _yellow(
        "altered", "nerves", any_of(ALTERED, ask("agitated")), _("Confused, not fully awake, or agitated")
    ),
    _yellow("weakness", "nerves", ask("weakness"), _("Suddenly weak all over")),
    _yellow("one_sided", "nerves", ask("one_sided"), _("Sudden loss of strength, feeling or speech")),
    _yellow("sight", "nerves", ask("sight"), _("Sudden change of sight")),
    _yellow("severe_pain", "nerves", ask("severe_pain"), _("Severe pain")),
    _yellow("rash", "other", ask("rash"), _("New rash, worse within hours or peeling")),
    _yellow("deformed_limb", "other", ask("deformed_limb"), _("Limb freshly out of shape")),
    _yellow("open_fracture", "other", ask("open_fracture"), _("Open fracture")),
    _yellow("dislocation", "other", ask("dislocation"), _("Joint may be dislocated")),
    _yellow("injury", "other", ANY_INJURY, _("Another injury or burn")),
    _yellow("surgery", "other", ask("surgery"), _("Known illness that needs an operation soon")),
    _yellow("assault", "other", ask("assault"), _("Sexual assault")),
    _yellow(
        "testicle",
        "other",
        ask("testicle"),
        _("Sudden pain of a testicle, or an erection that does not end"),
    ),
    _yellow("no_urine", "other", ask("no_urine"), _("Cannot pass urine")),
    _yellow(
        "exposure",
        "other",
        ask("exposure"),
        _("Animal bite, needle or the like that needs protection in time"),
    ),
    _yellow(
        "pregnancy_problem",
        "other",
        given(PREGNANT, ask("pregnancy_problem")),
        _("Sent here because of a problem in pregnancy"),
    ),
)

REVIEW: tuple[Criterion, ...] = (
    _review("pulse", outside("pulse", 60, 130), _("Pulse under 60 or over 130")),
    _review("respirations", outside("respirations", 10, 30), _("Breaths a minute under 10 or over 30")),
    _review("temperature", outside("temperature_c", 36, 39), _("Temperature under 36 or over 39 °C")),
    _review("spo2", below("spo2", 92), _("Oxygen in the blood under 92 %")),
    _review("avpu", one_of("avpu", "v", "p", "u"), _("Not fully awake (AVPU other than A)")),
    _review("concern", ask("concern"), _("Somebody at triage is worried")),
)
