"""The doors of a site for its tablets: enrolling, the briefing, taking what they send, and what changed."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from naru.history.book import Refusal
from naru.krds.gate import ANYONE, open_to
from naru.missions.actions import tablets
from naru.missions.actions.commits import LINE
from naru.missions.actions.entries import Sending, tablet_of
from naru.missions.models import Tablet
from naru.missions.queries.briefing import briefing_of
from naru.missions.queries.records import changes_since
from naru.missions.rules.entries import MOST_BYTES, MOST_ENTRIES
from naru.missions.rules.proof import digest_header, is_as_sent

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Between which a clock can be reckoned with."""


def answer(told: dict[str, Any], status: int = 200) -> JsonResponse:
    """Give JSON that nobody keeps on the way."""
    response = JsonResponse(told, status=status)
    patch_cache_control(response, no_store=True)
    return response


def proved(told: dict[str, Any]) -> JsonResponse:
    """Give JSON with the digest of its body, so that the tablet knows that it arrived whole."""
    response = answer(told)
    # What is compressed on the way would be other bytes than those that the digest is of.
    response["Content-Encoding"] = "identity"
    response["Content-Digest"] = digest_header(response.content)
    return response


def fault(status: int, sentence: str) -> JsonResponse:
    """Give a sentence about what is wrong."""
    return answer({"sentence": sentence}, status)


def read_json(request: HttpRequest) -> dict[str, Any] | JsonResponse:
    """Read what was sent as JSON, plain or gzipped, or give the sentence about why it cannot be."""
    broken = _("The sending arrived incomplete. Nothing of it was taken; send it again.")
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise RequestDataTooBig
        body = request.body
        if not is_as_sent(request.headers.get("Content-Digest", ""), body):
            return fault(400, broken)
        if request.META.get("HTTP_CONTENT_ENCODING") == "gzip":
            body = unzipped(body)
        told = json.loads(body)
    except RequestDataTooBig:
        return fault(413, _("This sending is too large. Send fewer entries at once."))
    except (ValueError, RecursionError, OSError, EOFError, zlib.error):
        return fault(400, broken)
    return told if isinstance(told, dict) else fault(400, broken)


def unzipped(body: bytes) -> bytes:
    """
    Give what a gzipped body holds, as long as it stays within what a sending may be.

    :raises RequestDataTooBig: where it does not
    """
    reader = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    plain = reader.decompress(body, MOST_BYTES + 1)
    if len(plain) > MOST_BYTES:
        raise RequestDataTooBig
    if not reader.eof:
        raise gzip.BadGzipFile
    return plain


def token_of(request: HttpRequest) -> str:
    """Give the token that a tablet speaks with."""
    scheme, _gap, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def unknown() -> JsonResponse:
    """Say that a token is nobody's."""
    return fault(401, _("This tablet is not known here. Ask for a new code at the laptop."))


def _moment(told: Any, at: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(told)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return moment if FIRST < moment < LAST else at
    except (TypeError, ValueError, OverflowError):
        return at


@csrf_exempt  # it brings no cookie: what speaks is the one-time link
@open_to(ANYONE)
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Make a tablet the site's by its one-time link, and give it the token it will speak with."""
    told = read_json(request)
    if isinstance(told, JsonResponse):
        return told
    link = told.get("link")
    try:
        tablet, token = tablets.enrol(link if isinstance(link, str) else "", by=None, at=timezone.now())
    except Refusal as refusal:
        return fault(403, refusal.reason)
    return answer({"tablet": {**_brief(tablet), "token": token}})


def _brief(tablet: Tablet) -> dict[str, Any]:
    return {
        "uid": str(tablet.uid),
        "label": tablet.label,
        "tag": tablet.tag,
        "revoked": bool(tablet.revoked_at),
    }


@open_to(ANYONE)
@require_GET
def briefing(request: HttpRequest) -> HttpResponse:
    """Tell a tablet what it must know without network: its site, the people, the medicines, the rules as data."""
    tablet = tablet_of(token_of(request))
    if tablet is None:
        return unknown()
    told = briefing_of(tablet.site)
    edition = told["edition"]
    if request.headers.get("If-None-Match") == f'"{edition}"':
        return HttpResponse(status=304)
    response = answer({"tablet": _brief(tablet), **told})
    response["ETag"] = f'"{edition}"'
    return response


@csrf_exempt  # it brings no cookie: what speaks is the tablet's own token
@open_to(ANYONE)
@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """Take what a tablet sends; answer after the commit what became of each entry, and what it may forget."""
    told = read_json(request)
    if isinstance(told, JsonResponse):
        return told
    sent = told.get("entries")
    if not isinstance(sent, list) or len(sent) > MOST_ENTRIES:
        return fault(400, _("A sending holds a list of at most 500 entries."))
    at = timezone.now()
    known, have = told.get("epoch"), told.get("have")
    sending = Sending(
        token_of(request),
        sent,
        _moment(told.get("sent_at"), at),
        epoch=known if isinstance(known, str) else "",
        have=have if isinstance(have, int) else 0,
    )
    answers = LINE.take(sending, now=timezone.now)
    if answers is None:
        return unknown()
    return proved(
        {
            "received_at": at.isoformat(),
            "epoch": answers.epoch,
            "entries": [
                {"id": each.uid, "state": each.state.value, "say": each.say} for each in answers.entries
            ],
            "have": answers.have,
            "safe": answers.safe,
        }
    )


@open_to(ANYONE)
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Give a tablet the residents' records and the stock that changed after the number it names."""
    tablet = tablet_of(token_of(request))
    if tablet is None or tablet.revoked_at:
        return unknown()
    after = request.GET.get("after", "0")
    told = changes_since(tablet.site, int(after) if after.isdecimal() and len(after) < 16 else 0)
    return answer(told)
