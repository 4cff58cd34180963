"""What can be decided about an agreement, from where, and the one sentence for each refusal."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.agreements.rules.standing import Facts, standing
from naru.agreements.rules.words import CONCLUDED, LIVE, Move, Standing

FROM: dict[Move, frozenset[Standing]] = {
    Move.CHANGE: frozenset(Standing),
    Move.SUBMIT: frozenset({Standing.DRAFT}),
    Move.RETURN: frozenset({Standing.REVIEW}),
    Move.APPROVE: frozenset({Standing.REVIEW}),
    Move.SIGN: frozenset({Standing.REVIEW}),
    Move.RENEW: LIVE,
    Move.TERMINATE: LIVE | {Standing.SIGNED},
    Move.REINSTATE: frozenset(Standing) - {Standing.DRAFT, Standing.REVIEW},
    Move.PUBLISH: CONCLUDED,
    Move.WITHDRAW: frozenset(Standing),
    Move.ARCHIVE: frozenset({Standing.DRAFT, Standing.ENDED, Standing.TERMINATED}),
    Move.UNARCHIVE: frozenset(Standing),
}
"""From which standing each move may be made."""


def why_not_move(move: Move, facts: Facts, *, on: date) -> str | None:
    """Say why a move is closed to an agreement as it stands, whatever date or reason comes with it."""
    if facts.archived and move is not Move.UNARCHIVE:
        return _("It is in the archive. Take it out first.")
    now = standing(facts, on=on)
    if now in FROM[move]:
        return None
    if move is Move.ARCHIVE:
        return _("Only a draft and what has ended go into the archive.")
    if now in {Standing.DRAFT, Standing.REVIEW}:
        if move in {Move.SIGN, Move.APPROVE, Move.RETURN}:
            return _("It has not been handed in for review yet.")
        if move is Move.SUBMIT:
            return _("It is in review already.")
        return _("It is not signed yet.")
    if move in {Move.SUBMIT, Move.RETURN, Move.APPROVE, Move.SIGN}:
        return _("It is signed already.")
    if now is Standing.SIGNED:
        return _("Its term has not begun yet.")
    if now is Standing.TERMINATED:
        return _("It is terminated already.")
    return _("It has ended. Enter a new agreement.")


def why_not_change(facts: Facts, *, on: date) -> str | None:
    """Say why what is written about an agreement cannot be changed."""
    return why_not_move(Move.CHANGE, facts, on=on)


def why_not_change_parties(facts: Facts, *, on: date) -> str | None:
    """Say why the parties of an agreement cannot be changed: what was signed keeps those who signed."""
    if reason := why_not_change(facts, on=on):
        return reason
    return _("It is signed; its parties stay as they are.") if facts.signed_on else None


def why_not_submit(facts: Facts, *, ours: int, theirs: int, on: date) -> str | None:
    """Say why a draft cannot be handed in for review; `ours` and `theirs` count the parties of each side."""
    if reason := why_not_move(Move.SUBMIT, facts, on=on):
        return reason
    if not ours or not theirs:
        return _("Name at least one party on each side first.")
    return None


def why_not_return(facts: Facts, *, because: str | None, on: date) -> str | None:
    """Say why an agreement cannot be sent back; `because=None` asks only about the agreement itself."""
    if reason := why_not_move(Move.RETURN, facts, on=on):
        return reason
    if because is not None and not because.strip():
        return _("Say what is to be mended.")
    return None


def why_not_approve(facts: Facts, *, on: date) -> str | None:
    """Say why an agreement in review cannot be approved."""
    if reason := why_not_move(Move.APPROVE, facts, on=on):
        return reason
    return _("It is approved already.") if facts.approved else None


def why_not_term(signed_on: date | None, starts_on: date | None, ends_on: date | None) -> str | None:
    """Say why days of a term (end exclusive) do not hold together."""
    first = starts_on or signed_on
    if signed_on and starts_on and starts_on < signed_on:
        return _("It cannot be in force before it is signed.")
    if first and ends_on and ends_on <= first:
        return _("Its last day is before its first.")
    return None


def why_not_sign(
    facts: Facts,
    *,
    on: date,
    signed_on: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> str | None:
    """Say why a signing cannot be recorded; without a day it is asked of the agreement alone."""
    if reason := why_not_move(Move.SIGN, facts, on=on):
        return reason
    if not facts.approved:
        return _("The head of the office has not approved it yet.")
    if signed_on is None:
        return None
    if signed_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    return why_not_term(signed_on, starts_on, ends_on)


def why_not_record_signed(
    signed_on: date, starts_on: date | None, ends_on: date | None, *, ours: int, theirs: int, on: date
) -> str | None:
    """Say why an agreement that was signed earlier cannot be taken into the register."""
    if signed_on > on:
        return _("A day that has not come cannot be recorded as a fact.")
    if not ours or not theirs:
        return _("Name at least one party on each side first.")
    return why_not_term(signed_on, starts_on, ends_on)


def why_not_renew(
    facts: Facts, *, on: date, until: date | None = None, parties: int | None = None
) -> str | None:
    """
    Say why the parties cannot be asked to renew an agreement until a day (exclusive).

    `parties` is how many of them have an e-mail address to ask, of each side at least one.
    """
    if reason := why_not_move(Move.RENEW, facts, on=on):
        return reason
    if facts.ends_on is None:
        return _("It has no agreed end, so there is nothing to renew.")
    if facts.terminated_on:
        return _("A termination stands against it.")
    if facts.renewing:
        return _("Its renewal waits for answers already.")
    if until is not None and until <= facts.ends_on:
        return _("The new last day must lie after the present one.")
    if parties is not None and not parties:
        return _("Each party needs an e-mail address to be asked at.")
    return None


def why_not_terminate(
    facts: Facts, *, on: date, terminated_on: date | None = None, because: str | None = None
) -> str | None:
    """Say why an agreement cannot be terminated as of a day, for a reason."""
    if reason := why_not_move(Move.TERMINATE, facts, on=on):
        return reason
    if facts.terminated_on:
        return _("It is terminated already.")
    first = facts.starts_on or facts.signed_on
    if terminated_on and first and terminated_on < first:
        return _("It cannot be terminated before it is in force.")
    if terminated_on and facts.ends_on and terminated_on >= facts.ends_on:
        return _("It ends by itself before that day.")
    if because is not None and not because.strip():
        return _("Say why it is terminated.")
    return None


def why_not_reinstate(facts: Facts, *, on: date) -> str | None:
    """Say why a termination cannot be taken back."""
    if reason := why_not_move(Move.REINSTATE, facts, on=on):
        return reason
    return None if facts.terminated_on else _("It is not terminated.")


def why_not_publish(facts: Facts, *, on: date) -> str | None:
    """Say why an agreement cannot be shown to the public."""
    if reason := why_not_move(Move.PUBLISH, facts, on=on):
        return reason
    return _("The public can see it already.") if facts.published else None


def why_not_withdraw(facts: Facts, *, on: date) -> str | None:
    """Say why an agreement cannot be taken back from the public."""
    if reason := why_not_move(Move.WITHDRAW, facts, on=on):
        return reason
    return None if facts.published else pgettext("agreement", "The public cannot see it anyway.")


def why_not_archive(facts: Facts, *, on: date) -> str | None:
    """Say why an agreement cannot go into the archive."""
    if facts.archived:
        return _("It is in the archive already.")
    return why_not_move(Move.ARCHIVE, facts, on=on)


def why_not_unarchive(facts: Facts, *, on: date) -> str | None:
    """Say why an agreement cannot be taken out of the archive."""
    return None if facts.archived else _("It is not in the archive.")
