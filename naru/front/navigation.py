"""The way through the house: the public menu, and the desk's menu for the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.directory.rules.accounts import Role
from naru.krds.addresses import address

Label = str | Promise


@dataclass(frozen=True)
class Place:
    """One entry of a menu: its words, its address' name, and who sees it (empty: whoever sees the menu)."""

    label: Label
    name: str
    roles: tuple[str, ...] = ()


@dataclass
class Item:
    """An entry as a page shows it."""

    label: Label
    url: str
    current: bool = False
    children: list[Item] = field(default_factory=list)


PUBLIC = (
    Place(_("News"), "newsroom:board"),
    Place(_("Figures"), "figures:figures"),
    Place(_("Activities"), "activities:calendar"),
    Place(_("Agreements"), "agreements:agreements"),
    Place(_("Organisations"), "directory:organisations"),
    Place(_("Countries"), "directory:countries"),
)
DESK = (
    Place(pgettext_lazy("desk", "Today"), "front:desk"),
    Place(_("Activities"), "activities:calendar"),
    Place(_("Agreements"), "agreements:agreements"),
    Place(_("Fairs"), "fairs:fairs"),
    Place(_("Forums"), "fairs:forums"),
    Place(_("Outcomes"), "activities:all_outcomes"),
    Place(_("People"), "directory:people"),
    Place(_("Organisations"), "directory:organisations"),
    Place(
        _("Duplicates"), "directory:duplicates", (Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR)
    ),
    Place(_("Figures board"), "figures:board"),
    Place(
        pgettext_lazy("navigation", "Editor"),
        "wagtailadmin_home",
        (Role.EDITOR, Role.HEAD, Role.TRANSLATOR, Role.OFFICER),
    ),
    Place(_("Translations"), "newsroom-desk:translations"),
    Place(_("Names in the news"), "newsroom-desk:links"),
    Place(_("Yearly reports"), "newsroom-desk:reports"),
    Place(_("Numbers in print"), "newsroom-desk:claims"),
    Place(_("Sheets"), "sheets:sheets"),
    Place(pgettext_lazy("navigation", "Work"), "history:jobs"),
    Place(_("Letters"), "letters:letters"),
    Place(_("Log"), "history:log"),
    Place(_("Accounts"), "accounts:accounts", (Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR)),
)


def _items(account: Any, places: tuple[Place, ...]) -> list[Item]:
    shown = [place for place in places if not place.roles or (account and account.holds(*place.roles))]
    return [Item(place.label, address(place.name)) for place in shown]


def _mark(path: str, items: list[Item]) -> int:
    """Mark the entry whose address is the longest beginning of the path; give that length, 0 for none."""
    inside = [item for item in items if path.startswith(item.url)]
    if not inside:
        return 0
    nearest = max(inside, key=lambda item: len(item.url))
    nearest.current = True
    return len(nearest.url)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page its menu: the public entries, and for the office its desk with entries of its own."""
    account = getattr(request, "user", None)
    items = _items(account, PUBLIC)
    if not (account and account.is_authenticated and account.is_office):
        _mark(request.path, items)
        return {"navigation": items}
    desk = Item(_("Desk"), address("front:desk"), children=_items(account, DESK))
    nearest = _mark(request.path, desk.children)
    desk.current = nearest > 0
    public = [item for item in items if request.path.startswith(item.url)]
    if public and max(len(item.url) for item in public) > nearest:
        desk.current = False
        _mark(request.path, items)
    return {"navigation": [*items, desk]}
