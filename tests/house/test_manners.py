"""The manners of the house: who writes, what is explained, what has a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.house import reading

WRITERS = {"actions", "demo", "book", "migrations"}
"""Rooms that may write to the tables."""
ON_QUERYSETS = {
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "update",
}
EXPLAINED = ("rules", "plan", "queries", "actions", "figures", "book")
REFERENCE = {"Country", "Place", "Locale", "Site", "Tally"}
"""Tables that hold nothing of anybody's (a tally counts readers without naming one): open to whoever may open the screen."""


def _writes(node: ast.Call) -> bool:
    spelled = reading.chain(node)
    if len(spelled) < 2:
        return False
    verb = spelled[-1]
    if verb in ON_QUERYSETS and "objects" in spelled[:-1]:
        return True
    return verb in {"bulk_create", "bulk_update", "get_or_create", "update_or_create"} or (
        verb == "save" and any(word.arg == "update_fields" for word in node.keywords)
    )


def test_only_actions_and_books_write() -> None:
    found = [
        f"{reading.where(path, node)} {'.'.join(reading.chain(node))}"
        for path in reading.all_files()
        if reading.room_of(path).split("_")[0] not in WRITERS
        for node in ast.walk(reading.tree(path))
        if isinstance(node, ast.Call) and _writes(node)
    ]
    assert not found, "\n".join(found)


def test_no_model_overrides_save_and_nobody_listens_to_signals() -> None:
    found = []
    for path in reading.all_files():
        for node in ast.walk(reading.tree(path)):
            if (
                isinstance(node, ast.FunctionDef)
                and node.name in {"save", "delete"}
                and "models" in str(path)
            ):
                found.append(f"{reading.where(path, node)} {node.name}")
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "django.db.models.signals"
            ):
                found.append(reading.where(path, node))
            if isinstance(node, ast.ImportFrom) and node.module == "django.dispatch":
                found.append(reading.where(path, node))
    assert not found, "\n".join(found)


def test_actions_read_neither_the_clock_nor_the_request() -> None:
    found = []
    for path in reading.files("actions", "rules", "plan"):
        for node in ast.walk(reading.tree(path)):
            if isinstance(node, ast.Call):
                spelled = reading.chain(node)
                clock = spelled[-1:] and spelled[-1] in {"now", "localdate", "today", "utcnow"}
                if clock and len(spelled) > 1 and not node.args:
                    found.append(f"{reading.where(path, node)} {'.'.join(spelled)}")
            if isinstance(node, ast.arg) and node.arg == "request":
                found.append(f"{reading.where(path, node)} request")
    assert not found, "\n".join(found)


def _doers(node: ast.FunctionDef) -> set[str]:
    """Name who does what the function notes: the variables given to `note(by=…)`."""
    notes = [
        part for part in ast.walk(node) if isinstance(part, ast.Call) and reading.chain(part) == ["note"]
    ]
    given = [word.value for call in notes for word in call.keywords if word.arg == "by"]
    return {"at" for _call in notes} | {value.id for value in given if isinstance(value, ast.Name)} & {
        "by",
        "at",
    }


def test_whatever_notes_history_takes_by_and_at_by_keyword() -> None:
    found = []
    for path in reading.files("actions"):
        for node in reading.tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                missing = _doers(node) - {argument.arg for argument in node.args.kwonlyargs}
                if missing:
                    found.append(f"{reading.where(path, node)} {node.name} lacks {sorted(missing)}")
    assert not found, "\n".join(found)


def test_every_room_opens_with_a_sentence() -> None:
    found = [
        str(path.relative_to(reading.HOUSE))
        for path in reading.all_files()
        if path.read_text().strip() and not ast.get_docstring(reading.tree(path))
    ]
    assert not found, "\n".join(found)


def test_every_public_rule_plan_action_and_question_has_a_sentence() -> None:
    found = []
    for path in reading.files(*EXPLAINED):
        for node in ast.walk(reading.tree(path)):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if node.name in {"Meta"} or ast.get_docstring(node):
                continue
            if isinstance(node, ast.FunctionDef) and (_is_inner(path, node) or _in_private_class(path, node)):
                continue
            found.append(f"{reading.where(path, node)} {node.name}")
    assert not found, "\n".join(found)


def _in_private_class(path: Path, node: ast.FunctionDef) -> bool:
    return any(
        isinstance(outer, ast.ClassDef) and outer.name.startswith("_") and node in outer.body
        for outer in ast.walk(reading.tree(path))
    )


def _is_inner(path: Path, node: ast.FunctionDef) -> bool:
    return any(
        isinstance(outer, ast.FunctionDef) and outer is not node and node in ast.walk(outer)
        for outer in ast.walk(reading.tree(path))
    )


def test_every_table_stands_in_the_words() -> None:
    words = (reading.HOUSE.parent / "docs" / "words.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip().lower() for line in words.splitlines() if line.count("|") > 3}
    missing = []
    for app in reading.apps():
        for model in apps.get_app_config(app).get_models():
            name = "".join(f" {c}" if c.isupper() else c for c in model.__name__).strip().lower()
            if name not in rows:
                missing.append(f"{app}: {name}")
    assert not missing, "\n".join(missing)


def test_there_are_no_rooms_for_odds_and_ends() -> None:
    names = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
    assert not [path for path in reading.all_files() if path.stem in names]


NARROWED = {"visible_to", "out", "best_for", "confirmed", "visible_to_demo", "behind_demo_doors"}
"""Questions that themselves keep only what whoever asks may see; what is out is out for everybody."""
FOREIGN_ROWS = {"Authenticator", "UserSession", "Tag", "Locale"}
"""Tables of libraries, which have no visible_to: asked for the account's own rows, or hold nothing private."""


def _outermost(source: ast.Module) -> Iterator[ast.AST]:
    """Give the calls and attributes that stand in no longer chain."""
    inner = {
        id(part.func if isinstance(part, ast.Call) else part.value)
        for part in ast.walk(source)
        if isinstance(part, ast.Call | ast.Attribute)
    }
    for node in ast.walk(source):
        if isinstance(node, ast.Call | ast.Attribute) and id(node) not in inner:
            yield node


def test_screens_fetch_through_visible_to() -> None:
    found = []
    for path in reading.files("views", "api"):
        for node in _outermost(reading.tree(path)):
            assert isinstance(node, ast.expr)
            spelled = reading.chain(node)
            if "objects" not in spelled or spelled[0] in REFERENCE | FOREIGN_ROWS:
                continue
            inside = {word.attr for word in ast.walk(node) if isinstance(word, ast.Attribute)}
            if not NARROWED & set(spelled) and "visible_to" not in inside:
                found.append(f"{reading.where(path, node)} {'.'.join(spelled)}")
    assert not found, "\n".join(found)


def test_no_page_with_a_form_keeps_its_origin_to_itself() -> None:
    """Under no-referrer a browser sends forms with `Origin: null`, and the guard against forgery refuses them."""
    found = [
        str(path.relative_to(reading.HOUSE))
        for path in reading.all_files()
        if "no-referrer" in path.read_text() and path.name != "feeds.py"
    ]
    assert not found, found
