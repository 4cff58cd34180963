"""Questions about slips and leads."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Q, When

from naru.fairs.queries.fairs import OfFairQuerySet, own_exhibitors
from naru.fairs.queries.visitors import agreed_to
from naru.fairs.rules.leads import Step
from naru.fairs.rules.visitors import Purpose


class SlipQuerySet(OfFairQuerySet):
    """Slips: what devices sent, as it was sent."""

    def counted(self) -> SlipQuerySet:
        """Keep those that count: nothing spoke against them, or the office has admitted them."""
        return self.filter(Q(aside="") | Q(admitted=True))

    def set_aside(self) -> SlipQuerySet:
        """Keep those laid aside on which nobody has decided yet."""
        return self.exclude(aside="").filter(decided_at__isnull=True)


class LeadQuerySet(models.QuerySet[Any]):
    """Leads."""

    def visible_to(self, account: Any) -> LeadQuerySet:
        """Keep what an account may see: the office all, a member their exhibitor's."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(exhibitor__in=own_exhibitors(account))

    def consenting(self) -> LeadQuerySet:
        """Give each lead `consented`: whether the exhibitor may see who it is and contact them."""
        asked = agreed_to(Purpose.CONTACT, visitor="visitor", exhibitor="exhibitor")
        return self.annotate(
            consented=Case(When(visitor__isnull=True, then=models.F("agreed")), default=asked)
        )

    def for_list(self) -> LeadQuerySet:
        """Bring along what a list shows of each."""
        return self.consenting().select_related(
            "exhibitor__organisation", "visitor__country", "owner", "country", "device", "fair__activity"
        )

    def search(self, text: str) -> LeadQuerySet:
        """Keep those that hold a text in a name, note, wish or tag; names only where the exhibitor may see them."""
        return self.consenting().filter(
            Q(consented=True, visitor__name__icontains=text)
            | Q(consented=True, visitor__affiliation__icontains=text)
            | Q(consented=True, name__icontains=text)
            | Q(note__icontains=text)
            | Q(wish__icontains=text)
            | Q(tag_words__icontains=text)
            | Q(visitor__number__iexact=text)
        )

    def at_step(self, wanted: str, *, on: date) -> LeadQuerySet:
        """Keep those whose next step stands so on a day; says in SQL what rules.leads.step says of one."""
        nothing = Q(next_step="", next_on__isnull=True)
        done = Q(next_done_at__isnull=False)
        words = {
            Step.NONE: nothing,
            Step.DONE: ~nothing & done,
            Step.PLANNED: ~nothing & ~done & (Q(next_on__isnull=True) | Q(next_on__gt=on)),
            Step.DUE: ~nothing & ~done & Q(next_on=on),
            Step.OVERDUE: ~nothing & ~done & Q(next_on__lt=on),
        }
        return self.filter(words[Step(wanted)])

    def by_rating(self) -> LeadQuerySet:
        """Put the best rated first."""
        return self.order_by(models.F("rating").desc(nulls_last=True), "-happened_at", "-pk")
