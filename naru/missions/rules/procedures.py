"""Procedures: our own short list of what is done at a station of the clinic, by code; no coding system's text is in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

EDITION = "2026.1"
"""The edition of the list: a code never changes its meaning; a new meaning is a new code."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure: its code, its name, and the specialty whose screen offers it."""

    code: str
    name: str | Promise
    specialty: str


def _of(specialty: str, *pairs: tuple[str, str | Promise]) -> tuple[Procedure, ...]:
    return tuple(Procedure(code, name, specialty) for code, name in pairs)


PROCEDURES: tuple[Procedure, ...] = (
    *_of(
        "medical",
        ("wound.dressing", pgettext_lazy("procedure", "Wound cleaned and dressed")),
        ("wound.suture", pgettext_lazy("procedure", "Wound stitched")),
        ("suture.removal", pgettext_lazy("procedure", "Stitches taken out")),
        ("abscess.drainage", pgettext_lazy("procedure", "Abscess opened and drained")),
        ("foreign_body.removal", pgettext_lazy("procedure", "Foreign body taken out of skin, ear or nose")),
        ("burn.dressing", pgettext_lazy("procedure", "Burn dressed")),
        ("skin.excision", pgettext_lazy("procedure", "Skin growth removed")),
        ("nail.removal", pgettext_lazy("procedure", "Ingrown nail treated")),
        ("fracture.splint", pgettext_lazy("procedure", "Limb put in a splint or plaster")),
        ("joint.reduction", pgettext_lazy("procedure", "Dislocated joint put back")),
        ("joint.injection", pgettext_lazy("procedure", "Injection into a joint or tendon")),
        ("injection", pgettext_lazy("procedure", "Injection into muscle or vein")),
        ("infusion", pgettext_lazy("procedure", "Infusion")),
        ("nebuliser", pgettext_lazy("procedure", "Inhalation by nebuliser")),
        ("oxygen", pgettext_lazy("procedure", "Oxygen given")),
        ("rehydration", pgettext_lazy("procedure", "Rehydration by mouth, watched")),
        ("catheter.urinary", pgettext_lazy("procedure", "Urinary catheter")),
        ("ear.wash", pgettext_lazy("procedure", "Ear washed out")),
        ("ecg", pgettext_lazy("procedure", "Electrocardiogram")),
        ("ultrasound", pgettext_lazy("procedure", "Ultrasound")),
        ("test.glucose", pgettext_lazy("procedure", "Blood sugar measured")),
        ("test.urine", pgettext_lazy("procedure", "Urine test strip")),
        ("test.pregnancy", pgettext_lazy("procedure", "Pregnancy test")),
        ("resuscitation", pgettext_lazy("procedure", "Resuscitation")),
        ("delivery.vaginal", pgettext_lazy("procedure", "Normal birth attended")),
        ("delivery.caesarean", pgettext_lazy("procedure", "Caesarean section")),
        ("delivery.other", pgettext_lazy("procedure", "Birth with vacuum, forceps or breech help")),
        ("obstetric.other", pgettext_lazy("procedure", "Other obstetric procedure")),
        ("surgery.major", pgettext_lazy("procedure", "Operation under general or spinal anaesthesia")),
        ("amputation.limb", pgettext_lazy("procedure", "Amputation of a limb")),
        ("amputation.digit", pgettext_lazy("procedure", "Amputation of a finger or toe")),
        ("rehabilitation.long", pgettext_lazy("procedure", "Found to need long rehabilitation")),
        ("advice.health", pgettext_lazy("procedure", "Health advice")),
    ),
    *_of(
        "dental",
        ("dental.check", pgettext_lazy("procedure", "Dental check")),
        ("dental.scaling", pgettext_lazy("procedure", "Scaling")),
        ("dental.filling", pgettext_lazy("procedure", "Filling")),
        ("dental.extraction", pgettext_lazy("procedure", "Tooth pulled")),
        ("dental.surgical_extraction", pgettext_lazy("procedure", "Tooth removed by surgery")),
        ("dental.pulp", pgettext_lazy("procedure", "Pulp treatment")),
        ("dental.sealant", pgettext_lazy("procedure", "Sealant")),
        ("dental.fluoride", pgettext_lazy("procedure", "Fluoride varnish")),
        ("dental.drainage", pgettext_lazy("procedure", "Dental abscess opened")),
        ("dental.denture_repair", pgettext_lazy("procedure", "Denture repaired")),
        ("dental.xray", pgettext_lazy("procedure", "Dental X-ray")),
    ),
    *_of(
        "korean",
        ("korean.acupuncture", pgettext_lazy("procedure", "Acupuncture")),
        ("korean.electroacupuncture", pgettext_lazy("procedure", "Electroacupuncture")),
        ("korean.moxibustion", pgettext_lazy("procedure", "Moxibustion")),
        ("korean.cupping_dry", pgettext_lazy("procedure", "Dry cupping")),
        ("korean.cupping_wet", pgettext_lazy("procedure", "Wet cupping")),
        ("korean.pharmacopuncture", pgettext_lazy("procedure", "Pharmacopuncture")),
        ("korean.chuna", pgettext_lazy("procedure", "Chuna manual therapy")),
    ),
    *_of(
        "eye",
        ("eye.refraction", pgettext_lazy("procedure", "Eyesight measured")),
        ("eye.glasses", pgettext_lazy("procedure", "Glasses given")),
        ("eye.pressure", pgettext_lazy("procedure", "Eye pressure measured")),
        ("eye.fundus", pgettext_lazy("procedure", "Back of the eye looked at")),
        ("eye.foreign_body", pgettext_lazy("procedure", "Foreign body taken out of the eye")),
        ("eye.cataract", pgettext_lazy("procedure", "Cataract operated")),
        ("eye.pterygium", pgettext_lazy("procedure", "Pterygium removed")),
    ),
)

BY_CODE = {each.code: each for each in PROCEDURES}


def name_of(code: str) -> str:
    """Give a procedure's name in the reader's language, the code itself where the list does not hold it."""
    return str(BY_CODE[code].name) if code in BY_CODE else code


def of_specialty(specialty: str) -> tuple[Procedure, ...]:
    """Give the procedures that a specialty's screen offers, in the order of the list."""
    return tuple(each for each in PROCEDURES if each.specialty == specialty)
