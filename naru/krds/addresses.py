"""Addresses kept in mind: a page writes many, and each depends on nothing but its name, its arguments and the language."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language, override


def address(name: str, *args: str | int, language: str | None = None) -> str:
    """
    Give the address of that name as Django's `reverse` does, from memory, in the active language or the one named.

    :raises NoReverseMatch: where there is none
    """
    urls = get_urlconf() or str(settings.ROOT_URLCONF)
    return _address(name, args, language or get_language(), get_script_prefix(), urls)


@lru_cache(maxsize=16_384)
def _address(name: str, args: tuple[str | int, ...], language: str | None, prefix: str, urls: str) -> str:
    # All that `reverse` looks at stands in the key, so what is kept can never be another address.
    if language == get_language():
        return reverse(name, args=args)
    with override(language):
        return reverse(name, args=args)
