"""An original and its translation side by side: which paragraph answers which, and what in each is to be translated."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from naru.newsroom.rules.paragraphs import Difference, codes_in
from naru.newsroom.rules.scripts import HANGUL
from naru.newsroom.rules.written import stored, written

NAME = 3
"""How many words a name may have that stands the same in every language."""
HEAD = ("title", "subtitle", "picture_alt")
"""What stands above the text: pseudo-paragraphs named like the bulletin's own fields."""

Block = dict[str, Any]


class Stage(TextChoices):
    """How far one paragraph's translation is."""

    LACKING = "lacking", gettext_lazy("Not there yet")
    UNTOUCHED = "untouched", gettext_lazy("Not translated yet")
    BEHIND = "behind", gettext_lazy("The original has changed")
    DONE = "done", pgettext_lazy("paragraph", "Translated")
    EXTRA = "extra", gettext_lazy("Only in the translation")


@dataclass(frozen=True)
class Words:
    """One field of a paragraph: its name in the form, what to call it, its words, and whether chips may stand in it."""

    key: str
    label: str
    text: str
    is_rich: bool = False


@dataclass(frozen=True)
class Pair:
    """A paragraph of the original beside the one that answers it; either may be missing."""

    id: str
    kind: str
    original: Block | None
    translation: Block | None
    change: Difference | None = None

    @property
    def stage(self) -> Stage:
        """How far its translation is."""
        if self.original is None:
            return Stage.EXTRA
        if self.translation is None:
            return Stage.LACKING
        if self.change is not None:
            return Stage.BEHIND
        theirs, ours = words_of(self.original), words_of(self.translation)
        if theirs == ours and any(_is_language(one.text) for one in theirs):
            return Stage.UNTOUCHED
        return Stage.DONE

    @property
    def seen(self) -> str:
        """A digest of the translation's paragraph as it stands, "" where there is none."""
        return digest(self.translation)

    @property
    def codes(self) -> list[str]:
        """The readings that the original quotes here."""
        return codes_in([self.original]) if self.original else []

    @property
    def can_go(self) -> bool:
        """Whether it can be taken out: only the translation has it, and it is no part of the head."""
        return self.original is None and self.translation is not None and self.id not in HEAD

    def fields(self) -> list[tuple[Words | None, Words]]:
        """Give what is to be translated as (the original's words, the translation's), in the order of reading."""
        theirs = {one.key: one for one in words_of(self.original)} if self.original else {}
        ours = {one.key: one for one in words_of(self.translation)} if self.translation else {}
        keys = [*theirs, *(key for key in ours if key not in theirs)]
        return [
            (theirs.get(key), ours.get(key) or Words(key, theirs[key].label, "", theirs[key].is_rich))
            for key in keys
        ]


def _is_language(text: str) -> bool:
    """Whether words are more than a name that stays as it is in every language ("KITF 2024")."""
    return bool(HANGUL.search(text)) or len(text.split()) > NAME


def digest(block: Block | None) -> str:
    """Give a digest of one raw paragraph."""
    if block is None:
        return ""
    told = json.dumps(block["value"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def blocks(head: Mapping[str, str], body: Sequence[Block]) -> list[Block]:
    """Put a bulletin's head (title, subtitle, the picture's words) and raw body into one row of paragraphs."""
    above = [{"id": key, "type": key, "value": head[key]} for key in HEAD if head.get(key)]
    return [*above, *({"id": block.get("id") or f"at-{at}", **block} for at, block in enumerate(body))]


def pairs(
    original: Sequence[Block], translation: Sequence[Block], changes: Sequence[Difference]
) -> list[Pair]:
    """
    Put the paragraphs of an original and of its translation side by side, by their ids.

    The order is the original's; what only the translation has stands behind its own neighbour.
    """
    ours = {block["id"]: block for block in translation}
    theirs = {block["id"] for block in original}
    changed = {one.id: one for one in changes}
    made = [
        Pair(block["id"], block["type"], block, ours.get(block["id"]), changed.get(block["id"]))
        for block in original
    ]
    before = ""
    for block in translation:
        if block["id"] not in theirs:
            places = [at for at, pair in enumerate(made) if pair.id == before]
            made.insert(
                places[0] + 1 if places else len(made),
                Pair(block["id"], block["type"], None, block, changed.get(block["id"])),
            )
        before = block["id"]
    return made


def words_of(block: Block) -> list[Words]:
    """Give what a reader reads in one raw paragraph, field by field; nothing where it has no words of its own."""
    value = block["value"]
    match block["type"]:
        case "title":
            return [Words("text", _("Title"), value)]
        case "subtitle":
            return [Words("text", _("Subtitle"), value)]
        case "picture_alt":
            return [Words("text", _("What the picture at the head shows"), value)]
        case "heading":
            return [Words("text", _("Heading"), value)]
        case "paragraph":
            return [Words("text", _("Paragraph"), written(value), True)]
        case "quotation":
            return [
                Words("text", pgettext("quotation", "Words"), value.get("text", "")),
                Words("source", _("Who said it"), value.get("source", "")),
            ]
        case "picture":
            return [
                Words("alt", _("What the picture shows"), value.get("alt", "")),
                Words("caption", _("Caption"), value.get("caption", "")),
            ]
        case "attachment":
            return [Words("title", _("Title of the file"), value.get("title", ""))]
        case "items":
            return [
                Words(str(at), _("Point %(number)s") % {"number": at + 1}, written(_inside(item)), True)
                for at, item in enumerate(value or [])
            ]
        case "table":
            return _table_words(value)
    return []


def _inside(item: Any) -> Any:
    return item["value"] if isinstance(item, dict) else item


def _table_words(value: Block) -> list[Words]:
    found = [Words("caption", _("Caption"), value.get("caption", ""))]
    columns = value.get("columns", [])
    for at, column in enumerate(columns):
        label = _("Head of column %(column)s") % {"column": at + 1}
        found.append(Words(f"head-{at}", label, column.get("heading", "")))
    for row, line in enumerate(value.get("rows", [])):
        for at, cell in enumerate(line["values"]):
            rich = at < len(columns) and columns[at]["type"] == "rich"
            label = _("Row %(row)s, column %(column)s") % {"row": row + 1, "column": at + 1}
            text = str(cell or "")
            found.append(Words(f"cell-{row}-{at}", label, written(text) if rich else text, rich))
    return found


def put(block: Block, told: Mapping[str, str], codes: Collection[str]) -> Block:
    """Give a raw paragraph with other words in its fields; what is not told stays. An emptied point is dropped."""
    made = deepcopy(block)
    kind, value = made["type"], made["value"]
    rich = {key: stored(text, codes) for key, text in told.items()}
    plain = {key: " ".join(text.split()) for key, text in told.items()}
    match kind:
        case "paragraph":
            made["value"] = rich.get("text", value)
        case "title" | "subtitle" | "picture_alt" | "heading":
            made["value"] = plain.get("text", value)
        case "quotation":
            value["text"] = told.get("text", value.get("text", "")).replace("\r\n", "\n").strip()
            value["source"] = plain.get("source", value.get("source", ""))
        case "picture" | "attachment":
            value |= {key: plain[key] for key in ("alt", "caption", "title") if key in plain and key in value}
        case "items":
            made["value"] = [
                _with_words(item, rich.get(str(at)))
                for at, item in enumerate(value)
                if rich.get(str(at), "kept") != ""
            ]
        case "table":
            _put_into_table(value, plain, rich)
    return made


def _with_words(item: Any, text: str | None) -> Any:
    if text is None:
        return item
    return {**item, "value": text} if isinstance(item, dict) else text


def _put_into_table(value: Block, plain: Mapping[str, str], rich: Mapping[str, str]) -> None:
    value["caption"] = plain.get("caption", value.get("caption", ""))
    columns = value.get("columns", [])
    for at, column in enumerate(columns):
        column["heading"] = plain.get(f"head-{at}", column.get("heading", ""))
    for row, line in enumerate(value.get("rows", [])):
        for at, cell in enumerate(line["values"]):
            told = rich if at < len(columns) and columns[at]["type"] == "rich" else plain
            line["values"][at] = told.get(f"cell-{row}-{at}", cell)


def begun(pair: Pair) -> Block:
    """
    Give the paragraph that words are put into: the translation's own, made as long as the original's list or
    table, or a copy of the original's where there is none.
    """
    if pair.translation is None or pair.original is None:
        return deepcopy(pair.translation or pair.original or {})
    block = deepcopy(pair.translation)
    if block["type"] == "items" == pair.original["type"]:
        block["value"] = [*block["value"], *deepcopy(pair.original["value"][len(block["value"]) :])]
    if block["type"] == "table" == pair.original["type"] and _shape(block) != _shape(pair.original):
        return deepcopy(pair.original)
    return block


def _shape(block: Block) -> tuple[int, int]:
    return len(block["value"].get("columns", [])), len(block["value"].get("rows", []))


def placed(body: Sequence[Block], block: Block, order: Sequence[str]) -> list[Block]:
    """Put a paragraph into a body: in place of the one with its id, else behind the nearest one before it in `order`."""
    ids = [one.get("id") for one in body]
    made = list(body)
    if block["id"] in ids:
        made[ids.index(block["id"])] = block
        return made
    before = list(order[: order.index(block["id"])]) if block["id"] in order else list(order)
    at = next((ids.index(key) + 1 for key in reversed(before) if key in ids), 0)
    made.insert(at, block)
    return made


def why_not_write(*, is_locked: bool, in_review: bool, may_release: bool) -> str | None:
    """Say why a translation's text cannot be changed now."""
    if is_locked:
        return _("Somebody has locked this version in the editor.")
    if in_review and not may_release:
        return _("This version waits for release. Withdraw it in the editor to change it.")
    return None


def why_not_save(*, seen: str, now: str) -> str | None:
    """Say why a paragraph cannot be saved as written: somebody else has saved it in the meantime."""
    if seen != now:
        return _("Somebody else has saved this paragraph in the meantime. Your words are still in the field.")
    return None


def why_not_submit(*, in_review: bool, is_live_as_is: bool, untouched: int) -> str | None:
    """Say why a translation cannot be sent to review."""
    if in_review:
        return _("This version waits for release already.")
    if is_live_as_is:
        return _("There is nothing new to release: the public reads this very text.")
    if untouched:
        return _("Paragraphs still have the original's own words. Translate or remove them first.")
    return None
