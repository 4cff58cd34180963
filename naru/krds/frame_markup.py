"""How the frame's menus and languages are written: every page carries them, so Python puts them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from naru.krds.escaping import escaped
from naru.krds.page import Language


def alternates(languages: Iterable[Language]) -> SafeString:
    """Write the page's address in every language, for the head."""
    return SafeString(
        "".join(
            f'<link rel="alternate" hreflang="{one.code}" href="{escaped(one.absolute)}">\n'
            for one in languages
        )
    )


def language_links(languages: Iterable[Language]) -> SafeString:
    """Write the items of the language switcher."""
    return SafeString(
        "".join(
            f'<li><a href="{escaped(one.url)}" lang="{one.code}" hreflang="{one.code}"'
            f"{_true(one.current)}>{escaped(one.name)}</a></li>"
            for one in languages
        )
    )


def panel(items: Iterable[Any]) -> SafeString:
    """Write the items of the menu of narrow screens, each with what stands under it."""
    return SafeString("".join(_item(item) for item in items))


def menus(items: Iterable[Any]) -> SafeString:
    """
    Write the main menu, and below it that of the section in which one stands.

    A section's entries that stand aside are behind "More", save the one at which one is: that is always in sight.
    """
    items = list(items)
    if not items:
        return SafeString("")
    links = "".join(f"<li>{_link(item, 'true' if item.children else 'page')}</li>" for item in items)
    label = escaped(gettext("Main menu"))
    parts = [f'<nav class="frame-nav" aria-label="{label}"><ul class="inner">{links}</ul></nav>\n']
    for item in items:
        if item.current and item.children:
            below = "".join(f"<li>{_link(child)}</li>" for child in item.children if not _hidden(child))
            aside = "".join(f"<li>{_link(child)}</li>" for child in item.children if _hidden(child))
            if aside:
                more = escaped(gettext("More"))
                below += (
                    f'<li><details class="drop frame-more"><summary>{more}</summary>'
                    f'<ul class="drop-menu">{aside}</ul></details></li>'
                )
            parts.append(
                f'<nav class="frame-section" aria-label="{escaped(item.label)}">'
                f'<ul class="inner">{below}</ul></nav>'
            )
    return SafeString("".join(parts))


def neighbours(request: Any, number: int, *, more: bool) -> SafeString:
    """Write the way to the pages before and after one, for what is paged without a list."""
    label = escaped(gettext("Pages"))
    before, after = escaped(gettext("Previous")), escaped(gettext("Next"))
    parts = []
    for there, to, look, rel, text in (
        (number > 1, number - 1, "prev", "prev", before),
        (more, number + 1, "next", "next", after),
    ):
        if there:
            query = request.GET.copy()
            query["page"] = str(to)
            url = escaped(f"{request.path}?{query.urlencode()}")
            parts.append(f'<a class="page-navi {look}" rel="{rel}" href="{url}">{text}</a>')
    if not parts:
        return SafeString("")
    return SafeString(f'<nav class="krds-pagination" aria-label="{label}">{"".join(parts)}</nav>')


def _hidden(item: Any) -> bool:
    return getattr(item, "aside", False) and not item.current


def _item(item: Any) -> str:
    below = "".join(f"<li>{_link(child)}</li>" for child in item.children)
    return f"<li>{_link(item)}{f'<ul>{below}</ul>' if below else ''}</li>"


def _link(item: Any, current: str = "page") -> str:
    mark = f' aria-current="{current}"' if item.current else ""
    return f'<a href="{escaped(item.url)}"{mark}>{escaped(item.label)}</a>'


def _true(current: bool) -> str:
    return ' aria-current="true"' if current else ""
