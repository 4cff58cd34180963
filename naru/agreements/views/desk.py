"""What of the agreements waits for a member of the office today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from naru.activities.rules.words import Known
from naru.agreements.actions import ground
from naru.agreements.models import Agreement, Deadline, Obligation
from naru.agreements.rules import duties as rules
from naru.agreements.rules.words import DeadlineKind, Duty, Standing
from naru.directory.rules.accounts import Role


def waiting(account: Any, *, at: datetime) -> Iterator[tuple[int, str, str, str]]:
    """Give how many of what waits for an account, in which words, where, how pressing."""
    if not account.holds(Role.OFFICER, Role.HEAD):
        return
    on = timezone.localdate(at)
    listed = reverse("agreements:agreements")
    rows = Agreement.objects.visible_to(account).current()
    duties = Obligation.objects.visible_to(account).live().filter(agreement__signed_on__isnull=False)
    mine = duties.filter(officer=account) | duties.filter(officer=None, agreement__officer=account)
    owed = duties if account.holds(Role.HEAD) else mine
    count = owed.standing(Duty.OVERDUE, on=on, window=0).count()
    words = ngettext("obligation of an agreement is overdue", "obligations of agreements are overdue", count)
    yield count, words, f"{reverse('agreements:duties')}?standing={Duty.OVERDUE}", "danger"
    late = _late_reports(account, rows, at=at)
    words = ngettext(
        "report to the council on a signing is overdue",
        "reports to the council on signings are overdue",
        late,
    )
    yield late, words, reverse("agreements:council"), "danger"
    ahead = ground.window(on=on)
    near = rows.standing(Standing.EXPIRING, on=on, window=ahead).filter(terminated_on=None)
    near = near if account.holds(Role.HEAD) else near.filter(officer=account)
    words = ngettext("agreement ends soon", "agreements end soon", near.count())
    yield near.count(), words, f"{listed}?standing={Standing.EXPIRING}", "warning"
    if account.holds(Role.HEAD):
        count = rows.standing(Standing.REVIEW, on=on, window=ahead).filter(approved_at=None).count()
        words = ngettext("agreement waits for approval", "agreements wait for approval", count)
        yield count, words, f"{listed}?standing={Standing.REVIEW}", "warning"


def _late_reports(account: Any, rows: Any, *, at: datetime) -> int:
    on = timezone.localdate(at)
    spans = list(Deadline.objects.visible_to(account).filter(kind=DeadlineKind.COUNCIL_SIGNING))
    late = 0
    for signed_on, created_at in (
        rows.unreported().filter(known=Known.DAY).values_list("signed_on", "created_at")
    ):
        held = [
            span.days
            for span in spans
            if span.since <= signed_on and (span.until is None or signed_on < span.until)
        ]
        due = rules.council_due(signed_on, exact=True, days=max(held, default=None))
        late += bool(due and timezone.localdate(created_at) <= due < on)
    return late
