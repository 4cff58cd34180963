"""What needs a member of the office today: one count and one address for each kind of thing that waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from naru.activities.models import Activity
from naru.activities.rules.words import Standing
from naru.agreements.views.desk import waiting as of_agreements
from naru.directory.models import Duplicate, Invitation
from naru.directory.rules.accounts import Role
from naru.figures.models import Correction
from naru.history.models import Job
from naru.history.rules.jobs import State as JobState
from naru.letters.models import Letter
from naru.letters.rules import State as LetterState
from naru.newsroom.models import Bulletin, Link
from naru.newsroom.views.translating import behind_count
from naru.sheets.models import Upload

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
RELEASERS = (Role.EDITOR, Role.HEAD)


@dataclass(frozen=True)
class Need:
    """Something that waits: how many, in which words, where to go, how pressing (info, warning, danger)."""

    count: int
    label: str | Promise
    url: str
    tone: str = "info"


def of(account: Any, *, at: datetime) -> list[Need]:
    """Give what waits for an account at a moment, the most pressing first; nothing that is nought."""
    order = {"danger": 0, "warning": 1, "info": 2}
    return sorted((need for need in _all(account, at) if need.count), key=lambda need: order[need.tone])


def _all(account: Any, at: datetime) -> Iterator[Need]:
    yield from _own(account, at)
    yield from (Need(*told) for told in of_agreements(account, at=at))
    if account.holds(*KEEPERS):
        yield from _keeping(account)
    if account.holds(Role.ANALYST, Role.HEAD):
        yield _figures(account)
    if account.holds(*RELEASERS, Role.TRANSLATOR):
        yield from _newsroom(account)
    if account.holds(Role.ADMINISTRATOR):
        count = Invitation.objects.visible_to(account).open(at=at).count()
        words = ngettext("invitation not yet accepted", "invitations not yet accepted", count)
        yield Need(count, words, reverse("accounts:invitations"))


def _own(account: Any, at: datetime) -> Iterator[Need]:
    mine = Activity.objects.visible_to(account).current().filter(officers=account)
    count = mine.standing(Standing.OVERDUE, on=timezone.localdate(at)).count()
    words = ngettext(
        "activity of yours should have begun, and nobody confirmed it",
        "activities of yours should have begun, and nobody confirmed them",
        count,
    )
    address = f"{reverse('activities:calendar')}?standing={Standing.OVERDUE}&officer={account.pk}"
    yield Need(count, words, address, "danger")
    count = Upload.objects.visible_to(account).undecided().filter(by=account).count()
    words = ngettext("uploaded sheet of yours waits for a decision", "uploaded sheets of yours wait", count)
    yield Need(count, words, reverse("sheets:uploads"), "warning")
    count = Job.objects.visible_to(account).asked_by(account).filter(state=JobState.FAILED).count()
    words = ngettext(
        "piece of work that you asked for failed", "pieces of work that you asked for failed", count
    )
    yield Need(count, words, f"{reverse('history:jobs')}?state={JobState.FAILED}", "danger")


def _keeping(account: Any) -> Iterator[Need]:
    count = Duplicate.objects.visible_to(account).count()
    words = ngettext("pair of entries may be the same", "pairs of entries may be the same", count)
    yield Need(count, words, reverse("directory:duplicates"))
    count = Letter.objects.visible_to(account).filter(state=LetterState.FAILED).count()
    words = ngettext("letter could not be sent", "letters could not be sent", count)
    yield Need(count, words, f"{reverse('letters:letters')}?state={LetterState.FAILED}", "danger")


def _figures(account: Any) -> Need:
    count = Correction.objects.visible_to(account).waiting().count()
    words = ngettext(
        "published figure no longer agrees with its records",
        "published figures no longer agree with their records",
        count,
    )
    return Need(count, words, reverse("figures:corrections"), "warning")


def _newsroom(account: Any) -> Iterator[Need]:
    if account.holds(*RELEASERS):
        rows = Bulletin.objects.visible_to(account).in_review()
        words = ngettext("bulletin waits for release", "bulletins wait for release", rows.count())
        yield Need(rows.count(), words, reverse("wagtailadmin_home"), "warning")
        count = Link.objects.visible_to(account).waiting().count()
        words = ngettext(
            "name in the news waits to be confirmed", "names in the news wait to be confirmed", count
        )
        yield Need(count, words, reverse("newsroom-desk:links"))
    count = behind_count(account)
    words = ngettext("translation is behind its original", "translations are behind their originals", count)
    yield Need(count, words, f"{reverse('newsroom-desk:translations')}?behind=1", "warning")
