"""Questions about consultations."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When

from naru.fairs.queries.fairs import own_exhibitors
from naru.fairs.queries.visitors import agreed_to
from naru.fairs.rules.consultations import FROM_MEETING, Standing
from naru.fairs.rules.visitors import Purpose


class ConsultationQuerySet(models.QuerySet[Any]):
    """Consultations."""

    def visible_to(self, account: Any) -> ConsultationQuerySet:
        """Keep what an account may see: the office all, a member their exhibitor's."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(exhibitor__in=own_exhibitors(account))

    def standing(self, standing: str) -> ConsultationQuerySet:
        """Keep those that stand so; says in SQL what rules.consultations.standing says of one."""
        off = Q(cancelled_at__isnull=False)
        held = Q(held_at__isnull=False)
        words = {Standing.CANCELLED: off, Standing.HELD: ~off & held, Standing.DRAFT: ~off & ~held}
        return self.filter(words[Standing(standing)])

    def held(self) -> ConsultationQuerySet:
        """Keep those that took place."""
        return self.standing(Standing.HELD)

    def from_meeting(self, meeting: Any) -> ConsultationQuerySet:
        """Keep the one that was logged from a 1:1 meeting, if one was."""
        return self.filter(origin_key=f"{FROM_MEETING}{meeting.uid}")

    def consenting(self) -> ConsultationQuerySet:
        """Give each `consented`: whether the exhibitor may see who the other side was."""
        asked = agreed_to(Purpose.CONTACT, visitor="visitor", exhibitor="exhibitor")
        return self.annotate(consented=Case(When(visitor__isnull=True, then=Value(True)), default=asked))

    def for_list(self) -> ConsultationQuerySet:
        """Bring along what a list shows of each."""
        return self.consenting().select_related(
            "exhibitor__organisation", "organisation", "visitor", "lead", "fair__activity"
        )

    def search(self, text: str) -> ConsultationQuerySet:
        """Keep those that hold a text in one of the sides, the interpreter or the note."""
        return self.consenting().filter(
            Q(their_side__icontains=text)
            | Q(our_side__icontains=text)
            | Q(interpreter__icontains=text)
            | Q(note__icontains=text)
            | Q(title__icontains=text)
            | Q(organisation__name__icontains=text)
            | Q(organisation__name_latin__icontains=text)
            | Q(consented=True, visitor__name__icontains=text)
        )
