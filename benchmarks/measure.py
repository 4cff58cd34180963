"""How we measure: ours and the floor by turns, medians, and one line for each claim."""

from __future__ import annotations

import gc
import os
import platform
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Line:
    """One line of the table: what is claimed, ours beside the floor in one unit, the target of the ratio."""

    claim: str
    what: str
    ours: float
    floor: float
    unit: str
    target: float
    note: str = ""
    size: bool = False
    """A size is held against its limit itself: `floor` is the limit and the target is 1."""

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def holds(self) -> bool:
        """Whether the claim holds."""
        return self.ratio <= self.target

    def plain(self) -> dict[str, Any]:
        """Give the line as JSON values."""
        return {**asdict(self), "ratio": round(self.ratio, 3), "holds": self.holds}


def by_turns(ours: Work, floor: Work, *, rounds: int, each: int = 1) -> tuple[float, float]:
    """
    Run ours and the floor by turns and give both medians in seconds for one call.

    A burst of other people's work on the machine hits both alike; the order within a round changes each time,
    so neither always comes second. The collector of garbage runs between rounds, never within.
    """
    ours()
    floor()
    seen: tuple[list[float], list[float]] = ([], [])
    pair = ((ours, seen[0]), (floor, seen[1]))
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds):
            for work, times in pair if turn % 2 else reversed(pair):
                start = time.perf_counter()
                for _ in range(each):
                    work()
                times.append((time.perf_counter() - start) / each)
            gc.enable()
            gc.collect()
            gc.disable()
    finally:
        gc.enable()
    return median(seen[0]), median(seen[1])


def machine() -> dict[str, str]:
    """Name the machine and what ran on it."""
    import django
    from django.db import connection

    with connection.cursor():
        version = ".".join(str(part) for part in connection.get_database_version())
    return {
        "cpu": _cpu(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": f"{connection.vendor} {version}",
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists() and (found := re.search(r"model name\s*:\s*(.+)", info.read_text())):
        return found[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    info = Path("/proc/meminfo")
    if info.exists() and (found := re.search(r"MemTotal:\s*(\d+) kB", info.read_text())):
        return f"{int(found[1]) / 1024 / 1024:.0f} GiB"
    return "?"
