"""Telling history: the words that apps add for their verbs."""

from __future__ import annotations

from collections.abc import Mapping

from naru.history.rules import telling


def verbs(words: Mapping[str, telling.Label]) -> None:
    """Add what verbs are called, in gettext_lazy; the first app to name a verb names it for all."""
    for verb, label in words.items():
        telling.VERBS.setdefault(verb, label)
