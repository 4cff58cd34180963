"""How the board's own search folds text: letters without case, accents or full-width forms."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "‑": "-"})


def search_key(text: str) -> str:
    """
    Give the text as it is compared: NFKC, without case and accents, Hangul whole, one space between words.

    The same on every database, since none of their own foldings agree.
    """
    split = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", bare)).strip()
