"""What every screen of a forum shows around its own: tabs, crumbs, who runs it; and how one is found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.directory.rules.accounts import Role
from naru.fairs.models import Forum, Participant

RUNNERS = (Role.OFFICER, Role.HEAD)
"""Who runs a forum: plans, publishes, approves."""


def found(request: HttpRequest, pk: int) -> Forum:
    """Find a forum the visitor may see, or answer 404."""
    return get_object_or_404(Forum.objects.visible_to(request.user).for_list(), pk=pk)


def part_of(request: HttpRequest, rows: Any, **keys: Any) -> Any:
    """Find a row of a forum among those the visitor may see, or answer 404."""
    row = rows.filter(**keys).first()
    if row is None:
        raise Http404
    return row


def participants_of(request: HttpRequest, forum: Forum) -> Any:
    """Give the participants of a forum whom the visitor may see."""
    return Participant.objects.visible_to(request.user).filter(forum=forum).for_list()


def may_run(request: HttpRequest) -> bool:
    """Say whether the visitor runs forums."""
    return bool(request.user.is_authenticated and request.user.holds(*RUNNERS))


def tabs(forum: Forum, current: str) -> list[tuple[str, str, bool]]:
    """List the office's tabs of a forum."""
    names = [
        ("forum", _("Overview")),
        ("ground", pgettext("forum", "Sessions and tables")),
        ("participants", pgettext("forum", "Participants")),
        ("wishes", _("Wishes")),
        ("plans", pgettext("forum", "Plans")),
        ("schedule", pgettext("forum", "Schedule")),
        ("forum_day", pgettext("forum", "The day")),
        ("forum_history", _("History")),
    ]
    return [(label, reverse(f"fairs:{name}", args=[forum.pk]), name == current) for name, label in names]


def around(request: HttpRequest, forum: Forum, current: str, *more: tuple[str, Any]) -> dict[str, Any]:
    """Give what every screen of a forum shows; `more` are the crumbs behind the forum's own."""
    crumbs = [
        (_("Forums"), reverse("fairs:forums")),
        (str(forum), forum.get_absolute_url() if more else None),
        *more,
    ]
    return {
        "forum": forum,
        "tabs": tabs(forum, current),
        "runs": may_run(request),
        "crumbs": crumbs,
    }
