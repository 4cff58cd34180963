"""Numbers in Russian text, dates apart."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Draft, Form, at, form, fraction
from .marks import ANYWHERE, grouped
from .nearby import LOOKS
from .numerals import NUMERAL, WORDS, numeral, words
from .patterns import regex
from .words import NumberKind

_NUMBER = rf"(?:{NUMERAL['ru']}|(?i:{WORDS['ru']}))"
_JOIN = r"(?P<join>\ ?[~–—-]\ ?|\sдо\s|\sили\s)"
_SPAN = rf"(?P<n>{_NUMBER})(?:{_JOIN}(?P<n2>{_NUMBER}))?"
_MEASURES = {
    "кг": "kg",
    "килограмм": "kg",
    "км": "km",
    "километр": "km",
    "кв": "m2",
    "м²": "m2",
    "тонн": "kg",
}
_COINS = {"вон": "krw", "доллар": "usd", "евро": "eur", "тенге": "kzt"}
_LENGTHS = {
    "год": "year", "года": "year", "лет": "year", "годам": "year", "месяц": "month", "недел": "week", "день": "day",
    "дня": "day", "дней": "day", "дням": "day", "днём": "day", "сут": "day", "час": "hour", "минут": "minute",
    "ноч": "night", "летн": "year", "дневн": "day", "недельн": "week", "месячн": "month", "часов": "hour", "минутн": "minute",
}  # fmt: skip


def read(told: str) -> Decimal:
    """Read a Russian numeral in digits or words."""
    return numeral(told, "ru") if told[0].isdigit() else words(told, "ru")


_SINCE = regex(r"\bсо?\s$", re.IGNORECASE)


def _valued(found: re.Match[str], kind: str, unit: str, times: int = 1) -> Draft:
    draft = at(found, kind)
    draft.value, draft.unit = read(found["n"]) * times, unit
    if found.groupdict().get("n2"):
        draft.upper = read(found["n2"]) * times
        great = re.search(r"[^\W\d_]+\.?$", found["n2"])
        if great and found["n2"][0].isdigit() and found["n"].strip()[-1].isdigit():
            draft.value = read(f"{found['n'].strip()} {great[0]}") * times
        # `с 2,5 млрд до 3 млрд вон` are two numbers; the unit that is told once holds for both.
        if found["join"].strip() == "до" and _SINCE.search(
            found.string, max(0, found.start() - 4), found.start()
        ):
            draft.end, draft.upper = found.end("n"), None
    return draft


def _money(found: re.Match[str], text: str) -> Draft | None:
    told = (found.groupdict().get("coin") or found.groupdict().get("sign") or "").lower()
    signs = {"$": "usd", "€": "eur", "₩": "krw", "₸": "kzt"}
    unit = signs.get(told) or next(unit for stem, unit in _COINS.items() if told.startswith(stem))
    return _valued(found, NumberKind.QUANTITY, unit)


def _measured(found: re.Match[str], text: str) -> Draft | None:
    told = found["measure"].lower()
    unit = next(unit for stem, unit in _MEASURES.items() if told.startswith(stem))
    return _valued(found, NumberKind.QUANTITY, unit, 1000 if told.startswith("тонн") else 1)


def _percent(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "percent_point" if found["point"] else "percent")


def _fold(found: re.Match[str], text: str) -> Draft | None:
    return _valued(found, NumberKind.SHARE, "fold")


_FOLDS = {"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5}


def _folded(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.SHARE)
    draft.value, draft.unit = Decimal(_FOLDS[found[0].lower()]), "fold"
    return draft


def _half_fold(found: re.Match[str], text: str) -> Draft | None:
    """Read `полтора раза` and `два с половиной раза`."""
    told = found.groupdict()["n"]
    value = read(told) + Decimal("0.5") if told else Decimal("1.5")
    return Draft(found.start(), found.end(), NumberKind.SHARE, value, unit="fold")


_SMALL_WHOLES = frozenset({3, 4, 5, 10, 100})


def _of_ten(found: re.Match[str], text: str) -> Draft | None:
    """Read `девять из десяти`, a fraction; of twelve or of a hundred and five it is a count."""
    whole = read(found["n2"])
    return fraction(found, read(found["n"]), whole) if whole in _SMALL_WHOLES else None


def _nth_part(found: re.Match[str], text: str) -> Draft | None:
    """Read `пятую часть` and `каждый третий пациент`, but not `каждый второй день`."""
    if found.groupdict().get("each") and _OF_TIME.match(text, found.end()):
        return None
    told = found["part"].lower()
    return fraction(found, Decimal(1), Decimal(next(v for s, v in _NTH.items() if told.startswith(s))))


_WHOLES = {"полов": 2, "трет": 3, "четв": 4, "пят": 5}
_OTHER_PART = regex(r"(?:перв|втор)\w+\s$|\bв\s$", re.IGNORECASE)
_OF_TIME = regex(
    r"\s(?:год|дня|месяц|час|раз\b|место|день|недел|вторник|четверг|понедельник|пятниц|сред[ауы]|суббот)"
)


def _part(found: re.Match[str], text: str) -> Draft | None:
    """Read `половина казахстанцев` and `две трети`, but not `вторая половина года`."""
    before = text[max(0, found.start() - 10) : found.start()]
    if not found["n"] and (_OTHER_PART.search(before) or _OF_TIME.match(text, found.end())):
        return None
    told = found["part"].lower()
    whole = next(value for stem, value in _WHOLES.items() if told.startswith(stem))
    return fraction(found, read(found["n"]) if found["n"] else Decimal(1), Decimal(whole))


_HALVES = {"час": "hour", "год": "year", "месяц": "month", "сут": "day", "недел": "week"}


def _one_and_half(found: re.Match[str], text: str) -> Draft | None:
    unit = next(unit for stem, unit in _HALVES.items() if found["length"].startswith(stem))
    return Draft(found.start(), found.end(), NumberKind.DURATION, Decimal("1.5"), unit=unit)


_JOINED = {
    "двух": 2,
    "трёх": 3,
    "трех": 3,
    "четырёх": 4,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "восьми": 8,
}
_JOINED |= {"девяти": 9, "десяти": 10, "двенадцати": 12, "двадцати": 20, "сорока": 40, "одно": 1}


def _joined(found: re.Match[str], text: str) -> Draft | None:
    """Read `двухдневный`, a length of time in one word."""
    draft = at(found, NumberKind.DURATION)
    unit = next(unit for stem, unit in _LENGTHS.items() if found["length"].lower().startswith(stem))
    draft.value, draft.unit = Decimal(_JOINED[found["n"].lower()]), unit
    return draft


def _age(found: re.Match[str], text: str) -> Draft | None:
    """Read `Нурлан Абдиев, 45` as an age."""
    if not re.search(r"[А-ЯЁ][а-яё-]+,\s$", text[max(0, found.start() - 24) : found.start()]):
        return None
    draft = at(found, NumberKind.DURATION)
    draft.value, draft.unit = read(found["n"]), "year"
    return draft


def _length(found: re.Match[str], text: str) -> Draft | None:
    told = found["length"].lower()
    unit = next(
        unit for stem, unit in sorted(_LENGTHS.items(), key=lambda one: -len(one[0])) if told.startswith(stem)
    )
    return _valued(found, NumberKind.DURATION, unit)


_NTH = {
    "перв": 1,
    "втор": 2,
    "трет": 3,
    "четвёрт": 4,
    "четверт": 4,
    "пят": 5,
    "шест": 6,
    "седьм": 7,
    "восьм": 8,
}
_NTH |= {
    "девят": 9,
    "десят": 10,
    "одиннадцат": 11,
    "двенадцат": 12,
    "тринадцат": 13,
    "пятнадцат": 15,
    "двадцат": 20,
}


def _nth(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.ORDINAL)
    if found[0][0].isdigit():
        draft.value = Decimal(re.sub(r"[^0-9].*", "", found[0]))
        return draft
    told = found[0].lower()
    draft.value = Decimal(
        next(v for s, v in sorted(_NTH.items(), key=lambda one: -len(one[0])) if told.startswith(s))
    )
    return draft


_CALL = regex(r"(?:звон\w+|номер\w*|служб\w+|телефон\w*|лини\w+)\s(?:по\s)?$", re.IGNORECASE)


def _urgent(found: re.Match[str], text: str) -> Draft | None:
    called = _CALL.search(text[max(0, found.start() - 20) : found.start()])
    return grouped(found, NumberKind.IDENTIFIER) if called else None


def _labelled(found: re.Match[str], text: str) -> Draft | None:
    return grouped(found, NumberKind.IDENTIFIER)


def _has_noun(text: str, end: int) -> bool:
    return LOOKS["ru"][0](text, Draft(end, end, NumberKind.QUANTITY)) is not None


def _year_or_name(found: re.Match[str], text: str) -> Draft | None:
    start, end = found.span()
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    name = re.search(r"(?:^|[\s(“«\"])([A-ZА-Я][A-ZА-Я&]+)\s$", before)
    if name:
        return Draft(start - len(name[1]) - 1, end, NumberKind.NAME)
    if re.search(r"[«“\"]$|[»”\"]\s$", before) or re.match(r"[»”\"]", after):
        return at(found, NumberKind.NAME)
    if re.match(r"\s[а-яё]", after) and _has_noun(text, end):
        draft = at(found, NumberKind.QUANTITY)
        draft.value, draft.bare = read(found[0]), True
        return draft
    return at(found, NumberKind.DATE, found[0])


_ONE_OF = regex(r"\s(?:из|и|только|на|в|с)\s")


def _counted(found: re.Match[str], text: str) -> Draft | None:
    told = found["n"].lower()
    draft = _valued(found, NumberKind.QUANTITY, "")
    draft.bare = True
    before = text[max(0, found.start() - 4) : found.start()].lower()
    if found["n2"] and (
        (found["join"].strip() == "до" and not before.endswith("от "))
        or (found["join"].strip() == "или" and (draft.upper or 0) > (draft.value or 0) * 2 + 1)
        or re.fullmatch(r"(?:19|20)[0-9]{2}", found["n"])
    ):
        draft.end, draft.upper = found.end("n"), None
        draft.value = read(found["n"])
    if re.fullmatch(r"одн[а-яё]+|один", told) and (
        _ONE_OF.match(text, found.end()) or not LOOKS["ru"][0](text, draft)
    ):
        return None
    return draft


_COIN = r"\s(?:южнокорейских\s|корейских\s|американских\s)?(?P<coin>вон[аыу]?|долл(?:ар\w*|\.)(?:\sСША)?|евро|тенге)(?![^\W\d_])"
NUMBERS: list[Form] = [
    *ANYWHERE,
    form(
        r"(?:[Сс]тать[яеийю]+|[Сс]т\.|[Дд]обавочн\w+|[Дд]об\.|[Вв]ыход\w?|[Пп]ункт\w*|[Кк]абинет\w*|[Кк]аб\.|[Зз]ал\w*|[Пп]авильон\w*|№|[Шш]кол[аыеу]\s№|[Сс]тенд\w*"
        r"|[Оо]фис\w*|[Кк]омнат\w*|[Дд]ом|д\.|приложени\w+|[Зз]акон\w*\s№)\s?(?P<it>[A-ZА-Я]?-?[0-9]+(?:[-/.][0-9]+)*)(?![0-9])",
        _labelled,
    ),
    form(rf"(?P<sign>[₩$€₸])\s?{_SPAN}", _money),
    form(rf"{_SPAN}{_COIN}", _money),
    form(
        rf"{_SPAN}\s?(?:%|процент(?:н\w+\s(?P<point>пункт\w*)|\w*))(?P<p2>-\w+)?", lambda f, t: _percent(f, t)
    ),
    form(rf"{_SPAN}\s(?P<point>п\.\s?п\.)", _percent),
    form(rf"(?<=[Вв]\s){_SPAN}\sраза?(?![^\W\d_])", _fold),
    form(rf"(?:[Пп]олтор[аы]|[Пп]олутора|(?P<n>{_NUMBER})\sс\sполовиной)\sраза?(?![а-яё])", _half_fold),
    form(
        r"(?P<each>[Кк]ажд(?:ый|ая|ое|ого|ой|ому|ую|ым))\s(?P<part>втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)"
        r"(?:ый|ой|ая|ое|ого|ому|ую|ым|ом|ий|ья|ье|ьего|ьей|ьему|ью|ьим)(?![а-яё])",
        _nth_part,
    ),
    form(
        r"(?:(?i:одн[ауой]+)\s)?(?P<part>(?i:трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят))(?:ая|ую|ой|ья|ью|ьей)\sчаст[ьи](?:ю)?(?![а-яё])",
        _nth_part,
    ),
    form(
        rf"(?P<n>{_NUMBER})\sиз\s(?P<n2>десяти|пяти|четыр[её]х|тр[её]х|ста|10(?![0-9 ]*[0-9])|100(?![0-9 ]*[0-9]))(?![а-яё]|[.,][0-9])",
        _of_ten,
    ),
    form(r"(?:[Вв]двое|[Вв]трое|[Вв]четверо|[Вв]пятеро)\b", _folded),
    form(
        r"(?:(?P<n>(?i:одна|две|три|четыре))\s(?=трет|четверт|пят))?(?P<part>[Пп]оловин[аеуыой]+|[Тт]рет(?:и|ь[юи]?|ей)|[Чч]етверт(?:ь[юи]?|и|ей)|пят(?:ая|ых))(?![а-яё])",
        _part,
    ),
    form(r"[Пп]олтор[аы]\s(?P<length>час|год|месяц|сут|недел)\w*", _one_and_half),
    form(
        rf"(?P<n>(?i:{'|'.join(_JOINED)}))(?P<length>дневн|недельн|месячн|летн|часов|минутн)[а-яё]+", _joined
    ),
    form(r"(?P<n>[0-9]{2})(?=[.,]\s)", _age),
    form(
        r"(?P<it>[0-9]{1,3}-(?:й|го|м|я|ю|е|ой|ом))(?=\s(?:этаж|лини|кабинет|корпус|подъезд|павильон))",
        _labelled,
    ),
    form(r"(?P<it>112|119|120|1339|1330)(?![0-9])", _urgent),
    form(
        rf"{_SPAN}[\s-](?:\w+\s)?(?P<measure>кг|килограмм\w*|км|километр\w*|кв\.?\s?м(?:етр\w*)?\.?|квадратн\w+\sметр\w*|м²|тонн\w*)(?![^\W\d_])".replace(
            r"(?:\w+\s)?", ""
        ),
        lambda f, t: _measured_square(f, t),
    ),
    form(
        rf"{_SPAN}[\s-](?:(?:календарных|рабочих|полных)\s)?(?P<length>годам|года?|лет(?:н\w+|и[йея]\w*)?|месяц\w*|месячн\w+|недел[ьияюеё]\w*|день|дн(?:я|ей|ям|ём|и|евн\w+)|сут\w+|час(?:а|ов|ам)?|минут\w*|ноч\w+)(?![^\W\d_])",
        _length,
    ),
    form(r"[0-9]{1,3}-(?:й|го|му|м|я|ю|е|х|ый|ая|ое|ом|ой)\b", _nth),
    form(
        r"(?:[Пп]ерв(?:ый|ая|ое|ые|ого|ой|ом|ому|ую|ым|ых)|[Вв]тор(?:ой|ая|ое|ые|ого|ом|ому|ую|ым|ых)|[Тт]рет(?:ий|ья|ье|ьи|ьего|ьей|ьем|ью|ьим)"
        r"|(?:[Чч]етв[её]рт|[Пп]ят|[Шш]ест|[Сс]едьм|[Вв]осьм|[Дд]евят|[Дд]есят|[Оо]диннадцат|[Дд]венадцат|[Тт]ринадцат|[Пп]ятнадцат|[Дд]вадцат)(?:ый|ой|ая|ое|ые|ого|ом|ому|ую|ым|ых))\b",
        _nth,
    ),
    form(r"(?:19|20)[0-9]{2}(?![0-9]|[ \xa0][0-9]{3}(?![0-9])|[,.][0-9]|\s(?:тыс|млн|млрд))", _year_or_name),
    form(_SPAN, _counted),
]


def _measured_square(found: re.Match[str], text: str) -> Draft | None:
    draft = at(found, NumberKind.QUANTITY)
    told = found["measure"].lower()
    if told.startswith(("кв", "м²")):
        draft.value, draft.unit = read(found["n"]), "m2"
        return draft
    return _measured(found, text)


_HEADS = (
    r"од[ни]|дв[аеуо]|тр[иёео]|четы|четв|пят|шест|сем[ьи]|седьм|сорок|ст[оа]\b|восьм|восем|девя|десят|тысяч|миллион|миллиард"
    r"|вдвое|втрое|вчетверо|впятеро|перв|втор|полтор|полов|один|стат|ст\.|пункт|каб|зал|павильон|школ|стенд|офис|комнат|дом"
    r"|д\.\s|прилож|закон|добав|доб\.|выход|квартир|кажд|полутор|янв|фев|мар|апр|ма[йяею]|ию[нл]|авг|сен|окт|ноя|дек|ковид"
)
FIRST = (
    r"(?<![0-9][.,:/-])(?<![\w])(?:(?=[0-9+₩$€₸(№])|(?=[A-ZА-Я]{1,5}-?[0-9]|I{1,3}\s|IV\s|COVID|https?:|www\.)"
    rf"|(?=(?i:{_HEADS})))"
)
"""Where a Russian number may begin."""
