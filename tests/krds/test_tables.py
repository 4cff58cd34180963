"""Lists: what the address may ask, what the database is asked, and what stands on the screen."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from naru.directory.models import Account
from naru.krds.tables import Column, Filter, Table
from tests.makers.accounts import an_account

COLUMNS = [
    Column("name", "Name", sort="name", link=lambda row: f"/people/{row.pk}/"),
    Column("email", "E-mail"),
    Column("language", "Language", sort="language"),
]
LANGUAGE = Filter("language", "Language", [("ko", "Korean"), ("en", "English"), ("ru", "Russian")])


def a_request(query: str = "") -> Any:
    request = RequestFactory().get("/en/list/" + (f"?{query}" if query else ""))
    request.resolver_match = None
    return request


def a_table(query: str = "", **given: Any) -> Table:
    settings: dict[str, Any] = {
        "rows": Account.objects.all(),
        "columns": COLUMNS,
        "caption": "Accounts",
        "search": lambda rows, text: rows.filter(name__icontains=text),
        "filters": [LANGUAGE],
        "sort": "name",
    }
    return Table(a_request(query), **{**settings, **given})


def names(table: Table) -> list[str]:
    return [row.name for row in table.page.object_list]


def shown(table: Table) -> str:
    return Template("{% load krds %}{% table table %}").render(Context({"table": table}))


@pytest.fixture
def three(db: None) -> list[Account]:
    return [
        an_account("Bora", language="ko"),
        an_account("Aigerim", language="ru"),
        an_account("Carl", language="en"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Aigerim", "Bora", "Carl"]),
        ("sort=-name", ["Carl", "Bora", "Aigerim"]),
        ("sort=language", ["Carl", "Bora", "Aigerim"]),
        ("sort=email", ["Aigerim", "Bora", "Carl"]),
        ("sort=password", ["Aigerim", "Bora", "Carl"]),
        ("sort=-posts__account__password", ["Aigerim", "Bora", "Carl"]),
        ("sort=name;drop table directory_account", ["Aigerim", "Bora", "Carl"]),
        ("sort=--name", ["Aigerim", "Bora", "Carl"]),
        ("language=ko", ["Bora"]),
        ("language=nothing", ["Aigerim", "Bora", "Carl"]),
        ("language=ko&language=ru", ["Bora"]),
        ("language__in=ko", ["Aigerim", "Bora", "Carl"]),
        ("q=AR", ["Carl"]),
        ("q=%25", []),
        ("page=99", ["Aigerim", "Bora", "Carl"]),
        ("page=-1", ["Aigerim", "Bora", "Carl"]),
        ("page=one", ["Aigerim", "Bora", "Carl"]),
        ("per=100000", ["Aigerim", "Bora", "Carl"]),
    ],
)
def test_the_address_asks_only_for_what_the_list_offers(
    three: list[Account], query: str, expected: list[str]
) -> None:
    assert names(a_table(query)) == expected


def test_a_page_size_outside_the_offer_is_not_taken(three: list[Account]) -> None:
    assert a_table("per=100000").per == 20
    assert a_table("per=50").per == 50
    assert a_table("per=²").per == 20


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_twice_whatever_its_length(
    db: None, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        an_account(f"Person {number}")
    with django_assert_num_queries(2):
        assert shown(a_table()).count("<tr") == count + 1


@pytest.mark.parametrize("query", ["", "sort=-name&page=2", "sort=language", "q=ar", "language=ko"])
def test_a_long_list_finds_the_keys_of_its_page_first_and_shows_the_same(
    three: list[Account], monkeypatch: Any, query: str, django_assert_num_queries: Any
) -> None:
    plain = names(a_table(query, per_page=2))
    monkeypatch.setattr("naru.krds.tables.table.MANY", 0)
    with django_assert_num_queries(2), CaptureQueriesContext(connection) as seen:
        assert names(a_table(query, per_page=2)) == plain
    assert seen[-1]["sql"].count(" LIMIT ") == 1
    assert " IN (SELECT" in seen[-1]["sql"]


def test_several_choices_of_one_filter_are_alternatives(three: list[Account]) -> None:
    several = Filter("language", "Language", LANGUAGE.choices, several=True)
    table = a_table("language=ko&language=ru&language=ko", filters=[several])
    assert names(table) == ["Aigerim", "Bora"]
    assert [str(chip.text) for chip in table.chips] == ["Korean", "Russian"]
    assert table.chips[0].url == "/en/list/?language=ru"


def test_chips_name_what_narrows_and_take_only_that_away(three: list[Account]) -> None:
    table = a_table("q=a&language=ru&sort=-name&page=2")
    assert [str(chip.text) for chip in table.chips] == ["a", "Russian"]
    assert QueryDict(table.chips[0].url.partition("?")[2]).dict() == {"language": "ru", "sort": "-name"}
    assert QueryDict(table.clear_url.partition("?")[2]).dict() == {"sort": "-name"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2024-04-25", 1), ("2024-04-24", 2), ("2024-13-45", 2), ("yesterday", 2), ("", 2)],
)
def test_a_day_filter_takes_a_day_and_nothing_else(value: str, expected: int) -> None:
    rows = [SimpleNamespace(on=date(2024, 4, 24)), SimpleNamespace(on=date(2024, 4, 26))]
    since = Filter(
        "since", "From", kind="day", apply=lambda rows, day: [row for row in rows if row.on >= day]
    )
    table = Table(
        a_request(f"since={value}"),
        rows=rows,
        columns=[Column("on", "On", kind="date")],
        caption="Days",
        filters=[since],
    )
    assert table.count == expected


def test_a_flag_filter_is_on_or_absent(three: list[Account]) -> None:
    flag = Filter("mine", "Mine", kind="flag", apply=lambda rows, value: rows.filter(name="Bora"))
    assert names(a_table("mine=1", filters=[flag])) == ["Bora"]
    assert len(names(a_table("mine=0", filters=[flag]))) == 3


def test_empty_values_stay_last_in_both_directions() -> None:
    rows = [SimpleNamespace(n=2), SimpleNamespace(n=None), SimpleNamespace(n=1)]
    for query, expected in (("sort=n", [1, 2, None]), ("sort=-n", [2, 1, None])):
        table = Table(a_request(query), rows=rows, columns=[Column("n", "N", sort="n")], caption="N")
        assert [row.n for row in table.found] == expected


def test_empty_values_stay_last_in_the_database_too(three: list[Account]) -> None:
    Account.objects.filter(name="Carl").update(last_login="2024-04-24T00:00Z")
    columns = [Column("name", "Name"), Column("seen", "Seen", value="last_login", sort="last_login")]
    for query in ("sort=seen", "sort=-seen"):
        assert names(a_table(query, columns=columns))[0] == "Carl"


def test_the_pages_hold_each_row_once(db: None) -> None:
    for number in range(45):
        an_account(f"Same {number % 2}")
    seen = [row.pk for page in (1, 2, 3) for row in a_table(f"page={page}&sort=name").page.object_list]
    assert len(seen) == len(set(seen)) == 45


def test_an_export_holds_the_whole_filtered_list_and_not_the_page(db: None) -> None:
    for number in range(25):
        an_account(f"Person {number:02}", language="ko")
    an_account("Somebody else", language="en")
    table = a_table("language=ko&page=2")
    assert len(names(table)) == 5
    assert table.found.count() == 25
    assert table.csv_url == "/en/list/?language=ko&export=csv"


def test_two_lists_on_a_page_do_not_disturb_each_other(three: list[Account]) -> None:
    query = "q=bora&guests-q=carl&guests-language=en"
    assert names(a_table(query)) == ["Bora"]
    guests = a_table(query, name="guests")
    assert names(guests) == ["Carl"]
    assert "q=bora" in guests.clear_url
    assert "guests-q" not in guests.clear_url


def test_what_people_typed_is_printed_as_text(db: None) -> None:
    an_account("<script>alert(1)</script>")
    table = a_table('q=<script>"')
    assert "<script" not in shown(table)
    assert "&lt;script&gt;" in shown(a_table())


@pytest.mark.parametrize(
    ("column", "row", "plain", "cell"),
    [
        (Column("n", "N", kind="number"), {"n": 1234567}, 1234567, "1,234,567"),
        (Column("n", "N", kind="number", decimals=1), {"n": 2}, 2, "2.0"),
        (Column("n", "N", kind="number"), {"n": 0}, 0, "0"),
        (Column("b", "B", kind="bool"), {"b": False}, False, "No"),
        (Column("b", "B"), {"b": ""}, "", "–"),
        (Column("b", "B"), {}, None, "–"),
        (Column("deep", "D", value="a.b.c"), {"a": {"b": {"c": "x"}}}, "x", "x"),
        (Column("deep", "D", value="a.b.c"), {"a": None}, None, "–"),
        (Column("on", "On", kind="date"), {"on": date(2024, 4, 24)}, date(2024, 4, 24), "24 April 2024"),
        (Column("s", "S", kind="tag", tone=lambda row: "danger"), {"s": "Late"}, "Late", "bg-light-danger"),
        (Column("s", "S", kind="tag", tone=lambda row: '"><b'), {"s": "Late"}, "Late", "bg-light-gray"),
        (Column("t", "T", lang=lambda row: "mn"), {"t": "Өвөр"}, "Өвөр", 'lang="mn"'),
    ],
)
def test_a_cell_is_written_for_the_screen_and_for_a_file(
    column: Column, row: dict[str, Any], plain: Any, cell: str
) -> None:
    from django.utils.translation import override

    with override("en"):
        assert column.plain(row) == plain
        assert cell in column.cell(row)


def test_the_order_in_force_is_told_to_screen_readers(three: list[Account]) -> None:
    page = shown(a_table("sort=-name"))
    assert page.count("aria-sort") == 1
    assert 'aria-sort="descending"' in page
    assert 'href="/en/list/?sort=name"' in page


def test_an_empty_list_says_what_to_do(db: None) -> None:
    page = shown(a_table(empty="No account yet.", empty_action=("Invite", "/invite/")))
    assert "No account yet." in page
    assert 'href="/invite/"' in page
    an_account("Bora")
    assert "No account yet." not in shown(a_table(empty="No account yet."))


def test_a_search_without_result_offers_the_way_back(three: list[Account]) -> None:
    page = shown(a_table("q=nobody", empty="No account yet."))
    assert "No account yet." not in page
    assert 'href="/en/list/"' in page
