"""A case of triage as `naru triage` reads it: an age, answers and vital signs, checked before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from naru.missions.rules.triage.conditions import MONTH, YEAR
from naru.missions.rules.triage.questions import MEASURES, QUESTIONS

KEYS = (
    "age",
    "age_days",
    "age_months",
    "age_years",
    "birth_on",
    "on",
    "sex",
    "pregnant",
    "answers",
    "others",
    "vitals",
)
OTHER_NAMES = {
    "hr": "pulse",
    "heart_rate": "pulse",
    "rr": "respirations",
    "respiratory_rate": "respirations",
    "temp": "temperature_c",
    "temp_c": "temperature_c",
    "temperature": "temperature_c",
    "sbp": "systolic",
    "dbp": "diastolic",
    "glucose": "glucose_mmol",
    "capillary_refill": "capillary_refill_s",
}
"""Names that others give to the same vital signs."""
UNUSED = ("weight_kg", "height_cm", "allergies", "confirmed")
"""What stands among vital signs and means nothing to triage."""
WORDS: dict[Any, str | None] = {
    "yes": "yes",
    "no": "no",
    True: "yes",
    False: "no",
    "not_assessed": None,
    "not assessed": None,
    "unknown": None,
    "": None,
    None: None,
}


class NotACase(ValueError):  # noqa: N818 - says what is the matter
    """A case cannot be read; the text is the sentence for a person."""


@dataclass(frozen=True)
class Case:
    """One case, read: the answers, the measures, and the vital signs as they came."""

    answers: dict[str, str]
    measures: dict[str, Any]
    vitals: dict[str, Any]


def read_case(told: Any, *, today: date) -> Case:
    """
    Read a case.

    `age_days`, `age_months`, `age_years` (also `age`) or `birth_on` with `on` (else today); `sex`; `pregnant`;
    `answers` {question: `yes` `no` `not_assessed`}; `others`: `no` where all that is not named was assessed and is a
    no; `vitals` as in the body of `vitals.taken`.

    :raises NotACase: with a sentence
    """
    if not isinstance(told, Mapping):
        raise NotACase(_("A case is a JSON object with age, answers and vitals."))
    _known(told, KEYS)
    vitals = _vitals(told.get("vitals"))
    measures: dict[str, Any] = {name: value for name, value in vitals.items() if name in MEASURES}
    measures["age_days"] = _age(told, today)
    measures["sex"] = _word(told, "sex", ("male", "female", "unknown"))
    pregnant = told.get("pregnant", vitals.get("pregnant"))
    measures["pregnant"] = _answer("pregnant", pregnant)
    if measures.get("avpu") is not None:
        measures["avpu"] = _avpu(measures["avpu"])
    return Case(_answers(told), measures, vitals)


def _known(told: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in told:
        if name not in names:
            near = get_close_matches(str(name), names, n=1)
            if near:
                raise NotACase(
                    _("“%(name)s” is not known here. Is it “%(near)s”?") % {"name": name, "near": near[0]}
                )
            raise NotACase(_("“%(name)s” is not known here.") % {"name": name})


def _answers(told: Mapping[str, Any]) -> dict[str, str]:
    given = told.get("answers") or {}
    if not isinstance(given, Mapping):
        raise NotACase(_("The answers are an object: each question’s code with yes, no or not_assessed."))
    codes = tuple(each.code for each in QUESTIONS)
    _known(given, codes)
    others = _answer("others", told.get("others"))
    if others == "yes":
        raise NotACase(_("“others” can only be no: that all the rest was assessed."))
    found = {code: _answer(code, given[code]) if code in given else others for code in codes}
    return {code: answer for code, answer in found.items() if answer}


def _answer(name: str, value: Any) -> str | None:
    plain = value.strip().lower() if isinstance(value, str) else value
    if not isinstance(plain, str | bool | None) or plain not in WORDS:
        raise NotACase(_("“%(name)s”: answer yes, no or not_assessed.") % {"name": name})
    return WORDS[plain]


def _word(told: Mapping[str, Any], name: str, words: tuple[str, ...]) -> str | None:
    value = told.get(name)
    if value is not None and value not in words:
        raise NotACase(_("“%(name)s” is one of %(words)s.") % {"name": name, "words": ", ".join(words)})
    return value


def _avpu(value: Any) -> str:
    plain = str(value).strip().lower()[:1]
    if plain not in ("a", "v", "p", "u"):
        raise NotACase(_("“%(name)s” is one of %(words)s.") % {"name": "avpu", "words": "a, v, p, u"})
    return plain


def _vitals(given: Any) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise NotACase(_("The vital signs are an object: each one’s name with its number."))
    names = tuple(name for name in MEASURES if name not in ("age_days", "sex"))
    _known(given, (*names, *OTHER_NAMES, *UNUSED))
    found: dict[str, Any] = {}
    for told, value in given.items():
        name = OTHER_NAMES.get(told, str(told))
        if name in found and found[name] != value:
            raise NotACase(_("“%(name)s” stands there twice with different values.") % {"name": name})
        is_word = name in ("avpu", "pregnant", "allergies", "confirmed")
        if not is_word and value is not None and not _is_number(value):
            raise NotACase(_("“%(name)s”: write a number.") % {"name": name})
        found[name] = value
    for name, most in (("capillary_refill_s", 60), ("burn_percent", 100)):
        if not 0 <= (found.get(name) or 0) <= most:
            raise NotACase(_("“%(name)s” lies between 0 and %(most)s.") % {"name": name, "most": most})
    return found


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and value == value and abs(value) < 1e9
    )


def _age(told: Mapping[str, Any], today: date) -> int | None:
    given = [
        name
        for name in ("age", "age_days", "age_months", "age_years", "birth_on")
        if told.get(name) is not None
    ]
    if not given:
        return None
    if len(given) > 1:
        raise NotACase(_("Say the age once: %(names)s were given.") % {"names": ", ".join(given)})
    name, value = given[0], told[given[0]]
    if name == "birth_on":
        return (_day(told, "on", today) - _day(told, "birth_on", today)).days
    if not _is_number(value):
        raise NotACase(_("“%(name)s”: write a number.") % {"name": name})
    each = {"age_days": 1.0, "age_months": MONTH}.get(name, YEAR)
    return int(value * each // 1)


def _day(told: Mapping[str, Any], name: str, today: date) -> date:
    value = told.get(name)
    if value is None:
        return today
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotACase(_("“%(name)s” is a day like 1990-05-17.") % {"name": name}) from None
