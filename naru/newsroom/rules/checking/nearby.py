"""The words beside a number that tell what it counts, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable

from .forms import Draft
from .nouns import CHINESE, CHINESE_NOUN, KOREAN, KOREAN_NOUN, PLURAL, SINGULAR, STEMS
from .patterns import regex

Told = tuple[str, str]
"""A unit and the name of the thing."""
After = Callable[[str, Draft], "Told | None"]
"""Looks at the words after a number."""
Before = Callable[[str, Draft, int], "Told | None"]
"""Looks at the words before a number, not before a place."""
COINS = frozenset({"krw", "usd", "eur", "kzt"})
PLACES = frozenset({"institution", "organisation", "place", "country", "item", "booth"})

# --- English -------------------------------------------------------------------------------------

_STOP = regex(
    r"\s*(?:[.,;:()\[\]!?\"“”—–\n]|\b(?:of|in|from|to|for|at|who|that|which|were|was|are|is|have|had|has|and|or|with|by|on|as"
    r"|than|will|would|can|could|came|took|the|attended|visited|over|since|during|after|before|between|per|each|this|last|while"
    r"|but|concerned|went|said|took|go|goes|more|had|did|do|elsewhere|a|an)\b)"
)
_WORD = regex(r"[A-Za-z][\w’']*")
_BLANK = regex(r"[ \xa0/-]*\n?[ \xa0/-]*")
_OF_THE = regex(r"\s(?:of\s(?:the|its|our|these|those|their|all)?|the|other|further|more)\s", re.IGNORECASE)
_COMPOUND = regex(r"\s[a-z]+-(?:on|to|of|by|in|and|the)-[a-z]+(?=\s)")
"""`one-on-one`, `face-to-face`: a word of its own before the noun."""
_LECTURE = regex(r"\s(?:of|on|by|about|from)\b")
_WHO = regex(r"\swho(?:m|se)?\b")
_LISTED = regex(r"\s?(?:,|and|or|&)\s(?=[a-z])")
_PERSON = regex(r"(?:ists|ians|ees|women|men|makers|workers|keepers|holders|goers|porters|medics|mates)$")


def _english_after(text: str, draft: Draft) -> Told | None:
    """Find the noun in the words after a number, up to the first word that ends the phrase."""
    if _COMPANY.search(text[max(0, draft.start - 24) : draft.start]) or _WHO.match(text, draft.end):
        return "person", ""
    one = draft.value == 1 and draft.upper is None
    place, end = draft.end, min(len(text), draft.end + 90)
    unknown = ""
    if compound := _COMPOUND.match(text, place, end):
        place = compound.end()
    if partitive := _OF_THE.match(text, place, end):
        place = partitive.end()
        if re.match(r"(?:them|which|whom)\b", text[place : place + 6]):
            return None
    for _step in range(8):
        blank = _BLANK.match(text, place, end)
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
            following = regex(r"[ -]([a-z]+)").match(text, found.end(), end)
            known = None if following and following[1] in SINGULAR else SINGULAR[told]
        if known == PLURAL["places"] and told == "places":
            return _places(text, draft)
        if told == "talks" and _LECTURE.match(text, found.end()):
            return PLURAL["lectures"]
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


_COURSE = regex(
    r"\b(?:appl(?:y|ied|icants?)|courses?|train\w*|admitted|candidates?|coordinators?|sessions?)\b"
)


def _places(text: str, draft: Draft) -> Told:
    """Tell the places of a course, which are people, from places on a map."""
    course = _COURSE.search(text, max(0, draft.start - 80), draft.end + 60)
    return ("person", "") if course else PLURAL["places"]


def _english_goes_on(text: str, place: int, end: int) -> bool:
    following = _WORD.match(text, place + 1, end)
    return bool(following and (following[0].lower() in PLURAL))


_NUMBER_OF = regex(r"(?:number|total|sum|count|tally)s?\s(?:\w+\s)?of\s([^.;:\n]{3,90})$", re.IGNORECASE)
_COMPANY = regex(
    r"\b(?:famil(?:y|ies)|groups?|teams?|part(?:y|ies)|crews?|delegations?|missions?|rooms?|class(?:es)?|tables?|staff)\s(?:of|for)\s$"
)
_PEOPLE = regex(r"\bpopulation\s(?:is|was|of)\s(?:(?:about|some|over|nearly|around|almost)\s)?$")
_MARKS = regex(r"\b(?:marks|scores?|scored|rated?|ratings?)\s(?:[a-z]+\s){0,4}$")
_COLON = regex(r"([A-Za-z]+)\s?[:：]\s?$")


def _english_before(text: str, draft: Draft, floor: int) -> Told | None:
    """Find the noun before a number: `consultations: 1,350`, `the number of patients … has reached 419,029`."""
    before = text[max(floor, draft.start - 130) : draft.start]
    if (colon := _COLON.search(before)) and colon[1].lower() in PLURAL:
        return PLURAL[colon[1].lower()]
    if _PEOPLE.search(before):
        return "person", "resident"
    if _MARKS.search(before):
        return "item", ""
    if counted := _NUMBER_OF.search(before):
        for word in _WORD.finditer(counted[1]):
            if word[0].lower() in PLURAL:
                return PLURAL[word[0].lower()]
    return None


def _english_subject(text: str, draft: Draft, floor: int) -> Told | None:
    told = None
    for word in _WORD.finditer(text, max(floor, draft.start - 120), draft.start):
        known = PLURAL.get(word[0].lower())
        if known and known[0] not in {"place", "country", "time"} | COINS:
            told = known
    return told


# --- Korean --------------------------------------------------------------------------------------

WANTED = {
    "person": frozenset({"person"}),
    "case": frozenset({"consultation", "agreement", "case"}),
    "?item": PLACES | {"household", "bed"},
    "?place": PLACES,
    "?institution": PLACES,
    "organisation": frozenset({"organisation"}),
    "": frozenset({"person", "consultation", "agreement", "institution", "organisation"}),
}
_AFTER = regex(r"(?:의\s|\s)(?:[가-힣]{1,6}\s)?")
_DIRECT = regex(
    r"\s(?:의료기관|병원|시|군|구|도|주|성|지역|언어|기관|나라|국가|시군|조|반)"
    r"(?=에서|으로|까지|부터|[가이은는을를에로와과의]?(?![가-힣]))"
)
_DONE = regex(r"(?:꼴)?(?:의|을)?\s(상담|미팅|협약|업무협약)")
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
    wanted = WANTED.get(draft.unit)
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
    for place in (regex(r"의?\s").match(text, draft.end), gap if attributive else None):
        noun = KOREAN_NOUN.match(text, place.end()) if place else None
        if noun and KOREAN[noun[0]][0] in wanted:
            return _body(text, noun)
    return None


def _korean_near(text: str, draft: Draft, floor: int) -> Told | None:
    """Find what a counter counts in the words before it: `의료기관 11개소`, `상담은 지난해 1,350건`."""
    wanted = WANTED.get(draft.unit)
    if not wanted:
        return None
    told = None
    for noun in KOREAN_NOUN.finditer(text, max(floor, draft.start - 16), draft.start):
        if KOREAN[noun[0]][0] in wanted:
            told = _body(text, noun)
    return told


_BODIES = 600
_AGENTS = regex("유치(?:사업자|업)")


def _body(text: str, noun: re.Match[str]) -> Told:
    """Say what a noun is; `기관` is a medical institution where the text has just told of such alone, without agents."""
    if noun[0] in {"기관", "유치기관"}:
        since, until = max(0, noun.start() - _BODIES), noun.start() + _BODIES
        if _AGENTS.search(text, since, until):
            return KOREAN["유치업체"]
        if text.find("유치기관", since, noun.end()) >= 0 or text.find("등록기관", since, noun.start()) >= 0:
            return KOREAN["유치기관"]
    return KOREAN[noun[0]]


_TOPIC = {
    "case": frozenset({"consultation", "agreement"}),
    "?place": frozenset({"institution", "organisation", "place"}),
    "?institution": frozenset({"institution", "organisation"}),
    "?item": frozenset({"institution", "organisation"}),
    "": frozenset({"person", "consultation", "agreement"}),
}


_IS_TOPIC = regex(r"[은는](?![가-힣])")


def _korean_subject(text: str, draft: Draft, floor: int) -> Told | None:
    wanted = _TOPIC.get(draft.unit)
    if not wanted:
        return None
    told = None
    if draft.unit != "case":
        floor = max(floor, draft.start - 80)
    else:
        # A list's head tells what its lines count.
        floor = max(text.rfind("\n\n", max(0, draft.start - 160), draft.start), draft.start - 160, 0)
    for noun in KOREAN_NOUN.finditer(text, floor, draft.start):
        unit = KOREAN[noun[0]][0]
        if unit in wanted or (unit == draft.unit == "case" and _IS_TOPIC.match(text, noun.end())):
            told = _body(text, noun)
    return told


# --- Russian, Mongolian, Vietnamese, Chinese ------------------------------------------------------

_RU_STOP = regex(
    r"\s*[.,;:()\n«»“”!?—]|\s+(?:из|от|в|на|по|для|с|со|и|или|а|за|до|при|у|о|об|к|ко|что|котор\w+|было|были|как|не|больше|меньше)\s"
)
_ENDS = regex(r"[.,;:()\n]")
_RU_WORD = regex(r"\s([а-яё]{4,})(?![а-яё])")
_RU_NO_NOUN = regex(
    r"(?:ых|их|ого|его|ому|ые|ие|ной|ой|ей|ую|больше|меньше|раз|[аиыуя]ли|лись|лось|лась|лся|ежедневно|годом)$"
    r"|^(?:было|были|стало|составил|достигл|вместо|против|среди|после|перед|через|только|всего|тоже|также)"
)
_RU_ADJECTIVE = regex(r"[а-яё]*ск(?:ие|их|ий|ая|ой|ую|ого|ом|им|ими)\b", re.IGNORECASE)


_GATHERED = regex(r"(?:дво|тро|четвер|пятер|шестер|семер)(?:е|и|о|ы)", re.IGNORECASE)
_OUT_OF = regex(r"\s(?:из|of|trong\ssố)\s")


def _stems_after(language: str) -> After:
    pattern, table = STEMS[language]
    stops = _RU_STOP if language == "ru" else _ENDS

    def after(text: str, draft: Draft) -> Told | None:
        out = _OUT_OF.match(text, draft.end)
        start = out.end() if out else draft.end
        end = start + 70
        stop = stops.search(text, start, end)
        until = stop.start() if stop else end
        found = pattern.search(text, start, until)
        while found and (adjective := _RU_ADJECTIVE.match(text, found.end(), until)):
            found = pattern.search(text, adjective.end(), until)
        if found:
            return table[found[1].lower()]
        if language != "ru":
            return None
        if _GATHERED.match(text, draft.start):
            return "person", ""
        word = _RU_WORD.match(text, draft.end, end)
        return ("item", "") if word and not _RU_NO_NOUN.search(word[1]) else None

    return after


_RU_NUMBER_OF = regex(r"\b(?:числ[оау]|количеств[оау])\s([^.;:\n]{3,90})$", re.IGNORECASE)
_RU_WHO = regex(r"[а-яё]+вших(?:ся)?\s")


def _russian_near(text: str, draft: Draft, floor: int) -> Told | None:
    """Find the noun in `число масок увеличилось с 1,9 млн`; who did something are people."""
    counted = _RU_NUMBER_OF.search(text, max(floor, draft.start - 110), draft.start)
    if counted is None:
        return None
    if _RU_WHO.match(counted[1]):
        return "person", ""
    pattern, table = STEMS["ru"]
    found = pattern.search(counted[1])
    return table[found[1].lower()] if found else None


def _stems_before(language: str) -> Before:
    pattern, table = STEMS[language]

    def before(text: str, draft: Draft, floor: int) -> Told | None:
        told = None
        for found in pattern.finditer(text, max(floor, draft.start - 100), draft.start):
            if table[found[1].lower()][0] not in {"place", "country", "time"} | COINS:
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


LOOKS: dict[str, tuple[After, Before, Before]] = {
    "en": (_english_after, _english_before, _english_subject),
    "ko": (_korean_after, _korean_near, _korean_subject),
    "zh-hans": (_chinese_after, _nothing, _nothing),
    "ru": (_stems_after("ru"), _russian_near, _stems_before("ru")),
    **{language: (_stems_after(language), _nothing, _stems_before(language)) for language in ("mn", "vi")},
}
"""For each language: right after the number, right before it, and anywhere before it in its sentence."""
