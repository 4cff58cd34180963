"""
Two processes search the number of breaks upwards at once, each bound in a solver of its own.

One proves that fewer breaks are impossible while the other already looks for a plan under the next bound. The plan
that is given is always the one found under exactly the smallest possible bound by a solver that was asked nothing
else: whichever process is faster on a busy machine, the same seed gives the same plan.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naru.fairs.plan.pure import Pure

RACER = Path(__file__).with_name("racer.py")
MEMORY = 1_500_000_000
"""Bytes that one process may use."""
TICK = 0.05
"""Seconds between two looks at whether to stop."""


@dataclass
class Outcome:
    """What the race found."""

    held: tuple[int, ...] | None = None
    """The true variables of meeting × slot in the best plan."""
    breaks: int | None = None
    bound: int = 0
    impossible: bool = False
    """No plan exists under any bound."""
    cpu_seconds: float = 0.0


@dataclass
class _Racer:
    """One process, what it was asked, and the thread that hears it."""

    process: subprocess.Popen[bytes]
    most: int | None = None
    asked: bool = False
    heard: queue.Queue[tuple[_Racer, dict[str, Any] | None]] = field(default_factory=queue.Queue)

    def ask(self, most: int | None) -> None:
        """Ask for a plan with at most so many breaks; none means any number."""
        self.most, self.asked = most, True
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"most": most}).encode() + b"\n")
        self.process.stdin.flush()

    def listen(self) -> None:
        """Pass on what the process answers, and that it ended."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.heard.put((self, json.loads(line)))
        self.heard.put((self, None))


class Race:
    """The bounds that are known, the processes at work, and the best plan so far."""

    def __init__(
        self, pure: Pure, *, bound: int, solver: str, cost: Callable[[tuple[int, ...]], int]
    ) -> None:
        self.pure, self.solver, self.cost = pure, solver, cost
        self.low = bound
        self.high: int | None = 0 if pure.only_zero else None
        """The breaks of the best plan so far, or the largest bound that is worth asking."""
        self.best: tuple[int, ...] | None = None
        self.found: dict[int | None, tuple[int, ...]] = {}
        """The plan found under each bound that was asked."""
        self.impossible = False
        self.heard: queue.Queue[tuple[_Racer, dict[str, Any] | None]] = queue.Queue()
        self.racers: list[_Racer] = []
        self.cpu = 0.0
        self.lost = 0

    def run(
        self, *, until: float, told: Callable[[int | None, int], None] | None, stop: Callable[[], bool] | None
    ) -> Outcome:
        """Race until it is proved, time is up or somebody stops it."""
        try:
            for _ in range(2):
                self._start()
            while not self._done():
                self._give_work()
                if time.monotonic() >= until or (stop and stop()):
                    break
                try:
                    racer, answer = self.heard.get(timeout=TICK)
                except queue.Empty:
                    continue
                self._hear(racer, answer)
                if told:
                    told(None if self.best is None else self.high, self.low)
        finally:
            for racer in list(self.racers):
                self._end(racer)
        return self._outcome()

    def _done(self) -> bool:
        if self.impossible or (self.high is not None and self.low > self.high):
            return True
        return self.best is not None and self.low == self.high and self.low in self.found

    def _outcome(self) -> Outcome:
        impossible = self.impossible or (self.best is None and self.high is not None and self.low > self.high)
        held = self.found.get(self.low) if self.best is not None and self.low == self.high else None
        return Outcome(
            held or self.best, None if self.best is None else self.high, self.low, impossible, self.cpu
        )

    def _start(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-I", str(RACER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        racer = _Racer(process, heard=self.heard)
        self.racers.append(racer)
        clauses = self.pure.clauses
        header = {
            "bytes": len(clauses.flat) * clauses.flat.itemsize,
            "breaks": self.pure.breaks,
            "top": clauses.top,
            "read": len(self.pure.at),
            "solver": self.solver,
            "memory": MEMORY,
        }
        assert process.stdin is not None
        process.stdin.write(json.dumps(header).encode() + b"\n")
        process.stdin.write(clauses.flat.tobytes())
        process.stdin.flush()
        threading.Thread(target=racer.listen, daemon=True).start()

    def _end(self, racer: _Racer) -> None:
        self.racers.remove(racer)
        racer.process.kill()
        if hasattr(racer.process, "_try_wait"):  # wait4 tells what the process used
            self.cpu += _wait(racer.process)
        else:
            racer.process.wait()
        for pipe in (racer.process.stdin, racer.process.stdout):
            if pipe is not None:
                pipe.close()

    def _give_work(self) -> None:
        for racer in list(self.racers):
            if racer.asked and racer.most is not None and racer.most < self.low:
                self._end(racer)  # its bound is already known to be too low
                self._start()
        asked = {racer.most for racer in self.racers if racer.asked}
        for racer in self.racers:
            if racer.asked:
                continue
            most = self._next(asked)
            if most == -1:
                continue
            racer.ask(most)
            asked.add(most)

    def _next(self, asked: set[int | None]) -> int | None:
        """Give the bound to ask next: the lowest first; any number while there is no plan; -1 for nothing."""
        if self.low not in asked and self.low not in self.found:
            return self.low
        if self.high is None:
            return None if None not in asked else self.low + 1 if self.low + 1 not in asked else -1
        for most in range(self.low + 1, self.high):
            if most not in asked:
                return most
        return -1

    def _hear(self, racer: _Racer, answer: dict[str, Any] | None) -> None:
        if racer not in self.racers:
            return
        if answer is None:  # out of memory or killed from outside
            self._end(racer)
            self.lost += 1
            if self.lost > 6:
                raise MemoryError("the solver's processes end by themselves")
            self._start()
            return
        racer.asked = False
        most = answer["most"]
        if answer["held"] is None:
            if most is None:
                self.impossible = True
            else:
                self.low = max(self.low, most + 1)
            return
        held = tuple(answer["held"])
        self.found[most] = held
        cost = self.cost(held)
        if self.best is None or self.high is None or cost < self.high:
            self.best, self.high = held, cost
        for other in list(self.racers):
            if other.asked and (other.most is None or (other.most >= self.high and other.most != self.low)):
                self._end(other)
                self._start()


def _wait(process: subprocess.Popen[bytes]) -> float:
    import os

    try:
        _pid, status, used = os.wait4(process.pid, 0)
    except (AttributeError, ChildProcessError):
        process.wait()
        return 0.0
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(used.ru_utime + used.ru_stime)
