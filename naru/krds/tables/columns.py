"""The columns of a list: where a value comes from and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.db.models import Model
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from naru.krds.escaping import escaped
from naru.krds.formats import words

Kind = Literal["text", "number", "date", "moment", "tag", "link", "bool"]
Text = str | Promise
BADGES = {
    "neutral": "bg-light-gray",
    "info": "bg-light-information",
    "success": "bg-light-success",
    "warning": "bg-light-warning",
    "danger": "bg-light-danger",
}
"""The tones of a status word and KRDS's badge for each."""
EMPTY = format_html('<span class="is-empty">{}</span>', "–")


@dataclass(frozen=True)
class Column:
    """
    One column: where its value comes from, how it is written, and whether it can be ordered.

    A value that is a list of (text, language) is written as passages, each marked with its language.
    """

    key: str
    label: Text
    value: str | Callable[[Any], Any] | None = None
    kind: Kind = "text"
    sort: str | Sequence[str] | None = None
    link: Callable[[Any], str | None] | None = None
    tone: Callable[[Any], str | None] | None = None
    lang: Callable[[Any], str | None] | None = None
    export: bool = True
    show: bool = True
    decimals: int | None = None
    width: Literal["", "narrow", "medium", "wide"] = ""

    def raw(self, row: Any) -> Any:
        """Give the row's value: by the callable, or by the dotted path (the key where none is given)."""
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for part in _parts(self.value or self.key):
            if isinstance(found, dict):
                found = found.get(part)
            elif (field := _chosen(part)) and isinstance(found, Model):
                found = labels(type(found), field).get(getattr(found, field), getattr(found, field))
            else:
                found = getattr(found, part, None)
            if callable(found) and not hasattr(found, "all"):
                found = found()
            if found is None:
                return None
        return found

    def plain(self, row: Any) -> Any:
        """Give the value for a file: numbers, days, moments and booleans as they are, all else as text."""
        value = self.raw(row)
        if value is None or self.kind in {"number", "date", "moment", "bool"}:
            return value
        return _joined(value) if isinstance(value, list) else str(value)

    def cell(self, row: Any) -> SafeString:
        """Give the value as markup in the page's language."""
        value = self.raw(row)
        if self.kind == "bool" and value is not None:
            value = gettext("Yes") if value else gettext("No")
        if value is None or value == "" or value == []:
            return EMPTY
        if self.kind == "number":
            text = escaped(words.number(value, self.decimals))
        elif self.kind in {"date", "moment"}:
            text = f'<time datetime="{value.isoformat()}">{escaped(words.WRITERS[self.kind](value))}</time>'
        elif isinstance(value, list):
            text = " · ".join(_passage(said, language) for said, language in value)
        else:
            text = escaped(value)
        if self.kind == "tag":
            tone = (self.tone(row) if self.tone else None) or "neutral"
            text = f'<span class="krds-badge {BADGES.get(tone, BADGES["neutral"])}">{text}</span>'
        language = self.lang(row) if self.lang else None
        address = self.link(row) if self.link else None
        mark = f' lang="{escaped(language)}"' if language else ""
        if address:
            return SafeString(f'<a href="{escaped(address)}"{mark}>{text}</a>')
        return SafeString(f"<span{mark}>{text}</span>" if mark else text)


def press(request: HttpRequest, address: str, label: Text, name: str = "") -> SafeString:
    """Write the button that does one deed with the row it stands in; `name` is sent with it."""
    return format_html(
        '<form method="post" action="{}" class="row-deed"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="krds-btn tertiary small"{}>{}</button></form>',
        address,
        get_token(request),
        format_html(' name="{}" value="1"', name) if name else "",
        label,
    )


def _joined(passages: list[tuple[str, str]]) -> str:
    return " · ".join(said for said, _language in passages)


def _passage(said: str, language: str) -> str:
    return f'<span lang="{escaped(language)}">{escaped(said)}</span>' if language else escaped(said)


@lru_cache(maxsize=1024)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@lru_cache(maxsize=1024)
def _chosen(part: str) -> str:
    """Give the field whose chosen label a path asks for (`get_kind_display` gives `kind`), or nothing."""
    return part[4:-8] if part.startswith("get_") and part.endswith("_display") else ""


@lru_cache(maxsize=256)
def labels(model: type[Model], field: str) -> dict[Any, Any]:
    """Give the labels of a field's choices; Django puts them together anew for every row that is asked."""
    return dict(model._meta.get_field(field).flatchoices)
