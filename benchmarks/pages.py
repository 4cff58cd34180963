"""
Server time of the pages, beside the smallest view that asks as often, and whether more rows ask more.

The floor of a page is a view in the same process, behind the same middleware and address table, with the same
signed-in account. It asks as many questions as the page, each through the ORM at its plainest: of the table
that the page's question begins with, as many rows and the same columns of it, in no order, without condition or
join; where the page counts, it counts that table. Then it renders one compiled template of one line through the
same context processors. It draws no frame, translates nothing and loops over nothing. So a page pays for all
that it asks beyond plain reading (conditions, joins, orders, what comes along from other tables) and for every
mark it writes; what any view pays that fetches these rows, both pay.

A public page is kept until history moves (docs/decisions/0034), so it has two lines: as it is served again, which is
what a visitor waits for, beside a floor with as many queries as that takes; and as it is made anew after a change, which
one visitor waits for, beside a floor with the queries of that, held against the same target. The desk keeps
no page; where it remembers what was found (the board of figures), it has both lines too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils.translation import override

from benchmarks import world
from benchmarks.measure import Line, by_turns
from naru.activities.models import Activity
from naru.directory.models import Country, Organisation, Person
from naru.history.book import SHELF
from naru.history.models import Entry
from naru.newsroom.models import Bulletin

CLAIM = "A page takes at most 3 times the smallest view with as many queries"
ANEW = "What is kept, made anew after a change, takes at most 3 times the smallest view with as many queries"
SAME = "A page asks as often for ten times the rows"
DATABASES = ("sqlite", "postgresql")
FLOOR = "bench-floor/"


@dataclass(frozen=True)
class Page:
    """One page: what the table calls it, the name of its address, its arguments, whether staff opens it, what it asks."""

    title: str
    name: str
    arguments: Callable[[], list[Any]] = list
    staff: bool = False
    asks: str = ""


def _first(rows: Any, field: str = "pk") -> Callable[[], list[Any]]:
    return lambda: [rows.order_by("pk").values_list(field, flat=True).first()]


PAGES = (
    Page("public: home", "front:home"),
    Page("public: board of bulletins", "newsroom:board"),
    Page(
        "public: one bulletin", "newsroom:bulletin", _first(Bulletin.objects.filter(number__gt=5), "number")
    ),
    Page("public: calendar of activities", "activities:calendar"),
    Page("public: one activity", "activities:activity", _first(Activity.objects.all())),
    Page("public: figures", "figures:figures"),
    Page("public: one figure", "figures:figure", lambda: ["patients.by_nationality"]),
    Page("public: search", "front:search", asks="q=의료"),
    Page("public: organisations", "directory:organisations"),
    Page("public: one organisation", "directory:organisation", _first(Organisation.objects.all())),
    Page("public: one country", "directory:country", lambda: ["kz"]),
    Page("desk: home", "front:desk", staff=True),
    Page("desk: people", "directory:people", staff=True),
    Page("desk: one person", "directory:person", _first(Person.objects.all()), staff=True),
    Page("desk: organisations", "directory:organisations", staff=True),
    Page("desk: one organisation", "directory:organisation", _first(Organisation.objects.all()), staff=True),
    Page("desk: activities", "activities:calendar", staff=True),
    Page("desk: one activity", "activities:activity", _first(Activity.objects.all()), staff=True),
    Page("desk: who takes part", "activities:people", _first(Activity.objects.all()), staff=True),
    Page("desk: translations behind", "newsroom-desk:translations", staff=True),
    Page("desk: one country", "directory:country", lambda: ["kz"], staff=True),
    Page("desk: figures", "figures:board", staff=True),
    Page("desk: one figure", "figures:figure", lambda: ["patients.by_nationality"], staff=True),
    Page("desk: search", "front:search", staff=True, asks="q=ахметов"),
    Page("desk: log", "history:log", staff=True),
    Page(
        "desk: one entry of the log",
        "history:entry",
        _first(Entry.objects.filter(subject_kind="directory.organisation"), "number"),
        staff=True,
    ),
    Page("desk: letters", "letters:letters", staff=True),
    Page("desk: work", "history:jobs", staff=True),
    Page("desk: uploads", "sheets:uploads", staff=True),
)


@dataclass(frozen=True)
class Question:
    """One question of a page as the floor asks it: of which table, which columns, how many rows (None: count)."""

    model: Any
    fields: tuple[str, ...] = ()
    rows: int | None = None

    def ask(self) -> Any:
        """Ask it plainly."""
        everything = self.model._base_manager.order_by()
        if self.rows is None:
            return everything.count()
        return list(everything.only(*self.fields)[: self.rows])


QUESTIONS: list[Question] = []
"""What the floor asks now."""


def _floor(request: HttpRequest) -> HttpResponse:
    found = [question.ask() for question in QUESTIONS]
    return HttpResponse(_template().render({"many": len(found)}, request))


@cache
def _template() -> Any:
    # Compiled once, as the cached loader does with the pages' own.
    return engines["django"].from_string("<!doctype html><title>Floor</title><p>{{ many }}</p>")


_floor.open_to = ("anyone",)  # type: ignore[attr-defined]


def _addresses(only: str) -> Iterator[tuple[Page, str]]:
    with override("ko"):
        for one in (page for page in PAGES if only in page.title):
            yield one, reverse(one.name, args=one.arguments()) + (f"?{one.asks}" if one.asks else "")


def _asked(client: Client, address: str) -> int:
    _get(client, address)
    SHELF.clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        _get(client, address)
    return len(seen)


def _statements(client: Client, address: str, get: Callable[[Client, str], None]) -> list[tuple[str, Any]]:
    seen: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        seen.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        get(client, address)
    return seen


def _questions(
    client: Client, address: str, get: Callable[[Client, str], None]
) -> tuple[list[Question], int]:
    """
    Give the page's questions as the floor asks them, without those that the middleware asks of both.

    Say too how many the page asks in all.
    """
    QUESTIONS.clear()
    both = [sql for sql, _values in _statements(client, f"/{FLOOR}", _get)]
    models = {model._meta.db_table: model for model in apps.get_models()}
    found = []
    asked = _statements(client, address, get)
    for sql, values in asked:
        if sql in both:
            both.remove(sql)
            continue
        # A question without a table of ours (a union, a save point) is replaced by one row of the smallest.
        table = re.search(r'\bFROM "(\w+)"', sql)
        model = models.get(table[1], Country) if table else Country
        columns = set(re.findall(rf'"{model._meta.db_table}"."(\w+)"', sql.partition(" FROM ")[0]))
        fields = tuple(field.name for field in model._meta.concrete_fields if field.column in columns)
        if not sql.startswith("SELECT"):
            found.append(Question(model, ("pk",), 1))
        elif not fields:
            found.append(Question(model))
        else:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                found.append(Question(model, fields, len(cursor.fetchall())))
    return found, len(asked)


def _anew(client: Client, address: str) -> None:
    SHELF.clear()
    _get(client, address)


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")


def measure(*, quick: bool, only: str = "") -> Iterator[Line]:
    """Count the queries in a small world, fill it up, count again, then measure page by page (`only` some)."""
    from naru.front import urls

    urls.urlpatterns.append(path(FLOOR, _floor))
    small = {"of_bulletins": 30, "of_people": 300, "of_activities": 150, "of_entries": 30, "years": 4}
    large = {
        "of_bulletins": 1_000,
        "of_people": 10_000,
        "of_activities": 5_000,
        "of_entries": 300,
        "years": 16,
    }
    account = world.fill(**small)
    clients = {False: Client(), True: Client()}
    clients[True].force_login(account)
    before = {(one, address): _asked(clients[one.staff], address) for one, address in _addresses(only)}
    world.fill(**({key: 4 * value for key, value in small.items()} if quick else large))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for (one, address), few in before.items():
        client = clients[one.staff]
        many = _asked(client, address)
        for claim, get in ((CLAIM, _get), (ANEW, _anew)):
            if claim == ANEW and len(SHELF) == 0:
                continue  # not a page that is kept: the one line has said it
            get(client, address)
            QUESTIONS[:], asked = _questions(client, address, get)
            ours, floor = by_turns(
                lambda client=client, address=address, get=get: get(client, address),
                lambda client=client: _get(client, f"/{FLOOR}"),
                rounds=5 if quick else 31,
            )
            yield Line(claim, one.title, ours * 1000, floor * 1000, "ms", 3, f"{asked} queries")
        SHELF.clear()
        yield Line(SAME, one.title, many, few, "queries", 1, "small world beside full world", size=True)
