"""Questions about obligations, inspections and their form, deadlines, renewals, reports and reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from naru.agreements.rules.words import DeadlineKind, Duty, RenewalState


def _inside(account: Any) -> Any:
    return apps.get_model("agreements", "Agreement").objects.inside_of(account)


class ObligationQuerySet(models.QuerySet[Any]):
    """Obligations."""

    def visible_to(self, account: Any) -> ObligationQuerySet:
        """Keep those of the agreements that an account may see from inside."""
        return self.filter(agreement__in=_inside(account))

    def live(self) -> ObligationQuerySet:
        """Keep those of agreements that are not archived."""
        return self.filter(agreement__archived_at__isnull=True)

    def standing(self, standing: str, *, on: date, window: int) -> ObligationQuerySet:
        """Keep those that stand so on a day; says in SQL what rules.duty says of one."""
        met = Q(met_on__isnull=False, met_on__lte=on)
        waiting = self.filter(waived_at__isnull=True).exclude(met)
        soon = on + timedelta(days=window)
        match Duty(standing):
            case Duty.WAIVED:
                return self.filter(waived_at__isnull=False)
            case Duty.MET:
                return self.filter(met, waived_at__isnull=True, met_on__lte=F("due_on"))
            case Duty.LATE:
                return self.filter(met, waived_at__isnull=True, met_on__gt=F("due_on"))
            case Duty.OVERDUE:
                return waiting.filter(due_on__lt=on)
            case Duty.DUE:
                return waiting.filter(due_on__gte=on, due_on__lte=soon)
            case Duty.OPEN:
                return waiting.filter(due_on__gt=soon)

    def due_in(self, since: date, until: date) -> ObligationQuerySet:
        """Keep those due on a day from `since` until `until` (exclusive) that were not waived."""
        return self.filter(due_on__gte=since, due_on__lt=until, waived_at__isnull=True)

    def met_by(self, day: date) -> ObligationQuerySet:
        """Keep those met by a day, the day itself included."""
        return self.filter(met_on__isnull=False, met_on__lte=day, waived_at__isnull=True)

    def for_list(self) -> ObligationQuerySet:
        """Bring along what a list shows of each."""
        return self.select_related("agreement", "party__organisation", "officer", "proof")


class DeadlineQuerySet(models.QuerySet[Any]):
    """Numbers of days that hold from a day until a day."""

    def visible_to(self, account: Any) -> DeadlineQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def held(self, *, on: date) -> DeadlineQuerySet:
        """Keep those that hold on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def days(self, kind: str, *, on: date) -> list[int]:
        """Give the numbers of days of a kind that hold on a day, the longest first."""
        return sorted(self.held(on=on).filter(kind=kind).values_list("days", flat=True), reverse=True)

    def of_day(self, *, on: date) -> dict[str, list[int]]:
        """Give the numbers of days of every kind that hold on a day, the longest first."""
        found: dict[str, list[int]] = {kind: [] for kind in DeadlineKind.values}
        for kind, days in self.held(on=on).order_by("-days").values_list("kind", "days"):
            found[kind].append(days)
        return found


class QuestionQuerySet(models.QuerySet[Any]):
    """Questions of the inspection's form."""

    def visible_to(self, account: Any) -> QuestionQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def held(self, *, on: date) -> QuestionQuerySet:
        """Keep those asked on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


class InspectionQuerySet(models.QuerySet[Any]):
    """Yearly inspections."""

    def visible_to(self, account: Any) -> InspectionQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()


class CouncilReportQuerySet(models.QuerySet[Any]):
    """Reports to the council."""

    def visible_to(self, account: Any) -> CouncilReportQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def handed_in(self) -> CouncilReportQuerySet:
        """Keep those that were handed in."""
        return self.filter(handed_on__isnull=False)


class RenewalQuerySet(models.QuerySet[Any]):
    """Renewals."""

    def visible_to(self, account: Any) -> RenewalQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()

    def open(self) -> RenewalQuerySet:
        """Keep those that wait for answers."""
        return self.filter(state=RenewalState.OPEN)


class ConfirmationQuerySet(models.QuerySet[Any]):
    """What each party answers to a renewal."""

    def visible_to(self, account: Any) -> ConfirmationQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()


class ReminderQuerySet(models.QuerySet[Any]):
    """Reminders that went out."""

    def visible_to(self, account: Any) -> ReminderQuerySet:
        """Keep what an account may see: the office all, everybody else none."""
        return self if account.is_authenticated and account.is_office else self.none()
