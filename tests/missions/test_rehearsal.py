"""The rehearsal: every check of its checker fires on a history made by hand, and small missions run for real."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from naru.missions.management.rehearsal import checker, schedules, world
from naru.missions.management.rehearsal.faults import FAULTS, named
from naru.missions.management.rehearsal.plants import PLANTS
from naru.missions.management.rehearsal.running import Base, Run
from naru.missions.management.rehearsal.wire import Message
from tests.databases import digest

SITE_TABLES = {
    "missions_site": "letter",
    "missions_tablet": "uid, have, safe",
    "missions_epoch": "uid, site_id, ordinal, begun_from_id, begun_at_number, upto, why",
    "missions_entry": "uid, site_id, epoch_id, number, tablet_id, seq, kind, author, local_at, resident, visit, corrects, "
    "body, digest, chain, happened_at",
    "missions_setaside": "uid, reason, settled_at, tablet_id, seq",
    "missions_resident": "uid, number, name, sex, village, registered",
    "missions_visit": "uid, day, returning, station, standing, colour, outcome, told",
    "missions_stock": "site_id, lot, on_hand",
    "missions_stockmove": "site_id, lot, quantity",
}
DEVICE, OTHER, EPOCH = (str(UUID(int=place)) for place in (1, 2, 3))
RESIDENT, VISIT = (str(UUID(int=place)) for place in (11, 12))
DAY = "2026-06-15"
AT = "2026-06-15T09:00:00.000+08:00"
NUMBER = "A22-0001-7"


def plain(uid: str | None) -> str | None:
    return uid.replace("-", "") if uid else None


class Paper:
    """A mission written by hand: what a tablet made, and two databases that hold it as they should."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = [{"n": 1, "enrolled": {"uid": DEVICE, "tag": "22"}}]
        self.lots = [
            {"site": "A", "code": "L1", "medicine": "M", "expires_on": "2026-06-20", "left": 5},
            {"site": "A", "code": "L2", "medicine": "M", "expires_on": "2026-06-30", "left": 10},
        ]
        self.looks: list[dict[str, Any]] = []
        self.more: dict[str, Any] = {}
        self.report: dict[str, str] = {}
        about = {"of": RESIDENT, "visit": VISIT}
        self.writes("stock.received", {"lot": "L1", "quantity": 10})
        self.writes("stock.received", {"lot": "L2", "quantity": 10})
        told = {
            "number": NUMBER,
            "name": "Батбаяр",
            "sex": "male",
            "birth_on": "1980-01-01",
            "village": "Bag 1",
        }
        self.writes("resident.registered", told, of=RESIDENT)
        self.writes("visit.arrived", {"day": DAY, "returning": False}, **about)
        consulted = {"specialty": "medical", "diagnoses": [{"code": "J06.9"}], "procedures": []}
        self.writes("consultation.recorded", consulted, **about)
        given = {"line": str(UUID(int=20)), "lots": [{"lot": "L1", "quantity": 5}], "done": True}
        self.writes("medicine.dispensed", given, **about)
        self.writes("visit.exited", {"outcome": "home"}, **about)

    def writes(self, kind: str, body: dict[str, Any], **words: Any) -> dict[str, Any]:
        seq = len(self.made) + 1
        entry = {"id": str(UUID(int=100 + seq)), "kind": kind, "seq": seq, "at": AT, "by": "V001", "of": None}
        entry |= {"visit": None, "corrects": None, "body": body, **words}
        self.made.append(entry)
        self.lines.append({"n": seq + 1, "made": entry})
        return entry

    def keep(self) -> None:
        """Write it down: a history, two databases, two reports."""
        seqs = [entry["seq"] for entry in self.made]
        answer = {"have": len(seqs), "safe": 0, "stored": seqs, "odd": {}, "epoch": EPOCH}
        self.lines.append({"n": 900, "left": [1, len(seqs)]})
        self.lines.append({"n": 901, "told": answer})
        (self.folder / "history.jsonl").write_text("\n".join(json.dumps(line) for line in self.lines))
        for name in ("site", "office"):
            self._database(self.folder / f"{name}.sqlite3")
            self._report(self.folder / f"{name}.csv", {"Total1": 1, "MDS1:18-64": 1, "Total9": 1, "MDS36": 1})
        told = {
            "office": str(self.folder / "office.sqlite3"),
            "sites": [{"letter": "A", "database": str(self.folder / "site.sqlite3")}],
            "tablets": [{"letter": "A", "history": "history.jsonl"}],
            "lots": self.lots,
            "looks": self.looks,
            "reports": [{"letter": "A", "day": DAY, "site": "site.csv", "office": "office.csv"}],
            **self.more,
        }
        (self.folder / "run.json").write_text(json.dumps(told))

    def _report(self, path: Path, values: dict[str, int]) -> None:
        columns = [checker.column_of(item) for item in range(1, 44)]
        columns += [
            f"MDS{item}:{band}" for item in (1, 2, 3) for band in ("0", "1-4", "5-17", "18-64", "65-")
        ]
        columns += [f"x{place}" for place in range(178 - len(columns))]
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            rows.writerow([values.get(column, 0) for column in columns])

    def _database(self, path: Path) -> None:
        line = sqlite3.connect(path)
        for table, columns in SITE_TABLES.items():
            named = ", ".join(f'"{column.strip()}"' for column in columns.split(","))
            line.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {named})")

        def put(table: str, *values: Any) -> None:
            line.execute(f"INSERT INTO {table} VALUES (NULL, {', '.join('?' * len(values))})", values)

        put("missions_site", "A")
        put("missions_tablet", plain(DEVICE), len(self.made), 0)
        put("missions_tablet", plain(OTHER), 0, 0)
        put("missions_epoch", plain(EPOCH), 1, 1, None, 0, len(self.made), "opened")
        chain = ""
        for number, one in enumerate(self.made, 1):
            digest = hashlib.sha256(str(number).encode()).hexdigest()
            chain = hashlib.sha256(f"{chain}{digest}".encode()).hexdigest()
            ids = [plain(one[key]) for key in ("of", "visit", "corrects")]
            said = (
                one["seq"],
                one["kind"],
                one["by"],
                one["at"],
                *ids,
                json.dumps(one["body"]),
                digest,
                chain,
                AT,
            )
            put("missions_entry", plain(one["id"]), 1, 1, number, 1, *said)
        put("missions_resident", plain(RESIDENT), NUMBER, "Батбаяр", "male", "Bag 1", 1)
        told = json.dumps({"consultations": [{"diagnoses": [{"code": "J06.9"}]}]})
        put("missions_visit", plain(VISIT), DAY, 0, "exit", "done", "none", "home", told)
        for lot in self.lots:
            put("missions_stock", 1, lot["code"], lot["left"])
            put("missions_stockmove", 1, lot["code"], lot["left"])
        line.commit()
        line.close()

    def damaged(self, where: str, *statements: str) -> None:
        """Change a database behind everybody's back."""
        line = sqlite3.connect(self.folder / f"{where}.sqlite3")
        for statement in statements:
            line.execute(statement)
        line.commit()
        line.close()

    def checks(self) -> set[str]:
        """Give the names of the checks that found something."""
        return {finding.check for finding in checker.check(self.folder).findings}


def test_a_mission_as_it_should_be_has_no_findings(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.keep()
    verdict = checker.check(tmp_path)
    assert verdict.findings == []
    assert (verdict.residents, verdict.entries, verdict.lost, verdict.doubled) == (1, 7, 0, 0)


LAST = str(UUID(int=107)).replace("-", "")
AGAIN = f"INSERT INTO missions_entry SELECT NULL, {', '.join(SITE_TABLES['missions_entry'].split(', '))} FROM missions_entry"
BAD: dict[str, tuple[str, Callable[[Paper], None]]] = {
    "an entry that was acknowledged is gone at the site": (
        "acknowledged_stored",
        lambda paper: paper.damaged("site", f"DELETE FROM missions_entry WHERE uid = '{LAST}'"),
    ),
    "an entry that was acknowledged never came to head office": (
        "acknowledged_stored",
        lambda paper: paper.damaged("office", f"DELETE FROM missions_entry WHERE uid = '{LAST}'"),
    ),
    "something is stored that nobody made": (
        "stored_sent",
        lambda paper: paper.damaged("site", "UPDATE missions_entry SET seq = 50 WHERE number = 7"),
    ),
    "one sign of a body is another": (
        "stored_sent",
        lambda paper: paper.damaged("site", "UPDATE missions_entry SET body = replace(body, 'J06', 'J07')"),
    ),
    "an entry is there twice": (
        "each_once",
        lambda paper: paper.damaged("office", f"{AGAIN} WHERE number = 4"),
    ),
    "a tablet's number is missing": (
        "device_sequence",
        lambda paper: paper.damaged("office", "DELETE FROM missions_entry WHERE seq = 3"),
    ),
    "a number of the epoch is missing": (
        "site_sequence",
        lambda paper: paper.damaged("site", "UPDATE missions_entry SET number = 9 WHERE number = 7"),
    ),
    "the chain does not hold": (
        "site_sequence",
        lambda paper: paper.damaged("site", "UPDATE missions_entry SET chain = 'x' WHERE number = 4"),
    ),
    "head office has it under another number": (
        "site_equals_office",
        lambda paper: paper.damaged("office", "UPDATE missions_entry SET number = number + 1"),
    ),
    "a table does not say what the entries say": (
        "projections",
        lambda paper: paper.damaged("site", "UPDATE missions_visit SET outcome = 'died'"),
    ),
    "a correction did not reach the table": (
        "projections",
        lambda paper: paper.damaged("office", "UPDATE missions_visit SET told = replace(told, 'J06', 'A09')"),
    ),
    "a resident is missing in the table": (
        "projections",
        lambda paper: paper.damaged("office", "DELETE FROM missions_resident"),
    ),
    "the stock is not what the entries come to": (
        "stock",
        lambda paper: paper.damaged("site", "UPDATE missions_stock SET on_hand = 6 WHERE lot = 'L1'"),
    ),
    "another number of the daily report at the site": (
        "mds_equal",
        lambda paper: paper._report(paper.folder / "site.csv", {"Total1": 2}),
    ),
    "the daily report is shifted by one": (
        "mds_recount",
        lambda paper: (
            [
                paper._report(paper.folder / name, {"Total1": 1, "MDS1:18-64": 1, "Total9": 1, "MDS37": 1})
                for name in ("site.csv", "office.csv")
            ]
            and None
        ),
    ),
    "two residents have one number": (
        "numbers_unique",
        lambda paper: paper.damaged(
            "office", f"INSERT INTO missions_resident VALUES (NULL, 'f00', '{NUMBER}', 'X', 'male', '', 1)"
        ),
    ),
    "something lies aside and nowhere else": (
        "aside_explained",
        lambda paper: paper.damaged(
            "site",
            f"INSERT INTO missions_setaside VALUES (NULL, '{LAST}', 'unreadable', NULL, 1, 7)",
            f"DELETE FROM missions_entry WHERE uid = '{LAST}'",
        ),
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_each_check_fires(tmp_path: Path, what: str) -> None:
    paper = Paper(tmp_path)
    paper.keep()
    check, damage = BAD[what]
    damage(paper)
    assert check in paper.checks()


def test_it_sees_what_is_given_past_its_day_and_before_what_expires_first(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.lots[0]["expires_on"] = "2026-06-14"
    paper.keep()
    assert "expired_dispensed" in paper.checks()
    paper.lots[0]["expires_on"] = "2026-07-20"
    (tmp_path / "second").mkdir()
    paper.folder = tmp_path / "second"
    paper.keep()
    assert "first_expired_first" in paper.checks()


def test_it_sees_what_was_called_safe_too_early(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.lines.append({"n": 500, "told": {"have": 7, "safe": 7, "stored": [], "odd": {}, "epoch": EPOCH}})
    paper.looks = [{"n": 600, "held": {plain(DEVICE): 3}}]
    paper.keep()
    assert paper.checks() == {"safe_is_held"}


def test_it_sees_what_a_fall_took_though_it_was_brought_again(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.more = {"falls": [{"n": 950, "letter": "A", "held": {plain(DEVICE): 6}}]}
    paper.keep()
    assert paper.checks() == {"acknowledged_survives"}


def test_it_sees_who_takes_back_what_another_wrote(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.keep()
    row = (
        "'fe', 1, 1, 8, 2, 1, 'entry.withdrawn', 'V009', '"
        + AT
        + f"', '{plain(RESIDENT)}', '{plain(VISIT)}', '{LAST}'"
    )
    paper.damaged(
        "site",
        f"INSERT INTO missions_entry VALUES (NULL, {row}, '{{}}', '', '', '{AT}')",
        "UPDATE missions_visit SET outcome = '', standing = 'waiting'",
    )
    assert "undone_by_another" in paper.checks()


def test_it_sees_a_restored_backup_without_an_epoch_of_its_own(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.more = {"restored": ["A"], "unsettled": ["A"]}
    paper.keep()
    assert paper.checks() == {"epoch_begun"}


def test_it_sees_two_laptops_that_were_made_one(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.keep()
    paper._database(tmp_path / "clone.sqlite3")
    paper.damaged("clone", "UPDATE missions_entry SET uid = 'ab' WHERE number = 7")
    told = json.loads((tmp_path / "run.json").read_text())
    told["sites"][0]["clone"] = str(tmp_path / "clone.sqlite3")
    told["unsettled"] = ["A"]
    (tmp_path / "run.json").write_text(json.dumps(told))
    assert "fork_shown" in paper.checks()


def test_what_a_wiped_tablet_never_sent_is_no_loss_of_ours(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.keep()
    one = {**paper.made[-1], "id": str(UUID(int=999)), "seq": 8}
    with (tmp_path / "history.jsonl").open("a") as book:
        book.write("\n" + json.dumps({"n": 950, "made": one}))
    assert "made_stored" in paper.checks()
    with (tmp_path / "history.jsonl").open("a") as book:
        book.write("\n" + json.dumps({"n": 951, "wiped": {"seq": 8, "have": 7, "safe": 0}}))
    verdict = checker.check(tmp_path)
    assert (verdict.findings, verdict.beyond_saving) == ([], 1)


def test_the_checker_shares_no_code_with_the_product() -> None:
    tree = ast.parse(Path(checker.__file__).read_text())
    named = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    named |= {
        (node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert named - {"psycopg"} <= sys.stdlib_module_names
    every = {each for bug in PLANTS.values() for each in bug.caught_by}
    assert every <= set(checker.CHECKS)


def test_one_seed_makes_one_world() -> None:
    one, same, other = (world.make(seed, world.SMALL) for seed in (7, 7, 8))
    assert (one.people, one.comings, one.lots) == (same.people, same.comings, same.lots)
    assert one.comings != other.comings
    full = world.make(1, world.FULL)
    again = sum(coming.returning for coming in full.comings) / 5_000
    assert 0.04 < again < 0.09
    both = len({(coming.person, coming.site) for coming in full.comings}) - 5_000
    assert 100 < both < 200
    assert len({lot.medicine for lot in full.lots}) == 120
    assert len({person.language for person in full.people}) == 9


def test_ids_are_made_by_whatever_clock_there_is() -> None:
    chance = Random(1)
    moment = world.make(1, world.SMALL).moment(0, 0)
    for jump in (timedelta(0), timedelta(days=-30_000), timedelta(days=30)):
        uid = world.uuid7(moment + jump, chance)
        assert (uid.version, uid.variant) == (7, "specified in RFC 4122")


def test_a_flipped_message_differs_in_one_bit() -> None:
    message = Message(b"POST / HTTP/1.1\r\n\r\n", b'{"a": 1}')
    for turn in range(50):
        told = message.flipped(Random(turn))
        pairs = zip(told, message.whole(), strict=True)
        assert sum((one ^ other).bit_count() for one, other in pairs) == 1
        assert told.startswith(message.head)


def test_schedules_take_every_fault_alone_and_then_in_pairs() -> None:
    names = list(FAULTS)
    planned = list(schedules.plan(names, len(names) + 30, 1))
    assert [own for _seed, own in planned[: len(names)]] == [(name,) for name in names]
    pairs = [own for _seed, own in planned[len(names) :]]
    assert {len(own) for own in pairs} == {2}
    assert len(set(pairs)) == 30
    assert list(schedules.plan(names, 0, 5)) == [(5, tuple(names))]
    assert named("all") == names


def test_the_command_says_what_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="no fault flood"):
        call_command("rehearse", "--faults", "flood")
    with pytest.raises(CommandError, match="no bug gremlin"):
        call_command("rehearse", "--plant", "gremlin")
    with pytest.raises(CommandError, match="At least one"):
        call_command("rehearse", "--residents", "0")


TINY = replace(world.SMALL, tablets=3, residents=10, rounds=3, medicines=4, frame=25)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    """Head office and two sites before the first day, made by the product itself."""
    # The suite has migrated an empty database already, where it runs on SQLite.
    empty = Path(tempfile.gettempdir()) / f"naru-template-{digest()}.sqlite3"
    made = Base(tmp_path_factory.mktemp("rehearsal"), TINY, empty=empty if empty.exists() else None)
    try:
        made.prepare(lambda _text: None)
        yield made
    finally:
        made.close()


@pytest.mark.parametrize(
    "faults",
    [(), ("cut_before_answer", "kill_laptop_committed"), ("bit_flipped", "kill_office_committed")],
    ids=lambda faults: " and ".join(faults) or "nothing goes wrong",
)
def test_a_small_mission_loses_nothing(base: Base, tmp_path: Path, faults: tuple[str, ...]) -> None:
    run = Run(base, seed=3, faults=faults, home=tmp_path / "run")
    verdict = run.go()
    assert verdict.findings == []
    assert (verdict.lost, verdict.doubled, verdict.duplicate_numbers) == (0, 0, 0)
    assert (verdict.stock_difference, verdict.mds_difference) == (0, 0)
    assert verdict.entries > 100


@pytest.mark.parametrize("name", ["script_lost", "stock_twice"])
def test_a_planted_bug_is_caught(base: Base, tmp_path: Path, name: str) -> None:
    verdict = Run(base, seed=3, plant=name, faults=PLANTS[name].faults, home=tmp_path / "run").go()
    assert {finding.check for finding in verdict.findings} & PLANTS[name].caught_by
