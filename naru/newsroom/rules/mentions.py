"""What a text tells of: names of the directory found in it, and activities of the same days and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from anyascii import anyascii
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from naru.newsroom.rules.scripts import HANGUL
from naru.newsroom.rules.search import search_key

HOME = "KR"
"""The programme's own country: every bulletin is from there, so it is not suggested."""


class Reason(TextChoices):
    """Why a link is suggested."""

    NAME = "name", _("The name stands in the text")
    TRANSLITERATED = "transliterated", _("The name stands in the text in another script")
    SHARED_NAME = "shared_name", _("The name stands in the text, and more than one bears it")
    TITLE = "title", _("The title stands in the text")
    DAYS_AND_PLACE = "days_and_place", _("Same days, and the place is named")
    DAYS_AND_KIND = "days_and_kind", _("Same days and the same kind of work")
    BY_HAND = "by_hand", _("Added by hand")


@dataclass(frozen=True)
class Name:
    """One name of one row of the directory: `kind` is person, organisation, place or country."""

    kind: str
    key: str
    text: str


@dataclass(frozen=True)
class Mention:
    """A row that a text seems to tell of, as it was found, in which passage and why."""

    kind: str
    key: str
    found: str
    passage: str
    reason: Reason


@dataclass(frozen=True)
class Undertaking:
    """What of an activity is compared: titles, days (end exclusive), kind, and keys of place and country."""

    key: str
    titles: tuple[str, ...]
    since: date | None
    until: date | None
    kind: str
    place: str | None
    country: str | None


KINDS: dict[str, frozenset[str]] = {
    "training": frozenset({"course", "workshop", "online_conference"}),
    "coordinators": frozenset({"course", "workshop"}),
    "patients": frozenset({"sponsored_invitation"}),
    "fairs": frozenset({"fair", "forum", "export_conference"}),
    "missions": frozenset({"mission", "consignment"}),
    "exchange": frozenset({"exchange_visit", "consignment", "export_conference"}),
}
"""Which kinds of activity a category of bulletins tells of."""

SHORT = timedelta(days=45)
"""The longest span of days that says by itself when something was; what lasts longer shares days with much."""
_WORD = re.compile(r"[^\W\d_]{3,}")

_WORDLIKE = re.compile(r"\w", re.UNICODE)


def _long_enough(name: str) -> bool:
    return len(name) >= (2 if HANGUL.search(name) else 4)


_PARTICLES = (
    "에서는|에서도|에서|에게|에는|에도|에|으로|로|이라는|이란|이다|이며|이나|이고|은|는|이|가|을|를|의|와|과|도|만"
    "|까지|부터|보다|처럼|및|등|시|씨|측"
)
_AFTER_HANGUL = re.compile(rf"(?:{_PARTICLES}){{0,2}}(?![가-힣])")
"""What may follow a Korean name in a word: particles, and a few words that are written onto names."""


def _at(text: str, name: str) -> int:
    """
    Find a whole name: no letter before it, and after it only what is no part of a longer word.

    Korean names are found with and without the spaces between their parts, and with particles behind them.
    """
    hangul = bool(HANGUL.match(name[-1]))
    pattern = re.escape(name).replace("\\ ", " ?") if hangul else re.escape(name)
    for found in re.finditer(pattern, text):
        if found.start() and _WORDLIKE.match(text[found.start() - 1]):
            continue
        rest = text[found.end() :]
        if (
            (_AFTER_HANGUL.match(rest) and not re.match(r"[a-z0-9]", rest))
            if hangul
            else not _WORDLIKE.match(rest[:1] or " ")
        ):
            return found.start()
    return -1


def _written_as_name(paragraph: str, found: str) -> bool:
    """Say whether a Latin or Cyrillic name stands in the paragraph with a capital, as names do."""
    first = found[0]
    if not first.isalpha() or first.upper() == first.lower():
        return True
    start = re.compile(rf"(?<!\w){re.escape(first.upper())}")
    return any(search_key(paragraph[hit.start() :]).startswith(found) for hit in start.finditer(paragraph))


@dataclass
class _Text:
    paragraphs: Sequence[str]
    keys: list[str] = field(default_factory=list)
    latin: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = [search_key(paragraph) for paragraph in self.paragraphs]
        self.latin = [anyascii(key).casefold() for key in self.keys]


def _maybe(text: str, name: str) -> bool:
    """Say quickly that a name cannot stand in a text, before the exact look."""
    return name.split(" ", 1)[0] in text


def passage(paragraph: str, found: str, *, around: int = 90) -> str:
    """Give the words around a finding: the sentence, cut to about `around` characters on each side."""
    low, want = paragraph.casefold(), found.casefold()
    at = max(low.find(want), 0)
    start, end = max(0, at - around), min(len(paragraph), at + len(found) + around)
    return ("…" if start else "") + paragraph[start:end].strip() + ("…" if end < len(paragraph) else "")


def mentions(paragraphs: Sequence[str], names: Iterable[Name]) -> list[Mention]:
    """
    Find the rows whose names stand in a text, in the order of reading, each once.

    A name inside a longer found name is not found by itself. A name in another script is compared by
    its Latin letters. A name that several rows bear suggests each of them, and says so.
    """
    text = _Text(paragraphs)
    hits: dict[tuple[str, str], tuple[int, int, str, bool]] = {}
    bearers: dict[tuple[str, str], set[str]] = {}
    for name in names:
        key = search_key(name.text)
        if not _long_enough(key):
            continue
        latin = anyascii(key).casefold()
        for number, plain in enumerate(text.keys):
            at, crossed, found = -1, False, key
            if _maybe(plain, key):
                at = _at(plain, key)
            if at < 0 and len(latin) >= 6 and latin in text.latin[number]:
                at, crossed, found = _at(text.latin[number], latin), True, latin
            if at < 0 or (not crossed and not _written_as_name(paragraphs[number], found)):
                continue
            bearers.setdefault((name.kind, found), set()).add(name.key)
            old = hits.get((name.kind, name.key))
            if old is None or (number, -len(found)) < (old[0], -len(old[2])):
                hits[name.kind, name.key] = (number, at, found, crossed)
            break
    kept = []
    for (kind, key), (number, at, found, crossed) in hits.items():
        if any(
            other[0] == number
            and len(other[2]) > len(found)
            and other[1] <= at
            and at + len(found) <= other[1] + len(other[2])
            for other in hits.values()
        ):
            continue
        reason = Reason.TRANSLITERATED if crossed else Reason.NAME
        if len(bearers[kind, found]) > 1:
            reason = Reason.SHARED_NAME
        kept.append((number, at, Mention(kind, key, found, passage(paragraphs[number], found), reason)))
    return [mention for _number, _start, mention in sorted(kept, key=lambda hit: hit[:2])]


def _is_short(activity: Undertaking) -> bool:
    """Say whether the days of an activity are few enough to tell when it was."""
    return bool(activity.since and activity.until and activity.until - activity.since <= SHORT)


def _shares_a_word(titles: Iterable[str], head: str) -> bool:
    """Say whether a word of a title, of three letters or more, begins a word of the text's first paragraph."""
    said = _WORD.findall(head)
    return any(one.startswith(word) for title in titles for word in _WORD.findall(title) for one in said)


def undertakings(
    paragraphs: Sequence[str],
    activities: Iterable[Undertaking],
    *,
    since: date | None,
    until: date | None,
    category: str,
    places: Iterable[str] = (),
    countries: Iterable[str] = (),
) -> list[Mention]:
    """
    Find the activities that a text tells of: by their title, else by their days with the place or the kind.

    `since` and `until` (exclusive) are the days of the event, `places` and `countries` the keys of those
    already found in the text. Days in common without a place or a kind in common say nothing; nor does
    the kind alone where an activity's days are a season or a year, unless a word of its title heads the text.
    """
    text = _Text(paragraphs)
    here, lands = set(places), set(countries)
    found = []
    for activity in activities:
        titles = [search_key(title) for title in activity.titles]
        told = next(
            (
                (number, title)
                for title in titles
                if len(title) >= 6
                for number, plain in enumerate(text.keys)
                if title in plain
            ),
            None,
        )
        if told:
            number, title = told
            found.append(
                Mention("activity", activity.key, title, passage(paragraphs[number], title), Reason.TITLE)
            )
            continue
        begins, ends = activity.since, activity.until
        if since is None or until is None or begins is None or ends is None:
            continue
        if not (begins < until and since < ends):
            continue
        of_kind = activity.kind in KINDS.get(category, frozenset())
        there = activity.place in here or (activity.country in lands and activity.country != HOME)
        if there:
            found.append(Mention("activity", activity.key, "", paragraphs[0], Reason.DAYS_AND_PLACE))
        elif of_kind and (ends - begins <= SHORT or _shares_a_word(titles, text.keys[0])):
            found.append(Mention("activity", activity.key, "", paragraphs[0], Reason.DAYS_AND_KIND))
    return found
