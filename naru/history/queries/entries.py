"""Every question asked of the chained entries."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of the chain."""

    def about(self, subject: models.Model) -> EntryQuerySet:
        """Keep the entries about one row."""
        return self.of(subject._meta.label_lower, str(subject.pk))

    def of(self, kind: str, key: str) -> EntryQuerySet:
        """Keep the entries about the row with a key in a table (`directory.person`)."""
        return self.filter(subject_kind=kind, subject_key=key)

    def visible_to(self, account: Any) -> EntryQuerySet:
        """
        Keep what an account may read.

        Who holds one of the settings' NARU_LOG_READERS reads all. Other staff read what concerns the
        work, but of accounts, posts, sign-ins and letters (NARU_LOG_CONFIDENTIAL) only what they did
        themselves; everybody else only what they did themselves.
        """
        if not account.is_authenticated:
            return self.none()
        if account.holds(*settings.NARU_LOG_READERS):
            return self
        if account.is_office:
            return self.filter(~Q(subject_kind__in=settings.NARU_LOG_CONFIDENTIAL) | Q(by=account))
        return self.filter(by=account)

    def since(self, day: date) -> EntryQuerySet:
        """Keep what was done on a day of the office's zone or later."""
        return self.filter(at__gte=_begin(day))

    def until(self, day: date) -> EntryQuerySet:
        """Keep what was done on a day of the office's zone or before, the day itself included."""
        return self.filter(at__lt=_begin(day + timedelta(days=1)))

    def search(self, text: str) -> EntryQuerySet:
        """Keep what has a text in its subject, reason or doer, or the number of an entry."""
        found = Q(subject_label__icontains=text) | Q(why__icontains=text) | Q(by_label__icontains=text)
        number = text.removeprefix("#")
        if number.isdecimal() and len(number) < 18:
            found |= Q(number=int(number))
        return self.filter(found)

    def kinds(self) -> list[str]:
        """Give the kinds of row that entries are about."""
        return list(self.order_by("subject_kind").values_list("subject_kind", flat=True).distinct())

    def verbs(self) -> list[str]:
        """Give the verbs that entries use."""
        return list(self.order_by("verb").values_list("verb", flat=True).distinct())

    def doers(self) -> list[Any]:
        """Give the accounts that did any of it, by name."""
        accounts = get_user_model()._default_manager
        return list(accounts.filter(pk__in=self.order_by().values("by")).order_by("name", "pk"))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
