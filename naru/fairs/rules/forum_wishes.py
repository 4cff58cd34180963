"""Wishes: who may wish whom, accept and decline, and until when; what of them goes into the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naru.fairs.rules.forum_calls import is_over
from naru.fairs.rules.forum_words import Answer


@dataclass(frozen=True)
class Facts:
    """The dated facts of one wish; `returned` says that the other side wishes the same."""

    accepted: bool = False
    declined: bool = False
    withdrawn: bool = False
    returned: bool = False


def answer(facts: Facts) -> Answer:
    """Say what became of a wish; one that is returned needs no answer."""
    if facts.withdrawn:
        return Answer.WITHDRAWN
    if facts.declined:
        return Answer.DECLINED
    return Answer.ACCEPTED if facts.accepted or facts.returned else Answer.WAITING


def why_not_wish(
    *,
    oneself: bool,
    same_side: bool,
    here: bool,
    both_approved: bool,
    already: bool,
    declined: bool,
    many: int,
    most: int,
    until: date | None,
    on: date,
    by_office: bool = False,
) -> str | None:
    """
    Say why a meeting cannot be wished, or nothing if it can.

    `here`: both belong to this forum; `already`: this wish stands; `declined`: the other side has declined it;
    `many`: how many wishes the wisher has, of at most `most` (0: any number).
    """
    if oneself:
        return _("Nobody can meet themselves.")
    if not here:
        return _("The two do not take part in the same forum.")
    if same_side:
        return _("Both sit on the same side. Meetings are held across.")
    if not both_approved:
        return _("Both must be approved before they can be wished for.")
    if already:
        return _("This meeting is wished already.")
    if declined and not by_office:
        return _("The other side has declined this meeting.")
    if not by_office and is_over(until, on=on):
        return _("The time for wishes is over. Please ask the office.")
    if most and many >= most and not by_office:
        return _("You have as many wishes as each may have. Take one back first.")
    return None


def why_not_answer(now: Answer, *, until: date | None, on: date, by_office: bool = False) -> str | None:
    """Say why a wish cannot be answered (again), or nothing if it can."""
    if now is Answer.WITHDRAWN:
        return _("This wish was taken back.")
    if not by_office and is_over(until, on=on):
        return _("The time for answering is over. Please ask the office.")
    return None


def why_not_withdraw_wish(
    now: Answer, *, planned: bool, until: date | None, on: date, by_office: bool = False
) -> str | None:
    """Say why a wish cannot be taken back, or nothing if it can."""
    if now is Answer.WITHDRAWN:
        return _("This wish was taken back already.")
    if planned:
        return _("The meeting stands in the published plan. Please ask the office.")
    if not by_office and is_over(until, on=on):
        return _("The time for wishes is over. Please ask the office.")
    return None


def why_not_pin(now: Answer, *, free: bool, taken: int, tables: int) -> str | None:
    """
    Say why a meeting cannot be fixed to a slot, or nothing if it can.

    `free`: neither side has crossed out the slot or another fixed meeting in it; `taken`: meetings fixed to it.
    """
    if now is not Answer.ACCEPTED:
        return _("Only an accepted wish can be fixed to a slot.")
    if not free:
        return _("One of the two is not free in this slot.")
    if taken >= tables:
        return _("More meetings are fixed to this slot than there are tables.")
    return None
