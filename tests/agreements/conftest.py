"""Sentences are compared in English."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak English, whatever the site's first language is."""
    with override("en"):
        yield
