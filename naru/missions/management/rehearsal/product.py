"""What the rehearsal asks of the product itself, in processes of the product's machines: set up, send on, report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from naru.activities.actions import activities, programme
from naru.missions.actions import formulary, laptops, missions, stores, syncing, tablets
from naru.missions.models import Medicine, SetAside, Site
from naru.missions.rules.entries import Aside

CODE = "REH26"
PASSPHRASE = "a rehearsal needs no secret"  # noqa: S105 - opens nothing but a rehearsal's package


def set_up(
    *, first: str, days: int, letters: list[str], medicines: int, lots: list[dict[str, Any]]
) -> dict[str, Any]:
    """Set the rehearsed mission up at head office: its sites, its formulary, what is packed for each site."""
    at = timezone.now()
    begins = date.fromisoformat(first)
    year = programme.open_year(begins.year, by=None, at=at)
    project = programme.open_project(
        year, line="missions", title_ko="의료봉사 연습", title_en="Rehearsal", by=None, at=at
    )
    row = activities.plan(
        project,
        kind="mission",
        title_ko="의료봉사 연습",
        title_en="Rehearsed mission",
        starts_on=begins,
        ends_on=begins + timedelta(days=days),
        by=None,
        at=at,
    )
    mission = missions.set_up(row, code=CODE, by=None, at=at)
    sites = {
        letter: missions.open_site(
            mission,
            name=f"Site {letter}",
            zone="Asia/Ulaanbaatar",
            starts_on=begins,
            ends_on=begins + timedelta(days=days),
            letter=letter,
            by=None,
            at=at,
        )
        for letter in letters
    }
    formulary.take_up(by=None, at=at)
    known = list(Medicine.objects.order_by("code")[:medicines])
    codes = {}
    for lot in lots:
        medicine = known[lot["medicine"] % len(known)]
        packed = stores.pack(
            mission,
            site=sites[lot["site"]],
            medicine=medicine,
            number=lot["code"],
            expires_on=date.fromisoformat(lot["expires_on"]),
            packed=lot["quantity"],
            by=None,
            at=at,
        )
        codes[lot["code"]] = {"code": packed.code, "medicine": medicine.code}
    return {"lots": codes, "sites": {letter: str(site.uid) for letter, site in sites.items()}}


def add_tablets(*, letter: str, labels: list[str]) -> list[str]:
    """Add tablets at a site; give the link of each."""
    site = Site.objects.select_related("mission").get(mission__code=CODE, letter=letter)
    return [tablets.add_tablet(site, label=label, by=None, at=timezone.now())[1] for label in labels]


def prepare(*, letter: str, path: str) -> int:
    """Seal the package of a site; give its bytes."""
    site = Site.objects.get(mission__code=CODE, letter=letter)
    sealed = laptops.prepare(
        site, passphrase=PASSPHRASE, head_office="http://127.0.0.1", by=None, at=timezone.now()
    )
    return Path(path).write_bytes(sealed)


def open_package(*, path: str) -> str:
    """Open a site's package on its laptop; give the epoch that begins."""
    here = laptops.open_package(Path(path).read_bytes(), passphrase=PASSPHRASE, by=None, at=timezone.now())
    return str(here.epoch.uid)


def keep_forks() -> int:
    """Do at head office what the office does when a fork is shown: keep each as an epoch of its own; count them."""
    found = list(SetAside.objects.filter(reason=Aside.FORK, settled_at__isnull=True).order_by("pk"))
    for aside in found:
        syncing.keep_fork(aside, by=None, at=timezone.now(), why="rehearsed: two laptops went on")
    return len(found)
