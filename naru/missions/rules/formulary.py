"""The words of the formulary: forms, units, measures and the pictures of a label."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy


class Form(TextChoices):
    """The form in which a medicine is made."""

    TABLET = "tablet", pgettext_lazy("medicine", "Tablet")
    CHEWABLE = "chewable_tablet", pgettext_lazy("medicine", "Chewable tablet")
    DISPERSIBLE = "dispersible_tablet", pgettext_lazy("medicine", "Dispersible tablet")
    PROLONGED = "prolonged_release_tablet", pgettext_lazy("medicine", "Prolonged-release tablet")
    SUBLINGUAL = "sublingual_tablet", pgettext_lazy("medicine", "Sublingual tablet")
    VAGINAL = "vaginal_tablet", pgettext_lazy("medicine", "Vaginal tablet")
    CAPSULE = "capsule", pgettext_lazy("medicine", "Capsule")
    SUSPENSION = "suspension", pgettext_lazy("medicine", "Suspension")
    POWDER = "powder_for_suspension", pgettext_lazy("medicine", "Powder for suspension")
    SYRUP = "syrup", pgettext_lazy("medicine", "Syrup")
    ORAL_DROPS = "oral_drops", pgettext_lazy("medicine", "Oral drops")
    SACHET = "sachet", pgettext_lazy("medicine", "Sachet")
    SUPPOSITORY = "suppository", pgettext_lazy("medicine", "Suppository")
    CREAM = "cream", pgettext_lazy("medicine", "Cream")
    OINTMENT = "ointment", pgettext_lazy("medicine", "Ointment")
    GEL = "gel", pgettext_lazy("medicine", "Gel")
    LOTION = "lotion", pgettext_lazy("medicine", "Lotion")
    SOLUTION = "solution", pgettext_lazy("medicine", "Solution")
    PATCH = "patch", pgettext_lazy("medicine", "Patch")
    MOUTHWASH = "mouthwash", pgettext_lazy("medicine", "Mouthwash")
    EYE_DROPS = "eye_drops", pgettext_lazy("medicine", "Eye drops")
    EYE_OINTMENT = "eye_ointment", pgettext_lazy("medicine", "Eye ointment")
    EAR_DROPS = "ear_drops", pgettext_lazy("medicine", "Ear drops")
    NASAL_SPRAY = "nasal_spray", pgettext_lazy("medicine", "Nasal spray")
    INHALER = "inhaler", pgettext_lazy("medicine", "Inhaler")
    INJECTION = "injection", pgettext_lazy("medicine", "Injection")
    INFUSION = "infusion", pgettext_lazy("medicine", "Infusion")
    CARTRIDGE = "dental_cartridge", pgettext_lazy("medicine", "Dental cartridge")


class Unit(TextChoices):
    """What the pharmacy counts."""

    TABLET = "tablet", pgettext_lazy("medicine", "Tablet")
    CAPSULE = "capsule", pgettext_lazy("medicine", "Capsule")
    BOTTLE = "bottle", pgettext_lazy("medicine", "Bottle")
    TUBE = "tube", pgettext_lazy("medicine", "Tube")
    JAR = "jar", pgettext_lazy("medicine", "Jar")
    SACHET = "sachet", pgettext_lazy("medicine", "Sachet")
    SUPPOSITORY = "suppository", pgettext_lazy("medicine", "Suppository")
    PATCH = "patch", pgettext_lazy("medicine", "Patch")
    INHALER = "inhaler", pgettext_lazy("medicine", "Inhaler")
    AMPOULE = "ampoule", pgettext_lazy("medicine", "Ampoule")
    VIAL = "vial", pgettext_lazy("medicine", "Vial")
    CARTRIDGE = "cartridge", pgettext_lazy("medicine", "Cartridge")
    BAG = "bag", pgettext_lazy("medicine", "Bag")


class Measure(TextChoices):
    """What a dose is counted in."""

    TABLET = "tablet", pgettext_lazy("medicine", "Tablet")
    CAPSULE = "capsule", pgettext_lazy("medicine", "Capsule")
    ML = "ml", pgettext_lazy("medicine", "mL")
    DROP = "drop", pgettext_lazy("medicine", "Drop")
    PUFF = "puff", pgettext_lazy("medicine", "Puff")
    APPLICATION = "application", pgettext_lazy("medicine", "Application")
    PATCH = "patch", pgettext_lazy("medicine", "Patch")
    SACHET = "sachet", pgettext_lazy("medicine", "Sachet")
    SUPPOSITORY = "suppository", pgettext_lazy("medicine", "Suppository")
    AMPOULE = "ampoule", pgettext_lazy("medicine", "Ampoule")
    VIAL = "vial", pgettext_lazy("medicine", "Vial")
    CARTRIDGE = "cartridge", pgettext_lazy("medicine", "Cartridge")


class Pictogram(TextChoices):
    """A picture on the label: how the medicine is taken, when, and what to mind."""

    SWALLOW = "swallow", pgettext_lazy("label", "Swallow with water")
    WHOLE = "whole", pgettext_lazy("label", "Swallow whole")
    CHEW = "chew", pgettext_lazy("label", "Chew")
    DISSOLVE = "dissolve", pgettext_lazy("label", "Dissolve in water")
    UNDER_TONGUE = "under_tongue", pgettext_lazy("label", "Under the tongue")
    SPOON = "spoon", pgettext_lazy("label", "Measure with the spoon")
    SHAKE = "shake", pgettext_lazy("label", "Shake well")
    RECTAL = "rectal", pgettext_lazy("label", "Into the rectum")
    VAGINAL = "vaginal", pgettext_lazy("label", "Into the vagina")
    SKIN = "skin", pgettext_lazy("label", "On the skin")
    EYE = "eye", pgettext_lazy("label", "Into the eye")
    EAR = "ear", pgettext_lazy("label", "Into the ear")
    NOSE = "nose", pgettext_lazy("label", "Into the nose")
    MOUTH = "mouth", pgettext_lazy("label", "In the mouth")
    NO_SWALLOW = "no_swallow", pgettext_lazy("label", "Do not swallow")
    INHALE = "inhale", pgettext_lazy("label", "Breathe in")
    RINSE = "rinse", pgettext_lazy("label", "Rinse the mouth afterwards")
    INJECTION = "injection", pgettext_lazy("label", "Given by injection")
    MORNING = "morning", pgettext_lazy("label", "In the morning")
    NIGHT = "night", pgettext_lazy("label", "At bedtime")
    BEFORE_FOOD = "before_food", pgettext_lazy("label", "Before a meal")
    AFTER_FOOD = "after_food", pgettext_lazy("label", "After a meal")
    WATER = "water", pgettext_lazy("label", "Drink much water")
    DROWSY = "drowsy", pgettext_lazy("label", "May make drowsy")
    NO_ALCOHOL = "no_alcohol", pgettext_lazy("label", "No alcohol")
    KEEP_COLD = "keep_cold", pgettext_lazy("label", "Keep cold")


def why_not_enter(*, taken: bool) -> str | None:
    """Say why a medicine cannot be entered under its code, or nothing if it can."""
    return _("Another medicine has this code.") if taken else None


def why_not_remove(*, removed: bool) -> str | None:
    """Say why a medicine cannot be taken off the formulary, or nothing if it can."""
    return _("It is off the formulary already.") if removed else None
