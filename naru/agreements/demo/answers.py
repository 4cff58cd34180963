"""What the demo's parties and inspectors answer."""

from __future__ import annotations

from datetime import datetime

from naru.agreements.actions import renewals
from naru.agreements.models import Confirmation, Question
from naru.agreements.rules.words import Answer
from naru.directory.actions import links


def given(weak: dict[str, str]) -> dict[str, dict[str, str]]:
    """Answer every question with yes, and those named in part, with the words that explain it."""
    keys = Question.objects.values_list("key", flat=True)
    return {
        key: {"answer": Answer.PARTLY if key in weak else Answer.YES, "note": weak.get(key, "")}
        for key in keys
    }


def say_yes(confirmation: Confirmation, *, name: str, at: datetime) -> None:
    """Let a party agree through a link of its own, as the letter would have it."""
    token = links.issue(renewals.PURPOSE, subject=confirmation, hours=24, by=None, at=at)
    renewals.answer(token, yes=True, name=name, at=at)
