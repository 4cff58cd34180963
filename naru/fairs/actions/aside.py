"""What the office decides about slips that were kept aside: counted after all, or left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.fairs.actions.counting import Taking, count_one
from naru.fairs.models import Slip
from naru.fairs.rules.slips import Aside
from naru.history.book import Refusal, note


@transaction.atomic
def admit(slip: Slip, *, by: Any, at: datetime) -> Slip:
    """
    Count a slip that was kept aside after all, without the badge that was not this fair's.

    :raises Refusal: if somebody has decided on it already
    """
    slip = _held(slip)
    reason, slip.aside = slip.aside, ""
    body, slip.body = slip.body, {key: value for key, value in slip.body.items() if key != "badge"}
    if reason in {Aside.REVOKED, Aside.OVER}:
        slip.body = body
    taking = Taking(slip.device, at)
    taking.slips = [slip]
    count_one(taking, slip)
    Slip.objects.filter(pk=slip.pk).update(
        lead=slip.lead, visitor=slip.visitor, decided_at=at, decided_by=by, admitted=True
    )
    note(by=by, verb="admitted_slip", subject=slip, at=at, before={"aside": str(reason)})
    return slip


@transaction.atomic
def leave_out(slip: Slip, *, by: Any, at: datetime, why: str = "") -> Slip:
    """
    Decide that a slip kept aside is not counted; it stays as it was sent.

    :raises Refusal: if somebody has decided on it already
    """
    slip = _held(slip)
    slip.decided_at, slip.decided_by, slip.admitted = at, by, False
    slip.save(update_fields=["decided_at", "decided_by", "admitted"])
    note(by=by, verb="left_out_slip", subject=slip, at=at, why=why)
    return slip


def _held(slip: Slip) -> Slip:
    rows = Slip.objects.select_for_update(of=("self",)).select_related("device__fair__activity", "exhibitor")
    slip = rows.get(pk=slip.pk)
    if not slip.aside or slip.decided_at:
        raise Refusal(_("Somebody has decided on this entry already."))
    return slip
