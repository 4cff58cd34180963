"""Binding that remembers: while somebody types, only the sentence that changed is looked up anew."""

from __future__ import annotations

from functools import lru_cache

from naru.newsroom.rules.checking.binding import Binder, Bound, Shelf
from naru.newsroom.rules.checking.sentence import Sentence
from naru.newsroom.rules.checking.words import Number

MOST = 4_000
"""How many numbers are remembered of one draft's day and title."""

Key = tuple[str, int, str, str, str, str, str]


@lru_cache(maxsize=16)
def _memory(shelf: Shelf, published: int | None, heading: str) -> dict[Key, Bound]:
    return {}


class Remembering(Binder):
    """A binder that knows again what it has bound in the same sentence, under the same title, in the same year."""

    def __init__(self, shelf: Shelf, published: int | None, heading: str = "") -> None:
        super().__init__(shelf, published, heading)
        self._kept = _memory(shelf, published, heading)

    def bind(self, number: Number, sentence: Sentence) -> Bound:
        """Find the reading that a number speaks of, from memory where the sentence is the same."""
        key = (
            sentence.text,
            number.start - sentence.start,
            number.text,
            str(number.kind),
            number.unit,
            number.thing,
            number.qualifier,
        )
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            found = self._kept[key] = super().bind(number, sentence)
        return found
