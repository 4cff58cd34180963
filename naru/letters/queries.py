"""Every question asked of letters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone


class LetterQuerySet(models.QuerySet[Any]):
    """Outgoing letters."""

    def visible_to(self, account: Any) -> LetterQuerySet:
        """Keep what an account may read: staff read all, others the letters written to their own address."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(to__iexact=account.email)

    def visible_to_demo(self) -> LetterQuerySet:
        """Keep what the open page of the demo world shows: every letter, since all of it is invented."""
        return self.all()

    def templates(self) -> list[str]:
        """Give the templates that letters were written from."""
        return list(self.order_by("template").values_list("template", flat=True).distinct())

    def since(self, day: date) -> LetterQuerySet:
        """Keep what was written on a day of the office's zone or later."""
        return self.filter(asked_at__gte=_begin(day))

    def until(self, day: date) -> LetterQuerySet:
        """Keep what was written on a day of the office's zone or before, the day itself included."""
        return self.filter(asked_at__lt=_begin(day + timedelta(days=1)))

    def about(self, row: models.Model) -> LetterQuerySet:
        """Keep the letters about one row."""
        return self.filter(row_kind=row._meta.label_lower, row_key=str(row.pk))

    def search(self, text: str) -> LetterQuerySet:
        """
        Keep the letters with a text in the address, the subject or the row they are about.

        Never in the body: whoever may search there could guess a link letter by letter.
        """
        return self.filter(Q(to__icontains=text) | Q(subject__icontains=text) | Q(row_label__icontains=text))

    def for_list(self) -> LetterQuerySet:
        """Fetch with each row what the list shows of it; the body stays behind."""
        return self.select_related("by").defer("body")


class MuteQuerySet(models.QuerySet[Any]):
    """Kinds of letters that somebody does not want."""

    def visible_to(self, account: Any) -> MuteQuerySet:
        """Keep what an account may see: its own choice."""
        return self.filter(account=account) if account.is_authenticated else self.none()


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
