"""The anonymised extract: visits without name, number or free text, so folded that nobody stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from naru.missions.rules.mds.facts import VisitFacts
from naru.missions.rules.mds.mapping import protected

FEWEST = 5
"""How many visits must share what could be known from outside (site, day, age, sex)."""
COLUMNS = ("site", "day", "age", "sex", "returning", "colour", "specialty", "diagnosis", "outcome")
FOLDED = "*"
"""What stands in a cell that was folded."""
_NARROW = ((5, "0-4"), (18, "5-17"), (30, "18-29"), (45, "30-44"), (65, "45-64"))
_WIDE = ((18, "0-17"), (65, "18-64"))


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of the extract in an order that tells nothing, and how many visits were left out or folded."""

    lines: tuple[tuple[str, ...], ...]
    left_out: int
    folded: int


def _age(years: int | None, bands: tuple[tuple[int, str], ...]) -> str:
    if years is None:
        return "?"
    return next((name for below, name in bands if years < below), "65+")


# From outside one may know where and when somebody came, how old they are, and their sex: each step tells less.
_STEPS: tuple[Callable[[VisitFacts, str], tuple[str, str, str, str]], ...] = (
    lambda one, site: (site, one.day.isoformat(), _age(one.years, _NARROW), one.sex),
    lambda one, site: (site, one.day.isoformat(), _age(one.years, _WIDE), one.sex),
    lambda one, site: (site, FOLDED, _age(one.years, _WIDE), one.sex),
    lambda one, site: (FOLDED, FOLDED, _age(one.years, _WIDE), one.sex),
    lambda one, site: (FOLDED, FOLDED, _age(one.years, _WIDE), FOLDED),
    lambda one, site: (FOLDED, FOLDED, FOLDED, FOLDED),
)


def extract(visits: Iterable[tuple[VisitFacts, str]], *, fewest: int = FEWEST) -> Extract:
    """
    Fold visits (each with its site's letter) until at least `fewest` share site, day, age and sex of every line.

    A line tells less step by step: wider ages, no day, no site, no sex. Who stands alone after the last step is left
    out. A diagnosis (by its category of three signs), an outcome or a specialty that fewer than `fewest` visits of
    the whole extract have is folded too, and so is every diagnosis of protection. Method: k-anonymity by full-domain
    steps (Samarati and Sweeney 1998).
    """
    left = list(visits)
    rare = _rare(left, fewest)
    lines: list[tuple[str, ...]] = []
    folded = 0
    for step, known in enumerate(_STEPS):
        classes = Counter(known(one, site) for one, site in left)
        still: list[tuple[VisitFacts, str]] = []
        for one, site in left:
            outside = known(one, site)
            if classes[outside] < fewest:
                still.append((one, site))
                continue
            folded += step > 0
            lines.append((*outside, *_inside(one, rare)))
        left = still
    return Extract(tuple(sorted(lines)), len(left), folded)


def _categories(one: VisitFacts) -> list[str]:
    return sorted({FOLDED if protected(each.code) else each.code[:3] for each in one.diagnoses})


def _rare(visits: list[tuple[VisitFacts, str]], fewest: int) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for one, _site in visits:
        seen.update(
            {f"d{code}" for code in _categories(one)}
            | {f"s{name}" for name in one.specialties}
            | {f"o{one.outcome}", f"c{one.colour}"}
        )
    return frozenset(key for key, count in seen.items() if count < fewest)


def _inside(one: VisitFacts, rare: frozenset[str]) -> tuple[str, ...]:
    def shown(letter: str, values: Iterable[str]) -> str:
        return " ".join(sorted({FOLDED if f"{letter}{value}" in rare else value for value in values}))

    return (
        "yes" if one.returning else "no",
        shown("c", [one.colour]),
        shown("s", one.specialties),
        shown("d", _categories(one)),
        shown("o", [one.outcome]) if one.outcome else "",
    )
