"""Every address says who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja import NinjaAPI
from ninja.operation import PathView

FOREIGN = ("allauth.", "wagtail.", "django.")
"""Libraries whose addresses stand behind a guard of ours or are open by nature; the guards have tests of their own."""


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


OWN_PAGES = ("default_home", "openapi_json")
"""What ninja itself answers: an empty root, and the description of the doors; both hold nothing of anybody's."""


def _doors(screen: Any) -> list[Any] | None:
    """Give what ninja calls behind an address for each method, or nothing where it is no address of ninja's."""
    for cell in getattr(screen, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            return [operation.view_func for operation in cell.cell_contents.operations]
    return None


def test_every_address_says_who_may_open_it() -> None:
    silent, ours = [], 0
    for address, screen in _patterns(get_resolver()):
        module = getattr(screen, "__module__", "") or ""
        view = getattr(screen, "view_class", None)
        if view is not None:
            module = view.__module__
        if (doors := _doors(screen)) is not None:
            ours += len(doors)
            silent += [f"{address} (door {door.__name__})" for door in doors if not hasattr(door, "open_to")]
        elif getattr(getattr(screen, "func", None), "__name__", "") in OWN_PAGES:
            assert screen.func.__module__.startswith("ninja.")
        elif hasattr(screen, "open_to"):
            ours += 1
        elif not module.startswith(FOREIGN):
            silent.append(f"{address} ({module}.{getattr(screen, '__name__', screen)})")
    assert ours > 10
    assert not silent, "\n".join(silent)


def test_a_door_that_says_nothing_is_found() -> None:
    api = NinjaAPI(urls_namespace="silent", docs_url=None)

    @api.get("/silent")
    def silent(request: Any) -> str:
        return ""

    views = [pattern.callback for pattern in api.urls[0] if "silent" in str(pattern.pattern)]
    doors = _doors(views[0])
    assert doors is not None
    assert [hasattr(door, "open_to") for door in doors] == [False]
