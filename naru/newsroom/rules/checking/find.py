"""Which numbers a text gives: one pass over the text, then a look at the words around each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from . import abroad, english, korean, russian
from .dates import DATES
from .forms import Draft, Form, scanner
from .marks import MAIL
from .memory import remembered
from .patterns import regex
from .plain import Plain, plain
from .qualifiers import qualify
from .sentences import paragraphs, sentences
from .surroundings import around, is_publication
from .things import tell_things
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
    drafts = _drafts(clean.text, language)
    spans = sentences(clean.text)
    lines = paragraphs(clean.text)
    tell_things(clean.text, language, drafts, spans)
    return _numbers(text, clean, language, drafts, spans, lines, title_end)


REMEMBERED = 1_000
"""How many paragraphs are remembered with their numbers: while somebody types, one of them changes."""
SHORT = 6_000
"""A longer paragraph is not remembered."""


def _drafts(text: str, language: str) -> list[Draft]:
    """Scan a text paragraph by paragraph; a number may be parted by a line's end, not by an empty line."""
    found: list[Draft] = []
    at = 0
    for block in _blocks(text):
        seen = _remembered(block, language) if len(block) <= SHORT else _scan(block, language)
        found += [draft.moved(at) for draft in seen]
        at += len(block)
    return found


def _blocks(text: str) -> Iterator[str]:
    at = 0
    while (end := text.find("\n\n", at)) >= 0:
        yield text[at : end + 2]
        at = end + 2
    yield text[at:]


@remembered(REMEMBERED)
def _remembered(block: str, language: str) -> tuple[Draft, ...]:
    return tuple(_scan(block, language))


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
    return _with_mails(text, drafts) if "@" in text else drafts


def _with_mails(text: str, drafts: list[Draft]) -> list[Draft]:
    """Put the addresses of mail with digits in the place of what was read in them."""
    mails = [found.span() for found in MAIL.finditer(text)]
    starts = [start for start, _end in mails]
    kept = []
    for draft in drafts:
        before = bisect_right(starts, draft.start) - 1
        if before < 0 or draft.start >= mails[before][1]:
            kept.append(draft)
    kept += [
        Draft(start, end, NumberKind.IDENTIFIER)
        for start, end in mails
        if any(letter.isdigit() for letter in text[start:end])
    ]
    return sorted(kept, key=lambda draft: draft.start)


def _another(text: str, found: re.Match[str], forms: list[Form], refused: Form) -> Draft | None:
    behind = forms.index(refused) + 1
    for form in forms[behind:]:
        exact = form.compiled.match(text, found.start())
        if exact and exact.end() > exact.start() and (draft := form.read(exact, text)):
            return draft
    return None


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
    last_line, last_sentence = max(0, len(lines) - 1), max(0, len(spans) - 1)
    outside = around(clean.text, lines, title_end)
    place = clean.place
    numbers = []
    for draft in drafts:
        paragraph = min(bisect_right(line_ends, draft.start), last_line)
        kind = _SAID[draft.kind]
        if outside[paragraph] and not _stays(kind, clean.text, draft.start, draft.end):
            kind = _SAID[NumberKind.BOILERPLATE]
        start, end = place(draft.start), place(draft.end - 1) + 1
        sentence = min(bisect_right(ends, draft.start), last_sentence)
        if kind in _COUNT_NOTHING:
            numbers.append(Number(text[start:end], start, end, kind, sentence=sentence, paragraph=paragraph))
            continue
        qualifier = qualify(clean.text, draft, language)
        numbers.append(
            Number(
                text=text[start:end],
                start=start,
                end=end,
                kind=kind,
                value=draft.value,
                upper=draft.upper,
                said=draft.said,
                unit="" if kind == NumberKind.ORDINAL else draft.unit,
                approximate=qualifier != "exact",
                qualifier=qualifier,
                thing=draft.thing,
                sentence=sentence,
                paragraph=paragraph,
            )
        )
    return numbers


_SAID: dict[str, str] = {kind: str(kind.value) for kind in NumberKind}
_COUNT_NOTHING = frozenset({"name", "identifier", "boilerplate"})


def _stays(kind: str, text: str, start: int, end: int) -> bool:
    """Whether a number around the article keeps its kind: a telephone number, the day of publication."""
    if kind == NumberKind.IDENTIFIER:
        return text[end : end + 1] != "." and not _PAGE.search(text[max(0, start - 6) : start])
    return kind == NumberKind.DATE and is_publication(text, start)


_PAGE = regex(r"(?:page|페이지|страница)\s$", re.IGNORECASE)
