"""Questions about volunteers and their shifts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from naru.directory.rules.accounts import Role


def own_volunteers(account: Any) -> Q:
    """Give the condition by which a row of volunteers is the account's own."""
    return Q(person__account=account)


class VolunteerQuerySet(models.QuerySet[Any]):
    """Volunteers."""

    def visible_to(self, account: Any) -> VolunteerQuerySet:
        """Keep whom an account may see: the office all, a member their association's, a volunteer themselves."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        held = account.posts.held(on=timezone.localdate()).filter(role=Role.MEMBER)
        return self.filter(own_volunteers(account) | Q(association__in=held.values("organisation")))

    def standing(self) -> VolunteerQuerySet:
        """Leave out those who withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def for_list(self) -> VolunteerQuerySet:
        """Bring along person, languages and association."""
        rows = self.select_related("person__country", "association", "mission__activity")
        return rows.prefetch_related("person__languages")

    def search(self, text: str) -> VolunteerQuerySet:
        """Keep those whose name, code or association holds a text."""
        told = Q(code__icontains=text)
        for table in ("person", "association"):
            for name in ("name", "name_latin", "name_ko"):
                told |= Q(**{f"{table}__{name}__icontains": text})
        return self.filter(told)

    def speaking(self, language: str) -> VolunteerQuerySet:
        """Keep those who speak a language."""
        return self.filter(person__languages__code=language)


class ShiftQuerySet(models.QuerySet[Any]):
    """Shifts."""

    def visible_to(self, account: Any) -> ShiftQuerySet:
        """Keep what an account may see: the office all, a member their association's, a volunteer their own."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        held = account.posts.held(on=timezone.localdate()).filter(role=Role.MEMBER)
        return self.filter(
            Q(volunteer__person__account=account) | Q(volunteer__association__in=held.values("organisation"))
        )

    def for_list(self) -> ShiftQuerySet:
        """Bring along site and volunteer."""
        return self.select_related(
            "site", "volunteer__person", "volunteer__association", "volunteer__mission"
        )
