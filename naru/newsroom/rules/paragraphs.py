"""A body's raw blocks as plain paragraphs, and how two states of them differ."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHIP = re.compile(r'<embed\b(?=[^>]*\bembedtype="figure")[^>]*?\bcode="(?P<code>[^"]+)"[^>]*?/?>')
"""A figure chip as it stands in the stored text of a paragraph."""
_BREAK = re.compile(r"</(p|li|h\d|td)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[ \t\xa0]+")

Said = Callable[[str], str]
"""Gives the words of a reading by its code."""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def codes_in(body: Sequence[dict[str, Any]]) -> list[str]:
    """Give the codes of the readings quoted in raw blocks, each once, in the order of reading."""
    found: dict[str, None] = {}
    for block in body:
        if block["type"] == "figures":
            found |= dict.fromkeys(_figures(block["value"]))
            continue
        for text in _strings(block["value"]):
            found |= dict.fromkeys(match["code"] for match in CHIP.finditer(text))
    return list(found)


def _figures(value: Any) -> list[str]:
    return [item["value"] if isinstance(item, dict) else item for item in value or []]


def plain(rich: str, said: Said) -> str:
    """Give the text of stored rich text without marks, chips spoken, one line a paragraph."""
    text = CHIP.sub(lambda match: said(match["code"]), rich)
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return "\n".join(line for part in text.split("\n") if (line := _SPACES.sub(" ", part).strip()))


def _block_text(kind: str, value: Any, said: Said) -> str:
    if kind == "figures":
        return " · ".join(said(code) for code in _figures(value))
    if kind == "picture":
        return "\n".join(filter(None, [value.get("alt", ""), value.get("caption", "")]))
    if kind == "quotation":
        return "\n".join(filter(None, [value.get("text", ""), value.get("source", "")]))
    if kind == "attachment":
        return str(value.get("title", ""))
    if kind == "items":
        return "\n".join(
            plain(item["value"] if isinstance(item, dict) else item, said) for item in value or []
        )
    if kind == "table":
        rows = [[plain(str(cell or ""), said) for cell in row["values"]] for row in value.get("rows", [])]
        heads = [column.get("heading", "") for column in value.get("columns", [])]
        return "\n".join([value.get("caption", ""), *(" | ".join(row) for row in [heads, *rows])]).strip()
    return plain(str(value), said)


def paragraphs(
    title: str, subtitle: str, body: Sequence[dict[str, Any]], said: Said = lambda code: f"[{code}]"
) -> list[dict[str, str]]:
    """
    Give a bulletin as [{"id", "kind", "text"}] in the order of reading, title and subtitle among them.

    `body` is a StreamField's raw data. Chips are spoken by `said`, by default as their code in brackets,
    so that the same quotation compares as the same.
    """
    parts = [{"id": "title", "kind": "title", "text": title}]
    if subtitle:
        parts.append({"id": "subtitle", "kind": "subtitle", "text": subtitle})
    for at, block in enumerate(body):
        text = _block_text(block["type"], block["value"], said)
        parts.append({"id": block.get("id") or f"at-{at}", "kind": block["type"], "text": text})
    return parts


def attachments_in(body: Sequence[dict[str, Any]]) -> int:
    """Count the attachments among raw blocks."""
    return sum(block["type"] == "attachment" for block in body)


class Change(TextChoices):
    """What became of a paragraph of the original since it was translated."""

    ADDED = "added", pgettext_lazy("paragraph", "Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")


@dataclass(frozen=True)
class Difference:
    """One paragraph of the original that the translation does not follow yet."""

    change: Change
    id: str
    kind: str
    then: str
    now: str

    def pieces(self) -> list[tuple[str, str]]:
        """Give the words as [(same|gone|new, text)], for showing what changed inside the paragraph."""
        old, new = re.findall(r"\s+|\S+", self.then), re.findall(r"\s+|\S+", self.now)
        pieces: list[tuple[str, str]] = []
        for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            if tag == "equal":
                pieces.append(("same", "".join(old[i1:i2])))
                continue
            if i1 < i2:
                pieces.append(("gone", "".join(old[i1:i2])))
            if j1 < j2:
                pieces.append(("new", "".join(new[j1:j2])))
        return pieces


def behind(then: Sequence[dict[str, str]], now: Sequence[dict[str, str]]) -> list[Difference]:
    """
    Say by which paragraphs a translation is behind its original; nothing when it follows it.

    `then` is the original as it was translated, `now` as it stands, both as paragraphs() gives them.
    Paragraphs are told by their ids: moving one is no change, since its words stay true.
    """
    before = {part["id"]: part for part in then}
    after = {part["id"]: part for part in now}
    found = []
    for key, part in after.items():
        if key not in before:
            found.append(Difference(Change.ADDED, key, part["kind"], "", part["text"]))
        elif before[key]["text"] != part["text"]:
            found.append(Difference(Change.CHANGED, key, part["kind"], before[key]["text"], part["text"]))
    found += [
        Difference(Change.REMOVED, key, part["kind"], part["text"], "")
        for key, part in before.items()
        if key not in after
    ]
    return found
