"""Questions about the participants of forums."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import models
from django.db.models import Q

from naru.directory.queries.accounts import organisations_of
from naru.fairs.rules.forum_words import Standing

AGENDA, BADGE, HALL = "fairs.agenda", "fairs.badge", "fairs.hall"
"""What a signed key opens: a participant's own pages, the check-in, the board of the hall."""


def signed(salt: str, *parts: int) -> str:
    """Sign a few numbers into a key for an address; nobody can guess one, and nothing needs to be kept."""
    return signing.Signer(salt=salt, sep="~").sign("-".join(str(part) for part in parts))


def unsigned(salt: str, key: str) -> tuple[int, ...] | None:
    """Read the numbers of a key, or nothing where it is forged or cut."""
    try:
        told = signing.Signer(salt=salt, sep="~").unsign(key)
        return tuple(int(part) for part in told.split("-"))
    except (signing.BadSignature, ValueError):
        return None


class ParticipantQuerySet(models.QuerySet[Any]):
    """Participants of forums."""

    def visible_to(self, account: Any) -> ParticipantQuerySet:
        """Keep what an account may see: the office all, a member those of the organisation where they hold a post."""
        if not account.is_authenticated:
            return self.none()
        return self if account.is_office else self.filter(organisation__in=organisations_of(account))

    def known_by(self, key: str, salt: str = AGENDA) -> ParticipantQuerySet:
        """Keep the one whom a personal key names, as long as the key was not replaced by a newer one."""
        parts = unsigned(salt, key)
        if parts is None or len(parts) != 2:
            return self.none()
        return self.filter(pk=parts[0], serial=parts[1], withdrawn_at__isnull=True)

    def standing(self, standing: str) -> ParticipantQuerySet:
        """Keep those that stand so; says in SQL what rules.forum_calls.standing says of one."""
        here = Q(withdrawn_at__isnull=True)
        kept = here & Q(refused_at__isnull=True)
        words = {
            Standing.WITHDRAWN: ~here,
            Standing.REFUSED: here & Q(refused_at__isnull=False),
            Standing.APPROVED: kept & Q(approved_at__isnull=False),
            Standing.APPLIED: kept & Q(approved_at__isnull=True, applied_at__isnull=False),
            Standing.INVITED: kept & Q(approved_at__isnull=True, applied_at__isnull=True),
        }
        return self.filter(words[Standing(standing)])

    def approved(self) -> ParticipantQuerySet:
        """Keep those that take part."""
        return self.standing(Standing.APPROVED)

    def search(self, text: str) -> ParticipantQuerySet:
        """Keep those whose organisation, contact or words hold a text."""
        return self.filter(
            Q(organisation__name__icontains=text)
            | Q(organisation__name_ko__icontains=text)
            | Q(organisation__name_latin__icontains=text)
            | Q(contact__icontains=text)
            | Q(words__icontains=text)
            | Q(people__icontains=text)
        )

    def for_list(self) -> ParticipantQuerySet:
        """Bring along what a list shows of each."""
        return self.select_related("organisation__country", "forum__activity")
