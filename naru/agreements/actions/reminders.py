"""The reminder chain: ends, obligations and reports that come near, in one letter a day to each officer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.activities.rules.words import Known
from naru.agreements.actions.renewals import language_of
from naru.agreements.models import Agreement, CouncilReport, Deadline, Obligation, Reminder
from naru.agreements.rules import duties as rules
from naru.agreements.rules.words import DeadlineKind, ReminderKind, ReportKind
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.krds.formats import words
from naru.letters.book import send, wants

TEMPLATE = "agreements_due"
PARTNER = "agreement_obligation"
PASSED = -1
"""The step of a reminder that goes out once its day has passed."""


@dataclass(frozen=True)
class Due:
    """One thing that comes near or has passed: of which agreement, what, when, at which step it is told."""

    kind: str
    key: str
    agreement: Agreement | None
    what: str
    day: date
    step: int
    officer: Any
    path: tuple[str, tuple[Any, ...]]


def _step(day: date, *, on: date, warnings: list[int]) -> int | None:
    if day < on:
        return PASSED
    return rules.nearest((day - on).days, warnings)


def _ends(days: dict[str, list[int]], *, on: date) -> Iterator[Due]:
    warnings = days[DeadlineKind.EXPIRY_WARNING]
    if not warnings:
        return
    latest = date.fromordinal(on.toordinal() + max(warnings) + 1)
    rows = Agreement.objects.current().in_force(on=on).filter(ends_on__lte=latest, terminated_on=None)
    for row in rows.select_related("officer"):
        last = row.agreed_last_day
        assert last is not None
        step = _step(last, on=on, warnings=warnings)
        if step is not None:
            key = f"{row.pk}:{row.ends_on}"
            yield Due(
                ReminderKind.EXPIRY,
                key,
                row,
                "",
                last,
                step,
                row.officer,
                ("agreements:agreement", (row.pk,)),
            )


def _duties(days: dict[str, list[int]], *, on: date) -> Iterator[Due]:
    warnings = days[DeadlineKind.DUTY_WARNING]
    latest = date.fromordinal(on.toordinal() + max(warnings, default=0))
    rows = Obligation.objects.live().filter(
        met_on=None, waived_at=None, due_on__lte=latest, agreement__signed_on__isnull=False
    )
    for row in rows.for_list().select_related("agreement__officer", "party__organisation__country"):
        if row.agreement.terminated_on and row.agreement.terminated_on <= min(row.due_on, on):
            continue
        step = _step(row.due_on, on=on, warnings=warnings)
        if step is not None:
            yield Due(
                ReminderKind.DUTY,
                f"{row.pk}:{row.due_on}",
                row.agreement,
                row.title,
                row.due_on,
                step,
                row.officer or row.agreement.officer,
                ("agreements:obligations", (row.agreement_id,)),
            )


def _reports(days: dict[str, list[int]], *, on: date) -> Iterator[Due]:
    warnings = days[DeadlineKind.COUNCIL_WARNING]
    for row in Agreement.objects.current().unreported().filter(known=Known.DAY).select_related("officer"):
        assert row.signed_on is not None
        then = max(Deadline.objects.days(DeadlineKind.COUNCIL_SIGNING, on=row.signed_on), default=None)
        due = rules.council_due(row.signed_on, exact=True, days=then)
        step = _step(due, on=on, warnings=warnings) if due else None
        if due and step is not None and due >= row.created_at.date():
            key = f"signing:{row.pk}"
            yield Due(
                ReminderKind.COUNCIL, key, row, "", due, step, row.officer, ("agreements:papers", (row.pk,))
            )
    year = on.year - 1
    began = Agreement.objects.began_in()
    told = CouncilReport.objects.handed_in().filter(kind=ReportKind.YEARLY, year=year)
    if days[DeadlineKind.COUNCIL_YEARLY] and began and began <= year and not told.exists():
        due = rules.yearly_due(year, days=max(days[DeadlineKind.COUNCIL_YEARLY]))
        step = _step(due, on=on, warnings=warnings)
        if step is not None:
            yield Due(
                ReminderKind.COUNCIL,
                f"yearly:{year}",
                None,
                str(year),
                due,
                step,
                None,
                ("agreements:council", ()),
            )


def coming(*, on: date) -> list[Due]:
    """Give what comes near or has passed on a day, the most pressing first."""
    days = Deadline.objects.of_day(on=on)
    found = [*_ends(days, on=on), *_duties(days, on=on), *_reports(days, on=on)]
    return sorted(found, key=lambda due: (due.day, due.kind, due.key))


@transaction.atomic
def remind(*, at: datetime) -> dict[str, int]:
    """
    Write to whoever answers for what comes near: each step of each thing is told once, in one letter a day.

    What has no officer is told to the heads of the office. A partner who owes something is written to as
    well, in their own language, where an address is known. Gives how many letters went out.
    """
    on = day_of(at)
    heads = list(Account.objects.holding(Role.HEAD, on=on))
    for_whom: dict[Any, list[Due]] = defaultdict(list)
    partners = 0
    for due in coming(on=on):
        active = due.officer is not None and due.officer.is_active
        for account in [due.officer] if active else heads:
            if _first_time(due, account.email, at=at) and wants(account, TEMPLATE):
                for_whom[account].append(due)
        if due.kind == ReminderKind.DUTY:
            partners += _write_to_partner(due, at=at)
    for account, lines in for_whom.items():
        _write_to_officer(account, lines, on=on, at=at)
    return {"letters": len(for_whom), "partners": partners}


def _first_time(due: Due, email: str, *, at: datetime) -> bool:
    _row, made = Reminder.objects.get_or_create(
        kind=due.kind,
        key=due.key,
        days=due.step,
        to=email,
        defaults={"agreement": due.agreement, "at": at},
    )
    return made


def _line(due: Due, *, on: date) -> str:
    day = words.day(due.day)
    title = due.agreement.title if due.agreement else ""
    if due.kind == ReminderKind.EXPIRY:
        return _("“%(title)s” is in force until %(day)s.") % {"title": title, "day": day}
    if due.kind == ReminderKind.DUTY:
        said = {"what": due.what, "title": title, "day": day}
        if due.step == PASSED:
            return _("Overdue since %(day)s: %(what)s (%(title)s)") % said
        return _("Due on %(day)s: %(what)s (%(title)s)") % said
    if due.agreement is None:
        return _("The yearly report for %(year)s goes to the council until %(day)s.") % {
            "year": due.what,
            "day": day,
        }
    return _("The signing of “%(title)s” is reported to the council until %(day)s.") % {
        "title": title,
        "day": day,
    }


def _write_to_officer(account: Any, lines: list[Due], *, on: date, at: datetime) -> None:
    with translation.override(account.language):
        told = [
            {
                "line": _line(due, on=on),
                "url": settings.NARU_ADDRESS + reverse(due.path[0], args=due.path[1]),
            }
            for due in lines
        ]
    send(
        TEMPLATE,
        to=account.email,
        language=account.language,
        context={
            "name": account.name,
            "lines": told,
            "number": len(told),
            "office": settings.NARU_OFFICE_NAME,
        },
        by=None,
        at=at,
        subject_row=lines[0].agreement,
    )


def _write_to_partner(due: Due, *, at: datetime) -> int:
    obligation = Obligation.objects.select_related("party__organisation").get(pk=due.key.partition(":")[0])
    party = obligation.party
    if party is None or not party.email or due.step == PASSED:
        return 0
    if not _first_time(due, party.email, at=at):
        return 0
    language = language_of(party)
    with translation.override(language):
        context = {
            "party": party.organisation.name_in(language),
            "title": obligation.agreement.title,
            "what": obligation.title,
            "day": words.day(obligation.due_on),
            "office": settings.NARU_OFFICE_NAME,
        }
    send(
        PARTNER,
        to=party.email,
        language=language,
        context=context,
        by=None,
        at=at,
        subject_row=obligation.agreement,
    )
    return 1
