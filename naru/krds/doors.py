"""JSON doors: who may open one, how a list is paged, and the sentences of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query
from ninja.errors import HttpError

from naru.krds.gate import ANYONE, SIGNED_IN, may_open

Door = Callable[..., Any]
MOST = 100
"""The most rows that one answer holds."""
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="The page of the list, from 1.")]
PerPage = Annotated[int, Query(ge=1, le=MOST, description="How many rows a page holds, at most 100.")]
Search = Annotated[str, Query(max_length=200, description="Words to search for.")]


def door(*who: str) -> Callable[[Door], Door]:
    """
    Say who may open a JSON door, in the words of `open_to`.

    Nobody is led to a sign-in page here: who is not signed in is told so (401), and what one may not see
    does not exist (404).
    """

    def decorate(answer: Door) -> Door:
        @wraps(answer)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if ANYONE not in who:
                account = request.user
                if not account.is_authenticated:
                    raise HttpError(401, _("Sign in first; this is not open to the public."))
                if SIGNED_IN not in who and not may_open(account, who):
                    raise Http404
            return answer(request, *args, **kwargs)

        guarded.open_to = who  # type: ignore[attr-defined]
        return guarded

    return decorate


def paged(rows: Any, page: int, per_page: int, tell: Callable[[Any], Any]) -> dict[str, Any]:
    """Give one page of an ordered queryset: how many rows and pages there are, and the rows as `tell` gives them."""
    count = rows.count()
    start = (page - 1) * per_page
    return {
        "count": count,
        "page": page,
        "pages": max(1, -(-count // per_page)),
        "per_page": per_page,
        "items": [tell(row) for row in rows[start : start + per_page]] if start < count else [],
    }
