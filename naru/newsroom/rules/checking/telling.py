"""When a text says that something took place: after its own publication, on which weekday, for how long."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from naru.krds.formats.words import day as shown_day
from naru.newsroom.rules.checking import clues
from naru.newsroom.rules.checking.memory import remembered
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.sentence import Sentence
from naru.newsroom.rules.checking.sums import finding
from naru.newsroom.rules.checking.words import Finding, FindingCode, Number, NumberKind

Parts = tuple[int | None, int | None, int | None]
"""Year, month and day as far as they are printed."""

NEAR = 120
"""How many days after publication a date without a year is still taken for one of the same year."""


_FORMS = (
    regex(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?"),
    regex(r"--(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?"),
    regex(r"---(?P<d>[0-9]{2})"),
)


@remembered(2_000)
def parts_of(said: str) -> Parts | None:
    """Read one printed date in ISO 8601 (`2024-04-24`, `--04-24`, `---24`, `2024`), nothing for other forms."""
    for form in _FORMS:
        if found := form.fullmatch(said):
            told = found.groupdict()
            year, month, day = (int(told[key]) if told.get(key) else None for key in "ymd")
            return year, month, day
    return None


def _made(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


FEW = 4
"""For how many sentences a year alone is still the year that a text speaks of."""
_COMPARED_BEFORE = regex(r"\b(?:of|since|than|с|against|from)\s+$", re.IGNORECASE)
_COMPARED_AFTER = regex(r"\s*(?:대비|보다|이후|부터|에 비해)")


class Calendar:
    """Reads the dates of a text in order, so that a date without year or month takes those said before it."""

    def __init__(self, published_on: date | None) -> None:
        self.published_on = published_on
        self.year: int | None = None
        self.context: int | None = None
        self.left = 0
        self.month: int | None = None

    def remember(self, sentence: Sentence) -> None:
        """Take the year that a sentence spoke of for those after it: a year alone for a few, with its month for all."""
        year, self.year = self.year, None
        self.left -= 1
        if year is None or sentence.is_title:
            if not self.left:
                self.context = None
            return
        told = [one for one in sentence.dates if str(year) in one.said]
        if any(len(one.said) > len("2024") for one in told):
            self.context, self.left = year, 0
        elif not sentence.shares and any(
            not _COMPARED_BEFORE.search(sentence.before(one, 14))
            and not _COMPARED_AFTER.match(sentence.after(one, 8))
            for one in told
        ):
            self.context, self.left = year, FEW

    def read(self, number: Number) -> tuple[Parts | None, Parts | None]:
        """Give first and last day of a printed date (the same for one day), each as far as it is known."""
        first_said, _slash, last_said = number.said.partition("/")
        first, last = parts_of(first_said), parts_of(last_said or first_said)
        if first is None or last is None:
            return None, None
        if first[0]:
            self.year = first[0]
        if first[1]:
            self.month = first[1]
        first = (first[0], first[1] or (self.month if first[2] else None), first[2])
        last = (last[0] or first[0], last[1] or (first[1] if last[2] else None), last[2])
        if last[0]:
            self.year = last[0]
        if last[1]:
            self.month = last[1]
        return first, last


def dates(rows: Sequence[Sentence], published_on: date | None) -> Iterator[Finding]:
    """Check every date of a text, sentence by sentence."""
    calendar = Calendar(published_on)
    for sentence in rows:
        if not sentence.dates:
            calendar.remember(sentence)
            continue
        read = [(number, *calendar.read(number)) for number in sentence.dates]
        year = next((first[0] for _n, first, _l in read if first and first[0] and first[1]), None)
        years = {first[0] for _n, first, _l in read if first and first[0]}
        said_year = year or (years.pop() if len(years) == 1 else None)
        if published_on is not None and not sentence.is_title:
            context = calendar.context
            if context is not None and context > published_on.year:
                context = None  # what is planned for a later year says nothing of what follows
            yield from _told_before(sentence, read, published_on, said_year or context)
        yield from _weekdays(sentence, read, published_on, said_year)
        yield from _durations(sentence, read, published_on, said_year)
        yield from _reversed_dates(sentence, read)
        calendar.remember(sentence)


Read = Sequence[tuple[Number, Parts | None, Parts | None]]


def _told_before(sentence: Sentence, read: Read, published_on: date, year: int | None) -> Iterator[Finding]:
    text = clues.REPORTED.sub("", sentence.text)
    for number, _first, last in read:
        if last is None or last[1] is None:
            continue
        told_year = last[0] or year
        whole = _last_day(told_year or published_on.year, last[1], last[2])
        if whole is None or whole <= published_on:
            continue
        if told_year is None and (whole - published_on).days > NEAR:
            continue
        if not clues.PAST.said(text) or clues.PLANNED.said(text):
            return
        why = _("The text appears on %(published)s and tells %(day)s as done.") % {
            "published": shown_day(published_on),
            "day": number.text,
        }
        yield finding(FindingCode.TOLD_BEFORE, number, why, "", number.text)
        return


def _last_day(year: int, month: int, day: int | None) -> date | None:
    # A month alone is over after publication only where it begins after it.
    return _made(year, month, day if day is not None else 1)


WEEKDAYS = {
    word: at
    for words in (
        ("월화수목금토일"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень"),
    )
    for at, word in enumerate(words)
}
_WEEKDAY_AFTER = regex(
    r"^\s*(?:\(\s*(?P<ko>[월화수목금토일])(?:요일)?\s*\)|(?P<kow>[월화수목금토일])요일"
    r"|,?\s*\(?(?:(?:which (?:was|is|fell on|falls on)\s+)?an?\s+)?(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|r|rs|s)?\)?(?![a-z])|,?\s*\(?\s*(?:в[о]?\s+)?(?P<ru>понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w*\)?)",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = regex(
    r"\b(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\.?,?\s*(?:the\s+)?$"
    r"|(?P<ru>понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w*,?\s*$"
    r"|(?P<ko>[월화수목금토일])요일(?:인)?\s*(?:지난|오는)?\s*$",
    re.IGNORECASE,
)


def _weekdays(
    sentence: Sentence, read: Read, published_on: date | None, year: int | None
) -> Iterator[Finding]:
    for number, first, last in read:
        if first is None or last is None or last[2] is None or last[1] is None:
            continue
        inside = re.search(r"\(([월화수목금토일])\)", number.text)
        after = _WEEKDAY_AFTER.match(sentence.after(number, 20))
        before = _WEEKDAY_BEFORE.search(sentence.before(number, 16))
        word = inside[1] if inside else ""
        if not word and after:
            word = next(filter(None, after.groups()), "")
        elif not word and before and first == last:
            word = next(filter(None, before.groups()), "")
        if not word:
            continue
        wanted = WEEKDAYS[word.lower()]
        told = last if not inside else (first if number.text.index("(") < len(number.text) // 2 else last)
        if told[1] is None or told[2] is None:
            continue
        known = told[0] or year
        years = [known] if known else [published_on.year + add for add in (0, 1, -1)] if published_on else []
        days = [_made(one, told[1], told[2]) for one in years]
        real = [one for one in days if one is not None]
        if not known and published_on is not None:
            # Without a year only a date near the publication has one that everybody knows.
            real = [one for one in real if abs((one - published_on).days) <= 200]
        if not real or any(one.weekday() == wanted for one in real):
            continue
        right = _weekday(real[0])
        why = _("%(day)s is a %(weekday)s.") % {"day": shown_day(real[0]), "weekday": right}
        yield finding(FindingCode.WEEKDAY_WRONG, number, why, right, word)


def _weekday(on: date) -> str:
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[on.weekday()]


_UNTIL = regex(
    r"^\s*(?:\([^)]{1,6}\))?\s*(?:[가-힣]{0,3}\s*[~∼-]|부터|에서|\bto\b|\bthrough\b|\buntil\b|~|-|–|\bпо\b|\bдо\b)\s*(?:오는\s*)?$",
    re.IGNORECASE,
)
_BEGINS = regex(
    r"시작|개막|출국|출발|막을 올|막이 오|문을 연|문을 열|\b(?:began|beg[iu]ns?|opened|opens|started|starts|left|set off|set out)\b"
    r"|\b(?:нача\w+|откры\w+|стартова\w+|вылете\w+|выеха\w+)\b",
    re.IGNORECASE,
)
_ENDS = regex(
    r"끝|마치|마쳤|마무리|폐막|귀국|돌아[왔온오]|막을 내|막이 내|\b(?:ended|ends|finished|closed|closes|came home|flew home|returned)\b"
    r"|\b(?:заверш\w+|законч\w+|окончи\w+|верну\w+|закры\w+)\b",
    re.IGNORECASE,
)
_NOT_ALL = regex(
    r"중\s|가운데|평일|근무일|영업일|주말 제외|\bout of\b|\bworking[ -]days?\b|\bweekdays\b|\bbusiness days\b|제외|\bexcept\b|\bnights?\b|박"
    r"|рабоч|будн|исключ|\bfirst\b|\blast\b|перв",
    re.IGNORECASE,
)


def _durations(
    sentence: Sentence, read: Read, published_on: date | None, year: int | None
) -> Iterator[Finding]:
    lengths = [
        one for one in sentence.numbers if one.kind == NumberKind.DURATION and one.unit == "day" and one.value
    ]
    if not lengths:
        return
    spans = list(_spans(sentence, read))
    for length in lengths:
        near = [
            (start, end, first, last)
            for start, end, first, last in spans
            if (0 <= length.start - end <= 24 and not _NEXT_DEED.search(_words(sentence, end, length.start)))
            or 0 <= start - length.end <= 24
        ]
        words = sentence.before(length, 20) + "|" + sentence.after(length, 14)
        if "박" not in length.text:
            words += "|" + length.text
        if len(near) != 1 or _NOT_ALL.search(words):
            continue
        _start, _end, first, last = near[0]
        known = first[0] or last[0] or year or (published_on.year if published_on else 2024)
        since = _made(first[0] or known, first[1], first[2])
        until = _made(last[0] or known, last[1], last[2])
        if since is None or until is None or until < since:
            continue
        days = (until - since).days + 1
        if length.value == days or (length.approximate and abs(Decimal(days) - (length.value or 0)) <= 2):
            continue
        why = _("From first to last day that is %(right)s days, not %(printed)s.") % {
            "right": days,
            "printed": length.text,
        }
        yield finding(FindingCode.DURATION_WRONG, length, why, str(days))


_NEXT_DEED = regex(
    r"[고며서],|뒤\s|후\s|이어\s|\band (?:then|after)\b|\bfollowed by\b|\bthen\b|\bзатем\b|\bпотом\b"
)


def _words(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]


def _spans(sentence: Sentence, read: Read) -> Iterator[tuple[int, int, Parts, Parts]]:
    """Give first and last days that stand together: one span, or two dates joined by "from … to"."""
    at = 0
    while at < len(read):
        number, first, last = read[at]
        if first and last and first[2] and last[2] and first != last:
            yield number.start, number.end, first, last
        elif (
            at + 1 < len(read)
            and first
            and first[2]
            and (
                _UNTIL.match(sentence.between(number, read[at + 1][0]))
                or _from_begin_to_end(sentence, number, read[at + 1][0])
            )
        ):
            other, other_first, _other_last = read[at + 1]
            if other_first and other_first[2]:
                yield (
                    number.start,
                    other.end,
                    first,
                    (other_first[0] or first[0], other_first[1] or first[1], other_first[2]),
                )
                at += 1
        at += 1


def _from_begin_to_end(sentence: Sentence, one: Number, other: Number) -> bool:
    """Whether something is said to begin on one day and to end on another: "opened on May 3 and closed on May 6"."""
    gap = sentence.between(one, other)
    return (
        len(gap) <= 48
        and ";" not in gap
        and bool(_BEGINS.search(sentence.before(one, 36) + gap))
        and bool(_ENDS.search(gap + sentence.after(other, 20)))
    )


def _reversed_dates(sentence: Sentence, read: Read) -> Iterator[Finding]:
    for number, first, last in read:
        if first is None or last is None or "/" not in number.said:
            continue
        start = tuple(one or 0 for one in first)
        end = tuple(
            one or 0 for one in (last[0] or first[0], last[1] or first[1], last[2] if first[2] else None)
        )
        if not (first[0] or last[0]) and first[1] and last[1] and first[1] >= 10 and last[1] <= 3:
            continue  # November to February needs no year
        if end < start and (last[2] or not first[2]):
            why = _("This range ends before it begins.")
            yield finding(FindingCode.RANGE_REVERSED, number, why)


def ranges(rows: Sequence[Sentence]) -> Iterator[Finding]:
    """Find ranges of quantities and shares whose end lies before their beginning."""
    for sentence in rows:
        for number in sentence.numbers:
            if number.value is not None and number.upper is not None and number.upper < number.value:
                yield finding(FindingCode.RANGE_REVERSED, number, _("This range ends before it begins."))
        if len(sentence.numbers) > 1:
            yield from _reversed_pairs(sentence)


_TO = regex(r"\s*(?:to|до)\s+", re.IGNORECASE)
_FROM = regex(r"\b(?:from|с|со)\s+$", re.IGNORECASE)
_SCALED = frozenset({"percent", "year"})


def _reversed_pairs(sentence: Sentence) -> Iterator[Finding]:
    """Find "15 to 10 percent", "от 60 до 18 лет" where nothing is told to fall."""
    for one, other in itertools.pairwise(sentence.numbers):
        if one.value is None or other.value is None or other.value >= one.value:
            continue
        if one.unit != other.unit or one.unit not in _SCALED or one.upper is not None:
            continue
        if not _TO.fullmatch(sentence.between(one, other)) or _FROM.search(sentence.before(one, 6)):
            continue
        if not clues.CHANGE.said(sentence.text):
            yield finding(FindingCode.RANGE_REVERSED, other, _("This range ends before it begins."))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = regex(r"\b(" + "|".join(_MONTHS) + r")[a-z]*\b\.?", re.IGNORECASE)
_TAG = regex(r"^\s*\[\s*([^\]]{3,20})\]")


def title_month(rows: Sequence[Sentence], published_on: date | None) -> Iterator[Finding]:
    """Find a month in the title that is neither the text's nor that of the publication."""
    if published_on is None:
        return
    titles = [one for one in rows if one.is_title]
    told: set[int] = {published_on.month}
    for sentence in rows:
        if sentence.is_title:
            continue
        for number in sentence.dates:
            for half in number.said.split("/"):
                read = parts_of(half)
                if read and read[1]:
                    told.add(read[1])
    for sentence in titles:
        for number in sentence.dates:
            read = parts_of(number.said.partition("/")[0])
            if read is None or read[1] is None or read[2] is not None:
                continue
            strange = read[1] not in told or (
                read[0] is not None
                and _TAG.match(sentence.text)
                and read[0] != published_on.year
                and (published_on - date(read[0], read[1], 1)) > timedelta(days=62)
                and read[1] != published_on.month
            )
            if strange and not (read[0] and read[0] > published_on.year):
                why = _(
                    "The title says %(month)s; the text appears on %(published)s and names no such month."
                ) % {
                    "month": number.text,
                    "published": shown_day(published_on),
                }
                yield finding(FindingCode.TITLE_MONTH, number, why, shown_day(published_on), number.text)
                return
