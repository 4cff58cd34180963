"""The pages that say why there is no page: in the frame, in the visitor's language, with a way on."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from naru.krds.gate import ANYONE, open_to


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # A fault may come before the language and the account are known.
    language = translation.get_language_from_request(request, check_path=True) or settings.LANGUAGE_CODE
    with translation.override(language):
        return HttpResponse(render_to_string(template, {}, request), status=status)


@open_to(ANYONE)
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return _answer(request, "400.html", 400)


@open_to(ANYONE)
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not open to this visitor."""
    return _answer(request, "403.html", 403)


@open_to(ANYONE)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or none for this visitor."""
    return _answer(request, "404.html", 404)


@open_to(ANYONE)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form's protection against forgery did not hold, and what to do."""
    return _answer(request, "403_csrf.html", 403)


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says of a disk, a quota or a file that takes no more."""
LITTLE = 1_000_000
"""Bytes that are as good as none: SQLite writes some pages at once."""
FULL_STATES, BUSY_STATES = {"53100"}, {"40001", "40P01", "53300", "55P03"}
"""SQLSTATE (PostgreSQL, appendix A): disk full; serialisation, deadlock, too many connections, no lock."""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _known(error: BaseException | None) -> tuple[str, int]:
    """Name the page for a fault that a visitor can be told more of, and its status."""
    for one in _chain(error):
        said, state = str(one), getattr(one, "sqlstate", None)
        full = isinstance(one, OSError) and one.errno in FULL
        if full or state in FULL_STATES or "database or disk is full" in said:
            return "507.html", 507
        if said.startswith("disk I/O error") and shutil.disk_usage(settings.DATA).free < LITTLE:
            return "507.html", 507  # SQLite cannot make the files beside the database
        if state in BUSY_STATES or said.startswith("database is locked"):
            return "503.html", 503
    return "500.html", 500


@open_to(ANYONE)
def fault(request: HttpRequest, *args: Any) -> HttpResponse:
    """
    Say that the server failed: that there is no room left, or that the database was busy, where that is why.

    The frame itself may be what failed (the database behind the account, for one): then one plain sentence
    without it.
    """
    template, status = _known(sys.exc_info()[1])
    try:
        response = _answer(request, template, status)
    except Exception:
        response = HttpResponse(render_to_string("krds/plain_fault.html", {"status": status}), status=status)
    if status == 503:
        response["Retry-After"] = "20"
    return response
