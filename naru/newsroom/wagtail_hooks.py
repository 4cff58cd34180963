"""What the newsroom hangs into Wagtail: the log's door, the desk's permissions, the figure chip."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from naru.newsroom.actions.log import Log
from naru.newsroom.models import Bulletin


@hooks.register("register_log_actions")
def keep_history(actions: Any) -> None:
    """Let everything that Wagtail logs about a bulletin pass through our door."""
    actions.log_entry_models_by_type.register(Bulletin, value=Log)
