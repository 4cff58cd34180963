"""
The tables of vital signs as plain JSON: what the tablet carries.

`field/src/vitals.ts` reads them as `look_at` does:

    {"version": "vitals-1", "languages": […],
     "fields": [{"field", "unit", "decimals", "text": {language: text},
                 "bands": [{"until": days or null, "least", "low", "high", "most"}],   # by age; the first whose `until` is
                                                                                    # above the age; the widest if not known
                 "slips": [{"code", "times", "plus"}]}],                              # tried in order: value x times + plus
     "pairs": [{"fields": [a, b], "kind": "order" or "swap"}],
     "pregnancy_days": [from, until],                                                   # outside, a yes is asked about
     "age": {"most_days", "odd_days", "most_years", "odd_years"},                       # impossible, odd from that day on
     "says": {code: {language: text with {field} {value} {unit} {suggest} {least} {most}}}}

Below `least` or above `most` a value is impossible, and refused; below `low` or above `high` it is odd, and asked about;
the limits themselves are inside. The ranges are our own choice, wider than illness makes values, so that the dangerous
ones are never questioned away: the decision record 0041 says how they were chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from naru.missions.rules.triage.conditions import years
from naru.missions.rules.triage.criteria import REPRODUCTIVE
from naru.missions.rules.triage.data import LANGUAGES, said
from naru.missions.rules.vitals.tables import FIELDS, MOST_YEARS, ODD_YEARS, PAIRS, SAYS

VERSION = "vitals-1"


def as_data(languages: Sequence[str] = LANGUAGES) -> dict[str, Any]:
    """Give the tables as JSON values, with their texts in some languages; see above for the shape."""
    return {
        "version": VERSION,
        "languages": list(languages),
        "fields": [
            {
                "field": one.name,
                "unit": one.unit,
                "decimals": one.decimals,
                "text": said(one.text, languages),
                "bands": [
                    {
                        "until": each.until,
                        "least": each.least,
                        "low": each.low,
                        "high": each.high,
                        "most": each.most,
                    }
                    for each in one.bands
                ],
                "slips": [{"code": each.code, "times": each.times, "plus": each.plus} for each in one.slips],
            }
            for one in FIELDS
        ],
        "pairs": [{"fields": [first, second], "kind": kind} for first, second, kind in PAIRS],
        "pregnancy_days": list(REPRODUCTIVE),
        "age": {
            "most_days": years(MOST_YEARS + 1),
            "odd_days": years(ODD_YEARS),
            "most_years": MOST_YEARS,
            "odd_years": ODD_YEARS,
        },
        "says": {code: said(text, languages) for code, text in SAYS.items()},
    }
