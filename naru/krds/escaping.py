"""Text made safe for a page, without what Django's own escape does beside it for each of a thousand cells."""

from __future__ import annotations

import html
from typing import Any

from django.utils.functional import Promise


def escaped(value: Any) -> str:
    """Give a value as text for a page, as Django's `conditional_escape` does: markup known as safe stays as it is."""
    if isinstance(value, Promise):
        value = str(value)
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))
