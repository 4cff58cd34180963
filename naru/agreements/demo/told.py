"""
The demo's agreements, as they are told.

That of 2013 with the Kyrgyz ministry and that of 2021 with Darkhan-Uul are named in the documents, with no more
than the year; no day and no end is made up for them. All others are invented, and say so in their purpose.
"""

from __future__ import annotations

from datetime import date

from naru.agreements.demo.documents import of_the_documents
from naru.agreements.demo.invented import in_force
from naru.agreements.demo.standings import of_other_standings
from naru.agreements.demo.terms import Told


def told(today: date) -> list[Told]:
    """Give all agreements of the demo as of a day."""
    return [*of_the_documents(today), *in_force(today), *of_other_standings(today)]
