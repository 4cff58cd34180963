"""Questions about uploaded sheets."""

from __future__ import annotations

from typing import Any

from django.db import models

from naru.sheets.rules import declared
from naru.sheets.rules.uploads import State


class UploadQuerySet(models.QuerySet[Any]):
    """Uploaded files."""

    def visible_to(self, account: Any) -> UploadQuerySet:
        """Keep the uploads of the sheets that an account may use today."""
        return self.filter(sheet__in=[sheet.key for sheet in declared.sheets(account)])

    def twins(self, upload: Any) -> UploadQuerySet:
        """Keep the other uploads of the very same file to the same sheet, newest first."""
        same = self.filter(sheet=upload.sheet, sha256=upload.sha256)
        return same.exclude(pk=upload.pk).order_by("-at", "-pk")

    def undecided(self) -> UploadQuerySet:
        """Keep those that wait for somebody: read but not decided, or handed back."""
        return self.filter(state__in=[State.READ, State.REFUSED])

    def for_list(self) -> UploadQuerySet:
        """Bring the names that a list shows, without the long findings."""
        return self.select_related("by").defer("findings", "preview", "notices", "layout")
