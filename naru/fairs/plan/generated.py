"""Made-up problems of the published shape and sizes, for tests and benchmarks: same seed, same problem."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any


def a_forum(
    *,
    seed: int = 1,
    participants: int = 42,
    meetings: int = 125,
    slots: int = 8,
    locations: int = 21,
    sessions: int | None = None,
    forbidden: float = 0.0,
    fixed: float = 0.0,
    precedences: float = 0.0,
    fairness: int = 2,
) -> dict[str, Any]:
    """
    This will give a forum like the published ones, as JSON values: a few sought-after participants and many others.

    :param sessions: where the second session begins; none means that no meeting asks for one
    :param forbidden: share of all participants' slots that are forbidden
    :param fixed: share of the meetings that are fixed; they lie where a first sketch of a plan has them
    :param precedences: share of the meetings that come after another of the same participant, as in that sketch
    """
    dice = random.Random(seed)  # noqa: S311
    sketch, rows = _sketch(dice, participants, meetings, slots, locations)
    away: list[list[int]] = [[] for _ in range(participants)]
    for who in range(participants):
        busy = {sketch[number] for number, pair in enumerate(rows) if who in pair}
        away[who] = sorted(slot for slot in range(slots) if slot not in busy and dice.random() < forbidden)
    found = []
    for number, pair in enumerate(rows):
        session = None
        if sessions is not None and dice.random() < 0.5:
            session = "1" if sketch[number] < sessions else "2"
        after = []
        if dice.random() < precedences:
            before = [
                other
                for other, them in enumerate(rows)
                if set(them) & set(pair) and sketch[other] < sketch[number]
            ]
            after = [dice.choice(before)] if before else []
        found.append(
            {
                "id": number,
                "between": list(pair),
                "session": session,
                "fixed_slot": sketch[number] if dice.random() < fixed else None,
                "after": after,
            }
        )
    cut = slots if sessions is None else sessions
    return {
        "name": f"forum-{participants}x{meetings}-{seed}",
        "participants": participants,
        "slots": slots,
        "locations": locations,
        "sessions": {"1": [0, cut], "2": [cut, slots]},
        "fairness": fairness,
        "forbidden": away,
        "meetings": found,
    }


def _sketch(
    dice: random.Random, participants: int, meetings: int, slots: int, locations: int
) -> tuple[list[int], list[tuple[int, int]]]:
    """Draw pairs that can all be met, each with a slot in which it could be: the problem has a plan."""
    wanted = [1 / (1 + who) ** 0.5 for who in range(participants)]
    rows: list[tuple[int, int]] = []
    sketch: list[int] = []
    known: set[tuple[int, int]] = set()
    room = [locations] * slots
    busy: list[set[int]] = [set() for _ in range(participants)]
    for _try in range(meetings * 200):
        if len(rows) == meetings:
            break
        one, other = sorted(dice.choices(range(participants), wanted, k=2))
        if one == other or (one, other) in known:
            continue
        free = [
            slot for slot in range(slots) if room[slot] and slot not in busy[one] and slot not in busy[other]
        ]
        if not free:
            continue
        slot = min(
            free, key=lambda place: (place not in {near + 1 for near in busy[one] | busy[other]}, place)
        )
        known.add((one, other))
        rows.append((one, other))
        sketch.append(slot)
        room[slot] -= 1
        busy[one].add(slot)
        busy[other].add(slot)
    return sketch, rows


def a_fair(
    *,
    seed: int = 1,
    hospitals: int = 11,
    agencies: int = 120,
    consultations: int = 1_350,
    interpreters: int = 6,
) -> dict[str, Any]:
    """
    This will give a fair of three days, as JSON values: hospitals at booths of two tables, agencies that come to them.

    A pair meets once, so that more consultations than pairs are shared out among two desks of the largest
    hospitals. Every third agency needs an interpreter.
    """
    dice = random.Random(seed)  # noqa: S311
    each, days = 24, 3
    begins = datetime(2024, 4, 24, 4, tzinfo=UTC)
    starts = [
        (begins + timedelta(days=day, minutes=20 * slot)).isoformat()
        for day in range(days)
        for slot in range(each)
    ]
    desks = hospitals + max(0, -(-consultations // agencies) + 1 - hospitals)
    people: list[dict[str, Any]] = [
        {
            "id": f"desk {number + 1}",
            "languages": ["ko"],
            "tables": [2 * number, 2 * number + 1],
            "organisation": f"hospital {number % hospitals + 1}",
            "hall": "hall",
        }
        for number in range(desks)
    ]
    for number in range(agencies):
        first = dice.choice([0, 0, 0, 4])
        day = dice.choice([None, None, 0, 2])
        away = [slot for slot in range(each * days) if slot % each < first or slot // each == day]
        speaks = ["ru"] if number % 3 == 0 else ["ru", "ko"]
        people.append({"id": f"agency {number + 1}", "languages": speaks, "forbidden": away, "rest_after": 8})
    pairs = [(desk, agency) for desk in range(desks) for agency in range(agencies)]
    chosen = sorted(dice.sample(pairs, consultations))
    return {
        "name": f"fair-{seed}",
        "participants": people,
        "slots": each * days,
        "locations": 2 * desks,
        "halls": ["hall"] * (2 * desks),
        "days": [[day * each, (day + 1) * each] for day in range(days)],
        "starts": starts,
        "minutes": 20,
        "fairness": None,
        "interpreters": [
            {"id": f"interpreter {number + 1}", "languages": ["ko", "ru"], "rest_after": 6}
            for number in range(interpreters)
        ],
        "meetings": [
            {
                "id": number,
                "between": [f"desk {desk + 1}", f"agency {agency + 1}"],
                "required": False,
                "mutual": dice.random() < 0.3,
                "rank": dice.choice([0, 1, 2, 3]),
            }
            for number, (desk, agency) in enumerate(chosen)
        ],
    }


def a_large_forum(*, seed: int = 1, participants: int = 500, meetings: int = 5_000) -> dict[str, Any]:
    """This will give an export conference of two days: many sellers, many buyers, wishes that may be left out."""
    dice = random.Random(seed)  # noqa: S311
    slots, half = 48, participants // 2
    pairs = sorted(
        dice.sample([(one, other) for one in range(half) for other in range(half, participants)], meetings)
    )
    return {
        "name": f"large-{seed}",
        "participants": participants,
        "slots": slots,
        "locations": meetings * 3 // (slots * 2),
        "days": [[0, slots // 2], [slots // 2, slots]],
        "fairness": None,
        "forbidden": [
            sorted(slot for slot in range(slots) if dice.random() < 0.05) for _who in range(participants)
        ],
        "meetings": [
            {"id": number, "between": list(pair), "required": False, "rank": dice.choice([0, 1, 2, 3])}
            for number, pair in enumerate(pairs)
        ],
    }
