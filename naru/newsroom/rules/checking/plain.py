"""A text as the finder reads it: one kind of digit, blank and dash, no hidden marks, with the way back."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from .patterns import regex

_HIDDEN = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_ODD = regex(
    "[\u00a0\u2000-\u200a\u202f\u205f\u3000∼～〜−‐‑‒：，．％＋－（）／０-９²\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
)
_FOLDED = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"),
        "\xa0",
    ),
    0x3000: " ",
    **dict.fromkeys(map(ord, "∼～〜"), "~"),
    **dict.fromkeys(map(ord, "−‐‑‒－"), "-"),
    **{ord(wide): narrow for wide, narrow in zip("：，．％＋（）／", ":,.%+()/", strict=True)},
    **{
        point: str(unicodedata.decimal(chr(point)))
        for first in (0xFF10, 0x0660, 0x06F0, 0x0966)
        for point in range(first, first + 10)
    },
}


@dataclass(frozen=True, slots=True)
class Plain:
    """The folded text, with the places from which hidden marks were taken."""

    text: str
    cuts: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()

    def place(self, at: int) -> int:
        """Give the place in the original text of a place in the folded one."""
        if not self.cuts:
            return at
        before = bisect_right(self.cuts, at)
        return at + (self.taken[before - 1] if before else 0)


def plain(text: str) -> Plain:
    """Fold a text for reading numbers."""
    cuts: list[int] = []
    taken: list[int] = []
    if _HIDDEN.search(text):
        parts, at, gone = [], 0, 0
        for hidden in _HIDDEN.finditer(text):
            parts.append(text[at : hidden.start()])
            cuts.append(hidden.start() - gone)
            gone += hidden.end() - hidden.start()
            taken.append(gone)
            at = hidden.end()
        parts.append(text[at:])
        text = "".join(parts)
    if _ODD.search(text):
        text = text.translate(_FOLDED)
    return Plain(text, tuple(cuts), tuple(taken))
