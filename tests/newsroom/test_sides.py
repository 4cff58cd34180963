"""The translator's screen: paragraphs side by side, chips that are never typed, two who write at once."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.newsroom.actions.bulletins import revise
from naru.newsroom.actions.sides import Overtaken, blocks_of, submit, write_paragraph
from naru.newsroom.actions.translations import begin_translation
from naru.newsroom.models import Bulletin
from naru.newsroom.rules.sides import digest, placed, put
from naru.newsroom.rules.written import stored, written
from tests.makers.accounts import NOW, an_account, an_analyst, an_editor, an_officer, signed_in
from tests.makers.figures import a_report
from tests.makers.newsroom import a_chip, a_draft, a_paragraph

CODE = "abcdef123456"
CHIP = f'<embed code="{CODE}" embedtype="figure"/>'


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        (f"<p>We count {CHIP} people.</p>", "We count {abcdef123456} people."),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ("<p>x<br/>y</p>", "x\ny"),
        (
            '<p><a href="https://example.org/?a=1">there</a></p>',
            '<a href="https://example.org/?a=1">there</a>',
        ),
        ('<p><a id="7" linktype="document">file</a></p>', '<a linktype="document" id="7">file</a>'),
        ("<p><strong>bold</strong> and <em>thin</em></p>", "<b>bold</b> and <i>thin</i>"),
    ],
)
def test_rich_text_is_written_down_as_a_person_writes(rich, text):
    assert written(rich) == text


@pytest.mark.parametrize(
    ("text", "rich"),
    [
        ("One\n\ntwo", "<p>One</p><p>two</p>"),
        ("We count {abcdef123456}.", f"<p>We count {CHIP}.</p>"),
        ("a {zzzzzz999999} b", "<p>a {zzzzzz999999} b</p>"),
        ("1 < 2 & <script>x</script>", "<p>1 &lt; 2 &amp; &lt;script&gt;x&lt;/script&gt;</p>"),
        ('<a href="javascript:x">y</a>', "<p>y</p>"),
        ("<b>open", "<p><b>open</b></p>"),
        ("<b>x<i>y</b>z</i>", "<p><b>x<i>y</i></b>z</p>"),
        ("  ", ""),
    ],
)
def test_what_was_written_is_stored_with_our_marks_only(text, rich):
    assert stored(text, {CODE}) == rich


@given(st.text(alphabet='ab <>/&{}\nip"=' + CODE, max_size=60))
def test_whatever_is_written_it_stays_the_same_when_saved_again(text):
    once = stored(text, {CODE})
    assert "<script" not in once
    twice = stored(written(once), {CODE})
    assert stored(written(twice), {CODE}) == twice


def test_every_kind_of_paragraph_takes_other_words():
    items = {
        "type": "items",
        "value": [
            {"type": "item", "value": "<p>a</p>", "id": "1"},
            {"type": "item", "value": "<p>b</p>", "id": "2"},
        ],
    }
    assert [one["value"] for one in put(items, {"0": "x", "1": ""}, set())["value"]] == ["<p>x</p>"]
    table = {
        "type": "table",
        "value": {
            "caption": "c",
            "columns": [{"type": "text", "heading": "h"}, {"type": "rich", "heading": "r"}],
            "rows": [{"values": ["one", "<p>two</p>"]}],
        },
    }
    made = put(table, {"caption": "C", "head-1": "R", "cell-0-0": "ONE", "cell-0-1": "TWO"}, set())["value"]
    assert made["caption"] == "C"
    assert [column["heading"] for column in made["columns"]] == ["h", "R"]
    assert made["rows"] == [{"values": ["ONE", "<p>TWO</p>"]}]
    assert table["value"]["caption"] == "c"
    quotation = {"type": "quotation", "value": {"text": "a", "source": "b"}}
    assert put(quotation, {"text": "x\ny", "source": "z"}, set())["value"] == {"text": "x\ny", "source": "z"}


def test_a_new_paragraph_takes_its_place_in_the_order_of_the_original():
    body = [{"id": "a"}, {"id": "c"}]
    assert [one["id"] for one in placed(body, {"id": "b"}, ["a", "b", "c"])] == ["a", "b", "c"]
    assert [one["id"] for one in placed(body, {"id": "z"}, ["z", "a", "c"])] == ["z", "a", "c"]
    assert [one["id"] for one in placed(body, {"id": "c"}, ["a", "b", "c"])] == ["a", "c"]


def a_pair(**words):
    """Make an original in Korean with a chip, and its Russian version as just begun."""
    reading = a_report(636)
    body = [a_paragraph(f"연수생은 {a_chip(reading)}이다.", "a"), a_paragraph("상담 1,350건을 했다.", "b")]
    original = a_draft("원문", language="ko", body=body, **words)
    translator = an_account("Translator", Role.TRANSLATOR)
    return original, begin_translation(original, language="ru", by=translator, at=NOW), translator, reading


def seen(version, block):
    return digest(next(one for one in now(version) if one["id"] == block))


def now(version):
    return blocks_of(Bulletin.objects.get(pk=version.pk))


def text_of(version, block):
    return str(next(one for one in now(version) if one["id"] == block)["value"])


@pytest.mark.django_db
def test_a_translator_writes_a_paragraph_and_the_chip_speaks_her_language():
    _original, version, translator, reading = a_pair()
    browser = signed_in(translator)
    side = f"/en/desk/news/translations/{version.pk}/text/"
    page = browser.get(side).content.decode()
    assert f'연수생은 <span class="figure-chip">{reading.spoken("ko")}' in page
    assert f'data-said="{reading.spoken("ru")}"' in page
    assert "Not translated yet" in page
    answer = browser.post(
        f"{side}a/", {"seen": seen(version, "a"), "w-text": f"Обучение прошли {{{reading.code}}}."}
    )
    assert answer.status_code == 302
    assert f'code="{reading.code}"' in text_of(version, "a")
    assert Entry.objects.about(version).filter(verb="edited", by=translator).count() == 1
    assert version.revisions.count() == 2
    preview = browser.get(side).content.decode()
    assert "1 of 3 paragraphs" in preview


@pytest.mark.django_db
def test_findings_of_numbers_stand_beside_the_paragraph_after_saving():
    _original, version, translator, _reading = a_pair()
    browser = signed_in(translator)
    side = f"/en/desk/news/translations/{version.pk}/text/"
    htmx = {"HTTP_HX_REQUEST": "true"}
    answer = browser.post(
        f"{side}b/", {"seen": seen(version, "b"), "w-text": "Проведено 1 530 консультаций."}, **htmx
    )
    page = answer.content.decode()
    assert "The original says 1,350건 here, the translation 1 530" in html.unescape(page)
    assert page.startswith('<li id="p-b"')
    table = browser.get("/en/desk/news/translations/?numbers=1").content.decode()
    assert f"/translations/{version.pk}/text/#p-b" in table
    browser.post(f"{side}b/", {"seen": seen(version, "b"), "w-text": "Проведено 1 350 консультаций."})
    assert "Every number agrees" in browser.get(side).content.decode()
    assert (
        f"/translations/{version.pk}/"
        not in browser.get("/en/desk/news/translations/?numbers=1").content.decode()
    )


@pytest.mark.django_db
def test_the_later_of_two_is_refused_and_loses_nothing():
    _original, version, translator, _reading = a_pair()
    other = an_account("Second", Role.TRANSLATOR)
    before = seen(version, "b")
    side = f"/en/desk/news/translations/{version.pk}/text/"
    signed_in(other).post(f"{side}b/", {"seen": before, "w-text": "Первый вариант."})
    browser = signed_in(translator)
    answer = browser.post(f"{side}b/", {"seen": before, "w-text": "Второй вариант."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has saved this paragraph" in page
    assert "What Second saved" in page
    assert "<del>Второй</del><ins>Первый</ins>" in page
    assert re.search(r"<textarea[^>]*>Второй вариант.</textarea>", page)
    assert "Первый" in text_of(version, "b")
    newer = re.search(r'action="[^"]*/text/b/"[^>]*>.*?name="seen" value="(\w+)"', page, re.DOTALL)
    browser.post(f"{side}b/", {"seen": newer[1], "w-text": "Второй вариант."})
    assert "Второй" in text_of(version, "b")


@pytest.mark.django_db
def test_two_who_write_different_paragraphs_do_not_disturb_one_another():
    _original, version, translator, _reading = a_pair()
    first, second = seen(version, "a"), seen(version, "b")
    write_paragraph(version, block="a", words={"text": "Раз."}, seen=first, by=translator, at=NOW)
    write_paragraph(version, block="b", words={"text": "Два."}, seen=second, by=an_editor(), at=NOW)
    assert "Раз" in text_of(version, "a")
    assert "Два" in text_of(version, "b")
    with pytest.raises(Overtaken):
        write_paragraph(version, block="a", words={"text": "Три."}, seen=first, by=translator, at=NOW)


@pytest.mark.django_db
def test_what_the_original_gained_is_there_to_translate_and_what_it_lost_can_go():
    original, version, translator, _reading = a_pair()
    revise(
        original,
        body=[a_paragraph("상담 1,400건을 했다.", "b"), a_paragraph("끝.", "c")],
        by=None,
        at=NOW,
    )
    browser = signed_in(translator)
    side = f"/en/desk/news/translations/{version.pk}/text/"
    page = browser.get(side).content.decode()
    assert "<del>1,350건을</del><ins>1,400건을</ins>" in page
    browser.post(f"{side}c/", {"seen": "", "w-text": "Конец."})
    browser.post(f"{side}a/drop/", {"seen": seen(version, "a")})
    assert [one["id"] for one in now(version)[1:]] == ["b", "c"]
    assert browser.post(f"{side}b/drop/", {"seen": seen(version, "b")}).status_code == 404
    browser.post(f"/en/desk/news/translations/{version.pk}/follow/", {"back": "side"})
    assert "What changed in the original" not in browser.get(side).content.decode()


@pytest.mark.django_db
def test_a_version_is_begun_translated_and_sent_to_review():
    original, version, translator, _reading = a_pair()
    browser = signed_in(translator)
    side = f"/en/desk/news/translations/{version.pk}/text/"
    answer = browser.post(f"/en/desk/news/translations/{original.pk}/begin/", {"language": "mn"})
    mongol = Bulletin.objects.get(locale__language_code="mn")
    assert answer.url == f"/en/desk/news/translations/{mongol.pk}/text/"
    assert "disabled" in browser.get(side).content.decode()
    for block, text in (("title", "Заголовок"), ("a", "Раз."), ("b", "Два.")):
        browser.post(f"{side}{block}/", {"seen": seen(version, block), "w-text": text})
    browser.post(f"/en/desk/news/translations/{version.pk}/submit/")
    assert Bulletin.objects.get(pk=version.pk).workflow_in_progress
    assert Entry.objects.about(version).filter(verb="submitted").exists()
    browser.post(f"{side}a/", {"seen": seen(version, "a"), "w-text": "После."})
    assert "После" not in text_of(version, "a")
    signed_in(an_editor()).post(f"{side}a/", {"seen": seen(version, "a"), "w-text": "Редактор."})
    assert "Редактор" in text_of(version, "a")


@pytest.mark.django_db
def test_who_may_not_translate_reads_only_and_the_public_sees_nothing():
    _original, version, _translator, _reading = a_pair()
    side = f"/en/desk/news/translations/{version.pk}/text/"
    for account in (an_analyst(), an_officer()):
        browser = signed_in(account)
        page = browser.get(side)
        assert page.status_code == 200
        assert "<textarea" not in page.content.decode()
        answer = browser.post(f"{side}b/", {"seen": seen(version, "b"), "w-text": "Нет."})
        assert answer.status_code == 404
    assert Client().get(side).status_code == 302
    assert signed_in(an_account("Nobody")).get(side).status_code == 404
    assert "Нет" not in text_of(version, "b")


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_asks_as_many_questions_for_one_translation_as_for_three(
    rows, django_assert_max_num_queries
):
    translator = an_account("Translator", Role.TRANSLATOR)
    reading = a_report(636)
    for at in range(rows):
        original = a_draft(
            "원문",
            language="ko",
            body=[a_paragraph(f"{a_chip(reading)}이다.", "a")],
            published_on=date(2024, 5, at + 1),
        )
        begin_translation(original, language="ru", by=translator, at=NOW)
    browser = signed_in(translator)
    browser.get("/en/desk/news/translations/")
    with django_assert_max_num_queries(20):
        browser.get("/en/desk/news/translations/")


@pytest.mark.django_db
def test_a_translation_with_its_originals_words_is_not_sent():
    _original, version, translator, _reading = a_pair()
    from naru.history.book import Refusal

    with pytest.raises(Refusal, match="original's own words"):
        submit(version, by=translator, at=NOW)
