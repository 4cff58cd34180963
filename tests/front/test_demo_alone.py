"""Two demos never share a folder."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from naru.front.management.commands.demo import _alone


def test_a_second_demo_in_the_same_folder_is_refused_and_touches_nothing(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.NARU_DEMO = True
    settings.DATA = tmp_path
    kept = tmp_path / "naru.sqlite3"
    kept.write_bytes(b"the world of the first")
    with _alone(tmp_path), pytest.raises(CommandError, match="Another demo runs"):
        call_command("demo", "--fresh", "--no-serve")
    assert kept.read_bytes() == b"the world of the first"
    with _alone(tmp_path):
        pass
