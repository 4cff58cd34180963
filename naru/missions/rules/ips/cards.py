"""The resident's card: a summary so small that one QR code carries it, read back at any site without a network.

The form (decision 0042): `NARU1/<number>/<payload>` where the payload is Base45 (RFC 9285) of a raw deflate stream of
JSON. Every sign of it is of the QR code's alphanumeric set, so that the code stays small; the number stands in
clear, so that a tablet finds the resident without unpacking. From what is read the same document is made again.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from naru.missions.rules.ips.facts import Done, Medicine, Plan, Problem, Summary
from naru.missions.rules.numbers import read_number

BEGINNING = "NARU1"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The alphabet of Base45, which is that of a QR code's alphanumeric mode."""
MOST_SIGNS = 1_451
"""What a QR code of version 25 at level M holds in alphanumeric mode (ISO/IEC 18004, table 7)."""
LARGEST_VERSION = 25
LEVEL = "m"
MOST_UNPACKED = 20_000
"""The most bytes that a card may unpack to; more is an attack, not a card."""
_CARD = re.compile(r"NARU1/([0-9A-Z*-]+)/([0-9A-Z $%*+\-./:]*)")
_SEXES = {"male": "m", "female": "f", "unknown": "u"}
_ABOUT = {"": 10, "month": 7, "year": 4}
_PREGNANT = {"yes": "y", "no": "n"}


class NotACard(ValueError):  # noqa: N818 - says what is the matter
    """What was scanned is no resident's card; the text is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was read: the number in clear, the summary, and whether older things had to be left off."""

    number: str
    summary: Summary
    shortened: bool = False


def base45(data: bytes) -> str:
    """Write bytes in Base45. Source: RFC 9285."""
    out = []
    for place in range(0, len(data), 2):
        pair = data[place : place + 2]
        value, width = (pair[0] * 256 + pair[1], 3) if len(pair) == 2 else (pair[0], 2)
        for _sign in range(width):
            value, left = divmod(value, 45)
            out.append(SIGNS[left])
    return "".join(out)


def bytes_of(text: str) -> bytes:
    """
    Read Base45. Source: RFC 9285.

    :raises ValueError: for a text that is none
    """
    values = [SIGNS.index(sign) for sign in text]
    out = bytearray()
    for place in range(0, len(values), 3):
        part = values[place : place + 3]
        if len(part) == 1:
            raise ValueError(text)
        value = sum(each * 45**power for power, each in enumerate(part))
        if value > (65_535 if len(part) == 3 else 255):
            raise ValueError(text)
        out += value.to_bytes(len(part) - 1, "big")
    return bytes(out)


def write(summary: Summary) -> str:
    """
    Write a resident's card.

    Where all of it does not fit into version 25 at level M, the oldest is left off step by step, in the order
    procedures, plans, problems, medicines, and the card says so; allergies, the person and the number are never
    left off.
    """
    shortened = False
    while True:
        text = _write(summary, shortened)
        if len(text) <= MOST_SIGNS:
            return text
        smaller = _shorter(summary)
        if smaller is None:
            # A person with forty allergies in words: each word is cut, none is left off.
            longest = max((len(word) for word in summary.allergies), default=0)
            if longest <= 3:
                return f"{BEGINNING}/{summary.number}/"
            cut = tuple(word[: max(longest * 3 // 4, 3)] for word in summary.allergies)
            smaller = replace(summary, allergies=cut, name=summary.name[:60], latin=summary.latin[:60])
        summary, shortened = smaller, True


def _shorter(summary: Summary) -> Summary | None:
    """Leave off the oldest of the first kind that still has something; texts first."""
    if any(each.text for each in summary.problems):
        return replace(summary, problems=tuple(replace(each, text="") for each in summary.problems))
    for name in ("done", "plans", "problems", "medicines"):
        kept = getattr(summary, name)
        if kept:
            ordered = sorted(kept, key=lambda each: each.on or date.min, reverse=True)
            shorter: dict[str, Any] = {name: tuple(ordered[:-1])}
            return replace(summary, **shorter)
    if summary.village or summary.site:
        return replace(summary, village="", site="")
    return None


def _write(summary: Summary, shortened: bool) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    told = json.dumps(_told(summary, shortened), ensure_ascii=False, separators=(",", ":")).encode()
    payload = base45(packer.compress(told) + packer.flush())
    return f"{BEGINNING}/{summary.number}/{payload}"


def _told(summary: Summary, shortened: bool) -> dict[str, Any]:
    born = summary.birth_on.isoformat()[: _ABOUT[summary.birth_about]] if summary.birth_on else ""
    told: dict[str, Any] = {
        "u": summary.uid.hex,
        "n": summary.name,
        "l": summary.latin,
        "s": _SEXES.get(summary.sex, "u"),
        "b": born,
        "g": summary.language,
        "v": summary.village,
        "w": summary.site,
        "d": _day(summary.last_on),
        "a": list(summary.allergies),
        "c": [[each.code, _day(each.on), each.text] for each in summary.problems],
        "m": [
            [each.code, each.name, each.dose, each.quantity, each.unit, _day(each.on)]
            for each in summary.medicines
        ],
        "p": [[each.code, _day(each.on)] for each in summary.done],
        "f": [[each.what, _day(each.on), each.to] for each in summary.plans],
        "r": [_PREGNANT[summary.pregnant], _day(summary.pregnant_on)]
        if summary.pregnant in _PREGNANT
        else [],
        "x": int(shortened),
    }
    return {key: value for key, value in told.items() if value not in ("", [], 0)}


def read(text: str) -> Card:
    """
    Read a resident's card as a scanner gives it.

    A card is a memory, not a proof: what it tells is shown as from the card, and the number leads to the record.

    :raises NotACard: with a sentence saying what is wrong
    """
    text = text.strip()
    found = _CARD.fullmatch(text)
    number = read_number(found[1]) if found else None
    if not found or not number:
        raise NotACard(_("This is no resident’s card."))
    if not found[2]:
        raise NotACard(_("The card tells a number only. Please look for {number}.").format(number=number))
    try:
        unpacker = zlib.decompressobj(-15)
        told = unpacker.decompress(bytes_of(found[2]), MOST_UNPACKED)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError(number)
        summary, shortened = _summary(json.loads(told), number)
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        zlib.error,
        RecursionError,
        OverflowError,
    ):
        raise NotACard(_("The card is damaged. Please look for {number}.").format(number=number)) from None
    return Card(number, summary, shortened)


def _summary(told: dict[str, Any], number: str) -> tuple[Summary, bool]:
    born = _text(told.get("b", ""))
    about = {4: "year", 7: "month"}.get(len(born), "")
    middle = {4: "-07-01", 7: "-15"}.get(len(born), "")
    pregnant = told.get("r") or ["", ""]
    summary = Summary(
        uid=UUID(told["u"]),
        number=number,
        name=_text(told.get("n", "")),
        site=_text(told.get("w", "")),
        organisation="",
        latin=_text(told.get("l", "")),
        sex={letter: sex for sex, letter in _SEXES.items()}[told.get("s", "u")],
        birth_on=date.fromisoformat(born + middle) if born else None,
        birth_about=about,
        village=_text(told.get("v", "")),
        language=_text(told.get("g", "")),
        allergies=tuple(_text(word) for word in told.get("a", ())),
        problems=tuple(Problem(_text(c), "", _on(on), _text(text)) for c, on, text in told.get("c", ())),
        medicines=tuple(
            Medicine(_text(code), _text(name), "", _text(dose), float(quantity), _text(unit), _on(on))
            for code, name, dose, quantity, unit, on in told.get("m", ())
        ),
        done=tuple(Done(_text(code), "", _on(on)) for code, on in told.get("p", ())),
        plans=tuple(Plan(_text(what), _on(on), _text(to)) for what, on, to in told.get("f", ())),
        pregnant={letter: word for word, letter in _PREGNANT.items()}.get(pregnant[0], "unknown"),
        pregnant_on=_on(pregnant[1]),
        last_on=_on(told.get("d", "")),
    )
    return summary, bool(told.get("x"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _day(on: date | None) -> str:
    return f"{on:%y%m%d}" if on else ""


def _on(text: Any) -> date | None:
    if not text:
        return None
    told = _text(text)
    return date(2000 + int(told[:2]), int(told[2:4]), int(told[4:6]))


def named(summary: Summary, names: Iterable[tuple[str, str]]) -> Summary:
    """Put the names of problems and procedures back, which a card leaves to the site's own lists (code, name)."""
    known = dict(names)
    return replace(
        summary,
        problems=tuple(replace(each, name=known.get(each.code, each.name)) for each in summary.problems),
        done=tuple(replace(each, name=known.get(each.code, each.name)) for each in summary.done),
    )
