"""The shelf: a public page that was made once is served again, as it was, until history moves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, ClassVar, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from naru.history.models import Head
from naru.krds.page import CONTRAST

Screen = Callable[..., HttpResponse]
Found = TypeVar("Found")
PAGES = 512
"""The most pages that one process keeps."""
WEIGHT = 32 * 1024 * 1024
"""The most bytes that they weigh together."""
NEVER = frozenset({"q", "export"})
"""What an address asks where nothing is kept: a search seldom comes twice, a file is no page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made: its bytes, its headers, what it is about, and the stamps it was made under."""

    mark: Hashable
    content: bytes
    headers: tuple[tuple[str, str], ...]
    about: Any

    @property
    def weight(self) -> int:
        """Its bytes."""
        return len(self.content)

    def answer(self) -> HttpResponse:
        """Give it as an answer of its own, which the middleware may change."""
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response.headers[name] = value
        response.about = self.about  # type: ignore[attr-defined]
        return response


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value that cost much to find, and the mark that it was found under; it weighs nothing here."""

    mark: Hashable
    found: Any
    weight: ClassVar[int] = 0


class Shelf:
    """The pages and values that one process keeps, the one asked for longest ago going first; threads share it."""

    def __init__(self, *, pages: int = PAGES, weight: int = WEIGHT) -> None:
        self.pages, self.most = pages, weight
        self.weight = 0
        self._kept: OrderedDict[Hashable, Page | Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Say how many pages it holds."""
        return sum(isinstance(one, Page) for one in self._kept.values())

    def take(self, key: Hashable, mark: Hashable) -> Page | Value | None:
        """Give what stands under that key if it was made under the same stamps."""
        with self._lock:
            held = self._kept.get(key)
            if held is None or held.mark != mark:
                return None
            self._kept.move_to_end(key)
            return held

    def keep(self, key: Hashable, held: Page | Value) -> None:
        """Keep a page or value in the place of an older one, and let go of others until all fit."""
        with self._lock:
            if older := self._kept.pop(key, None):
                self.weight -= older.weight
            if held.weight > self.most:
                return
            self._kept[key] = held
            self.weight += held.weight
            while len(self._kept) > self.pages or self.weight > self.most:
                _key, gone = self._kept.popitem(last=False)
                self.weight -= gone.weight

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self.weight = 0


SHELF = Shelf()
"""What this process keeps."""


def stamp() -> tuple[int, str]:
    """
    Give the stamp of everything: the number and the digest of history's last entry.

    Every change passes an action, and every action leaves an entry: while the stamp stands, nothing has
    changed. The digest tells apart two histories of the same length, as after putting back a copy.
    """
    found: tuple[int, str] | None = Head.objects.filter(pk=1).values_list("count", "digest").first()
    return found or (0, "")


def kept(
    *,
    beside: Callable[[], Hashable] | None = None,
    after: Callable[[HttpRequest, HttpResponse], HttpResponse] | None = None,
) -> Callable[[Screen], Screen]:
    """
    Keep what a public screen answers to a visitor without an account, and serve it until history moves.

    Stands under `@open_to(ANYONE)`. The stamp is read before the page is made, so a change that comes in
    between can only make the page newer than its stamp, never older. Whoever is signed in neither
    gets a kept page nor leaves one.

    :param beside: gives what the page shows that changes without an entry (a tally, the minute); a page is
        served again only while that is the same
    :param after: is run for every answer, kept or not, and puts in what is this visit's alone; the screen
        leaves it word of what the page is about as `response.about`
    """

    def decorate(screen: Screen) -> Screen:
        @wraps(screen)
        def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = _page(request, screen, beside, args, kwargs)
            return after(request, response) if after else response

        served.kept = True  # type: ignore[attr-defined]
        return served

    return decorate


def _page(
    request: HttpRequest, screen: Screen, beside: Callable[[], Hashable] | None, args: Any, kwargs: Any
) -> HttpResponse:
    if not _may_serve(request):
        return screen(request, *args, **kwargs)
    key = _key(request)
    mark = (stamp(), timezone.localdate(), beside() if beside else None)
    if isinstance(page := SHELF.take(key, mark), Page):
        return page.answer()
    response = screen(request, *args, **kwargs)
    if _may_keep(request, response):
        about = getattr(response, "about", None)
        SHELF.keep(key, Page(mark, response.content, tuple(response.items()), about))
    return response


def _may_serve(request: HttpRequest) -> bool:
    """Say whether the visitor is nobody in particular, with nothing waiting to be told to them."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        # Asked here for each answer, so that a kept page varies by cookie as the first one did.
        and not request.user.is_authenticated
        and NEVER.isdisjoint(request.GET)
    )


def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether an answer is a whole page that is the same for everybody."""
    told = getattr(request, "_messages", ())
    return (
        type(response) is HttpResponse
        and response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Disposition")
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not request.user.is_authenticated
        and not request.session.modified
        and not getattr(told, "added_new", False)
        and not any(name.startswith(("_csp", "xframe", "csrf")) for name in vars(response))
    )


def _key(request: HttpRequest) -> Hashable:
    """Name everything of a request that a public page may depend on."""
    return (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language(),
        request.COOKIES.get(CONTRAST),
        tuple(sorted((name, value) for name, value in request.META.items() if name.startswith("HTTP_HX_"))),
    )


def known(key: Hashable, mark: Hashable, make: Callable[[], Found]) -> Found:
    """
    Give what `make` gives, remembered by its key until the mark (a stamp and what else it hangs on) is another.

    For the desk, whose pages are nobody else's and never kept: what is remembered are plain values that cost
    much to find, the same for every account that shares the key, and it must not be changed by who gets it.
    """
    if isinstance(held := SHELF.take(key, mark), Value):
        return cast("Found", held.found)
    found = make()
    SHELF.keep(key, Value(mark, found))
    return found
