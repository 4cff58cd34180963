"""Setting targets and budget lines, and recording what came of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of, write
from naru.activities.models import Activity, BudgetLine, Target
from naru.activities.rules import moves
from naru.activities.rules.words import UNITS, Exactness, Fund, Measure
from naru.history.book import Refusal, lock, note, refuse


def _open(activity: Activity, at: datetime) -> None:
    lock(activity)
    refuse(moves.why_not_change(activity.facts(), on=day_of(at)))


def _text(value: Any) -> str | None:
    return None if value is None else f"{Decimal(value):f}"


@transaction.atomic
def set_target(
    activity: Activity,
    *,
    measure: str,
    by: Any,
    at: datetime,
    wanted: Decimal | int | None = None,
    unit: str = "",
    label_ko: str = "",
    label_en: str = "",
) -> Target:
    """
    Set how many of a measure are wanted, in its unit; the same measure with the same words is set anew.

    :raises Refusal: if the activity is in the archive, or the number is negative
    """
    _open(activity, at)
    if wanted is not None and wanted < 0:
        raise Refusal(_("A number here is never below zero."))
    row, made = Target.objects.get_or_create(
        activity=activity,
        measure=measure,
        label_ko=label_ko,
        label_en=label_en,
        defaults={"unit": unit or UNITS[Measure(measure)], "wanted": wanted},
    )
    before = {} if made else {"wanted": _text(row.wanted)}
    if not made:
        row.wanted = wanted
        row.unit = unit or row.unit
        row.save(update_fields=["wanted", "unit"])
    note(
        by=by,
        verb="targeted",
        subject=activity,
        at=at,
        before=before,
        after={"measure": measure, "wanted": _text(wanted)},
    )
    return row


@transaction.atomic
def record_reached(
    target: Target,
    *,
    reached: Decimal | int,
    source: str,
    by: Any,
    at: datetime,
    as_of: date | None = None,
    exactness: str = Exactness.EXACT,
) -> Target:
    """
    Record how many were reached, whose number that is, and as of which day.

    :raises Refusal: if nobody is named as the source, the number is negative, or the day has not come
    """
    _open(target.activity, at)
    if reached < 0:
        raise Refusal(_("A number here is never below zero."))
    if not source.strip():
        raise Refusal(_("Say whose number this is."))
    if as_of and as_of > day_of(at):
        raise Refusal(_("A day that has not come cannot be recorded as a fact."))
    before = {"reached": _text(target.reached), "source": target.source}
    target.reached, target.source = Decimal(reached), source
    target.as_of, target.exactness = as_of, exactness
    target.save(update_fields=["reached", "source", "as_of", "exactness"])
    after = {"measure": target.measure, "reached": _text(reached), "source": source}
    note(by=by, verb="recorded", subject=target.activity, at=at, before=before, after=after)
    return target


@transaction.atomic
def drop_target(target: Target, *, by: Any, at: datetime) -> None:
    """
    Drop a target.

    :raises Refusal: if something was recorded against it, or the activity is in the archive
    """
    _open(target.activity, at)
    if target.reached is not None:
        raise Refusal(_("A result is recorded against this target. It stays."))
    note(
        by=by,
        verb="dropped",
        subject=target.activity,
        at=at,
        before={"measure": target.measure, "wanted": _text(target.wanted)},
    )
    target.delete()


@transaction.atomic
def budget(
    activity: Activity,
    *,
    label: str,
    planned_krw: int,
    by: Any,
    at: datetime,
    fund: str = Fund.PROVINCE,
) -> BudgetLine:
    """
    Set money aside for an activity, in whole won.

    :raises Refusal: if the activity is in the archive, or the sum is negative
    """
    _open(activity, at)
    if planned_krw < 0:
        raise Refusal(_("A number here is never below zero."))
    row = BudgetLine.objects.create(activity=activity, label=label, planned_krw=planned_krw, fund=fund)
    after = {"label": label, "planned_krw": planned_krw, "fund": fund}
    note(by=by, verb="budgeted", subject=activity, at=at, after=after)
    return row


@transaction.atomic
def change_budget(
    row: BudgetLine,
    *,
    by: Any,
    at: datetime,
    label: str,
    planned_krw: int,
    fund: str,
    spent_krw: int | None = None,
    source: str = "",
) -> BudgetLine:
    """
    Change a budget line, or record what was spent of it in whole won and according to whom.

    :raises Refusal: if a sum is negative, or money is spent without a source
    """
    _open(row.activity, at)
    if planned_krw < 0 or (spent_krw is not None and spent_krw < 0):
        raise Refusal(_("A number here is never below zero."))
    if spent_krw is not None and not source.strip():
        raise Refusal(_("Say whose number this is."))
    after = {
        "label": label,
        "planned_krw": planned_krw,
        "fund": fund,
        "spent_krw": spent_krw,
        "source": source,
    }
    before = {name: getattr(row, name) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    row.save(update_fields=list(after))
    if before != after:
        note(by=by, verb="budgeted", subject=row.activity, at=at, before=before, after=after)
    return row


@transaction.atomic
def drop_budget(row: BudgetLine, *, by: Any, at: datetime) -> None:
    """
    Drop a budget line.

    :raises Refusal: if money was spent of it, or the activity is in the archive
    """
    _open(row.activity, at)
    if row.spent_krw is not None:
        raise Refusal(_("Money was spent on this line. It stays."))
    note(
        by=by,
        verb="dropped",
        subject=row.activity,
        at=at,
        before={"label": row.label, "planned_krw": row.planned_krw},
    )
    row.delete()


@transaction.atomic
def tell_results(activity: Activity, *, results_ko: str, results_en: str, by: Any, at: datetime) -> Activity:
    """
    Write in words what came of an activity.

    :raises Refusal: if it is in the archive
    """
    _open(activity, at)
    return write(activity, verb="changed", by=by, at=at, results_ko=results_ko, results_en=results_en)
