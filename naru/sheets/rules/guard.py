"""The formula guard: a text that a spreadsheet would run as a formula is made plain text, and back."""

from __future__ import annotations

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet program take a CSV cell for a formula (OWASP, CSV injection)."""


def guarded(text: str) -> str:
    """Put an apostrophe before a text that begins like a formula, however many apostrophes it had."""
    return f"'{text}" if text.lstrip("'").startswith(STARTS) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that `guarded` has put there; any other text stays as it is."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(STARTS) else text
