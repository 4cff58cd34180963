"""Which lines stand around an article: their numbers are nobody's claim."""

from __future__ import annotations

import re

from ..noise import FACT, STAMP, is_noise
from .patterns import regex

_LONGEST = 160
_HINT = regex(
    r"℃|°C|[©ⓒ|]|copyright|저작권|무단|조회|views?\b|hits\b|просмотр|등록일|작성일|입력|수정|все права|all rights|번호"
    r"|page|страниц|페이지|기상청|제보|posted|updated|entered|승인|이전|다음|previous|next\b|предыдущ|следующ",
    re.IGNORECASE,
)
_LINE = regex(
    r"^(?:[•·∙▪*\-–|\[(]\s*)?(?:"
    r"(?:글)?번호\s*[:：]?\s*[0-9,]+$|조회수?\s*[:：]?\s*[0-9,]+|(?:views?|hits|просмотр\w*)\s*[:：]?\s*[0-9, ]+$"
    r"|[0-9, ]+\s*(?:views|просмотр\w*)$"
    r"|(?:최초\s?)?(?:입력|수정|등록일?|작성일|승인|posted|updated|published|entered|last updated|опубликовано|обновлено)"
    r"\s*[:：]?\s*(?:on\s)?[0-9]"
    r"|.{0,80}(?:[©ⓒ]|copyright\b|저작권자|무단\s?전재|all rights reserved|все права защищены)"
    r"|(?:page|страница|페이지)?\s?[0-9]+\s?(?:/|of|из)\s?[0-9]+(?:\spages?)?$|-\s?[0-9]+\s?-$"
    r"|(?:이전|다음)\s?글\b|(?:previous|next|предыдущая|следующая)\s?:|(?:[0-9]\s){2,}[0-9]*\s?(?:다음|next|›|»|>)?"
    r")",
    re.IGNORECASE,
)
_MENU = regex(r"^(?:[^|]{1,60}\s\|\s){1,12}[^|]{0,60}$")
_ASIDE = regex(r"^(?:[■▶◇]\s?)?(?:많이 본|인기|관련|추천|주요)\s?(?:뉴스|기사|글)|^(?:recommended|related|most read|popular|more)\b.{0,20}$|^(?:популярн|читайте также|похожие)", re.IGNORECASE)  # fmt: skip
_PUBLISHED = regex(
    r"(?:date|dated|등록일|작성일|날짜|입력|수정|승인|дата|опубликовано|обновлено|entered|posted|updated|published)\s*[:：]?\s*$",
    re.IGNORECASE,
)


def around(text: str, lines: tuple[tuple[int, int], ...], title_end: int) -> list[bool]:
    """Say of each line whether it is no part of the article: a weather reading, a menu, a list of other stories."""
    told = []
    aside = False
    last_end = 0
    for start, end in lines:
        if text.count("\n", last_end, start) > 1:
            aside = False
        last_end = end
        if start < title_end:
            told.append(False)
            continue
        short = end - start <= _LONGEST
        told.append(short and (aside or _is_around(text[start:end])))
        if short and end - start < 40 and _ASIDE.match(text[start:end].strip()):
            aside = True
    return told


def _is_around(line: str) -> bool:
    if len(line) > 24 and not _HINT.search(line):
        return False
    line = " ".join(line.replace("\xa0", " ").split())
    return bool(
        is_noise(line) or FACT.match(line) or STAMP.match(line) or _LINE.match(line) or _MENU.match(line)
    )


def is_publication(text: str, start: int) -> bool:
    """Whether a date on such a line is the article's own: `Date 2024-07-18`, `입력 2023.04.17`."""
    return bool(_PUBLISHED.search(text[max(0, start - 16) : start]))
