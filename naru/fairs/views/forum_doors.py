"""The way from an activity to its 1:1 meetings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext

from naru.activities.book import opens
from naru.activities.models import Activity
from naru.fairs.actions.forums import KINDS
from naru.fairs.models import Forum
from naru.krds.addresses import address


@opens
def doors(activity: Activity, account: Any) -> list[tuple[str, str]]:
    """Lead to the forum of an activity, where it has one that the account may see."""
    if activity.kind not in KINDS:
        return []
    row = Forum.objects.visible_to(account).filter(activity=activity).values_list("pk", flat=True).first()
    return [(pgettext("forum", "1:1 meetings"), address("fairs:forum", row))] if row else []
