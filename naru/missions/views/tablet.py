"""The tablet's page: the page itself, how it is installed, what keeps it on the device, and the diagnoses it can look up."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from naru.krds.gate import ANYONE, open_to
from naru.missions.rules import icd
from naru.missions.rules.favourites import FAVOURITES
from naru.missions.rules.procedures import PROCEDURES
from naru.missions.views.tablet_words import words

STYLES = (
    "krds/vendor/fonts.css",
    "krds/vendor/fonts-chinese.css",
    "krds/vendor/naru.css",
    "missions/tablet.css",
)
SCRIPT = "krds/vendor/missions/field.js"
ICON = "missions/tablet.svg"
SPECIALTIES = {"m": "medical", "d": "dental", "k": "korean", "e": "eye"}


@open_to(ANYONE)
@require_GET
def tablet(request: HttpRequest) -> HttpResponse:
    """Show the tablet's page: the same for everybody, since who it is for is known to the device alone."""
    answer = render(
        request, "missions/tablet.html", {"told": _told(get_language() or "en"), "styles": STYLES}
    )
    patch_cache_control(answer, no_cache=True)
    return answer


def _told(language: str) -> dict[str, Any]:
    return {
        "urls": {
            "enrol": reverse("missions:enrol"),
            "briefing": reverse("missions:briefing"),
            "entries": reverse("missions:entries"),
            "changes": reverse("missions:changes"),
            "worker": reverse("missions:worker"),
            "scope": reverse("missions:tablet"),
            "icd": reverse("missions:icd"),
        },
        "language": language,
        "languages": [[code, name] for code, name in settings.LANGUAGES],
        **_reference(),
    }


@cache
def _reference() -> dict[str, Any]:
    # All of it is constant while the server runs; translating it six times takes a while.
    return {
        "words": words(),
        "procedures": [{"code": one.code, "specialty": one.specialty} for one in PROCEDURES],
        "favourites": [
            {
                "code": one.code,
                "stations": [SPECIALTIES.get(station, station) for station in one.stations],
                "words": {language: list(told) for language, told in one.words.items()},
            }
            for one in FAVOURITES
        ],
    }


@open_to(ANYONE)
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the tablet's page is installed."""
    here = reverse("missions:tablet")
    told = {
        "id": here,
        "name": _("Naru clinic"),
        "short_name": _("Clinic"),
        "lang": get_language(),
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": static(ICON), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@open_to(ANYONE)
@require_GET
def diagnoses(request: HttpRequest) -> HttpResponse:
    """Give every ICD-10 code with its English name, to be kept on the device."""
    answer = JsonResponse(icd.names())
    patch_cache_control(answer, public=True, max_age=86400)
    return answer


@open_to(ANYONE)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that keeps the page on the device, with the addresses it keeps."""
    kept = [
        reverse("missions:tablet"),
        reverse("missions:manifest"),
        reverse("missions:icd"),
        static(ICON),
        *map(static, (*STYLES, SCRIPT)),
    ]
    code = _code("missions/worker.js")
    seen = hashlib.sha256("\n".join([*kept, code, _code(SCRIPT), _code("missions/tablet.css")]).encode())
    seen.update(json.dumps(_reference(), sort_keys=True).encode())
    edition = seen.hexdigest()[:16]
    text = f"const KEPT = {json.dumps(kept)};\nconst EDITION = {json.dumps(edition)};\n{code}"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    patch_cache_control(answer, no_cache=True)
    return answer


def _code(name: str) -> str:
    found = finders.find(name)
    path = Path(found) if isinstance(found, str) else Path(settings.STATIC_ROOT) / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
