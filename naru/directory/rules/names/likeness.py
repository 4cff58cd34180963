"""How alike two names are, from 0 to 100, and for what reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from naru.directory.rules.names.keys import Reading, read
from naru.directory.rules.names.romanising import words


class Reason(TextChoices):
    """Why a name answers to what was asked."""

    SAME = "same", _("The same name")
    ORDER = "order", _("The same words in another order")
    SCRIPT = "script", _("The same name in another script")
    SOUND = "sound", _("Another spelling of the same name")
    PART = "part", _("A part of the name")
    BEGINNING = "beginning", _("The name begins like this")
    LETTER = "letter", _("One letter apart")
    SIMILAR = "similar", _("A similar name")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike (0 to 100), why, and the name that it was found by."""

    score: int
    reason: Reason
    name: str


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two skeletons are within one change, loss, gain or swap of neighbouring letters."""
    return bool(OSA.distance(one, other, score_cutoff=1) <= 1)


def _script(text: str) -> str:
    """Name the script of the first letter of a text: one of latin, cyrillic, hangul, han, other."""
    for letter in text:
        if letter.isalpha():
            if letter < "\u0370" or "\u1e00" <= letter < "\u1f00":
                return "latin"
            if "\u0400" <= letter < "\u0530":
                return "cyrillic"
            if "가" <= letter <= "힣":
                return "hangul"
            return "han" if "\u3400" <= letter <= "\u9fff" else "other"
    return "other"


def _near(asked: Reading, held: Reading) -> bool:
    """Say whether every word asked stands in the name, all but one exactly and that one a letter apart."""
    left = list(held.bones)
    odd = []
    for word in asked.bones:
        if word in left:
            left.remove(word)
        else:
            odd.append(word)
    if len(odd) != 1:
        whole, other = asked.whole, held.whole
        return len(whole) >= 6 and one_letter_apart(whole, other)
    return len(odd[0]) >= 4 and any(one_letter_apart(odd[0], word) for word in left)


def compare(asked: str, names: Iterable[str], *, person: bool) -> Likeness | None:
    """Compare what was asked with the names of one thing; give the best likeness, or nothing below 50."""
    best: Likeness | None = None
    for name in names:
        if (
            name
            and (found := _compare(asked, name, person=person))
            and (not best or found.score > best.score)
        ):
            best = found
    return best


def _compare(asked: str, name: str, *, person: bool) -> Likeness | None:
    typed, kept = words(asked), words(name)
    if not typed or not kept:
        return None
    if typed == kept:
        return Likeness(100, Reason.SAME, name)
    if sorted(typed) == sorted(kept):
        return Likeness(98, Reason.ORDER, name)
    one, other = read(asked, person=person), read(name, person=person)
    if one.general or other.general:
        held = set(one.types) <= set(other.types) and bool(one.types)
        return Likeness(60, Reason.PART, name) if held else None
    fine = fuzz.token_sort_ratio(" ".join(one.plain), " ".join(other.plain))
    tight = fuzz.ratio("".join(one.plain), "".join(other.plain))
    close = max(fine, tight)
    crossed = _script(asked) != _script(name)
    types = set(one.types) & set(other.types)
    apart = bool(one.types) and bool(other.types) and not types
    bonus = (2 if types else 0) - (12 if apart else 0)
    if one.whole == other.whole or sorted(one.bones) == sorted(other.bones) or _turned(one, other):
        if not person and set(one.types) == set(other.types) and close >= 99:
            bonus = 4
        reason = Reason.SCRIPT if crossed else Reason.SOUND
        return _said(86 + close / 12 + bonus, reason, name)
    if set(one.bones) < set(other.bones) or set(other.bones) < set(one.bones) or _within(one, other):
        share = min(len(one.whole), len(other.whole)) / max(len(one.whole), len(other.whole))
        return _said(66 + 20 * share + bonus, Reason.PART, name)
    if len(one.whole) >= 2 and other.whole.startswith(one.whole):
        return _said(62 + 20 * len(one.whole) / len(other.whole) + bonus, Reason.BEGINNING, name)
    if _near(one, other):
        return _said(60 + close / 6 + bonus, Reason.LETTER, name)
    if any(word.startswith(one.bones[-1]) for word in other.bones) and set(one.bones[:-1]) <= set(
        other.bones
    ):
        return _said(60 + bonus, Reason.BEGINNING, name)
    return _said(close * 0.65 + bonus, Reason.SIMILAR, name) if close >= 80 else None


def _turned(one: Reading, other: Reading) -> bool:
    """Say whether one name is the other begun at another of its words, however the words are cut."""
    return any(
        Reading((), part.bones[turn:] + part.bones[:turn]).whole == whole.whole
        for part, whole in ((one, other), (other, one))
        for turn in range(1, len(part.bones))
    )


def _within(one: Reading, other: Reading) -> bool:
    """Say whether one name is a run of neighbouring words of the other, however the words are cut."""
    small, large = sorted((one, other), key=lambda reading: len(reading.whole))
    count = len(large.bones)
    return len(small.whole) >= 2 and any(
        Reading((), large.bones[start:end]).whole == small.whole
        for start in range(count)
        for end in range(start + 1, count + 1)
    )


def _said(score: float, reason: Reason, name: str) -> Likeness | None:
    whole = min(99, round(score))
    return Likeness(whole, reason, name) if whole >= 50 else None
