"""Head office's doors for its sites' laptops: what is held of a log, and taking frames of it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from naru.krds.gate import ANYONE, open_to
from naru.missions.actions import syncing
from naru.missions.rules import frames
from naru.missions.rules.frames import MOST_FRAME, Broken
from naru.missions.views.doors import fault


def _sealed(body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type="application/octet-stream")
    patch_cache_control(response, no_store=True)
    return response


def _body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_FRAME:
        raise RequestDataTooBig
    return request.body


@csrf_exempt  # it brings no cookie: what speaks is the site's key
@open_to(ANYONE)
@require_POST
def status(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say what is held of a site's log, to whom holds the site's key."""
    site = syncing.partner(uid)
    try:
        if site is None:
            raise Broken(_("The frame belongs to a site that is not known here."))
        asked = _body(request)
        key = syncing.key_of(site, at=timezone.now())
        frames.open_message(key, "ask", asked, uid.bytes)
    except RequestDataTooBig:
        return fault(413, _("This frame is larger than it may be."))
    except Broken as broken:
        return fault(403, str(broken))
    told = {"epochs": syncing.held(site)}
    return _sealed(frames.seal_message(key, "answer", told, frames.digest(asked)))


@csrf_exempt  # it brings no cookie: what speaks is the site's key
@open_to(ANYONE)
@require_POST
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one frame of a site's log, and answer what is held now."""
    at = timezone.now()
    if syncing.partner(uid) is None:
        return fault(403, _("The frame belongs to a site that is not known here."))
    try:
        frame = _body(request)
        if frames.header_of(frame).site != uid:
            raise Broken(_("The frame belongs to a site that is not known here."))
        site, arrived = syncing.take_frame(frame, at=at)
    except (RequestDataTooBig, OSError):
        return fault(413, _("This frame is larger than it may be, or was cut off."))
    except Broken as broken:
        return fault(400, str(broken))
    return _sealed(syncing.answer_to(site, frame, at=at, word=arrived.word))
