"""Reading saved pages, finding names, comparing translations, counting visits: tables without a database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.newsroom.rules.desk import may_with
from naru.newsroom.rules.documents import LARGEST, Unreadable, decode, language_of, parse
from naru.newsroom.rules.mentions import Name, Reason, Undertaking, mentions, undertakings
from naru.newsroom.rules.paragraphs import Change, behind, codes_in, paragraphs
from naru.newsroom.rules.search import search_key
from naru.newsroom.rules.visits import counts, mark, visitor

FIXTURES = Path(__file__).parent / "fixtures"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def test_a_bulleted_board_page_is_read():
    page = parse(decode((FIXTURES / "board_bullets.txt").read_bytes()))
    assert page.title == (
        "[Mar. 2020] Harbour Clinic Opens a Second Ward for Visitors from the Islands and the Coast"
    )
    assert (page.layout, page.name, page.published_on, page.views, page.language) == (
        "board",
        "관리자",
        date(2020, 5, 4),
        1045,
        "en",
    )
    assert page.subtitle == "Twelve rooms with a view of the sea"
    assert [part.kind for part in page.body] == ["paragraph", "paragraph", "heading", "paragraph"]


def test_a_dashed_board_page_has_no_views_and_its_title_is_not_repeated():
    page = parse(decode((FIXTURES / "board_dashes.txt").read_bytes()))
    assert page.views is None
    assert page.published_on == date(2021, 4, 9)
    assert [part.text for part in page.body] == [
        "The river volunteers will spend three days in the northern valleys.",
        "They bring four doctors, two dentists and a tent.",
    ]


def test_a_press_page_loses_weather_menus_and_sharing():
    page = parse(decode((FIXTURES / "press.txt").read_bytes()))
    assert (page.layout, page.name, page.views, page.language) == ("press", None, None, "ko")
    assert page.published_on == date(2022, 6, 2)
    assert page.title == "나루시, 바다 건너 의료 박람회에 세 번째 참가"
    assert page.subtitle == "시, 박람회에 공동관 마련"
    assert [part.kind for part in page.body] == ["item", "paragraph", "paragraph"]
    for noise in ("℃", "기상청", "공유", "모바일", "뉴스"):
        assert noise not in page.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_same_page_in_any_encoding_is_the_same(encoding: str):
    text = (FIXTURES / "press.txt").read_text(encoding="utf-8")
    text = text.replace("\xa0", " ").replace("℃", "C").replace("•", "·")
    assert parse(decode(text.encode(encoding))) == parse(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"x" * (LARGEST + 1), "too large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x06@" * 9, "not text"),
        (bytes(range(128, 256)) * 20, "not text"),
        (b"Only a line.", "neither a page of a board"),
        (b"- Name A\n- Date 2024-01-01\nThe text stands here.", "No title"),
        (b"Title of it\n- Name A\n- Date 2024-02-30\nThe text.", "not a day"),
        (b"Title of it\n- Name A\n- Date 2024-02-03\n- Views many\nThe text.", "not a number"),
        (b"Title of it\n- Name A\n- Date 2024-02-03\n", "No text"),
    ],
)
def test_what_is_no_bulletin_is_refused_with_a_sentence(data: bytes, words: str):
    with pytest.raises(Unreadable, match=words):
        parse(decode(data))


@given(st.binary(max_size=400))
def test_whatever_bytes_come_they_are_read_or_refused(data: bytes):
    try:
        page = parse(decode(data))
    except Unreadable:
        return
    assert page.title
    assert page.body


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A day in the harbour of 나루", "en"),
        ("나루시가 KITF 2024에 참가했다", "ko"),
        ("Врачи из Кореи приехали в Алматы", "ru"),
        ("Өнөөдөр Солонгосын эмч нар үзлэг хийнэ", "mn"),
        ("Các bác sĩ Hàn Quốc đến khám bệnh", "vi"),
        ("韩国医生今天来到乌兰巴托", "zh-hans"),
    ],
)
def test_the_language_is_told_by_its_letters(text: str, language: str):
    assert language_of(text) == language


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not beside this checkout")
def test_the_originals_give_their_dates_and_views():
    pages = [parse(decode(path.read_bytes())) for path in sorted(SEEDS.glob("*.txt"))]
    assert [str(page.published_on) for page in pages] == [
        "2021-12-15",
        "2022-01-24",
        "2023-01-31",
        "2024-07-18",
        "2024-05-13",
    ]
    assert [page.views for page in pages] == [1132, 1202, 711, None, None]
    assert [page.language for page in pages] == ["en", "en", "en", "en", "ko"]
    assert not any("℃" in page.text for page in pages)


NAMES = [
    Name("organisation", "1", "Bundang Jesaeng General Hospital"),
    Name("organisation", "1", "분당제생병원"),
    Name("organisation", "2", "가톨릭대학교 부천성모병원"),
    Name("person", "3", "Tukhtamishev Muzaffar"),
    Name("place", "4", "Almaty"),
    Name("place", "5", "부천"),
    Name("country", "ID", "인도네시아"),
    Name("country", "IN", "인도"),
    Name("place", "6", "Same"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Bundang Jesaeng General Hospital invited them.", [("1", Reason.NAME)]),
        ("분당제생병원에서 열렸다.", [("1", Reason.NAME)]),
        ("가톨릭대학교부천성모병원이 함께했다.", [("2", Reason.NAME)]),
        ("В беседе участвовал Тухтамишев Музаффар.", [("3", Reason.TRANSLITERATED)]),
        ("인도네시아와 협력한다.", [("ID", Reason.NAME)]),
        ("인도에서 왔다.", [("IN", Reason.NAME)]),
        ("At the same time nothing happened in Almatyville.", []),
    ],
)
def test_names_are_found_as_people_write_them(text: str, found: list[tuple[str, str]]):
    assert [(one.key, one.reason) for one in mentions([text], NAMES)] == found


def test_a_name_that_two_bear_says_so():
    names = [Name("person", "1", "Kim Minsu"), Name("person", "2", "Kim Minsu")]
    assert {one.reason for one in mentions(["Kim Minsu spoke."], names)} == {Reason.SHARED_NAME}


def test_an_activity_is_found_by_title_by_days_and_place_or_by_days_and_kind():
    since, until = date(2024, 4, 24), date(2024, 4, 27)
    titled = Undertaking("1", ("Spring Fair",), None, None, "fair", None, None)
    there = Undertaking("2", ("x",), since, until, "mission", "4", "KZ")
    of_kind = Undertaking("3", ("x",), since, until, "forum", None, None)
    other = Undertaking("4", ("x",), since, until, "course", None, None)
    later = Undertaking("5", ("x",), until, date(2024, 5, 1), "fair", "4", "KZ")
    found = undertakings(
        ["The Spring Fair in Almaty."],
        [titled, there, of_kind, other, later],
        since=since,
        until=until,
        category="fairs",
        places=["4"],
    )
    assert [(one.key, one.reason) for one in found] == [
        ("1", Reason.TITLE),
        ("2", Reason.DAYS_AND_PLACE),
        ("3", Reason.DAYS_AND_KIND),
    ]


@pytest.mark.parametrize(
    ("title", "until", "found"),
    [
        ("2022 해외 의료인 온라인 연수", date(2023, 1, 1), False),
        ("2022 의료관광 코디네이터 역량강화 워크숍", date(2023, 1, 1), True),
        ("2022 해외 의료인 온라인 연수", date(2022, 11, 5), True),
    ],
)
def test_a_year_in_common_links_nothing_unless_a_word_of_the_title_heads_the_text(title, until, found):
    since = date(2022, 1, 1) if until.year == 2023 else date(2022, 10, 31)
    links = undertakings(
        ["외국인환자 곁의 코디네이터, 경기도가 키운다", "해외 의료인도 온라인 연수를 받는다."],
        [Undertaking("1", (title,), since, until, "course", None, None)],
        since=date(2022, 10, 31),
        until=date(2022, 11, 5),
        category="coordinators",
    )
    assert bool(links) is found


def _parts(*texts: tuple[str, str]) -> list[dict[str, str]]:
    return [{"id": key, "kind": "paragraph", "text": text} for key, text in texts]


@pytest.mark.parametrize(
    ("then", "now", "changes"),
    [
        (_parts(("a", "x")), _parts(("a", "x")), []),
        (_parts(("a", "x"), ("b", "y")), _parts(("b", "y"), ("a", "x")), []),
        (_parts(("a", "x")), _parts(("a", "z")), [(Change.CHANGED, "a")]),
        (_parts(("a", "x")), _parts(("a", "x"), ("b", "y")), [(Change.ADDED, "b")]),
        (_parts(("a", "x"), ("b", "y")), _parts(("b", "y")), [(Change.REMOVED, "a")]),
    ],
)
def test_a_translation_is_behind_by_what_changed(then, now, changes):
    assert [(one.change, one.id) for one in behind(then, now)] == changes


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_change_give_both_texts(then: str, now: str):
    found = behind(_parts(("a", then)), _parts(("a", now)))
    assert bool(found) == (then != now)
    for one in found:
        assert "".join(text for state, text in one.pieces() if state != "new") == then
        assert "".join(text for state, text in one.pieces() if state != "gone") == now


def test_chips_are_found_and_spoken():
    body = [
        {"type": "paragraph", "value": '<p>We had <embed embedtype="figure" code="abc"/> &amp; more.</p>'},
        {"type": "figures", "value": [{"type": "item", "id": "1", "value": "xyz"}]},
    ]
    assert codes_in(body) == ["abc", "xyz"]
    told = paragraphs("T", "", body, {"abc": "636 people", "xyz": "50 MOUs"}.__getitem__)
    assert [part["text"] for part in told] == ["T", "We had 636 people & more.", "50 MOUs"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, True),
        ({"method": "HEAD"}, False),
        ({"agent": ""}, False),
        ({"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, False),
        ({"agent": "curl/8.5"}, False),
        ({"agent": "facebookexternalhit/1.1"}, False),
        ({"purpose": "prefetch;prerender"}, False),
        ({"is_office": True}, False),
    ],
)
def test_only_somebody_reading_counts(said, expected):
    asked = {"method": "GET", "agent": "Mozilla/5.0 Firefox/130", "purpose": "", "is_office": False} | said
    assert counts(**asked) is expected


def test_a_mark_tells_visitors_and_days_apart_and_proxies_are_trusted_by_number():
    one = mark("salt", visitor="1.2.3.4", agent="A", bulletin=1)
    assert one != mark("other", visitor="1.2.3.4", agent="A", bulletin=1)
    assert one != mark("salt", visitor="1.2.3.5", agent="A", bulletin=1)
    assert one != mark("salt", visitor="1.2.3.4", agent="A", bulletin=2)
    assert visitor("9.9.9.9", "6.6.6.6, 1.2.3.4", proxies=0) == "9.9.9.9"
    assert visitor("9.9.9.9", "6.6.6.6, 1.2.3.4", proxies=1) == "1.2.3.4"


@pytest.mark.parametrize(
    ("role", "deed", "translation", "own", "expected"),
    [
        ("editor", "publish", False, False, True),
        ("head", "publish", False, False, True),
        ("translator", "change", True, False, True),
        ("translator", "change", False, False, False),
        ("translator", "publish", True, False, False),
        ("officer", "change", False, True, True),
        ("officer", "change", False, False, False),
        ("officer", "publish", False, True, False),
        ("officer", "view", False, False, True),
        ("analyst", "view", False, False, False),
    ],
)
def test_each_role_does_its_own(role, deed, translation, own, expected):
    assert may_with([role], deed, is_translation=translation, is_own_draft=own) is expected


@given(st.text(max_size=80))
def test_a_search_key_of_a_key_is_itself(text: str):
    assert search_key(search_key(text)) == search_key(text)
