"""The tablets of a site: adding one by a code that works once, what each has not sent yet, revoking."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Table
from naru.missions.actions import tablets as actions
from naru.missions.forms.site import TabletForm
from naru.missions.models import Site, Tablet
from naru.missions.queries.waiting import gaps_of
from naru.missions.rules.tablets import ENROL_HOURS, Standing, standing
from naru.missions.views.at_site import KEEPERS, around_site, picture, site_of
from naru.sheets.book import export

TONES = {Standing.WAITING: "warning", Standing.ENROLLED: "success", Standing.REVOKED: "danger"}


def _gap(pair: tuple[int, int]) -> str:
    first, last = pair
    return str(first) if first == last else f"{first}–{last}"


@open_to(STAFF)
def tablets(request: HttpRequest, pk: int) -> HttpResponse:
    """List the tablets of a site: when each was last heard of, what the site holds of it, which numbers are missing."""
    site = site_of(request, pk)
    rows = Tablet.objects.visible_to(request.user).filter(site=site)
    gaps = gaps_of(list(rows))

    def missing(row: Tablet) -> str:
        return ", ".join(map(_gap, gaps.get(row.pk, [])))

    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "label",
                gettext_lazy("Tablet"),
                kind="link",
                link=lambda row: reverse("missions:one_tablet", args=[site.pk, row.pk]),
                sort="label",
            ),
            Column("tag", gettext_lazy("Tag in numbers"), sort="tag"),
            Column(
                "standing",
                gettext_lazy("State"),
                value=lambda row: standing(actions.terms(row)).label,
                kind="tag",
                tone=lambda row: TONES[standing(actions.terms(row))],
            ),
            Column("seen_at", gettext_lazy("Last heard of"), kind="moment", sort="seen_at"),
            Column("have", gettext_lazy("All here up to"), kind="number", sort="have"),
            Column("highest", gettext_lazy("Highest seen"), kind="number", sort="highest"),
            Column("missing", gettext_lazy("Missing numbers"), value=missing),
            Column("safe", gettext_lazy("At head office up to"), kind="number", sort="safe"),
        ],
        caption=_("Tablets"),
        empty=_("No tablet writes at this site yet. Add one, and scan its code with the tablet."),
    )
    keeps = request.user.holds(*KEEPERS)
    context = around_site(request, site, "tablets") | {
        "heading": _("Tablets"),
        "table": table,
        "keeps": keeps,
    }
    return export(request, table) or page(request, "missions/tablets.html", "rows", context)


def _code(request: HttpRequest, site: Site, row: Tablet, link: str) -> HttpResponse:
    url = request.build_absolute_uri(f"{reverse('missions:tablet')}#enrol={link}")
    heading = _("Enrol %(tablet)s") % {"tablet": row.label}
    back = reverse("missions:tablets", args=[site.pk])
    context = around_site(request, site, "tablets", (_("Tablets"), back), (heading, None))
    context |= {"heading": heading, "url": url, "picture": picture(url), "hours": ENROL_HOURS, "back": back}
    answer = page(request, "missions/tablet_code.html", None, context)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(*KEEPERS)
def add_tablet(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a tablet and show the code that enrols it once."""
    site = site_of(request, pk)
    form = TabletForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := do(request, actions.add_tablet, site, **form.cleaned_data))
    ):
        return _code(request, site, *made)
    heading = _("Add a tablet")
    back = reverse("missions:tablets", args=[site.pk])
    context = around_site(request, site, "tablets", (_("Tablets"), back), (heading, None))
    context |= {"heading": heading, "form": form, "send": _("Show the code"), "back": back}
    return page(request, "missions/add_tablet.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def one_tablet(request: HttpRequest, pk: int, tablet: int) -> HttpResponse:
    """Show a tablet: what it has not sent yet, a new code while it waits, and the button that revokes it."""
    site = site_of(request, pk)
    row = get_object_or_404(Tablet.objects.visible_to(request.user).filter(site=site), pk=tablet)
    if request.method == "POST":
        if link := do(request, actions.ask_again, row):
            return _code(request, site, row, link)
        return redirect("missions:one_tablet", pk=site.pk, tablet=row.pk)
    now_is = standing(actions.terms(row))
    back = reverse("missions:tablets", args=[site.pk])
    context: dict[str, Any] = around_site(request, site, "tablets", (_("Tablets"), back), (row.label, None))
    context |= {
        "heading": row.label,
        "tablet": row,
        "standing": now_is,
        "tone": TONES[now_is],
        "gaps": [_gap(pair) for pair in gaps_of([row]).get(row.pk, [])],
        "silent": _silent(row),
        "waits": now_is == Standing.WAITING,
        "revoked": now_is == Standing.REVOKED,
    }
    return page(request, "missions/one_tablet.html", None, context)


def _silent(row: Tablet) -> str:
    if not row.seen_at:
        return ""
    ago = int((timezone.now() - row.seen_at).total_seconds() // 60)
    return (
        ngettext("%(minutes)d minute ago", "%(minutes)d minutes ago", ago) % {"minutes": ago}
        if ago < 120
        else ""
    )


@open_to(*KEEPERS)
@require_POST
def revoke_tablet(request: HttpRequest, pk: int, tablet: int) -> HttpResponse:
    """Revoke a tablet."""
    site = site_of(request, pk)
    row = get_object_or_404(Tablet.objects.visible_to(request.user).filter(site=site), pk=tablet)
    do(request, actions.revoke, row, why=request.POST.get("why", "")[:300], said=_("Revoked."))
    return redirect("missions:tablets", pk=site.pk)
