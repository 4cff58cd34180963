"""What other programs read of a bulletin: share preview and structured data."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.newsroom.models import Bulletin

LOCALES = {"ko": "ko_KR", "en": "en_GB", "ru": "ru_RU", "mn": "mn_MN", "vi": "vi_VN", "zh-hans": "zh_CN"}
"""How Open Graph names our languages."""


def summary(bulletin: Bulletin, *, limit: int = 200) -> str:
    """Give the subtitle, or the beginning of the text, cut at a word."""
    text = bulletin.subtitle
    if not text and hasattr(bulletin, "imprint"):
        text = " ".join(bulletin.imprint.text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def _address(request: HttpRequest, bulletin: Bulletin) -> str:
    if not bulletin.number:
        return ""
    with override(bulletin.language):
        return request.build_absolute_uri(reverse("newsroom:bulletin", args=[bulletin.number]))


def _picture(request: HttpRequest, bulletin: Bulletin) -> Any:
    return bulletin.picture.get_rendition("fill-1200x630|format-jpeg") if bulletin.picture else None


def share(request: HttpRequest, bulletin: Bulletin) -> dict[str, Any]:
    """Give what a message or a timeline shows when the address is pasted there (Open Graph, Twitter card)."""
    picture = _picture(request, bulletin)
    return {
        "title": bulletin.title,
        "description": summary(bulletin),
        "url": _address(request, bulletin),
        "locale": LOCALES[bulletin.language],
        "image": request.build_absolute_uri(picture.url) if picture else "",
        "image_width": picture.width if picture else None,
        "image_height": picture.height if picture else None,
        "image_alt": bulletin.picture_alt if picture else "",
    }


def structured(request: HttpRequest, bulletin: Bulletin) -> SafeString:
    """Give the bulletin as JSON-LD: a NewsArticle, and the Event it tells of where it has days."""
    url = _address(request, bulletin)
    office = settings.NARU_OFFICE_NAME or _("International Medical Programme")
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "headline": bulletin.title[:110],
        "description": summary(bulletin),
        "inLanguage": bulletin.language,
        "url": url,
        "mainEntityOfPage": url,
        "publisher": {"@type": "GovernmentOrganization", "name": office},
        "author": {"@type": "Organization", "name": bulletin.name or office},
    }
    if bulletin.published_on:
        article["datePublished"] = bulletin.published_on.isoformat()
    if bulletin.last_published_at:
        article["dateModified"] = bulletin.last_published_at.isoformat()
    if picture := _picture(request, bulletin):
        article["image"] = {
            "@type": "ImageObject",
            "url": request.build_absolute_uri(picture.url),
            "width": picture.width,
            "height": picture.height,
            "caption": bulletin.picture_alt,
        }
    graph = [article]
    if bulletin.since:
        event: dict[str, Any] = {
            "@type": "Event",
            "name": bulletin.title,
            "startDate": bulletin.since.isoformat(),
            "url": url,
            "organizer": {"@type": "GovernmentOrganization", "name": office},
        }
        if last := bulletin.last_day:
            event["endDate"] = last.isoformat()
        article["about"] = {"@id": f"{url}#event"}
        graph.append(event | {"@id": f"{url}#event"})
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return SafeString(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
