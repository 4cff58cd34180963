"""Simulated tablets: they speak the contract of docs/clinic.md and keep their outbox as a real one does."""

from __future__ import annotations

import base64
import hashlib
import http.client
import itertools
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from naru.missions.management.rehearsal.world import ZONE_HOURS, uuid7

MOST = 500
DOORS = "/en/missions/site/"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Clock = Callable[[], datetime]


def check_sign(text: str) -> str:
    """Give the check character as a tablet reckons it (ISO 7064, MOD 37-2)."""
    product = 0
    for sign in text:
        product = (product + SIGNS.index(sign)) * 2 % 37
    return (SIGNS + "*")[(38 - product) % 37]


def digest_of(body: bytes) -> str:
    """Give the header that tells whether a body arrived as it was sent (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


class NoAnswer(Exception):  # noqa: N818 - says what happened
    """Nothing came back, or nothing that could be trusted."""


class Tablet:
    """
    One tablet: its own numbers, its outbox, its clock, and the history of what it made, sent and was told.

    `offset` is by how much its clock is wrong. What it is told as `have` it need not send; what it is told as `safe`
    it may forget, and does.
    """

    order = itertools.count(1)
    """One count for the whole rehearsal, so that the checker knows what came before what."""

    def __init__(
        self, *, letter: str, label: str, port: int, clock: Clock, history: Path, chance: Random
    ) -> None:
        self.letter, self.label, self.port, self.clock, self.chance = letter, label, port, clock, chance
        self.history = history.open("a", buffering=1)
        self.offset = timedelta(0)
        self.zone_hours = ZONE_HOURS
        self.uid = self.tag = self.token = self.epoch = ""
        self.seq = self.have = self.safe = self.running = 0
        self.outbox: dict[int, dict[str, Any]] = {}
        self.lots: dict[str, dict[str, Any]] = {}
        self.answers = self.failures = 0

    def _note(self, **told: Any) -> None:
        self.history.write(json.dumps({"n": next(self.order), **told}, ensure_ascii=False) + "\n")

    def told_time(self) -> datetime:
        """Give what its clock shows."""
        return (self.clock() + self.offset).astimezone(timezone(timedelta(hours=self.zone_hours)))

    def new_id(self) -> UUID:
        """Make an id."""
        return uuid7(self.told_time(), self.chance)

    def next_number(self) -> str:
        """Give the number of the next resident."""
        self.running += 1
        body = f"{self.letter}{self.tag}{self.running:04}"
        return f"{self.letter}{self.tag}-{self.running:04}-{check_sign(body)}"

    def ask(self, method: str, door: str, told: Any = None) -> Any:
        """
        Ask the site's door and read its answer.

        :raises NoAnswer: where none came, or one that was broken on its way
        """
        body = b"" if told is None else json.dumps(told, ensure_ascii=False).encode()
        head = {"Connection": "close", "Accept": "application/json"}
        if body:
            head |= {"Content-Type": "application/json", "Content-Digest": digest_of(body)}
        if self.token:
            head["Authorization"] = f"Bearer {self.token}"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, f"{DOORS}{door}/", body or None, head)
            answer = line.getresponse()
            given = answer.read()
            proof = answer.getheader("Content-Digest")
            if proof and proof != digest_of(given):
                raise NoAnswer("the answer is not what was sent")
            if answer.status != 200:
                raise NoAnswer(f"{answer.status} {given[:200].decode(errors='replace')}")
            return json.loads(given)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise NoAnswer(repr(fault)) from fault
        finally:
            line.close()

    def enrol(self, link: str) -> None:
        """Become one of the site's tablets."""
        given = self.ask("POST", "enrol", {"link": link})["tablet"]
        self.uid, self.tag, self.token = given["uid"], given["tag"], given["token"]
        self._note(enrolled={"uid": self.uid, "tag": self.tag})

    def brief(self) -> None:
        """Learn what must be known without network."""
        given = self.ask("GET", "briefing")
        self.lots = {lot["code"]: lot for lot in given["lots"]}

    def enter(
        self,
        kind: str,
        body: dict[str, Any],
        *,
        by: str,
        of: str | None = None,
        visit: str | None = None,
        corrects: str | None = None,
    ) -> dict[str, Any]:
        """Write an entry: it is in the outbox, and in the history, before anybody is told so."""
        self.seq += 1
        entry = {
            "id": str(self.new_id()),
            "kind": kind,
            "seq": self.seq,
            "at": self.told_time().isoformat(timespec="milliseconds"),
            "by": by,
            "of": of,
            "visit": visit,
            "corrects": corrects,
            "body": body,
        }
        self.outbox[self.seq] = entry
        self._note(made=entry)
        return entry

    def waiting(self) -> list[dict[str, Any]]:
        """Give what the site is not known to hold, in order."""
        return [self.outbox[seq] for seq in sorted(self.outbox) if seq > self.have]

    def send(self) -> bool:
        """Send what waits, one sending; say whether the site then holds everything."""
        some = self.waiting()[:MOST]
        self._note(left=[some[0]["seq"], some[-1]["seq"]] if some else [])
        try:
            given = self.ask(
                "POST",
                "entries",
                {
                    "sent_at": self.told_time().isoformat(timespec="milliseconds"),
                    "epoch": self.epoch,
                    "have": self.have,
                    "entries": some,
                },
            )
            have, safe = int(given["have"]), int(given["safe"])
            states = {str(one["id"]): str(one["state"]) for one in given["entries"]}
        except NoAnswer as fault:
            self.failures += 1
            self._note(unheard=str(fault))
            return False
        except (KeyError, TypeError, ValueError) as fault:
            self.failures += 1
            self._note(unheard=f"unreadable answer {fault!r}")
            return False
        self.answers += 1
        sent = {entry["id"]: entry["seq"] for entry in some}
        stored = [sent[uid] for uid, state in states.items() if uid in sent and state in {"stored", "known"}]
        odd = {
            str(sent[uid]): state
            for uid, state in states.items()
            if uid in sent and state not in {"stored", "known"}
        }
        self._note(
            told={"have": have, "safe": safe, "stored": stored, "odd": odd, "epoch": given.get("epoch", "")}
        )
        self.have, self.epoch = min(have, self.seq), str(given.get("epoch", ""))
        if safe > self.safe:
            self.safe = min(safe, self.seq)
            for seq in [seq for seq in self.outbox if seq <= self.safe]:
                del self.outbox[seq]
        return not self.waiting()

    def wipe(self) -> None:
        """Lose everything that the tablet kept."""
        self._note(wiped={"seq": self.seq, "have": self.have, "safe": self.safe})
        self.uid = self.tag = self.token = self.epoch = ""
        self.seq = self.have = self.safe = self.running = 0
        self.outbox.clear()
