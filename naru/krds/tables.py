"""Lists on screen: columns, filters, search, order and pages of one table, read from the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naru.krds.formats import words

Kind = Literal["text", "number", "date", "moment", "tag", "link", "bool"]
Text = str | Promise
SIZES = (20, 50, 100)
"""How many rows a visitor may ask for on one page."""
FIRST_YEAR, LAST_YEAR = 1800, 2999
"""The years that a day in an address may lie in."""
BADGES = {
    "neutral": "bg-light-gray",
    "info": "bg-light-information",
    "success": "bg-light-success",
    "warning": "bg-light-warning",
    "danger": "bg-light-danger",
}
"""The tones of a status word and KRDS's badge for each."""
EMPTY = format_html('<span class="is-empty">{}</span>', "–")


@dataclass(frozen=True)
class Column:
    """One column: where its value comes from, how it is written, and whether it can be ordered."""

    key: str
    label: Text
    value: str | Callable[[Any], Any] | None = None
    kind: Kind = "text"
    sort: str | Sequence[str] | None = None
    link: Callable[[Any], str | None] | None = None
    tone: Callable[[Any], str | None] | None = None
    lang: Callable[[Any], str | None] | None = None
    export: bool = True
    show: bool = True
    decimals: int | None = None
    width: Literal["", "narrow", "medium", "wide"] = ""

    def raw(self, row: Any) -> Any:
        """Give the row's value: by the callable, or by the dotted path (the key where none is given)."""
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for part in (self.value or self.key).split("."):
            found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
            if callable(found) and not hasattr(found, "all"):
                found = found()
            if found is None:
                return None
        return found

    def plain(self, row: Any) -> Any:
        """Give the value for a file: numbers, days, moments and booleans as they are, all else as text."""
        value = self.raw(row)
        if value is None or self.kind in {"number", "date", "moment", "bool"}:
            return value
        return str(value)

    def cell(self, row: Any) -> SafeString:
        """Give the value as markup in the page's language."""
        value = self.raw(row)
        if self.kind == "bool" and value is not None:
            value = gettext("Yes") if value else gettext("No")
        if value is None or value == "":
            return EMPTY
        if self.kind == "number":
            text = conditional_escape(words.number(value, self.decimals))
        elif self.kind in {"date", "moment"}:
            text = format_html(
                '<time datetime="{}">{}</time>', value.isoformat(), words.WRITERS[self.kind](value)
            )
        else:
            text = conditional_escape(value)
        if self.kind == "tag":
            tone = (self.tone(row) if self.tone else None) or "neutral"
            badge = BADGES.get(tone, BADGES["neutral"])
            text = format_html('<span class="krds-badge {}">{}</span>', badge, text)
        language = self.lang(row) if self.lang else None
        address = self.link(row) if self.link else None
        if address:
            mark = format_html(' lang="{}"', language) if language else ""
            return format_html('<a href="{}"{}>{}</a>', address, mark, text)
        return format_html('<span lang="{}">{}</span>', language, text) if language else SafeString(text)


@dataclass(frozen=True)
class Filter:
    """
    One question that narrows the list.

    `kind` choice offers the choices, day takes one day, flag is a single tick. `apply` gets the rows and the
    value (a list of values where several may be chosen, a date for day, True for flag); without it the
    field of the key is compared.
    """

    key: str
    label: Text
    choices: Iterable[tuple[Any, Text]] | Callable[[], Iterable[tuple[Any, Text]]] = ()
    apply: Callable[[Any, Any], Any] | None = None
    several: bool = False
    kind: Literal["choice", "day", "flag"] = "choice"

    def options(self) -> list[tuple[str, Text]]:
        """Give the choices as the address writes them."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found if str(value)]

    def narrow(self, rows: Any, value: Any) -> Any:
        """Keep the rows that answer the question."""
        if self.apply:
            return self.apply(rows, value)
        return rows.filter(**{f"{self.key}__in" if self.several else self.key: value})


@dataclass(frozen=True)
class Question:
    """A filter as this visitor answered it."""

    asked: Filter
    name: str
    options: list[tuple[str, Text]]
    chosen: list[str]

    @property
    def value(self) -> Any:
        """What the filter's `apply` gets, or None where nothing valid was chosen."""
        if not self.chosen:
            return None
        if self.asked.kind == "day":
            return parse_date(self.chosen[0])
        if self.asked.kind == "flag":
            return True
        return self.chosen if self.asked.several else self.chosen[0]

    @property
    def labels(self) -> list[tuple[str, Text]]:
        """The chosen values with their labels, for the chips."""
        if self.asked.kind == "day":
            return [(value, words.day(parse_date(value))) for value in self.chosen]
        if self.asked.kind == "flag":
            return [(value, _("Yes")) for value in self.chosen]
        known = dict(self.options)
        return [(value, known[value]) for value in self.chosen]


@dataclass(frozen=True)
class Chip:
    """An answer in force, with the address of the list without it."""

    label: Text
    text: Text
    url: str


@dataclass(frozen=True)
class Heading:
    """A column's head: how it is ordered now and the address that orders it."""

    column: Column
    order: Literal["", "ascending", "descending"]
    url: str


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
                chosen = [value for value in values[:1] if _is_day(value)]
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
        return self._ordered(rows)

    def _ordered(self, rows: Any) -> Any:
        if not self.order:
            return rows
        down = self.order.startswith("-")
        column = next(column for column in self.all_columns if column.key == self.order.removeprefix("-"))
        if not isinstance(rows, QuerySet):
            return _sorted(rows, column, down=down)
        fields = [column.sort] if isinstance(column.sort, str) else list(column.sort or ())
        order = [_towards(field, down=down) for field in fields]
        return rows.order_by(*order, "-pk" if down else "pk")

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; a page that does not exist is the nearest one."""
        return Paginator(self.found, self.per).get_page(self.asked("page") or 1)

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

    @property
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


def _is_day(value: str) -> bool:
    """Say whether a text is a day that can be reckoned with: the ends of the calendar have no neighbours."""
    try:
        day = parse_date(value)
    except ValueError:
        return False
    return day is not None and FIRST_YEAR <= day.year <= LAST_YEAR


def _towards(field: str, *, down: bool) -> OrderBy:
    # A field that runs down by itself ("-since" beside "name") turns with the rest; empty values stay last.
    down ^= field.startswith("-")
    name = F(field.removeprefix("-"))
    return name.desc(nulls_last=True) if down else name.asc(nulls_last=True)


def _sorted(rows: Iterable[Any], column: Column, *, down: bool) -> list[Any]:
    rows = list(rows)
    known = [row for row in rows if column.raw(row) is not None]
    return sorted(known, key=column.raw, reverse=down) + [row for row in rows if column.raw(row) is None]


def _address(request: HttpRequest, query: dict[str, list[str]]) -> str:
    written = urlencode(query, doseq=True)
    return f"{request.path}?{written}" if written else request.path
