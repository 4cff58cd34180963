"""
The judge of triage: one evaluator over the published data; `field/src/triage.ts` is the same in TypeScript.

Nothing here knows a criterion. What is not assessed is neither yes nor no, and green takes a no to every criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from naru.missions.rules.triage.conditions import Condition

Answers = Mapping[str, str]
"""`yes` or `no` by the code of a question; what is missing was not assessed."""
Measures = Mapping[str, Any]
"""A number or a word by the name of a measure; what is missing or None was not taken."""
RANK = {"none": 0, "green": 0, "review": 1, "yellow": 1, "red": 2}


@dataclass(frozen=True)
class Judgement:
    """
    What triage says: the colour, the codes that gave it, and what it does not know.

    `criteria` are the codes of the criteria of that colour. `review` are the vital signs of high risk and the worry
    that want the supervising clinician, whatever the colour. `not_assessed` are questions and measures that were not
    assessed and would still be needed before green. `could_rise` says whether they could still give a higher colour.
    """

    colour: str
    criteria: tuple[str, ...]
    review: tuple[str, ...]
    not_assessed: tuple[str, ...]
    could_rise: bool

    def told(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "colour": self.colour,
            "criteria": list(self.criteria),
            "review": list(self.review),
            "not_assessed": list(self.not_assessed),
            "could_rise": self.could_rise,
        }


def holds(condition: Condition, answers: Answers, measures: Measures) -> bool | None:
    """Say whether a condition is yes, no, or (None) not assessed."""
    if "ask" in condition:
        return {"yes": True, "no": False}.get(answers.get(condition["ask"], ""))
    if "of" in condition:
        return _compare(measures.get(condition["of"]), condition["is"], condition["to"])
    if "if_known" in condition:
        return holds(condition["if_known"], answers, measures) is True
    if "given" in condition:
        gate = holds(condition["given"], answers, measures)
        return holds(condition["then"], answers, measures) if gate else gate
    if "either" in condition:
        found = [holds(each, answers, measures) for each in condition["either"]]
        return True if True in found else False if False in found else None
    found = [holds(each, answers, measures) for each in condition["among"]]
    sure, open_ = found.count(True), found.count(None)
    return True if sure >= condition["least"] else None if sure + open_ >= condition["least"] else False


def _compare(value: Any, how: str, limit: Any) -> bool | None:
    if value is None:
        return None
    if how == "in":
        return value in limit
    if how == "<":
        return bool(value < limit)
    if how == "<=":
        return bool(value <= limit)
    return bool(value > limit if how == ">" else value >= limit)


def missing(condition: Condition, answers: Answers, measures: Measures) -> Iterator[str]:
    """
    Name what a condition asks and was not assessed, also where the rest of a group already decides it.

    Somebody is green when everything was looked at, not when what was looked at happens to be enough.
    """
    worth = holds(condition, answers, measures)
    if "ask" in condition or "of" in condition:
        if worth is None:
            yield condition.get("ask") or condition["of"]
    elif "given" in condition:
        gate = holds(condition["given"], answers, measures)
        if gate is not False:
            yield from missing(condition["then"] if gate else condition["given"], answers, measures)
    elif "either" in condition:
        if worth is None:
            yield from missing(condition["either"][0], answers, measures)
    elif "among" in condition:
        for each in condition["among"]:
            yield from missing(each, answers, measures)


def judge(data: Mapping[str, Any], answers: Answers, measures: Measures) -> Judgement:
    """
    Judge how soon somebody must be seen, over the data of `as_data()`.

    A red criterion makes red, else a yellow one yellow, else a vital sign of high risk or worry yellow, for the
    supervising clinician to look at. Else green if all that the chart asks was assessed, and none if not. Where the
    age is not known, the criteria of both charts count, and it is never green.
    """
    known = dict(measures)
    for each in data["assumed"]:
        if known.get(each["measure"]) is None and holds(each["when"], answers, known) is True:
            known[each["measure"]] = each["value"]
    found: dict[str, list[str]] = {"red": [], "yellow": [], "review": []}
    needed: dict[str, None] = {}
    highest_open = 0
    for each in data["criteria"]:
        if holds(data["charts"][each["chart"]], answers, known) is False:
            continue
        worth = holds(each["when"], answers, known)
        if worth is True:
            found[each["level"]].append(each["code"])
            continue
        needed |= dict.fromkeys(missing(each["when"], answers, known))
        if worth is None:
            highest_open = max(highest_open, RANK[each["level"]])
    if known.get("age_days") is None:
        needed = {"age_days": None, **needed}
    level = next((level for level in ("red", "yellow", "review") if found[level]), None)
    colour = ("yellow" if level == "review" else level) if level else "none" if needed else "green"
    return Judgement(
        colour=colour,
        criteria=tuple(found[level]) if level else (),
        review=tuple(found["review"]),
        not_assessed=tuple(needed),
        could_rise=colour == "none" or highest_open > RANK[colour],
    )
