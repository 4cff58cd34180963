"""Makers of letters."""

from __future__ import annotations

from typing import Any

from naru.letters import book
from naru.letters.models import Letter
from tests.makers.accounts import NOW

LINK = "http://127.0.0.1:8000/ko/accounts/invitation/3vQx9Zt7LmK2pR8wYcB4/"
"""A link that opens a door, as it stands in an invitation."""


def a_letter(to: str = "reader@example.org", *, language: str = "ko", by: Any = None, **more: Any) -> Letter:
    """Write an invitation in a language."""
    context = {
        "role": "편집자",
        "inviter": "Administrator Park",
        "organisation": "",
        "period": "2024",
        "about": "",
        "link": LINK,
        "until": "2024-06-01",
        **more.pop("context", {}),
    }
    return book.send("invitation", to=to, language=language, context=context, by=by, at=NOW, **more)
