"""Which lines stand around an article: their numbers are nobody's claim."""

from __future__ import annotations

import re

from ..noise import FACT, STAMP, is_noise

_LONGEST = 160
_HINT = re.compile(r"℃|°C|[©ⓒ]|[Cc]opyright|저작권|무단|조회|[Vv]iews?\b|[Hh]its\b|просмотр|등록일|작성일|입력|수정|Все права|All rights|배포|[Pp]age|페이지|기상청|제보|[Dd]ate|дата|날짜|[Pp]osted|[Uu]pdated|승인", re.IGNORECASE)  # fmt: skip
_LINES = re.compile(
    r"^(?:[•·∙▪*\-–|\[(]\s*)?(?:"
    r"조회수?\s*[:：]?\s*[0-9,]+|(?:views?|hits|просмотр\w*)\s*[:：]?\s*[0-9, ]+$|[0-9, ]+\s*(?:views|просмотр\w*)$"
    r"|(?:입력|수정|등록일?|작성일|승인|posted|updated|published|last updated|опубликовано|обновлено)\s*[:：]?\s*(?:on\s)?[\d.\-/: ]+\S{0,4}"
    r"|.{0,80}(?:[©ⓒ]|copyright\b|저작권자|무단\s?전재|all rights reserved|все права защищены)"
    r"|(?:page\s)?[0-9]+\s?(?:/|of)\s?[0-9]+(?:\spages?)?$|-\s?[0-9]+\s?-$|(?:이전|다음)글?\s.*[0-9]"
    r")",
    re.IGNORECASE,
)


def is_around(text: str, start: int, end: int, title_end: int) -> bool:
    """Whether a line of a text is no part of the article: a weather reading, a count of views, a copyright."""
    if start < title_end or end - start > _LONGEST:
        return False
    line = text[start:end]
    if not (_HINT.search(line) or end - start < 24):
        return False
    line = " ".join(line.replace("\xa0", " ").split())
    return bool(is_noise(line) or FACT.match(line) or STAMP.match(line) or _LINES.match(line))
