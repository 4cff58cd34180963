"""Whatever Wagtail does to a picture or a file passes here: bulletins show them, so history hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import ModelLogEntry
from wagtail.models.audit_log import ModelLogEntryManager

from naru.history.book import note
from naru.newsroom.actions.log import VERBS


class Door(ModelLogEntryManager):
    """Wagtail's own log of pictures and files, with our history noted in the same breath."""

    def log_action(self, instance: Any, action: str, **kwargs: Any) -> Any:
        """Write Wagtail's entry and ours in one transaction."""
        with transaction.atomic():
            entry = super().log_action(instance, action, **kwargs)
            verb = VERBS.get(action, action.removeprefix("wagtail.").replace(".", "_"))
            note(
                by=kwargs.get("user"),
                verb=verb,
                subject=instance,
                at=entry.timestamp,
                after={"title": instance.title, "file": instance.file.name},
            )
        return entry


class Log:
    """What Wagtail asks for as the table of a log."""

    objects = Door()


Log.objects.model = ModelLogEntry


@transaction.atomic
def changed_together(files: Iterable[Any], *, verb: str, by: Any, at: datetime) -> None:
    """Note what was done to several pictures or files in one stroke, which Wagtail itself does not log."""
    for file in files:
        note(by=by, verb=verb, subject=file, at=at, after={"title": file.title})
