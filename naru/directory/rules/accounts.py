"""Roles: what each may do, and who may hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may do here, held as a post at an organisation from a day until a day."""

    ADMINISTRATOR = "administrator", _("Administrator")
    HEAD = "head", _("Head of the office")
    OFFICER = "officer", _("Programme officer")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")
    ANALYST = "analyst", _("Analyst")
    AUDITOR = "auditor", _("Auditor")
    MISSION_OFFICER = "mission_officer", _("Mission officer")
    CLINICIAN = "clinician", _("Clinician")
    VOLUNTEER = "volunteer", _("Volunteer")
    MEMBER = "member", _("Member of an organisation")


OFFICE = frozenset(Role) - {Role.MEMBER, Role.CLINICIAN, Role.VOLUNTEER}
"""Roles of the office itself: each must have a second factor."""
GUARDED = OFFICE | {Role.CLINICIAN}
"""Roles that must have a second factor: the office's, and whoever may read of residents' health."""

ABOUT: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _(
        "Keeps the system running: invites people, gives and ends posts, reads the log. Held by one or two "
        "members of the office's own staff; it does not write bulletins or confirm figures."
    ),
    Role.HEAD: _(
        "Answers for the office: approves plans, freezes figures and releases bulletins. Held by the head of "
        "the office or the acting head, for as long as the appointment runs."
    ),
    Role.OFFICER: _(
        "Runs activities: plans them, records who took part, keeps the directory right. Held by the staff of "
        "the office who answer for at least one activity."
    ),
    Role.EDITOR: _(
        "Writes and publishes the e-News, quotes figures and answers for each number in the text. Held by "
        "the office's press staff or its appointed agency."
    ),
    Role.TRANSLATOR: _(
        "Translates bulletins and reviews the words of the pages in one or more languages. Held by staff or "
        "contractors with proof of the language; it publishes nothing alone."
    ),
    Role.ANALYST: _(
        "Keeps the figures: loads official statistics, sets targets, explains corrections. Held by the staff "
        "member who answers for the yearly report."
    ),
    Role.AUDITOR: _(
        "Reads everything that the office may read, with its history, and changes nothing. Held by the "
        "province's inspection staff for the length of an inspection."
    ),
    Role.MISSION_OFFICER: _(
        "Runs medical missions: volunteers and their shifts, medicines, equipment and consignments. Held by the "
        "staff of the office or of a partner organisation who answer for at least one mission."
    ),
    Role.CLINICIAN: _(
        "Reads what was entered about residents at the clinics of missions, to treat them and to follow up. "
        "Held by doctors, dentists, doctors of Korean medicine, nurses and pharmacists with a licence that holds, "
        "for the length of a mission and of its follow-up."
    ),
    Role.VOLUNTEER: _(
        "Sees their own mission: shifts, briefing and what is still missing from their papers. Held by members "
        "of a mission's volunteer group; it shows nothing about residents or other volunteers' papers."
    ),
    Role.MEMBER: _(
        "Sees and keeps up to date what concerns the organisation where the post is held. Held by a contact "
        "person whom the organisation names."
    ),
}
"""One paragraph a role: what it may do, who may hold it."""


MAY: dict[Role, tuple[Promise, ...]] = {
    Role.ADMINISTRATOR: (
        _("invite people, give and end posts"),
        _("deactivate accounts, end sessions"),
        _("read the history of everything"),
    ),
    Role.HEAD: (
        _("approve plans and budgets"),
        _("freeze figures"),
        _("release bulletins"),
        _("see who holds which post"),
    ),
    Role.OFFICER: (
        _("plan and run activities"),
        _("record who took part"),
        _("keep people and organisations right"),
    ),
    Role.EDITOR: (
        _("write and publish bulletins"),
        _("quote figures"),
    ),
    Role.TRANSLATOR: (_("translate bulletins"),),
    Role.ANALYST: (
        _("load statistics, set targets"),
        _("freeze and correct figures"),
    ),
    Role.AUDITOR: (
        _("read everything the office may read"),
        _("see who holds which post"),
        _("change nothing"),
    ),
    Role.MISSION_OFFICER: (
        _("set missions up, keep volunteers and shifts"),
        _("keep medicines, lots, equipment and consignments"),
    ),
    Role.CLINICIAN: (_("read what clinics entered about residents"),),
    Role.VOLUNTEER: (_("see your own mission and your shifts"),),
    Role.MEMBER: (_("keep your own organisation's entry up to date"),),
}
"""What a post of each role allows, in a few words, for the holder's own page."""

DEED_SENTENCES: dict[str, Promise] = {
    "changed_password": _("The password was changed."),
    "set_password": _("A password was set."),
    "reset_password": _("The password was set anew by a mailed link."),
    "added_authenticator_app": _("An authenticator app was added."),
    "removed_authenticator_app": _("The authenticator app was removed."),
    "renewed_recovery_codes": _("New recovery codes were made."),
    "added_passkey": _("A passkey was added."),
    "removed_passkey": _("A passkey was removed."),
    "lost_second_factors": _("The administrator removed your second factors."),
}
"""What the letter says of a change in somebody's ways to sign in, by the verb of history."""


DEMO_DOMAIN = "demo.naru.example"
"""The mail domain of the demo's accounts: a reserved one, so that no letter can ever arrive."""


DEEDS: dict[str, Promise] = {
    "opened_account": pgettext_lazy("log", "opened the account"),
    "appointed": pgettext_lazy("log", "gave a post"),
    "changed_password": pgettext_lazy("log", "changed the password"),
    "set_password": pgettext_lazy("log", "set a password"),
    "reset_password": pgettext_lazy("log", "set the password anew by a mailed link"),
    "added_authenticator_app": pgettext_lazy("log", "added an authenticator app"),
    "removed_authenticator_app": pgettext_lazy("log", "removed the authenticator app"),
    "renewed_recovery_codes": pgettext_lazy("log", "made new recovery codes"),
    "added_passkey": pgettext_lazy("log", "added a passkey"),
    "removed_passkey": pgettext_lazy("log", "removed a passkey"),
    "chose_letters": pgettext_lazy("log", "chose which letters to get"),
    "asked_email_change": pgettext_lazy("log", "asked for another e-mail address"),
    "withdrew_email_change": pgettext_lazy("log", "withdrew the change of the e-mail address"),
    "changed_email": pgettext_lazy("log", "confirmed the new e-mail address"),
    "undid_email_change": pgettext_lazy("log", "took the change of the e-mail address back"),
    "took_up_back_up": pgettext_lazy("log", "took up a back-up"),
}
"""What history calls the deeds that only accounts know."""


class Standing(TextChoices):
    """What a post is worth on a day, computed from its dates."""

    HELD = "held", _("Held now")
    TO_COME = "to_come", _("To come")
    PAST = "past", _("Past")


@dataclass(frozen=True)
class Term:
    """A post as the rules see it: a role at an organisation (its key) from a day until a day (exclusive)."""

    role: str
    organisation: int | None
    since: date
    until: date | None = None


def standing(term: Term, *, on: date) -> Standing:
    """Say what a post is worth on a day."""
    if term.since > on:
        return Standing.TO_COME
    return Standing.HELD if term.until is None or on < term.until else Standing.PAST


def overlap(one: Term, other: Term) -> bool:
    """Say whether two terms share a day."""
    return (other.until is None or one.since < other.until) and (one.until is None or other.since < one.until)


def why_not_offer(term: Term) -> str | None:
    """Say why a post makes no sense by itself, whoever should hold it, or nothing if it does."""
    if term.role == Role.MEMBER and term.organisation is None:
        return gettext("A member's post needs the organisation that it is held at.")
    if term.until is not None and term.until <= term.since:
        return gettext("The last day lies before the first.")
    return None


def why_not_appoint(term: Term, *, held: Iterable[Term], oneself: bool, active: bool = True) -> str | None:
    """
    Say why an account cannot be given a post, or nothing if it can.

    `held` are the account's posts so far, `oneself` says that the account would appoint itself.
    """
    if oneself:
        return gettext("Nobody gives themselves a post. Please ask another administrator.")
    if not active:
        return gettext("This account is deactivated. Reactivate it first.")
    if reason := why_not_offer(term):
        return reason
    for other in held:
        if (other.role, other.organisation) == (term.role, term.organisation) and overlap(term, other):
            return gettext("The account holds this post already in a part of this period.")
    return None


def why_not_end(term: Term, *, last_day: date, others: int) -> str | None:
    """
    Say why a post cannot be ended after a last day, or nothing if it can.

    `others`: how many other active accounts hold an administrator's post without an end.
    """
    if last_day < term.since:
        return gettext("The post begins later than this day. Call it off instead.")
    if term.until is not None and term.until <= last_day:
        return gettext("The post ends earlier already.")
    if term.role == Role.ADMINISTRATOR and not others:
        return gettext("This is the last administrator. Appoint another one first.")
    return None


def why_not_call_off(term: Term, *, on: date) -> str | None:
    """Say why a post cannot be called off, or nothing if it can: only one that has not begun."""
    if standing(term, on=on) is not Standing.TO_COME:
        return gettext("The post has begun already. End it instead.")
    return None


def why_not_deactivate(*, active: bool, oneself: bool, administrator: bool, others: int) -> str | None:
    """
    Say why an account cannot be deactivated, or nothing if it can.

    `administrator`: it holds that post today; `others`: as in why_not_end.
    """
    if not active:
        return gettext("The account is deactivated already.")
    if oneself:
        return gettext("Nobody deactivates their own account. Please ask another administrator.")
    if administrator and not others:
        return gettext("This is the last administrator. Appoint another one first.")
    return None


def why_not_reactivate(*, active: bool) -> str | None:
    """Say why an account cannot be reactivated, or nothing if it can."""
    return gettext("The account is active already.") if active else None


def why_not_remove_factor(*, office: bool, others: int) -> str | None:
    """Say why a second factor cannot be removed, or nothing if it can: an office post keeps at least one."""
    if office and not others:
        return gettext(
            "An office post needs a second factor. Add another passkey or app before you remove this one."
        )
    return None


def why_not_free_from_factors(*, oneself: bool, factors: int) -> str | None:
    """Say why an administrator cannot remove somebody's second factors, or nothing if they can."""
    if oneself:
        return gettext("Your own second factors are on the page “My account”.")
    if not factors:
        return gettext("The account has no second factor.")
    return None


def why_not_unlock(*, closed: bool) -> str | None:
    """Say why there is nothing to unlock, or nothing if there is."""
    return None if closed else gettext("The account is not locked.")


def why_not_through_demo_door(*, demo: bool) -> str | None:
    """Say why the one-click sign-in does not open, or nothing in the demo."""
    return None if demo else gettext("This is not the demo.")
