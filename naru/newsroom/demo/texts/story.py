"""What a bulletin of the demo world is made of: its text in each language, its date, its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Text:
    """One language version: `{figure.key}` in a sentence becomes a chip that quotes the reading."""

    title: str
    subtitle: str
    picture_alt: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Story:
    """One bulletin in its languages, with what the board prints and the source of its figures."""

    slug: str
    published_on: date
    views: int | None
    category: str
    tags: tuple[str, ...]
    source: str
    versions: dict[str, Text] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
