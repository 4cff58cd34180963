"""What a criterion of triage is, and the facts that both charts use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from naru.missions.rules.triage.conditions import (
    Condition,
    above,
    any_of,
    ask,
    below,
    either,
    from_on,
    one_of,
    years,
)

ADULT = years(12)
"""From this day of life on the chart for adults is used: 12 years."""
REPRODUCTIVE = (years(9), years(60))
"""Outside these days of life, and of a man, nobody is asked about pregnancy; wider than WHO's 15 to 49 years. Our choice."""
FEVER, COLD = 38.0, 36.0
"""Fever from 38.0 on, hypothermia below 36. The chart gives no number for "fever" beside a stiff neck; its own 39 is a
high-risk vital sign of step 3, which would come too late here. Our choice."""
LOW_SUGAR = 3.5
"""Below this many mmol/L: WHO/ICRC Basic Emergency Care (2018). The chart gives no number."""


@dataclass(frozen=True)
class Criterion:
    """
    One criterion: its chart, what it leads to, when it holds, and its sentence.

    `level` is `red`, `yellow` or `review` (step 3: a vital sign of high risk, or worry; up-triaged to yellow until the
    supervising clinician has looked). `part` is where the chart has it.
    """

    name: str
    chart: str
    level: str
    part: str
    when: Condition
    text: Promise

    @property
    def code(self) -> str:
        """Name it once among all: `adult.red.stridor`."""
        return f"{self.chart}.{self.level}.{self.name}"


def chart_is(chart: str) -> Condition:
    """Hold somebody to be of the age of a chart: `adult` (12 years and over) or `child`."""
    return from_on("age_days", ADULT) if chart == "adult" else below("age_days", ADULT)


UNRESPONSIVE = either(one_of("avpu", "u"), ask("unresponsive"))
SLOW_REFILL = either(ask("slow_refill"), above("capillary_refill_s", 3))
PREGNANT = one_of("pregnant", "yes")
HOT_OR_COLD = either(any_of(below("temperature_c", COLD), from_on("temperature_c", FEVER)), ask("feverish"))
SUGAR_MEASURED = below("glucose_mmol", LOW_SUGAR)
