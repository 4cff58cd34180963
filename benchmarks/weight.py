"""What a public page weighs over the wire, and whether it can be read without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from benchmarks import world
from benchmarks.measure import Line
from naru.activities.models import Activity
from naru.directory.models import Organisation
from naru.newsroom.models import Bulletin

CLAIM = "A public page weighs at most 120 kB without fonts and photos"
READABLE = "A public page can be read without script"
LIMIT = 120.0
PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".woff2", ".woff", ".ttf")


def _pages() -> Iterator[tuple[str, str, str]]:
    """Give title, address and a piece of text that a reader must find."""
    bulletin = Bulletin.objects.filter(locale__language_code="ko").order_by("-number").first()
    activity, organisation = (
        Activity.objects.order_by("pk").first(),
        Organisation.objects.order_by("pk").first(),
    )
    wanted = [
        ("home", "front:home", [], ""),
        ("board of bulletins", "newsroom:board", [], bulletin.title),
        ("one bulletin", "newsroom:bulletin", [bulletin.number], "알마티에서 의료 상담회를 열고"),
        ("calendar of activities", "activities:calendar", [], ""),
        ("one activity", "activities:activity", [activity.pk], activity.title_ko),
        ("figures", "figures:figures", [], ""),
        ("organisations", "directory:organisations", [], ""),
        ("one organisation", "directory:organisation", [organisation.pk], organisation.name_ko),
        ("one country", "directory:country", ["kz"], "카자흐스탄"),
    ]
    with override("ko"):
        for title, name, arguments, text in wanted:
            try:
                yield title, reverse(name, args=arguments), text
            except NoReverseMatch:
                continue


def _fetched(client: Client, address: str) -> tuple[bytes, int]:
    """Give what an address answers and its bytes as they go over the wire, brotli where the server has it."""
    answer = client.get(address, headers={"accept-encoding": "br, gzip"})
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
    sent = answer.getvalue()
    plain = sent if not answer.get("Content-Encoding") else client.get(address).getvalue()
    answer.close()
    return plain, len(sent)


def _parts(html: str, address: str) -> set[str]:
    """Give the addresses that a browser fetches for a page: styles, scripts, pictures that are no photos."""
    found = re.findall(r'<script[^>]+src="([^"]+)"', html)
    found += re.findall(r'<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]+href="([^"]+)"', html)
    found += re.findall(r'<(?:img|use|source)[^>]+(?:src|href)="([^"#]+)', html)
    parts = {urljoin(address, unescape(one)) for one in found if not one.startswith("data:")}
    return {one for one in parts if not urlsplit(one).path.lower().endswith(PHOTOS)}


def _read(html: str) -> str:
    text = re.sub(r"<(script|style|template|noscript)\b.*?</\1>", " ", html, flags=re.DOTALL)
    main = re.search(r"<main\b.*?</main>", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else "")).split())


def measure(*, quick: bool) -> Iterator[Line]:
    """Compress the static files as a real site does, then fetch each page with all that it needs."""
    from naru.krds.build import build

    build(lambda _sentence: None)
    call_command("collectstatic", interactive=False, verbosity=0)
    world.fill(of_bulletins=40, of_people=200, of_activities=200)
    client = Client()
    for title, address, text in _pages():
        html, total = _fetched(client, address)
        page = total
        parts = _parts(html.decode(), address)
        for part in parts:
            total += _fetched(client, part)[1]
        note = f"{len(parts) + 1} requests, the page itself {page / 1000:.1f} kB"
        yield Line(CLAIM, title, total / 1000, LIMIT, "kB", 1, note, size=True)
        read = _read(html.decode())
        lacks = 0 if len(read) > 40 and text in read else 1
        yield Line(
            READABLE, title, lacks, 1, "missing", 0, f"{len(read):,} letters in the page as sent", size=True
        )
