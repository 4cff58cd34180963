"""How the frame's head and foot are written: every page carries them, so Python puts them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from naru.krds.addresses import address
from naru.krds.escaping import escaped
from naru.krds.frame_markup import language_links, menus, panel
from naru.krds.page import HIGH, LIGHT, Language


def header(
    request: HttpRequest | None,
    *,
    office: Any,
    languages: Sequence[Language],
    navigation: Sequence[Any],
    token: Any,
) -> SafeString:
    """
    Write the head of a page: its home, the search, the languages, the account and the menus.

    :param token: what a form needs against forgery
    """
    links = language_links(languages)
    choose, menu = escaped(gettext("choose a language")), escaped(gettext("Menu"))
    search = _known("front:search")
    here = "".join(f'<span lang="{one.code}">{escaped(one.name)}</span>' for one in languages if one.current)
    account = getattr(request, "user", None)
    signed_in = account is not None and account.is_authenticated
    parts = [
        '<header class="frame">\n<div class="inner frame-brand">\n'
        f'<a class="brand" href="/{get_language()}/"><img src="{escaped(static("krds/naru.svg"))}" alt=""'
        f' width="40" height="40"><span class="brand-name">{escaped(office)}</span></a>\n'
        '<div class="frame-tools">\n',
        _search(search, "frame-q", request.GET.get("q", "") if request else "", " data-search"),
        '<details class="drop frame-language"><summary><span class="icon is-globe"></span>'
        f'{here}<span class="sr-only">, {choose}</span></summary><ul class="drop-menu">{links}</ul></details>\n',
        _account(account, token) if signed_in else _sign_in(),
        '<details class="drop frame-menu"><summary><span class="icon is-menu"></span>'
        f'<span>{menu}</span></summary><div class="drop-menu frame-panel">\n',
        _search(search, "menu-q"),
        f'<nav aria-label="{menu}"><ul class="panel-nav">{panel(navigation)}</ul></nav>\n'
        f'<ul class="panel-languages" aria-label="{choose}">{links}</ul></div></details>\n'
        f"</div></div>\n{menus(navigation)}\n</header>\n",
    ]
    return SafeString("".join(parts))


def footer(request: HttpRequest | None, *, office: Any, contrast: str) -> SafeString:
    """Write the foot of a page: the office, the change of contrast, what the site promises."""
    promise = escaped(gettext("Every figure on this site leads to its source."))
    high = contrast == HIGH
    label = escaped(gettext("Normal contrast") if high else gettext("High contrast"))
    query = urlencode({"to": LIGHT if high else HIGH, "next": request.get_full_path() if request else "/"})
    leads = escaped(f"{address('krds:contrast')}?{query}")
    return SafeString(
        f'<footer class="foot"><div class="inner"><div class="foot-top"><p class="foot-office">'
        f"{escaped(office)}</p>\n"
        f'<ul class="foot-links"><li><a href="{leads}">{label}</a></li></ul></div>\n'
        f'<p class="foot-note">{promise}</p></div></footer>\n'
    )


def _known(name: str) -> str:
    """Give an address of a higher floor, or nothing where that floor is not there."""
    try:
        return escaped(address(name))
    except NoReverseMatch:
        return ""


def _search(leads: str, field: str, text: str = "", mark: str = "") -> str:
    if not leads:
        return ""
    whole, short = escaped(gettext("Search the whole site")), escaped(gettext("Search"))
    return (
        f'<form class="frame-search" role="search" action="{leads}" method="get">'
        f'<label class="sr-only" for="{field}">{whole}</label>'
        f'<input class="krds-input medium" id="{field}" type="search" name="q" value="{escaped(text)}"'
        f' placeholder="{short}" autocomplete="off"{mark}>'
        f'<button class="icon-button" aria-label="{short}"><span class="icon is-search"></span></button></form>\n'
    )


def _sign_in() -> str:
    leads, label = _known("account_login"), escaped(gettext("Sign in"))
    if not leads:
        return ""
    return f'<a class="frame-sign-in" href="{leads}"><span class="icon is-person"></span>{label}</a>\n'


def _account(account: Any, token: Any) -> str:
    desk, out = _known("front:desk"), _known("account_logout")
    my_desk, leave = escaped(gettext("My desk")), escaped(gettext("Sign out"))
    parts = [
        '<details class="drop frame-account"><summary><span class="icon is-person"></span>'
        f'<span>{escaped(account.name or account)}</span></summary><ul class="drop-menu">'
    ]
    if desk and account.is_office:
        parts.append(f'<li><a href="{desk}">{my_desk}</a></li>')
    if out:
        parts.append(
            f'<li><form method="post" action="{out}">'
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escaped(token)}">'
            f"<button>{leave}</button></form></li>"
        )
    return "".join([*parts, "</ul></details>\n"])
