"""Questions that the newsroom asks of the figures book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, override

from naru.figures.book import FIGURES
from naru.newsroom.rules.search import search_key


def said_in(language: str, codes: Iterable[str]) -> Callable[[str], str]:
    """Fetch readings in one query; give the words of each by its code in a language, the code if unknown."""
    reading = apps.get_model("figures", "Reading")
    with override(language or get_language()):
        said = {row.code: row.spoken(language) for row in reading.objects.filter(code__in=list(codes))}
    return lambda code: said.get(code, code)


def quotable(text: str) -> Any:
    """
    Find readings to quote: every word must stand in the figure's title (in any language), its source's title,
    its code, or be its value or its year. Targets and corrected readings are never quoted.
    """
    rows = apps.get_model("figures", "Reading").objects.results().current().for_list()
    for word in search_key(text).split():
        wanted = Q(figure_key__in=_titled(word)) | Q(code__iexact=word)
        wanted |= Q(source__title__icontains=word) | Q(source__title_ko__icontains=word)
        digits = re.sub(r"[,.\s]", "", word)
        if digits.isdecimal() and len(digits) < 15:
            wanted |= Q(value=int(digits))
            if len(digits) == 4:
                wanted |= Q(as_of__year=int(digits)) | Q(reaches__year=int(digits))
        rows = rows.filter(wanted)
    return rows


def _titled(word: str) -> list[str]:
    found = []
    for key, figure in FIGURES.items():
        titles = [key]
        for language, _name in settings.LANGUAGES:
            with override(language):
                titles.append(str(figure.title))
        if any(word in search_key(title) for title in titles):
            found.append(key)
    return found
