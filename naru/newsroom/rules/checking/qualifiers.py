"""The words beside a number that say it is not exact: about, at least, more than, at most, nearly."""

from __future__ import annotations

import re

from .forms import Draft

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
        "more_than": r"более(?:\sчем)?|больше(?:\sчем)?|свыше|превысил[аои]?|выше|чуть более",
        "at_least": r"не менее(?:\sчем)?|минимум|как минимум|не меньше",
        "at_most": r"до|не более(?:\sчем)?|максимум|менее|меньше",
    },
    "mn": {"about": r"ойролцоогоор|орчим", "more_than": r""},
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
        "at_least": r"\s?or more\b|\+|\sand above\b|\sor above\b|\sor older\b",
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
_EN_SKIP = re.compile(r"(?:the|a total of|a|US|of)\s$")


def _compile(table: dict[str, dict[str, str]], shape: str) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    return {
        language: [
            (name, re.compile(shape.format(words), re.IGNORECASE)) for name, words in rows.items() if words
        ]
        for language, rows in table.items()
    }


def _joined(table: dict[str, dict[str, str]], shape: str) -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(
            shape.format("|".join(f"(?P<{name}>{words})" for name, words in rows.items() if words)),
            re.IGNORECASE,
        )
        for language, rows in table.items()
    }


_ENDING = _joined(
    {
        language: dict(sorted(rows.items(), key=lambda row: _RANK.index(row[0])))
        for language, rows in _BEFORE.items()
    }
    if (_RANK := ["at_least", "at_most", "more_than", "nearly", "about"])
    else {},
    r"(?:^|(?<![^\W_])|(?<=총))(?:{})[\s\xa0]{{0,2}}$",
)
_FOLLOWING = _joined(_AFTER, r"(?:{})")
_REACH = 22


def qualify(text: str, draft: Draft, language: str) -> str:
    """Say how exact a number is meant: exact, about, at_least, more_than, at_most or nearly."""
    if draft.qualifier != "exact":
        return draft.qualifier
    if draft.kind in {"date", "time", "ordinal"}:
        return "exact"
    before = text[max(0, draft.start - _REACH) : draft.start]
    if before and (found := _ENDING[language].search(before)):
        return found.lastgroup or "about"
    following = _FOLLOWING.get(language)
    if following and (after := following.match(text, draft.end)):
        return after.lastgroup or "about"
    return "exact"
