"""What the screens at a site share: finding it, its tabs, the way back."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from naru.directory.rules.accounts import Role
from naru.missions.models import Site

KEEPERS = (Role.MISSION_OFFICER, Role.OFFICER, Role.HEAD)
"""Who keeps the tablets of a site."""
READERS = (*KEEPERS, Role.CLINICIAN)
"""Who may read what tablets entered about residents."""


def site_of(request: HttpRequest, pk: int) -> Site:
    """Find a site that the visitor may see, or answer 404."""
    rows = Site.objects.visible_to(request.user).select_related("mission__activity")
    return get_object_or_404(rows, pk=pk)


def around_site(
    request: HttpRequest, site: Site, current: str, *crumbs: tuple[str, str | None]
) -> dict[str, Any]:
    """Give what every screen of a site shows: its tabs and the way back."""
    tabs = [("queue", _("Queue")), ("tablets", _("Tablets"))]
    if request.user.is_authenticated and request.user.holds(*READERS):
        tabs.insert(1, ("kept_aside", _("Kept aside")))
    queue = reverse("missions:queue", args=[site.pk])
    return {
        "site": site,
        "tabs": [
            (label, reverse(f"missions:{name}", args=[site.pk]), name == current) for name, label in tabs
        ],
        "crumbs": [(str(site.mission), None), (str(site), queue if crumbs else None), *crumbs],
    }


def picture(text: str) -> str:
    """Give a QR code of a text as an address of its own that an image takes."""
    return str(segno.make(text, error="m").svg_data_uri(scale=6, border=3, light="#fff"))
