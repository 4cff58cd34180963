"""What files may hold, the two commands, and the check that finds every planted breach."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from naru.fairs.plan import make_plan
from naru.fairs.plan.files import Unusable, read_problem, written
from naru.fairs.plan.generated import a_fair, a_forum
from naru.fairs.rules.breaches import breaches, why_not_check

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def forum() -> dict[str, Any]:
    return a_forum(seed=6, participants=16, meetings=30, slots=7, locations=8, sessions=4)


@pytest.fixture(scope="module")
def plan(forum: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(written(make_plan(read_problem(forum), seconds=30))))


BAD: dict[str, tuple[Change, str]] = {
    "for itself": (lambda f: f["meetings"][0].update(between=[3, 3]), "a wish of 3 for itself"),
    "one pair twice": (
        lambda f: f["meetings"][1].update(between=f["meetings"][0]["between"]),
        "wishes of the same pair",
    ),
    "one pair twice, from both sides": (
        lambda f: f["meetings"][1].update(between=f["meetings"][0]["between"][::-1], required=False),
        "wishes of the same pair",
    ),
    "more fixed than tables": (
        lambda f: (f.update(locations=1), [one.update(fixed_slot=2) for one in f["meetings"][:2]]),
        "only 1 table",
    ),
    "no free slot": (
        lambda f: f["forbidden"].__setitem__(f["meetings"][0]["between"][0], list(range(7))),
        "has no free slot",
    ),
    "unknown participant": (lambda f: f["meetings"][0].update(between=[0, 99]), "participant 99"),
    "unknown session": (lambda f: f["meetings"][0].update(session="9"), "session “9”"),
    "unknown earlier": (lambda f: f["meetings"][0].update(after=[99]), "meeting 99"),
    "twice the same id": (lambda f: f["meetings"][1].update(id=0), "stands in the file twice"),
    "no slots": (lambda f: f.update(slots=0), "“slots”"),
    "slots are a word": (lambda f: f.update(slots="ten"), "“slots”"),
    "true is no number": (lambda f: f.update(locations=True), "“locations”"),
    "no meetings": (lambda f: f.pop("meetings"), "“meetings”"),
    "forbidden too short": (lambda f: f["forbidden"].pop(), "“forbidden”"),
    "fixed outside": (lambda f: f["meetings"][0].update(fixed_slot=7), "“fixed_slot”"),
    "days with a hole": (lambda f: f.update(days=[[0, 3], [4, 7]]), "take in every slot"),
    "unknown zone": (
        lambda f: f.update(participants=[{"id": 0, "zone": "Mars/Base"}], forbidden=[], meetings=[]),
        "Mars/Base",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_sentence(name: str, forum: dict[str, Any]) -> None:
    change, sentence = BAD[name]
    spoiled = copy.deepcopy(forum)
    change(spoiled)
    with pytest.raises(Unusable, match=sentence):
        read_problem(spoiled)


@pytest.mark.parametrize("held", [None, [], "text", 3])
def test_what_is_no_instance_is_refused(held: Any) -> None:
    with pytest.raises(Unusable, match="no instance"):
        read_problem(held)


def _swap(plan: dict[str, Any], instance: dict[str, Any]) -> None:
    """Put a meeting beside another of the same participant."""
    first = plan["schedule"][0]
    side = instance["meetings"][first["meeting"]]["between"][0]
    other = next(
        row for row in plan["schedule"][1:] if side in instance["meetings"][row["meeting"]]["between"]
    )
    first["slot"] = other["slot"]


PLANTED: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    "required": lambda p, f: p["unplaced"].append({"meeting": p["schedule"].pop()["meeting"], "why": ""}),
    "no_schedule": lambda p, f: p.update(status="infeasible"),
    "held_twice": lambda p, f: p["schedule"].append(p["schedule"][0]),
    "both": lambda p, f: p["unplaced"].append({"meeting": 0, "why": ""}),
    "no_slot": lambda p, f: p["schedule"][0].update(slot=7),
    "session": lambda p, f: f["meetings"][0].update(session="1" if p["schedule"][0]["slot"] >= 4 else "2"),
    "fixed": lambda p, f: f["meetings"][0].update(fixed_slot=(p["schedule"][0]["slot"] + 1) % 7),
    "forbidden": lambda p, f: f["forbidden"][f["meetings"][0]["between"][0]].append(p["schedule"][0]["slot"]),
    "side_twice": _swap,
    "table": lambda p, f: p["schedule"][0].update(location=8),
    "table_twice": lambda p, f: (
        p["schedule"][0].update(location=0, slot=3),
        p["schedule"][1].update(location=0, slot=3),
    ),
    "order": lambda p, f: f["meetings"][min(p["schedule"], key=lambda r: r["slot"])["meeting"]].update(
        after=[max(p["schedule"], key=lambda r: r["slot"])["meeting"]]
    ),
    "claimed_breaks": lambda p, f: p.update(breaks=p["breaks"] + 1),
    "claimed_max_difference": lambda p, f: p.update(max_difference=9),
    "claimed_bound": lambda p, f: p.update(bound=p["breaks"] + 1),
    "interpreter": lambda p, f: f.update(
        participants=[
            {"id": n, "languages": ["ko"] if n in f["meetings"][0]["between"][:1] else ["ru"]}
            for n in range(16)
        ]
    ),
    "rest": lambda p, f: f.update(participants=[{"id": n, "rest_after": 1} for n in range(16)]),
    "own_table": lambda p, f: f.update(
        halls=["far" if n == p["schedule"][0]["location"] else "near" for n in range(8)]
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_the_check_finds_the_planted_breach(rule: str, forum: dict[str, Any], plan: dict[str, Any]) -> None:
    instance, spoiled = copy.deepcopy(forum), copy.deepcopy(plan)
    assert breaches(instance, spoiled) == []
    PLANTED[rule](spoiled, instance)
    assert rule in {one.rule for one in breaches(instance, spoiled)}


def test_uneven_breaks_are_found() -> None:
    instance = {
        "participants": 3,
        "slots": 3,
        "locations": 2,
        "fairness": 0,
        "meetings": [{"id": 0, "between": [0, 1]}, {"id": 1, "between": [0, 2]}],
    }
    plan = {
        "status": "optimal",
        "breaks": 1,
        "bound": 1,
        "max_difference": 1,
        "unplaced": [],
        "schedule": [{"meeting": 0, "slot": 0, "location": 0}, {"meeting": 1, "slot": 2, "location": 0}],
    }
    assert [one.rule for one in breaches(instance, plan)] == ["fairness"]


def _helped(row: dict[str, Any]) -> bool:
    return bool(row.get("interpreter"))


def test_the_check_finds_what_interpreters_cannot_do() -> None:
    instance = a_fair(hospitals=2, agencies=12, consultations=18, interpreters=2)
    plan = json.loads(json.dumps(written(make_plan(read_problem(instance), seconds=20))))
    assert breaches(instance, plan) == []
    one, other = [row for row in plan["schedule"] if _helped(row)][:2]
    spoiled = copy.deepcopy(plan)
    for row in spoiled["schedule"]:
        if row["meeting"] in {one["meeting"], other["meeting"]}:
            row.update(interpreter="interpreter 1", slot=one["slot"])
    assert "interpreter_twice" in {found.rule for found in breaches(instance, spoiled)}
    away = copy.deepcopy(instance)
    for helper in away["interpreters"]:
        helper["forbidden"] = [one["slot"]]
    assert "interpreter_away" in {found.rule for found in breaches(away, plan)}


def test_a_walk_that_is_too_short_and_a_change_of_table_are_found() -> None:
    instance = {
        "participants": [
            {"id": "A", "languages": ["ko"]},
            {"id": "B", "languages": ["ru"]},
            {"id": "C", "languages": ["ru"]},
        ],
        "slots": 4,
        "locations": 2,
        "halls": ["north", "south"],
        "walking": [["north", "south", 1]],
        "interpreters": [{"id": "i", "languages": ["ko", "ru"], "change": 1}],
        "meetings": [
            {"id": 0, "between": ["A", "B"], "hall": "north"},
            {"id": 1, "between": ["A", "C"], "hall": "south"},
        ],
    }
    plan = {
        "status": "optimal",
        "breaks": 0,
        "bound": 0,
        "max_difference": 0,
        "unplaced": [],
        "schedule": [
            {"meeting": 0, "slot": 0, "location": 0, "interpreter": "i"},
            {"meeting": 1, "slot": 1, "location": 1, "interpreter": "i"},
        ],
    }
    assert {one.rule for one in breaches(instance, plan)} == {"walk", "change"}
    made = json.loads(json.dumps(written(make_plan(read_problem(instance), seconds=10))))
    assert breaches(instance, made) == []
    assert made["breaks"] == 1


def test_online_hours_hold_across_a_zone() -> None:
    instance = {
        "participants": [
            {"id": "A"},
            {"id": "B", "online": True, "zone": "Asia/Almaty", "hours": ["09:00", "12:00"]},
        ],
        "slots": 6,
        "locations": 1,
        "minutes": 60,
        "starts": [f"2024-04-24T{hour:02}:00:00+09:00" for hour in range(9, 15)],
        "meetings": [{"id": 0, "between": ["A", "B"]}],
    }
    made = json.loads(json.dumps(written(make_plan(read_problem(instance), seconds=10))))
    assert made["schedule"][0]["slot"] in {
        4,
        5,
    }  # 9 o'clock in Almaty is 13 o'clock in Seoul since March 2024
    assert breaches(instance, made) == []
    made["schedule"][0]["slot"] = 3
    assert "forbidden" in {one.rule for one in breaches(instance, made)}


def test_a_team_at_two_tables_meets_two_at_once() -> None:
    instance = {
        "participants": [{"id": "A", "seats": 2}, {"id": "B"}, {"id": "C"}],
        "slots": 1,
        "locations": 2,
        "meetings": [{"id": 0, "between": ["A", "B"]}, {"id": 1, "between": ["A", "C"]}],
    }
    made = json.loads(json.dumps(written(make_plan(read_problem(instance), seconds=10))))
    assert made["status"] == "optimal"
    assert breaches(instance, made) == []
    instance["participants"][0]["seats"] = 1
    assert "side_twice" in {one.rule for one in breaches(instance, made)}


def test_a_plan_of_another_instance_is_refused(forum: dict[str, Any], plan: dict[str, Any]) -> None:
    other = a_forum(seed=7, participants=16, meetings=20, slots=7, locations=8)
    assert "another" in (why_not_check(other, plan) or "")
    assert why_not_check(forum, plan) is None
    assert why_not_check(forum, {"status": "optimal", "schedule": 3})
    assert why_not_check([], plan)


def _run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_two_commands_agree(tmp_path: Path, forum: dict[str, Any]) -> None:
    held, made = tmp_path / "forum.json", tmp_path / "plan.json"
    held.write_text(json.dumps(forum))
    plan = _run("plan_meetings", str(held), "--seed", "3")
    assert list(plan) == ["status", "breaks", "bound", "max_difference", "seconds", "schedule", "unplaced"]
    assert set(plan["schedule"][0]) == {"meeting", "slot", "location"}
    made.write_text(json.dumps(plan))
    assert _run("check_meetings", str(held), str(made))["agrees"]
    plan["schedule"][0]["slot"] = 99
    made.write_text(json.dumps(plan))
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_meetings", str(held), str(made), "--json", stdout=out)
    assert ended.value.code == 2
    assert not json.loads(out.getvalue())["agrees"]


@pytest.mark.parametrize("text", ["{", "\x00", "[1, 2", ""])
def test_broken_json_is_a_sentence(tmp_path: Path, text: str) -> None:
    held = tmp_path / "broken.json"
    held.write_text(text)
    with pytest.raises(CommandError, match="is not JSON"):
        call_command("plan_meetings", str(held))
    with pytest.raises(CommandError, match="is not JSON"):
        call_command("check_meetings", str(held), str(held))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("plan_meetings", str(tmp_path / "nowhere.json"))
