"""The archive: what was put away, found and taken out again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from naru.activities.models import Activity
from naru.activities.rules.words import Move
from naru.activities.views.doing import may_run
from naru.activities.views.lists import columns, filters, ways
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table, press
from naru.sheets.book import export


@open_to(STAFF)
def archive(request: HttpRequest) -> HttpResponse:
    """Show what was put away, with the way back for who runs activities."""
    today = timezone.localdate()
    shown = [
        one for one in columns(request, on=today) if one.key in {"title", "kind", "days", "place", "year"}
    ]
    shown.append(Column("archived_at", gettext_lazy("Put away"), kind="moment", sort="archived_at"))
    if may_run(request):
        shown.append(
            Column(
                "restore", gettext_lazy("Take out"), value=lambda row: _restoring(request, row), export=False
            )
        )
    table = Table(
        request,
        rows=Activity.objects.visible_to(request.user).filter(archived_at__isnull=False).for_list(),
        columns=shown,
        caption=_("Archived activities"),
        filters=[
            one for one in filters(request, on=today) if one.key in {"year", "kind", "country", "project"}
        ],
        search=lambda found, text: found.search(text),
        sort="-archived_at",
        empty=_("Nothing is in the archive."),
        file_name="archived-activities",
    )
    context = {
        "table": table,
        "ways": ways(request, "archive"),
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (pgettext("place", "Archive"), None)],
    }
    return export(request, table) or page(request, "activities/archive.html", "rows", context)


def _restoring(request: HttpRequest, row: Activity) -> Any:
    return press(request, reverse("activities:move", args=[row.pk, Move.UNARCHIVE]), _("Take it out"))
