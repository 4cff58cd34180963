"""The sums over several numbers: parts of a total, averages, cumulative totals, shares of one whole, lists."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from naru.newsroom.rules.checking import clues
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.rounding import LOOSE, ZERO, Span, decimals, quotient, span
from naru.newsroom.rules.checking.sentence import Sentence, alike
from naru.newsroom.rules.checking.sums import HUNDRED, added, direction, finding, shown
from naru.newsroom.rules.checking.words import Finding, FindingCode, Number, NumberKind
from naru.newsroom.rules.scripts import HANGUL

PERSONLIKE = "person"


def _sum_finding(total: Number, parts: Sequence[Number]) -> Finding | None:
    if added(parts).touches(span(total)):
        return None
    right = sum((one.value or Decimal(0) for one in parts), Decimal(0))
    why = _("%(parts)s add up to %(right)s, not %(printed)s.") % {
        "parts": " + ".join(one.text for one in parts) if len(parts) <= 8 else _("The parts"),
        "right": shown(right),
        "printed": total.text,
    }
    return finding(FindingCode.PARTS_DO_NOT_ADD, total, why, shown(right))


_PLUS = regex(r"^\s*[^\d+＋]{0,12}[+＋]\s*[^\d+＋]{0,12}$")
_EQUALS = regex(
    r"=|＝|given as|합계|합하면|총|모두|\btotal|\bmake\b|\bis\b|\bare\b|\badd|로\b|итого|всего", re.IGNORECASE
)


def plus(sentence: Sentence) -> Iterator[Finding]:
    """Check "a + b + c = d"."""
    rows = [one for one in sentence.numbers if one.value is not None and one.kind == NumberKind.QUANTITY]
    at = 0
    while at < len(rows):
        end = at
        while end + 1 < len(rows) and _PLUS.match(sentence.between(rows[end], rows[end + 1])):
            end += 1
        if end > at:
            if end + 1 < len(rows) and _EQUALS.search(sentence.between(rows[end], rows[end + 1])):
                total, parts = rows[end + 1], rows[at : end + 1]
                if wrong := _sum_finding(total, parts):
                    yield wrong
            elif (
                at
                and _EQUALS.search(sentence.between(rows[at - 1], rows[at]))
                and (wrong := _sum_finding(rows[at - 1], rows[at : end + 1]))
            ):
                yield wrong
        at = end + 1


def parts(sentence: Sentence) -> Iterator[Finding]:
    """
    Check the parts of a total within a sentence: in the brackets right after it, after a colon or "made up
    of", or named before "in all".
    """
    done: set[int] = set()
    for total in sentence.quantities:
        inside = _in_brackets(sentence, total)
        if len(inside) >= 2:
            done.add(total.start)
            words = sentence.text[total.end - sentence.start : inside[-1].end - sentence.start + 8]
            yield from _weigh(total, inside, open_ended=bool(clues.PARTLY.said(words)))
    for at, total in enumerate(sentence.quantities):
        if total.start in done or not _is_total(sentence, total):
            continue
        others = [one for one in sentence.quantities if one is not total and one.unit == total.unit]
        # What a group is made up of has names of its own: doctors, nurses and interpreters are a team.
        made_of = bool(_MADE_OF.match(sentence.after(total, 50)))
        after = [one for one in others if one.start > total.end and (made_of or alike(one, total))]
        before = [one for one in others if one.end < total.start and alike(one, total)]
        rest = sentence.text[total.end - sentence.start :]
        if (
            len(after) >= 2
            and (len(after) >= 3 or clues.MADE_UP.said(rest))
            and _tight(sentence, after)
            and not _bracketed(sentence, after[0])
        ):
            others = [one for one in sentence.levels if one.start > total.end]
            if len(others) > len(after) and added(others).touches(span(total)):
                continue  # a part whose noun is not known is a part all the same
            yield from _weigh(total, after, open_ended=bool(clues.PARTLY.said(sentence.text)))
        elif (
            len(before) >= 2
            and at + 1 >= len(sentence.quantities) - len(after)
            and not after
            and _tight(sentence, before)
        ):
            words = sentence.text
            if (
                clues.AVERAGE.said(words)
                or clues.CHANGE.said(words)
                or clues.PART_AFTER.match(sentence.after(before[0]))
            ):
                continue
            yield from _weigh(
                total, before, open_ended=bool(clues.PARTLY.said(words[: total.start - sentence.start]))
            )


def _in_brackets(sentence: Sentence, total: Number) -> list[Number]:
    """Give the quantities of one unit in the brackets that open right after a number."""
    rest = sentence.after(total, 400)
    opened = re.match(r"[^\d().;]{0,18}?\(", rest)
    if not opened:
        return []
    closed = rest.find(")", opened.end())
    if closed < 0:
        return []
    start = total.end + opened.end()
    end = total.end + closed
    inside = [one for one in sentence.quantities if start <= one.start < end]
    same = [one for one in inside if one.unit == total.unit and alike(one, total)]
    # A part may name a thing of its own ("doctors 12"): the unit is enough inside brackets.
    return same if len(same) == len(inside) else [one for one in inside if one.unit == total.unit]


def _bracketed(sentence: Sentence, number: Number) -> bool:
    before = sentence.text[: number.start - sentence.start]
    return before.count("(") > before.count(")")


_TOPIC = regex(r"\s*(?:은|는)\s")
_MADE_OF = regex(
    r"[^\d.;]{0,24}?(?:,\s*namely|:|\bmade up of|\bconsist\w* of|\bcompris\w+|\bcomposed of|으로 구성|로 구성|\bвошли|\bвходят|\bсосто\w+ из)",
    re.IGNORECASE,
)


def _is_total(sentence: Sentence, number: Number) -> bool:
    if _TOPIC.match(sentence.after(number, 8)):
        return (
            len([one for one in sentence.levels if one.start > number.end and one.unit == number.unit]) >= 3
        )
    return bool(
        _MADE_OF.match(sentence.after(number, 50))
        or clues.TOTAL_BEFORE.said(sentence.before(number, 34))
        or clues.TOTAL_AFTER.match(sentence.after(number, 40))
    )


_PLACED = regex(
    r"\s*(?:[a-zа-яё]+\s+)?(in|from|at|for|with|to|on|as|came|в|из|на|с|со|от|для)\s", re.IGNORECASE
)
_OF_WHOLE = regex(
    r"^\W*(?:[a-zа-яё]+\s+)?(?:of|among|из|среди)\s+(?:the|these|those|all|its|этих|всех)?\s*$", re.IGNORECASE
)
_NAMED = regex(r"명?\s*[은이가]?\s*,?\s*[가-힣A-Za-z ]{1,14}\s$")


def of_whole(sentence: Sentence) -> Iterator[Finding]:
    """
    Check "of the 58, 31 work in hospitals, 22 in clinics and 15 in agencies": parts told alike may not be
    more together than their whole.
    """
    rows = sentence.levels
    if len(rows) < 4:
        return
    whole, *others = rows
    korean = clues.PART_AFTER.match(sentence.after(whole, 12))
    if not korean and not _OF_WHOLE.match(sentence.text[: whole.start - sentence.start]):
        return
    parts = [one for one in others if one.unit == whole.unit]
    if len(parts) != len(others) or not _tight(sentence, parts):
        return
    if korean:
        if not all(_NAMED.fullmatch(sentence.between(*two)) for two in itertools.pairwise(parts)):
            return
    else:
        said = [_PLACED.match(sentence.after(one, 24)) for one in parts[1:]]
        if len({one[1].lower() if one else "" for one in said}) != 1 or not said[0]:
            return
        if any(len(sentence.between(*two)) > 36 for two in itertools.pairwise(parts[1:])):
            return
    if whole.value and added(parts).low > span(whole).high and added(parts).low < span(whole).high * 2:
        right = shown(sum((one.value or Decimal(0) for one in parts), Decimal(0)))
        why = _("%(parts)s add up to %(right)s, not %(printed)s.") % {
            "parts": " + ".join(one.text for one in parts) if len(parts) <= 8 else _("The parts"),
            "right": right,
            "printed": whole.text,
        }
        yield finding(FindingCode.PARTS_DO_NOT_ADD, whole, why, right)


_TOGETHER = regex(
    r"^\W*(?:together|altogether|in all|in sum|all in all|added up|taken together|모두\s*(?:합|더)|합하면|합치면|더하면|합쳐|이를\s*(?:모두\s*)?(?:합|더)"
    r"|в сумме|вместе|всего это|итого)",
    re.IGNORECASE,
)
_BY_KIND = regex(r"^\W*[가-힣]{2,4}별(?:로는|로|로 보면)?\s[^\d]{0,14}$")


def across(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Check a total told in the sentence before or after the list of its parts."""
    if not before:
        return
    earlier, rows = before[-1], sentence.levels
    if len(rows) == 1 and _TOGETHER.match(sentence.text) and not clues.PARTLY.said(earlier.text):
        parts = [one for one in earlier.levels if one.unit == rows[0].unit]
        if len(parts) == len(earlier.levels) >= 2 and rows[0].unit and _tight(earlier, parts):
            yield from _weigh(rows[0], parts, open_ended=False)
        return
    if len(rows) < 3 or not _BY_KIND.match(sentence.text[: rows[0].start - sentence.start]):
        return
    wholes = [one for one in earlier.levels if clues.TOTAL_BEFORE.said(earlier.before(one, 34))]
    if len(wholes) != 1 or not all(alike(one, wholes[0]) for one in rows) or not _tight(sentence, rows):
        return
    whole, many = span(wholes[0]), added(rows)
    if clues.PARTLY.said(sentence.text) or _RANKED.search(sentence.text) or clues.CHANGE.said(sentence.text):
        return
    if whole.low * Decimal("0.85") < many.high and many.low < whole.high * Decimal("1.2"):
        yield from _weigh(wholes[0], rows, open_ended=False)


_RANKED = regex(r"\s순|가장|상위|위를|위는")


def _tight(sentence: Sentence, rows: Sequence[Number]) -> bool:
    """Whether numbers stand as one list: little between them, and commas or "and"."""
    gaps = [sentence.between(one, other) for one, other in itertools.pairwise(rows)]
    return all(
        len(gap) <= 60
        and re.search(r"[,·、/;]|\band\b|및|[와과]\s|\bи\b|고\s|며\s|그리고|명\s", gap)
        and not clues.OTHER_YEAR.said(gap)
        for gap in gaps
    )


def _weigh(total: Number, rows: Sequence[Number], *, open_ended: bool) -> Iterator[Finding]:
    many = added(rows)
    whole = span(total)
    if many.touches(whole) or (open_ended and many.high < whole.low):
        return
    # Parts that are far from the total are no list of its parts.
    if many.high < whole.low * Decimal("0.6") or many.low > whole.high * Decimal("1.7"):
        return
    if wrong := _sum_finding(total, rows):
        yield wrong


def averages(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Check an average against the total and the number that it is the average of."""
    if not clues.AVERAGE.said(sentence.text):
        return
    for average in sentence.quantities:
        near = _beside(sentence, average)
        if not clues.AVERAGE.said(near) and not _EACH_GOT.search(near):
            continue
        context = [sentence, *before[-1:]]
        totals = [
            one
            for part in context
            for one in part.quantities
            if one is not average
            and one.unit == average.unit
            and (one.value or 0) > (average.value or 0)
            and not clues.AVERAGE.said(part.before(one, 8))
        ]
        below = [one for part in context for one in _counts(part, average, near)]
        pairs = [(one, other) for one in totals for other in below if other.value and other is not one]
        if not average.value:
            continue
        if not pairs:
            yield from _average_of_list(sentence, average)
            continue
        printed = span(average)
        unit = Decimal(1).scaleb(-decimals(average))
        slack = max(unit, abs(average.value) * (LOOSE if average.approximate else Decimal("0.01")))
        printed = Span(printed.low - slack, printed.high + slack)
        if any(quotient(span(one), _plain(other)).touches(printed) for one, other in _told(before, average)):
            continue
        results = [(quotient(span(one), _plain(other)), one, other) for one, other in pairs]
        if any(result.touches(printed) for result, _one, _other in results):
            continue
        _result, total, count = results[0]
        right = shown((total.value or Decimal(0)) / (count.value or Decimal(1)), decimals(average))
        why = _("%(total)s over %(count)s is %(right)s on average, not %(printed)s.") % {
            "total": total.text,
            "count": count.text,
            "right": right,
            "printed": average.text,
        }
        yield finding(FindingCode.AVERAGE_WRONG, average, why, right)


def _beside(sentence: Sentence, average: Number) -> str:
    """Give the words that say of what a number is an average: up to its neighbours, "|" standing for itself."""
    before = sentence.before(average, 26)
    for one in sentence.quantities:
        if one.end <= average.start and one.value != 1:
            before = sentence.before(average, min(26, average.start - one.end))
    after = _CLOSED.split(sentence.after(average, 32), 1)[0]
    if HANGUL.search(sentence.text):
        return before + "|" + after[:4]
    return _APART.split(before)[-1] + "|" + after


_APART = regex(r"\band\b|[;]|\bи\b")
_CLOSED = regex(r"으로,?\s|로,\s|;|\d")
_EACH_GOT = regex(
    r"\beach (?:received|receives|got|gets|held|treated|saw)\s+(?:about |some )?\|", re.IGNORECASE
)


def _average_of_list(sentence: Sentence, average: Number) -> Iterator[Finding]:
    """Check an average that follows a list of the numbers that it is the average of."""
    rows = [
        one for one in sentence.levels if one.end < average.start and one.unit == average.unit and one.value
    ]
    if (
        len(rows) < 3
        or not _tight(sentence, rows)
        or re.search(r"[.;:]", sentence.between(rows[-1], average))
    ):
        return
    many = Decimal(len(rows))
    together = added(rows)
    right = (together.low + together.high) / 2 / many
    if abs(right - (average.value or Decimal(0))) <= max(Decimal(1), right * LOOSE):
        return
    why = _("The average of the %(many)s numbers is %(right)s, not %(printed)s.") % {
        "many": len(rows),
        "right": shown(right, decimals(average)),
        "printed": average.text,
    }
    yield finding(FindingCode.AVERAGE_WRONG, average, why, shown(right, decimals(average)))


def _told(before: Sequence[Sentence], average: Number) -> Iterator[tuple[Number, Number]]:
    """Give every total and count told shortly before, in case the average is theirs."""
    numbers = [
        one for part in before[-4:] for one in part.numbers if one.value and one.kind != NumberKind.SHARE
    ]
    for one in numbers:
        if one.unit == average.unit and one.kind == NumberKind.QUANTITY:
            yield from ((one, other) for other in numbers if other is not one and other.value != 0)


def _plain(number: Number) -> Span:
    value = number.value or Decimal(0)
    return Span(value, value) if number.kind == NumberKind.DURATION else span(number)


def _counts(sentence: Sentence, average: Number, near: str) -> list[Number]:
    """Find what an average can be over: the days, the people or the places that its words name."""
    if clues.PER_DAY.said(near):
        return [
            one
            for one in sentence.numbers
            if one.kind == NumberKind.DURATION and one.unit == "day" and one.value != 1
        ]
    if clues.PER_YEAR.said(near):
        return [one for one in sentence.numbers if one.kind == NumberKind.DURATION and one.unit == "year"]
    if clues.PER_PERSON.said(near):
        return [
            one
            for one in sentence.quantities
            if one.unit == PERSONLIKE and one is not average and one.value != 1
        ]
    if clues.PER_PLACE.said(near):
        return [
            one
            for one in sentence.quantities
            if one.unit in {"institution", "organisation", "booth", "country", "place"} and one.value != 1
        ]
    return []


_EACH_OF = regex(r"\b(?:each of(?: the| its| these| those)?|кажд\w+ из(?: этих)?)\s+$", re.IGNORECASE)
_EVENLY = regex(r"\s?씩")


def evenly(sentence: Sentence) -> Iterator[Finding]:
    """Check "each of the 16 clinics treated 48 patients, 768 in all" and "16개 의원이 48명씩 모두 768명"."""
    if len(sentence.quantities) != 3 or len(sentence.levels) != 3:
        return
    count, each, total = sentence.quantities
    if any(one.upper is not None or not one.value for one in (count, each, total)) or count.unit == each.unit:
        return
    if not _EACH_OF.search(sentence.before(count, 24)) and not _EVENLY.match(sentence.after(each, 4)):
        return
    if not alike(each, total) or not each.unit or (total.value or 0) <= (each.value or 0):
        return
    if not clues.TOTAL_BEFORE.said(sentence.before(total, 34)) and not clues.TOTAL_AFTER.match(
        sentence.after(total, 40)
    ):
        return
    per = quotient(span(total), span(count))
    slack = max(Decimal(1).scaleb(-decimals(each)), abs(each.value or ZERO) * Decimal("0.01"))
    printed = span(each)
    if per.touches(Span(printed.low - slack, printed.high + slack)):
        return
    right = shown((total.value or ZERO) / (count.value or Decimal(1)), decimals(each))
    why = _("%(total)s over %(count)s is %(right)s on average, not %(printed)s.") % {
        "total": total.text,
        "count": count.text,
        "right": right,
        "printed": each.text,
    }
    yield finding(FindingCode.AVERAGE_WRONG, each, why, right)


def over_hundred(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Find shares of one whole, in a list, that add up to more than all of it."""
    rows = [one for one in sentence.shares if one.unit == "percent" and not direction(sentence, one)]
    if len(rows) < 3 or any(one.upper is not None for one in rows) or not _tight(sentence, rows):
        return
    if any(clues.MANY_ANSWERS.said(one.text) for one in (sentence, *before[-1:])):
        return
    if clues.CHANGE.said(sentence.text) or len({id(one) for one in rows}) < len(sentence.shares):
        return
    if sum(1 for one in rows if (one.value or 0) > HALF) > 1:
        return  # two shares of more than a half each are no parts of one whole but answers to two questions
    total = sum((one.value or Decimal(0) for one in rows), Decimal(0))
    if any(
        _is_whole_run(rows[start:end])
        for start in range(len(rows))
        for end in range(start + 2, len(rows) + 1)
    ):
        return
    if total > HUNDRED + len(rows) * Decimal("0.5"):
        why = _("These shares of one whole add up to %(total)s%%.") % {"total": shown(total, 1)}
        yield finding(FindingCode.SHARES_OVER_HUNDRED, rows[-1], why, "100%", f"{shown(total, 1)}%")


def _is_whole_run(rows: Sequence[Number]) -> bool:
    total = sum((one.value or Decimal(0) for one in rows), Decimal(0))
    return abs(total - HUNDRED) <= len(rows) * Decimal("0.5")


HALF = Decimal(50)


SEEN = 40
"""How many running totals are remembered."""


def cumulative(rows: Sequence[Sentence]) -> Iterator[Finding]:
    """Find cumulative totals that shrink from one time to the next, and people who are none."""
    seen: list[tuple[int | None, Number]] = []
    if not any(clues.RUNNING.said(one.text) for one in rows if one.quantities):
        return
    explained = any(clues.EXPLAINED.said(one.text) for one in rows)
    told: set[str] = set()
    months: dict[int, int] = {}
    for sentence in rows:
        for old, new in sentence.pairs:
            if _is_said(clues.CUMULATIVE, sentence, old) and span(new).high < span(old).low:
                yield _shrinks(old, new)
        for number in sentence.levels:
            running = _is_running(sentence, number) or _goes_on(sentence, number, seen)
            if not running and not _is_said(clues.GOES_ON, sentence, number):
                continue
            year = sentence.year_of(number)
            month = _month_of(sentence, number)
            for then, other in seen:
                if not alike(number, other):
                    continue
                earlier_first = (
                    then < year if then is not None and year is not None and then != year else True
                )
                if then == year and month is not None and (since := months.get(other.start)) is not None:
                    if since == month:
                        continue
                    earlier_first = since < month
                elif (then is None or year is None or then == year) and not _is_said(
                    clues.GOES_ON, sentence, number
                ):
                    continue
                first, last = (other, number) if earlier_first else (number, other)
                if span(last).high < span(first).low:
                    yield _shrinks(first, last)
                    break
            seen = [*seen[-SEEN:], (year, number)]
            if month is not None:
                months[number.start] = month
            if not running or explained or number.unit != PERSONLIKE or number.thing in told:
                continue
            if _is_said(clues.CUMULATIVE, sentence, number) and _yearly(sentence, number):
                told.add(number.thing)
                why = _(
                    "A cumulative number of people is a sum of yearly counts: whoever came in three years is in it "
                    "three times. Say so, or do not say “cumulative”."
                )
                yield finding(FindingCode.CUMULATIVE_PEOPLE, number, why)


def _shrinks(first: Number, last: Number) -> Finding:
    why = _("A cumulative total cannot shrink from %(first)s to %(last)s.") % {
        "first": first.text,
        "last": last.text,
    }
    return finding(FindingCode.TOTAL_SHRINKS, last, why)


_MONTH = regex(r"^(?:\d{4}|-)-(\d{2})(?:-\d{2})?$")


def _month_of(sentence: Sentence, number: Number) -> int | None:
    """Give the month that a total is told for: the nearest date before it without another quantity between."""
    for one in reversed(sentence.dates):
        if one.end > number.start:
            continue
        if any(one.end <= other.start < number.start for other in sentence.quantities):
            return None
        read = _MONTH.match(one.said)
        return int(read[1]) if read else None
    return None


def _goes_on(sentence: Sentence, number: Number, seen: Sequence[tuple[int | None, Number]]) -> bool:
    """Whether a number stands in one list with a running total: nothing but a date between them."""
    last = seen[-1][1] if seen else None
    if last is None or not sentence.start <= last.start < number.start:
        return False
    return bool(
        re.match(
            r"^\s*(?:이|으로|으로,|에서|,|·|;|→|was|and|in|,\s*and|в|,\s*в|[\s·년год(),]|년)*$",
            sentence.gap(last, number),
        )
    )


def _is_running(sentence: Sentence, number: Number) -> bool:
    """Whether a number is told as the sum of everything so far."""
    return _is_said(clues.RUNNING, sentence, number)


def _is_said(words: clues.Clue, sentence: Sentence, number: Number) -> bool:
    """Whether some words are said of a number: before it without another quantity between, or right after it."""
    others = [one for one in sentence.quantities if one.end <= number.start]
    before = sentence.between(others[-1], number)[-110:] if others else sentence.before(number, 110)
    after = re.split(r"[;,.]", sentence.after(number, 24 if words is clues.CUMULATIVE else 80))[0]
    return words.said(before) or words.said(after)


def _yearly(sentence: Sentence, number: Number) -> bool:
    return number.thing in {"", "patient", "visitor", "resident", "people"} and bool(
        number.value and number.value > 1
    )


_ITEMS_AHEAD = regex(
    r"[^\d().:;,]{0,44}?(?P<sign>\(|:|：|\s(?:[–—]|--?)\s|,\s*(?:namely|а именно)\b:?)\s*(?P<list>[^()]{3,600})",
    re.DOTALL,
)
_SPLIT = regex(r"\s*(?:,|、|·|;)\s*(?:and\s+|및\s+|и\s+)?|\s+(?:and|및|и)\s+", re.IGNORECASE)
_LAST_AND = regex(r"\s(?:and|и)\s", re.IGNORECASE)


def _up_to_and(listed: str) -> str:
    """Cut what follows a list within its sentence: it ends with the piece that "and" is in."""
    pieces = re.split(r",\s*", listed)
    for at, piece in enumerate(pieces):
        if _LAST_AND.search(f" {piece} "):
            last = re.split(r"\s(?:were|was|are|is|have|has|had|took|will)\s", piece)[0]
            return ", ".join([*pieces[:at], last])
    return listed


def _joined_last(listed: str) -> bool:
    """Whether a list has one "and", inside its last piece: `A, B, C and D`, not `A, B and C, D` or `A, B, and C`."""
    pieces = re.split(r"\s*[,;]\s*", listed.strip())
    return len(pieces) >= 3 and len(_LAST_AND.findall(listed)) == 1 and bool(_LAST_AND.search(pieces[-1]))


_LISTED = frozenset({"institution", "organisation", "country", "place", "item"})


_COUNTED = regex(r"\s*(?:개\s*)?(?:분야|언어|나라|부문|과목|영역|사업|지역|도시|과제|항목|국)")
_COUNTED_TEXT = regex(r"(?:개국|가지)$")
_ITEM = regex(r"[가-힣A-Za-z·\- ]{2,16}")
_NO_ITEM = regex(r"(?:[은는이가을를도며고서면자던한된할]|에서|에게|으로|부터|까지|하여|통해|위해|따라|대해)$")
_LAST_ITEM = regex(
    r"^(?P<item>[가-힣A-Za-z·\- ]{2,20}?)(?P<open>\s*등(?:의)?)?(?:\s?의|\s*,|\s*이렇게)?\s*(?:모두\s*|총\s*)?$"
)


def named_before(sentence: Sentence) -> Iterator[Finding]:
    """Check "러시아, 몽골, 베트남 4개국": the list before its number must be as long; with 등 it may be shorter."""
    for number in sentence.quantities:
        if number.unit not in _LISTED or number.upper is not None or number.approximate or not number.value:
            continue
        if not Decimal(2) <= number.value <= Decimal(20):
            continue
        if not _COUNTED_TEXT.search(number.text) and not _COUNTED.match(sentence.after(number, 8)):
            continue
        ahead = sentence.before(number, 160)
        if "," not in ahead or not HANGUL.search(ahead[-12:]):
            continue
        pieces = re.split(r"\s*[,、]\s*", re.split(r"[.;:()“”\"]", ahead)[-1])
        if len(pieces) >= 2 and not pieces[-1].strip():
            pieces.pop()
        last = _LAST_ITEM.match(pieces[-1].strip() + " ")
        if last is None or _NO_ITEM.search(last["item"]):
            continue
        many, at = 1, len(pieces) - 2
        while at > 0 and _ITEM.fullmatch(pieces[at]) and not _NO_ITEM.search(pieces[at]):
            many, at = many + 1, at - 1
        # What stands before the first comma is the first item with the words that lead to it.
        if at != 0 or _NO_ITEM.search(pieces[0]) or re.search(r"\d\S*$", pieces[0]):
            continue
        many += 1
        joints = len(re.findall(r"[가-힣](?:과|와|및)\s|\s및\s", last["item"] + " "))
        if any("·" in piece for piece in pieces) or many < 3:
            continue
        low, high = many, many + joints
        if low <= number.value <= high or (last["open"] and high < number.value):
            continue
        why = _("The text says %(printed)s, the list names %(right)s.") % {
            "printed": number.text,
            "right": high,
        }
        yield finding(FindingCode.LIST_COUNT, number, why, str(high))


def lists(sentence: Sentence) -> Iterator[Finding]:
    """Check "five hospitals (A, B, C, D and E)": the list must be as long as the number says."""
    for number in sentence.quantities:
        if (
            number.unit not in _LISTED
            or number.upper is not None
            or number.value is None
            or number.approximate
        ):
            continue
        if not Decimal(2) <= number.value <= Decimal(40):
            continue
        rest = sentence.text[number.end - sentence.start :]
        found = _ITEMS_AHEAD.match(rest)
        if not found:
            continue
        listed = found["list"]
        if found["sign"] == "(":
            closed = rest.find(")", found.end("sign"))
            listed = rest[found.end("sign") : closed if closed > 0 else len(rest)]
        else:
            # A stop inside a sentence is that of an abbreviation: "St. Mary's Hospital".
            listed = re.split(r";\s|[–—]\s|\s--\s", listed)[0].rstrip(". \n")
            if found["sign"].startswith(","):
                listed = _up_to_and(listed)
        if any(
            one.kind in {NumberKind.QUANTITY, NumberKind.SHARE, NumberKind.DATE}
            and number.end <= one.start < number.end + found.start("list") + len(listed)
            for one in sentence.numbers
        ):
            continue
        items = [item for item in _SPLIT.split(listed) if item and item.strip(" .'\"’”")]
        open_ended = clues.PARTLY.said(listed) or clues.PARTLY.said(rest[: found.start("list")])
        if len(items) < 2 or any(len(item) > 70 for item in items):
            continue
        counts = {len(items), len([item for item in re.split(r"\s*[,、·;]\s*", listed) if item])}
        if _joined_last(listed):
            # "A, B and C": the last "and" parts two items, so one between others cannot be inside an item.
            counts = {len(items)}
        if int(number.value) in counts or (open_ended and len(items) < number.value):
            continue
        if re.search(r"\b(?:who|which|that|is|are|was|were|has|have)\b", listed):
            continue
        why = _("The text says %(printed)s, the list names %(right)s.") % {
            "printed": number.text,
            "right": len(items),
        }
        yield finding(FindingCode.LIST_COUNT, number, why, str(len(items)))
