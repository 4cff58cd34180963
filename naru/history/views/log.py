"""The log: who did what, when and why; one entry with before and after."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from naru.history.models import Entry
from naru.history.models.entries import kind_label
from naru.history.rules import telling
from naru.history.views.export import export
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table


def _table(request: HttpRequest, rows: Any, caption: str) -> Table:
    def verbs() -> list[tuple[str, str]]:
        return sorted(((verb, telling.deed(verb)) for verb in rows.verbs()), key=lambda choice: choice[1])

    def kinds() -> list[tuple[str, str]]:
        return sorted(((kind, kind_label(kind)) for kind in rows.kinds()), key=lambda choice: choice[1])

    return Table(
        request,
        rows=rows.select_related(None).named(),
        columns=[
            Column("number", _("No."), kind="number", sort="number", link=lambda row: row.get_absolute_url()),
            Column("at", _("When"), kind="moment", sort="number"),
            Column("who", _("Done by"), value="doer", sort="by_label"),
            Column("deed", _("What was done"), value="deed", sort="verb"),
            Column("kind", _("Kind"), value="kind", sort="subject_kind"),
            Column("subject", _("Concerning"), value="subject", sort="subject_label", link=_about),
            Column("why", _("Why"), value="why"),
            Column("key", _("Key of the row"), value="subject_key", show=False),
            Column("digest", _("Digest"), value="digest", show=False),
        ],
        caption=caption,
        filters=[
            Filter("by", _("Done by"), choices=lambda: [(each.pk, str(each)) for each in rows.doers()]),
            Filter("verb", _("What was done"), choices=verbs, several=True),
            Filter(
                "kind", _("Kind"), choices=kinds, apply=lambda found, kind: found.filter(subject_kind=kind)
            ),
            Filter("since", _("From"), kind="day", apply=lambda found, day: found.since(day)),
            Filter("until", _("Until"), kind="day", apply=lambda found, day: found.until(day)),
        ],
        search=lambda found, text: found.search(text),
        sort="-number",
        per_page=50,
        empty=_("Nothing has been done yet."),
        file_name="history",
    )


def _of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(subject_kind=kind)


def _about(entry: Entry) -> str:
    return reverse("history:about", args=[entry.subject_kind, entry.subject_key])


@open_to(STAFF)
def log(request: HttpRequest) -> HttpResponseBase:
    """Show the log as far as the account may read it."""
    table = _table(request, Entry.objects.visible_to(request.user), _("The log"))
    context = {"table": table, "tab": "log", "crumbs": [(_("History"), "")]}
    return export(request, table) or page(request, "history/log.html", "rows", context)


@open_to(STAFF)
def about(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """Show everything that was done to one row, whether the row still exists or not."""
    rows = Entry.objects.of(kind, key).visible_to(request.user)
    last = rows.named().first()
    if last is None:
        raise Http404
    table = _table(request, rows, _("What was done to it"))
    crumbs = [(_("History"), reverse("history:log")), (last.subject, "")]
    return export(request, table) or page(
        request,
        "history/about.html",
        "rows",
        {"table": table, "last": last, "subject_url": _address(last, request.user), "crumbs": crumbs},
    )


@open_to(STAFF)
def entry(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show one entry with before and after, its place in the chain and its neighbours about the same row."""
    shown = get_object_or_404(
        Entry.objects.visible_to(request.user).select_related("by").named(), number=number
    )
    others = Entry.objects.of(shown.subject_kind, shown.subject_key).visible_to(request.user)
    return page(
        request,
        "history/entry.html",
        None,
        {
            "entry": shown,
            "subject_url": _address(shown, request.user),
            "about_url": _about(shown),
            "earlier": others.filter(number__lt=number).first(),
            "later": others.filter(number__gt=number).order_by("number").first(),
            "same": others.count(),
            "crumbs": [(_("History"), reverse("history:log")), (f"{number}", "")],
        },
    )


def _address(shown: Entry, reader: Any) -> str:
    """
    Give the page of the row an entry is about, or nothing where the row or its page does not exist.

    Whoever reads about their own account is led to their own page: the staff's page is not open to all.
    """
    row = shown.subject_row()
    try:
        if row == reader:
            return reverse("account_mine")
        return row.get_absolute_url() or "" if row is not None and hasattr(row, "get_absolute_url") else ""
    except NoReverseMatch:
        return ""
