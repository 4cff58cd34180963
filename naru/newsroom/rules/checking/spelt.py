"""Small numbers in words, by language: enough of them to see that a translation words a number."""

from __future__ import annotations

import re
from functools import lru_cache

from .patterns import regex

_TABLES = {
    "en": """one|once|single|sole|a|an
        two|both|pair|couple|twice|double|twin|either
        three|trio|triple|thrice
        four|quartet
        five
        six|half-dozen|half a dozen
        seven
        eight
        nine
        ten|decade
        eleven
        twelve|dozen
        thirteen
        fourteen
        fifteen
        sixteen
        seventeen
        eighteen
        nineteen
        twenty|score""",
    "ko": """한|하나|첫|단일
        두|둘|양|쌍|이중
        세|셋|석|삼각
        네|넷|넉
        다섯
        여섯
        일곱
        여덟
        아홉
        열|십
        열한|열하나|십일
        열두|열둘|십이
        열세|열셋|십삼
        열네|열넷|십사
        열다섯|십오|보름
        열여섯|십육
        열일곱|십칠
        열여덟|십팔
        열아홉|십구
        스무|스물|이십""",
    "ru": """один|одна|одно*|одн*|един*
        два|две|двух|двум|двумя|двое|двоих|оба|обе|обоих|обеих|пар*|вдво*|дважды|двойн*
        три|трёх|трех|трём|трем|тремя|трое|троих|втро*|трижды
        четыр*|четвер*
        пять|пяти|пятью|пятеро|пятерых
        шесть|шести|шестью|шестеро
        семь|семи|семью|семеро
        восемь|восьми|восемью|восьмью
        девять|девяти|девятью
        десять|десяти|десятью|десяток|десятк*
        одиннадцат*
        двенадцат*|дюжин*
        тринадцат*
        четырнадцат*
        пятнадцат*
        шестнадцат*
        семнадцат*
        восемнадцат*
        девятнадцат*
        двадцат*""",
    "mn": """нэг*|ганц*
        хоёр*|хос*
        гурв*|гурав*
        дөрв*|дөрөв*
        тав|таван|тавуул*
        зургаа*
        долоо*
        найм*
        ес|есөн
        арав|арван*
        арван нэг*
        арван хоёр*
        арван гур*
        арван дөр*
        арван тав*
        арван зургаа*
        арван долоо*
        арван найм*
        арван ес*
        хорь|хорин*""",
    "vi": """một|duy nhất
        hai|đôi|cặp
        ba
        bốn|tư
        năm
        sáu
        bảy
        tám
        chín
        mười|chục
        mười một
        mười hai|tá
        mười ba
        mười bốn
        mười lăm
        mười sáu
        mười bảy
        mười tám
        mười chín
        hai mươi""",
    "zh-hans": """一|首
        二|两|双
        三
        四
        五
        六
        七
        八
        九
        十
        十一
        十二
        十三
        十四
        十五
        十六
        十七
        十八
        十九
        二十""",
}
"""One line for each value from 1; a star stands for the ending of a word that bends."""

LARGEST = 20
"""Up to which value a number may stand in words without being found as a number."""

_COUNTED = r"(?=\s|곳|명|개|건|가지|분|번|차례|쪽|나라|사람|이(?:\s|$)|을|은|의)"
_ENDS = {"en": r"s?(?![a-z])", "ko": r"(?![0-9])", "zh-hans": ""}


@lru_cache(maxsize=256)
def _pattern(language: str, value: int) -> re.Pattern[str]:
    words = _TABLES[language].split("\n")[value - 1].strip().split("|")
    if language == "ko":
        # A single syllable is in half of all words: it must stand alone or before a counting word.
        words = [word + _COUNTED if len(word) == 1 else word for word in words]
    else:
        words = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    before = "" if language == "zh-hans" else r"(?<![^\W_])"
    after = _ENDS.get(language, r"(?![^\W_])")
    return regex(f"{before}(?:{'|'.join(sorted(words, key=len, reverse=True))}){after}", re.IGNORECASE)


def is_spelt(value: int, text: str, language: str) -> bool:
    """Say whether a whole number up to LARGEST stands in a text in words of a language (`both` for 2)."""
    if not 1 <= value <= LARGEST or language not in _TABLES:
        return False
    return bool(_pattern(language, value).search(text))
