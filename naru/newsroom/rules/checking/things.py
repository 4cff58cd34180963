"""What each quantity counts: the noun beside it, or what its neighbours count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from .forms import Draft
from .nouns import CHINESE, CHINESE_NOUN, KOREAN, KOREAN_NOUN, PLURAL, SINGULAR, STEMS
from .words import NumberKind

Told = tuple[str, str]
"""A unit and the name of the thing."""

_SIGNED = frozenset({"krw", "usd", "eur", "kzt", "kg", "km", "m2", "degree", "time"})
_COINS = frozenset({"krw", "usd", "eur", "kzt"})
_PLACES = frozenset({"institution", "organisation", "place", "country", "item", "booth"})
_HOUSES = frozenset({"institution", "organisation"})
_MILLION = 1_000_000

# --- English -------------------------------------------------------------------------------------

_STOP = re.compile(
    r"\s*(?:[.,;:()\[\]!?\"“”—–\n]|\b(?:of|in|from|to|for|at|who|that|which|were|was|are|is|have|had|has|and|or|with|by|on|as"
    r"|than|will|would|can|could|came|took|the|attended|visited|over|since|during|after|before|between|per|each|this|last|while"
    r"|but|concerned|went|said|took|go|goes|more|had|did|do|elsewhere|a|an)\b)"
)
_WORD = re.compile(r"[A-Za-z][\w’']*")
_OF_THE = re.compile(
    r"\s(?:of\s(?:the|its|our|these|those|their|all)?|the|other|further|more)\s", re.IGNORECASE
)
_LISTED = re.compile(r"\s?(?:,|and|or|&)\s(?=[a-z])")
_PERSON = re.compile(r"(?:ists|ians|ees|women|men)$")


def _english_after(text: str, draft: Draft) -> Told | None:
    """Find the noun in the words after a number, up to the first word that ends the phrase."""
    one = draft.value == 1 and draft.upper is None
    place, end = draft.end, min(len(text), draft.end + 90)
    unknown = ""
    if partitive := _OF_THE.match(text, place, end):
        place = partitive.end()
        if re.match(r"(?:them|which|whom)\b", text[place : place + 6]):
            return None
    for _step in range(8):
        blank = re.compile(r"[ \xa0\n/-]*").match(text, place, end)
        place = blank.end() if blank else place
        stop = _STOP.match(text, place, end)
        if stop:
            listed = _LISTED.match(text, stop.start(), end)
            if not (listed and unknown and not unknown.endswith("s")):
                break
            place = listed.end()
            continue
        found = _WORD.match(text, place, end)
        if not found:
            break
        told = found[0].lower().removesuffix("’s").removesuffix("'s")
        known = PLURAL.get(told)
        if known is None and one and told in SINGULAR:
            following = re.compile(r"[ -]([a-z]+)").match(text, found.end(), end)
            known = None if following and following[1] in SINGULAR else SINGULAR[told]
        if known:
            return known
        unknown = told
        if (
            told.endswith("s")
            and not told.endswith("ss")
            and found[0].islower()
            and not _english_goes_on(text, found.end(), end)
        ):
            break
        place = found.end()
    if unknown.endswith("s") and len(unknown) > 3 and not unknown.endswith(("ss", "ous", "’s")):
        person = _PERSON.search(unknown)
        return ("person", "") if person else ("item", "")
    return None


def _english_goes_on(text: str, place: int, end: int) -> bool:
    following = _WORD.match(text, place + 1, end)
    return bool(following and (following[0].lower() in PLURAL))


_NUMBER_OF = re.compile(
    r"(?:number|total|sum|count|tally)s?\s(?:\w+\s)?of\s([^.;:\n0-9]{3,90})$", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\b(?:famil(?:y|ies)|groups?|teams?|part(?:y|ies)|crews?|delegations?|missions?|rooms?|class(?:es)?|staff)\s(?:of|for)\s$"
)
_COLON = re.compile(r"([A-Za-z]+)\s?[:：]\s?$")


def _english_before(text: str, draft: Draft, floor: int) -> Told | None:
    """Find the noun before a number: `consultations: 1,350`, `the number of patients … has reached 419,029`."""
    before = text[max(floor, draft.start - 130) : draft.start]
    if (colon := _COLON.search(before)) and colon[1].lower() in PLURAL:
        return PLURAL[colon[1].lower()]
    if _COMPANY.search(before):
        return "person", ""
    if counted := _NUMBER_OF.search(before):
        for word in _WORD.finditer(counted[1]):
            if word[0].lower() in PLURAL:
                return PLURAL[word[0].lower()]
    return None


def _english_subject(text: str, draft: Draft, floor: int) -> Told | None:
    told = None
    for word in _WORD.finditer(text, max(floor, draft.start - 120), draft.start):
        known = PLURAL.get(word[0].lower())
        if known and known[0] not in {"place", "country", "time"} | _COINS:
            told = known
    return told


# --- Korean --------------------------------------------------------------------------------------

_WANTED = {
    "person": frozenset({"person"}),
    "case": frozenset({"consultation", "agreement", "case"}),
    "?item": _PLACES | {"household"},
    "?place": _PLACES,
    "?institution": _PLACES,
    "organisation": frozenset({"organisation"}),
    "": frozenset({"person", "consultation", "agreement", "institution", "organisation"}),
}
_AFTER = re.compile(r"(?:의\s|\s)(?:[가-힣]{1,6}\s)?")
_DIRECT = re.compile(
    r"\s(?:의료기관|병원|시|군|구|도|주|성|지역|언어|기관|나라|국가|시군|조|반)(?![가-힣]{2})"
)
_DONE = re.compile(r"(?:꼴)?(?:의|을)?\s(상담|미팅|협약|업무협약)")
_SHORT = {
    "시": "place",
    "군": "place",
    "구": "place",
    "도": "place",
    "주": "place",
    "성": "place",
    "조": "organisation",
}


def _korean_after(text: str, draft: Draft) -> Told | None:
    """Find what a counter counts in the word after it: `5개 병원`, `20명의 코디네이터`."""
    wanted = _WANTED.get(draft.unit)
    if not wanted:
        return None
    if draft.unit == "?item" and (direct := _DIRECT.match(text, draft.end)):
        word = direct[0].strip()
        if word in _SHORT:
            return _SHORT[word], ""
    gap = _AFTER.match(text, draft.end)
    if not gap:
        return None
    attributive = gap[0].startswith("의") or draft.unit == "?item"
    if draft.unit == "case" and (done := _DONE.match(text, draft.end)):
        return KOREAN[done[1]]
    for place in (re.compile(r"의?\s").match(text, draft.end), gap if attributive else None):
        noun = KOREAN_NOUN.match(text, place.end()) if place else None
        if noun and KOREAN[noun[0]][0] in wanted:
            return KOREAN[noun[0]]
    return None


def _korean_near(text: str, draft: Draft, floor: int) -> Told | None:
    """Find what a counter counts in the words before it: `의료기관 11개소`, `상담은 지난해 1,350건`."""
    wanted = _WANTED.get(draft.unit)
    if not wanted:
        return None
    told = None
    for noun in KOREAN_NOUN.finditer(text, max(floor, draft.start - 16), draft.start):
        if KOREAN[noun[0]][0] in wanted:
            told = KOREAN[noun[0]]
    return told


_TOPIC = {
    "case": frozenset({"consultation", "agreement"}),
    "?place": frozenset({"institution", "organisation", "place"}),
    "?institution": frozenset({"institution", "organisation"}),
    "?item": frozenset({"institution", "organisation"}),
    "": frozenset({"person", "consultation", "agreement"}),
}


def _korean_subject(text: str, draft: Draft, floor: int) -> Told | None:
    wanted = _TOPIC.get(draft.unit)
    if not wanted:
        return None
    told = None
    if draft.unit != "case":
        floor = max(floor, draft.start - 80)
    else:
        # A list's head tells what its lines count.
        floor = max(text.rfind("\n\n", 0, draft.start), draft.start - 160, 0)
    for noun in KOREAN_NOUN.finditer(text, floor, draft.start):
        if KOREAN[noun[0]][0] in wanted:
            told = KOREAN[noun[0]]
    return told


# --- Russian, Mongolian, Vietnamese, Chinese ------------------------------------------------------

_RU_STOP = re.compile(
    r"\s*[.,;:()\n«»“”!?—]|\s+(?:из|от|в|на|по|для|с|со|и|или|а|за|до|при|у|о|об|к|ко|что|котор\w+|было|были|как|не|больше|меньше)\s"
)
_ENDS = re.compile(r"[.,;:()\n]")
_RU_WORD = re.compile(r"\s([а-яё]{4,})(?![а-яё])")
_RU_NO_NOUN = re.compile(
    r"(?:ых|их|ого|его|ому|ые|ие|ной|ой|ей|ую|больше|меньше|раз)$|^(?:было|были|стало|составил|достигл)"
)


def _stems_after(language: str) -> Callable[[str, Draft], Told | None]:
    pattern, table = STEMS[language]
    stops = _RU_STOP if language == "ru" else _ENDS

    def after(text: str, draft: Draft) -> Told | None:
        end = draft.end + 70
        stop = stops.search(text, draft.end, end)
        found = pattern.search(text, draft.end, stop.start() if stop else end)
        if found:
            return table[found[1].lower()]
        if (
            language == "ru"
            and (word := _RU_WORD.match(text, draft.end, end))
            and not _RU_NO_NOUN.search(word[1])
        ):
            return "item", ""
        return None

    return after


def _stems_before(language: str) -> Callable[[str, Draft, int], Told | None]:
    pattern, table = STEMS[language]

    def before(text: str, draft: Draft, floor: int) -> Told | None:
        told = None
        for found in pattern.finditer(text, max(floor, draft.start - 100), draft.start):
            if table[found[1].lower()][0] not in {"place", "country", "time"} | _COINS:
                told = table[found[1].lower()]
        return told

    return before


def _chinese_after(text: str, draft: Draft) -> Told | None:
    """Find what a number counts in Chinese: the noun after it, past the measure word."""
    found = CHINESE_NOUN.search(text, draft.end, draft.end + 12)
    if found is None:
        return None
    if found[0] in {"人", "名"}:
        longer = CHINESE_NOUN.search(text, found.end(), draft.end + 12)
        if longer and CHINESE[longer[0]][0] == "person":
            return CHINESE[longer[0]]
    return CHINESE[found[0]]


def _nothing(text: str, draft: Draft, floor: int) -> Told | None:
    return None


_After = Callable[[str, Draft], "Told | None"]
_Before = Callable[[str, Draft, int], "Told | None"]
_LOOKS: dict[str, tuple[_After, _Before, _Before]] = {
    "en": (_english_after, _english_before, _english_subject),
    "ko": (_korean_after, _korean_near, _korean_subject),
    "zh-hans": (_chinese_after, _nothing, _nothing),
    **{
        language: (_stems_after(language), _nothing, _stems_before(language))
        for language in ("ru", "mn", "vi")
    },
}


def tell_things(text: str, language: str, drafts: list[Draft], spans: tuple[tuple[int, int], ...]) -> None:
    """Say what each bare quantity counts: by the words beside it, else by its neighbours in the text."""
    after, near, subject = _LOOKS[language]
    ends = [end for _start, end in spans]
    floor = 0
    last: dict[str, tuple[int, Draft]] = {}
    waiting: list[Draft] = []
    sentence = -1
    for draft in drafts:
        if draft.kind != NumberKind.QUANTITY:
            floor = draft.end
            continue
        here = bisect_right(ends, draft.start)
        if here != sentence:
            _settle(waiting)
            waiting, sentence = [], here
        start = spans[here][0] if here < len(spans) else draft.start
        if draft.bare:
            told = after(text, draft) or near(text, draft, max(start, floor))
            told = told or _inherited(draft, last, here, near=True)
            told = told or subject(text, draft, start) or _inherited(draft, last, here, near=False)
            if told:
                _take(draft, told)
            elif not draft.unit or draft.unit[0] == "?":
                waiting.append(draft)
        if draft.unit and draft.unit[0] != "?":
            for each in waiting:
                _wait(each, draft)
            waiting = [each for each in waiting if each.bare]
            last[draft.unit] = last[""] = (here, draft)
            if draft.unit in _COINS:
                last["coin"] = (here, draft)
        floor = draft.end
    _settle(waiting)


def _take(draft: Draft, told: Told) -> None:
    draft.unit, draft.thing, draft.bare = told[0], told[1], False


def _wait(draft: Draft, other: Draft) -> None:
    """Let a number count what the next one of its sentence counts: `from 218 to 543 visitors`."""
    if (not draft.unit and other.unit not in _SIGNED) or (draft.unit[:1] == "?" and other.unit in _HOUSES):
        _take(draft, (other.unit, other.thing))


def _settle(waiting: list[Draft]) -> None:
    for draft in waiting:
        draft.unit = draft.unit.removeprefix("?")


_REACH = 3


def _inherited(draft: Draft, last: dict[str, tuple[int, Draft]], here: int, *, near: bool) -> Told | None:
    """Say what the numbers before count, of this sentence or of the few before it, where this one does not tell."""
    reach = 0 if near else _REACH
    if draft.unit == "" and draft.value is not None and draft.value >= _MILLION and "coin" in last:
        where, other = last["coin"]
        if here - where <= _REACH:
            return other.unit, ""
    if draft.unit == "":
        where, other = _likeliest(draft, last, here - reach)
        fits = other.unit not in _SIGNED
    else:
        kinds = (
            _HOUSES
            if draft.unit == "?item"
            else _WANTED.get(draft.unit, frozenset()) - {"item", "case", "country"}
        )
        rows = [last[kind] for kind in kinds if kind in last]
        where, other = max(rows, key=lambda row: row[1].start) if rows else (-9, draft)
        fits = True
    return (other.unit, other.thing) if fits and here - where <= reach else None


_FEW = _PLACES | {"household", "bed", "box"}
_FAR = 8


def _likeliest(draft: Draft, last: dict[str, tuple[int, Draft]], since: int) -> tuple[int, Draft]:
    """
    Choose the number whose thing this one counts too: the last one.

    But after `3,248 residents of eleven villages` an average of 812 is told of residents: of a few places
    only where the two numbers are of one size.
    """
    rows = sorted(
        (
            row
            for unit, row in last.items()
            if unit and unit != "coin" and row[0] >= since and row[1].unit not in _SIGNED
        ),
        key=lambda row: -row[1].start,
    )
    for row in rows:
        value, other = draft.value or 0, row[1].value or 0
        if row[1].unit not in _FEW or max(value, other) <= _FAR * min(value, other):
            return row
    return rows[0] if rows else (-9, draft)
