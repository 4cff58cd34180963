"""The words beside a number that say it is not exact: about, at least, more than, at most, nearly."""

from __future__ import annotations

import re

from .forms import Draft
from .patterns import regex

_BEFORE = {
    "en": {
        "about": r"about|some|approximately|around|roughly|circa|an estimated|estimated|or so",
        "nearly": r"nearly|almost|close to|just under|well-nigh",
        "more_than": r"more than|over|above|exceeding|in excess of|well over|just over|a little over|upwards of|exceeded|exceeds|surpassed|beyond|topped",
        "at_least": r"at least|no fewer than|not less than|no less than|minimum of|a minimum of",
        "at_most": r"at most|up to|no more than|not more than|fewer than|less than|under|below|a maximum of|maximum of|within",
    },
    "ko": {
        "about": r"약|대략|어림잡아|얼추|줄잡아",
        "nearly": r"거의",
        "at_most": r"최대|많게는|많아야",
        "at_least": r"최소|적어도|적게는|최소한",
    },
    "ru": {
        "about": r"около|примерно|приблизительно|порядка|где-то|ориентировочно",
        "nearly": r"почти|без малого",
        "more_than": r"более|более чем|больше|больше чем|свыше|превысил|превысила|превысило|превысили|выше|чуть более",
        "at_least": r"не менее|не менее чем|минимум|как минимум|не меньше",
        "at_most": r"до|не более|не более чем|максимум|менее|меньше",
    },
    "mn": {"about": r"ойролцоогоор|орчим", "more_than": ""},
    "vi": {
        "about": r"khoảng|chừng|ước",
        "nearly": r"gần",
        "more_than": r"hơn|trên",
        "at_least": r"ít nhất",
        "at_most": r"tối đa|đến",
    },
    "zh-hans": {
        "about": r"约|大约|大概",
        "nearly": r"近",
        "more_than": r"超过|逾",
        "at_least": r"至少",
        "at_most": r"最多|至多",
    },
}
_AFTER = {
    "en": {
        "at_least": r"\s?or more\b|\+(?!\s?[0-9])|\sand above\b|\sor above\b|\sor older\b",
        "at_most": r"\sor (?:less|fewer)\b",
        "about": r"\sor so\b",
    },
    "ko": {
        "about": r"(?:여\s|\s?가량|\s?안팎|\s?정도|\s?남짓|\s?내외|\s?쯤|꼴로)",
        "nearly": r"(?:\s?가까[이운]|에 (?:이르|육박|달하))",
        "more_than": r"(?:[을를이가]?\s?(?:넘[는은어긴게]|웃도는|웃돌|초과|돌파|넘었|넘겼))",
        "at_least": r"\s?이상",
        "at_most": r"(?:\s?이하|\s?미만|\s?이내|까지(?=\s?(?:가능|지원)))",
    },
    "mn": {"about": r"\s(?:орчим|гаруй)|\s\S+\s(?:орчим)", "more_than": r"\sгаруй|\s\S+\sгаруй"},
    "zh-hans": {"about": r"[余多左右]", "at_least": r"以上"},
}
_RANK = ["about", "nearly", "more_than", "at_most", "at_least"]
_WORDS = {
    language: {
        words: name
        for name in sorted(rows, key=_RANK.index)
        for words in rows[name].replace(r"\s", " ").split("|")
        if words
    }
    for language, rows in _BEFORE.items()
}
_LASTS = {language: {words.split()[-1] for words in rows} for language, rows in _WORDS.items()}
"""With which word a word of approximation may end."""
_OPENS = "(“\"‘'"
_FOLLOWING = {
    language: regex("|".join(f"(?P<{name}>{words})" for name, words in rows.items()), re.IGNORECASE)
    for language, rows in _AFTER.items()
}
_FROM = regex(r"\b(?:с|со|от)\s+[0-9]", re.IGNORECASE)
"""Where a Russian text goes on with `до`, it gives the other end and no limit."""
_REACH = 24
_TOLD_EXACTLY = frozenset({"date", "time", "ordinal"})
_TOTAL = frozenset({"총", "모두", "the", "a", "total", "of", "его", "всего"})


def qualify(text: str, draft: Draft, language: str) -> str:
    """Say how exact a number is meant: exact, about, at_least, more_than, at_most or nearly."""
    if draft.qualifier != "exact" or draft.kind in _TOLD_EXACTLY:
        return draft.qualifier
    words = text[max(0, draft.start - _REACH) : draft.start].lower().split()
    if words and words[-1] in _TOTAL:
        words.pop()
    known = _WORDS[language]
    lasts = _LASTS[language]
    near = words and (words[-1] in lasts or words[-1].lstrip(_OPENS) in lasts)
    for count in (3, 2, 1) if near else ():
        said = " ".join(words[-count:]).lstrip(_OPENS) if len(words) >= count else ""
        if (told := known.get(said)) and not (
            said == "до" and _FROM.search(text, max(0, draft.start - 60), draft.start)
        ):
            return told
    following = _FOLLOWING.get(language)
    if following and (after := following.match(text, draft.end)):
        return after.lastgroup or "about"
    return "exact"
