"""One list as a visitor asked for it: what was asked, what is found, and the addresses of its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from naru.krds.tables.columns import Column, Text
from naru.krds.tables.filters import Chip, Filter, Question, is_day
from naru.krds.tables.orders import Heading, ordered

SIZES = (20, 50, 100)
"""How many rows a visitor may ask for on one page."""
MANY = 1_000
"""From how many rows on a database is asked for the keys of a page before the rest of it."""


class Table:
    """
    One list as the visitor asked for it.

    It reads `?q= &sort= &page= &per= &<filter>=` from the request (with `<name>-` before each where the
    table is not called rows), ignores what it does not know, and asks the database twice: for the count
    and for the rows of the page.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        rows: Any,
        columns: Sequence[Column],
        caption: Text,
        filters: Sequence[Filter] = (),
        search: Callable[[Any, str], Any] | None = None,
        sort: str = "",
        per_page: int = 20,
        empty: Text = "",
        empty_action: tuple[Text, str] | None = None,
        name: str = "rows",
        file_name: str = "",
        small: Literal["cards", "scroll"] = "cards",
    ) -> None:
        self.request = request
        self.rows = rows
        self.all_columns = list(columns)
        self.columns = [column for column in columns if column.show]
        self.exported_columns = [column for column in columns if column.export]
        self.caption = caption
        self.filters = filters
        self.search = search
        self.default_sort = sort
        self.per_page = per_page
        self.empty = empty
        self.empty_action = empty_action
        self.name = name
        self.file_name = (
            file_name or (request.resolver_match.url_name if request.resolver_match else "") or name
        )
        self.small = small
        self.prefix = "" if name == "rows" else f"{name}-"

    # What was asked

    def asked(self, key: str) -> str:
        """Give one answer from the address, without blanks around it."""
        return self.request.GET.get(self.prefix + key, "").strip()

    @cached_property
    def q(self) -> str:
        """The text searched for."""
        return self.asked("q")[:200] if self.search else ""

    @property
    def has_search(self) -> bool:
        """Whether the list can be searched by text."""
        return self.search is not None

    @cached_property
    def order(self) -> str:
        """The key of the column in order, with a minus where it runs down; empty for the rows' own order."""
        wanted = self.asked("sort")
        if wanted.removeprefix("-") in {column.key for column in self.all_columns if column.sort}:
            return wanted
        return "" if self.q else self.default_sort

    @cached_property
    def per(self) -> int:
        """How many rows stand on a page."""
        wanted = self.asked("per")
        return int(wanted) if wanted in {str(size) for size in self.sizes} else self.per_page

    @cached_property
    def sizes(self) -> list[int]:
        """The page sizes offered."""
        return sorted({*SIZES, self.per_page})

    @cached_property
    def questions(self) -> list[Question]:
        """The filters with this visitor's valid answers."""
        asked = []
        for one in self.filters:
            options = one.options()
            values = [value.strip() for value in self.request.GET.getlist(self.prefix + one.key)]
            if one.kind == "day":
                chosen = [value for value in values[:1] if is_day(value)]
            elif one.kind == "flag":
                chosen = ["1"] if "1" in values else []
            else:
                known = {value for value, _label in options}
                chosen = [value for value in dict.fromkeys(values) if value in known]
                chosen = chosen if one.several else chosen[:1]
            asked.append(Question(one, self.prefix + one.key, options, chosen))
        return asked

    # What is found

    @cached_property
    def found(self) -> Any:
        """Every row that answers search and filters, in order: what an export holds."""
        rows = self.rows
        for question in self.questions:
            if question.value is not None:
                rows = question.asked.narrow(rows, question.value)
        if self.q and self.search:
            rows = self.search(rows, self.q)
        if not self.order:
            return rows
        key = self.order.removeprefix("-")
        column = next(column for column in self.all_columns if column.key == key)
        return ordered(rows, column, down=self.order.startswith("-"))

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; a page that does not exist is the nearest one."""
        page = Paginator(self.found, self.per).get_page(self.asked("page") or 1)
        found = self.found
        if isinstance(found, QuerySet) and found._fields is None and page.paginator.count > MANY:
            # The keys of the page first, in the same question: else the database carries every column of
            # every row, and all that is joined to it, through its sorting.
            page.object_list = found.filter(pk__in=page.object_list.values("pk"))
        return page

    @property
    def count(self) -> int:
        """How many rows were found."""
        return self.page.paginator.count

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter is in force."""
        return bool(self.q or any(question.chosen for question in self.questions))

    # Addresses

    def url(self, **changes: str | int | list[str] | None) -> str:
        """Give the address of this list with some answers changed; None or empty takes one out."""
        query = {key: values for key, values in self.request.GET.lists() if key != "export"}
        for key, value in changes.items():
            name = self.prefix + key
            query.pop(name, None)
            if isinstance(value, list):
                query[name] = value
            elif value not in (None, ""):
                query[name] = [str(value)]
        return _address(self.request, query)

    @cached_property
    def clear_url(self) -> str:
        """The address of the list without search and filters."""
        gone: dict[str, None] = {question.asked.key: None for question in self.questions}
        return self.url(**gone, q=None, page=None)

    def export_url(self, form: str) -> str:
        """Give the address that answers with the whole list as a file."""
        query = {key: values for key, values in self.request.GET.lists() if key != self.prefix + "page"}
        return _address(self.request, {**query, "export": [form]})

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the list, each with the address without it."""
        chips = [Chip(_("Search"), self.q, self.url(q=None, page=None))] if self.q else []
        for question in self.questions:
            for value, text in question.labels:
                rest = [other for other in question.chosen if other != value]
                url = self.url(**{question.asked.key: rest}, page=None)
                chips.append(Chip(question.asked.label, text, url))
        return chips

    @cached_property
    def headings(self) -> list[Heading]:
        """The heads of the columns shown."""
        heads = []
        for column in self.columns:
            up, down = self.order == column.key, self.order == f"-{column.key}"
            url = self.url(sort=f"-{column.key}" if up else column.key, page=None) if column.sort else ""
            heads.append(Heading(column, "ascending" if up else "descending" if down else "", url))
        return heads

    @cached_property
    def lines(self) -> list[list[tuple[Column, SafeString]]]:
        """The rows of the page as cells."""
        return [[(column, column.cell(row)) for column in self.columns] for row in self.page.object_list]

    @cached_property
    def pages(self) -> list[tuple[int | None, str]]:
        """The page numbers with their addresses; None stands for a gap."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [
            (number, self.url(page=number if number > 1 else None)) if isinstance(number, int) else (None, "")
            for number in numbers
        ]

    @property
    def previous_url(self) -> str:
        """The address of the page before, or nothing on the first."""
        number = self.page.number - 1
        return self.url(page=number if number > 1 else None) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or nothing on the last."""
        return self.url(page=self.page.number + 1) if self.page.has_next() else ""

    @property
    def size_urls(self) -> list[tuple[int, str]]:
        """The page sizes with their addresses."""
        return [
            (size, self.url(per=None if size == self.per_page else size, page=None)) for size in self.sizes
        ]

    @cached_property
    def orders(self) -> list[tuple[str, Text, bool]]:
        """Every order there is: its key, the column's label, whether it runs down. For narrow screens."""
        columns = [column for column in self.columns if column.sort]
        return [(mark + column.key, column.label, bool(mark)) for column in columns for mark in ("", "-")]

    @property
    def csv_url(self) -> str:
        """The address of the whole list as CSV."""
        return self.export_url("csv")

    @property
    def xlsx_url(self) -> str:
        """The address of the whole list as XLSX."""
        return self.export_url("xlsx")

    @property
    def json_url(self) -> str:
        """Where the whole list is had as JSON."""
        return self.export_url("json")

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form carries along unseen: the order, the page size, others' answers."""
        own = (
            {self.prefix + key for key in ("q", "page", "sort")}
            | {q.name for q in self.questions}
            | {"export"}
        )
        return [
            (key, value) for key, values in self.request.GET.lists() if key not in own for value in values
        ]


def _address(request: HttpRequest, query: dict[str, list[str]]) -> str:
    written = urlencode(query, doseq=True)
    return f"{request.path}?{written}" if written else request.path
