"""How each number and each finding of a draft stands: what backs it, and whether it may go out so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naru.newsroom.rules.backing import Backing, Chip, Draft, How, backing_of, excuse_of
from naru.newsroom.rules.checking.binding import Known, agrees
from naru.newsroom.rules.checking.check import Checked, Judged
from naru.newsroom.rules.checking.pages import Page
from naru.newsroom.rules.checking.sentences import sentences
from naru.newsroom.rules.checking.words import Finding, Number, NumberVerdict

QUOTED = "quoted"
"""How a number is backed that is a chip: the reading itself is printed."""
CITED = "cited"
"""The verdict on a number that is taken from a document."""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a number of a draft stands.

    `how` is quoted, bound, cited, waived or empty; `code` the reading that it is bound to or that is
    suggested, `newer` the one that corrected it since. `also` are other readings that could be meant.
    """

    number: Number
    sentence: str
    verdict: str
    how: str = ""
    code: str = ""
    newer: str = ""
    also: tuple[str, ...] = ()
    backing: Backing | None = None
    chip: Chip | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody stands by it yet."""
        return self.number.is_claimed and (not self.how or self.verdict == NumberVerdict.CONTRADICTS)

    @property
    def may_bind(self) -> bool:
        """Whether one word is enough to bind it to the reading that is suggested."""
        return self.is_open and not self.how and self.verdict == NumberVerdict.AGREES and bool(self.code)


@dataclass(frozen=True, slots=True)
class Objection:
    """How a finding stands: with the reason for which somebody left the passage as it is, or open."""

    finding: Finding
    sentence: str
    backing: Backing | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.backing is None


@dataclass(frozen=True, slots=True)
class Report:
    """A draft as it was checked: its numbers and findings in the order of the text."""

    draft: Draft
    numbers: tuple[Standing, ...]
    findings: tuple[Objection, ...]

    @property
    def open_numbers(self) -> list[Standing]:
        """The numbers that nobody stands by."""
        return [one for one in self.numbers if one.is_open]

    @property
    def open_findings(self) -> list[Objection]:
        """The findings that nobody has answered."""
        return [one for one in self.findings if one.is_open]

    @property
    def claimed(self) -> list[Standing]:
        """The numbers that somebody must stand by."""
        return [one for one in self.numbers if one.number.is_claimed]


def page_of(draft: Draft, language: str, published_on: object) -> Page:
    """Give a draft as the page that the checker reads."""
    end = draft.title_end
    return Page(
        text=draft.text,
        language=language,
        title=draft.text[:end],
        published_on=published_on,  # type: ignore[arg-type]
        titles=((0, end),) if end else (),
    )


def stands_by(number: Number, values: Iterable[Known]) -> bool:
    """Say whether a number can be said of one of a reading's values in its unit, rounding apart."""
    return any(_alike(number.unit, one.unit) and agrees(number, one) for one in values)


def _alike(unit: str, other: str) -> bool:
    return unit == other or not unit or ("percent" not in {unit, other} and "krw" not in {unit, other})


def report(
    draft: Draft,
    checked: Checked,
    backings: Sequence[Backing],
    *,
    values: Mapping[str, Sequence[Known]],
    newest: Mapping[str, str],
) -> Report:
    """
    Say how each number and finding of a checked draft stands.

    `values` are what readings say by their code, `newest` the codes of those that stand today in the place
    of the quoted and bound ones.
    """
    spans = sentences(draft.text)
    starts = [start for start, _end in spans]

    def around(place: int) -> str:
        at = bisect_right(starts, place) - 1
        return draft.text[spans[at][0] : spans[at][1]] if at >= 0 else ""

    numbers = tuple(
        _standing(judged, around(judged.number.start), draft, backings, values, newest)
        for judged in checked.numbers
    )
    findings = tuple(
        Objection(one, sentence := around(one.start), excuse_of(one, sentence, backings))
        for one in checked.findings
    )
    return Report(draft, numbers, findings)


def _standing(
    judged: Judged,
    sentence: str,
    draft: Draft,
    backings: Sequence[Backing],
    values: Mapping[str, Sequence[Known]],
    newest: Mapping[str, str],
) -> Standing:
    number, bound = judged.number, judged.bound
    chip = draft.chip_at(number.start, number.end)
    if not number.is_claimed:
        return Standing(number, sentence, "", chip=chip)
    if chip and chip.code in newest:
        whole = chip.start <= number.start and number.end <= chip.end
        if whole or stands_by(number, values.get(chip.code, ())):
            newer = newest[chip.code] if newest[chip.code] != chip.code else ""
            return Standing(number, sentence, NumberVerdict.AGREES, QUOTED, chip.code, newer, chip=chip)
    also = tuple(dict.fromkeys(one.code for one in bound.also))
    backing = backing_of(number, sentence, backings)
    if backing is None:
        code = bound.known.code if bound.known else ""
        return Standing(number, sentence, str(bound.verdict), "", code, "", also, None, chip)
    if backing.how == How.BOUND:
        now = newest.get(backing.reading, backing.reading)
        verdict = (
            NumberVerdict.AGREES if stands_by(number, values.get(now, ())) else NumberVerdict.CONTRADICTS
        )
        newer = now if now != backing.reading else ""
        return Standing(number, sentence, verdict, How.BOUND, backing.reading, newer, also, backing, chip)
    said = CITED if backing.how == How.CITED else str(NumberVerdict.WAIVED)
    return Standing(number, sentence, said, backing.how, "", "", also, backing, chip)
