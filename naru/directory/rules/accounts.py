"""Roles: what each may do, and who may hold it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
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
    MEMBER = "member", _("Member of an organisation")


OFFICE = frozenset(Role) - {Role.MEMBER}
"""Roles of the office itself: each must have a second factor."""

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
        "Writes and publishes the e-News, quotes figures and answers for each number in the text. Held by the "
        "office's press staff or its appointed agency."
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
    Role.MEMBER: _(
        "Sees and keeps up to date what concerns the organisation where the post is held. Held by a contact "
        "person whom the organisation names."
    ),
}
"""One paragraph a role: what it may do, who may hold it."""
