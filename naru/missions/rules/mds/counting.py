"""Counting: visits of a day in, the report out, in which every cell says from whom and by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from naru.missions.rules.mds import mapping as maps
from naru.missions.rules.mds.facts import Relation, VisitFacts
from naru.missions.rules.mds.items import BY_NO, COLUMNS, ITEMS, TAIL, Split

RELATIONS = {Relation.DIRECT: 44, Relation.INDIRECT: 45, Relation.NONE: 46}
LATEST_PREGNANCY = 60
YOUNGEST_PREGNANCY = 5
"""Below it the form has no cell for a pregnancy."""


@dataclass(frozen=True, slots=True)
class Counted:
    """
    One reason why a visit stands in a cell: the rule's key, and the code it came by.

    `worth` is 1 but for twins.
    """

    visit: UUID
    rule: str
    code: str = ""
    worth: int = 1


@dataclass(frozen=True)
class Report:
    """
    The report of a day: for each column who was counted and why.

    `questions` are visits that could not be placed as they stand (`age`, `sex`, `pregnancy`, `diagnosis`, `exit`,
    `code`); `others` are the codes counted under 29 with their visits.
    """

    day: date
    edition: str
    cells: Mapping[str, tuple[Counted, ...]]
    questions: Mapping[str, tuple[UUID, ...]]
    others: Mapping[str, tuple[UUID, ...]]
    visits: tuple[VisitFacts, ...] = ()
    told: Mapping[int, bool] = field(default_factory=dict)

    def why(self, column: str) -> tuple[Counted, ...]:
        """Give from whom a column was counted, and by which rules, in the order of the visits."""
        return self.cells.get(column, ())

    def of(self, column: str) -> tuple[UUID, ...]:
        """Give the visits counted in a column, each once."""
        return tuple(dict.fromkeys(each.visit for each in self.why(column)))

    def value(self, column: str) -> int:
        """Give a column's number: visits, each once; births by their worth; for a flag 1 or 0, a person's word first."""
        if column.isdecimal() and int(column) in self.told:
            return int(self.told[int(column)])
        if column == "q":
            return sum(each.worth for each in self.why(column))
        found = len(self.of(column))
        return min(found, 1) if column.isdecimal() else found

    def total(self, no: int) -> int:
        """Give an item's total."""
        return self.value(BY_NO[no].total)

    def unplaced(self) -> tuple[UUID, ...]:
        """Give the new consultations that stand in none of items 1 to 3, because the sex is not known."""
        placed = {visit for no in (1, 2, 3) for visit in self.of(BY_NO[no].total)}
        return tuple(visit for visit in self.of("o") if visit not in placed)


def band(no: int, years: int | None) -> str | None:
    """Give the column of an item's age band; nothing for an unknown age, which stands in the total alone."""
    split = BY_NO[no].split
    if years is None or split in (Split.TOTAL, Split.FLAG):
        return None
    if split == Split.TWO_AGES:
        return f"MDS{no}:0" if years < 5 else f"MDS{no}:5-"
    for below, name in ((1, "0"), (5, "1-4"), (18, "5-17"), (65, "18-64")):
        if years < below:
            return f"MDS{no}:{name}"
    return f"MDS{no}:65-"


class _Sheet:
    """The cells while they are filled."""

    def __init__(self) -> None:
        self.cells: dict[str, list[Counted]] = defaultdict(list)
        self.questions: dict[str, list[UUID]] = defaultdict(list)
        self.others: dict[str, list[UUID]] = defaultdict(list)

    def put(self, no: int, facts: VisitFacts, rule: str, code: str = "") -> None:
        one = Counted(facts.visit, rule, code)
        if column := band(no, facts.years):
            self.cells[column].append(one)
        self.cells[BY_NO[no].total].append(one)

    def ask(self, question: str, facts: VisitFacts) -> None:
        if facts.visit not in self.questions[question]:
            self.questions[question].append(facts.visit)


def report(
    visits: Iterable[VisitFacts],
    *,
    day: date,
    mapping: maps.Mapping = maps.CURRENT,
    extra: Iterable[maps.Rule] = (),
    told: Mapping[int, bool] | None = None,
    known: Iterable[str] | None = None,
) -> Report:
    """
    Count the visits of one day and place into the report; visits of other days are left out.

    Health events, sexes, ages and context count new consultations only; procedures and outcomes count whatever
    was done on the day, follow-ups included. `extra` are the additional items of the authority, `told` a
    person's answers to items 51 to 65, `known` all codes of ICD-10 where unknown ones are to be asked about.

    Source: WHO EMT MDS v1.0; how its words are read stands in decision 0042.
    """
    sheet, more = _Sheet(), tuple(extra)
    codes = frozenset(known) if known is not None else None
    of_day = tuple(sorted((each for each in visits if each.day == day), key=lambda each: each.visit))
    for facts in of_day:
        if facts.is_new:
            _person(sheet, facts)
            _events(sheet, facts, mapping, more, codes)
        _doings(sheet, facts, mapping)
        _outcome(sheet, facts, mapping)
    _flags(sheet, mapping)
    return Report(
        day,
        mapping.edition,
        {column: tuple(sheet.cells[column]) for column in COLUMNS if sheet.cells.get(column)},
        {question: tuple(found) for question, found in sorted(sheet.questions.items())},
        {code: tuple(found) for code, found in sorted(sheet.others.items())},
        of_day,
        dict(told or {}),
    )


def _person(sheet: _Sheet, facts: VisitFacts) -> None:
    sheet.cells["o"].append(Counted(facts.visit, "new"))
    years = facts.years
    if years is None:
        sheet.ask("age", facts)
    pregnant = facts.pregnant == "yes"
    if facts.sex == "male":
        if pregnant:
            sheet.ask("pregnancy", facts)
        sheet.put(1, facts, "sex")
    elif facts.sex == "female":
        likely = years is None or YOUNGEST_PREGNANCY <= years <= LATEST_PREGNANCY
        if pregnant and not likely:
            sheet.ask("pregnancy", facts)
        # Below five the form has no cell for a pregnancy; above, what was written stands and is asked about.
        counts = pregnant and (years is None or years >= YOUNGEST_PREGNANCY)
        sheet.put(3 if counts else 2, facts, "sex_pregnant")
    else:
        sheet.ask("sex", facts)
    sheet.put(RELATIONS[facts.relation], facts, "relation")


def _events(
    sheet: _Sheet,
    facts: VisitFacts,
    mapping: maps.Mapping,
    more: tuple[maps.Rule, ...],
    codes: frozenset[str] | None,
) -> None:
    found = facts.new_diagnoses
    if not facts.diagnoses and facts.outcome not in ("left_early", "dead_on_arrival"):
        sheet.ask("diagnosis", facts)
    for diagnosed in found:
        code = maps.plain(diagnosed.code)
        if codes is not None and code not in codes:
            sheet.ask("code", facts)
        asked = [rule for rule in more if rule.fits(code, facts.years)]
        for rule in asked:
            sheet.put(rule.item, facts, rule.key, code)
        rule_found = mapping.event(code, facts.years)
        if rule_found:
            sheet.put(rule_found.item, facts, rule_found.key, code)
            if rule_found.notify:
                sheet.cells["52"].append(Counted(facts.visit, "flag.notify", code))
        besides = mapping.besides(code, facts.years)
        context = [rule for rule in besides if rule.item >= 44]
        for rule in context:
            sheet.put(rule.item, facts, rule.key, code)
        if not rule_found and not asked and not context and code[:3] not in maps.NO_EVENT:
            sheet.put(maps.OTHER, facts, "other", code)
            if facts.visit not in sheet.others[code]:
                sheet.others[code].append(facts.visit)


def _doings(sheet: _Sheet, facts: VisitFacts, mapping: maps.Mapping) -> None:
    for code in dict.fromkeys(facts.procedures):
        if item := mapping.procedures.get(code):
            sheet.put(item, facts, f"procedure.{code}", code)
    for diagnosed in facts.diagnoses if facts.is_new else ():
        code = maps.plain(diagnosed.code)
        for rule in mapping.besides(code, facts.years):
            if rule.item < 44:
                sheet.put(rule.item, facts, rule.key, code)
        if born := maps.LIVE_BIRTHS.get(code):
            sheet.cells["q"].append(Counted(facts.visit, "birth.live", code, born))


def _outcome(sheet: _Sheet, facts: VisitFacts, mapping: maps.Mapping) -> None:
    if not facts.outcome:
        sheet.ask("exit", facts)
    elif facts.outcome == "home":
        if facts.referred:
            sheet.put(39, facts, "exit.referral")
        elif facts.follow_up:
            sheet.put(37, facts, "exit.follow_up")
        else:
            sheet.put(36, facts, "exit.home")
    elif item := mapping.outcomes.get(facts.outcome):
        sheet.put(item, facts, f"exit.{facts.outcome}")
        if item == 40:
            sheet.cells["p"].append(Counted(facts.visit, "exit.admitted"))
    else:
        sheet.ask("exit", facts)


def _flags(sheet: _Sheet, mapping: maps.Mapping) -> None:
    sheet.cells["51"] = [Counted(each.visit, "flag.death") for each in sheet.cells["MDS42"]]
    protected = [each for no in (47, 48, 49, 50) for each in sheet.cells[f"MDS{no}"]]
    sheet.cells["53"] = [Counted(each.visit, "flag.protection", each.code) for each in protected]


def item_of(column: str) -> int | None:
    """Give the number of the item that a column belongs to; nothing for the head, the marker and the tail."""
    if column in TAIL or not any(sign.isdecimal() for sign in column) or column in ("1", "c1", "c2"):
        return None
    return next((item.no for item in ITEMS if column in item.columns), None)
