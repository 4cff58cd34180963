"""
What is asked at triage, in words of our own; the facts are those of the WHO/ICRC/MSF Interagency Integrated Triage Tool.

The charts' own text stands under CC BY-NC-SA 3.0 IGO and is not repeated here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    """One question: its code, the part of the chart where it is asked, its words, and the signs that mean yes."""

    code: str
    group: str
    text: Promise
    signs: tuple[Promise, ...] = ()
    child_signs: tuple[Promise, ...] = ()


GROUPS: dict[str, Promise] = {
    "general": _("At first sight"),
    "breathing": _("Airway and breathing"),
    "circulation": _("Circulation"),
    "nerves": _("Mind and nerves"),
    "pregnancy": _("Pregnancy"),
    "injury": _("Injury"),
    "other": _("Other"),
}
"""The parts in which the questions are asked, in order."""

_INJURY_SIGNS = (
    _("Fell from more than twice their own height"),
    _("Something went into the body (not: below elbow or knee with the bleeding stopped)"),
    _("Crushed"),
    _("Injured in several parts of the body"),
    _("Bleeds easily or takes medicine against clotting"),
    _("Pregnant and injured"),
    _("Traffic accident at high speed"),
    _("On foot or bicycle and hit by a vehicle"),
    _("Somebody else in the vehicle died"),
    _("Accident without a seat belt"),
    _("Trapped in or thrown from a vehicle, also a motorcycle"),
    _("Deep burn of more than 15 % of the skin"),
    _("Deep burn all around a limb, or of face or neck"),
    _("Breathed in smoke or fire"),
    _("Deep burn under 2 years or over 70 years of age"),
)

QUESTIONS: tuple[Question, ...] = (
    Question("unresponsive", "general", _("Does not respond to voice or pain")),
    Question("stridor", "breathing", _("Harsh, high sound when breathing in")),
    Question(
        "breathing_distress",
        "breathing",
        _("Struggles to breathe, or lips or tongue are blue"),
        signs=(
            _("Breathes very fast or very slowly"),
            _("Cannot talk or walk without help"),
            _("Confused, sleepy or agitated"),
            _("Breathes with the muscles of neck, ribs or belly"),
        ),
        child_signs=(
            _("Breathes very fast"),
            _("Cannot talk, eat or suck"),
            _("Nostrils widen, or grunts"),
            _("Head nods or chest draws in with each breath"),
        ),
    ),
    Question("swelling", "breathing", _("Swelling or lump in mouth, throat or neck")),
    Question("wheeze", "breathing", _("Wheezes")),
    Question("slow_refill", "circulation", _("Pressed nail takes more than 3 seconds to turn pink")),
    Question("weak_pulse", "circulation", _("Pulse weak and fast")),
    Question("heavy_bleeding", "circulation", _("Bleeds heavily")),
    Question("bleeding", "circulation", _("Still bleeds, not heavily")),
    Question("cold_limbs", "circulation", _("Hands and feet are cold")),
    Question("sunken_eyes", "circulation", _("Eyes are sunken")),
    Question("slow_pinch", "circulation", _("Pinched skin goes back very slowly")),
    Question("drinks_poorly", "circulation", _("Drinks poorly")),
    Question("cannot_drink", "circulation", _("Cannot eat or drink")),
    Question("vomits_all", "circulation", _("Vomits everything")),
    Question("diarrhoea", "circulation", _("Diarrhoea that does not stop")),
    Question("dehydrated", "circulation", _("Looks dehydrated")),
    Question("pallor", "circulation", _("Very pale")),
    Question("fainted", "circulation", _("Fainted a short time ago")),
    Question("convulsing", "nerves", _("Has a seizure now")),
    Question("altered", "nerves", _("Confused or not fully awake")),
    Question("agitated", "nerves", _("Agitated")),
    Question("irritable", "nerves", _("Restless, or cries without end")),
    Question("lethargic", "nerves", _("Limp and sleepy")),
    Question("stiff_neck", "nerves", _("Neck is stiff")),
    Question("feverish", "nerves", _("Feels hot or unusually cold")),
    Question("headache", "nerves", _("Headache")),
    Question("low_sugar", "nerves", _("Low blood sugar, known or suspected")),
    Question("weakness", "nerves", _("Suddenly weak all over")),
    Question("one_sided", "nerves", _("Sudden loss of strength, feeling or speech")),
    Question("sight", "nerves", _("Sudden change of sight")),
    Question("severe_pain", "nerves", _("Severe pain")),
    Question("belly_pain", "pregnancy", _("Severe pain in the belly")),
    Question("seizure", "pregnancy", _("Had a seizure")),
    Question("severe_headache", "pregnancy", _("Severe headache")),
    Question("labour", "pregnancy", _("In labour")),
    Question("pregnancy_problem", "pregnancy", _("Sent here because of a problem in pregnancy")),
    Question("major_injury", "injury", _("Dangerous injury or deep burn"), signs=_INJURY_SIGNS),
    Question(
        "threatened_limb",
        "injury",
        _("Limb may be lost"),
        signs=(
            _("No pulse in the limb"),
            _("Painful, and pale, weak or numb"),
            _("Painful, and swollen hard after an injury"),
        ),
    ),
    Question("deformed_limb", "injury", _("Limb freshly out of shape")),
    Question("open_fracture", "injury", _("Open fracture")),
    Question("dislocation", "injury", _("Joint may be dislocated")),
    Question("burn", "injury", _("Burn with blisters or deeper")),
    Question("injury", "injury", _("Any other injury, also a light burn")),
    Question("poison", "other", _("Swallowed poison, or met a dangerous chemical")),
    Question("snake_bite", "other", _("Bitten by a snake")),
    Question("sudden_pain", "other", _("Sudden pain in chest or belly")),
    Question("ecg", "other", _("ECG shows too little blood to the heart")),
    Question("violent", "other", _("Violent or threatening")),
    Question("rash", "other", _("New rash, worse within hours or peeling")),
    Question("surgery", "other", _("Known illness that needs an operation soon")),
    Question("assault", "other", _("Sexual assault")),
    Question("testicle", "other", _("Sudden pain of a testicle, or an erection that does not end")),
    Question("no_urine", "other", _("Cannot pass urine")),
    Question("exposure", "other", _("Animal bite, needle or the like that needs protection in time")),
    Question("wasted", "other", _("Very thin, or both feet swollen")),
    Question("concern", "general", _("You are worried about this person")),
)
"""Every question, in the order of its part. A question is asked of those whose chart uses it."""

MEASURES: dict[str, Promise] = {
    "age_days": _("Age"),
    "sex": _("Sex"),
    "pregnant": _("Pregnant"),
    "temperature_c": _("Temperature"),
    "pulse": _("Pulse"),
    "respirations": _("Breaths a minute"),
    "systolic": _("Upper blood pressure"),
    "diastolic": _("Lower blood pressure"),
    "spo2": _("Oxygen in the blood"),
    "avpu": _("Awake (AVPU)"),
    "glucose_mmol": _("Blood sugar"),
    "capillary_refill_s": _("Seconds until a pressed nail is pink"),
    "burn_percent": _("Part of the skin burnt"),
}
"""What is measured or known rather than asked."""
