"""What every screen of the agreements shares: who keeps them, finding one, the tabs around it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.agreements.actions import ground
from naru.agreements.forms.agreements import RUNNERS
from naru.agreements.models import Agreement
from naru.agreements.rules.words import DeadlineKind, Duty, Standing
from naru.krds.page import page

TONES: dict[str, str] = {
    Standing.DRAFT: "neutral",
    Standing.REVIEW: "info",
    Standing.SIGNED: "info",
    Standing.IN_FORCE: "success",
    Standing.EXPIRING: "warning",
    Standing.RENEWED: "success",
    Standing.ENDED: "neutral",
    Standing.TERMINATED: "danger",
    Duty.OPEN: "neutral",
    Duty.DUE: "warning",
    Duty.OVERDUE: "danger",
    Duty.MET: "success",
    Duty.LATE: "info",
    Duty.WAIVED: "neutral",
}
"""The colour of each standing; the word always stands beside it."""


def may_run(request: HttpRequest) -> bool:
    """Say whether the visitor keeps agreements."""
    return bool(request.user.is_authenticated and request.user.holds(*RUNNERS))


def is_office(request: HttpRequest) -> bool:
    """Say whether the visitor is of the office."""
    return bool(request.user.is_authenticated and request.user.is_office)


def window(kind: str = DeadlineKind.EXPIRY_WARNING) -> int:
    """Give how many days ahead the first reminder of a kind goes out today."""
    return ground.window(on=timezone.localdate(), kind=kind)


def found(request: HttpRequest, pk: int) -> Agreement:
    """Find an agreement the visitor may see, or answer 404."""
    rows = Agreement.objects.visible_to(request.user).for_list().select_related("place__country")
    return get_object_or_404(rows, pk=pk)


def tabs(request: HttpRequest, row: Agreement, current: str) -> list[tuple[str, str, bool]]:
    """List the office's tabs of an agreement; others have only the one page."""
    if not is_office(request):
        return []
    names = [
        ("agreement", _("Overview")),
        ("obligations", _("Obligations")),
        ("inspections", _("Inspections")),
        ("papers", _("Papers and reports")),
        ("renewal", _("Renewal")),
        ("history", _("History")),
    ]
    return [(label, reverse(f"agreements:{name}", args=[row.pk]), name == current) for name, label in names]


def around(request: HttpRequest, row: Agreement, current: str) -> dict[str, Any]:
    """Give what every tab of an agreement shows."""
    standing = row.standing(on=timezone.localdate(), window=window())
    return {
        "agreement": row,
        "standing": standing,
        "tone": TONES[standing],
        "tabs": tabs(request, row, current),
        "office": is_office(request),
        "may_run": may_run(request) and row.archived_at is None,
        "runs": may_run(request),
        "crumbs": [(_("Agreements"), reverse("agreements:agreements")), (row.title, None)],
    }


def ask(
    request: HttpRequest, row: Agreement | None, heading: str, form: Any, send: str, back: str, **more: Any
) -> HttpResponse:
    """Show a form of an agreement (or a new one), 422 where it was sent with faults."""
    crumbs: list[tuple[str, str | None]] = [(_("Agreements"), reverse("agreements:agreements"))]
    if row is not None:
        crumbs.append((row.title, row.get_absolute_url()))
    crumbs.append((heading, None))
    context = {
        "heading": heading,
        "form": form,
        "send": send,
        "back": back,
        "crumbs": crumbs,
        "subject": row,
    } | more
    return page(request, "agreements/form.html", None, context, status=422 if form.errors else 200)
