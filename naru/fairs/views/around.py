"""What the screens of a fair share: finding it, who may write there, its tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from naru.directory.rules.accounts import Role
from naru.fairs.models import Exhibitor, Fair, Slip
from naru.krds.gate import STAFF

RUNNERS = (Role.OFFICER, Role.HEAD)
"""Who of the office runs fairs."""
HERE = (STAFF, Role.MEMBER)
"""Who opens the boards of fairs: the office, and members at fairs where they exhibit."""
KEEPERS = (Role.OFFICER, Role.HEAD, Role.MEMBER)
"""Who writes there: who runs fairs, and members for their own booth."""


def found(request: HttpRequest, pk: int) -> Fair:
    """Find a fair whose board the visitor may open, or answer 404."""
    rows = Fair.objects.visible_to(request.user).run_by(request.user)
    return get_object_or_404(rows.select_related("activity__place", "activity__project"), pk=pk)


def is_runner(request: HttpRequest) -> bool:
    """Say whether the visitor runs fairs for the office."""
    return bool(request.user.is_authenticated and request.user.holds(*RUNNERS))


def may_keep(request: HttpRequest) -> bool:
    """Say whether the visitor may write at this fair: an auditor, say, only reads."""
    return bool(request.user.is_authenticated and request.user.holds(*KEEPERS))


def own_booths(request: HttpRequest, fair: Fair) -> Any:
    """Give the fair's exhibitors for which the visitor may act."""
    rows = Exhibitor.objects.visible_to(request.user).standing().filter(fair=fair)
    return rows.select_related("organisation").order_by("booth", "pk")


def around(request: HttpRequest, fair: Fair, current: str, *crumbs: tuple[str, str | None]) -> dict[str, Any]:
    """Give what every screen of a fair shows: its tabs and the way back."""
    office = request.user.is_office
    names = [
        ("board", _("Board")),
        ("exhibitors", _("Exhibitors")),
        ("leads", _("Leads")),
        ("consultations", _("Consultations")),
        ("visitors", _("Visitors")),
        ("shipment", _("Shipment")),
        ("devices", _("Devices")),
    ]
    if office:
        held = Slip.objects.visible_to(request.user).filter(fair=fair).set_aside().count()
        names.append(("aside", f"{_('Kept aside')} ({held})" if held else _("Kept aside")))
    else:
        names = [one for one in names if one[0] != "visitors"]
    home = reverse("fairs:board", args=[fair.pk])
    trail: list[tuple[str, str | None]] = [
        (_("Fairs"), reverse("fairs:fairs")),
        (str(fair), home if crumbs else None),
    ]
    return {
        "fair": fair,
        "office": office,
        "runs": is_runner(request),
        "keeps": may_keep(request),
        "tabs": [(label, reverse(f"fairs:{name}", args=[fair.pk]), name == current) for name, label in names],
        "crumbs": [*trail, *crumbs],
    }
