"""Patterns that are compiled when they are first asked, so that a command that checks no text pays for none."""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Later:
    """A pattern that has not been asked yet; once asked, its methods are those of the compiled one."""

    def __init__(self, words: str, flags: int) -> None:
        self.pattern = words
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def regex(words: str, flags: int = 0) -> re.Pattern[str]:
    """Make a pattern of a regular expression; it is compiled when it is first asked for something."""
    return cast("re.Pattern[str]", _Later(words, flags))
