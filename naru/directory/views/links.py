"""Where a personal link ends: what was asked is done, or the link opens nothing any more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from naru.krds.page import page
from naru.krds.privacy import private


def closed(request: HttpRequest, sentence: str, *, heading: str, done: bool = False) -> HttpResponse:
    """Thank whoever came by a link and did what it asks, or say why it opens nothing (410); kept by nobody else."""
    context = {"sentence": sentence, "done": done, "heading": heading}
    return private(page(request, "directory/link_closed.html", None, context, status=200 if done else 410))
