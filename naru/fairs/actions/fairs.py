"""Setting a fair up, its words of consent, registration, daily targets and what is shipped to the hall."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.models import Activity
from naru.activities.rules.words import ParticipantRole
from naru.fairs.actions import exhibitors
from naru.fairs.actions.ground import hold, sealed
from naru.fairs.models import BadgeKey, ConsentText, DailyTarget, Exhibitor, Fair, Material
from naru.fairs.rules import badges
from naru.fairs.rules import fairs as rules
from naru.fairs.rules import visitors as visitor_rules
from naru.history.book import Refusal, lock, note, refuse

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of a fair's code: none that is read for another."""


@transaction.atomic
def set_up(activity: Activity, *, by: Any, at: datetime, series: str = "") -> Fair:
    """
    Hang a fair on an activity: its code, its badge key, and a booth for each exhibiting organisation.

    :raises Refusal: with the sentence from rules.fairs.why_not_set_up
    """
    lock(activity)
    refuse(
        rules.why_not_set_up(
            kind=activity.kind,
            dated=activity.known == "day" and activity.held() is not None,
            already=Fair.objects.filter(activity=activity).exists(),
        )
    )
    code = "".join(secrets.choice(LETTERS) for _letter in range(8))
    fair = Fair.objects.create(activity=activity, code=code, series=series, set_up_at=at)
    private = badges.new_key()
    BadgeKey.objects.create(fair=fair, private=sealed(private), public=badges.public_key(private), made_at=at)
    note(by=by, verb="set_up_fair", subject=fair, at=at, after={"series": series, "activity": activity.pk})
    parts = activity.participations.standing().filter(role=ParticipantRole.EXHIBITOR)
    for number, part in enumerate(parts.filter(organisation__isnull=False).select_related("organisation"), 1):
        exhibitors.exhibit(fair, organisation=part.organisation, booth=f"G{number:02}", by=by, at=at)
    return fair


@transaction.atomic
def publish_consent(fair: Fair, *, texts: Mapping[str, str], by: Any, at: datetime) -> ConsentText:
    """
    Publish the words of consent by language as a new version; earlier ones stay as they were agreed to.

    :raises Refusal: with the sentence from rules.visitors.why_not_publish
    """
    hold(fair)
    refuse(visitor_rules.why_not_publish(texts))
    last = fair.consent_texts.order_by("-version").first()
    told = {code: words.strip() for code, words in texts.items() if words.strip()}
    if last and last.texts == told:
        return last
    text = ConsentText.objects.create(
        fair=fair,
        version=last.version + 1 if last else 1,
        texts=told,
        published_at=at,
        published_by=by,
    )
    note(by=by, verb="published_consent", subject=fair, at=at, after={"version": text.version})
    return text


@transaction.atomic
def open_registration(fair: Fair, *, by: Any, at: datetime) -> Fair:
    """
    Let visitors register on the public page.

    :raises Refusal: while there are no words of consent
    """
    hold(fair)
    if not fair.consent_texts.exists():
        raise Refusal(_("The words of the consent are missing. Write them first."))
    fair.registration_opened_at, fair.registration_closed_at = at, None
    fair.save(update_fields=["registration_opened_at", "registration_closed_at"])
    note(by=by, verb="opened_registration", subject=fair, at=at)
    return fair


@transaction.atomic
def close_registration(fair: Fair, *, by: Any, at: datetime) -> Fair:
    """
    Close the public registration; the desk can still register visitors.

    :raises Refusal: if it is not open
    """
    hold(fair)
    if not fair.is_open:
        raise Refusal(_("Registration for this fair is closed."))
    fair.registration_closed_at = at
    fair.save(update_fields=["registration_closed_at"])
    note(by=by, verb="closed_registration", subject=fair, at=at)
    return fair


@transaction.atomic
def set_daily_target(
    fair: Fair,
    *,
    day: date,
    counts: str,
    wanted: int,
    by: Any,
    at: datetime,
    exhibitor: Exhibitor | None = None,
) -> DailyTarget:
    """
    Say how many are wanted on a day, for one booth or all together; a number given again replaces the first.

    :raises Refusal: for a day that is not one of the fair's
    """
    hold(fair)
    days = fair.days
    if days is None or not days[0] <= day < days[1]:
        raise Refusal(_("This is no day of the fair."))
    target, _made = DailyTarget.objects.update_or_create(
        fair=fair, exhibitor=exhibitor, day=day, counts=counts, defaults={"wanted": wanted}
    )
    after = {"day": day.isoformat(), "counts": counts, "wanted": wanted}
    note(by=by, verb="set_target", subject=exhibitor or fair, at=at, after=after)
    return target


@transaction.atomic
def add_material(
    fair: Fair,
    *,
    name: str,
    wanted: int,
    by: Any,
    at: datetime,
    exhibitor: Exhibitor | None = None,
    language: str = "",
    note_text: str = "",
) -> Material:
    """Put one thing on the shipment list: what, for which booth (none: the office), how many pieces."""
    material = Material.objects.create(
        fair=fair,
        exhibitor=exhibitor,
        name=name,
        language=language,
        wanted=wanted,
        note=note_text,
        added_by=by,
        added_at=at,
    )
    note(by=by, verb="added", subject=fair, at=at, after={"material": name, "wanted": wanted})
    return material


@transaction.atomic
def count_pieces(material: Material, *, stage: str, pieces: int | None, by: Any, at: datetime) -> Material:
    """
    Write down how many pieces were packed, sent or arrived; nothing takes the number away again.

    :raises Refusal: with the sentence from rules.fairs.why_not_count
    """
    lock(material)
    stage = rules.Stage(stage).value
    before = getattr(material, stage)
    if pieces is not None:
        refuse(rules.why_not_count(material.counted(), stage=stage))
    if pieces == before:
        return material
    setattr(material, stage, pieces)
    material.save(update_fields=[stage])
    note(
        by=by,
        verb="counted_pieces",
        subject=material.fair,
        at=at,
        before={stage: before},
        after={"material": material.name, stage: pieces},
    )
    return material
