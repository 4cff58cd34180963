"""Noting in the database: the chain, its guard, its proof."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from naru.history.book import note
from naru.history.book.proof import verify
from naru.history.models import Entry, Head
from naru.history.rules.chain import MASK
from tests.makers.accounts import NOW, an_officer

pytestmark = pytest.mark.django_db


def some_entries(number: int = 4):
    officer = an_officer()
    for count in range(number):
        note(
            by=officer,
            verb="changed",
            subject=officer,
            at=NOW,
            why=f"가을 {count}",
            before={"n": count},
            after={"n": 1.5},
        )
    return officer


def lift_guard() -> None:
    """Do what an intruder with the database's own password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("entry_update", "entry_delete", "head_update", "head_delete"):
                cursor.execute(f"DROP TRIGGER history_{name}")
        else:
            cursor.execute("DROP FUNCTION history_refuse() CASCADE")
            cursor.execute("DROP FUNCTION history_refuse_head() CASCADE")


def test_entries_are_chained_and_proven():
    some_entries()
    newer, older = Entry.objects.all()[:2]
    assert newer.previous == older.digest
    proof = verify(seals=[])
    assert proof.fault is None
    assert proof.count == Entry.objects.count() == Head.objects.get().count


def test_an_action_that_is_rolled_back_leaves_neither_entry_nor_gap():
    officer = some_entries()
    count = Entry.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - the error comes after the note
        note(by=officer, verb="changed", subject=officer, at=NOW)
        raise RuntimeError
    entry = note(by=None, verb="changed", subject=officer, at=NOW)
    assert entry.number == count + 1
    assert verify(seals=[]).fault is None


def test_secrets_never_reach_the_table():
    officer = an_officer()
    note(by=officer, verb="changed", subject=officer, at=NOW, after={"password": "hunter2", "name": "Han"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM history_entry")
        kept = str(cursor.fetchall())
    assert "hunter2" not in kept
    assert Entry.objects.first().after == {"password": MASK, "name": "Han"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_entry SET why = 'forged' WHERE number = 2",
        "DELETE FROM history_entry WHERE number = 2",
        "UPDATE history_head SET count = count - 1",
        "DELETE FROM history_head",
    ],
)
def test_the_database_refuses_to_change_what_was_written(statement):
    some_entries()
    with pytest.raises(DatabaseError, match="istory"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify(seals=[]).fault is None


@pytest.mark.parametrize(
    ("statement", "number", "kind"),
    [
        ("UPDATE history_entry SET why = 'forged' WHERE number = 2", 2, "altered"),
        ("UPDATE history_entry SET by_id = NULL WHERE number = 3", 3, "altered"),
        ("DELETE FROM history_entry WHERE number = 2", 2, "removed"),
        ("DELETE FROM history_entry WHERE number >= 4", 4, "removed"),
        ("UPDATE history_head SET count = 3", 4, "inserted"),
        ("DELETE FROM history_head", 1, "inserted"),
        ("UPDATE history_head SET digest = 'f'", None, "head"),
    ],
)
def test_the_command_names_the_first_entry_that_was_tampered_with(statement, number, kind, capsys):
    some_entries()
    lift_guard()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(SystemExit) as end:
        call_command("verify_history", json=True)
    told = json.loads(capsys.readouterr().out)
    assert end.value.code == 1
    assert told["whole"] is False
    assert (told["first"], told["kind"]) == (number or Entry.objects.count(), kind)
    assert told["sentence"]


def test_the_command_says_that_all_is_whole(capsys):
    some_entries()
    call_command("verify_history")
    assert str(Entry.objects.count()) in capsys.readouterr().out


def test_a_seal_kept_elsewhere_proves_that_the_end_was_not_cut_off(tmp_path, capsys):
    some_entries()
    kept = tmp_path / "seals.jsonl"
    call_command("seal_history", file=kept, stdout=io.StringIO())
    officer = some_entries(1)
    note(by=officer, verb="changed", subject=officer, at=NOW)
    call_command("verify_history", json=True, seal=[kept])
    assert json.loads(capsys.readouterr().out)["seals"] == 1
    sealed = json.loads(kept.read_text())["count"]
    lift_guard()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_entry WHERE number >= %s", [sealed])
        cursor.execute(
            "UPDATE history_head SET count = %s,"
            " digest = (SELECT digest FROM history_entry ORDER BY number DESC LIMIT 1)",
            [sealed - 1],
        )
    assert verify(seals=[]).fault is None
    with pytest.raises(SystemExit):
        call_command("verify_history", json=True, seal=[kept])
    assert json.loads(capsys.readouterr().out)["first"] == sealed


def test_noting_costs_three_queries(django_assert_num_queries):
    officer = some_entries()
    with django_assert_num_queries(5):  # a savepoint opened and closed around three statements
        note(by=officer, verb="changed", subject=officer, at=NOW)
