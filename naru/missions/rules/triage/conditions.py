"""
Conditions: how a criterion says what it asks, as plain JSON that the tablet evaluates too.

A condition is one of these objects; each is worth yes, no, or not assessed:

| object | yes when | not assessed when |
|---|---|---|
| `{"ask": code}` | the question was answered yes | it was not answered |
| `{"of": measure, "is": op, "to": number or list}` | it compares so: `<` `<=` `>` `>=` `in` | it was not taken |
| `{"least": n, "among": [conditions]}` | at least n are yes | those not assessed could still make it n |
| `{"either": [conditions]}` | one is yes; it is one fact known in several ways, so one no will do | none was assessed |
| `{"given": gate, "then": condition}` | both are yes; if the gate is no, the rest is not asked | one is not |
| `{"if_known": condition}` | it is yes; what was not assessed counts as no | never |

Age is a measure like any other (`age_days`), so are `sex`, `pregnant` (`yes` `no`) and `avpu` (`a` `v` `p` `u`).
Comparisons are strict where the chart prints < and >.
"""

from __future__ import annotations

from typing import Any

Condition = dict[str, Any]

YEAR, MONTH = 365.25, 30.4375
"""Mean days. Somebody is n years old from day floor(n x 365.25): never more than a day beside the birthday."""


def years(number: float) -> int:
    """Give the day of life on which somebody is counted as so many years old."""
    return int(number * YEAR)


def months(number: float) -> int:
    """Give the day of life on which somebody is counted as so many months old (2 months: day 60, as in WHO's IMCI)."""
    return int(number * MONTH)


def ask(code: str) -> Condition:
    """Ask a question that a person answers with yes or no."""
    return {"ask": code}


def below(measure: str, limit: float) -> Condition:
    """Hold a measure to be less than a limit, the limit itself not included."""
    return {"of": measure, "is": "<", "to": limit}


def above(measure: str, limit: float) -> Condition:
    """Hold a measure to be more than a limit, the limit itself not included."""
    return {"of": measure, "is": ">", "to": limit}


def from_on(measure: str, limit: float) -> Condition:
    """Hold a measure to be a limit or more."""
    return {"of": measure, "is": ">=", "to": limit}


def up_to(measure: str, limit: float) -> Condition:
    """Hold a measure to be a limit or less."""
    return {"of": measure, "is": "<=", "to": limit}


def one_of(measure: str, *values: str) -> Condition:
    """Hold a measure to be one of some words."""
    return {"of": measure, "is": "in", "to": list(values)}


def outside(measure: str, low: float, high: float) -> Condition:
    """Hold a measure to be less than the one or more than the other; both limits themselves are inside."""
    return any_of(below(measure, low), above(measure, high))


def at_least(number: int, *among: Condition) -> Condition:
    """Hold at least so many of some conditions to be yes."""
    return {"least": number, "among": list(among)}


def any_of(*among: Condition) -> Condition:
    """Hold one of some conditions to be yes."""
    return at_least(1, *among)


def all_of(*among: Condition) -> Condition:
    """Hold all of some conditions to be yes."""
    return at_least(len(among), *among)


def given(gate: Condition, then: Condition) -> Condition:
    """Ask for a condition only of those of an age, or of the pregnant."""
    return {"given": gate, "then": then}


def either(*ways: Condition) -> Condition:
    """Know one fact in one of several ways; the first way is the one that is asked for."""
    return {"either": list(ways)}


def if_known(condition: Condition) -> Condition:
    """Count a condition only where it was assessed."""
    return {"if_known": condition}
