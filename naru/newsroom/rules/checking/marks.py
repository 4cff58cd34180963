"""Numbers that count nothing: telephone numbers, codes, articles, rooms, addresses of the web, names."""

from __future__ import annotations

import re

from .forms import Draft, Form, at, form
from .numerals import LONGEST
from .patterns import regex
from .words import NumberKind


def _code(found: re.Match[str], text: str) -> Draft | None:
    return at(found, NumberKind.IDENTIFIER)


def _name(found: re.Match[str], text: str) -> Draft | None:
    return at(found, NumberKind.NAME)


def _web(found: re.Match[str], text: str) -> Draft | None:
    told = found[0].rstrip(".,;:!?)")
    if not re.search("[0-9]", told):
        return None
    return Draft(found.start(), found.start() + len(told), NumberKind.IDENTIFIER)


def grouped(found: re.Match[str], kind: str) -> Draft:
    """Make a draft of the group `it` of a match."""
    return Draft(found.start("it"), found.end("it"), kind)


def _list_mark(found: re.Match[str], text: str) -> Draft | None:
    head = text[max(0, found.start() - 8) : found.start()].rpartition("\n")
    if head[2].strip(" \xa0○□◦·-") or not (head[1] or found.start() < 8):
        return None
    return at(found, NumberKind.IDENTIFIER)


MAIL = regex(r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}\.[a-z]{2,24}")
"""An address of mail."""

ANYWHERE: list[Form] = [
    form(rf"[0-9]{{{LONGEST + 1},}}", _code),
    form(r"(?:https?://|www\.)[^\s<>\"“”‘’]{1,200}", _web),
    # Telephone numbers: with a country, with an area, and the short ones of Korea.
    form(
        r"\+(?=(?:[-\s.()]{0,2}[0-9]){8}|[0-9]{2}-[0-9]{1,2}-[0-9]{3})[0-9]{1,3}(?:[-\s.]?\(?[0-9]{1,4}\)?){2,5}(?![0-9])",
        _code,
    ),
    form(r"(?:\(0[0-9]{1,2}\)\ ?|0[0-9]{1,2}[-.\s)]\ ?)[0-9]{3,4}[-.\s][0-9]{4}(?![0-9])", _code),
    form(r"0[0-9]{1,2}-1[0-9]{2}(?![0-9])", _code),
    form(r"1[0-9]{3}-[0-9]{4}(?![0-9-])", _code),
    form(r"8?\s?\([0-9]{3,4}\)\s[0-9]{2,3}[-\s][0-9]{2}[-\s][0-9]{2}(?![0-9])", _code),
    # COVID-19, 코로나19, and codes: M-2024-41-01-0001, B-12, KD000, N95.
    form(r"(?:COVID|Covid|SARS-CoV|КОВИД|Ковид)[-–\s]?[0-9]{1,2}(?![0-9])", _name),
    form(r"(?:코로나|코비드)-?19(?![0-9])", _name),
    form(r"(?:KF|KN|FFP|N)[0-9]{1,2}(?![0-9])", _name),
    form(r"[A-Z]{1,3}(?:-[0-9]{1,6}){2,6}[A-Z]?(?![0-9])", _code),
    form(r"[A-Z]{1,2}-?[0-9]{1,4}(?![0-9.,:%])(?![-–][0-9])", _code),
    form(r"[1-9]:[1-9](?![0-9:])", _name),
    form(r"[0-9]{1,2}(?=[.)]\s)", _list_mark),
]
"""Shapes that are the same in every language."""
