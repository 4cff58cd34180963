"""The door of the editor: who may enter, with what rights, and which content policy holds inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import override

from naru.krds.gate import open_to
from naru.krds.readable import whole
from naru.newsroom.actions.access import admit
from naru.newsroom.rules.desk import DESK

POLICY = {"frame-src": [SELF], "style-src": [UNSAFE_INLINE], "img-src": ["blob:"]}
"""What the editor needs beyond the site's policy: its preview frame, and styles that its scripts set.
Scripts stay as strict as everywhere: from our own host, none inline."""

SHUT = (
    "wagtailadmin_error_test",
    "wagtailadmin_pages:",
    "wagtailsnippetchoosers_newsroom_bulletin:create",
)
"""Wagtail's rooms that nothing here is made for: bulletins are no pages, and none is written inside a chooser."""
OWN_ACCOUNT = "wagtailadmin_account"
"""Wagtail's screen of one's account, with fields that ours has not; the directory has one."""
NEEDS = {"wagtailadmin_choose_page_external_link": "external-link-chooser-url"}
"""What Wagtail takes for granted in a form that it sent out."""
SEARCHED = (
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
)
"""Lists whose search cannot be narrowed by how often a file is used: it fails (django-modelsearch, issue 51)."""


def door(screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who holds a role of the desk today, with its rights; to others the screen is not there."""

    @open_to(*DESK)
    @csp_update(POLICY)
    @wraps(screen)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match = _read(request, kwargs)
        admit(request.user, by=request.user, at=timezone.now())
        with override(request.user.language):
            if match and match.view_name == OWN_ACCOUNT:
                return redirect("account_mine")
            try:
                response = screen(request, *args, **kwargs)
            except MultiValueDictKeyError as part:
                raise BadRequest(f"The editor's form arrived without {part}.") from part
            except FileNotFoundError as gone:
                raise Http404 from gone
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
        return response

    return guarded


def _read(request: HttpRequest, kwargs: dict[str, Any]) -> Any:
    """Refuse what Wagtail's own screens fail at; give the address that was found."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if name.startswith(SHUT):
        raise Http404
    if isinstance(pk := kwargs.get("pk"), str) and whole(pk) is None:
        raise Http404
    if request.method == "POST" and name in NEEDS and NEEDS[name] not in request.POST:
        raise BadRequest("The editor's form arrived damaged.")
    for asked in (request.GET, request.POST):
        if not asked.get("next", "/").startswith(("/", "?", "http")):
            raise BadRequest("The way on is no address.")
    if name in SEARCHED and request.GET.get("q"):
        request.GET = request.GET.copy()
        for word in ("usage_count_min", "usage_count_max"):
            request.GET.pop(word, None)
    return match
