"""Handing out the pictures of bulletins in the sizes that pages ask for."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from naru.krds.gate import ANYONE, open_to

TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
TYPES |= {".avif": "image/avif", ".gif": "image/gif"}
"""What is handed out as a picture; anything else in the folder is none of the public's business."""


@open_to(ANYONE)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out one size of a picture. Names hold a digest of the content, so they are kept for a year."""
    folder = Path(settings.MEDIA_ROOT) / "images"
    path = folder / name
    kind = TYPES.get(path.suffix.lower())
    if kind is None or path.parent != folder or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
