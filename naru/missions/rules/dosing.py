"""
How much of a medicine, and what speaks against it: the same on the office's server, the laptop and the tablet.

The tablet does this without network from `as_data`, whose shape is
`{"edition", "steps": {measure: step}, "cross": {allergy class: [classes that may react too]}, "limits": {…},
"levels": {level: word}, "sentences": {code: text with %(name)s}, "allergies": {class: word}, "medicines": [medicine…]}`;
a medicine is `{"code", "name", "name_ko", "form", "strength", "unit", "measure", "pack", "mg", "adult_mg", "per_day",
"mg_per_kg", "child_per_day", "most_mg", "most_day_mg", "from_months", "days", "allergy": [class…], "pregnancy", "group",
"atc", "pictograms": [word…]}`, `null` where nothing is known. A **measure** is what a dose is counted in (a tablet, a
mL, a drop), a **unit** what the pharmacy counts (a tablet, a bottle); one unit holds `pack` measures and one measure `mg`
milligrams. All reckoning is in binary floating point with EPSILON, so that Python and TypeScript agree to the last digit;
`tests/missions/dosing_cases.json` holds cases that both must answer alike.

The doses are those of common formularies for the uses of a general clinic; they warn and propose, a clinician decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

EDITION = 1
"""The number of these rules: a prescription says by which it was looked at."""
EPSILON = 1e-9
"""What a quotient may lack and still counts as whole."""
CHILD_DAYS = 4383
"""Under twelve years (in days) the dose goes by weight."""
CHILD_KG = 40.0
"""Under this weight too, whatever the age under eighteen years."""
GROWN_DAYS = 6574
"""From eighteen years (in days) the adult's dose holds, whatever the weight."""
MONTH_DAYS = 30.4375
"""Days of a month on average."""
ABOVE, FAR_ABOVE, BELOW = 1.2, 2.0, 0.5
"""From which multiple of the dose by weight a dose is high, far too high, or low."""
FERTILE_DAYS = (4383, 18262)
"""Between twelve and fifty years a woman is asked whether she is pregnant."""
STEPS: dict[str, float] = {
    "tablet": 0.5,
    "capsule": 1,
    "ml": 0.5,
    "puff": 1,
    "drop": 1,
    "application": 1,
    "patch": 1,
    "sachet": 1,
    "suppository": 1,
    "ampoule": 0.1,
    "vial": 0.1,
    "cartridge": 0.5,
}
"""The smallest part of a measure that can be given."""


class Level(TextChoices):
    """How much a warning weighs."""

    STOP = "stop", pgettext_lazy("warning", "Do not give")
    CAREFUL = "careful", pgettext_lazy("warning", "Think again")
    NOTE = "note", pgettext_lazy("warning", "To know")


class Pregnancy(TextChoices):
    """Whether a medicine may be given in pregnancy."""

    USABLE = "usable", _("May be used in pregnancy")
    CAUTION = "caution", _("In pregnancy only if the benefit is greater")
    AVOID = "avoid", _("Not in pregnancy")


class Allergy(TextChoices):
    """The class to which an allergy belongs."""

    PENICILLIN = "penicillin", _("Penicillins")
    CEPHALOSPORIN = "cephalosporin", _("Cephalosporins")
    MACROLIDE = "macrolide", _("Macrolides")
    TETRACYCLINE = "tetracycline", _("Tetracyclines")
    QUINOLONE = "quinolone", _("Quinolones")
    SULFONAMIDE = "sulfonamide", _("Sulfonamides")
    NITROIMIDAZOLE = "nitroimidazole", _("Nitroimidazoles")
    NITROFURAN = "nitrofuran", _("Nitrofurans")
    AMINOGLYCOSIDE = "aminoglycoside", _("Aminoglycosides")
    CHLORAMPHENICOL = "chloramphenicol", _("Chloramphenicol")
    AZOLE = "azole", _("Azole antifungals")
    BENZIMIDAZOLE = "benzimidazole", _("Benzimidazoles")
    NSAID = "nsaid", _("Aspirin and anti-inflammatory painkillers")
    OPIOID = "opioid", _("Opioids")
    BENZODIAZEPINE = "benzodiazepine", _("Benzodiazepines")
    LOCAL_ANAESTHETIC = "local_anaesthetic", _("Local anaesthetics")
    ACE_INHIBITOR = "ace_inhibitor", _("ACE inhibitors")
    CORTICOSTEROID = "corticosteroid", _("Corticosteroids")
    IODINE = "iodine", _("Iodine")
    CHLORHEXIDINE = "chlorhexidine", _("Chlorhexidine")


CROSS: dict[str, tuple[str, ...]] = {
    "penicillin": ("cephalosporin",),
    "cephalosporin": ("penicillin",),
}
"""Who is allergic to one class may react to another."""

SENTENCES: dict[str, Any] = {
    "allergy": _("Allergic to %(class)s: %(medicine)s belongs to them."),
    "allergy_cross": _("Allergic to %(class)s: %(medicine)s may set off the same reaction."),
    "allergy_word": _("Allergic to %(word)s: that is %(medicine)s."),
    "pregnancy_avoid": _("Pregnant: %(medicine)s is not given in pregnancy."),
    "pregnancy_caution": _("Pregnant: give %(medicine)s only if the benefit is greater than the risk."),
    "pregnancy_unknown": _("Ask whether she is pregnant: %(medicine)s is not given in pregnancy."),
    "duplicate": _("%(medicine)s is prescribed already."),
    "duplicate_group": _("%(other)s is prescribed already and works the same way as %(medicine)s."),
    "too_young": _("%(medicine)s in this form is for %(months)s months of age and older."),
    "weight_missing": _("Weigh first: a child’s dose of %(medicine)s goes by weight."),
    "no_dose": _("The formulary names no dose of %(medicine)s for this age."),
    "over_single": _("%(given)s mg at once is above the highest dose of %(most)s mg."),
    "over_day": _("%(given)s mg a day is above the highest daily dose of %(most)s mg."),
    "over_weight": _("%(given)s mg is above the %(due)s mg that suit %(weight)s kg."),
    "far_over_weight": _("%(given)s mg is more than twice the %(due)s mg that suit %(weight)s kg."),
    "under_weight": _("%(given)s mg is less than half of the %(due)s mg that suit %(weight)s kg."),
    "expired": _("Every lot of %(medicine)s on hand is past its expiry."),
    "no_stock": _("No %(medicine)s is on hand."),
    "short": _("%(on_hand)s of %(quantity)s are on hand: the rest cannot be given."),
    "expires_soon": _("The lot %(lot)s expires on %(day)s, before the medicine is used up."),
}
"""What each warning says; the tablet gets the same sentences in its language."""
LEVELS: dict[str, Level] = {
    "allergy": Level.STOP,
    "allergy_cross": Level.CAREFUL,
    "allergy_word": Level.STOP,
    "pregnancy_avoid": Level.STOP,
    "pregnancy_caution": Level.CAREFUL,
    "pregnancy_unknown": Level.CAREFUL,
    "duplicate": Level.STOP,
    "duplicate_group": Level.CAREFUL,
    "too_young": Level.STOP,
    "weight_missing": Level.CAREFUL,
    "no_dose": Level.CAREFUL,
    "over_single": Level.STOP,
    "over_day": Level.STOP,
    "over_weight": Level.CAREFUL,
    "far_over_weight": Level.STOP,
    "under_weight": Level.NOTE,
    "expired": Level.STOP,
    "no_stock": Level.NOTE,
    "short": Level.NOTE,
    "expires_soon": Level.NOTE,
}
"""How much each warning weighs."""


@dataclass(frozen=True)
class MedicineFacts:
    """One medicine of the formulary as the rules see it; see the shape at the head of this file."""

    code: str
    name: str
    name_ko: str = ""
    form: str = "tablet"
    strength: str = ""
    unit: str = "tablet"
    measure: str = "tablet"
    pack: float = 1
    mg: float | None = None
    adult_mg: float | None = None
    per_day: int = 1
    mg_per_kg: float | None = None
    child_per_day: int | None = None
    most_mg: float | None = None
    most_day_mg: float | None = None
    from_months: int = 0
    days: int = 1
    allergy: tuple[str, ...] = ()
    pregnancy: str = Pregnancy.USABLE
    group: str = ""
    atc: str = ""
    pictograms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Patient:
    """What the rules ask of a resident: sex, age in days, weight in kg, whether pregnant, allergies."""

    sex: str = "unknown"
    age_days: int | None = None
    weight_kg: float | None = None
    pregnant: str = "unknown"
    allergies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lot:
    """A lot on the shelf: its code, its last good day, units on hand."""

    code: str
    expires_on: date
    on_hand: float


@dataclass(frozen=True)
class Dose:
    """A proposed dose: measures at once, how often a day, its milligrams, and what it went by."""

    measures: float
    per_day: int
    mg: float | None
    by: str
    """`weight`, `adult`, or `use` for what is not weighed (creams, drops)."""
    capped: bool = False


@dataclass(frozen=True)
class Warning:
    """One thing that speaks against a line: its code, its level, and the values of its sentence."""

    code: str
    level: Level
    values: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return str(SENTENCES[self.code]) % self.values


def by_weight(medicine: MedicineFacts, patient: Patient) -> bool:
    """Say whether a patient's dose of a medicine goes by weight: children, and light youths."""
    if medicine.mg_per_kg is None or patient.age_days is None or patient.age_days >= GROWN_DAYS:
        return False
    if patient.age_days < CHILD_DAYS:
        return True
    return patient.weight_kg is not None and patient.weight_kg < CHILD_KG


def due_mg(medicine: MedicineFacts, patient: Patient) -> float | None:
    """
    Give the milligrams at once that suit a patient, or nothing where the formulary names none.

    By weight it is mg/kg times kg, never above the highest single dose nor above the highest daily dose shared
    among the doses of a day.
    """
    if not by_weight(medicine, patient):
        return medicine.adult_mg
    if patient.weight_kg is None or medicine.mg_per_kg is None:
        return None
    mg = medicine.mg_per_kg * patient.weight_kg
    if medicine.most_mg is not None:
        mg = min(mg, medicine.most_mg)
    if medicine.most_day_mg is not None:
        mg = min(mg, medicine.most_day_mg / times(medicine, patient))
    return mg


def times(medicine: MedicineFacts, patient: Patient) -> int:
    """Say how often a day the medicine is given."""
    if by_weight(medicine, patient) and medicine.child_per_day:
        return medicine.child_per_day
    return medicine.per_day


def step(medicine: MedicineFacts) -> float:
    """Give the smallest part of a measure that can be given: half a tablet, unless it is swallowed whole."""
    return 1 if "whole" in medicine.pictograms else STEPS.get(medicine.measure, 1)


def propose(medicine: MedicineFacts, patient: Patient) -> Dose | None:
    """
    Propose a dose, rounded down to what can be given, or nothing where none can be proposed.

    Never above the highest dose; nothing where the smallest part would already be more than the dose by weight.
    """
    often = times(medicine, patient)
    if medicine.mg is None:
        return Dose(1, often, None, "use")
    mg = due_mg(medicine, patient)
    if mg is None:
        return None
    part = step(medicine)
    measures = tidy(math.floor(mg / medicine.mg / part + EPSILON) * part)
    if measures <= 0:
        return None
    weighed = by_weight(medicine, patient)
    capped = bool(
        weighed
        and medicine.mg_per_kg is not None
        and patient.weight_kg is not None
        and mg + EPSILON < medicine.mg_per_kg * patient.weight_kg
    )
    return Dose(measures, often, tidy(measures * medicine.mg), "weight" if weighed else "adult", capped)


def quantity(medicine: MedicineFacts, *, dose: float, per_day: float, days: float) -> int:
    """Say how many whole units (tablets, bottles) a course needs: measures at once, times a day, days."""
    return max(math.ceil(dose * per_day * days / medicine.pack - EPSILON), 0)


def warnings(
    medicine: MedicineFacts,
    patient: Patient,
    *,
    dose: float,
    per_day: float,
    days: float,
    others: Sequence[MedicineFacts] = (),
    lots: Sequence[Lot] | None = None,
    on: date,
) -> list[Warning]:
    """
    Say all that speaks against giving a medicine so, the heaviest first.

    `dose` is in measures, `others` are the medicines of the patient's other lines, `lots` what is on hand
    (nothing where the stock is not asked), `on` the day.
    """
    found = [
        *_allergies(medicine, patient),
        *_pregnancy(medicine, patient),
        *_doubles(medicine, others),
        *_doses(medicine, patient, dose=dose, per_day=per_day),
    ]
    if lots is not None:
        found += _stock(medicine, lots, dose=dose, per_day=per_day, days=days, on=on)
    order = list(Level)
    return sorted(found, key=lambda one: order.index(one.level))


def tidy(number: float) -> float:
    """Give a number without the dust of binary fractions: at most four decimals, whole where it is whole."""
    rounded = math.floor(number * 10_000 + 0.5) / 10_000
    return int(rounded) if rounded == int(rounded) else rounded


def fold(word: str) -> str:
    """Give a word as it is compared: small letters, single blanks."""
    return " ".join(word.casefold().split())


def _warn(code: str, **values: Any) -> Warning:
    return Warning(code, LEVELS[code], values)


def _allergies(medicine: MedicineFacts, patient: Patient) -> Iterable[Warning]:
    labels = dict(Allergy.choices)
    names = {fold(name) for name in (medicine.name, medicine.name_ko) if name}
    for allergy in patient.allergies:
        if allergy in medicine.allergy:
            yield _warn("allergy", **{"class": str(labels.get(allergy, allergy)), "medicine": medicine.name})
        elif any(one in CROSS.get(allergy, ()) for one in medicine.allergy):
            yield _warn(
                "allergy_cross", **{"class": str(labels.get(allergy, allergy)), "medicine": medicine.name}
            )
        elif fold(allergy) in names:
            yield _warn("allergy_word", word=allergy, medicine=medicine.name)


def _pregnancy(medicine: MedicineFacts, patient: Patient) -> Iterable[Warning]:
    if patient.sex == "male":
        return
    if patient.pregnant == "yes":
        if medicine.pregnancy == Pregnancy.AVOID:
            yield _warn("pregnancy_avoid", medicine=medicine.name)
        elif medicine.pregnancy == Pregnancy.CAUTION:
            yield _warn("pregnancy_caution", medicine=medicine.name)
    elif patient.pregnant != "no" and medicine.pregnancy == Pregnancy.AVOID:
        first, last = FERTILE_DAYS
        if patient.sex == "female" and (patient.age_days is None or first <= patient.age_days < last):
            yield _warn("pregnancy_unknown", medicine=medicine.name)


def _doubles(medicine: MedicineFacts, others: Sequence[MedicineFacts]) -> Iterable[Warning]:
    seen: set[str] = set()
    for other in others:
        if other.name in seen:
            continue
        seen.add(other.name)
        if other.name == medicine.name:
            yield _warn("duplicate", medicine=medicine.name)
        elif other.group and other.group == medicine.group:
            yield _warn("duplicate_group", medicine=medicine.name, other=other.name)


def _doses(medicine: MedicineFacts, patient: Patient, *, dose: float, per_day: float) -> Iterable[Warning]:
    if patient.age_days is not None and patient.age_days < medicine.from_months * MONTH_DAYS:
        yield _warn("too_young", medicine=medicine.name, months=medicine.from_months)
    if medicine.mg is None:
        return
    mg = dose * medicine.mg
    due = due_mg(medicine, patient)
    weighed = by_weight(medicine, patient)
    if due is None:
        missing = weighed and patient.weight_kg is None
        yield _warn("weight_missing" if missing else "no_dose", medicine=medicine.name)
    if medicine.most_mg is not None and mg > medicine.most_mg + EPSILON:
        yield _warn("over_single", given=tidy(mg), most=tidy(medicine.most_mg))
    if medicine.most_day_mg is not None and mg * per_day > medicine.most_day_mg + EPSILON:
        yield _warn("over_day", given=tidy(mg * per_day), most=tidy(medicine.most_day_mg))
    if weighed and due is not None and patient.weight_kg is not None:
        values = {"given": tidy(mg), "due": tidy(due), "weight": tidy(patient.weight_kg)}
        if mg > FAR_ABOVE * due + EPSILON:
            yield _warn("far_over_weight", **values)
        elif mg > ABOVE * due + EPSILON:
            yield _warn("over_weight", **values)
        elif mg < BELOW * due - EPSILON:
            yield _warn("under_weight", **values)


def _stock(
    medicine: MedicineFacts, lots: Sequence[Lot], *, dose: float, per_day: float, days: float, on: date
) -> Iterable[Warning]:
    held = [lot for lot in lots if lot.on_hand > EPSILON]
    good = sorted((lot for lot in held if lot.expires_on >= on), key=lambda lot: (lot.expires_on, lot.code))
    if not good:
        yield _warn("expired" if held else "no_stock", medicine=medicine.name)
        return
    wanted = quantity(medicine, dose=dose, per_day=per_day, days=days)
    on_hand = sum(lot.on_hand for lot in good)
    if on_hand + EPSILON < wanted:
        yield _warn("short", on_hand=tidy(on_hand), quantity=wanted)
    last, left = on + timedelta(days=max(math.ceil(days - EPSILON), 1) - 1), float(wanted)
    for lot in good:
        if left <= EPSILON:
            return
        left -= lot.on_hand
        if lot.expires_on < last:
            yield _warn("expires_soon", lot=lot.code, day=lot.expires_on.isoformat())


def as_data(medicines: Iterable[MedicineFacts]) -> dict[str, Any]:
    """Give the formulary and these rules as JSON data, the sentences in the language in force."""
    return {
        "edition": EDITION,
        "steps": dict(STEPS),
        "cross": {one: list(others) for one, others in CROSS.items()},
        "limits": {
            "child_days": CHILD_DAYS,
            "child_kg": CHILD_KG,
            "grown_days": GROWN_DAYS,
            "month_days": MONTH_DAYS,
            "above": ABOVE,
            "far_above": FAR_ABOVE,
            "below": BELOW,
            "fertile_days": list(FERTILE_DAYS),
            "epsilon": EPSILON,
        },
        "levels": {code: level.value for code, level in LEVELS.items()},
        "level_words": {level.value: str(level.label) for level in Level},
        "sentences": {code: str(sentence) for code, sentence in SENTENCES.items()},
        "allergies": {value: str(label) for value, label in Allergy.choices},
        "medicines": [medicine_data(one) for one in medicines],
    }


def medicine_data(medicine: MedicineFacts) -> dict[str, Any]:
    """Give one medicine as JSON data."""
    return asdict(medicine) | {"allergy": list(medicine.allergy), "pictograms": list(medicine.pictograms)}


def medicine_of(data: Mapping[str, Any]) -> MedicineFacts:
    """Read a medicine from its JSON data."""
    known = {one.name for one in fields(MedicineFacts)}
    told = {key: value for key, value in data.items() if key in known}
    return MedicineFacts(
        **told | {"allergy": tuple(told.get("allergy", ())), "pictograms": tuple(told.get("pictograms", ()))}
    )


def why_not_medicine(medicine: MedicineFacts) -> str | None:
    """Say why the facts of a medicine do not hold together, or nothing if they do."""
    if medicine.pack <= 0:
        return gettext("A unit holds more than nothing.")
    if medicine.mg is not None and medicine.mg <= 0:
        return gettext("A measure holds more than 0 mg, or the field stays empty.")
    if medicine.mg is None and (medicine.adult_mg or medicine.mg_per_kg or medicine.most_mg):
        return gettext("Say how many mg one measure holds, or leave the doses empty.")
    if medicine.mg_per_kg and not medicine.child_per_day:
        return gettext("Say how often a day a child gets it.")
    if medicine.adult_mg and medicine.most_mg and medicine.adult_mg > medicine.most_mg:
        return gettext("The adult’s dose is above the highest dose.")
    if (
        medicine.adult_mg
        and medicine.most_day_mg
        and medicine.adult_mg * medicine.per_day > medicine.most_day_mg
    ):
        return gettext("The adult’s doses of a day are above the highest daily dose.")
    if unknown := set(medicine.allergy) - set(Allergy.values):
        return gettext("There is no allergy class “%(word)s”.") % {"word": sorted(unknown)[0]}
    return None
