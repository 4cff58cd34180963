"""Epochs: stretches of a site's log, each written by one laptop without a break. See decision 0043."""

from __future__ import annotations

import os
from datetime import datetime
from uuid import UUID

from django.db import transaction

from naru.missions.models import Epoch, Here, Site
from naru.missions.rules.steps import reached


def uuid7(at: datetime, chance: int | None = None) -> UUID:
    """Make a UUID of version 7 (RFC 9562): 48 bits of milliseconds, then `chance` (80 bits; drawn where none is given)."""
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    if chance is None:
        chance = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | chance
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return UUID(int=value)


def running(site: Site, *, at: datetime) -> Epoch:
    """
    Give the epoch that is being written at this installation, locked; begin the first where none was.

    On a site's laptop it is the one of this laptop; at head office, which may serve tablets itself, its own.
    """
    here = Here.objects.filter(site=site).values_list("epoch_id", flat=True).first()
    rows = Epoch.objects.select_for_update(of=("self",)).select_related("site")
    found = rows.filter(pk=here).first() if here else rows.filter(site=site, why="head_office").first()
    return found or begin(site, why="head_office", laptop="", at=at)


@transaction.atomic
def begin(site: Site, *, why: str, laptop: str, at: datetime, goes_on: Epoch | None = None) -> Epoch:
    """
    Begin an epoch of a site's log. `why` is one of rules.epochs.Why; `goes_on` the epoch whose entries it follows.

    Its chain begins at the chain of that epoch, so that where it forked off can be proved.
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    last = Epoch.objects.filter(site=site).order_by("-ordinal").values_list("ordinal", flat=True).first()
    epoch = Epoch.objects.create(
        uid=uuid7(at),
        site=site,
        ordinal=(last or 0) + 1,
        begun_from=goes_on,
        begun_at_number=goes_on.upto if goes_on else 0,
        why=why,
        laptop=laptop,
        begun_at=at,
        chain=goes_on.chain if goes_on else "",
        chain_at_start=goes_on.chain if goes_on else "",
    )
    reached("epoch.begun")
    return epoch
