"""Charts drawn on the server: an SVG, and the same rows as a table for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Chart:
    """A drawn chart: its picture, and the columns and rows of the table beside it."""

    svg: SafeString
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    title: str
