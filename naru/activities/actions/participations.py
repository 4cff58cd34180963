"""Adding who takes part, with the affiliation frozen as it was then, and withdrawing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of, touch
from naru.activities.models import Activity, Participation
from naru.activities.rules.participations import Stand, affiliation_then, why_not_add
from naru.activities.rules.words import Exactness
from naru.history.book import Refusal, lock, note, refuse


def stand_then(person: Any, *, on: date) -> Stand | None:
    """Find where a person stood on a day, from the dated affiliations of the directory."""
    stands = [
        Stand(
            organisation=row.organisation_id,
            name=row.organisation.name_latin or row.organisation.name,
            name_ko=row.organisation.name_ko,
            title=", ".join(filter(None, [row.title, row.department])),
            since=row.since,
            until=row.until,
        )
        for row in person.affiliations.select_related("organisation")
    ]
    return affiliation_then(stands, on=on)


@transaction.atomic
def add(
    activity: Activity,
    *,
    role: str,
    by: Any,
    at: datetime,
    person: Any = None,
    organisation: Any = None,
    head_count: int | None = None,
    exactness: str = Exactness.EXACT,
    label_ko: str = "",
    label_en: str = "",
    country: Any = None,
    affiliated_to: Any = None,
    then_title: str = "",
    note_text: str = "",
) -> Participation:
    """
    Add a person, an organisation, or a number of people without names.

    A person's affiliation is taken as it stood on the activity's first day (today while the days are
    open), or as `affiliated_to` and `then_title` say; it is kept in words and follows no later change.
    A head-count may say where its people come from by `affiliated_to`.

    :raises Refusal: with the sentence from rules.why_not_add
    """
    lock(activity)
    sort = Q(person=person) if person else Q(organisation=organisation)
    refuse(
        why_not_add(
            person=person is not None,
            organisation=organisation is not None,
            head_count=head_count,
            label=label_ko or label_en,
            already=head_count is None
            and activity.participations.standing().filter(sort, role=role).exists(),
            archived=activity.archived_at is not None,
        )
    )
    row = Participation(
        activity=activity,
        role=role,
        person=person,
        organisation=organisation,
        head_count=head_count,
        exactness=exactness,
        label_ko=label_ko,
        label_en=label_en,
        note=note_text,
        added_at=at,
    )
    if affiliated_to is not None:
        row.then_organisation = affiliated_to
        row.then_name = affiliated_to.name_latin or affiliated_to.name
        row.then_name_ko = affiliated_to.name_ko
        row.then_title = then_title
    elif person is not None:
        days = activity.held()
        if stand := stand_then(person, on=days[0] if days else day_of(at)):
            row.then_organisation_id = stand.organisation
            row.then_name, row.then_name_ko = stand.name, stand.name_ko
        row.then_title = then_title or (stand.title if stand else "")
    whose = person or organisation
    row.country = country or getattr(whose, "country", None) or getattr(affiliated_to, "country", None)
    row.save(force_insert=True)
    touch(activity, at=at)
    after = {"role": role, "who": str(whose) if whose else row.label}
    if head_count is not None:
        after["head_count"] = str(head_count)
    if row.then_name:
        after["affiliation"] = row.affiliation
    note(by=by, verb="added", subject=activity, at=at, after=after | {"participation": str(row.pk)})
    return row


@transaction.atomic
def withdraw_participation(row: Participation, *, by: Any, at: datetime, why: str = "") -> Participation:
    """
    Take somebody off the list of those who take part; the row stays for history and can be put back.

    :raises Refusal: if it is withdrawn already or the activity is in the archive
    """
    activity = lock(row.activity)
    if activity.archived_at:
        raise Refusal(_("It is in the archive. Take it out first."))
    if row.withdrawn_at:
        raise Refusal(_("This participation is withdrawn already."))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    touch(activity, at=at)
    before = {"role": row.role, "who": row.who, "participation": str(row.pk)}
    note(by=by, verb="removed", subject=activity, at=at, why=why, before=before)
    return row


@transaction.atomic
def put_back(row: Participation, *, by: Any, at: datetime) -> Participation:
    """
    Put a withdrawn participation back.

    :raises Refusal: if it is not withdrawn, or the same one was added again meanwhile
    """
    activity = lock(row.activity)
    if not row.withdrawn_at:
        raise Refusal(_("This participation is not withdrawn."))
    same = Q(person=row.person) if row.person_id else Q(organisation=row.organisation)
    twin = activity.participations.standing().filter(same, role=row.role)
    refuse(
        why_not_add(
            person=row.person_id is not None,
            organisation=row.organisation_id is not None,
            head_count=row.head_count,
            label=row.label,
            already=row.head_count is None and twin.exists(),
            archived=activity.archived_at is not None,
        )
    )
    row.withdrawn_at = None
    row.save(update_fields=["withdrawn_at"])
    touch(activity, at=at)
    after = {"role": row.role, "who": row.who, "participation": str(row.pk)}
    note(by=by, verb="added", subject=activity, at=at, after=after)
    return row
