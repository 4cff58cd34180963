"""Issuing, using and withdrawing one-time links; any app above may use them for a purpose of its own."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from naru.directory.models.links import OneTimeLink
from naru.directory.rules import links as rules
from naru.history.book import Refusal, note


@transaction.atomic
def issue(purpose: str, *, subject: models.Model, hours: int, by: Any, at: datetime) -> str:
    """
    Issue a link for a purpose (at most 40 characters) about a saved row, and give its token for the address.

    The token (43 characters, 256 random bits) is given here once and kept only as a hash. Unused links of
    the same purpose about the same row are withdrawn, so that only the latest letter works.
    """
    older = OneTimeLink.objects.about(subject).filter(purpose=purpose, used_at=None, withdrawn_at=None)
    older.update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    link = OneTimeLink.objects.create(
        purpose=purpose,
        subject_kind=subject._meta.label_lower,
        subject_key=str(subject.pk),
        digest=rules.digest(token),
        issued_by=by,
        issued_at=at,
        expires_at=at + timedelta(hours=hours),
    )
    after = {"purpose": purpose, "expires_at": link.expires_at.isoformat()}
    note(by=by, verb="issued_link", subject=subject, at=at, after=after)
    return token


def peek(token: str, purpose: str, *, at: datetime) -> OneTimeLink:
    """
    Give the link that a token opens, without using it: for the page that shows what would be done.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    link = OneTimeLink.objects.known_by(token, purpose).first()
    if reason := rules.why_not_redeem(link.terms() if link else None, at=at):
        raise Refusal(reason)
    assert link is not None
    return link


@transaction.atomic
def redeem(token: str, purpose: str, *, at: datetime, by: Any = None) -> OneTimeLink:
    """
    Use a link up and give it; what it is about is `link.subject`. Two who race for it: one wins.

    :raises Refusal: with the sentence from rules.links.why_not_redeem
    """
    link = OneTimeLink.objects.select_for_update().known_by(token, purpose).first()
    if reason := rules.why_not_redeem(link.terms() if link else None, at=at):
        raise Refusal(reason)
    assert link is not None
    link.used_at = at
    link.save(update_fields=["used_at"])
    if subject := link.subject:
        note(by=by, verb="used_link", subject=subject, at=at, after={"purpose": purpose})
    return link


@transaction.atomic
def withdraw(purpose: str, *, subject: models.Model, by: Any, at: datetime) -> int:
    """Withdraw the open links of a purpose about a row, and say how many there were."""
    count = OneTimeLink.objects.about(subject).filter(purpose=purpose).open(at=at).update(withdrawn_at=at)
    if count:
        note(by=by, verb="withdrew_link", subject=subject, at=at, after={"purpose": purpose})
    return count
