"""What is published, for feed readers and search engines."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as answer_sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from naru.krds.gate import ANYONE, open_to
from naru.newsroom.models import Bulletin
from naru.newsroom.views.sharing import summary

NEWEST = 30
"""How many bulletins a feed holds."""


class Atom(Feed):  # type: ignore[misc]
    """The bulletins of one language as Atom."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Give the feed's name."""
        return _("e-News") + (f" | {settings.NARU_OFFICE_NAME}" if settings.NARU_OFFICE_NAME else "")

    def subtitle(self) -> str:
        """Say what the feed holds."""
        return _("News of the international medical programme")

    def link(self) -> str:
        """Give the board's address."""
        return reverse("newsroom:board")

    def feed_url(self) -> str:
        """Give the feed's own address."""
        return reverse("newsroom:feed")

    def feed_guid(self) -> str:
        """Give the feed's lasting name."""
        return f"{settings.NARU_ADDRESS}{reverse('newsroom:feed')}"

    def items(self) -> Any:
        """Give the newest versions written in the language of the address."""
        rows = Bulletin.objects.out().in_language(get_language() or settings.LANGUAGE_CODE)
        return (
            rows.select_related("locale", "imprint")
            .defer("body")
            .order_by("-published_on", "-number")[:NEWEST]
        )

    def item_title(self, item: Bulletin) -> str:
        """Give the title."""
        return item.title

    def item_description(self, item: Bulletin) -> str:
        """Give the subtitle or the beginning of the text."""
        return summary(item, limit=400)

    def item_link(self, item: Bulletin) -> str:
        """Give the page's address."""
        return item.get_absolute_url()

    def item_guid(self, item: Bulletin) -> str:
        """Give the lasting name: the same whatever host or language serves it."""
        return f"urn:uuid:{item.translation_key}:{item.language}"

    item_guid_is_permalink = False

    def item_author_name(self, item: Bulletin) -> str:
        """Give the name as printed."""
        return item.name or settings.NARU_OFFICE_NAME or "Naru"

    def item_pubdate(self, item: Bulletin) -> datetime:
        """Give the day on the board, at its beginning."""
        return timezone.make_aware(datetime.combine(item.published_on, time.min))

    def item_updateddate(self, item: Bulletin) -> datetime | None:
        """Give when this version last came out."""
        return item.last_published_at

    def item_categories(self, item: Bulletin) -> list[str]:
        """Give the category."""
        return [str(item.get_category_display())]


_feed = Atom()


@open_to(ANYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """Answer the Atom feed of the address's language."""
    return _feed(request)


class Bulletins(Sitemap[Any]):
    """Every published version, with the others as its alternates."""

    protocol = None
    limit = 5000

    def items(self) -> Any:
        """Give what is out, newest first, with the languages each bulletin has."""
        rows = list(Bulletin.objects.out().select_related("locale").defer("body").order_by("-number", "pk"))
        languages: dict[Any, list[str]] = {}
        for row in rows:
            languages.setdefault(row.translation_key, []).append(row.language)
        return [(row, languages[row.translation_key]) for row in rows]

    def location(self, item: Any) -> str:
        """Give the version's path."""
        return item[0].get_absolute_url()

    def lastmod(self, item: Any) -> datetime | None:
        """Give when it last came out."""
        return item[0].last_published_at

    def get_urls(self, page: Any = 1, site: Any = None, protocol: Any = None) -> list[dict[str, Any]]:
        """Give the entries with an alternate for each language that there is."""
        entries = []
        for item, languages in self.paginator.page(page).object_list:
            alternates = []
            for code in languages:
                with override(code):
                    path = reverse("newsroom:bulletin", args=[item.number])
                alternates.append({"location": f"{settings.NARU_ADDRESS}{path}", "lang_code": code})
            entries.append(
                {
                    "item": item,
                    "location": f"{settings.NARU_ADDRESS}{item.get_absolute_url()}",
                    "lastmod": item.last_published_at,
                    "changefreq": None,
                    "priority": "",
                    "alternates": alternates,
                }
            )
        return entries


@open_to(ANYONE)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer the sitemap of all bulletins."""
    return answer_sitemap(request, {"news": Bulletins()}, content_type="application/xml")
