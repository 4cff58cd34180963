"""Reading a sheet, every cell typed and checked, beside the raw reading of the same workbook by fastexcel."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import fastexcel

from benchmarks.measure import Line, by_turns
from naru.sheets.book import Sheet, SheetColumn, workbooks
from naru.sheets.book.reading import read

CLAIM = "A checked sheet is read in at most 10 times the raw reading"


class Consultations(Sheet):
    """Eight columns of every usual kind."""

    key = "bench"
    title = "Consultations"
    unique = ("number",)
    most_rows = 100_000
    columns = (
        SheetColumn("number", "Number", required=True, longest=20),
        SheetColumn("name", "Name", required=True),
        SheetColumn("held_on", "Held on", kind="date"),
        SheetColumn("minutes", "Minutes", kind="whole", least=0),
        SheetColumn("cost", "Cost", kind="number", places=2),
        SheetColumn(
            "kind",
            "Kind",
            kind="choice",
            choices=[(word, word.title()) for word in ("first", "second", "third")],
        ),
        SheetColumn("paid", "Paid", kind="bool"),
        SheetColumn("email", "E-mail", kind="email"),
    )


def _rows(count: int) -> list[dict[str, object]]:
    chance = random.Random(20240424)  # noqa: S311 - made-up rows
    return [
        {
            "number": f"C-{number:06d}",
            "name": f"Visitor {chance.randrange(10**6)}",
            "held_on": date(2024, 1, 1) + timedelta(chance.randrange(366)),
            "minutes": chance.randrange(120),
            "cost": Decimal(chance.randrange(10**7)) / 100,
            "kind": chance.choice(["first", "second", "third"]),
            "paid": chance.random() < 0.5,
            "email": f"visitor{chance.randrange(5000)}@example.org",
        }
        for number in range(count)
    ]


def measure(*, quick: bool) -> Iterator[Line]:
    """Read the same bytes both ways, in memory."""
    count = 1_000 if quick else 20_000
    sheet = Consultations()
    data = workbooks.filled(sheet, _rows(count))

    def ours() -> None:
        found = read(sheet, data, "bench.xlsx")
        if len(found.rows) != count or found.faults:
            raise AssertionError(found.faults[:3])

    def floor() -> None:
        raw = fastexcel.read_excel(data).load_sheet(0, header_row=None, dtypes="string").to_polars()
        if raw.height < count:
            raise AssertionError(raw.height)

    taken, least = by_turns(ours, floor, rounds=3 if quick else 9)
    note = f"{count / taken:,.0f} rows/s beside {count / least:,.0f} rows/s; 8 columns"
    yield Line(CLAIM, f"{count:,} rows", taken * 1000, least * 1000, "ms", 10, note)
