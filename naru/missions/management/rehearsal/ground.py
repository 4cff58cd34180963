"""The ground under the rehearsal: data folders, servers of their own, commands, and how each is ended without mercy."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

STARTING = 60.0
WORKING = 600.0


class Broken(Exception):  # noqa: N818 - says what happened
    """A process of the rehearsal ended in a way that no fault explains."""


class Loaded:
    """The process that has loaded the product; see loaded.py. One for each kind of database."""

    def __init__(self, home: Path, environment: Mapping[str, str] | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.log = (home / "loaded.log").open("a")
        told = {
            **os.environ,
            "NARU_DATA": str(home / "empty"),
            "DATABASE_URL": "",
            "NARU_DEMO": "0",
            "NARU_DEBUG": "0",
        }
        told |= {"NARU_HOSTS": "*", "PYTHONWARNINGS": "ignore", **(environment or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "naru.missions.management.rehearsal.loaded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=told,
            text=True,
            bufsize=1,
        )
        self.tokens = itertools.count(1)
        self.asked: dict[int, queue.Queue[int]] = {}
        self.ended: dict[int, int] = {}
        self.changed = threading.Condition()
        self.guard = threading.Lock()
        assert self.process.stdout
        if not self.process.stdout.readline():
            raise Broken((home / "loaded.log").read_text()[-2000:])
        self.hearing = threading.Thread(target=self._hear, daemon=True)
        self.hearing.start()

    def _hear(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            told = json.loads(line)
            if "token" in told:
                self.asked.pop(told["token"]).put(told["pid"])
            elif "ended" in told:
                with self.changed:
                    self.ended[told["ended"]] = told["status"]
                    self.changed.notify_all()

    def fork(self, **told: Any) -> int:
        """Have a process made; give its number."""
        token = next(self.tokens)
        self.asked[token] = waiting = queue.Queue()
        with self.guard:
            assert self.process.stdin
            self.process.stdin.write(json.dumps({"token": token, **told}) + "\n")
            self.process.stdin.flush()
        return waiting.get(timeout=STARTING)

    def wait(self, pid: int, seconds: float) -> int | None:
        """Wait for a process to end; give its status, or nothing if it still runs."""
        until = time.monotonic() + seconds
        with self.changed:
            while pid not in self.ended:
                left = until - time.monotonic()
                if left <= 0:
                    return None
                self.changed.wait(left)
            return self.ended[pid]

    def close(self) -> None:
        """End it; what it forked is ended by its owners."""
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.hearing.join(timeout=10)
        assert self.process.stdout
        self.process.stdout.close()
        self.log.close()


def free_port() -> int:
    """Give a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Machine:
    """One computer: a data folder, a server on it, commands beside the server, and what its control file says."""

    def __init__(
        self, loaded: Loaded, home: Path, *, plant: str = "", environment: Mapping[str, str] | None = None
    ) -> None:
        self.loaded, self.home, self.plant = loaded, home, plant
        self.data, self.folder = home / "data", home / "rehearsal"
        self.environment = {
            "NARU_LAPTOP": f"laptop {home.name}",
            "NARU_STATE": str(home / "state"),
            **(environment or {}),
        }
        self.port = free_port()
        self.pid = 0
        self.told: dict[str, Any] = {}
        self.always: dict[str, Any] = {}
        self.kills = 0
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def database(self) -> Path:
        """The file of the embedded database."""
        return self.data / "naru.sqlite3"

    def tell(self, **told: Any) -> None:
        """Say what is to happen in the processes of this machine from now on; nothing said takes everything back."""
        self.told = told = {**self.always, **told}
        part = self.folder / "control.part"
        part.write_text(json.dumps(told))
        part.replace(self.folder / "control.json")

    def _asked(self, **told: Any) -> dict[str, Any]:
        return {
            "data": str(self.data),
            "folder": str(self.folder),
            "plant": self.plant,
            "environment": dict(self.environment),
            **told,
        }

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.pid = self.loaded.fork(**self._asked(do="serve", port=self.port))
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            if self.loaded.wait(self.pid, 0) is not None:
                break
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.02)
        raise Broken(f"{self.home.name}: the server did not start\n{self.tail()}")

    def tail(self) -> str:
        """Give the end of what its processes complained of."""
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2500:] if log.exists() else ""

    @property
    def runs(self) -> bool:
        """Whether the server runs."""
        return bool(self.pid) and self.loaded.wait(self.pid, 0) is None

    def kill(self) -> None:
        """End the server by SIGKILL, as a fallen laptop does."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.loaded.wait(self.pid, 20)
            self.pid = 0

    def stop(self) -> None:
        """End the server as an operator does."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
            if self.loaded.wait(self.pid, 15) is None:
                self.kill()
            self.pid = 0

    def was_killed(self) -> str:
        """Give the step at which a process of this machine ended itself, once."""
        note = self.folder / "killed"
        if not note.exists():
            return ""
        step = note.read_text()
        note.unlink()
        self.kills += 1
        return step

    def call(self, function: str, *, plant: bool = True, **given: Any) -> Any:
        """
        Run a function of the product on this machine in a process of its own, and give what it gave.

        :raises Broken: where it failed
        """
        answer = self.folder / f"answer-{next(self.loaded.tokens)}.json"
        told = self._asked(do="call", function=function, answer=str(answer), **{"with": given})
        if not plant:
            told["plant"] = ""
        pid = self.loaded.fork(**told)
        status = self.loaded.wait(pid, WORKING)
        if status != 0 or not answer.exists():
            raise Broken(f"{self.home.name}: {function} ended with {status}\n{self.tail()}")
        found = json.loads(answer.read_text())
        answer.unlink()
        return found

    def command(self, *words: str, out: Path | None = None) -> int:
        """Run one of the product's commands on this machine; give its status."""
        pid = self.loaded.fork(**self._asked(do="call", command=list(words), out=str(out) if out else None))
        status = self.loaded.wait(pid, WORKING)
        if status is None:
            os.killpg(pid, signal.SIGKILL)
            return -1
        return status

    def back_up(self, other: Path) -> None:
        """Keep the data folder as it is at this moment: the database as one transaction, files, secret."""
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.data, other, ignore=shutil.ignore_patterns("*.sqlite3*"))
        with sqlite3.connect(self.database) as now, sqlite3.connect(other / self.database.name) as kept:
            now.backup(kept)
        now.close()
        kept.close()

    def restore(self, other: Path, *, disk: bool = False) -> None:
        """Put a kept data folder in the place of this one; with `disk`, all else on the machine is gone too."""
        shutil.rmtree(self.data)
        shutil.copytree(other, self.data)
        if disk:
            shutil.rmtree(self.home / "state", ignore_errors=True)

    def cut_power(self, chance: Random) -> str:
        """
        Leave on the disk what a cut of power leaves: the log up to the last commit that waited for the disk, and
        beyond it nothing, half a page, or noise. Pages that a checkpoint may just have been writing are torn too,
        where the log still holds them.
        """
        log = Path(f"{self.database}-wal")
        Path(f"{self.database}-shm").unlink(missing_ok=True)
        if not log.exists() or log.stat().st_size < 32:
            return "nothing was being written"
        told = bytearray(log.read_bytes())
        page, salt = int.from_bytes(told[8:12]), bytes(told[16:24])
        note = self.folder / "synced"
        synced = json.loads(note.read_text()) if note.exists() else {"salt": "", "upto": 0}
        upto = synced["upto"] if synced["salt"] == salt.hex() else 0
        kept = _pages(told, page, salt, upto)
        cut = len(told) - upto
        end = upto + chance.randrange(cut + 1) if cut else upto
        if chance.random() < 0.5 and end > upto:
            told[upto:end] = chance.randbytes(end - upto)
        log.write_bytes(bytes(told[:end]))
        torn = 0
        if kept and chance.random() < 0.7:
            with self.database.open("r+b") as file:
                for number in chance.sample(sorted(kept), min(3, len(kept))):
                    if (number - 1) * page + page <= self.database.stat().st_size:
                        file.seek((number - 1) * page + chance.randrange(page // 2))
                        file.write(chance.randbytes(page // 4))
                        torn += 1
        return f"kept {upto} of {upto + cut} bytes of the log, {end - upto} bytes of noise after it, {torn} pages torn"


def _pages(log: bytearray, page: int, salt: bytes, upto: int) -> set[int]:
    """Give the pages of which the log holds a whole committed copy."""
    found, place = set(), 32
    while place + 24 + page <= upto and bytes(log[place + 8 : place + 16]) == salt:
        found.add(int.from_bytes(log[place : place + 4]))
        place += 24 + page
    return found
