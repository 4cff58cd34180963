"""How numerals are read: digits with separators, magnitude words, and numbers in words."""

from __future__ import annotations

import re
from decimal import Decimal

from .patterns import regex

LONGEST = 15
"""More digits than this in one run count nothing: they are a code."""

_LINE = r"(?:\r?\n)?"
_COMMAS = rf"[0-9]{{1,3}}(?:,{_LINE}[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
_BLANKS = r"[0-9]{1,3}(?:[ \xa0][0-9]{3})+(?![0-9])(?:,[0-9]+)?"
_DOTS = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
_NARROW = r"[0-9]{1,3}(?:\xa0[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
_POINT = r"[0-9]+(?:\.[0-9]+)?"
_COMMA = r"[0-9]+(?:,[0-9]+)?(?:\.[0-9]+)?"

DIGITS = {
    "ko": f"(?:{_COMMAS}|{_NARROW}|{_POINT})",
    "en": f"(?:{_COMMAS}|{_NARROW}|{_POINT})",
    "zh-hans": f"(?:{_COMMAS}|{_NARROW}|{_POINT})",
    "ru": f"(?:{_BLANKS}|{_COMMA})",
    "mn": f"(?:{_COMMAS}|{_BLANKS}|{_COMMA})",
    "vi": f"(?:{_DOTS}|{_BLANKS}|{_COMMA})",
}
"""A numeral in digits, by language: which sign parts the thousands and which the decimals."""

_KOREAN = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_CHINESE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_STEPS = _KOREAN | _CHINESE
_KOREAN_NUMERAL = (
    rf"{DIGITS['ko']}(?:[십백천만억조]+(?:[ \n]?{DIGITS['ko']}(?![0-9])(?!년|월|일|회째))?"
    r"|\ (?=[만억조]\ ?(?:명|원|달러|여))[만억조])*"
)
_CHINESE_NUMERAL = rf"{DIGITS['zh-hans']}(?:[十百千万亿]+)?"

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GREAT = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH = {
    **{word: at + 1 for at, word in enumerate(_ONES)},
    **{word: at + 10 for at, word in enumerate(_TEENS)},
    **{word: 10 * at + 20 for at, word in enumerate(_TENS)},
    **_GREAT,
}
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\ ](?:{'|'.join(_ONES)})\b)?|{'|'.join(sorted(_TEENS, key=len)[::-1])}"
    rf"|{'|'.join(_ONES)})"
)
_HUNDRED = rf"{_SMALL}\b(?:[\s-]hundred\b(?:(?:\s+and)?[\s-]+{_SMALL}\b)?)?"
_MAGNITUDE = r"(?:thousand|million|billion|trillion)"
WORDS = {
    "en": (
        rf"(?:(?:{_HUNDRED}|an?\ hundred\b(?:(?:\s+and)\s+{_SMALL}\b)?|an?(?=\ {_MAGNITUDE}\b))"
        rf"(?:[\s-]{_MAGNITUDE}\b(?:,?(?:\s+and)?\s+{_HUNDRED})?)*)"
    ),
}
_ENGLISH_NUMERAL = rf"{DIGITS['en']}(?:[\s-]{_MAGNITUDE}\b)?"

_RUSSIAN_GREAT = {"тыс": 1000, "млн": 10**6, "млрд": 10**9, "трлн": 10**12}
_RUSSIAN_STEPS = {"тысяч": 1000, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}
_RUSSIAN_FORMS = {
    1: "один одна одно одного одной одному одним одну",
    2: "два две двух двум двумя",
    3: "три трёх трех трём трем тремя",
    4: "четыре четырёх четырех четырём четырем четырьмя",
    5: "пять пяти пятью",
    6: "шесть шести шестью",
    7: "семь семи семью",
    8: "восемь восьми восемью восьмью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
    11: "одиннадцать одиннадцати одиннадцатью",
    12: "двенадцать двенадцати двенадцатью",
    13: "тринадцать тринадцати тринадцатью",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати пятнадцатью",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам",
    300: "триста трёхсот трехсот",
    400: "четыреста четырёхсот четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
_GATHERED = {
    2: "двое двоих двоим двоими",
    3: "трое троих троим троими",
    4: "четверо четверых четверым четверыми",
    5: "пятеро пятерых пятерым пятерыми",
    6: "шестеро шестерых шестерым шестерыми",
    7: "семеро семерых семерым семерыми",
}
_RUSSIAN = {form: value for value, forms in _RUSSIAN_FORMS.items() for form in forms.split()}
_RUSSIAN |= {form: value for value, forms in _GATHERED.items() for form in forms.split()}
_RUSSIAN_WORD = "(?:" + "|".join(sorted(_RUSSIAN, key=len, reverse=True)) + r")\b"
_RUSSIAN_MAGNITUDE = (
    r"(?:тысяч[аиу]?|миллион(?:а|ов)?|миллиард(?:а|ов)?|триллион(?:а|ов)?|тыс\b\.?|(?:млн|млрд|трлн)\b)"
)
WORDS["ru"] = (
    rf"(?:{_RUSSIAN_WORD}(?:\s{_RUSSIAN_WORD})*(?:\s{_RUSSIAN_MAGNITUDE}\b(?:\s{_RUSSIAN_WORD})*)*"
    rf"|(?:тысяча|миллион|миллиард)\b(?:\s{_RUSSIAN_WORD})*)"
)
_RUSSIAN_NUMERAL = (
    rf"{DIGITS['ru']}(?:[\s]{_RUSSIAN_MAGNITUDE}(?:\s[0-9]{{1,3}}\s(?:тыс\b\.?|тысяч[аи]?\b))?)?"
)
_MONGOL_GREAT = {"мянга": 1000, "сая": 10**6, "тэрбум": 10**9}
_VIET_GREAT = {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

NUMERAL = {
    "ko": _KOREAN_NUMERAL,
    "en": _ENGLISH_NUMERAL,
    "ru": _RUSSIAN_NUMERAL,
    "zh-hans": _CHINESE_NUMERAL,
    "mn": rf"{DIGITS['mn']}(?:\s(?:мянга|сая|тэрбум)н?\b)?",
    "vi": rf"{DIGITS['vi']}(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ)\b)?",
}
"""A numeral that begins with a digit, with the magnitude words that belong to it, by language."""

_PARTED = regex(r"[\s\xa0]")
_BLOCKS = regex(r"([0-9][0-9.,]*)|([十百千万亿십백천만억조])")


def digits(told: str, language: str) -> Decimal:
    """
    Read digits with separators.

    In Russian, Mongolian and Vietnamese a comma parts the decimals, except before a group of three, which
    an office that also writes English means as thousands.
    """
    told = _PARTED.sub("", told)
    if language == "vi" and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", told):
        told = told.replace(".", "")
    if "." in told and "," in told:
        return Decimal(told.replace(",", ""))  # both signs: the comma parts the thousands
    grouped = re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", told)
    if language == "vi" or (language in {"ru", "mn"} and not grouped):
        return Decimal(told.replace(",", "."))
    return Decimal(told.replace(",", ""))


def _stepped(told: str) -> Decimal:
    """Read `3억 2천만`, `1천800`, `1,394만`: digits between magnitude words."""
    whole = group = Decimal(0)
    figure: Decimal | None = None
    for block in _BLOCKS.finditer(_PARTED.sub("", told)):
        if block[1]:
            figure = Decimal(block[1].rstrip(".,").replace(",", ""))
            continue
        step = _STEPS[block[2]]
        if step < 10**4:
            group += (1 if figure is None else figure) * step
        else:
            part = group + (figure or 0)
            whole += (part or 1) * step
            group = Decimal(0)
        figure = None
    return whole + group + (figure or 0)


def _in_words(words: list[str], table: dict[str, int]) -> Decimal:
    whole = part = Decimal(0)
    for word in words:
        value = table[word]
        if value == 100 and "hundred" in table:
            part = (part or Decimal(1)) * 100
        elif value >= 1000:
            whole += (part or Decimal(1)) * value
            part = Decimal(0)
        else:
            part += value
    return whole + part


def words(told: str, language: str) -> Decimal:
    """Read a number in words, as the pattern WORDS of the language finds it."""
    split = re.findall(r"[^\W\d_]+", told.lower())
    if language == "ru":
        return _in_words([_russian(word) for word in split], _RUSSIAN_TABLE)
    return _in_words([word for word in split if word not in {"a", "an", "and"}], _ENGLISH)


def _russian(word: str) -> str:
    if word in _RUSSIAN or word in _RUSSIAN_GREAT:
        return word
    return next(step for step in _RUSSIAN_STEPS if word.startswith(step))


_RUSSIAN_TABLE = _RUSSIAN | _RUSSIAN_GREAT | _RUSSIAN_STEPS
_GREATS = {
    "en": _GREAT,
    "ru": _RUSSIAN_TABLE,
    "mn": _MONGOL_GREAT,
    "vi": _VIET_GREAT,
}
_MIXED = regex(r"([0-9][0-9 \xa0.,\r\n]*)(?:[\s-]*([^\W\d_]+))?")


def numeral(told: str, language: str) -> Decimal:
    """Read a numeral that begins with a digit, as the pattern NUMERAL of the language finds it."""
    if language in {"ko", "zh-hans"}:
        return _stepped(told) if any(step in told for step in _STEPS) else digits(told, language)
    whole = Decimal(0)
    for part in _MIXED.finditer(told):
        value = digits(part[1].rstrip(" \xa0.,\r\n"), language)
        if part[2]:
            great = part[2].lower()
            if language == "ru":
                great = _russian(great)
            elif language == "mn":
                great = great.removesuffix("н") if great not in _MONGOL_GREAT else great
            value *= _GREATS[language][great]
        whole += value
    return whole


_NATIVE_ONES = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "서": 3,
    "넷": 4,
    "네": 4,
    "넉": 4,
}
_NATIVE_ONES |= {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_NATIVE_TENS |= {"예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
NATIVE = (
    r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)\ ?(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?"
    r"|스무|다섯|여섯|일곱|여덟|아홉|하나|한|둘|두|셋|세|석|넷|네|넉)"
)
"""A Korean numeral in native words; it is a number only before a counter."""
_NATIVE_PART = regex("|".join(sorted(_NATIVE_ONES | _NATIVE_TENS, key=len, reverse=True)))
_NATIVE_ALL = _NATIVE_ONES | _NATIVE_TENS


def native(told: str) -> Decimal:
    """Read a Korean native numeral, `열두` as 12."""
    return Decimal(sum(_NATIVE_ALL[part] for part in _NATIVE_PART.findall(told)))
