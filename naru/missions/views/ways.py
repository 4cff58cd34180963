"""The way from an activity to its mission and its consignments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext

from naru.activities.book import opens
from naru.activities.models import Activity
from naru.activities.rules.words import Kind
from naru.krds.addresses import address
from naru.missions.models import Consignment, Mission


@opens
def doors(activity: Activity, account: Any) -> list[tuple[str, str]]:
    """Lead to the mission of an activity, or to its consignment, where the account may see it."""
    if activity.kind == Kind.MISSION:
        row = (
            Mission.objects.visible_to(account).filter(activity=activity).values_list("pk", flat=True).first()
        )
        return [(pgettext("mission", "Field clinic"), address("missions:board", row))] if row else []
    if activity.kind == Kind.CONSIGNMENT:
        rows = Consignment.objects.visible_to(account).filter(activity=activity).order_by("pk")
        key = rows.values_list("pk", flat=True).first()
        return [(pgettext("activity", "Consignment"), address("missions:consignment", key))] if key else []
    return []
