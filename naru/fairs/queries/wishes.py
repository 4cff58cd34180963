"""Questions about wishes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from naru.directory.queries.accounts import organisations_of
from naru.fairs.rules.forum_words import Answer


class WishQuerySet(models.QuerySet[Any]):
    """Wishes."""

    def visible_to(self, account: Any) -> WishQuerySet:
        """Keep what an account may see: the office all, a member the wishes of and for their organisation."""
        if not account.is_authenticated:
            return self.none()
        if account.is_office:
            return self
        theirs = organisations_of(account)
        return self.filter(Q(wisher__organisation__in=theirs) | Q(wished__organisation__in=theirs))

    def standing(self) -> WishQuerySet:
        """Leave out those taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def with_returned(self) -> WishQuerySet:
        """Give each wish `is_returned`: whether the other side wishes the same."""
        back = self.model._default_manager.filter(
            wisher=OuterRef("wished"),
            wished=OuterRef("wisher"),
            withdrawn_at__isnull=True,
            declined_at__isnull=True,
        )
        return self.annotate(is_returned=Exists(back))

    def answered(self, answer: str) -> WishQuerySet:
        """Keep the wishes with an answer; says in SQL what rules.forum_wishes.answer says of one."""
        rows = self.with_returned()
        match Answer(answer):
            case Answer.WITHDRAWN:
                return rows.filter(withdrawn_at__isnull=False)
            case Answer.DECLINED:
                return rows.standing().filter(declined_at__isnull=False)
            case Answer.ACCEPTED:
                kept = rows.standing().filter(declined_at__isnull=True)
                return kept.filter(Q(accepted_at__isnull=False) | Q(is_returned=True))
        return rows.standing().filter(declined_at=None, accepted_at=None, is_returned=False)

    def plannable(self) -> WishQuerySet:
        """Keep what goes into a plan: accepted, both sides approved."""
        return self.answered(Answer.ACCEPTED).filter(
            wisher__approved_at__isnull=False,
            wisher__refused_at__isnull=True,
            wisher__withdrawn_at__isnull=True,
            wished__approved_at__isnull=False,
            wished__refused_at__isnull=True,
            wished__withdrawn_at__isnull=True,
        )

    def for_list(self) -> WishQuerySet:
        """Bring along what a list shows of each."""
        return self.with_returned().select_related(
            "wisher__organisation", "wished__organisation", "wisher__forum__activity", "pinned"
        )
