"""Kept pages: served as they were made, never to or from an account, and never a moment out of date."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image as Drawing
from wagtail.images import get_image_model

from naru.activities.actions import moves, results
from naru.directory.actions import duplicates, organisations
from naru.figures import book
from naru.history.book import SHELF, note, stamp
from naru.history.book.shelf import Page, Shelf
from naru.newsroom.actions.bulletins import publish, revise, withdraw
from naru.newsroom.actions.links import add_link, decide
from naru.newsroom.models import Bulletin, Tally
from tests.makers.accounts import NOW, an_editor, an_officer
from tests.makers.activities import a_country, a_participation, a_published_fair, a_target
from tests.makers.figures import a_report, a_source
from tests.makers.newsroom import a_bulletin, a_chip, a_draft, a_paragraph, published

pytestmark = pytest.mark.django_db
FIREFOX = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}
BY = {"by": None, "at": NOW}


class World:
    """One of everything that public pages show, with their addresses."""

    def __init__(self) -> None:
        self.kept = organisations.enter(
            name="Bundang Hospital", kind="hospital", country=a_country("KR"), **BY
        )
        self.other = organisations.enter(
            name="Pundang Hospital", kind="hospital", country=a_country("KR"), **BY
        )
        for row in (self.kept, self.other):
            organisations.change(row, public=True, **BY)
        self.fair = a_published_fair()
        a_participation(self.fair, organisation=self.kept)
        self.target = a_target(self.fair)
        self.source = a_source()
        self.reading = a_report(636, source=self.source)
        self.picture = get_image_model().objects.create(title="Harbour", file=_drawing("harbour.png"))
        self.bulletin = a_bulletin(
            "Doctors from Almaty",
            body=[a_paragraph(f"They were {a_chip(self.reading)}.")],
            picture=self.picture,
            picture_alt="The harbour",
        )
        self.link = add_link(self.bulletin, kind="organisation", key=self.kept.pk, **BY)
        self.reading.refresh_from_db()

    def addresses(self) -> list[str]:
        """Give every public page that is kept."""
        figure = self.reading.figure_key
        return [
            reverse("front:home"),
            reverse("newsroom:board"),
            reverse("newsroom:board") + "?sort=-views",
            reverse("newsroom:bulletin", args=[self.bulletin.number]),
            reverse("activities:calendar"),
            reverse("activities:month", args=[2024, 4]),
            reverse("activities:map"),
            reverse("activities:years"),
            reverse("activities:year", args=[2024]),
            reverse("activities:activity", args=[self.fair.pk]),
            reverse("figures:figures"),
            reverse("figures:figure", args=[figure]),
            reverse("figures:sources"),
            reverse("figures:source", args=[self.source.key]),
            reverse("directory:organisations"),
            reverse("directory:organisation", args=[self.kept.pk]),
            reverse("directory:organisation", args=[self.other.pk]),
            reverse("directory:countries"),
            reverse("directory:country", args=["kz"]),
            reverse("directory:country", args=["kr"]),
        ]


def _drawing(name: str, colour: str = "navy") -> ImageFile:
    held = io.BytesIO()
    Drawing.new("RGB", (1300, 700), colour).save(held, "PNG")
    held.seek(0)
    return ImageFile(held, name=name)


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return World()


def _publish_another(world: World) -> None:
    a_bulletin("Nurses from Bishkek", published_on=timezone.localdate())


def _revise(world: World) -> None:
    revise(world.bulletin, title="Surgeons from Almaty", **BY)
    published(Bulletin.objects.get(pk=world.bulletin.pk))


def _correct(world: World) -> None:
    book.correct(world.reading, reason="One was counted twice.", value=635, **BY)


def _report(world: World) -> None:
    a_report(700, source=world.source, as_of=date(2026, 1, 31))


def _target(world: World) -> None:
    results.record_reached(
        world.target, reached=1484, source="the fair's report", as_of=date(2024, 5, 1), **BY
    )


def _picture_by_hand(world: World) -> None:
    editor = Client()
    editor.force_login(an_editor())
    said = {"title": "Port", "file": _drawing("port.png", "red"), "collection": world.picture.collection_id}
    answer = editor.post(reverse("wagtailimages:edit", args=[world.picture.pk]), said)
    assert answer.status_code == 302, answer.content


def _pictures_thrown_away(world: World) -> None:
    editor = Client()
    editor.force_login(an_editor())
    where = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    answer = editor.post(f"{where}?id={world.picture.pk}&next=/")
    assert answer.status_code == 302, answer.content
    assert not get_image_model().objects.exists()


DEEDS: dict[str, tuple[Callable[[World], Any], str]] = {
    "publish": (_publish_another, "front:home"),
    "revise": (_revise, "newsroom:bulletin"),
    "withdraw": (lambda world: withdraw(world.bulletin, **BY), "newsroom:board"),
    "link taken back": (lambda world: decide(world.link, to="rejected", **BY), "newsroom:bulletin"),
    "correct a reading": (_correct, "newsroom:bulletin"),
    "report a reading": (_report, "figures:figures"),
    "rename an organisation": (
        lambda world: organisations.change(world.kept, name="Bundang Jesaeng", **BY),
        "directory:organisations",
    ),
    "hide an organisation": (
        lambda world: organisations.change(world.other, public=False, **BY),
        "directory:organisations",
    ),
    "archive an organisation": (
        lambda world: organisations.archive(world.other, **BY),
        "directory:organisations",
    ),
    "merge": (lambda world: duplicates.merge(world.kept, world.other, **BY), "directory:organisations"),
    "archive an activity": (lambda world: moves.archive(world.fair, **BY), "activities:calendar"),
    "withdraw an activity": (lambda world: moves.withdraw(world.fair, **BY), "activities:calendar"),
    "record a result": (_target, "activities:activity"),
    "change a picture": (_picture_by_hand, "newsroom:bulletin"),
    "throw pictures away": (_pictures_thrown_away, "newsroom:bulletin"),
}
"""What is done, and one of the pages that must look different after it."""


def _look(world: World) -> dict[str, tuple[int, bytes]]:
    client = Client()
    answers = {address: client.get(address) for address in world.addresses()}
    # The clocks of a country may tick between two looks.
    return {
        address: (answer.status_code, re.sub(rb"<strong>[^<]*:\d\d[^<]*</strong>", b"", answer.content))
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("deed", DEEDS)
def test_every_page_shows_a_change_at_once(world: World, deed: str) -> None:
    act, page = DEEDS[deed]
    before = _look(world)
    assert len(SHELF) >= len(before)
    act(world)
    translation.activate("en")  # the editor spoke its own language
    after = _look(world)
    SHELF.clear()
    assert after == _look(world)
    changed = [address for address in before if before[address] != after[address]]
    about = {"newsroom:bulletin": [world.bulletin.number], "activities:activity": [world.fair.pk]}
    assert reverse(page, args=about.get(page, [])) in changed


def test_a_kept_page_is_the_page(world: World, django_assert_num_queries: Any) -> None:
    client = Client()
    for address in world.addresses():
        first = client.get(address)
        most = 2 if "/news/" in address else 1
        with django_assert_num_queries(most):
            again = client.get(address)
        assert again.content == first.content
        assert dict(again.items()) == dict(first.items())
        assert client.head(address).headers["Content-Type"] == first.headers["Content-Type"]


def test_an_account_neither_gets_nor_leaves_a_kept_page(world: World) -> None:
    visitor, officer = Client(), Client()
    officer.force_login(an_officer())
    for address in world.addresses():
        theirs = officer.get(address)
        assert "Sign out" in theirs.content.decode()
        public = visitor.get(address)
        assert "Sign out" not in public.content.decode()
        assert "Sign out" in officer.get(address).content.decode()
    pages = [one for one in SHELF._kept.values() if isinstance(one, Page)]
    assert len(pages) == len(world.addresses())


def test_a_draft_and_its_preview_are_never_kept() -> None:
    draft = a_draft("Not out yet")
    officer = Client()
    officer.force_login(an_editor())
    officer.get(f"/en/desk/newsroom/snippets/newsroom/bulletin/edit/{draft.pk}/")
    officer.get(f"/en/desk/newsroom/snippets/newsroom/bulletin/preview/{draft.pk}/")
    assert len(SHELF) == 0


def test_languages_hosts_contrast_and_parts_are_kept_apart(world: World, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["one.kr", "two.kr"]
    client = Client()
    address = reverse("activities:activity", args=[world.fair.pk])
    seen = {
        client.get(address, headers={"host": "one.kr"}).content,
        client.get(address, headers={"host": "two.kr"}).content,
        client.get(address, headers={"host": "two.kr"}, secure=True).content,
        client.get(address.replace("/en/", "/ko/"), headers={"host": "one.kr"}).content,
        client.get(f"{address}?page=2", headers={"host": "one.kr"}).content,
    }
    client.cookies["contrast"] = "high-contrast"
    seen.add(client.get(address, headers={"host": "one.kr"}).content)
    assert len(seen) == len(SHELF) == 6
    whole = Client().get(reverse("newsroom:board"), headers={"host": "one.kr"}).content
    part = Client().get(reverse("newsroom:board"), headers={"host": "one.kr", "hx-request": "true"}).content
    assert len(part) < len(whole)


def test_every_visit_of_a_kept_bulletin_counts_and_shows(world: World) -> None:
    address = reverse("newsroom:bulletin", args=[world.bulletin.number])
    for many in range(1, 4):
        page = Client().get(address, REMOTE_ADDR=f"10.0.0.{many}", **FIREFOX).content.decode()
        assert f"<dt>Views</dt><dd>{many}</dd>" in page
        assert f">{many}</td>" in Client().get(reverse("newsroom:board")).content.decode()
    Client().get(address, REMOTE_ADDR="10.0.0.1", **FIREFOX)
    assert Tally.objects.get(pk=world.bulletin.pk).counted == 3


def test_the_day_and_the_minute_turn_a_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = Client(), reverse("front:home")
    client.get(address)
    made = stamp()
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=1))
    assert SHELF.take(next(iter(SHELF._kept)), (made, timezone.localdate(), None)) is None


def test_searches_files_and_pages_with_messages_are_not_kept(world: World) -> None:
    client = Client()
    client.get(reverse("newsroom:board") + "?q=almaty")
    client.get(reverse("newsroom:board") + "?export=csv")
    client.get(reverse("directory:organisation", args=[999_999]))
    client.get(reverse("account_login"))
    assert len(SHELF) == 0
    client.cookies["messages"] = "something waits to be told"
    client.get(reverse("front:home"))
    assert len(SHELF) == 0


def test_the_stamp_moves_with_every_entry() -> None:
    seen = {stamp()}
    for _again in range(3):
        note(by=None, verb="touched", subject=a_source(), at=NOW)
        seen.add(stamp())
    assert len(seen) == 4


def test_the_shelf_holds_no_more_than_it_may() -> None:
    shelf = Shelf(pages=3, weight=100)
    for number in range(5):
        shelf.keep(number, Page("mark", b"x" * 20, (), None))
    assert [shelf.take(number, "mark") is not None for number in range(5)] == [False, False, True, True, True]
    shelf.keep(9, Page("mark", b"x" * 70, (), None))
    assert (len(shelf), shelf.weight) == (2, 90)
    shelf.keep(10, Page("mark", b"x" * 101, (), None))
    assert shelf.take(10, "mark") is None
    shelf.keep(9, Page("newer", b"x" * 10, (), None))
    assert shelf.take(9, "mark") is None
    assert shelf.weight == 30


def test_the_shelf_stays_whole_when_threads_share_it() -> None:
    shelf = Shelf(pages=7, weight=10_000)

    def work(seed: int) -> None:
        for number in range(500):
            shelf.keep((seed * number) % 13, Page(number, b"x" * (number % 50), (), None))
            shelf.take(number % 13, number)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (2, 3, 5, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shelf) == 7
    assert shelf.weight == sum(len(page.content) for page in shelf._kept.values())


def test_a_bulletin_that_is_published_later_is_not_there_before(world: World) -> None:
    draft = a_draft("Held back")
    assert "Held back" not in Client().get(reverse("newsroom:board")).content.decode()
    publish(draft, **BY)
    assert "Held back" in Client().get(reverse("newsroom:board")).content.decode()
