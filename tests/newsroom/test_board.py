"""The public board and the bulletin's page: what is shown, counted, hidden, corrected."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from naru.figures.book import correct
from naru.figures.models import Use
from naru.history.book import SHELF
from naru.history.models import Entry
from naru.newsroom.actions.bulletins import publish, revise, withdraw
from naru.newsroom.actions.links import add_link, decide
from naru.newsroom.actions.visits import forget_before
from naru.newsroom.models import Bulletin, Link, Tally, Visit
from tests.makers.accounts import NOW, an_editor
from tests.makers.activities import an_organisation
from tests.makers.figures import a_report
from tests.makers.newsroom import a_bulletin, a_chip, a_draft, a_paragraph

pytestmark = pytest.mark.django_db
FIREFOX = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}


def test_the_board_lists_what_is_out_with_number_name_date_and_views(client):
    a_bulletin("First of all", views_before=1132, published_on=date(2021, 12, 15))
    a_draft("Not out yet")
    page = client.get("/en/news/").content.decode()
    assert "First of all" in page
    assert "1,132" in page
    assert "15 December 2021" in page
    assert "관리자" in page
    assert "Not out yet" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_the_same_whatever_the_rows(client, django_assert_num_queries, rows):
    for at in range(rows):
        a_bulletin(f"Bulletin {at}", tags=["fairs"])
    with django_assert_num_queries(7):
        client.get("/en/news/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_bulletin_asks_the_same_whatever_its_chips_and_links(client, django_assert_num_queries, rows):
    chips = " ".join(a_chip(a_report(at + 1, f"{key}")) for at, key in enumerate(KEYS[:rows]))
    bulletin = a_bulletin(body=[a_paragraph(chips)] * rows)
    for at in range(rows):
        add_link(
            bulletin, kind="organisation", key=an_organisation(f"Hospital {at}").pk, by=an_editor(), at=NOW
        )
    client.get(f"/en/news/{bulletin.number}/")
    SHELF.clear()
    with django_assert_num_queries(11):
        client.get(f"/en/news/{bulletin.number}/")


KEYS = ["training.completed_cumulative", "province.residents", "missions.countries"]


def test_one_visitor_counts_once_a_day_and_nothing_of_them_is_kept(client):
    bulletin = a_bulletin(views_before=10)
    url = f"/en/news/{bulletin.number}/"
    for _again in range(3):
        client.get(url, **FIREFOX)
    client.get(url, REMOTE_ADDR="10.0.0.9", **FIREFOX)
    client.head(url, REMOTE_ADDR="10.0.0.10", **FIREFOX)
    client.get(url, REMOTE_ADDR="10.0.0.11", HTTP_USER_AGENT="Googlebot/2.1")
    client.get(url, REMOTE_ADDR="10.0.0.12", HTTP_SEC_PURPOSE="prefetch", **FIREFOX)
    assert Tally.objects.get(bulletin=bulletin).counted == 2
    kept = json.dumps(list(Visit.objects.values_list("digest", flat=True)))
    assert "127.0.0.1" not in kept
    assert "Firefox" not in kept
    forget_before(timezone.localdate() + timedelta(days=1))
    assert not Visit.objects.exists()
    client.get(url, **FIREFOX)
    assert Tally.objects.get(bulletin=bulletin).counted == 3


def test_the_office_reading_its_own_news_does_not_count(client):
    bulletin = a_bulletin()
    client.force_login(an_editor())
    client.get(f"/en/news/{bulletin.number}/", **FIREFOX)
    assert Tally.objects.get(bulletin=bulletin).counted == 0


def test_a_bulletin_taken_off_is_gone_and_keeps_its_number(client):
    bulletin = a_bulletin("Here today")
    other = a_bulletin("Here to stay")
    number = bulletin.number
    assert client.get(f"/en/news/{number}/").status_code == 200
    bulletin = withdraw(bulletin, by=None, at=NOW)
    assert client.get(f"/en/news/{number}/").status_code == 404
    assert client.get(f"/en/news/{other.number}/").status_code == 200
    assert publish(bulletin, by=None, at=NOW).number == number
    verbs = list(Entry.objects.about(bulletin).values_list("verb", flat=True))
    assert verbs == ["published", "unpublished", "published", "wrote"]


def test_a_draft_has_no_number_that_one_could_guess(client):
    draft = a_draft()
    assert draft.number is None
    first = a_bulletin("Out first")
    assert publish(draft, by=None, at=NOW).number == first.number + 1


def test_versions_share_a_number_and_stand_in_for_each_other(client):
    korean = a_bulletin("항구의 조용한 하루", language="ko")
    english = a_bulletin("A quiet day", language="en", translation_key=korean.translation_key)
    assert english.number == korean.number
    assert "A quiet day" in client.get(f"/en/news/{english.number}/").content.decode()
    page = client.get(f"/ru/news/{english.number}/").content.decode()
    assert '<article class="bulletin" lang="en">' in page
    assert f'<link rel="canonical" href="http://testserver/en/news/{english.number}/">' in page
    assert f'hreflang="ko" href="http://testserver/ko/news/{english.number}/"' in page
    board = client.get("/ru/news/").content.decode()
    assert "A quiet day" in board
    assert "항구의" not in board


def test_search_filters_and_export_work_together(client):
    a_bulletin("Ärzte in Almaty", category="fairs", tags=["fairs"], published_on=date(2023, 5, 1))
    a_bulletin("Nurses at home", category="training", published_on=date(2024, 5, 1))
    for query, seen in [
        ("q=arzte", 1),
        ("q=boats+still", 2),
        ("category=fairs", 1),
        ("year=2024", 1),
        ("tag=fairs", 1),
    ]:
        page = client.get(f"/en/news/?{query}").content.decode()
        assert page.count('scope="row"') == seen, query
    sheet = b"".join(client.get("/en/news/?category=fairs&export=csv")).decode("utf-8-sig")
    assert "Ärzte in Almaty" in sheet
    assert "Nurses" not in sheet


def test_previous_and_next_follow_the_board(client):
    old, mid, new = (a_bulletin(f"Of {year}", published_on=date(year, 1, 1)) for year in (2021, 2022, 2023))
    page = client.get(f"/en/news/{mid.number}/").content.decode()
    assert re.search(rf'is-newer" href="/en/news/{new.number}/"', page)
    assert re.search(rf'is-older" href="/en/news/{old.number}/"', page)


def test_a_chip_stays_as_published_and_a_later_correction_is_told(client):
    reading = a_report(636)
    bulletin = a_bulletin(body=[a_paragraph(f"In all {a_chip(reading)} came.")])
    reading.refresh_from_db()
    assert reading.is_frozen
    assert Use.objects.get(reading=reading).url == f"/en/news/{bulletin.number}/"
    before = client.get(f"/en/news/{bulletin.number}/").content.decode()
    assert reading.spoken("en") in before
    assert reading.get_absolute_url().split("/", 2)[2] in before
    assert "Corrections" not in before
    newer = correct(reading, reason="Counted twice", value=630, by=None, at=NOW)
    after = client.get(f"/en/news/{bulletin.number}/").content.decode()
    assert f">{reading.spoken('en')}</a>" in after
    assert f"corrected from {reading.spoken('en')} to {newer.spoken('en')}" in after


def test_a_chip_no_longer_quoted_is_no_longer_a_use(client):
    reading = a_report(636)
    bulletin = a_bulletin(body=[a_paragraph(a_chip(reading))])
    bulletin = revise(bulletin, body=[a_paragraph("None now.")], by=None, at=NOW)
    assert Use.objects.filter(reading=reading).exists()
    publish(bulletin, by=None, at=NOW)
    assert not Use.objects.filter(reading=reading).exists()


def test_only_confirmed_links_are_shown(client):
    bulletin = a_bulletin()
    shown, hidden = an_organisation("Shown Hospital"), an_organisation("Hidden Hospital")
    editor = an_editor()
    add_link(bulletin, kind="organisation", key=shown.pk, by=editor, at=NOW)
    link = add_link(bulletin, kind="organisation", key=hidden.pk, by=editor, at=NOW)
    decide(link, to="rejected", by=editor, at=NOW)
    page = client.get(f"/en/news/{bulletin.number}/").content.decode()
    assert "Shown Hospital" in page
    assert "Hidden Hospital" not in page
    story = client.get(f"/en/directory/organisations/{shown.pk}/").content.decode()
    assert bulletin.title in story
    assert Link.objects.count() == 2


def test_feed_sitemap_and_structured_data_tell_of_it(client):
    bulletin = a_bulletin("Told <everywhere> & loud", since=date(2024, 4, 24), until=date(2024, 4, 27))
    a_draft("Told nowhere")
    feed = client.get("/en/news/feed/").content.decode()
    assert "Told &lt;everywhere&gt; &amp; loud" in feed
    assert "Told nowhere" not in feed
    assert client.get("/ko/news/feed/").content.decode().count("<entry>") == 0
    assert f"/en/news/{bulletin.number}/" in client.get("/sitemap-news.xml").content.decode()
    page = client.get(f"/en/news/{bulletin.number}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    article, event = json.loads(found[1])["@graph"]
    assert article["headline"] == "Told <everywhere> & loud"
    assert article["datePublished"] == "2024-05-13"
    assert (event["startDate"], event["endDate"]) == ("2024-04-24", "2024-04-26")
    assert '<meta property="og:title" content="Told &lt;everywhere&gt; &amp; loud">' in page


def test_what_is_scheduled_comes_out_when_it_is_due(client):
    draft = a_draft("Soon", go_live_at=timezone.now() + timedelta(hours=1))
    bulletin = publish(draft, by=None, at=NOW)
    assert not bulletin.live
    assert bulletin.number is None
    call_command("publish_scheduled", verbosity=0)
    assert not Bulletin.objects.get(pk=bulletin.pk).live
    bulletin.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision = bulletin.revisions.get()
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    bulletin = Bulletin.objects.get(pk=bulletin.pk)
    assert bulletin.live
    assert client.get(f"/en/news/{bulletin.number}/").status_code == 200


def test_a_korean_writer_s_name_is_marked_as_korean_under_another_text(client):
    english, korean = (
        a_bulletin("A quiet day", name="관리자"),
        a_bulletin("조용한 하루", language="ko", name="관리자"),
    )
    assert '<span lang="ko">관리자</span>' in client.get("/en/news/").content.decode()
    assert '<dd lang="ko">관리자</dd>' in client.get(english.get_absolute_url()).content.decode()
    assert "<dd>관리자</dd>" in client.get(f"/ko/news/{korean.number}/").content.decode()
