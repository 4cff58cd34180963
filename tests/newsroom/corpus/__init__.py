"""The corpus of the figure checker: bulletins in which each number is marked, and how they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
MARK = re.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<rest>[^⟧]*)⟧")
KINDS = {
    "quantity",
    "share",
    "date",
    "time",
    "duration",
    "ordinal",
    "name",
    "identifier",
    "boilerplate",
}


@dataclass(frozen=True)
class Label:
    """One marked number: its place in the text without marks, and what it is."""

    text: str
    start: int
    end: int
    kind: str
    value: str
    unit: str
    approximate: bool

    @property
    def number(self) -> tuple[Decimal, ...] | None:
        """The value as one or two decimals, nothing for dates and names."""
        if not self.value or self.kind in {"date", "time"}:
            return None
        return tuple(Decimal(each) for each in self.value.split("/"))


@dataclass(frozen=True)
class Fault:
    """One finding that a careful reader would name."""

    code: str
    text: str
    start: int
    expected: str


@dataclass(frozen=True)
class Sample:
    """One bulletin of the corpus."""

    name: str
    language: str
    style: str
    published_on: date
    title: str
    text: str
    labels: tuple[Label, ...]
    faults: tuple[Fault, ...]


def _unmarked(marked: str) -> tuple[str, list[Label]]:
    plain, labels, at = [], [], 0
    length = 0
    for mark in MARK.finditer(marked):
        before = marked[at : mark.start()]
        plain += [before, mark["text"]]
        length += len(before)
        parts = [*mark["rest"].split("|"), "", "", ""]
        kind, value, unit, loose = (part.strip() for part in parts[:4])
        if unit == "~":
            unit, loose = "", "~"
        if kind not in KINDS:
            raise ValueError(f"{mark[0]} has no kind that we know")
        labels.append(
            Label(mark["text"], length, length + len(mark["text"]), kind, value, unit, loose == "~")
        )
        length += len(mark["text"])
        at = mark.end()
    plain.append(marked[at:])
    return "".join(plain), labels


def _place(text: str, words: str, labels: list[Label]) -> int:
    """Find where a finding's words stand: where they begin with a mark if they do so anywhere, else first."""
    starts = {label.start for label in labels}
    places = [found.start() for found in re.finditer(re.escape(words), text)]
    return next((place for place in places if place in starts), places[0])


def read(path: Path) -> Sample:
    """Read one file of the corpus."""
    head, _line, body = path.read_text(encoding="utf-8").partition("\n---\n")
    said: dict[str, str] = {}
    faults = []
    for line in head.splitlines():
        key, _colon, value = line.partition(":")
        if key == "finding":
            faults.append([part.strip() for part in (value + " | |").split("|")][:3])
        else:
            said[key.strip()] = value.strip()
    text, labels = _unmarked(f"{said['title']}\n\n{body.strip()}\n")
    found = []
    for code, words, expected in faults:
        if words not in text:
            raise ValueError(f"{path.name}: the finding's words {words!r} stand nowhere in the text")
        found.append(Fault(code, words, _place(text, words, labels), expected))
    return Sample(
        name=path.stem,
        language=said["language"],
        style=said["style"],
        published_on=date.fromisoformat(said["published"]),
        title=text.partition("\n")[0],
        text=text,
        labels=tuple(labels),
        faults=tuple(found),
    )


def samples(part: str) -> list[Sample]:
    """Read a part of the corpus, `open` or `aside`, in the order of names."""
    return [read(path) for path in sorted((HERE / part).glob("*.txt"))]
