"""Which numbers a text gives: one pass over the text, then a look at the words around each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from . import abroad, english, korean, russian
from .dates import DATES
from .forms import Draft, Form, scanner
from .plain import Plain, plain
from .qualifiers import qualify
from .sentences import paragraphs, sentences
from .surroundings import is_around
from .words import Number, NumberKind

_FORMS: dict[str, list[Form]] = {
    "en": [*english.NUMBERS[:1], *DATES["en"], *english.NUMBERS[1:]],
    "ko": [*korean.NUMBERS[:1], *DATES["ko"], *korean.NUMBERS[1:]],
    "ru": [*russian.NUMBERS[:1], *DATES["ru"], *russian.NUMBERS[1:]],
    **{language: [*forms[:1], *DATES[language], *forms[1:]] for language, forms in abroad.FORMS.items()},
}
_FIRST = {"en": english.FIRST, "ko": korean.FIRST, "ru": russian.FIRST}
_SCANNERS = {
    language: scanner(forms, _FIRST.get(language, abroad.FIRST)) for language, forms in _FORMS.items()
}


def find(text: str, language: str, *, title_end: int = 0) -> list[Number]:
    """
    Find every number of a text and say what it is.

    `language` is one of ours, an unknown one is read as English; `title_end` is where the title ends that
    stands at the head of the text, 0 where there is none. The numbers come in the order of the text and
    do not overlap.
    """
    if language not in _FORMS:
        language = "en"
    clean = plain(text)
    drafts = _scan(clean.text, language)
    spans = sentences(clean.text)
    lines = paragraphs(clean.text)
    _tell_things(clean.text, language, drafts, spans)
    return _numbers(text, clean, language, drafts, spans, lines, title_end)


def _scan(text: str, language: str) -> list[Draft]:
    search = _SCANNERS[language].search
    forms = _FORMS[language]
    drafts: list[Draft] = []
    place = 0
    while found := search(text, place):
        form = forms[int((found.lastgroup or "f0")[1:])]
        exact = form.compiled.match(text, found.start())
        draft = form.read(exact, text) if exact else None
        if draft is None:
            place = found.start() + 1
            # What a form refuses another may take: try the ones behind it at the same place.
            draft = _another(text, found, forms, form)
            if draft is None:
                continue
        place = max(draft.end, found.start() + 1)
        if drafts and draft.start < drafts[-1].end:
            continue
        drafts.append(draft)
    return drafts


def _another(text: str, found: re.Match[str], forms: list[Form], refused: Form) -> Draft | None:
    behind = forms.index(refused) + 1
    for form in forms[behind:]:
        exact = form.compiled.match(text, found.start())
        if exact and exact.end() > exact.start() and (draft := form.read(exact, text)):
            return draft
    return None


def _tell_things(text: str, language: str, drafts: list[Draft], spans: tuple[tuple[int, int], ...]) -> None:
    """Find what each bare quantity counts: beside it, or from its neighbours in the sentence and line."""
    ends = [end for _start, end in spans]
    last: Draft | None = None
    waiting: list[Draft] = []
    waiting_sentence = -1
    last_sentence = -1
    for order, draft in enumerate(drafts):
        if draft.kind != NumberKind.QUANTITY:
            continue
        sentence = bisect_right(ends, draft.start)
        start, end = spans[sentence] if sentence < len(spans) else (draft.start, draft.end)
        floor = max(start, drafts[order - 1].end if order else 0)
        ceiling = min(end, drafts[order + 1].start if order + 1 < len(drafts) else end)
        if draft.bare:
            _LOOKS[language](text, draft, floor, max(ceiling, draft.end), start)
        if sentence != waiting_sentence:
            waiting, waiting_sentence = [], sentence
        if draft.unit and not draft.unit.startswith("?"):
            for each in waiting:
                each.unit, each.thing = (
                    (draft.unit, draft.thing) if not each.unit else (each.unit, each.thing)
                )
            waiting = []
            if (
                draft.bare
                and not draft.thing
                and last is not None
                and last.unit == draft.unit
                and last_sentence == sentence
            ):
                draft.thing = last.thing
            last, last_sentence = draft, sentence
        elif draft.unit.startswith("?"):
            if last is not None and last_sentence == sentence and last.unit in _PLACES:
                draft.unit, draft.thing = last.unit, last.thing
            else:
                draft.unit = draft.unit[1:]
        elif last is not None and last_sentence == sentence and last.unit not in _SIGNED:
            draft.unit, draft.thing = last.unit, last.thing
        else:
            waiting.append(draft)


_PLACES = frozenset({"institution", "organisation", "place"})
_SIGNED = frozenset({"krw", "usd", "eur", "kzt", "kg", "km", "m2", "degree", "time"})
_Look = Callable[[str, Draft, int, int, int], None]


def _look_english(text: str, draft: Draft, floor: int, ceiling: int, start: int) -> None:
    one = draft.value == 1 and draft.upper is None
    told = english.noun_after(text, draft.end, one)
    if told is None:
        told = english.noun_before(text, draft.start, floor)
    if told:
        draft.unit, draft.thing = told


def _look_korean(text: str, draft: Draft, floor: int, ceiling: int, start: int) -> None:
    korean.noun_near(text, draft, floor, ceiling)


def _look_stems(language: str) -> _Look:
    def look(text: str, draft: Draft, floor: int, ceiling: int, start: int) -> None:
        told = russian.noun_after(text, draft.end, language)
        told = told or russian.noun_before(text, draft.start, floor, language)
        if told:
            draft.unit, draft.thing = told

    return look


def _look_chinese(text: str, draft: Draft, floor: int, ceiling: int, start: int) -> None:
    if told := abroad.chinese_noun(text, draft.end):
        draft.unit, draft.thing = told


_LOOKS: dict[str, _Look] = {
    "en": _look_english,
    "ko": _look_korean,
    "ru": _look_stems("ru"),
    "mn": _look_stems("mn"),
    "vi": _look_stems("vi"),
    "zh-hans": _look_chinese,
}


def _numbers(
    text: str,
    clean: Plain,
    language: str,
    drafts: list[Draft],
    spans: tuple[tuple[int, int], ...],
    lines: tuple[tuple[int, int], ...],
    title_end: int,
) -> list[Number]:
    ends = [end for _start, end in spans]
    line_ends = [end for _start, end in lines]
    around: dict[int, bool] = {}
    numbers = []
    for draft in drafts:
        paragraph = min(bisect_right(line_ends, draft.start), len(lines) - 1)
        if paragraph not in around:
            start, end = lines[paragraph]
            around[paragraph] = is_around(clean.text, start, end, title_end)
        kind = NumberKind.BOILERPLATE if around[paragraph] else NumberKind(draft.kind)
        start, end = clean.place(draft.start), clean.place(draft.end - 1) + 1
        plain_kind = kind in {NumberKind.NAME, NumberKind.IDENTIFIER, NumberKind.BOILERPLATE}
        qualifier = "exact" if plain_kind else qualify(clean.text, draft, language)
        numbers.append(
            Number(
                text=text[start:end],
                start=start,
                end=end,
                kind=str(kind.value),
                value=None if plain_kind else draft.value,
                upper=None if plain_kind else draft.upper,
                said="" if plain_kind else draft.said,
                unit="" if plain_kind or kind == NumberKind.ORDINAL else draft.unit,
                approximate=qualifier != "exact",
                qualifier=qualifier,
                thing="" if plain_kind else draft.thing,
                sentence=min(bisect_right(ends, draft.start), max(0, len(spans) - 1)),
                paragraph=max(0, paragraph),
            )
        )
    return numbers
