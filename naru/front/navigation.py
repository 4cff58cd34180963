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
    """
    One entry of a menu: its words, its address' name, and who sees it (empty: whoever sees the menu).

    What is wanted less often stands aside, behind one entry "More"; `also` names addresses that belong to it.
    """

    label: Label
    name: str
    roles: tuple[str, ...] = ()
    aside: bool = False
    also: tuple[str, ...] = ()


@dataclass
class Item:
    """An entry as a page shows it."""

    label: str
    url: str
    current: bool = False
    aside: bool = False
    also: tuple[str, ...] = ()
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
    Place(_("Missions"), "missions:missions"),
    Place(_("Consignments"), "missions:consignments"),
    Place(_("Formulary"), "missions:formulary", aside=True),
    Place(_("Outcomes"), "activities:all_outcomes"),
    Place(_("People"), "directory:people", also=("directory:archived_people",)),
    Place(_("Organisations"), "directory:organisations", also=("directory:archive",)),
    Place(
        _("Duplicates"),
        "directory:duplicates",
        (Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR),
        aside=True,
    ),
    Place(_("Figures board"), "figures:board"),
    Place(
        pgettext_lazy("navigation", "Editor"),
        "wagtailadmin_home",
        (Role.EDITOR, Role.HEAD, Role.TRANSLATOR, Role.OFFICER),
    ),
    Place(_("Translations"), "newsroom-desk:translations"),
    Place(_("Names in the news"), "newsroom-desk:links", aside=True),
    Place(_("Yearly reports"), "newsroom-desk:reports", aside=True),
    Place(_("Numbers in print"), "newsroom-desk:claims", aside=True),
    Place(_("Sheets"), "sheets:sheets", aside=True),
    Place(pgettext_lazy("navigation", "Work"), "history:jobs", aside=True),
    Place(_("Letters"), "letters:letters", aside=True),
    Place(_("Log"), "history:log", aside=True),
    Place(_("Accounts"), "accounts:accounts", (Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR), aside=True),
)

OWN = (
    Place(_("My missions"), "missions:mine", (Role.VOLUNTEER, Role.CLINICIAN)),
    Place(_("Consignments"), "missions:consignments", (Role.MEMBER,)),
)
"""What those see beside the public entries who are not of the office."""


def _items(account: Any, places: tuple[Place, ...]) -> list[Item]:
    shown = [place for place in places if not place.roles or (account and account.holds(*place.roles))]
    return [
        # The words are translated here, once: each entry is written twice, for wide screens and for narrow ones.
        Item(
            str(place.label),
            address(place.name),
            aside=place.aside,
            also=tuple(address(name) for name in place.also),
        )
        for place in shown
    ]


def _mark(path: str, items: list[Item]) -> int:
    """Mark the entry whose address is the longest beginning of the path; give that length, 0 for none."""
    inside = [(len(url), item) for item in items for url in (item.url, *item.also) if path.startswith(url)]
    if not inside:
        return 0
    length, nearest = max(inside, key=lambda one: one[0])
    nearest.current = True
    return length


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page its menu: the public entries, and for the office its desk with entries of its own."""
    account = getattr(request, "user", None)
    items = _items(account, PUBLIC)
    if not (account and account.is_authenticated and account.is_office):
        if account and account.is_authenticated:
            items += _items(account, OWN)
        _mark(request.path, items)
        return {"navigation": items}
    desk = Item(str(_("Desk")), address("front:desk"), children=_items(account, DESK))
    nearest = _mark(request.path, desk.children)
    desk.current = nearest > 0
    public = [item for item in items if request.path.startswith(item.url)]
    if public and max(len(item.url) for item in public) > nearest:
        desk.current = False
        _mark(request.path, items)
    return {"navigation": [*items, desk]}
