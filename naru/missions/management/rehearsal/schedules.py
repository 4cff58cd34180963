"""Schedules: one rehearsal or many, which faults each has, what a planted bug needs, and what it all comes to."""

from __future__ import annotations

import itertools
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from naru.missions.management.rehearsal.plants import PLANTS
from naru.missions.management.rehearsal.running import Base, Run
from naru.missions.management.rehearsal.world import Size, dice

SUMS = ("lost", "doubled", "duplicate_numbers", "stock_difference", "mds_difference", "beyond_saving")


@dataclass
class Outcome:
    """What rehearsals came to. With a planted bug all is well when it was caught."""

    plant: str = ""
    schedules: int = 0
    residents: int = 0
    entries: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    seconds: float = 0.0
    kills: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    caught_by: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether it is as it must be."""
        return bool(self.caught_by) if self.plant else not self.failed

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        told: dict[str, Any] = {
            "residents": self.residents,
            "entries": self.entries,
            **{name: self.sums[name] for name in SUMS},
            "bytes": self.bytes,
            "seconds": round(self.seconds, 1),
            "schedules": self.schedules,
            "kills": self.kills,
            "failed": self.failed,
        }
        if self.plant:
            told |= {"plant": self.plant, "caught": bool(self.caught_by), "caught_by": self.caught_by}
        else:
            told["findings"] = self.findings[:200]
        return told | {"notes": self.notes[:200]}


def plan(faults: Sequence[str], count: int, seed: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """
    Give each schedule's seed and faults: all faults at once where no number was asked for; else every fault alone
    first, then pairs as the seed draws them.
    """
    if not count:
        yield seed, tuple(faults)
        return
    alone = [(name,) for name in faults] or [()]
    pairs = list(itertools.combinations(faults, 2))
    dice(seed, "pairs").shuffle(pairs)
    turns = itertools.chain(alone, itertools.cycle(pairs or alone))
    for place in range(count):
        yield seed + place, tuple(next(turns))


def rehearse(
    folder: Path,
    *,
    size: Size,
    seed: int,
    faults: Sequence[str],
    count: int,
    plant: str,
    office_address: str,
    console: Console,
) -> Outcome:
    """Run the schedules one after another and sum up."""
    outcome = Outcome(plant=plant)
    begun = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        planned = list(plan(faults or (PLANTS[plant].faults if plant else ()), count, seed))
        task = progress.add_task("loading the product", total=len(planned))
        base = Base(folder / "base", size, office_address=office_address)
        try:
            base.prepare(lambda text: progress.update(task, description=text))
            for own_seed, names in planned:
                title = f"seed {own_seed} {' + '.join(names) if len(names) < 4 else f'{len(names)} faults'}"

                def say(text: str, title: str = title) -> None:
                    progress.update(task, description=f"{title}: {text}")

                run = Run(base, seed=own_seed, faults=names, plant=plant, home=folder / "run", say=say)
                verdict = run.go()
                _add(outcome, run, verdict)
                progress.advance(task)
                if verdict.findings and not plant:
                    console.print(
                        f"seed {own_seed} {', '.join(names)}: {verdict.findings[0]}", highlight=False
                    )
                    kept = folder / f"failed-{own_seed}"
                    shutil.rmtree(kept, ignore_errors=True)
                    shutil.copytree(run.home, kept)
        finally:
            base.close()
    outcome.seconds = time.monotonic() - begun
    return outcome


def _add(outcome: Outcome, run: Run, verdict: Any) -> None:
    outcome.schedules += 1
    outcome.residents += verdict.residents
    outcome.entries += verdict.entries
    for name in SUMS:
        outcome.sums[name] += getattr(verdict, name)
    outcome.bytes += run.bytes_to_office()
    outcome.kills += sum(machine.kills for machine in run.machines)
    outcome.notes += [f"seed {run.seed}: {note}" for note in run.notes]
    if verdict.findings:
        outcome.failed.append({"seed": run.seed, "faults": list(run.names)})
        outcome.findings += [
            {"seed": run.seed, "check": one.check, "where": one.where, "what": one.what}
            for one in verdict.findings
        ]
        outcome.caught_by = sorted({*outcome.caught_by, *(one.check for one in verdict.findings)})
