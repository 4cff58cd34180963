"""How a checker is measured against the corpus: precision and recall of numbers, kinds, values, units, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import Fault, Label, Sample

Checker = Callable[[Sample], tuple[Sequence[Any], Sequence[Any]]]
"""Takes a sample and gives the `Number`s and the `Finding`s that it sees in it."""


@dataclass
class Score:
    """How many were right, how many were said, how many there are; and what went wrong, in words."""

    right: int = 0
    said: int = 0
    there: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was said rightly."""
        return self.right / self.there if self.there else 1.0


def measure(samples: Iterable[Sample], checker: Checker) -> dict[str, Score]:
    """
    Measure a checker.

    `found`: a number stands where a label stands (their places overlap). `span`: at exactly its place.
    `kind`, `value`, `unit`: of those found, the same is said of it; value and unit are counted where
    the label or the checker gives one, since a wrong value for a house number is a fault too. `findings`:
    the code is equal and the places overlap or share the sentence, or the same words are objected to elsewhere.
    """
    scores: dict[str, Score] = defaultdict(Score)
    for sample in samples:
        numbers, findings = checker(sample)
        _numbers(sample, numbers, scores)
        _findings(sample, findings, scores["findings"])
    return scores


def _numbers(sample: Sample, numbers: Sequence[Any], scores: dict[str, Score]) -> None:
    pairs, extra, missing = _paired(sample.labels, numbers)
    for what in ("found", "span", "kind"):
        scores[what].said += len(numbers)
        scores[what].there += len(sample.labels)
    for number in extra:
        scores["found"].wrong.append(f"{sample.name}: no number: {_place(sample, number)}")
    for label in missing:
        scores["found"].wrong.append(f"{sample.name}: missed: {_place(sample, label)}")
    for label, number in pairs:
        scores["found"].right += 1
        for what, same in (
            ("span", (label.start, label.end) == (number.start, number.end)),
            ("kind", label.kind == number.kind),
        ):
            scores[what].right += same
            if not same:
                scores[what].wrong.append(
                    f"{sample.name}: {label.text!r} {label.kind} read as {number.text!r} {number.kind}:"
                    f" {_place(sample, label)}"
                )
    unpaired = [(None, number) for number in extra] + [(label, None) for label in missing]
    for label, number in [*pairs, *unpaired]:
        _compare(sample, scores["value"], label, number, _value_of(label), _said(number))
        _compare(
            sample,
            scores["unit"],
            label,
            number,
            label.unit if label else "",
            number.unit if number else "",
        )


def _compare(sample: Sample, score: Score, label: Any, number: Any, wanted: Any, said: Any) -> None:
    score.there += bool(wanted)
    score.said += bool(said)
    if wanted and said and _close(wanted, said):
        score.right += 1
    elif wanted or said:
        score.wrong.append(f"{sample.name}: {wanted} read as {said}: {_place(sample, label or number)}")


def _close(wanted: Any, said: Any) -> bool:
    if isinstance(wanted, str) or isinstance(said, str):
        return bool(wanted == said)
    return len(wanted) == len(said) and all(
        abs(one - other) <= abs(one) * Decimal("0.001") for one, other in zip(wanted, said, strict=True)
    )


def _value_of(label: Label | None) -> Any:
    if label is None:
        return None
    return label.number if label.number is not None else label.value


def _said(number: Any) -> Any:
    if number is None:
        return None
    if number.said:
        return number.said
    if number.value is None:
        return None
    return (number.value,) if number.upper is None else (number.value, number.upper)


def _paired(
    labels: Sequence[Label], numbers: Sequence[Any]
) -> tuple[list[tuple[Label, Any]], list[Any], list[Label]]:
    """Pair each label with one number that overlaps it, the exact one before all."""
    pairs, used, missing = [], set(), []
    for label in labels:
        near = [
            (abs(number.start - label.start) + abs(number.end - label.end), at)
            for at, number in enumerate(numbers)
            if at not in used and number.start < label.end and label.start < number.end
        ]
        if near:
            _distance, at = min(near)
            used.add(at)
            pairs.append((label, numbers[at]))
        else:
            missing.append(label)
    return pairs, [number for at, number in enumerate(numbers) if at not in used], missing


def _findings(sample: Sample, findings: Sequence[Any], score: Score) -> None:
    left = list(findings)
    score.said += len(findings)
    score.there += len(sample.faults)
    for fault in sample.faults:
        same = next(
            (each for each in left if each.code == fault.code and _same_place(sample, fault, each)), None
        )
        if same is None:
            score.wrong.append(f"{sample.name}: missed {fault.code}: {fault.text}")
            continue
        left.remove(same)
        score.right += 1
    for each in left:
        score.wrong.append(f"{sample.name}: false {each.code}: {_place(sample, each)}")


def _same_place(sample: Sample, fault: Fault, finding: Any) -> bool:
    if fault.text == finding.text:
        return True  # said twice in the text, objected to once
    end = fault.start + len(fault.text)
    if finding.start < end and fault.start < finding.end:
        return True
    one, other = sorted([(fault.start, end), (finding.start, finding.end)])
    between = sample.text[one[1] : other[0]]
    return "\n" not in between and not any(stop in between for stop in (". ", "! ", "? ", "。"))


def _place(sample: Sample, each: Any) -> str:
    start, end = each.start, each.end
    text = sample.text
    return f"{text[max(0, start - 25) : start]}⟦{text[start:end]}⟧{text[end : end + 25]}".replace("\n", "⏎")
