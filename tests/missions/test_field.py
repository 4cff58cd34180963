"""The tablet's TypeScript: strictly typed, and folding, numbering, naming and dosing exactly as the site's Python does."""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from naru.directory.rules.names.romanising import romanise, words
from naru.directory.rules.names.skeletons import skeleton
from naru.krds.build import PACKAGES, ROOT, build, find_node
from naru.missions.queries.formulary import listed
from naru.missions.rules import dosing, folding, numbers, stores
from naru.missions.rules.entries import Kind
from naru.missions.rules.folding import Told

SEQUENCES = 400
SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
import { fold, foldOnto, moves } from "%(src)s/fold.ts";
import { numberOf, readNumber } from "%(src)s/numbers.ts";
import { romanise, skeleton, words, bonesOf, answers } from "%(src)s/names.ts";
import { Dosing, pick } from "%(src)s/dosing.ts";
const told = JSON.parse(readFileSync(process.argv[2], "utf8"));
const dosing = new Dosing(told.formulary);
const by = new Map(told.formulary.medicines.map((one) => [one.code, one]));
writeFileSync(process.argv[3], JSON.stringify({
  folds: told.sequences.map((one) => fold("r", one)),
  onto: told.sequences.map((one) => foldOnto(fold("r", one.slice(0, one.length >> 1)), one.slice(one.length >> 1))),
  moves: told.sequences.map((one) => moves(one)),
  numbers: told.numbers.map(([letter, tag, running]) => numberOf(letter, tag, running)),
  read: told.typed.map((text) => readNumber(text)),
  names: told.names.map((name) => words(name).map((word) => [romanise(word), skeleton(romanise(word))])),
  found: told.asked.map(([asked, held]) => answers(bonesOf(asked), bonesOf(held))),
  doses: told.cases.map((one) => {
    const medicine = by.get(one.medicine);
    const found = dosing.propose(medicine, one.patient);
    return {
      proposal: found,
      quantity: dosing.quantity(medicine, one.line.dose, one.line.per_day, one.line.days),
      warnings: dosing.warnings(medicine, one.patient, {
        ...one.line, others: one.others.map((code) => by.get(code)), lots: one.lots, on: one.on,
      }),
    };
  }),
  picks: told.picks.map(([lots, quantity, on]) => pick(lots, quantity, on)),
}));
"""
NAMES = [
    "김민준",
    "남궁옥분",
    "이서연",
    "Батбаяр",
    "Оюунчимэг Дорж",
    "Щербаков Пётр",
    "Нурсұлтан Әбішұлы",
    "Nguyễn Thị Hương",
    "Gülşah Çelik",
    "O’Brien",
    "Ким Минджун",
    "Алёна",
    "Владивосток-Сергеевна",
    "Ганбаатарын Энхжаргал",
    "Өнөржаргал",
    "박지성",
    "최빈",
    "Tsoi Viktor",
    "Alexander",
    "Sükhbaatar",
]
ASKED = [
    ("Kim Minjun", "김민준"),
    ("minjun", "김민준"),
    ("Batbayar", "Батбаяр"),
    ("batbajar", "Батбаяр"),
    ("Oyuunchimeg", "Оюунчимэг Дорж"),
    ("dorj", "Оюунчимэг Дорж"),
    ("Ганболд", "Батбаяр"),
    ("박", "김민준"),
    ("Nguyen Huong", "Nguyễn Thị Hương"),
    ("바트바야르", "Батбаяр"),
]


def a_body(draw: random.Random, kind: str, lines: list[str]) -> dict[str, Any]:
    """Draw a body of a kind, as the contract writes it."""
    station = draw.choice(["triage", "medical", "dental", "pharmacy", "exit"])
    match kind:
        case "resident.registered":
            return {
                "number": "A22-0001-X",
                "name": "Оюун",
                "sex": draw.choice(["female", "male"]),
                "language": "mn",
                "consent": "given",
                **draw.choice(
                    [
                        {"birth_on": "1990-02-03"},
                        {"age_years": 40, "asked_on": "2024-07-25"},
                        {"age_months": 7, "asked_on": "2024-03-31"},
                    ]
                ),
            }
        case "resident.amended":
            return draw.choice(
                [
                    {"village": "Налайх"},
                    {"age_years": 3},
                    {"allergies": ["nsaid"]},
                    {"birth_on": "2001-12-31"},
                ]
            )
        case "visit.arrived":
            return {"day": "2024-07-25", "returning": draw.random() < 0.5}
        case "vitals.taken":
            return {"pulse": draw.randrange(50, 120), "allergies": [draw.choice(["penicillin", "nsaid"])]} | (
                {"temperature_c": 36.6, "pregnant": "no"} if draw.random() < 0.5 else {}
            )
        case "triage.judged":
            told = {
                "answers": {},
                "colour": draw.choice(["red", "green"]),
                "criteria": ["x"],
                "rules": "iitt-1",
            }
            return told | ({"instead": {"colour": "yellow", "why": "w"}} if draw.random() < 0.3 else {})
        case "queue.placed" | "queue.called" | "queue.held":
            return {"station": station}
        case "consultation.recorded":
            return {"specialty": "medical", "diagnoses": [{"code": "J00"}], "procedures": []}
        case "prescription.written":
            some = draw.sample(lines, draw.randrange(1, len(lines)))
            return {
                "lines": [
                    {"line": one, "medicine": "PCM500", "quantity": draw.randrange(1, 30)} for one in some
                ]
            }
        case "medicine.dispensed":
            lots = [{"lot": draw.choice(["L1", "L2"]), "quantity": draw.choice([1, 2, 0.5, 10])}]
            return {"line": draw.choice(lines), "lots": lots, "done": draw.random() < 0.3}
        case "medicine.not_dispensed":
            return {"line": draw.choice(lines), "because": "declined"}
        case "visit.exited":
            return {"outcome": "home"}
        case "stock.received" | "stock.discarded":
            return {"lot": draw.choice(["L1", "L2"]), "quantity": draw.randrange(1, 50), "because": "lost"}
        case "stock.counted":
            return {"lot": "L1", "counted": draw.randrange(0, 60)}
        case "stock.moved":
            return {"lot": "L2", "quantity": 3, **draw.choice([{"to": "B"}, {"from": "B"}])}
        case "residents.joined" | "residents.parted":
            return {"with": draw.choice(["other", "third"])}
    return {}


def a_sequence(seed: int) -> list[dict[str, Any]]:
    """Draw a resident's entries in any order, with corrections and things taken back, by two devices."""
    draw = random.Random(seed)
    lines = ["l1", "l2", "l3"]
    kinds = [kind.value for kind in Kind]
    made: list[dict[str, Any]] = []
    for place in range(draw.randrange(1, 40)):
        kind = "resident.registered" if place == 0 and draw.random() < 0.8 else draw.choice(kinds)
        earlier = [one for one in made if one["kind"] == kind]
        corrects = draw.choice(earlier)["id"] if earlier and draw.random() < 0.3 else None
        if kind == "entry.withdrawn":
            corrects = draw.choice(made)["id"] if made else None
        made.append(
            {
                "id": f"e{place}",
                "kind": kind,
                "at": f"2024-07-25T10:{place:02}:00.000+08:00",
                "by": "V001",
                "visit": draw.choice(["v1", "v2"])
                if kind.split(".")[0] not in {"resident", "stock", "residents"}
                else None,
                "corrects": corrects,
                "device": draw.choice(["d1", "d2", "d1"]),
                "body": a_body(draw, kind, lines),
            }
        )
    return made


def as_told(sequence: list[dict[str, Any]]) -> list[Told]:
    """Give a drawn sequence as the site's fold takes it."""
    return [
        Told(
            one["id"],
            one["kind"],
            (place,),
            one["by"],
            one["at"],
            one["visit"] or "",
            one["corrects"] or "",
            one["body"],
            one["device"],
        )
        for place, one in enumerate(sequence)
    ]


def the_picks() -> list[tuple[list[dict[str, Any]], int, str]]:
    """Draw shelves, some with lots past their expiry, and quantities."""
    draw = random.Random(3)
    return [
        (
            [
                {
                    "code": f"L{place}",
                    "expires_on": f"2024-{draw.randrange(5, 10):02}-15",
                    "on_hand": draw.randrange(0, 20),
                }
                for place in range(draw.randrange(0, 5))
            ],
            draw.randrange(1, 40),
            "2024-07-15",
        )
        for _turn in range(200)
    ]


def the_numbers() -> list[tuple[str, str, int]]:
    """Draw numbers of residents: every width of tag, small and large."""
    draw = random.Random(5)
    return [
        (draw.choice("AB"), numbers.tag(draw.randrange(2_000)), draw.randrange(1, 9_999))
        for _turn in range(500)
    ]


def typed_numbers() -> list[str]:
    """Give numbers as people type them: without strokes, in small letters, with a sign wrong."""
    found = []
    for place, one in enumerate(the_numbers()):
        text = numbers.number(*one)
        found += [
            text,
            text.replace("-", "").lower(),
            text[:-3] + "7" + text[-2:] if place % 2 else f" {text} ",
        ]
    return [*found, "", "A2F", "김민준"]


def bundled(folder: Path) -> Path:
    """Bundle the modules under test for Node."""
    build(lambda sentence: None)
    (folder / "run.ts").write_text(SCRIPT % {"src": ROOT / "field" / "src"})
    made = folder / "run.mjs"
    command = [
        str(PACKAGES / "esbuild" / "bin" / "esbuild"),
        str(folder / "run.ts"),
        "--bundle",
        "--platform=node",
        "--format=esm",
        f"--outfile={made}",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """Give the cases of doses that the site answers too."""
    found: list[dict[str, Any]] = json.loads(Path(__file__).with_name("dosing_cases.json").read_text())[
        "cases"
    ]
    return found


@pytest.fixture(scope="module")
def by_tablet(tmp_path_factory: pytest.TempPathFactory, cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Let Node run the tablet's own modules over all that was drawn."""
    folder = tmp_path_factory.mktemp("field")
    with override("en"):
        formulary = dosing.as_data(listed())
    told = {
        "sequences": [a_sequence(seed) for seed in range(SEQUENCES)],
        "numbers": the_numbers(),
        "typed": typed_numbers(),
        "names": NAMES,
        "asked": ASKED,
        "formulary": formulary,
        "cases": cases,
        "picks": the_picks(),
    }
    (folder / "in.json").write_text(json.dumps(told))
    subprocess.run(
        [*find_node().node, str(bundled(folder)), str(folder / "in.json"), str(folder / "out.json")],
        check=True,
    )
    answer: dict[str, Any] = json.loads((folder / "out.json").read_text())
    return answer


def test_the_tablets_typescript_is_strictly_typed() -> None:
    build(lambda sentence: None)
    compiler = PACKAGES / "typescript" / "bin" / "tsc"
    told = subprocess.run(
        [*find_node().node, str(compiler), "--noEmit", "-p", str(ROOT / "field")],
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout
    settings = json.loads((ROOT / "field" / "tsconfig.json").read_text())["compilerOptions"]
    assert settings["strict"]
    assert settings["noUncheckedIndexedAccess"]


def test_the_tablet_folds_every_sequence_into_the_sites_record(by_tablet: dict[str, Any]) -> None:
    for seed in range(SEQUENCES):
        ours = folding.fold("r", as_told(a_sequence(seed)))
        theirs = by_tablet["folds"][seed]
        theirs.pop("seq")  # the site's number of the last change: told with the record, not folded
        assert theirs == json.loads(json.dumps(ours)), seed


def test_folding_on_top_of_a_record_comes_to_the_same_where_nothing_is_corrected(
    by_tablet: dict[str, Any],
) -> None:
    tried = 0
    for seed in range(SEQUENCES):
        sequence = a_sequence(seed)
        if any(one["corrects"] for one in sequence):
            continue
        tried += 1
        theirs = by_tablet["onto"][seed]
        theirs.pop("seq")
        assert theirs == json.loads(json.dumps(folding.fold("r", as_told(sequence)))), seed
    assert tried > 20


def test_stock_moves_alike(by_tablet: dict[str, Any]) -> None:
    for seed in range(SEQUENCES):
        ours = [asdict(move) for move in folding.moves(as_told(a_sequence(seed)))]
        assert by_tablet["moves"][seed] == ours, seed


def test_numbers_are_given_and_read_alike(by_tablet: dict[str, Any]) -> None:
    assert by_tablet["numbers"] == [numbers.number(*one) for one in the_numbers()]
    assert by_tablet["read"] == [numbers.read_number(text) for text in typed_numbers()]
    assert by_tablet["read"].count(None) > 100


def test_names_are_sounded_alike_and_found_across_scripts(by_tablet: dict[str, Any]) -> None:
    assert by_tablet["names"] == [
        [[romanise(word), skeleton(romanise(word))] for word in words(name)] for name in NAMES
    ]
    found = dict(zip(ASKED, by_tablet["found"], strict=True))
    assert [pair for pair, worth in found.items() if not worth] == [
        ("Ганболд", "Батбаяр"),
        ("박", "김민준"),
        ("바트바야르", "Батбаяр"),  # spelled by Korean syllables: such a name is found by its Hangul field
    ]


def test_doses_and_warnings_are_alike(by_tablet: dict[str, Any], cases: list[dict[str, Any]]) -> None:
    assert len(cases) > 100
    for case, theirs in zip(cases, by_tablet["doses"], strict=True):
        answer = case["answer"]
        if theirs["proposal"]:
            theirs["proposal"].pop("mg")
        assert theirs == answer, case


def test_lots_are_picked_alike(by_tablet: dict[str, Any]) -> None:
    for (lots, quantity, on), theirs in zip(the_picks(), by_tablet["picks"], strict=True):
        shelf = [
            stores.OnShelf(one["code"], "M", date.fromisoformat(one["expires_on"]), one["on_hand"])
            for one in lots
        ]
        ours = stores.pick(shelf, quantity, on=date.fromisoformat(on))
        assert [(part["lot"], part["quantity"]) for part in theirs["lots"]] == list(ours.lots)
        assert theirs["short"] == ours.short
