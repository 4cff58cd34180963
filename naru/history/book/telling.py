"""Telling history: the words that apps add for their verbs."""

from __future__ import annotations

from collections.abc import Mapping

from naru.history.rules import telling


def verbs(words: Mapping[str, telling.Label]) -> None:
    """Add what verbs are called, in gettext_lazy; an app's own word stands before the general one."""
    telling.VERBS.update(words)
