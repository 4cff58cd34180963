"""The archive of the directory: organisations and people that were put away, found and brought back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from naru.directory.models import Organisation, Person
from naru.directory.rules.people import OrganisationKind
from naru.directory.views.people import keeps
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table, press
from naru.sheets.book import export


@open_to(STAFF)
def organisations(request: HttpRequest) -> HttpResponse:
    """Show the organisations that were put away."""
    rows = Organisation.objects.visible_to(request.user).archived().select_related("country")
    kinds = [
        Filter("kind", pgettext_lazy("directory", "Kind"), choices=OrganisationKind.choices, several=True)
    ]
    kind = Column("kind", pgettext_lazy("directory", "Kind"), value="get_kind_display", sort="kind")
    return _shown(request, rows, "organisations", kinds, [kind])


@open_to(STAFF)
def people(request: HttpRequest) -> HttpResponse:
    """Show the people who were put away."""
    rows = Person.objects.visible_to(request.user).archived().select_related("country")
    return _shown(request, rows, "people", [], [])


PARTS = {
    "organisations": (
        gettext_lazy("Archived organisations"),
        "directory:archive",
        "directory:archive_organisation",
    ),
    "people": (gettext_lazy("Archived people"), "directory:archived_people", "directory:archive_person"),
}
"""Each part of the archive: what it is called, where it stands, and what brings a row back."""


def _shown(
    request: HttpRequest, rows: Any, part: str, asked: list[Filter], more: list[Column]
) -> HttpResponse:
    caption, _address, deed = PARTS[part]
    columns = [
        Column("name", gettext_lazy("Name"), value=str, sort="in_order", link=_link, width="wide"),
        Column("other", gettext_lazy("Other names"), value=lambda row: row.other_passages()),
        *more,
        Column("country", gettext_lazy("Country"), sort="country"),
        Column("archived_at", gettext_lazy("Put away"), kind="moment", sort="archived_at"),
    ]
    if keeps(request):
        columns.append(
            Column(
                "restore",
                gettext_lazy("Bring back"),
                value=lambda row: press(request, reverse(deed, args=[row.pk]), _("Bring back"), "restore"),
                export=False,
            )
        )
    table = Table(
        request,
        rows=rows.with_place_in_order(get_language() or "ko"),
        columns=columns,
        caption=caption,
        filters=asked,
        search=lambda found, text: found.search(text),
        sort="-archived_at",
        empty=_("Nothing is in the archive."),
        file_name=f"archived-{part}",
    )
    context = {
        "table": table,
        "heading": caption,
        "parts": [(label, reverse(address), key == part) for key, (label, address, _deed) in PARTS.items()],
        "crumbs": [(_("Directory"), reverse("directory:home")), (pgettext("place", "Archive"), "")],
    }
    return export(request, table) or page(request, "directory/archive.html", "rows", context)


def _link(row: Any) -> str:
    return str(row.get_absolute_url())
