"""Giving tablets to a site: adding, enrolling by a one-time link, revoking."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naru.directory.actions import links
from naru.history.book import Refusal, lock, note, refuse
from naru.missions.actions.epochs import uuid7
from naru.missions.models import Here, Site, Tablet
from naru.missions.rules import numbers
from naru.missions.rules import tablets as rules


@transaction.atomic
def add_tablet(site: Site, *, label: str, by: Any, at: datetime) -> tuple[Tablet, str]:
    """
    Add a tablet to a site with a tag of its own, and give the token of the link that enrols it once.

    The tag is the next of this laptop's share: the tags of two laptops of one site never meet.

    :raises Refusal: where the laptop's share of tags is used up
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    used = set(Tablet.objects.filter(site=site).values_list("tag", flat=True))
    first, until = share(site)
    free = (numbers.tag(place) for place in range(first, until))
    tag = next((each for each in free if each not in used), None)
    if tag is None:
        raise Refusal(_("This laptop has no more tags for tablets. Ask head office for a new package."))
    tablet = Tablet.objects.create(
        uid=uuid7(at), site=site, label=label.strip()[:80], tag=tag, added_by=by, added_at=at
    )
    note(by=by, verb="added_tablet", subject=tablet, at=at, after={"label": tablet.label, "tag": tag})
    return tablet, links.issue(rules.ENROL, subject=tablet, hours=rules.ENROL_HOURS, by=by, at=at)


def share(site: Site) -> tuple[int, int]:
    """Give the tags that this installation may give: from one place until before another."""
    here = Here.objects.filter(site=site).first()
    if here:
        return here.tags_from, here.tags_until
    return rules.HEAD_OFFICE_TAGS


@transaction.atomic
def ask_again(tablet: Tablet, *, by: Any, at: datetime) -> str:
    """
    Give a new enrolling link for a tablet that is not in use yet; the one before works no longer.

    :raises Refusal: with the sentence from rules.tablets.why_not_enrol
    """
    lock(tablet)
    refuse(rules.why_not_enrol(terms(tablet)))
    return links.issue(rules.ENROL, subject=tablet, hours=rules.ENROL_HOURS, by=by, at=at)


@transaction.atomic
def enrol(link: str, *, by: Any, at: datetime) -> tuple[Tablet, str]:
    """
    Use an enrolling link up: make the tablet the site's, and give the token it will speak with.

    The token (43 characters, 256 random bits) is given here once and kept only as a hash.

    :raises Refusal: with the sentence from directory's rules.links.why_not_redeem, or from why_not_enrol
    """
    used = links.redeem(link, rules.ENROL, at=at, by=by)
    rows = Tablet.objects.select_for_update(of=("self",)).select_related("site__mission")
    tablet = rows.filter(pk=used.subject_key).first()
    if tablet is None:
        raise Refusal(_("This tablet was revoked. Add it anew to get a new link."))
    refuse(rules.why_not_enrol(terms(tablet)))
    token = secrets.token_urlsafe(32)
    tablet.token_digest, tablet.enrolled_at, tablet.seen_at = rules.digest(token), at, at
    tablet.save(update_fields=["token_digest", "enrolled_at", "seen_at"])
    note(by=by, verb="enrolled_tablet", subject=tablet, at=at)
    return tablet, token


@transaction.atomic
def revoke(tablet: Tablet, *, by: Any, at: datetime, why: str = "") -> Tablet:
    """
    Revoke a tablet: what it sends from now on is kept aside, nothing of it is counted.

    :raises Refusal: with the sentence from rules.tablets.why_not_revoke
    """
    lock(tablet)
    refuse(rules.why_not_revoke(terms(tablet)))
    links.withdraw(rules.ENROL, subject=tablet, by=by, at=at)
    tablet.revoked_at = at
    tablet.save(update_fields=["revoked_at"])
    note(by=by, verb="revoked_tablet", subject=tablet, at=at, why=why)
    return tablet


def terms(tablet: Tablet) -> rules.Terms:
    """Give the dated facts of a tablet to the rules."""
    return rules.Terms(tablet.enrolled_at, tablet.revoked_at)
