"""Lines around an article that are no part of it: weather strips, sharing, copyright, a board's facts."""

from __future__ import annotations

import re

_BULLET = r"[•·∙▪*\-–]"
FACT = re.compile(
    rf"^{_BULLET}\s*(?P<word>name|date|views?|hits?|author|writer|이름|작성자|글쓴이|등록일|작성일|날짜|조회수?"
    rf"|имя|автор|дата|просмотр(?:ы|ов)?)\s*[:：]?\s+(?P<value>\S.*)$",
    re.IGNORECASE,
)
"""A fact above a board's text: its name, its date, its views."""
DAY = re.compile(r"(?P<y>\d{4})\s*[.\-/년]\s*(?P<m>\d{1,2})\s*[.\-/월]\s*(?P<d>\d{1,2})")
"""A full date as boards and papers print it."""
STAMP = re.compile(rf"^{DAY.pattern}\s*일?\.?\s*(\(.{{1,4}}\))?$")
"""A date alone on its line."""
_WEATHER = re.compile(r"^[•·*\-]?\s*[^\d℃]{0,24}-?\d{1,2}(\.\d)?\s*(℃|°C)$")
_AROUND = (
    "기상청 제공",
    "해당된 기사를 공유합니다",
    "기사를 공유합니다",
    "모바일 버전으로 보기",
    "pc 버전으로 보기",
    "저작권자",
    "무단전재",
    "무단 전재",
    "기사제보",
    "share this article",
    "copyright ⓒ",
    "all rights reserved",
)


def is_noise(line: str) -> bool:
    """Whether a line with single blanks is a weather reading, a sharing line, a foot or a copyright."""
    bare = line.lstrip("•·*- ").casefold()
    return bool(_WEATHER.match(line)) or bare.startswith(_AROUND)
