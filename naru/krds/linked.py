"""Linked data of schema.org as a data block of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString


def linked(said: Mapping[str, Any]) -> SafeString:
    """Write linked data as a JSON-LD block, without what is empty and with nothing in it that could end the block."""
    whole = {"@context": "https://schema.org"} | {key: value for key, value in said.items() if value}
    text = json.dumps(whole, ensure_ascii=False)
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, written)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
