"""The words of the agreements: kinds, standings, moves, sides, papers, answers."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """With whom an agreement is."""

    GOVERNMENT = "government", pgettext_lazy("agreement", "With a government")
    INSTITUTION = "institution", pgettext_lazy("agreement", "With an institution")
    AGENCY = "agency", pgettext_lazy("agreement", "With an agency")


class Standing(TextChoices):
    """Where an agreement stands on a day; computed from its decisions and dates, never stored."""

    DRAFT = "draft", pgettext_lazy("agreement", "Draft")
    REVIEW = "review", pgettext_lazy("agreement", "In review")
    SIGNED = "signed", pgettext_lazy("agreement", "Signed")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
    EXPIRING = "expiring", pgettext_lazy("agreement", "Expiring")
    RENEWED = "renewed", pgettext_lazy("agreement", "Renewed")
    ENDED = "ended", pgettext_lazy("agreement", "Ended")
    TERMINATED = "terminated", pgettext_lazy("agreement", "Terminated")


LIVE = frozenset({Standing.IN_FORCE, Standing.EXPIRING, Standing.RENEWED})
"""Standings in which an agreement binds both sides."""
CONCLUDED = frozenset(Standing) - {Standing.DRAFT, Standing.REVIEW}
"""Standings of what has been signed."""


class Move(TextChoices):
    """What can be decided about an agreement."""

    CHANGE = "change", pgettext_lazy("agreement", "Change")
    SUBMIT = "submit", pgettext_lazy("agreement", "Hand in for review")
    RETURN = "return", pgettext_lazy("agreement", "Send back to the draft")
    APPROVE = "approve", pgettext_lazy("agreement", "Approve")
    SIGN = "sign", pgettext_lazy("agreement", "Record the signing")
    RENEW = "renew", pgettext_lazy("agreement", "Ask to renew")
    TERMINATE = "terminate", pgettext_lazy("agreement", "Terminate")
    REINSTATE = "reinstate", pgettext_lazy("agreement", "Take the termination back")
    PUBLISH = "publish", pgettext_lazy("agreement", "Publish")
    WITHDRAW = "withdraw", pgettext_lazy("agreement", "Withdraw from the public")
    ARCHIVE = "archive", pgettext_lazy("agreement", "Archive")
    UNARCHIVE = "unarchive", pgettext_lazy("agreement", "Take out of the archive")


class Side(TextChoices):
    """On which side of an agreement a party stands."""

    OURS = "ours", pgettext_lazy("agreement", "Our side")
    THEIRS = "theirs", pgettext_lazy("agreement", "Partner")


class PaperKind(TextChoices):
    """What a paper is to its agreement."""

    TEXT = "text", pgettext_lazy("agreement", "Signed text")
    ANNEX = "annex", pgettext_lazy("agreement", "Annex")
    PROOF = "proof", pgettext_lazy("agreement", "Proof")
    LETTER = "letter", pgettext_lazy("agreement", "Correspondence")
    OTHER = "other", pgettext_lazy("agreement", "Other paper")


SHARED = (PaperKind.TEXT, PaperKind.ANNEX)
"""Papers that the members of the parties may have too."""


class Duty(TextChoices):
    """Where an obligation stands on a day."""

    OPEN = "open", pgettext_lazy("obligation", "Open")
    DUE = "due", pgettext_lazy("obligation", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("obligation", "Overdue")
    MET = "met", pgettext_lazy("obligation", "Met")
    LATE = "late", pgettext_lazy("obligation", "Met late")
    WAIVED = "waived", pgettext_lazy("obligation", "Waived")


class Answer(TextChoices):
    """How a question of the yearly inspection is answered."""

    YES = "yes", pgettext_lazy("inspection", "Yes")
    PARTLY = "partly", pgettext_lazy("inspection", "In part")
    NO = "no", pgettext_lazy("inspection", "No")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("inspection", "Does not apply")


class Advice(TextChoices):
    """What an inspection advises."""

    KEEP = "keep", pgettext_lazy("inspection", "Keep as it is")
    AMEND = "amend", pgettext_lazy("inspection", "Amend")
    RENEW = "renew", pgettext_lazy("inspection", "Renew in time")
    END = "end", pgettext_lazy("inspection", "Let it end")


class DeadlineKind(TextChoices):
    """What a number of days is for."""

    COUNCIL_SIGNING = (
        "council_signing",
        pgettext_lazy("deadline", "Report to the council: days after the signing"),
    )
    COUNCIL_YEARLY = (
        "council_yearly",
        pgettext_lazy("deadline", "Yearly report to the council: days after the end of the year"),
    )
    COUNCIL_WARNING = "council_warning", pgettext_lazy("deadline", "Reminder of a report: days before")
    EXPIRY_WARNING = "expiry_warning", pgettext_lazy("deadline", "Reminder of an end: days before")
    DUTY_WARNING = "duty_warning", pgettext_lazy("deadline", "Reminder of an obligation: days before")
    INSPECTION = "inspection", pgettext_lazy("deadline", "Yearly inspection: days after 1 January")
    LINK = "link", pgettext_lazy("deadline", "A mailed link for the renewal works: days")


ASSUMED = pgettext_lazy("deadline", "assumed when the register began; the office sets its own")
"""Where the numbers of days come from with which a register begins; the rows hold the English words."""


class ReportKind(TextChoices):
    """What a report to the council tells of."""

    SIGNING = "signing", pgettext_lazy("council", "On a signing")
    YEARLY = "yearly", pgettext_lazy("council", "Of the year")


class RenewalState(TextChoices):
    """What has become of a renewal that was asked for."""

    OPEN = "open", pgettext_lazy("renewal", "Waits for answers")
    AGREED = "agreed", pgettext_lazy("renewal", "Agreed")
    REFUSED = "refused", pgettext_lazy("renewal", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("renewal", "Withdrawn")


class ReminderKind(TextChoices):
    """What a reminder was about."""

    EXPIRY = "expiry", pgettext_lazy("reminder", "End of the term")
    DUTY = "duty", pgettext_lazy("reminder", "Obligation")
    COUNCIL = "council", pgettext_lazy("reminder", "Report to the council")
