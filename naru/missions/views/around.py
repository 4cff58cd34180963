"""What the screens of a mission share: finding it, its tabs, doing something in the visitor's name, printing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.krds.gate import STAFF
from naru.krds.page import page
from naru.krds.printing import REGIONS, pdf
from naru.missions.models import Mission

RUNNERS = (Role.MISSION_OFFICER, Role.OFFICER, Role.HEAD)
"""Who runs missions."""
OWN = (STAFF, Role.VOLUNTEER, Role.CLINICIAN)
"""Who opens the page of one's own missions."""
PARTNERS = (STAFF, Role.MEMBER)
"""Who opens consignments: the office, and members of the organisation that receives them."""
TYPST = Path(__file__).resolve().parents[1] / "typst"


def found(request: HttpRequest, pk: int) -> Mission:
    """Find a mission that the visitor may see, or answer 404."""
    rows = Mission.objects.visible_to(request.user).select_related("activity__place", "activity__project")
    return get_object_or_404(rows, pk=pk)


def is_runner(request: HttpRequest) -> bool:
    """Say whether the visitor runs missions."""
    return bool(request.user.is_authenticated and request.user.holds(*RUNNERS))


def around(
    request: HttpRequest, mission: Mission, current: str, *crumbs: tuple[str, str | None]
) -> dict[str, Any]:
    """Give what every screen of a mission shows: its tabs and the way back."""
    names = [
        ("board", _("Board")),
        ("volunteers", _("Volunteers")),
        ("shifts", _("Shifts")),
        ("lots", _("Packed medicines")),
        ("equipment", _("Equipment")),
        ("reports", _("Reports")),
    ]
    if request.user.is_authenticated and request.user.holds(*RUNNERS, Role.AUDITOR):
        names.append(("arrivals", _("What has arrived")))
    if request.user.is_authenticated and request.user.holds(*RUNNERS, Role.CLINICIAN):
        names.append(("alike", _("Possibly one resident")))
    home = reverse("missions:board", args=[mission.pk])
    trail: list[tuple[str, str | None]] = [
        (_("Missions"), reverse("missions:missions")),
        (str(mission), home if crumbs else None),
    ]
    return {
        "mission": mission,
        "runs": is_runner(request),
        "tabs": [
            (label, reverse(f"missions:{name}", args=[mission.pk]), name == current) for name, label in names
        ],
        "crumbs": [*trail, *crumbs],
    }


def ask(
    request: HttpRequest, context: dict[str, Any], heading: str, form: Any, back: str, **more: Any
) -> HttpResponse:
    """Show a form, 422 where it was sent with faults."""
    told = context | {"heading": heading, "form": form, "back": back} | more
    faults = bool(form.errors) or ("further" in told and bool(told["further"].errors))
    return page(request, "missions/form.html", None, told, status=422 if faults else 200)


def do(request: HttpRequest, deed: Callable[..., Any], *subject: Any, said: str = "", **values: Any) -> Any:
    """Do something in the visitor's name now; say so, or print why it was refused (then give None)."""
    try:
        done = deed(*subject, by=request.user, at=timezone.now(), **values)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return None
    if said:
        messages.success(request, said)
    return True if done is None else done


def fails(
    request: HttpRequest, form: Any, deed: Callable[..., Any], *subject: Any, said: str = "", **values: Any
) -> Any:
    """Do something in the visitor's name now; a refusal stands at the head of the form, what was typed stays."""
    try:
        done = deed(*subject, by=request.user, at=timezone.now(), **values)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return None
    if said:
        messages.success(request, said)
    return True if done is None else done


def code_of(text: str) -> str:
    """Give the QR code of a text as SVG; never a Micro QR code, which most cameras do not read."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=1, omitsize=True))


def printed(
    template: str, data: dict[str, Any], *, name: str, drawings: dict[str, str] | None = None
) -> HttpResponse:
    """Answer with a PDF set from a template of this app; `drawings` are SVG files beside it."""
    language = get_language() or "ko"
    told = {"lang": language.split("-")[0], "region": REGIONS.get(language)} | data
    with tempfile.TemporaryDirectory(prefix="naru-mission-") as folder:
        for file, text in (drawings or {}).items():
            (Path(folder) / file).write_text(text, encoding="utf-8")
        body = pdf(TYPST / template, told, folder=Path(folder), on=timezone.localdate())
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
