"""Keeping count of failed sign-ins, and noting who came in, went out or changed their ways in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from naru.directory.models import Account, FailedSignIn, UsedCode
from naru.directory.rules import sealing
from naru.directory.rules import sign_in as rules
from naru.directory.rules.accounts import DEED_SENTENCES
from naru.directory.rules.sign_in import Door
from naru.history.book import Refusal, note
from naru.history.models import Entry, Head
from naru.krds.formats.words import moment
from naru.letters import book as letters

NEW_PASSWORD = {"changed_password", "set_password", "reset_password"}
"""The deeds after which every other session is out."""


def check(doors: Mapping[Door, str], *, at: datetime) -> None:
    """
    Let a try at the doors pass: a mapping of each door to whom its failures count against.

    :raises Refusal: with the sentence from rules.sign_in.why_not_try
    """
    for door, who in doors.items():
        until = FailedSignIn.objects.closed_until(door, who, at=at)
        if reason := rules.why_not_try(until, at=at):
            raise Refusal(reason)


@transaction.atomic
def fail(doors: Mapping[Door, str], *, at: datetime, account: Account | None = None) -> None:
    """
    Count one failure at each door, and note it in the account's history when that closes the door.

    Without an account the one that has the e-mail address tried is meant, if there is one.
    """
    if account is None and Door.ACCOUNT in doors:
        account = Account.objects.filter(email__iexact=doors[Door.ACCOUNT]).first()
    FailedSignIn.objects.stale(at=at).delete()
    for door, who in doors.items():
        FailedSignIn.objects.create(door=door, key=rules.key(door, who, secret=settings.SECRET_KEY), at=at)
        if door is Door.ADDRESS or account is None:
            continue
        if until := FailedSignIn.objects.closed_until(door, who, at=at):
            after = {"door": door.value, "until": until.isoformat()}
            note(by=None, verb="locked_out", subject=account, at=at, after=after)


def forget(doors: Mapping[Door, str]) -> None:
    """Forget the failures at the doors, after a sign-in that went right."""
    for door, who in doors.items():
        FailedSignIn.objects.at_door(door, who).delete()


def check_code(account: Account, code: str) -> None:
    """
    Let a code of the authenticator app pass that has not signed its owner in before.

    :raises Refusal: with the sentence from rules.sign_in.why_not_use_code
    """
    if reason := rules.why_not_use_code(used=UsedCode.objects.of(account, code).exists()):
        raise Refusal(reason)


@transaction.atomic
def use_code(account: Account, code: str, *, at: datetime) -> None:
    """
    Remember that a right code was used, in the table, where every worker and every restart finds it.

    The table's own constraint lets one of two through who come at the same moment.

    :raises Refusal: with the sentence from rules.sign_in.why_not_use_code
    """
    UsedCode.objects.stale(at=at).delete()
    key = rules.used_key(account.pk, code, secret=settings.SECRET_KEY)
    _row, new = UsedCode.objects.get_or_create(key=key, defaults={"at": at})
    if reason := rules.why_not_use_code(used=not new):
        raise Refusal(reason)


@transaction.atomic
def unlock(account: Account, *, by: Any, at: datetime) -> None:
    """Open the door again for an account that locked itself out."""
    forget({Door.ACCOUNT: account.email, Door.CODE: str(account.pk)})
    note(by=by, verb="unlocked", subject=account, at=at)


def signed_in(account: Account, *, means: list[str], at: datetime) -> None:
    """Note that somebody signed in, and by what means: password, code, passkey, recovery_code, demo…"""
    note(by=account, verb="signed_in", subject=account, at=at, after={"means": means})


def signed_out(account: Any, *, at: datetime) -> None:
    """Note that somebody signed out."""
    note(by=account, verb="signed_out", subject=account, at=at)


@transaction.atomic
def ways_changed(account: Account, *, verb: str, at: datetime, network: str = "", but: str = "") -> None:
    """
    Note that somebody changed a way to sign in, and tell them by letter, in case it was not they.

    A new password puts every session out but the one with the key `but`, and off the list of sessions at once.
    """
    if verb in NEW_PASSWORD:
        for session in UserSession.objects.filter(user=account).exclude(session_key=but):
            session.end()
    note(by=account, verb=verb, subject=account, at=at)
    with override(account.language):
        what = str(DEED_SENTENCES[verb])
        path = reverse("account_mine")
    letters.send(
        "ways_changed",
        to=account.email,
        language=account.language,
        context={
            "name": account.name,
            "what": what,
            "when": moment(at, language=account.language),
            "network": network,
            "link": settings.NARU_ADDRESS + path,
        },
        by=None,
        at=at,
        subject_row=account,
    )


@transaction.atomic
def send_reset(account: Account, *, link: str, to: str, at: datetime) -> None:
    """
    Send the link for a new password to an account's e-mail address.

    Beyond rules.RESETS nothing happens and nobody is told: the page answers the same to whoever asks.
    """
    number, time = rules.RESETS
    asked = Entry.objects.about(account).filter(verb="asked_for_reset", at__gt=at - time, at__lte=at)
    if asked.count() >= number:
        return
    note(by=None, verb="asked_for_reset", subject=account, at=at)
    letters.send(
        "password_reset",
        to=to,
        language=account.language,
        context={"name": account.name, "link": link},
        by=None,
        at=at,
        subject_row=account,
    )


@transaction.atomic
def end_session(session: UserSession, *, by: Any, at: datetime) -> None:
    """End one session of an account: that browser is signed out at its next step."""
    account = session.user
    session.end()
    note(by=by, verb="ended_session", subject=account, at=at)


@transaction.atomic
def end_sessions(account: Any, *, by: Any, at: datetime, but: str = "") -> int:
    """End every session of an account but the one with the key named, and say how many there were."""
    sessions = list(UserSession.objects.filter(user=account).exclude(session_key=but))
    for session in sessions:
        session.end()
    if sessions:
        note(by=by, verb="signed_out_everywhere", subject=account, at=at, after={"sessions": len(sessions)})
    return len(sessions)


@transaction.atomic
def took_up_back_up(*, made_at: str, by: Any, at: datetime) -> None:
    """
    End every session of the site once its tables are those of a back-up: some were ended since it was made.

    `made_at` is the moment of the back-up, as it says itself.
    """
    sessions, _kinds = UserSession.objects.all().delete()
    Session.objects.all().delete()
    head = Head.objects.get_or_create(pk=1)[0]
    note(by=by, verb="took_up_back_up", subject=head, at=at, after={"made_at": made_at, "sessions": sessions})


@transaction.atomic
def remove_second_factors(account: Account, *, by: Any, at: datetime, why: str) -> None:
    """Remove all second factors of somebody who lost their device; the next sign-in asks for new ones."""
    kinds = sorted(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    Authenticator.objects.filter(user=account).delete()
    account.__dict__.pop("has_second_factor", None)
    end_sessions(account, by=by, at=at)
    note(by=by, verb="removed_second_factors", subject=account, at=at, why=why, before={"kinds": kinds})
    ways_changed(account, verb="lost_second_factors", at=at)


@transaction.atomic
def reseal_second_factors(*, secrets: list[str], at: datetime) -> int:
    """
    Seal every second factor again under the newest of the site's secrets, and say how many there were.

    :raises ValueError: if one of them was sealed under a secret that is not given
    """
    count = 0
    for factor in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        for field in ("secret", "seed"):
            if field in factor.data:
                factor.data[field] = sealing.reseal(factor.data[field], secrets=secrets)
        if codes := factor.data.get("migrated_codes"):
            factor.data["migrated_codes"] = [sealing.reseal(code, secrets=secrets) for code in codes]
        factor.save(update_fields=["data"])
        note(by=None, verb="resealed_second_factor", subject=factor.user, at=at)
        count += 1
    return count
