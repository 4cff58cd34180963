"""How a name is read into words, and the keys under which it is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from naru.directory.rules.names.generic import GENERIC, HANGUL_GENERIC, HANGUL_WORDS, HONORIFICS
from naru.directory.rules.names.romanising import is_han, is_hangul, romanise, words
from naru.directory.rules.names.skeletons import join, skeleton

LONGEST = 64
"""A key has at most so many letters; the same cut is made when asking."""
_MOST_WORDS = 8
_LI = "li"  # the family name 이 is written Lee, Yi, Rhee, Li: never I
_DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")
_ADJECTIVE = re.compile(r"(?<=[a-z]{4})s(?:kaya|kiy|kii|kij|koe|koye|kogo|koy|ky|ki)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as it was read: its words romanised, their skeletons, and the general words ("hospital")."""

    plain: tuple[str, ...]
    bones: tuple[str, ...]
    types: tuple[str, ...] = ()
    general: bool = False
    """Whether it holds general words only."""

    @property
    def whole(self) -> str:
        """The skeleton of the whole name written as one word."""
        return join(list(self.bones))[:LONGEST]


def _of_person(word: str, *, alone: bool) -> list[str]:
    """Split a Korean name of two to four syllables into family and given name; leave other words whole."""
    if not is_hangul(word) or not alone or not 2 <= len(word) <= 4:
        return [word]
    cut = 2 if word.startswith(_DOUBLE_SURNAMES) and len(word) > 2 else 1
    return [word[:cut], word[cut:]]


def _is_initial(word: str) -> bool:
    """Say whether a word is an initial: one letter, but no vowel, which Korean names have as a syllable."""
    return len(word) == 1 and word not in "aeiou" and not (is_hangul(word) or is_han(word))


_SPLIT = re.compile("(" + "|".join(sorted([*HANGUL_GENERIC, *HANGUL_WORDS], key=len, reverse=True)) + ")")


def _of_organisation(word: str) -> list[str]:
    """Split a compound of Hangul or Chinese characters around the general words in it."""
    if not (is_hangul(word) or is_han(word)):
        return [word]
    return [piece for piece in _SPLIT.split(word) if piece]


@lru_cache(maxsize=65536)
def read(text: str, *, person: bool) -> Reading:
    """
    Read a name, or what somebody typed to find one.

    Of a person the titles and initials are dropped; of an organisation or place the general words
    ("hospital", "병원", "университет") are set apart as types, each language's under one word. When
    nothing else is left, they are the name.
    """
    pieces: list[str] = []
    found = words(text)
    if person:
        for word in found:
            pieces += _of_person(word, alone=len(found) == 1)
        telling = [piece for piece in pieces if not _is_initial(piece)]
        latin = [_LI if piece == "이" else romanise(piece) for piece in telling or pieces]
        latin = [word for word in latin if word]
        kept = [word for word in latin if word not in HONORIFICS] or latin
        return Reading(tuple(kept[:_MOST_WORDS]), tuple(_skeletons(kept[:_MOST_WORDS])))
    for word in found:
        pieces += _of_organisation(word)
    own: list[str] = []
    types: list[str] = []
    for piece in pieces:
        kind = HANGUL_GENERIC.get(piece)
        word = romanise(piece)
        if kind is None:
            kind = GENERIC.get(piece, GENERIC.get(word))
        if kind is None:
            own.append(_ADJECTIVE.sub("", word) or word)
        elif kind:
            types.append(kind)
    own = [word for word in own if word]
    types = list(dict.fromkeys(types))
    general = not own
    own = (own or [word for piece in pieces if (word := romanise(piece))])[:_MOST_WORDS]
    return Reading(tuple(own), tuple(_skeletons(own)), tuple(types), general and bool(types))


def vocabulary(reading: Reading) -> set[str]:
    """Give the words of a name that a misspelling may be led back to; a two-part given name also joined."""
    bones = reading.bones
    found = set(bones)
    if len(bones) == 3:
        found |= {join(list(bones[:2])), join(list(bones[1:]))}
    return {word[:LONGEST] for word in found if len(word) >= 4}


def _skeletons(plain: list[str]) -> list[str]:
    return [bones[:LONGEST] for word in plain if (bones := skeleton(word))]


def type_key(word: str) -> str:
    """Give the key of a general word; the figure before it keeps it apart from names."""
    return f"0{word}"


def keys(reading: Reading) -> set[str]:
    """
    Give every key under which a name is found.

    Each word, each run of neighbouring words, each pair of words either way round, and the whole name from
    each of its words on: so "Kim Min-jun", "Minjun Kim" and "김민준" share keys however they are cut.
    """
    bones = list(reading.bones)
    count = len(bones)
    found = {
        join(bones[start:end])[:LONGEST] for start in range(count) for end in range(start + 1, count + 1)
    }
    found |= {join(bones[turn:] + bones[:turn])[:LONGEST] for turn in range(count)}
    if count <= 5:
        found |= {
            join([one, other])[:LONGEST]
            for place, one in enumerate(bones)
            for other_place, other in enumerate(bones)
            if place != other_place
        }
    found |= {type_key(word) for word in reading.types}
    return {key for key in found if key}


def near_keys(word: str) -> set[str]:
    """
    Give the keys that a word shares with every word one letter away: itself and itself less one letter.

    Two words within one change, loss, gain or swap of neighbours always share one (the deletion
    neighbourhood of Mor and Fraenkel, 1982). Words of fewer than four letters have only themselves: one
    letter is too much of them.
    """
    if len(word) < 4:
        return {word}
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
