"""The booth's page and its doors: the page itself, what keeps it on the device, enrolling, and taking what it sends."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from naru.fairs.actions import exhibitors, slips
from naru.fairs.models import Device
from naru.fairs.rules.consultations import Outcome, Topic
from naru.fairs.rules.fairs import GRACE
from naru.fairs.rules.slips import MOST_BYTES, MOST_SLIPS, SlipKind, State
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, open_to

STYLES = ("krds/vendor/fonts.css", "krds/vendor/naru.css", "fairs/booth.css")
SCRIPTS = ("krds/vendor/fairs/booth.js", "krds/vendor/fairs/qr.js")
ICON = "fairs/booth.svg"
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Between which a clock can be reckoned with."""


@open_to(ANYONE)
@require_GET
def booth(request: HttpRequest) -> HttpResponse:
    """Show the booth's page: the same for everybody, since who it is for is known to the device alone."""
    told = {
        "urls": {
            "send": reverse("fairs:send"),
            "enrol": reverse("fairs:enrol"),
            "briefing": reverse("fairs:briefing"),
            "worker": reverse("fairs:worker"),
            "scope": reverse("fairs:booth"),
            "qr": static(SCRIPTS[1]),
        },
        "words": _words(),
        "languages": [[code, name] for code, name in settings.LANGUAGES],
        "topics": [[value, str(label)] for value, label in Topic.choices],
        "outcomes": [[value, str(label)] for value, label in Outcome.choices],
    }
    answer = render(request, "fairs/device.html", {"told": told})
    patch_cache_control(answer, no_cache=True)
    return answer


def _words() -> dict[str, Any]:
    return {
        "saved": _("Saved on this device."),
        "talk_saved": _("The consultation is saved on this device."),
        "not_safe": _("Not yet with the office: {n}"),
        "all_safe": _("Everything is with the office."),
        "visitor": _("Visitor {n}"),
        "entrance": _("Entrance"),
        "forged": _("This badge was not issued by this fair. It is saved and will be looked at."),
        "other_fair": _("This badge belongs to another fair. It is saved and will be looked at."),
        "no_badge": _("This is no badge of the fair. It is saved and will be looked at."),
        "over": _("This fair is over. It is saved and will be looked at."),
        "is_a_link": _("This code enrols a device; it is no badge."),
        "aside": _("Kept aside for the office."),
        "unknown": _("This device is not known here. Ask the office for a new code."),
        "unreachable": _("The server could not take it. It is still saved here."),
        "enrol_offline": _("Enrolling needs the network once. Try again as soon as there is one."),
        "enrolled": _("This device now belongs to the fair."),
        "nothing_typed": _("Write a name, a contact or a note."),
        "nothing_to_undo": _("There is nothing to take back."),
        "no_code": _("No code was found in the picture."),
        "no_camera": _("The camera cannot be used. Take a picture, or type the badge."),
        "camera_on": _("Scan with the camera"),
        "camera_off": _("Switch the camera off"),
        "too_old": _("This browser cannot keep entries on the device. Use a newer one."),
        "add_note": _("Add a note"),
        "kinds": {kind.value: str(kind.label) for kind in SlipKind},
        "states": {
            "waiting": pgettext("slip", "Saved here"),
            "safe": pgettext("slip", "With the office"),
            State.ASIDE.value: str(State.ASIDE.label),
            State.REFUSED.value: str(State.REFUSED.label),
        },
    }


@open_to(ANYONE)
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the booth's page is installed."""
    here = reverse("fairs:booth")
    told = {
        "id": here,
        "name": _("Naru booth"),
        "short_name": _("Booth"),
        "lang": get_language(),
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": static(ICON), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@open_to(ANYONE)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that keeps the page on the device, with the addresses it keeps."""
    kept = [
        reverse("fairs:booth"),
        reverse("fairs:manifest"),
        static(ICON),
        *map(static, (*STYLES, *SCRIPTS)),
    ]
    if get_language() == "zh-hans":
        kept.append(static("krds/vendor/fonts-chinese.css"))
    code = _code("fairs/worker.js")
    seen = hashlib.sha256("\n".join([*kept, code]).encode())
    for name in ("krds/vendor/fairs/booth.js", "fairs/booth.css"):
        seen.update(_code(name).encode())
    seen.update(repr(sorted(_words().items(), key=str)).encode())
    edition = seen.hexdigest()[:16]
    text = f"const KEPT = {json.dumps(kept)};\nconst EDITION = {json.dumps(edition)};\n{code}"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    patch_cache_control(answer, no_cache=True)
    return answer


def _code(name: str) -> str:
    found = finders.find(name)
    path = Path(found) if isinstance(found, str) else Path(settings.STATIC_ROOT) / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _fault(status: int, sentence: str) -> JsonResponse:
    answer = JsonResponse({"sentence": sentence}, status=status)
    patch_cache_control(answer, no_store=True)
    return answer


def _told(request: HttpRequest) -> dict[str, Any] | JsonResponse:
    """Read what was sent as JSON, or give the sentence about why it cannot be."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise RequestDataTooBig
        told = json.loads(request.body)
    except RequestDataTooBig:
        return _fault(413, _("This sending is too large. Send fewer entries at once."))
    except (ValueError, RecursionError, OSError):
        return _fault(400, _("The sending arrived incomplete. Nothing of it was taken; send it again."))
    if not isinstance(told, dict):
        return _fault(400, _("The sending arrived incomplete. Nothing of it was taken; send it again."))
    return told


def _token(request: HttpRequest) -> str:
    scheme, _gap, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _unknown() -> JsonResponse:
    return _fault(401, _("This device is not known here. Ask the office for a new code."))


@csrf_exempt  # it brings no cookie: what speaks is the device's own token
@open_to(ANYONE)
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Make a device one of the fair's by its one-time link, and give it the token it will speak with."""
    told = _told(request)
    if isinstance(told, JsonResponse):
        return told
    link = told.get("link")
    try:
        _device, token = exhibitors.enrol(link if isinstance(link, str) else "", by=None, at=timezone.now())
    except Refusal as refusal:
        return _fault(403, refusal.reason)
    found = slips.device_of(token)
    assert found is not None
    answer = JsonResponse({"device": {**_brief(found), "token": token}})
    patch_cache_control(answer, no_store=True)
    return answer


@open_to(ANYONE)
@require_GET
def briefing(request: HttpRequest) -> HttpResponse:
    """Tell a device what it needs to know without network: its fair, its booth, its people, the key of badges."""
    device = slips.device_of(_token(request))
    if device is None:
        return _unknown()
    answer = JsonResponse({"device": _brief(device)})
    patch_cache_control(answer, no_store=True)
    return answer


def _brief(device: Device) -> dict[str, Any]:
    fair, exhibitor = device.fair, device.exhibitor
    ends = None
    if fair.days:
        ends = datetime.combine(fair.days[1], datetime.min.time(), ZoneInfo(fair.zone)) + GRACE
    return {
        "label": device.label,
        "fair": fair.code,
        "fair_title": str(fair),
        "key": fair.badge_key.public,
        "ends_at": ends.astimezone(UTC).isoformat() if ends else None,
        "exhibitor": str(exhibitor.organisation) if exhibitor else "",
        "booth": exhibitor.booth if exhibitor else "",
        "members": [
            {"id": one.pk, "name": one.name, "role": one.role}
            for one in (exhibitor.members.standing() if exhibitor else [])
        ],
        "revoked": _("This device was revoked. What it still sends is kept aside for the office.")
        if device.revoked_at
        else "",
    }


@csrf_exempt  # it brings no cookie: what speaks is the device's own token
@open_to(ANYONE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take what a device sends; say of each entry what became of it."""
    at = timezone.now()
    told = _told(request)
    if isinstance(told, JsonResponse):
        return told
    entries = told.get("entries")
    if not isinstance(entries, list) or len(entries) > MOST_SLIPS:
        return _fault(400, _("A sending holds a list of at most 500 entries."))
    try:
        answers = slips.take(_token(request), sent=entries, sent_at=_clock(told.get("sent_at"), at), at=at)
    except Refusal:
        return _unknown()
    answer = JsonResponse(
        {
            "received_at": at.isoformat(),
            "entries": [
                {"id": each.uid, "state": each.state.value, "say": each.say, "who": each.who}
                for each in answers
            ],
        }
    )
    patch_cache_control(answer, no_store=True)
    return answer


def _clock(told: Any, at: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(told)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return moment if FIRST < moment < LAST else at
    except (TypeError, ValueError, OverflowError):
        return at
