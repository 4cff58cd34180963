"""Every question asked of the chained entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.query import ModelIterable
from django.utils import timezone


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of the chain."""

    _named = False

    def named(self) -> EntryQuerySet:
        """
        Give each entry the name that its row bears today, in the reader's language.

        One question for each kind of row. A row that no longer exists keeps the name that was noted.
        """
        found = self._chain()
        found._named = True
        return found

    def _clone(self) -> EntryQuerySet:
        copy: EntryQuerySet = super()._clone()  # type: ignore[misc]
        copy._named = self._named
        return copy

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()  # type: ignore[misc]
        if self._named and fresh and issubclass(self._iterable_class, ModelIterable):
            _name(self._result_cache)

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


def _name(entries: Iterable[Any]) -> None:
    kinds: dict[str, dict[str, list[Any]]] = {}
    for entry in entries:
        kinds.setdefault(entry.subject_kind, {}).setdefault(entry.subject_key, []).append(entry)
    for kind, keys in kinds.items():
        for row in _rows(kind, list(keys)):
            for entry in keys.get(str(row.pk), ()):
                entry.name_now = str(row)


def _rows(kind: str, keys: list[str]) -> Iterable[models.Model]:
    try:
        model = apps.get_model(kind)
        keys = [key for key in keys if _fits(model, key)]
        # A name that is put together from other rows says which they are.
        return model._default_manager.filter(pk__in=keys).select_related(*getattr(model, "NAMED_BY", ()))
    except (LookupError, ValueError):
        return ()


def _fits(model: type[models.Model], key: str) -> bool:
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
