"""Every question asked of readings, their sources, records, uses and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from naru.figures.rules.declared import FIGURES
from naru.figures.rules.sealing import dimensions_said
from naru.figures.rules.words import Origin, Quality, Verdict

LAST_RESORT = Case(When(quality=Quality.SECOND_HAND, then=1), default=0)
"""Whether a value was read second hand: such a one is shown first only where there is no other."""


class SourceQuerySet(models.QuerySet[Any]):
    """Documents that readings were taken from."""

    def visible_to(self, account: Any) -> SourceQuerySet:
        """Keep what an account may see: every source is public, as a published number must show where it is from."""
        return self

    def search(self, text: str) -> SourceQuerySet:
        """Keep what names the text in title, publisher or note."""
        return self.filter(
            Q(title__icontains=text)
            | Q(title_ko__icontains=text)
            | Q(publisher__icontains=text)
            | Q(publisher_ko__icontains=text)
            | Q(note__icontains=text)
        )

    def for_list(self) -> SourceQuerySet:
        """Add how many readings each gave."""
        return self.annotate(taken=models.Count("readings"))


class ReadingQuerySet(models.QuerySet[Any]):
    """Readings of declared figures."""

    def visible_to(self, account: Any) -> ReadingQuerySet:
        """Keep what an account may see: the office all; others what was reported or frozen."""
        if account.is_authenticated and account.is_office:
            return self
        hidden = [key for key, figure in FIGURES.items() if not figure.public]
        return (
            self.results()
            .filter(Q(origin=Origin.REPORTED) | Q(frozen_at__isnull=False))
            .exclude(figure_key__in=hidden)
        )

    def of(self, key: str) -> ReadingQuerySet:
        """Keep the readings of one figure."""
        return self.filter(figure_key=key)

    def results(self) -> ReadingQuerySet:
        """Leave out what was only planned."""
        return self.exclude(origin=Origin.PLANNED)

    def plans(self) -> ReadingQuerySet:
        """Keep only what was planned."""
        return self.filter(origin=Origin.PLANNED)

    def current(self) -> ReadingQuerySet:
        """Leave out what a newer reading corrected."""
        return self.filter(superseded_by__isnull=True)

    def frozen(self) -> ReadingQuerySet:
        """Keep the sealed ones."""
        return self.filter(frozen_at__isnull=False)

    def at(self, dimensions: Mapping[str, Any]) -> ReadingQuerySet:
        """Keep the readings with exactly these dimensions (none: the total)."""
        return self.filter(dimensions_key=dimensions_said(dimensions))

    def known(self, *, on: date | None) -> ReadingQuerySet:
        """Keep what speaks of days up to and including one."""
        return self if on is None else self.filter(reaches__lte=on)

    def in_year(self, year: int) -> ReadingQuerySet:
        """Keep what speaks of days up to the end of one calendar year and not of earlier years only."""
        return self.filter(reaches__year=year)

    def search(self, text: str) -> ReadingQuerySet:
        """Keep what names the text in source, publisher, place or note."""
        return self.filter(
            Q(source__title__icontains=text)
            | Q(source__title_ko__icontains=text)
            | Q(source__publisher__icontains=text)
            | Q(source__publisher_ko__icontains=text)
            | Q(note__icontains=text)
            | Q(code=text.strip().lower())
        )

    def latest_each(self) -> ReadingQuerySet:
        """Keep of each figure and dimensions the one that `best_first` puts first."""
        place = Window(
            RowNumber(),
            partition_by=[F("figure_key"), F("dimensions_key")],
            order_by=[
                LAST_RESORT.asc(),
                F("reaches").desc(),
                F("rank").asc(),
                F("as_of").desc(),
                F("pk").desc(),
            ],
        )
        # Numbered by their keys alone: the database need not carry every column through its sorting.
        first = self.order_by().annotate(place_in_line=place).filter(place_in_line=1)
        return self.filter(pk__in=first.values("pk"))

    def best_first(self) -> ReadingQuerySet:
        """Order like `newest_first`, but what was read second hand comes after everything else."""
        return self.order_by(LAST_RESORT.asc(), "-reaches", "rank", "-as_of", "-pk")

    def newest_first(self) -> ReadingQuerySet:
        """Order by the day they reach, then by quality, then by when they were taken in."""
        return self.order_by("-reaches", "rank", "-as_of", "-pk")

    def for_list(self) -> ReadingQuerySet:
        """Fetch with each reading what a list shows of it."""
        return self.select_related("source", "superseded_by", "baseline").newest_first()


class UseQuerySet(models.QuerySet[Any]):
    """Published uses of readings."""

    def visible_to(self, account: Any) -> UseQuerySet:
        """Keep what an account may see: a use is a published page, so all of them."""
        return self

    def for_list(self) -> UseQuerySet:
        """Fetch the reading and what corrected it, the latest use first."""
        return self.select_related("reading", "reading__superseded_by").order_by("-at", "-pk")


class CorrectionQuerySet(models.QuerySet[Any]):
    """Differences found between a frozen reading and its records, and what became of them."""

    def visible_to(self, account: Any) -> CorrectionQuerySet:
        """Keep what an account may see: the office all, others what was decided on public figures."""
        if account.is_authenticated and account.is_office:
            return self
        hidden = [key for key, figure in FIGURES.items() if not figure.public]
        return self.exclude(verdict=Verdict.WAITING).exclude(reading__figure_key__in=hidden)

    def touching(self, reading: Any) -> CorrectionQuerySet:
        """Keep what corrected a reading, and what it corrected itself."""
        return self.filter(Q(reading=reading) | Q(replacement=reading))

    def waiting(self) -> CorrectionQuerySet:
        """Keep what nobody has decided yet."""
        return self.filter(verdict=Verdict.WAITING)

    def for_list(self) -> CorrectionQuerySet:
        """Fetch both readings, the latest finding first."""
        return self.select_related("reading", "replacement").order_by("-found_at", "-pk")
