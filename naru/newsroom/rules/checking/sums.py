"""The sums inside a sentence: shares of a whole, growth, multiples, differences, and which way it went."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naru.krds.formats.words import number as told
from naru.newsroom.rules.checking import clues
from naru.newsroom.rules.checking.patterns import regex
from naru.newsroom.rules.checking.rounding import Span, decimals, quotient, rate, span
from naru.newsroom.rules.checking.sentence import Sentence, alike, same_unit
from naru.newsroom.rules.checking.words import Finding, FindingCode, Number
from naru.newsroom.rules.scripts import HANGUL

HUNDRED = Decimal(100)


def shown(value: Decimal, places: int = 0) -> str:
    """Write a computed value as the reader's language prints it, with some decimals at most."""
    rounded = round(value, places) if places else value.to_integral_value()
    return told(rounded, places or None) if places else told(rounded)


def finding(code: str, number: Number, why: str, expected: str = "", printed: str = "") -> Finding:
    """Make a finding at a number."""
    return Finding(code, number.text, number.start, number.end, why, expected, printed or number.text)


_PLUS_BEFORE, _UP_AFTER = regex(r"[+＋]\s*$"), regex(r"\s*[↑▲]")
_MINUS_BEFORE, _DOWN_AFTER = regex(r"(?:^|[\s(,])[-−–▼△]\s*$"), regex(r"\s*[↓▼]")
_CUT_AFTER, _CUT_BEFORE = regex(r"[\d;]|,\s|\band\b"), regex(r"[\d;]|,\s")
_BY_BEFORE = regex(r"(?:\bна|\bby|\ba|\ban)\s+$", re.IGNORECASE)


def direction(sentence: Sentence, number: Number) -> int:
    """Say which way a change is told to have gone: 1 up, -1 down, 0 where no word of change stands by it."""
    way = sentence.ways.get(number.start)
    if way is None:
        way = sentence.ways[number.start] = _direction(sentence, number)
    return way


def _direction(sentence: Sentence, number: Number) -> int:
    before, after = sentence.before(number, 26), sentence.after(number, 30)
    if _PLUS_BEFORE.search(before) or _UP_AFTER.match(after):
        return 1
    if _MINUS_BEFORE.search(before) or _DOWN_AFTER.match(after):
        return -1
    # The nearest word counts; what follows a comma or belongs to the next number does not.
    after = _CUT_AFTER.split(after, 1)[0]
    before = _CUT_BEFORE.split(before)[-1]
    found = []
    for sign, words in ((1, clues.RISE), (-1, clues.FALL)):
        if here := words.search(after):
            found.append((here.start(), sign))
        places = list(words.finditer(before))
        if places:
            found.append((len(before) - places[-1].end(), sign))
    if not found and _BY_BEFORE.search(sentence.before(number, 6)):
        rise, fall = clues.RISE.said(sentence.text), clues.FALL.said(sentence.text)
        return 0 if bool(rise) == bool(fall) else 1 if rise else -1
    return min(found)[1] if found else 0


@dataclass(frozen=True, slots=True)
class Two:
    """The two numbers that a change is said of, and whether the text tells which came first."""

    old: Span
    new: Span
    old_said: str
    new_said: str
    ordered: bool


def _of(old: Number, new: Number, *, ordered: bool) -> Two:
    return Two(span(old), span(new), old.text, new.text, ordered)


def _told(before: Sequence[Sentence], level: Number) -> list[Number]:
    """Give the levels told shortly before that a level can be compared with, the nearest and largest first."""
    rows = [
        [one for one in row.levels if one.value and one.unit and alike(one, level)] for row in before[-4:]
    ]
    return [one for row in reversed(rows) for one in sorted(row, key=lambda one: -(one.value or Decimal(0)))]


_YEAR_FOLLOWS = regex(
    r"\s+(?:[a-zа-яё]+\s+){0,2}?(?:(?:of|in) )?(?:the )?(?:last|previous) year|\s+(?:[a-zа-яё]+\s+){0,2}?(?:в )?прошло(?:м|го) год[ау]",
    re.IGNORECASE,
)
_OTHER_BESIDE = regex(r"^\s?[가-힣]{0,2}?(?:보다|에 비해|에 비하면|에 견줘|에 견주어|\s?대비)")
_THAN = regex(
    r"(?:\b(?:more|less|fewer|higher|lower) than|\bup on|\bdown on|\b(?:больше|меньше),? чем)[^\d,.;]{0,24}$",
    re.IGNORECASE,
)
_FOLD_OF = regex(r"^\s*(?:의|보다|에 비해|\s?대비)\s*(?:약|무려|꼭|거의)?\s*$")


def _is_old(sentence: Sentence, level: Number) -> bool:
    """Whether a level is told to be that of the year before, with which another is compared."""
    return bool(
        clues.OTHER_YEAR.said(sentence.before(level, 32)) or _YEAR_FOLLOWS.match(sentence.after(level, 48))
    )


def _is_beside(sentence: Sentence, level: Number, gap: Number) -> bool:
    """Whether a difference is told right beside a level: "400 more than the 3,500", "3,500보다 400 늘어"."""
    between = sentence.between(gap, level)
    if level.start < gap.start:
        return len(between) <= 24 and bool(_OTHER_BESIDE.match(between))
    return len(between) <= 40 and bool(_THAN.search(between))


def _lists(row: Sentence, like: Number) -> list[Span]:
    """Give what a sentence tells of one kind: each level, or the sum of those that are one list."""
    rows = [one for one in row.levels if one.value and one.unit and alike(one, like)]
    return [added(rows)] if len(rows) >= 3 else [span(one) for one in rows]


def _candidates(sentence: Sentence, number: Number, before: Sequence[Sentence]) -> list[Two]:
    """Find the pairs that a change can be said of, the likeliest first."""
    found = []
    earlier = before[-1] if before else None
    told = [pair for pair in sentence.pairs if _sums_up(sentence, pair[0]) == _sums_up(sentence, pair[1])]
    pairs = sorted(told, key=lambda pair: _away(pair, number))
    found += [_of(old, new, ordered=True) for old, new in pairs]
    levels = [
        one for one in sentence.levels if _sums_up(sentence, one) == _sums_up(sentence, sentence.levels[0])
    ]
    if (
        not found
        and len(levels) == 2
        and alike(*levels)
        and not clues.PART_AFTER.match(sentence.after(levels[0]))
    ):
        found.append(_of(levels[0], levels[1], ordered=False))
    found += _from_difference(sentence, levels)
    if not found and earlier is not None and len(levels) == 1:
        level = levels[0]
        same = [one for one in earlier.levels if alike(one, level)]
        if len(same) == 1 and (ordered := _follows(earlier, same[0], sentence, level)) is not None:
            old, new = (same[0], level) if ordered else (level, same[0])
            found.append(_of(old, new, ordered=False))
    if (
        not found
        and len(levels) == 1
        and (_is_old(sentence, levels[0]) or _is_base(sentence, levels[0], number))
    ):
        found += [_of(levels[0], one, ordered=False) for one in _told(before, levels[0])]
    if not found and earlier is not None and not levels and sentence.gaps and len(earlier.levels) == 1:
        found += _from_difference(sentence, earlier.levels)
    return found


def _is_base(sentence: Sentence, level: Number, share: Number) -> bool:
    """Whether "N times" is said of a level right before it, told for a year: "2021년 600kg의 2배"."""
    return (
        share.unit == "fold"
        and level.end <= share.start
        and sentence.year_of(level) is not None
        and bool(_FOLD_OF.match(sentence.between(level, share)))
    )


def _away(pair: tuple[Number, Number], number: Number) -> int:
    last = max(pair[0].end, pair[1].end)
    return number.start - last if number.start >= last else 1000 + last - number.start


def _from_difference(sentence: Sentence, levels: list[Number]) -> list[Two]:
    """Where one level and a difference are told, the other level follows."""
    found = []
    for gap in (one for one in sentence.quantities if one.start in sentence.gaps):
        way = _way_of_difference(sentence, gap)
        for level in levels:
            if not alike(level, gap) or not level.value or not gap.value:
                continue
            width = span(gap)
            low, high = sorted((way * width.low, way * width.high))
            base = span(level)
            after = Span(base.low + low, base.high + high)
            before = Span(base.low - high, base.high - low)
            if after.low > 0:
                found.append(
                    Two(base, after, level.text, f"{level.text} {'+' if way > 0 else '−'} {gap.text}", False)
                )
            if before.low > 0:
                found.append(
                    Two(before, base, f"{level.text} {'−' if way > 0 else '+'} {gap.text}", level.text, False)
                )
    return found


def _way_of_difference(sentence: Sentence, gap: Number) -> int:
    words = sentence.before(gap, 26) + " " + sentence.after(gap, 30)
    return -1 if clues.FALL.said(words) and not clues.RISE.said(words) else 1


def _follows(earlier: Sentence, old: Number, sentence: Sentence, new: Number) -> bool | None:
    """Say whether the later sentence's number is the later one; nothing where the two are not compared."""
    years = earlier.year_of(old), sentence.year_of(new)
    if years[0] is not None and years[1] is not None and years[0] != years[1]:
        return years[0] < years[1]
    if clues.OTHER_YEAR.said(sentence.before(new, 24)):
        return False
    return True if clues.OTHER_YEAR.said(sentence.text) or clues.OTHER_YEAR.said(earlier.text) else None


def _sums_up(sentence: Sentence, number: Number) -> bool:
    return bool(clues.CUMULATIVE.said(sentence.before(number, 26)))


def changes(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Check each rise or fall in per cent against the two numbers that it is said of."""
    for share in sentence.shares:
        if share.unit != "percent" or not (way := direction(sentence, share)):
            continue
        found = [two for two in _candidates(sentence, share, before) if two.old.low > 0 and two.new.low > 0]
        printed = rate(share)
        right_way, wrong_way = _signed(printed, way), _signed(printed, -way)
        if not found or any(_grown(two).touches(right_way) for two in found):
            continue
        if any(not two.ordered and _grown(two, back=True).touches(right_way) for two in found):
            continue
        two = found[0]
        grown = _grown(two)
        change = (grown.low + grown.high) / 2
        right = shown(change, max(1, decimals(share)))
        said = {"old": two.old_said, "new": two.new_said, "right": right, "printed": share.text}
        if two.ordered and grown.touches(wrong_way):
            if way > 0:
                why = _("%(old)s to %(new)s is a fall, not a rise.") % said
            else:
                why = _("%(old)s to %(new)s is a rise, not a fall.") % said
            yield finding(FindingCode.DIRECTION_WRONG, share, why, f"{right}%")
            continue
        why = _("From %(old)s to %(new)s the change is %(right)s%%, not %(printed)s.") % said
        yield finding(FindingCode.GROWTH_WRONG, share, why, f"{right}%")


def _grown(two: Two, *, back: bool = False) -> Span:
    old, new = (two.new, two.old) if back else (two.old, two.new)
    times = quotient(new, old, HUNDRED)
    return Span(times.low - HUNDRED, times.high - HUNDRED)


def _signed(printed: Span, way: int) -> Span:
    return printed if way > 0 else Span(-printed.high, -printed.low)


def multiples(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Check each "N times" against the two numbers that it is said of."""
    for share in sentence.shares:
        if share.unit != "fold":
            continue
        found = [two for two in _candidates(sentence, share, before) if two.old.low > 0 and two.new.low > 0]
        printed = rate(share)
        if not found or any(_is_multiple(two, printed) for two in found):
            continue
        two = found[0]
        times = quotient(two.new, two.old)
        new_said, old_said = two.new_said, two.old_said
        if times.high < 1 and printed.low > 1 and not two.ordered:
            times = quotient(two.old, two.new)
            new_said, old_said = old_said, new_said
        right = shown((times.low + times.high) / 2, 2)
        why = _("%(new)s is %(right)s times %(old)s, not %(printed)s.") % {
            "new": new_said,
            "old": old_said,
            "right": right,
            "printed": share.text,
        }
        yield finding(FindingCode.TIMES_WRONG, share, why, right)


def _is_multiple(two: Two, printed: Span) -> bool:
    times, other = quotient(two.new, two.old), quotient(two.old, two.new)
    # "Grew by 3.8 times" is said of what is 4.8 times as much; "a third of", "halved" of the inverse.
    more = Span(times.low - 1, times.high - 1)
    return times.touches(printed) or other.touches(printed) or more.touches(printed)


def directions(sentence: Sentence) -> Iterator[Finding]:
    """Find "rose from A to B" where B is less, and the other way, where no rate is given that tells it too."""
    if any(share.unit == "percent" and direction(sentence, share) for share in sentence.shares):
        return
    for old, new in sentence.pairs:
        if old.value is None or new.value is None or span(old).touches(span(new)):
            continue
        first, last = sorted((old, new), key=lambda each: each.start)
        if any(first.end <= one.start < last.start for one in sentence.quantities):
            continue
        words = _said_of(sentence, first, last)
        rise, fall = clues.RISE.said(words), clues.FALL.said(words)
        if bool(rise) == bool(fall):
            continue
        if rise and new.value < old.value:
            why = _("%(old)s to %(new)s is a fall, not a rise.")
        elif fall and new.value > old.value:
            why = _("%(old)s to %(new)s is a rise, not a fall.")
        else:
            continue
        yield finding(FindingCode.DIRECTION_WRONG, last, why % {"old": old.text, "new": new.text})


_NEXT_NUMBER = regex(r"[\d;]|,\s(?:а|но|but|while|whereas)\s")


def _said_of(sentence: Sentence, first: Number, last: Number) -> str:
    """Give the words that can tell how two numbers went: after them in Korean, around them elsewhere."""
    after = _NEXT_NUMBER.split(sentence.after(last, 30), 1)[0]
    if HANGUL.search(sentence.text):
        return after
    return _CUT_BEFORE.split(sentence.before(first, 45))[-1] + " " + sentence.gap(first, last) + " " + after


def differences(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """Check "N more" against the two numbers that it is said of, in this sentence or with one told before."""
    pairs = [pair for pair in sentence.pairs if pair[0].value and pair[1].value]
    for number in sentence.quantities:
        if number.start not in sentence.gaps or not number.value:
            continue
        near = [pair for pair in pairs if alike(pair[0], number)]
        levels = [one for one in sentence.levels if alike(one, number)]
        if (
            not near
            and len(levels) == 1
            and before
            and levels[0].unit == number.unit
            and (_is_old(sentence, levels[0]) or _is_beside(sentence, levels[0], number))
        ):
            told = [one for row in before for one in row.levels if alike(one, levels[0]) and one.unit]
            sums = [one for row in before for one in _lists(row, levels[0])]
            last = [
                one for row in before[-2:] for one in row.levels if one in told and one.unit == number.unit
            ]
            whole = span(levels[0])
            if last and not any(
                _distance(whole, one).touches(span(number)) for one in (*map(span, told), *sums)
            ):
                near = [(levels[0], max(last, key=lambda one: one.value or Decimal(0)))]
        if not near or any(
            _distance(span(old), span(new)).touches(span(number))
            for old, new in (*near, *itertools.combinations(levels[:MANY], 2))
        ):
            continue
        old, new = near[0]
        right = shown(abs((new.value or Decimal(0)) - (old.value or Decimal(0))))
        why = _("Between %(old)s and %(new)s the difference is %(right)s, not %(printed)s.") % {
            "old": old.text,
            "new": new.text,
            "right": right,
            "printed": number.text,
        }
        yield finding(FindingCode.DIFFERENCE_WRONG, number, why, right)


FAR = 200
"""How many numbers a share that says something once more is compared with."""
MANY = 8
"""With so many numbers of a sentence, the others of it are compared."""


_JOINED = regex(
    r"(?:에서|→|->|보다|\bto\b|\bfrom\b|\bfrom\s|\bthan\b|\bagainst\b|\bдо\b|\bс\b|\bпротив\b|\bчем\b|\bcompared\b|대비|에 비해)",
    re.IGNORECASE,
)


def _half(number: Number) -> Span:
    """Give what a rate can stand for: half its last place around it, more where it says "about"."""
    half = Decimal("0.5").scaleb(-decimals(number))
    around = span(number)
    return Span(around.low - half, around.high + half)


def points(sentence: Sentence) -> Iterator[Finding]:
    """Check "from 87% to 91%, up four percentage points": the points are the difference of the two rates."""
    rates = [one for one in sentence.shares if one.unit == "percent"]
    told = [one for one in sentence.shares if one.unit == "percent_point"]
    if len(rates) != 2 or len(told) != 1 or any(one.upper is not None for one in (*rates, *told)):
        return
    old, new = rates
    between = sentence.gap(old, new)
    beside = sentence.after(new, 8) if new.end <= told[0].start else sentence.after(old, 8)
    if not (_JOINED.search(between) or _JOINED.search(beside)) or ";" in between or len(between) > 60:
        return
    apart = _distance(_half(old), _half(new))
    if apart.touches(_half(told[0])):
        return
    right = shown(
        abs((new.value or Decimal(0)) - (old.value or Decimal(0))), max(decimals(old), decimals(new))
    )
    why = _("Between %(old)s and %(new)s the difference is %(right)s, not %(printed)s.") % {
        "old": old.text,
        "new": new.text,
        "right": right,
        "printed": told[0].text,
    }
    yield finding(FindingCode.DIFFERENCE_WRONG, told[0], why, right)


_ROSE = r"rose|rises|grew|grows|climbed|climbs|increased|increases|jumped|went up|goes up|вырос\w*|увеличил\w*|поднял\w*|возрос\w*"
_FELL = r"fell|falls|dropped|drops|declined|declines|decreased|decreases|shrank|went down|goes down|снизил\w*|сократил\w*|уменьшил\w*|упал\w*"
_WENT_FROM = regex(
    rf"\b(?:(?P<up>{_ROSE})|(?P<down>{_FELL}))\s+(?:\w+\s+)?(?:from|с|со)\s+(?:about |some |around |около )?$"
)
_TO = regex(r"\s*(?:\([^)]{1,16}\)\s*)?(?:\S+ \S+ )?(?:to|до)\s+(?:about |some |around |около )?")
_KOREAN_WENT = regex(
    r"(?:으?로|까지)\s*(?:[가-힣]{1,5}\s)?(?:(?P<up>늘[었어]|높아[졌져]|올[라랐]|상승|증가|뛰었)|(?P<down>줄[었어]|낮아[졌져]|떨어[졌져]|하락|감소))"
)
_KOREAN_FROM = regex(r"\s*(?:에서|→)\s*(?:[가-힣0-9]{1,8}\s)?")


def rates(sentence: Sentence) -> Iterator[Finding]:
    """Find "went down from 38% to 47%": a rate that is told to have gone the other way."""
    told = [one for one in sentence.shares if one.unit == "percent" and one.upper is None]
    for old, new in itertools.pairwise(told):
        between = sentence.between(old, new)
        if _TO.fullmatch(between):
            went = _WENT_FROM.search(sentence.before(old, 40).lower())
        elif _KOREAN_FROM.fullmatch(between):
            went = _KOREAN_WENT.match(sentence.after(new, 24))
        else:
            continue
        if went is None or rate(old).touches(rate(new)):
            continue
        rose = (new.value or 0) > (old.value or 0)
        if rose == bool(went["up"]):
            continue
        why = (
            _("%(old)s to %(new)s is a rise, not a fall.")
            if rose
            else _("%(old)s to %(new)s is a fall, not a rise.")
        )
        yield finding(FindingCode.DIRECTION_WRONG, new, why % {"old": old.text, "new": new.text})


def added(numbers: Sequence[Number]) -> Span:
    """Add up what several printed numbers can stand for."""
    spans = [span(one) for one in numbers]
    return Span(sum((one.low for one in spans), Decimal(0)), sum((one.high for one in spans), Decimal(0)))


def _distance(one: Span, other: Span) -> Span:
    low, high = other.low - one.high, other.high - one.low
    return Span(min(abs(low), abs(high)), max(abs(low), abs(high)))


def shares(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    """
    Check "P (x%) of W" in all its orders: P and W given, x follows.

    `before` are the sentences up to this one: a share is no fault where any number of the same unit told so far
    is the whole that makes it right.
    """
    for share in sentence.shares:
        if share.unit not in {"percent", "fraction"} or direction(sentence, share):
            continue
        if any(
            one.end <= share.start and share.start - one.end <= 60
            for one in sentence.quantities
            if one.start in sentence.gaps
        ):
            continue  # "400 more than 3,500, or 20 percent" is a rise
        part: Number | None
        if two := _part_of_whole(sentence, share):
            part, wholes = two[0], [two[1]]
        else:
            part = _part(sentence, share)
            if part is None or not part.value:
                yield from _restated(sentence, share, before)
                continue
            wholes = _wholes(sentence, part, share, before)
        if not wholes or part is None or part.value is None:
            continue
        factor = HUNDRED if share.unit == "percent" else Decimal(1)
        printed = rate(share)
        told = [
            one
            for row in (*before, sentence)
            for one in row.quantities
            if same_unit(one, part) and one is not part
        ]
        parts = [one for one in sentence.levels if same_unit(one, part)]
        together = added(parts)
        if two:
            told = [two[1]]
        if any(one.value and quotient(span(part), span(one), factor).touches(printed) for one in told):
            continue
        if not two and len(parts) > 1 and quotient(span(part), together, factor).touches(printed):
            continue
        whole = wholes[0]
        places = max(1, decimals(share)) if share.unit == "percent" else 2
        right = shown(part.value / (whole.value or Decimal(1)) * factor, places)
        sign = "%" if share.unit == "percent" else ""
        why = _("%(part)s of %(whole)s is %(right)s, not %(printed)s.") % {
            "part": part.text,
            "whole": whole.text,
            "right": f"{right}{sign}",
            "printed": share.text,
        }
        yield finding(FindingCode.SHARE_WRONG, share, why, f"{right}{sign}")


_BRACKET = regex(r"^[^\d()]{0,24}\(\s*(?:전체의\s*|약\s*|about\s+|some\s+|около\s+)?$", re.IGNORECASE)
_THAT_IS = regex(
    r"^\s*(?:[,(]?\s*(?:or|that is|i\.e\.,?|или|즉|인|에 해당하는|에 달하는|수준인|,)\s*(?:about |some |약 |around )?)?\(?$",
    re.IGNORECASE,
)
_ACCOUNTS = regex(
    r"\b(?:account(?:s|ed|ing)? for|mak(?:es?|ing) up|made up|represent\w*|\bor\b|составля\w+|это|или|то есть)\b|차지|비중|비율|[률율](?:은|이|도)\s*$|로\s*(?:전체|총)?|해당|,\s*(?:or\s*)?$",
    re.IGNORECASE,
)


_OUT_OF = regex(r"^[^\d.;()]{0,28}?(?:\b(?:out )?of(?: the| these| those| all)?|\bиз)\s*$", re.IGNORECASE)
_SO = regex(
    r"^[^\d.()]{0,24}?(?:,\s*(?:or|that is|i\.e\.|или|то есть|это|takes?|making|makes?)\b|;\s*in other words\b|[—–-]\s*это\b|,?\s*(?:take|takes|make up|makes up|или|то есть)\b)"
    r"[^\d.;()]{0,14}$|^[^\d.;()]{0,28}\($",
    re.IGNORECASE,
)


def _part_of_whole(sentence: Sentence, share: Number) -> tuple[Number, Number] | None:
    """Find "P of the W, or x" where the two stand right before the share."""
    left = [one for one in sentence.quantities if one.end <= share.start][-2:]
    if len(left) != 2:
        return None
    part, whole = left
    if not part.value or not whole.value or part.value > whole.value or not same_unit(part, whole):
        return None
    if not _OUT_OF.match(sentence.between(part, whole)) or not _SO.match(sentence.between(whole, share)):
        return None
    return part, whole


def _restated(sentence: Sentence, share: Number, before: Sequence[Sentence]) -> Iterator[Finding]:
    """
    Check a share that says once more what was just told ("so one in three came from there"): some two numbers
    of one unit told so far must make it.
    """
    if len(sentence.shares) != 1 or len(sentence.quantities) > 1 or not clues.RESTATED.search(sentence.text):
        return
    if clues.CHANGE.said(sentence.text) or share.upper is not None:
        return
    here = [one for one in sentence.levels if one.end <= share.start] or [
        one for row in before[-1:] for one in row.levels
    ]
    earlier = [one for row in before for one in row.quantities if one.value][-FAR:]
    parts = [one for one in here if one.value and one.unit and one.upper is None]
    factor = HUNDRED if share.unit == "percent" else Decimal(1)
    printed = rate(share)
    pairs = [
        (one, other)
        for one in parts
        for other in earlier
        if other.unit == one.unit and (other.value or 0) > (one.value or 0)
    ]
    if not pairs:
        return
    near = [one for row in before[-3:] for one in row.quantities if one.value and one.unit][-FAR // 10 :]
    if any(
        quotient(span(one), span(other), factor).touches(printed)
        for one in (*near, *parts)
        for other in earlier
        if same_unit(one, other)
    ):
        return
    part, whole = max(pairs, key=lambda two: (two[0].start, two[1].value or 0))
    places = max(1, decimals(share)) if share.unit == "percent" else 2
    sign = "%" if share.unit == "percent" else ""
    right = f"{shown((part.value or Decimal(0)) / (whole.value or Decimal(1)) * factor, places)}{sign}"
    why = _("%(part)s of %(whole)s is %(right)s, not %(printed)s.") % {
        "part": part.text,
        "whole": whole.text,
        "right": right,
        "printed": share.text,
    }
    yield finding(FindingCode.SHARE_WRONG, share, why, right)


def _part(sentence: Sentence, share: Number) -> Number | None:
    """Find the quantity that a share is said of."""
    at = list(sentence.quantities)
    left = [one for one in at if one.end <= share.start]
    right = [one for one in at if one.start >= share.end]
    if left and _BRACKET.match(sentence.between(left[-1], share)):
        return left[-1]
    if right and re.match(
        r"^\s*(?:인|에 해당하는|에 달하는|수준인|,?\s*or|\(|,\s*즉)\s*(?:about |some |약 )?$",
        sentence.between(share, right[0]),
    ):
        return right[0]
    if right and re.match(
        r"^[^\d.;]{0,16}(?:인|\(|\bor\b)\s*(?:약 |about )?$", sentence.between(share, right[0]), re.IGNORECASE
    ):
        return right[0]
    if (
        left
        and len(sentence.between(left[-1], share)) <= 60
        and _ACCOUNTS.search(sentence.between(left[-1], share))
    ):
        # "W명 중 P명으로 x%": the whole is named before its part.
        return left[-1] if not _is_whole(sentence, left[-1]) else None
    return None


def _is_whole(sentence: Sentence, number: Number) -> bool:
    return bool(
        clues.WHOLE_BEFORE.said(sentence.before(number, 30))
        or clues.PART_AFTER.match(sentence.after(number, 30))
    )


_OF_ALL = regex(
    r"전체의|전체\s|이\s?중|이 가운데|그중|총[^\d]{0,8}의\s*$|\bof (?:all|the total|them|these|those|whom|which|the \w+s)\b|\bfrom all\b|\bиз них\b|\bот общего\b",
    re.IGNORECASE,
)


def _wholes(sentence: Sentence, part: Number, share: Number, before: Sequence[Sentence]) -> list[Number]:
    """Find what a part can be a share of: what the sentence calls a whole, else what stands before it."""
    value = part.value or Decimal(0)
    rows = [
        one
        for one in sentence.levels
        if one is not part and same_unit(one, part) and (one.value or 0) >= value and _is_whole(sentence, one)
    ]
    if rows:
        return sorted(rows, key=lambda one: abs(one.start - share.start))
    near = sentence.before(part, 60) + " " + sentence.between(part, share) + " " + sentence.after(share, 24)
    of_all = bool(_OF_ALL.search(near))
    whole = sum((one.value or Decimal(0) for one in sentence.levels if same_unit(one, part)), Decimal(0))
    for earlier in reversed(before[-3:]):
        larger = [one for one in earlier.levels if same_unit(one, part) and (one.value or 0) > value]
        exact = [one for one in larger if one.value == whole]
        if exact:
            return exact[:1]
        wholes = [one for one in larger if _is_whole(earlier, one)]
        if wholes:
            return wholes[:1]
        if of_all and larger:
            return sorted(larger, key=lambda one: -(one.value or 0))[:1]
    return []
