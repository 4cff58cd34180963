"""What backs a number that is printed: a reading, a document, or a reason why none is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from naru.newsroom.rules.checking.words import Finding, Number

OPENS, CLOSES = "\ue000", "\ue001"
"""Marks around a chip's words while a draft becomes text; they stand in no writing system."""

ALIKE = 0.5
"""How much of a sentence must still stand for what backed a number in it to hold."""


class How(TextChoices):
    """How a number is backed."""

    BOUND = "bound", pgettext_lazy("number", "Bound to a reading")
    CITED = "cited", pgettext_lazy("number", "Cited from a document")
    WAIVED = "waived", pgettext_lazy("number", "Waived with a reason")


SHORTEST = 5
"""How many letters a reason or a document's name has at least."""


@dataclass(frozen=True, slots=True)
class Backing:
    """
    What somebody said in support of a number (`finding` is empty) or of a passage that a finding objects to.

    `text` is the number as printed, `unit` what it counts, `sentence` the words around it at that time,
    `reading` the code of the reading that it is bound to.
    """

    key: int
    text: str
    unit: str
    value: Decimal | None
    sentence: str
    how: str
    finding: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A quoted reading in a text: its place and code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin as one text: where each of its paragraphs stands, and the readings that it quotes."""

    text: str
    title_end: int
    blocks: tuple[tuple[str, int, int], ...]
    chips: tuple[Chip, ...]

    def block_of(self, place: int) -> str:
        """Give the id of the paragraph in which a place lies."""
        return next((key for key, start, end in self.blocks if start <= place <= end), "")

    def chip_at(self, start: int, end: int) -> Chip | None:
        """Give the chip that a place belongs to."""
        return next((chip for chip in self.chips if chip.start < end and start < chip.end), None)


def marked(code: str, said: str) -> str:
    """Write a chip's words so that `draft` finds them again."""
    return f"{OPENS}{code}{OPENS}{said}{CLOSES}"


_CHIP = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")


def draft(parts: Sequence[Mapping[str, str]]) -> Draft:
    """Put paragraphs ({"id", "kind", "text"}, chips as `marked` writes them) together into one text."""
    text, blocks, chips = "", [], []
    title_end = 0
    for part in parts:
        start = len(text)
        at = 0
        for found in _CHIP.finditer(part["text"]):
            text += part["text"][at : found.start()]
            chips.append(Chip(len(text), len(text) + len(found[2]), found[1]))
            text += found[2]
            at = found.end()
        text += part["text"][at:]
        blocks.append((part["id"], start, len(text)))
        if part["kind"] == "title":
            title_end = len(text)
        text += "\n\n"
    return Draft(text.rstrip("\n") + "\n", title_end, tuple(blocks), tuple(chips))


_WORDS = re.compile(r"[^\W_]+")


def _similar(one: str, other: str) -> float:
    first, second = set(_WORDS.findall(one.casefold())), set(_WORDS.findall(other.casefold()))
    return len(first & second) / len(first | second) if first and second else float(one == other)


def _holds(backing: Backing, text: str, sentence: str) -> bool:
    return backing.text == text and (
        backing.sentence == sentence or _similar(backing.sentence, sentence) >= ALIKE
    )


def backing_of(number: Number, sentence: str, backings: Iterable[Backing]) -> Backing | None:
    """Find what backs a number: the same printed words in the same sentence, or in one that is still much like it."""
    return next(
        (
            one
            for one in backings
            if not one.finding and one.unit == number.unit and _holds(one, number.text, sentence)
        ),
        None,
    )


def excuse_of(finding: Finding, sentence: str, backings: Iterable[Backing]) -> Backing | None:
    """Find the reason that was given for leaving a finding as it is."""
    return next(
        (one for one in backings if one.finding == finding.code and _holds(one, finding.text, sentence)), None
    )


def why_not_publish(numbers: Sequence[str], findings: Sequence[str]) -> str | None:
    """
    Say why a bulletin cannot go out, or nothing if it can.

    `numbers` are the printed quantities and shares that nobody backs, `findings` the printed passages that
    cannot be right and that nobody has answered.
    """
    said = []
    if numbers:
        said.append(
            ngettext(
                "One number is not backed yet: %(which)s. Bind it to a reading, cite a document, or waive it "
                "with a reason.",
                "%(many)s numbers are not backed yet: %(which)s. Bind each to a reading, cite a document, or waive "
                "it with a reason.",
                len(numbers),
            )
            % {"many": len(numbers), "which": _few(numbers)}
        )
    if findings:
        said.append(
            ngettext(
                "One passage cannot be right: %(which)s. Mend it, or say why it stands.",
                "%(many)s passages cannot be right: %(which)s. Mend each, or say why it stands.",
                len(findings),
            )
            % {"many": len(findings), "which": _few(findings)}
        )
    return " ".join(said) or None


def _few(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in words[:5])
    return shown if len(words) <= 5 else shown + " …"


def why_not_back(
    *,
    how: str,
    has_reading: bool = False,
    agrees: bool = True,
    document: str = "",
    url: str = "",
    reason: str = "",
) -> str | None:
    """Say why a number cannot be backed in this way; `agrees` is whether the reading says the printed value."""
    if how == How.BOUND and not has_reading:
        return _("Choose the reading that the number speaks of.")
    if how == How.BOUND and not agrees:
        return _("The reading says another value. Correct the text, or choose another reading.")
    if how == How.CITED and len(document.strip()) < SHORTEST:
        return _("Name the document that prints the number.")
    if how == How.CITED and url and not url.startswith(("http://", "https://")):
        return _("The address of a document begins with http:// or https://.")
    if how == How.WAIVED and len(reason.strip()) < SHORTEST:
        return _("Say in a sentence why the number needs no source.")
    return None


def why_not_let_stand(*, reason: str) -> str | None:
    """Say why a finding cannot be left as it is."""
    if len(reason.strip()) < SHORTEST:
        return _("Say in a sentence why the passage stands as it is.")
    return None


def without_marks(value: Any) -> Any:
    """Take the marks of chips out of raw blocks, so that nobody can type a chip."""
    if isinstance(value, str):
        return value.replace(OPENS, "").replace(CLOSES, "")
    if isinstance(value, Mapping):
        return {key: without_marks(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_marks(inner) for inner in value]
    return value
