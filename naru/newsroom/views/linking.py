"""Reviewing what a bulletin seems to tell of: suggestions with passage and reason, confirm or reject."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.activities.models import Activity
from naru.directory.models import Country, Organisation, Person, Place
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.newsroom.actions import links as actions
from naru.newsroom.forms import AddLinkForm, DecisionForm
from naru.newsroom.models import Bulletin, Link
from naru.newsroom.rules.mentions import Reason
from naru.newsroom.rules.words import LinkStanding
from naru.newsroom.views.board import address_of
from naru.sheets.book import export

REVIEWERS = (Role.EDITOR, Role.HEAD, Role.OFFICER)
"""Who may decide what a bulletin tells of."""
TONES = {
    LinkStanding.SUGGESTED: "info",
    LinkStanding.CONFIRMED: "success",
    LinkStanding.REJECTED: "neutral",
}


@open_to(STAFF)
def links(request: HttpRequest) -> HttpResponse:
    """Show every bulletin with how many of its links are suggested, confirmed and rejected."""
    language = get_language() or settings.LANGUAGE_CODE
    counts = {
        row["translation_key"]: row
        for row in Link.objects.visible_to(request.user)
        .values("translation_key")
        .annotate(
            waiting=Count("pk", filter=Q(standing=LinkStanding.SUGGESTED)),
            confirmed=Count("pk", filter=Q(standing=LinkStanding.CONFIRMED)),
            rejected=Count("pk", filter=Q(standing=LinkStanding.REJECTED)),
        )
    }
    best: dict[Any, Bulletin] = {}
    for row in (
        Bulletin.objects.visible_to(request.user)
        .ranked(language)
        .select_related("locale")
        .defer("body")
        .order_by("rank", "pk")
    ):
        best.setdefault(row.translation_key, row)
    rows = list(best.values())
    for row in rows:
        said = counts.get(row.translation_key, {})
        row.waiting, row.confirmed, row.rejected = (
            said.get(name, 0) for name in ("waiting", "confirmed", "rejected")
        )
    rows.sort(key=lambda row: (-row.waiting, -(row.published_on or row.created_at.date()).toordinal()))
    table = Table(
        request,
        rows=rows,
        columns=[
            Column(
                "title",
                gettext_lazy("Bulletin"),
                link=lambda row: reverse("newsroom-desk:review", args=[row.pk]),
                lang=lambda row: row.language,
                sort="title",
                width="wide",
            ),
            Column("published_on", gettext_lazy("Date"), kind="date", sort="published_on"),
            Column("waiting", gettext_lazy("To review"), kind="number", sort="waiting"),
            Column("confirmed", LinkStanding.CONFIRMED.label, kind="number", sort="confirmed"),
            Column("rejected", LinkStanding.REJECTED.label, kind="number", sort="rejected"),
        ],
        caption=gettext_lazy("Links to review"),
        filters=[
            Filter(
                "open",
                gettext_lazy("Only with something to review"),
                kind="flag",
                apply=lambda rows, value: [row for row in rows if row.waiting],
            )
        ],
        search=lambda rows, text: [row for row in rows if text.casefold() in row.title.casefold()],
        empty=gettext_lazy("There are no bulletins yet."),
    )
    if answer := export(request, table):
        return answer
    context = {
        "table": table,
        "heading": gettext_lazy("Links to review"),
        "crumbs": [(_("Links to review"), "")],
    }
    return page(request, "newsroom/links.html", "rows", context)


def _told(link: Link) -> dict[str, Any]:
    return {
        "id": link.pk,
        "kind": link.kind,
        "target": str(link.target),
        "address": address_of(link.target),
        "standing": link.standing,
        "reason": str(Reason(link.reason).label) if link.reason else "",
        "found": link.found,
        "passage": link.passage,
        "decided_at": link.decided_at.isoformat() if link.decided_at else None,
        "decided_by": str(link.decided_by) if link.decided_by else None,
    }


@open_to(STAFF)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the links of a bulletin for decision; `?format=json` gives them as JSON."""
    bulletin = get_object_or_404(Bulletin.objects.visible_to(request.user).select_related("locale"), pk=pk)
    found = list(
        Link.objects.visible_to(request.user).of(bulletin).with_targets().select_related("decided_by")
    )
    if request.GET.get("format") == "json":
        return JsonResponse({"bulletin": bulletin.pk, "links": [_told(link) for link in found]})
    order = [LinkStanding.SUGGESTED, LinkStanding.CONFIRMED, LinkStanding.REJECTED]
    groups = [
        (
            standing.label,
            TONES[standing],
            standing,
            [_line(link) for link in found if link.standing == standing],
        )
        for standing in order
    ]
    asked = AddLinkForm(request.GET if "q" in request.GET else None)
    context = {
        "bulletin": bulletin,
        "groups": [group for group in groups if group[3]],
        "heading": bulletin.title,
        "crumbs": [(_("Links to review"), reverse("newsroom-desk:links")), (bulletin.title, "")],
        "may_decide": request.user.holds(*REVIEWERS),
        "asked": asked,
        "candidates": _candidates(request, asked),
    }
    return page(request, "newsroom/review.html", "groups", context)


def _line(link: Link) -> dict[str, Any]:
    passage, found = link.passage, link.found
    at = passage.casefold().find(found.casefold()) if found else -1
    pieces = (passage, "", "")
    if at >= 0:
        pieces = (passage[:at], passage[at : at + len(found)], passage[at + len(found) :])
    return {
        "link": link,
        "target": link.target,
        "address": address_of(link.target),
        "reason": Reason(link.reason).label if link.reason else "",
        "pieces": pieces,
        "kind": dict(AddLinkForm.base_fields["kind"].choices)[link.kind],
    }


def _candidates(request: HttpRequest, asked: AddLinkForm) -> list[tuple[str, Any, str]] | None:
    if not asked.is_bound or not asked.is_valid():
        return None
    kind, text = asked.cleaned_data["kind"], asked.cleaned_data["q"]
    if kind == "country":
        rows = [row for row in Country.objects.all() if text.casefold() in str(row).casefold()]
        return [(row.pk, row, "country") for row in rows[:20]]
    model: Any = {"organisation": Organisation, "person": Person, "place": Place, "activity": Activity}[kind]
    return [(row.pk, row, kind) for row in model.objects.visible_to(request.user).search(text)[:20]]


@open_to(*REVIEWERS)
@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through a bulletin's text for names and activities once more."""
    bulletin = get_object_or_404(Bulletin.objects.visible_to(request.user), pk=pk)
    new = actions.suggest(bulletin, by=request.user, at=timezone.now())
    if new:
        messages.success(request, _("New suggestions: %(count)s.") % {"count": len(new)})
    else:
        messages.info(request, _("Nothing new was found in the text."))
    return redirect("newsroom-desk:review", pk)


@open_to(*REVIEWERS)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or reject a link, or open it again."""
    link = get_object_or_404(Link.objects.visible_to(request.user), pk=pk)
    asked = DecisionForm(request.POST)
    if not asked.is_valid():
        raise Http404
    try:
        actions.decide(link, to=asked.cleaned_data["to"], by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    bulletin = Bulletin.objects.visible_to(request.user).filter(translation_key=link.translation_key).first()
    if bulletin is None:
        raise Http404
    return redirect("newsroom-desk:review", bulletin.pk)


@open_to(*REVIEWERS)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Link a bulletin by hand to what was looked for."""
    bulletin = get_object_or_404(Bulletin.objects.visible_to(request.user), pk=pk)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    models: dict[str, Any] = {
        "organisation": Organisation,
        "person": Person,
        "place": Place,
        "country": Country,
        "activity": Activity,
    }
    if kind not in models or (kind != "country" and whole(key) is None):
        raise Http404
    target = get_object_or_404(models[kind].objects.visible_to(request.user), pk=key)
    link = actions.add_link(bulletin, kind=kind, key=target.pk, by=request.user, at=timezone.now())
    messages.success(request, _("Linked: %(target)s.") % {"target": link.target})
    return redirect("newsroom-desk:review", pk)
