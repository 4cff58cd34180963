"""The laptop of a site: its sealed package, opening it, and knowing when it is not the one it was. See decision 0043."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import models, transaction
from django.utils.translation import gettext as _

from naru.history.book import Refusal, note
from naru.missions.actions.epochs import begin
from naru.missions.actions.syncing import keep_key, key_of
from naru.missions.models import Epoch, Here, Lot, Medicine, Shift, Site, Volunteer
from naru.missions.rules import frames
from naru.missions.rules.epochs import Mark, Why, why_anew
from naru.missions.rules.tablets import LAPTOP_TAGS

PLACES = ("first", "standby", "third", "fourth")
"""The laptops of a site, in the order in which their packages are made: each has its own share of tags."""
OWN = {"directory.account", "auth.user"}
"""Tables whose rows stay at head office: nobody's account travels."""


@transaction.atomic
def prepare(
    site: Site, *, passphrase: str, head_office: str, by: Any, at: datetime, place: str = "first"
) -> bytes:
    """
    Make the sealed package of a site: its people, formulary, stock and the key that it shares with head office.

    `place` is one of PLACES: a second laptop stands by with its own share of tags.

    :raises Refusal: for a passphrase of fewer than 12 characters, or a place that there is not
    """
    if len(passphrase) < 12:
        raise Refusal(_("A passphrase of at least 12 characters is needed."))
    if place not in PLACES:
        raise Refusal(_("There is no such place for a laptop: {place}.").format(place=place))
    first = PLACES.index(place) * LAPTOP_TAGS
    rows = _closure(
        [
            site,
            *Medicine.objects.all(),
            *Lot.objects.filter(site=site),
            *Volunteer.objects.filter(mission=site.mission_id),
            *Shift.objects.filter(volunteer__mission=site.mission_id, site=site),
        ]
    )
    told = {
        "site": str(site.uid),
        "place": place,
        "tags": [first, first + LAPTOP_TAGS],
        "head_office": head_office,
        "key": base64.b64encode(key_of(site, at=at)).decode(),
        "made": at.isoformat(),
        "rows": json.loads(serializers.serialize("json", rows)),
    }
    for row in told["rows"]:
        _cut(row)
    note(by=by, verb="prepared_site", subject=site, at=at, after={"place": place, "rows": len(rows)})
    return frames.seal_package(told, passphrase=passphrase)


def _closure(start: Iterable[models.Model]) -> list[models.Model]:
    """Give rows with all rows that they point at, each once, what is pointed at first."""
    found: dict[tuple[str, Any], models.Model] = {}

    def visit(row: models.Model) -> None:
        key = (row._meta.label_lower, row.pk)
        if key in found or row._meta.label_lower in OWN:
            return
        found[key] = row
        for field in row._meta.concrete_fields:
            if field.is_relation and getattr(row, field.attname) is not None:
                target = getattr(row, field.name)
                visit(target)
        # Django loads children before parents badly: what is pointed at moves to the front.
        found[key] = found.pop(key)

    for row in start:
        visit(row)
    return list(found.values())


def _cut(row: dict[str, Any]) -> None:
    """Take what leads to accounts out of a row: they stay at head office."""
    model = apps.get_model(row["model"])
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model._meta.label_lower in OWN:
            row["fields"][field.name] = None
    for field in model._meta.many_to_many:
        row["fields"].pop(field.name, None)


@transaction.atomic
def open_package(sealed: bytes, *, passphrase: str, by: Any, at: datetime) -> Here:
    """
    Open a site's package on a laptop that is no site yet, and begin its first epoch.

    :raises Broken: if it cannot be opened
    :raises Refusal: on an installation that already holds a site, or any mission
    """
    if Here.objects.exists():
        raise Refusal(_("This laptop already is a site. Use an empty data folder for another."))
    if Site.objects.exists():
        raise Refusal(_("This installation holds missions: it is a head office. Use an empty data folder."))
    told = frames.open_package(sealed, passphrase=passphrase)
    for one in serializers.deserialize("json", json.dumps(told["rows"])):
        one.save()
    site = Site.objects.get(uid=told["site"])
    keep_key(site, base64.b64decode(told["key"]), at=at)
    epoch = begin(site, why=Why.OPENED, laptop=fingerprint(), at=at)
    here = Here.objects.create(
        site=site,
        epoch=epoch,
        head_office=told["head_office"],
        laptop=fingerprint(),
        place=told["place"],
        tags_from=told["tags"][0],
        tags_until=told["tags"][1],
        opened_at=at,
    )
    note(by=by, verb="opened_package", subject=site, at=at, after={"place": here.place})
    write_mark(here)
    return here


@transaction.atomic
def go_on(*, by: Any, at: datetime) -> Here | None:
    """
    Look at the start of a site's laptop whether it is the one it was, and begin a new epoch where it is not.

    Gives the laptop's row; nothing where this installation is no site.
    """
    here = Here.objects.select_for_update(of=("self",)).select_related("site", "epoch").first()
    if here is None:
        return None
    now, epoch = fingerprint(), here.epoch
    why = why_anew(laptop=now, epoch=str(epoch.uid), upto=epoch.upto, stood=here.laptop, mark=read_mark(here))
    if why:
        begin_anew(here, why=why, by=by, at=at)
    here.starts += 1
    here.save(update_fields=["starts"])
    write_mark(here)
    return here


@transaction.atomic
def begin_anew(here: Here, *, why: str, by: Any, at: datetime) -> Epoch:
    """Begin a new epoch on this laptop, which goes on from what its database holds."""
    here.laptop = fingerprint()
    here.epoch = begin(here.site, why=why, laptop=here.laptop, at=at, goes_on=here.epoch)
    here.save(update_fields=["laptop", "epoch"])
    note(
        by=by, verb="began_epoch", subject=here.site, at=at, after={"why": why, "ordinal": here.epoch.ordinal}
    )
    write_mark(here)
    return here.epoch


@transaction.atomic
def note_spoken(here: Here, *, at: datetime) -> None:
    """Note that head office was spoken with, in the database and beside it."""
    here.spoke_at = at
    here.save(update_fields=["spoke_at"])
    write_mark(here)


def fingerprint() -> str:
    """Give this machine's fingerprint: a hash of its identity, which no copied disk brings along."""
    told = os.environ.get("NARU_LAPTOP", "")
    if not told:
        file = Path("/etc/machine-id")
        told = f"{file.read_text().strip() if file.exists() else ''} {uuid.getnode()}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _mark_file(here: Here) -> Path:
    folder = Path(os.environ.get("NARU_STATE") or Path.home() / ".local" / "state" / "naru")
    name = hashlib.sha256(f"{here.site.uid} {Path(settings.DATA).resolve()}".encode()).hexdigest()[:24]
    return folder / f"{name}.json"


def read_mark(here: Here) -> Mark | None:
    """Read what was noted beside the database; nothing where there is no note, or none that can be read."""
    try:
        told: Mapping[str, Any] = json.loads(_mark_file(here).read_text())
        return Mark(str(told["laptop"]), str(told["epoch"]), int(told["upto"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_mark(here: Here) -> None:
    """Note beside the database which epoch is written here, and how far."""
    epoch = Epoch.objects.get(pk=here.epoch_id)
    file = _mark_file(here)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({"laptop": here.laptop, "epoch": str(epoch.uid), "upto": epoch.upto}))
    fresh.replace(file)


@transaction.atomic
def met_the_future(site: Site, *, by: Any, at: datetime) -> Epoch | None:
    """Begin a new epoch because a tablet or head office knows more of this one than its laptop: a backup was restored."""
    here = (
        Here.objects.select_for_update(of=("self",)).select_related("site", "epoch").filter(site=site).first()
    )
    return begin_anew(here, why=Why.RESTORED, by=by, at=at) if here else None
