"""Calendar feeds: the public one, a personal one behind a secret key, and one activity as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.actions import calendars
from naru.activities.models import Activity
from naru.activities.rules.feeds import Notice, calendar
from naru.activities.views import when
from naru.activities.views.doing import do, found
from naru.directory.queries.accounts import organisations_of
from naru.krds.gate import ANYONE, SIGNED_IN, open_to
from naru.krds.page import page

DAYS_BACK = 400
"""How many days back the feeds reach; what is older stands on the site."""


def notices(request: HttpRequest, rows: Iterable[Activity]) -> list[Notice]:
    """Turn activities into what calendars are told; those with open days are left out."""
    today = timezone.localdate()
    told = []
    for row in rows:
        span = row.span()
        if span is None:
            continue
        place = row.place
        lies = place and place.latitude is not None and place.longitude is not None
        told.append(
            Notice(
                uid=str(row.uid),
                sequence=row.sequence,
                changed_at=row.changed_at,
                created_at=row.created_at,
                span=span,
                standing=row.standing(on=today),
                title=row.title,
                summary=row.summary,
                location=when.where(row),
                kind=str(row.get_kind_display()),
                url=request.build_absolute_uri(row.get_absolute_url()),
                position=(place.latitude, place.longitude) if lies else None,
            )
        )
    return told


def answer(request: HttpRequest, rows: Any, *, name: str, file: str, private: bool = False) -> HttpResponse:
    """Answer with a calendar, or with 304 where the visitor's copy is still right."""
    told = notices(request, rows)
    body = calendar(told, name=name, language=get_language() or "ko")
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    changed = max((int(notice.changed_at.timestamp()) for notice in told), default=None)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "private, no-cache" if private else "public, max-age=900"
    kept = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return kept if isinstance(kept, HttpResponse) else response


def _recent(rows: Any) -> Any:
    since = timezone.localdate() - timedelta(days=DAYS_BACK)
    return rows.current().dated().filter(ends_on__gt=since).for_list().order_by("starts_on", "pk")


@open_to(ANYONE)
def public_feed(request: HttpRequest) -> HttpResponse:
    """Give what the public may see as a calendar to subscribe to."""
    rows = Activity.objects.visible_to(AnonymousUser())
    return answer(request, _recent(rows), name=_("Activities of the programme"), file="activities")


@open_to(ANYONE)
def personal_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give one account's calendar to whoever holds its key: theirs, or with `?all` all they may see."""
    account = calendars.holder(key)
    if account is None:
        raise Http404
    rows = Activity.objects.visible_to(account)
    if "all" not in request.GET:
        theirs = organisations_of(account)
        part = Q(participations__withdrawn_at=None) & (
            Q(participations__organisation__in=theirs) | Q(participations__person__account=account)
        )
        rows = rows.filter(Q(officers=account) | part).distinct()
    name = _("Activities of %(name)s") % {"name": account}
    response = answer(request, _recent(rows), name=name, file="mine", private=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@open_to(ANYONE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one activity as a calendar file."""
    row = found(request, pk)
    if row.span() is None:
        raise Http404
    return answer(request, [row], name=row.title, file=f"activity-{row.pk}", private=not row.published_at)


@open_to(ANYONE)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Explain the feeds; a member of the house makes, renews and revokes the key of their own here."""
    account = request.user
    key = request.session.pop("calendar_key", None)
    has = account.is_authenticated and account.calendar_keys.filter(revoked_at=None).first()
    address = reverse("activities:personal_feed", args=[key]) if key else ""
    context = {
        "public": request.build_absolute_uri(reverse("activities:public_feed")),
        "key": has,
        "personal": request.build_absolute_uri(address) if key else "",
        "crumbs": [(_("Activities"), reverse("activities:calendar")), (_("Subscribe"), None)],
    }
    response = page(request, "activities/subscribe.html", None, context)
    if key:
        response["Cache-Control"] = "no-store"
    return response


@open_to(SIGNED_IN)
@require_POST
def give_key(request: HttpRequest) -> HttpResponse:
    """Make a new key for the visitor's feed; the address is shown once."""
    if key := do(request, calendars.give_key, request.user):
        request.session["calendar_key"] = key
    return redirect("activities:subscribe")


@open_to(SIGNED_IN)
@require_POST
def revoke_key(request: HttpRequest) -> HttpResponse:
    """Revoke the key of the visitor's feed."""
    said = _("The key is revoked. Calendars that used it get nothing any more.")
    do(request, calendars.revoke_key, request.user, said=said)
    return redirect("activities:subscribe")
