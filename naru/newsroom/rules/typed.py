"""The text as it stands in the editor's fields: its chips in the words of its language, and places there and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from naru.newsroom.rules.backing import CLOSES, OPENS, Draft

_CHIP = re.compile(f"{OPENS}([a-z0-9]{{1,12}}){OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")
_MARKED = re.compile(f"^{OPENS}[^{OPENS}]*{OPENS}|{CLOSES}$")

Writers = Callable[[Iterable[str]], Callable[[str], str]]
"""Gives for the codes of readings what writes each of them as a marked chip."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: where it begins and ends in the checked text and in the editor's field."""

    start: int
    end: int
    there: int
    there_end: int
    is_chip: bool


@dataclass(frozen=True)
class Typed:
    """Paragraphs ready to be checked, and where each stretch of them stands in the editor."""

    parts: Sequence[Mapping[str, str]]
    pieces: Sequence[Sequence[Piece]]

    def place(self, start: int, end: int, draft: Draft) -> tuple[int, int, int]:
        """
        Find a place of the checked text in the editor: which paragraph, from where to where in it.

        Places in the editor count UTF-16 units, as scripts in a browser do.
        """
        for at, (_key, first, last) in enumerate(draft.blocks):
            if first <= start <= last:
                return (
                    at,
                    self._there(at, start - first, is_end=False),
                    self._there(at, end - first, is_end=True),
                )
        return 0, 0, 0

    def _there(self, part: int, place: int, *, is_end: bool) -> int:
        for piece in self.pieces[part]:
            if piece.start <= place < piece.end or (is_end and piece.start < place <= piece.end):
                if piece.is_chip:
                    return piece.there_end if is_end else piece.there
                words = self.parts[part]["plain"][piece.start : place]
                return piece.there + units(words)
        last = self.pieces[part][-1] if self.pieces[part] else None
        return last.there_end if last else 0


def units(text: str) -> int:
    """Count a text's UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def typed(parts: Sequence[Mapping[str, str]], writers: Writers) -> Typed:
    """
    Put the editor's paragraphs into the words of their language.

    A chip stands in the text as `marked` writes it, with whatever words the editor's field shows.
    """
    codes = {found[1] for part in parts for found in _CHIP.finditer(part["text"])}
    said = writers(codes)
    made, places = [], []
    for part in parts:
        text, plain, pieces = _spoken(part["text"], said)
        made.append({"id": part["id"], "kind": part["kind"], "text": text, "plain": plain})
        places.append(pieces)
    return Typed(made, places)


def _spoken(source: str, said: Callable[[str], str]) -> tuple[str, str, list[Piece]]:
    text, plain, there, at = "", "", 0, 0
    pieces: list[Piece] = []

    def add(marked: str, words: str, shown: str, *, is_chip: bool) -> None:
        nonlocal text, plain, there
        if words:
            wide = units(shown)
            pieces.append(Piece(len(plain), len(plain) + len(words), there, there + wide, is_chip))
            text, plain, there = text + marked, plain + words, there + wide

    for found in _CHIP.finditer(source):
        between = _bare(source[at : found.start()])
        add(between, between, between, is_chip=False)
        marked = said(found[1])
        add(marked, _MARKED.sub("", marked), found[2], is_chip=True)
        at = found.end()
    rest = _bare(source[at:])
    add(rest, rest, rest, is_chip=False)
    return text, plain, pieces


def _bare(text: str) -> str:
    """Take out marks that are no part of a chip; a browser's half letters become signs that can be kept."""
    clean = text.replace(OPENS, "").replace(CLOSES, "").replace("\x00", " ")
    return clean if clean.isascii() else clean.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
