"""Entering and changing leads at the desk, and finishing their next steps."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from naru.fairs.actions.counting import put
from naru.fairs.actions.ground import local_day
from naru.fairs.models import Exhibitor, Lead
from naru.fairs.rules import leads as rules
from naru.history.book import lock, note, refuse

DESK = "desk"
"""Who says a field that is typed on a screen, in a lead's stamps."""


@transaction.atomic
def enter(
    exhibitor: Exhibitor,
    *,
    values: Mapping[str, Any],
    agreed: bool,
    by: Any,
    at: datetime,
    met_at: datetime | None = None,
    came: str = rules.Came.DESK,
    uid: uuid.UUID | None = None,
) -> Lead:
    """
    Enter a lead that was taken on paper or typed at the desk; `values` are fields of rules.leads.FIELDS.

    :raises Refusal: with the sentence from rules.leads.why_not_enter
    """
    refuse(
        rules.why_not_enter(
            named=bool(values.get("name") or values.get("contact")),
            agreed=agreed,
            withdrawn=exhibitor.withdrawn_at is not None,
        )
    )
    met = met_at or at
    lead = Lead(
        fair=exhibitor.fair,
        exhibitor=exhibitor,
        uid=uid or uuid.uuid4(),
        came=came,
        agreed=agreed,
        booth=exhibitor.booth,
        happened_at=met,
        day=local_day(exhibitor.fair, met),
        received_at=at,
    )
    now = lead.said()
    put(lead, now, rules.merge(now, lead.stamps, values, origin=DESK, sequence=0))
    lead.save(force_insert=True)
    note(by=by, verb="entered_lead", subject=lead, at=at, after={"came": came, "fields": sorted(values)})
    return lead


@transaction.atomic
def change(lead: Lead, *, values: Mapping[str, Any], by: Any, at: datetime) -> Lead:
    """Change what is said of a lead; a field left empty is emptied. History keeps which fields, not their words."""
    lock(lead)
    now = lead.said()
    changed = [name for name in rules.FIELDS if name in values and now[name] != values[name]]
    if lead.visitor_id:
        changed = [name for name in changed if name not in {"name", "contact"}]
    if not changed:
        return lead
    for name in changed:
        lead.stamps[name] = [DESK, 0]
    put(lead, {**now, **values}, changed)
    lead.save(update_fields=[*changed, "stamps", "tag_words", "next_done_at"])
    note(by=by, verb="changed_lead", subject=lead, at=at, after={"fields": changed})
    return lead


@transaction.atomic
def finish_step(lead: Lead, *, by: Any, at: datetime) -> Lead:
    """
    Mark the next step of a lead as done.

    :raises Refusal: with the sentence from rules.leads.why_not_finish
    """
    lock(lead)
    refuse(rules.why_not_finish(lead.terms()))
    lead.next_done_at = at
    lead.save(update_fields=["next_done_at"])
    note(by=by, verb="finished_step", subject=lead, at=at)
    return lead
