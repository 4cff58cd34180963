"""The demo world: which app fills what, from the lowest floor up, and which code it was made by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from django.utils import timezone

from naru.directory.demo.accounts import administrator
from naru.directory.models import Account

Fill = Callable[..., None]


def _lazily(module: str) -> Fill:
    def fill(**words: Any) -> None:
        import_module(module).fill(**words)

    return fill


STEPS: tuple[tuple[str, Fill], ...] = (
    ("Directory: accounts, organisations, people, places", _lazily("naru.directory.demo")),
    ("Activities: programme years, fairs, courses, missions", _lazily("naru.activities.demo")),
    ("Agreements: drafts, terms, obligations", _lazily("naru.agreements.demo")),
    ("Fairs: forums with their wishes, plans and meetings", _lazily("naru.fairs.demo")),
    ("Missions: volunteers, shifts, medicines, consignments", _lazily("naru.missions.demo")),
    ("Figures: official series and the documents' figures", _lazily("naru.activities.demo_figures")),
    ("Newsroom: bulletins in their languages", _lazily("naru.newsroom.demo")),
)
"""What fills the world, in order: a sentence, and a function taking by, at, say."""


def begin() -> tuple[Account, datetime]:
    """Take the moment, and the administrator in whose name the world is made."""
    at = timezone.now()
    return administrator(at=at), at


def version() -> str:
    """Give a digest of the code and data that make the demo world."""
    seen = hashlib.sha256()
    house = Path(__file__).resolve().parents[1]
    for pattern in ("*/migrations/**/*.py", "*/demo*.py", "*/demo*/**/*", "*/data/**/*", "*/models*/**/*.py"):
        for path in sorted(house.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                seen.update(path.read_bytes())
    return seen.hexdigest()
