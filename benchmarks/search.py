"""Search over 100,000 people across scripts, beside a plain indexed equality look-up."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from benchmarks import world
from benchmarks.measure import Line, by_turns
from naru.directory.models import Person

CLAIM = "Search across scripts takes less than 5 times an indexed look-up"
DATABASES = ("sqlite", "postgresql")
ASKED = (
    ("own script", "Тухтамишев Ерлан"),
    ("Latin for Cyrillic", "Tukhtamishev Yerlan"),
    ("Hangul", "김민준"),
    ("Latin for Hangul", "Kim Minjun"),
    ("Vietnamese without accents", "Nguyen Minh Duc"),
    ("parts swapped", "Yerlan Tukhtamishev"),
    ("no hyphen, no space", "Kimminjun"),
    ("one letter wrong", "Tukhtamishov Yerlan"),
    ("one of three words wrong", "Nguyen Minj Duc"),
    ("nobody's name", "Bartholomew Featherstone"),
)


def measure(*, quick: bool) -> Iterator[Line]:
    """Fetch the first 20 people found, and the one person with an e-mail address."""
    count = 2_000 if quick else 100_000
    world.ground()
    world.people(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    number = 0

    def floor() -> None:
        nonlocal number
        number = (number + 7_919) % count
        if len(Person.objects.filter(email=f"person{number}@example.org")[:20]) != 1:
            raise AssertionError(number)

    for title, text in ASKED:
        found = len(Person.objects.search(text)[:20])

        def ours(text: str = text) -> None:
            list(Person.objects.search(text)[:20])

        taken, least = by_turns(ours, floor, rounds=5 if quick else 51, each=5)
        note = f"“{text}”, {found} shown of {count:,} people"
        yield Line(CLAIM, title, taken * 1000, least * 1000, "ms", 5, note)
