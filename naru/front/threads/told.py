"""What the thread is told from: the records of the apps below, each with its day, its two sides and its address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.activities.models import Activity, BudgetLine, Outcome, Target
from naru.activities.rules.outcomes import OutcomeKind
from naru.activities.rules.words import Measure
from naru.agreements.models import Agreement
from naru.agreements.rules.words import Side as PartySide
from naru.fairs.models import Consultation, HeadCount, Lead, Meeting

SCAN, CONSULTATION, MEETING, AGREEMENT = "scan", "consultation", "meeting", "agreement"
STEPS: dict[str, str | Promise] = {
    SCAN: _("Met by name at a booth"),
    CONSULTATION: _("Consultations held"),
    MEETING: _("1:1 meetings held"),
    AGREEMENT: _("MOUs signed"),
    OutcomeKind.TRAINEE: _("Trainees, confirmed"),
    OutcomeKind.PATIENT: _("Patients, confirmed"),
    OutcomeKind.REFERRAL: _("Referrals, confirmed"),
    OutcomeKind.EXPORT: _("Export contracts, confirmed"),
}
"""The steps of the thread, in the order in which one leads to the next; the last four stand side by side."""
BEFORE = {CONSULTATION: SCAN, MEETING: CONSULTATION, AGREEMENT: MEETING} | dict.fromkeys(
    OutcomeKind.values, AGREEMENT
)
"""The step from which each is taken as a share."""
MEASURES = {
    Measure.CONSULTATIONS: CONSULTATION,
    Measure.MEETINGS: MEETING,
    Measure.MOUS: AGREEMENT,
    Measure.TRAINEES: OutcomeKind.TRAINEE,
    Measure.PATIENTS: OutcomeKind.PATIENT,
}
"""What was reported of an activity, beside what is counted from records."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One record of the thread: its step, day, the partner's key and ours (if known), heads, and where it is kept."""

    step: str
    day: date
    activity: int | None
    partner: int | None
    institution: int | None
    number: int
    words: str | Promise
    url: str


@dataclass
class Step:
    """One step, added up: records, partners known by name, and how many of those before came this far."""

    key: str
    label: str | Promise
    number: int = 0
    partners: set[int] = field(default_factory=set)
    years: Counter[int] = field(default_factory=Counter)
    of: int | None = None
    came: int | None = None
    reported: list[Target] = field(default_factory=list)
    cost_krw: int | None = None

    @property
    def share(self) -> Decimal | None:
        """How many of a hundred of the step before came to this one."""
        return Decimal(self.came) * 100 / self.of if self.of and self.came is not None else None


@dataclass
class Chain:
    """What is known of one partner: every knot, in the order of the days."""

    partner: int
    knots: list[Knot]

    def first(self, step: str) -> Knot | None:
        """Give the first record of a step."""
        return next((knot for knot in self.knots if knot.step == step), None)

    def number(self, step: str) -> int:
        """Add up the records of a step."""
        return sum(knot.number for knot in self.knots if knot.step == step)

    @property
    def far(self) -> int:
        """How far the thread came: the place of its last step, from 0."""
        order = list(STEPS)
        return max(order.index(knot.step) for knot in self.knots)


@dataclass
class Thread:
    """A whole thread: its steps, its years, its chains, and what was only counted by heads."""

    steps: list[Step]
    years: list[int]
    chains: list[Chain]
    heads: int
    money: int | None
    spent: bool

    @property
    def rows(self) -> list[tuple[Step, list[int]]]:
        """The steps, each with its number in every year of the thread."""
        return [(step, [step.years[year] for year in self.years]) for step in self.steps]


@dataclass(frozen=True)
class Scope:
    """Which records a thread takes: a condition for each kind of them."""

    leads: Q
    consultations: Q
    meetings: Q
    agreements: Q
    outcomes: Q
    heads: Q | None = None
    activities: list[int] = field(default_factory=list)


def of_activity(activity: Activity, account: Any) -> Scope:
    """Take the records of an activity, of its parts and of those linked with it (the forum beside a fair)."""
    near = Activity.objects.visible_to(account).filter(
        Q(pk=activity.pk) | Q(part_of=activity) | Q(linked=activity)
    )
    keys = sorted(set(near.values_list("pk", flat=True)) | {activity.pk})
    return Scope(
        leads=Q(fair__activity__in=keys),
        consultations=Q(fair__activity__in=keys),
        meetings=Q(forum__activity__in=keys),
        agreements=Q(activity__in=keys),
        outcomes=Q(activity__in=keys),
        heads=Q(fair__activity__in=keys),
        activities=keys,
    )


def of_country(code: str) -> Scope:
    """Take the records whose partner comes from a country, given by its ISO 3166-1 code."""
    partner = Q(parties__side=PartySide.THEIRS, parties__organisation__country=code)
    return Scope(
        leads=Q(country=code) | Q(visitor__country=code),
        consultations=Q(organisation__country=code),
        meetings=Q(guest__organisation__country=code) | Q(host__organisation__country=code),
        agreements=partner,
        outcomes=Q(partner__country=code),
    )


def of_organisation(key: int) -> Scope:
    """Take the records with an organisation on either side."""
    return Scope(
        leads=Q(exhibitor__organisation=key),
        consultations=Q(organisation=key) | Q(exhibitor__organisation=key),
        meetings=Q(guest__organisation=key) | Q(host__organisation=key),
        agreements=Q(parties__organisation=key),
        outcomes=Q(partner=key) | Q(institution=key),
    )


def _leads(scope: Scope, account: Any) -> Iterator[Knot]:
    rows: Any = Lead.objects.visible_to(account).filter(scope.leads)
    days = rows.values_list("day", "fair__activity", "exhibitor__organisation").annotate(Count("pk"))
    for day, activity, institution, number in days.order_by("day"):
        yield Knot(SCAN, day, activity, None, institution, number, STEPS[SCAN], "")


def _consultations(scope: Scope, account: Any) -> Iterator[Knot]:
    rows: Any = Consultation.objects.visible_to(account).held().filter(scope.consultations)
    unnamed = rows.filter(organisation=None).values_list("day", "fair__activity", "exhibitor__organisation")
    for day, activity, institution, number in unnamed.annotate(Count("pk")).order_by("day"):
        yield Knot(CONSULTATION, day, activity, None, institution, number, STEPS[CONSULTATION], "")
    for row in rows.exclude(organisation=None).select_related("fair", "exhibitor"):
        yield Knot(
            CONSULTATION,
            row.day,
            row.fair.activity_id,
            row.organisation_id,
            row.exhibitor.organisation_id,
            1,
            row.get_topic_display() or STEPS[CONSULTATION],
            row.get_absolute_url(),
        )


def _meetings(scope: Scope, account: Any) -> Iterator[Knot]:
    rows: Any = Meeting.objects.visible_to(account).held().filter(scope.meetings)
    for row in rows.select_related("forum", "slot", "host", "guest"):
        yield Knot(
            MEETING,
            row.slot.day,
            row.forum.activity_id,
            row.guest.organisation_id,
            row.host.organisation_id,
            1,
            STEPS[MEETING],
            row.forum.get_absolute_url(),
        )


def _agreements(scope: Scope, account: Any) -> Iterator[Knot]:
    rows: Any = Agreement.objects.visible_to(account).filter(scope.agreements, signed_on__isnull=False)
    for row in rows.distinct().prefetch_related("parties"):
        theirs = [party.organisation_id for party in row.parties.all() if party.side == PartySide.THEIRS]
        ours = [party.organisation_id for party in row.parties.all() if party.side == PartySide.OURS]
        for place, partner in enumerate(theirs or [None]):
            yield Knot(
                AGREEMENT,
                row.signed_on,
                row.activity_id,
                partner,
                ours[0] if ours else None,
                # An agreement with several partners stands in the thread of each and counts once.
                1 if place == 0 else 0,
                row.title,
                row.get_absolute_url(),
            )


def _outcomes(scope: Scope, account: Any) -> Iterator[Knot]:
    for row in Outcome.objects.visible_to(account).confirmed().filter(scope.outcomes):
        yield Knot(
            row.kind,
            row.happened_on,
            row.activity_id,
            row.partner_id,
            row.institution_id,
            row.confirmed_number,
            row.words,
            row.get_absolute_url(),
        )


SOURCES: tuple[Callable[[Scope, Any], Iterator[Knot]], ...] = (
    _leads,
    _consultations,
    _meetings,
    _agreements,
    _outcomes,
)


def tell(scope: Scope, *, account: Any) -> Thread:
    """
    Tell a thread from the records that an account may see.

    Each step counts its records; its share is taken of the partners known by name at the step before, and
    for consultations of the scans from which one came. Costs divide what was spent (else what was set
    aside) by the number of each outcome, in whole won.
    """
    steps = {key: Step(key, label) for key, label in STEPS.items()}
    strings: dict[int, list[Knot]] = defaultdict(list)
    for source in SOURCES:
        for knot in source(scope, account):
            step = steps[knot.step]
            step.number += knot.number
            step.years[knot.day.year] += knot.number
            if knot.partner:
                step.partners.add(knot.partner)
                strings[knot.partner].append(knot)
    _shares(steps, scope, account)
    money, spent = _money(scope, account)
    if money:
        for kind in OutcomeKind.values:
            if steps[kind].number:
                steps[kind].cost_krw = round(money / steps[kind].number)
    for target in _reported(scope, account):
        steps[MEASURES[Measure(target.measure)]].reported.append(target)
    chains = [Chain(key, sorted(knots, key=lambda knot: knot.day)) for key, knots in strings.items()]
    chains.sort(key=lambda chain: (-chain.far, chain.knots[0].day, chain.partner))
    years = sorted({year for step in steps.values() for year in step.years})
    return Thread(list(steps.values()), years, chains, _heads(scope, account), money, spent)


def _shares(steps: dict[str, Step], scope: Scope, account: Any) -> None:
    leads: Any = Lead.objects.visible_to(account).filter(scope.leads)
    followed = leads.filter(consultations__in=Consultation.objects.visible_to(account).held()).distinct()
    steps[CONSULTATION].of, steps[CONSULTATION].came = steps[SCAN].number, followed.count()
    for key, before in BEFORE.items():
        if key != CONSULTATION:
            steps[key].of = len(steps[before].partners)
            steps[key].came = len(steps[key].partners & steps[before].partners)


def _money(scope: Scope, account: Any) -> tuple[int | None, bool]:
    lines = BudgetLine.objects.visible_to(account).filter(activity__in=scope.activities)
    sums = lines.aggregate(planned=Sum("planned_krw"), spent=Sum("spent_krw"))
    if sums["spent"]:
        return sums["spent"], True
    return sums["planned"], False


def _reported(scope: Scope, account: Any) -> list[Target]:
    rows = Target.objects.visible_to(account).filter(
        activity__in=scope.activities, reached__isnull=False, measure__in=list(MEASURES)
    )
    return list(rows)


def _heads(scope: Scope, account: Any) -> int:
    if scope.heads is None:
        return 0
    rows: Any = HeadCount.objects.visible_to(account).filter(scope.heads, undone_at=None)
    return int(rows.aggregate(heads=Coalesce(Sum("count"), 0))["heads"])


WORDS = pgettext_lazy("thread", "Thread")
"""What the way from the booth to the patient is called in menus and tabs."""
