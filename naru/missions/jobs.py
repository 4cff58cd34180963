"""What runs by itself: a site sends its log to head office whenever there is a line."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.history.book import Working, every, work
from naru.krds.addresses import address
from naru.missions.actions import laptops, syncing
from naru.missions.models import Here
from naru.missions.rules import frames
from naru.missions.rules.frames import MOST_FRAME, Broken
from naru.missions.rules.steps import reached

PATIENCE = 60
"""How long an answer is waited for, in seconds."""


class NoLine(Exception):  # noqa: N818 - says what is the matter
    """Head office cannot be reached; the text is what the network said."""


@dataclass
class Sent:
    """What one going through brought: entries that head office lacked, frames, bytes both ways."""

    frames: int = 0
    bytes: int = 0
    entries: int = 0


def send_log(here: Here, *, told: Callable[[int, int], None] | None = None) -> Sent:
    """
    Bring head office what it lacks of this laptop's log; `told` hears how many entries are safe, of how many.

    :raises NoLine: where head office cannot be reached; what was taken until then stays taken
    :raises Broken: where head office cannot prove who it is
    """
    site, sent = here.site, Sent()
    there = _ask(here, sent)
    for _turn in range(3):
        reached("sync.asked")
        if not _agreed(here, there):
            there = _ask(here, sent)
        otherwise = [
            epoch
            for epoch in site.epochs.exclude(pk=here.epoch_id)
            if syncing.is_strange(epoch, there.get(str(epoch.uid)) or {})
        ]
        for frame in syncing.frames_after(site, there, at=timezone.now()):
            answer = _post(here, "frames", frame, sent)
            sent.frames += 1
            header = frames.header_of(frame)
            sent.entries += header.last - header.first + 1
            there = answer["epochs"]
            reached("sync.answered")
            _agreed(here, there)
            if told:
                held = {str(epoch.uid): epoch.upto for epoch in site.epochs.all()}
                done = sum(min(int(each["upto"]), held.get(uid, 0)) for uid, each in there.items())
                told(done, sum(held.values()))
        syncing.note_told_whole(otherwise)
        if all(
            int((there.get(str(epoch.uid)) or {}).get("upto", 0)) >= epoch.upto for epoch in site.epochs.all()
        ):
            break
    laptops.note_spoken(here, at=timezone.now())
    return sent


def _agreed(here: Here, there: dict[str, Any]) -> bool:
    """Note what head office holds; where it knows another going on of this epoch, go on in a new one."""
    strange = syncing.note_held(here.site, there, at=timezone.now())
    here.refresh_from_db()
    if any(epoch.pk == here.epoch_id for epoch in strange):
        laptops.met_the_future(here.site, by=None, at=timezone.now())
        here.refresh_from_db()
        return False
    return True


def _ask(here: Here, sent: Sent) -> dict[str, Any]:
    key = syncing.key_of(here.site, at=timezone.now())
    asked = frames.seal_message(key, "ask", {"laptop": here.place}, here.site.uid.bytes)
    epochs: dict[str, Any] = _post(here, "status", asked, sent)["epochs"]
    return epochs


def _post(here: Here, door: str, body: bytes, sent: Sent) -> dict[str, Any]:
    base = (os.environ.get("NARU_HEAD_OFFICE") or here.head_office).rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise NoLine(base)
    request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
        f"{base}{address(f'missions:sync_{door}', str(here.site.uid), language='en')}",
        data=body,
        headers={"Content-Type": "application/octet-stream"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
            answer = response.read(MOST_FRAME)
    except (OSError, urllib.error.URLError, ValueError) as fault:
        raise NoLine(str(fault)) from fault
    sent.bytes += len(body) + len(answer)
    key = syncing.key_of(here.site, at=timezone.now())
    return frames.open_message(key, "answer", answer, frames.digest(body))


@every(minutes=2)
@work("missions.send_log", title=_("A site sends its log to head office"))
def send_when_there_is_a_line(working: Working) -> None:
    """Send the log of this laptop, where it is one; without a line nothing is wrong, the next turn tries again."""
    here = Here.objects.select_related("site", "epoch").first()
    if here is None or not here.head_office:
        return
    try:
        send_log(here, told=working.progress)
    except (NoLine, Broken) as fault:
        working.progress(0, 0, str(fault))
