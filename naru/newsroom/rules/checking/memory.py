"""What the checker remembers from one letter to the next while somebody types: bounded, and in the process alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

_Asked = TypeVar("_Asked", bound=Callable[..., Any])
_kept: list[Any] = []


def remembered(most: int) -> Callable[[_Asked], _Asked]:
    """Make a function of plain values remember so many of its last answers."""

    def keep(asked: _Asked) -> _Asked:
        kept = lru_cache(maxsize=most)(asked)
        _kept.append(kept)
        return cast("_Asked", kept)

    return keep


def forget() -> None:
    """Forget everything, as on the first text after the start."""
    for each in _kept:
        each.cache_clear()
