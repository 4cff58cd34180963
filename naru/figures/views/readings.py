"""One reading at its permanent address: its value, its source, its seal, the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from naru.figures.models import Correction, Reading, Use
from naru.figures.rules import standing
from naru.figures.rules.words import ABOUT_ORIGIN, ABOUT_QUALITY, Origin
from naru.figures.views.tables import mark, span, split_said, tone
from naru.history.models import Entry
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.sheets.book import export


@dataclass
class Behind:
    """The records of one kind behind a reading: how many there are, how many of them one may see."""

    name: str
    total: int
    seen: int
    table: Table | None

    @property
    def hidden(self) -> int:
        """How many one may not see, or that are no more."""
        return self.total - self.seen


def behind(request: HttpRequest, reading: Reading) -> list[Behind]:
    """Give the records of a reading by kind; of each kind a table of those that the account may see."""
    keys: dict[str, list[str]] = {}
    for model, key in reading.records.order_by("pk").values_list("model", "key"):
        keys.setdefault(model, []).append(key)
    found = []
    for place, (label, wanted) in enumerate(sorted(keys.items())):
        try:
            model = apps.get_model(label)
        except LookupError:
            found.append(Behind(label, len(wanted), 0, None))
            continue
        rows: Any = model._default_manager.all()
        rows = rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows.none()
        rows = rows.filter(pk__in=[model._meta.pk.to_python(key) for key in wanted]).order_by("pk")
        seen = rows.count()
        table = Table(
            request,
            rows=rows,
            columns=[
                Column("record", _("Counted record"), value=str, link=_address),
                Column("key", _("Record number"), value=lambda row: str(row.pk), width="narrow"),
            ],
            caption=str(model._meta.verbose_name_plural).capitalize(),
            file_name=f"{reading.code}-records",
            name="rows" if place == 0 else f"rows{place}",
        )
        found.append(
            Behind(
                str(model._meta.verbose_name_plural).capitalize(), len(wanted), seen, table if seen else None
            )
        )
    return found


def _address(row: Any) -> str | None:
    """Give the page of a record, if its kind has one."""
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else None


@open_to(ANYONE)
def reading(request: HttpRequest, code: str) -> HttpResponse:
    """Show one reading with everything that is known of it."""
    shown = get_object_or_404(
        Reading.objects.visible_to(request.user).select_related(
            "source", "superseded_by", "supersedes", "baseline", "baseline__source", "frozen_by"
        ),
        code=code,
    )
    staff = request.user.is_authenticated and request.user.is_office
    groups = behind(request, shown) if shown.origin == Origin.COUNTED else []
    for group in groups:
        if group.table and (file := export(request, group.table)):
            return file
    context = {
        "reading": shown,
        "figure": shown.figure,
        "span": span(shown),
        "split": split_said(shown),
        "mark": mark(shown),
        "tone": tone(shown),
        "about_origin": ABOUT_ORIGIN[shown.origin],
        "about_quality": ABOUT_QUALITY.get(shown.quality, ""),
        "address": request.build_absolute_uri(shown.get_absolute_url()),
        "whole": shown.is_whole() if shown.is_frozen else None,
        "behind": groups,
        "newest": shown.newest() if shown.is_superseded else None,
        "earlier": list(shown.earlier()),
        "corrections": Correction.objects.visible_to(request.user).touching(shown).for_list(),
        "uses": Use.objects.visible_to(request.user).filter(reading=shown).for_list(),
        "entries": Entry.objects.about(shown).visible_to(request.user)[:20] if staff else [],
        "staff": staff,
        "why_not_keep": standing.why_not_keep(request.user.roles) if staff else "",
        "why_not_freeze": shown.why_not_freeze(),
        "why_not_recount": shown.why_not_recount(),
        "crumbs": [
            (_("Figures"), reverse("figures:figures")),
            (shown.title, reverse("figures:figure", args=[shown.figure_key]) if shown.figure else ""),
            (shown.spoken(), ""),
        ],
    }
    return page(request, "figures/reading.html", "rows", context)
