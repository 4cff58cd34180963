"""How the demo's editor backs the numbers that stand in words: bound where a reading says them, else waived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from naru.figures.models import Reading
from naru.newsroom.actions.backing import bind, waive
from naru.newsroom.models import Bulletin
from naru.newsroom.queries.drafts import report_on
from naru.newsroom.queries.known import values_of
from naru.newsroom.rules.checking.binding import agrees
from naru.newsroom.rules.standing import Report, Standing

TURN_OF_PHRASE = {
    "ko": "통계가 아니라 문장 속에서 헤아린 말이다.",
    "ru": "Это оборот речи, а не статистика.",
    "en": "A turn of phrase that counts within the sentence, not a statistic.",
}
"""Why “two ways” and “one person” need no source."""


@dataclass(frozen=True)
class Backed:
    """One bulletin on its way out, with the readings of its own source."""

    bulletin: Bulletin
    readings: Iterable[Reading]
    by: Any
    at: datetime

    def bind(self) -> None:
        """Bind each open number to the reading suggested, or to one of the source that counts the same."""
        readings = {row.code: row for row in self.readings}
        values = values_of(readings, self.bulletin.language)
        for one in self._report().open_numbers:
            codes = [
                code
                for code, known in values.items()
                if any(each.unit == one.number.unit and agrees(one.number, each) for each in known)
            ]
            suggested = Reading.objects.filter(code=one.code).first() if one.may_bind else None
            reading = suggested or (readings[codes[0]] if len(codes) == 1 and _counts(one) else None)
            if reading is not None and self._is_open(one):
                bind(self.bulletin, one, reading=reading, by=self.by, at=self.at)

    def waive(self) -> None:
        """Give the reason for each number that is a turn of phrase."""
        language = self.bulletin.language
        for one in self._report().open_numbers:
            if self._is_open(one):
                reason = TURN_OF_PHRASE.get(language, TURN_OF_PHRASE["en"])
                waive(self.bulletin, one, reason=reason, by=self.by, at=self.at)

    def _report(self) -> Report:
        draft = self.bulletin.get_latest_revision_as_object()
        return report_on(draft, on=timezone.localdate(self.at))

    def _is_open(self, standing: Standing) -> bool:
        return any(one.number == standing.number for one in self._report().open_numbers)


def _counts(standing: Standing) -> bool:
    """Whether a number is more than “one” or “two”, which are said of everything."""
    return standing.number.value is not None and standing.number.value > 4
