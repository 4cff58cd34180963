"""Reading the house's own source: which rooms there are, and what stands in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "naru"


@cache
def apps() -> tuple[str, ...]:
    """Name the apps of the house."""
    return tuple(sorted(path.parent.name for path in HOUSE.glob("*/apps.py")))


def files(*rooms: str) -> Iterator[Path]:
    """Give the files of the named rooms in every app, whether a room is a file or a folder."""
    for app in apps():
        for room in rooms:
            one = HOUSE / app / f"{room}.py"
            if one.exists():
                yield one
            yield from sorted((HOUSE / app / room).rglob("*.py"))


def all_files() -> Iterator[Path]:
    """Give every source file of the apps except migrations."""
    for app in apps():
        for path in sorted((HOUSE / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def room_of(path: Path) -> str:
    """Name the room a file belongs to: the first part below its app."""
    return path.relative_to(HOUSE).parts[1].removesuffix(".py")


def where(path: Path, node: ast.AST) -> str:
    """Name a place as `app/room.py:line`."""
    return f"{path.relative_to(HOUSE)}:{getattr(node, 'lineno', 1)}"


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def chain(node: ast.expr) -> list[str]:
    """Spell a chain of attributes and calls, outermost last: `A.objects.filter().first()` → A objects filter first."""
    parts: list[str] = []
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Name):
            return [*parts, node.id][::-1]
        else:
            return parts[::-1]
