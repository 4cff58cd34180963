"""Every address says who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FOREIGN = ("allauth.", "wagtail.", "django.", "ninja.")
"""Libraries whose addresses stand behind a guard of ours or are open by nature; the guards have tests of their own."""


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def test_every_address_says_who_may_open_it() -> None:
    silent, ours = [], 0
    for address, screen in _patterns(get_resolver()):
        module = getattr(screen, "__module__", "") or ""
        view = getattr(screen, "view_class", None)
        if view is not None:
            module = view.__module__
        if hasattr(screen, "open_to"):
            ours += 1
        elif not module.startswith(FOREIGN):
            silent.append(f"{address} ({module}.{getattr(screen, '__name__', screen)})")
    assert ours > 10
    assert not silent, "\n".join(silent)
