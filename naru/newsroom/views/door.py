"""The door of the editor: who may enter, with what rights, and which content policy holds inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.translation import override

from naru.krds.gate import open_to
from naru.newsroom.actions.access import admit
from naru.newsroom.rules.desk import DESK

POLICY = {"frame-src": [SELF], "style-src": [UNSAFE_INLINE], "img-src": ["blob:"]}
"""What the editor needs beyond the site's policy: its preview frame, and styles that its scripts set.
Scripts stay as strict as everywhere: from our own host, none inline."""


def door(screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who holds a role of the desk today, with its rights; to others the screen is not there."""

    @open_to(*DESK)
    @csp_update(POLICY)
    @wraps(screen)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        admit(request.user, by=request.user, at=timezone.now())
        with override(request.user.language):
            response = screen(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
        return response

    return guarded
