"""Questions that the newsroom asks of the figures book."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.apps import apps


def said_in(language: str, codes: Iterable[str]) -> Callable[[str], str]:
    """Fetch readings by their codes in one query; give the words of each in a language, its code if unknown."""
    reading = apps.get_model("figures", "Reading")
    said = {row.code: row.spoken(language) for row in reading.objects.filter(code__in=list(codes))}
    return lambda code: said.get(code, code)
