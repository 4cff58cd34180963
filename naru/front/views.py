"""The home pages and the search: the public's, the desk's, and what is found in the whole house."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from naru.front import needs, queries
from naru.history.book import kept
from naru.krds.gate import ANYONE, SIGNED_IN, STAFF, open_to
from naru.krds.page import page

FIGURES_OF_THE_YEAR = (
    "patients.gyeonggi_cumulative",
    "training.completed_cumulative",
    "missions.residents_cumulative",
    "register.gyeonggi_institutions",
)
"""Which figures stand on the home page, in this order."""


@open_to(ANYONE)
@kept()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the public home: news, figures with their definitions, what comes, where we work."""
    language, today = get_language() or settings.LANGUAGE_CODE, timezone.localdate()
    coming = queries.coming(request.user, on=today, most=4)
    return page(
        request,
        "front/home.html",
        None,
        {
            "news": queries.news(language, most=4),
            "readings": queries.readings(request.user, FIGURES_OF_THE_YEAR),
            "coming": coming,
            "lately": queries.lately(request.user, on=today, most=max(2, 6 - len(coming))),
        },
    )


@open_to(STAFF)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what needs the member of staff today, and what they run."""
    today = timezone.localdate()
    return page(
        request,
        "front/desk.html",
        None,
        {
            "needs": needs.of(request.user, at=timezone.now()),
            "mine": queries.mine(request.user, on=today, most=8),
            "coming": queries.coming(request.user, on=today, most=8),
            "latest": queries.latest_entries(request.user, most=8),
            "today": today,
        },
    )


@open_to(SIGNED_IN)
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Lead whoever signed in to the right place: the office to its desk, others to their account."""
    account = request.user
    return redirect("front:desk" if account.is_office else "account_mine")


@open_to(ANYONE)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search the whole house; for htmx only the groups of hits."""
    text = request.GET.get("q", "")
    most = 5 if getattr(request, "htmx", False) else 10
    groups = queries.found(request.user, text, language=get_language() or "ko", most=most)
    return page(request, "front/search.html", "hits", {"text": text.strip(), "groups": groups})


@open_to(ANYONE)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say to a monitor that the site answers and its database too."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@open_to(ANYONE)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is public and where the site map is."""
    lines = ["User-agent: *", "Disallow: /*/desk/", "Disallow: /*/accounts/", "Disallow: /*/search/"]
    lines.append(f"Sitemap: {settings.NARU_ADDRESS}/sitemap-news.xml")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@open_to(ANYONE)
@require_safe
def root(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the home page in the language the browser asks for."""
    response = redirect(reverse("front:home"))
    response["Vary"] = "Accept-Language, Cookie"
    return response
