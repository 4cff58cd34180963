"""The tablet judges as the site does: the same cases by Python and by the TypeScript of `field/`, run by Node."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from naru.krds.build import PACKAGES, ROOT, find_node
from naru.missions.rules import triage, vitals
from tests.missions.test_rules_triage import AGE_OF, AGES, BOUNDARIES, NO, WELL, a_random_case
from tests.missions.test_rules_vitals import SLIPS

SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
import { judge } from "%(src)s/triage.ts";
import { lookAt, lookAtAge } from "%(src)s/vitals.ts";
const told = JSON.parse(readFileSync(process.argv[2], "utf8"));
writeFileSync(process.argv[3], JSON.stringify({
  triage: told.cases.map(([answers, measures]) => judge(told.triage, answers, measures)),
  vitals: told.bodies.map(([body, looking]) => lookAt(told.vitals, body, looking)),
  ages: told.ages.map((days) => lookAtAge(told.vitals, days, "ko")),
}));
"""


def the_cases() -> list[tuple[dict[str, str], dict[str, Any]]]:
    """Draw thousands of cases, with every boundary and every age beside them."""
    cases = [a_random_case(seed) for seed in range(4_000)]
    for who, measure, *values in BOUNDARIES:
        for value in values[:2]:
            cases.append((NO, {"age_days": AGE_OF[who], **WELL[who], "spo2": 98, measure: value}))
            cases.append((NO, {"sex": "female", measure: value}))
    cases += [(NO, {"age_days": days, **measures}) for days, measures, *_rest in AGES]
    return cases


def the_bodies() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Draw vital signs of all ages: each limit, each slip, and thousands at random."""
    draw = random.Random(7)
    bodies: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (body, {"age_days": age}) for body, age, *_rest in SLIPS if body.get("pulse") == body.get("pulse")
    ]
    for one in vitals.FIELDS:
        first = 0
        for band in one.bands:
            for limit in (band.least, band.low, band.high, band.most):
                for value in (
                    limit,
                    limit - 0.1,
                    limit + 0.1,
                    limit * 10,
                    limit / 100,
                    limit * 18,
                    limit * 1000,
                ):
                    bodies.append(({one.name: value}, {"age_days": first}))
            first = band.until or 0
    for _turn in range(3_000):
        body = {
            one.name: round(
                draw.choice((0.01, 0.1, 1, 1, 1, 10, 1000)) * draw.uniform(band.low, band.high), 2
            )
            for one in vitals.FIELDS
            if draw.random() < 0.7
            for band in [draw.choice(one.bands)]
        }
        looking = {
            "age_days": draw.choice([None, 3, 100, 500, 1500, 3000, 5000, 15_000]),
            "sex": draw.choice(["male", "female", "unknown"]),
            "confirmed": draw.sample([one.name for one in vitals.FIELDS], draw.randrange(3)),
        }
        bodies.append((body | {"pregnant": draw.choice(["yes", "no", "unknown"])}, looking))
    return bodies


@pytest.fixture(scope="module")
def by_tablet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Bundle the tablet's two files and let Node judge all cases."""
    bundler = PACKAGES / "esbuild" / "bin" / "esbuild"
    if not bundler.exists():
        pytest.skip("the front-end packages are not installed: run `uv run naru build`")
    folder: Path = tmp_path_factory.mktemp("tablet")
    (folder / "run.ts").write_text(SCRIPT % {"src": ROOT / "field" / "src"})
    node = find_node().node
    bundled = folder / "run.mjs"
    command = [
        str(bundler),
        str(folder / "run.ts"),
        "--bundle",
        "--platform=node",
        "--format=esm",
        f"--outfile={bundled}",
    ]
    subprocess.run(command, check=True, capture_output=True)
    told = {
        "triage": triage.as_data(),
        "vitals": vitals.as_data(),
        "cases": the_cases(),
        "bodies": [(body, looking | {"language": "ko"}) for body, looking in the_bodies()],
        "ages": [-1, 0, 38_350, 38_351, 44_194, 44_195, None],
    }
    (folder / "in.json").write_text(json.dumps(told))
    subprocess.run([*node, str(bundled), str(folder / "in.json"), str(folder / "out.json")], check=True)
    answer: dict[str, Any] = json.loads((folder / "out.json").read_text())
    return answer


def test_the_tablet_gives_every_case_the_same_colour_reasons_and_gaps(by_tablet: dict[str, Any]) -> None:
    ours = [triage.judge(answers, measures).told() for answers, measures in the_cases()]
    assert len(ours) > 4_000
    assert {each["colour"] for each in ours} == {"red", "yellow", "green", "none"}
    assert by_tablet["triage"] == ours


def test_the_tablet_questions_every_vital_sign_alike(by_tablet: dict[str, Any]) -> None:
    with translation.override("ko"):
        ours = [[each.told() for each in vitals.look_at(body, **looking)] for body, looking in the_bodies()]
        ages = [vitals.look_at_age(days) for days in (-1, 0, 38_350, 38_351, 44_194, 44_195, None)]
    codes = {each["code"] for some in ours for each in some}
    assert codes >= {
        "point",
        "grams",
        "metres",
        "mg_per_dl",
        "centimetres",
        "share",
        "fahrenheit",
        "order",
        "swap",
    }
    assert by_tablet["vitals"] == ours
    assert by_tablet["ages"] == [each.told() if each else None for each in ages]
    assert [each.standing if each else None for each in ages] == [
        "impossible",
        None,
        None,
        "odd",
        "odd",
        "impossible",
        None,
    ]
