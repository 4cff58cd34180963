"""
A process that has loaded the product once and lends it: each server and each command is a fork of it, on its own data.

Loading takes nine seconds of a core, which is longer than a whole rehearsed mission of fifty residents. What runs in the
forks is the product as it is: granian before `naru.front.wsgi`, and Django's commands. A fork listens to the product's own
steps (`rules/steps.py`) and does there what its `control.json` says: end by SIGKILL, fill the disk, put the clock forward.
Nothing of this is in the product. Asked by lines of JSON on stdin, it answers by lines of JSON on stdout.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

SYNCED = "synced"


class Control:
    """What is to happen in this process, read anew whenever the file changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "control.json"
        self.stamp = 0
        self.told: dict[str, Any] = {}
        self.seen: dict[str, int] = {}
        self.guard = threading.Lock()

    def now(self) -> dict[str, Any]:
        """Give what is told at this moment."""
        try:
            stamp = self.path.stat().st_mtime_ns
        except OSError:
            return self.told
        if stamp != self.stamp:
            try:
                self.told = json.loads(self.path.read_text())
            except (OSError, ValueError):
                return self.told
            self.stamp = stamp
            with self.guard:
                self.seen.clear()
            self._disk()
        return self.told

    def _disk(self) -> None:
        import resource

        most = self.told.get("longest_file")
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (most if most else hard, hard))
        tempfile.tempdir = self.told.get("temp")

    def reached(self, step: str) -> None:
        """Do what was told for a step."""
        told = self.now()
        with self.guard:
            self.seen[step] = self.seen.get(step, 0) + 1
            turn = self.seen[step]
        if step.endswith(".read") and "more_pages" in told:
            _allow_pages(told["more_pages"])
        if told.get("kill") == step and turn >= told.get("turn", 1):
            (self.folder / "killed").write_text(step)
            os.killpg(os.getpgrp(), signal.SIGKILL)
            time.sleep(60)
        if told.get("slow") == step:
            time.sleep(told.get("seconds", 0.2))


def _allow_pages(more: int) -> None:
    """Let the embedded database grow by so many pages only; by any number where it is nought."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            now = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count={now + more if more else 1 << 30}")


class Synced:
    """
    How far the log of the database (WAL) is known to be on the disk: after a commit, its last whole transaction.

    Only where SQLite was asked to wait for the disk (synchronous FULL or more). A cut of power keeps no more than this.
    """

    def __init__(self, folder: Path, database: Path) -> None:
        self.path, self.log = folder / SYNCED, Path(f"{database}-wal")
        self.salt, self.upto = b"", 0
        self.guard = threading.Lock()

    def after_commit(self, raw: Any) -> None:
        """Note what is on the disk now."""
        if raw.execute("PRAGMA synchronous").fetchone()[0] < 2:
            return
        with self.guard:
            try:
                with self.log.open("rb") as file:
                    head = file.read(32)
                    if len(head) < 32:
                        return
                    page, salt = int.from_bytes(head[8:12]), head[16:24]
                    if salt != self.salt:
                        self.salt, self.upto = salt, 32
                    place = self.upto
                    while True:
                        file.seek(place)
                        frame = file.read(24)
                        if len(frame) < 24 or frame[8:16] != salt:
                            break
                        place += 24 + page
                        if int.from_bytes(frame[4:8]):
                            self.upto = place
            except OSError:
                return
            part = self.path.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps({"salt": self.salt.hex(), "upto": self.upto}))
            part.replace(self.path)


def _repoint(data: Path, environment: dict[str, str]) -> None:
    import secrets

    from django.conf import settings
    from django.db import connections

    os.environ.update(environment, NARU_DATA=str(data))
    data.mkdir(parents=True, exist_ok=True)
    key = data / "secret_key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(64))
    settings.DATA, settings.SECRET_KEY = data, key.read_text().strip()
    settings.STATIC_ROOT, settings.MEDIA_ROOT = data / "static", data / "media"
    if "NARU_ADDRESS" in environment:
        settings.NARU_ADDRESS = environment["NARU_ADDRESS"].rstrip("/")
    told = connections.settings["default"]
    if told["ENGINE"].endswith("sqlite3"):
        told["NAME"] = data / "naru.sqlite3"
    connections.close_all()


def _arm(folder: Path, data: Path, plant: str) -> None:
    """Listen to the product's steps, clock and commits; and plant the bug that is asked for."""
    from django.db.backends.sqlite3.base import DatabaseWrapper
    from django.utils import timezone

    from naru.missions.management.rehearsal import plants
    from naru.missions.rules import frames, steps

    folder.mkdir(parents=True, exist_ok=True)
    control = Control(folder)
    control.now()
    steps.watch(control.reached)
    true_now = timezone.now
    timezone.now = lambda: true_now() + timedelta(seconds=control.now().get("clock", 0))
    synced = Synced(folder, data / "naru.sqlite3")
    if told_frames := control.told.get("frame"):
        frames.ENTRIES = told_frames
    commit = DatabaseWrapper._commit  # type: ignore[attr-defined]

    def committed(self: Any) -> Any:
        given = commit(self)
        if control.told.get("power") and self.connection is not None:
            synced.after_commit(self.connection)
        return given

    DatabaseWrapper._commit = committed  # type: ignore[attr-defined]
    if plant:
        plants.plant(plant)


def _door() -> Any:
    """Give the module that the settings name as the server's door; with it the product is loaded."""
    from importlib import import_module

    from django.conf import settings

    return import_module(settings.WSGI_APPLICATION.rpartition(".")[0])


def _serve(told: dict[str, Any]) -> None:
    import importlib
    import logging

    from django.utils import timezone
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from naru.missions.actions import laptops

    # As `naru site` does before it serves: a restored or copied laptop goes on in a new epoch.
    laptops.go_on(by=None, at=timezone.now())
    importlib.reload(_door())
    logging.getLogger("django.request").setLevel(logging.ERROR)
    Granian(
        f"{_door().__name__}:application",
        address="127.0.0.1",
        port=told["port"],
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


def _call(told: dict[str, Any]) -> None:
    from importlib import import_module

    from django.core.management import call_command

    if "function" in told:
        module, _dot, name = told["function"].rpartition(".")
        given = getattr(import_module(module), name)(**told.get("with", {}))
        Path(told["answer"]).write_text(json.dumps(given, default=str))
    else:
        call_command(*told["command"])


def _child(told: dict[str, Any]) -> None:
    os.setsid()
    folder, data = Path(told["folder"]), Path(told["data"])
    folder.mkdir(parents=True, exist_ok=True)
    out = os.open(told.get("out") or folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(out, 1)
    os.dup2(os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    status = 0
    try:
        _repoint(data, told.get("environment", {}))
        _arm(folder, data, told.get("plant", ""))
        _serve(told) if told["do"] == "serve" else _call(told)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main() -> None:
    """Load, then fork for each line that is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.front.settings")
    import warnings

    warnings.simplefilter("ignore")
    from django.core.management import get_commands, load_command_class
    from django.db import connections
    from django.urls import get_resolver

    _door()
    from naru.missions.rules import icd

    # What the first address and the first command cost is paid once here.
    get_resolver().resolve("/health/")
    get_commands()
    for name in ("mds_report", "send_log", "take_stick"):
        load_command_class("naru.missions", name).create_parser("naru", name)
    icd.codes()
    connections.close_all()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    answers.write(json.dumps({"ready": os.getpid()}) + "\n")
    waiting, running = b"", set()
    while True:
        ready, _out, _err = select.select([0], [], [], 0.01)
        if ready:
            part = os.read(0, 1 << 20)
            if not part:
                # Whoever asked is gone, perhaps without a word: nothing that was forked stays behind.
                for pid in running:
                    with contextlib.suppress(OSError):
                        os.killpg(pid, signal.SIGKILL)
                break
            waiting += part
            while b"\n" in waiting:
                line, _sep, waiting = waiting.partition(b"\n")
                told = json.loads(line)
                pid = os.fork()
                if not pid:
                    _child(told)
                running.add(pid)
                answers.write(json.dumps({"token": told["token"], "pid": pid}) + "\n")
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            running.discard(pid)
            answers.write(json.dumps({"ended": pid, "status": status}) + "\n")


if __name__ == "__main__":
    main()
