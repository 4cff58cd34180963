"""Meeting plans: how fast they are proven, how large ones fare, and how fast a running one is mended."""

from __future__ import annotations

import csv
import gc
import json
import os
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Line
from naru.fairs.plan import Late, Plan, Problem, Status, make_plan, replan
from naru.fairs.plan.files import read_problem, written
from naru.fairs.plan.generated import a_fair, a_forum, a_large_forum
from naru.fairs.rules.breaches import breaches

CLAIM = "Plans of the published family are proven, each as published and in its time"
LARGE = "Large plans are placed or explained within their time and memory"
MEND = "A running plan is mended within 2 seconds, with the fewest moves proved"
DATABASES = ("sqlite",)
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "b2bsp"
TOTAL, EACH, OTHERS, IMPOSSIBLE = 30.0, 9.0, 30.0, 2.0
LIMIT = 120.0


def folder() -> Path | None:
    """Name the folder of the published instances: the one given, or the one beside the checkout, if it is there."""
    given = os.environ.get("NARU_BENCH_INSTANCES", "")
    path = Path(given) if given else BESIDE
    return path if path.is_dir() else None


def measure(*, quick: bool) -> Iterator[Line]:
    """Prove the published ones where they are at hand, and made-up ones of the same shape anywhere."""
    where = folder()
    if where is not None:
        yield from _published(where, quick=quick)
    yield from _made_up(quick=quick)
    yield from _large(quick=quick)
    yield _mended()


def _plan(instance: dict[str, Any], *, fairness: int | None, seconds: float) -> tuple[Plan, str]:
    """Plan, and say what a check of its own finds wrong, if anything."""
    problem = read_problem(instance)
    if fairness is not None:
        problem, instance = replace(problem, fairness=fairness), {**instance, "fairness": fairness}
    gc.collect()
    plan = make_plan(problem, seconds=seconds)
    found = breaches(instance, json.loads(json.dumps(written(plan))))
    return plan, "; ".join(one.rule for one in found)


def _optima(where: Path) -> dict[tuple[str, int], int | None]:
    with (where / "published.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {
            (row["instance"], int(row["fairness_d"])): None if row["breaks"] == "-" else int(row["breaks"])
            for row in rows
        }


def _published(where: Path, *, quick: bool) -> Iterator[Line]:
    optima = _optima(where)
    names = sorted(path.name.removesuffix(".json") for path in where.glob("*.json"))
    originals = [name for name in names if name.endswith(".original")]
    total = processor = 0.0
    for name in originals[:2] if quick else originals:
        instance = json.loads((where / f"{name}.json").read_text(encoding="utf-8"))
        for fairness in (2,) if quick else (2, 0, 1, 3):
            plan, wrong = _plan(instance, fairness=fairness, seconds=LIMIT)
            expected = optima.get((name.removesuffix(".original"), fairness))
            status = Status.INFEASIBLE if expected is None else Status.OPTIMAL
            right = plan.status == status and plan.breaks == expected and not wrong
            target = EACH if fairness == 2 else IMPOSSIBLE if expected is None else OTHERS
            if fairness == 2:
                total, processor = total + plan.seconds, processor + plan.cpu_seconds
            yield _line(CLAIM, f"{name}, fairness {fairness}", plan, target, right, wrong)
    note = f"{processor:.1f} s of processor; start-up aside"
    yield Line(CLAIM, "the originals at fairness 2 together", total, TOTAL, "s", 1, note, size=True)
    for name in [] if quick else [name for name in names if name not in originals]:
        instance = json.loads((where / f"{name}.json").read_text(encoding="utf-8"))
        plan, wrong = _plan(instance, fairness=None, seconds=LIMIT)
        right = plan.status in {Status.OPTIMAL, Status.INFEASIBLE} and not wrong
        yield _line(CLAIM, name, plan, OTHERS, right, wrong)


def _line(claim: str, what: str, plan: Plan, target: float, right: bool, wrong: str) -> Line:
    seconds = plan.seconds if right else float("inf")
    said = "" if right else f"NOT AS IT SHOULD BE {wrong} "
    note = f"{said}{plan.status}, {plan.breaks} breaks, bound {plan.bound}, {plan.cpu_seconds:.1f} s of processor"
    return Line(claim, what, seconds if right else LIMIT * 10, target, "s", 1, note, size=True)


def _made_up(*, quick: bool) -> Iterator[Line]:
    shapes: list[dict[str, Any]] = [
        {"participants": 42, "meetings": 125, "slots": 8, "locations": 21},
        {"participants": 47, "meetings": 180, "slots": 10, "locations": 21, "precedences": 0.1},
        {"participants": 60, "meetings": 237, "slots": 10, "locations": 27, "fixed": 0.1},
        {
            "participants": 70,
            "meetings": 154,
            "slots": 21,
            "locations": 14,
            "sessions": 13,
            "forbidden": 0.05,
        },
    ]
    for number, shape in enumerate(shapes[:1] if quick else shapes):
        plan, wrong = _plan(a_forum(seed=number + 1, **shape), fairness=None, seconds=LIMIT)
        right = plan.status in {Status.OPTIMAL, Status.INFEASIBLE} and not wrong
        what = f"made up: {shape['participants']} participants, {shape['meetings']} meetings, {shape['slots']} slots"
        yield _line(CLAIM, what, plan, OTHERS, right, wrong)


def _large(*, quick: bool) -> Iterator[Line]:
    cases = [
        ("11 hospitals, 120 agencies, 1,350 consultations, 6 interpreters", a_fair(), 60.0, 1.0),
        ("500 participants, 5,000 meetings", a_large_forum(), 600.0, 5.0),
    ]
    for what, instance, seconds, most in cases[:1] if quick else cases:
        limit = 10.0 if quick else seconds * 0.95
        problem = read_problem(instance)
        plan, wrong = _plan(instance, fairness=None, seconds=limit)
        note = (
            f"{plan.breaks} breaks, {len(plan.unplaced)} left out with reasons{' ' + wrong if wrong else ''}"
        )
        yield Line(LARGE, f"{what}: time", plan.seconds, seconds, "s", 1, note, size=True)
        worth = _worth(problem)
        behind = 100 * max(0, plan.lost - plan.lost_bound) / worth
        yield Line(LARGE, f"{what}: wishes left out beyond the bound", behind, most, "%", 1, note, size=True)
        breaks = 100 * (plan.gap or 0.0)
        yield Line(
            LARGE, f"{what}: breaks beyond the bound", breaks, most, "%", 1, f"bound {plan.bound}", size=True
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield Line(LARGE, "memory at its highest", memory, 4.0, "GiB", 1, "", size=True)


def _worth(problem: Problem) -> int:
    from naru.fairs.plan.ground import ground
    from naru.fairs.plan.worth import weight

    base = ground(problem)
    return 1_000 * sum(weight(base, number) for number in range(len(base.domains))) or 1


def _mended() -> Line:
    problem = read_problem(a_forum(participants=80, meetings=300, slots=22, locations=22, sessions=12))
    plan = make_plan(problem, seconds=30)
    begun = time.perf_counter()
    mended = replan(problem, plan, [Late(0, 2)], now=6, seconds=20)
    spent = time.perf_counter() - begun
    note = f"{len(list(mended.who_moved))} meetings move, {'proved' if mended.proven else 'NOT PROVED'}"
    return Line(
        MEND, "80 participants, 300 meetings, one late by two slots", spent, 2.0, "s", 1, note, size=True
    )
