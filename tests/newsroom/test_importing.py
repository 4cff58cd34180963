"""Taking saved pages in: all or none, and twice without a trace."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from naru.history.models import Entry
from naru.newsroom.actions.importing import Page, take_in
from naru.newsroom.models import Bulletin, Origin, Tally
from tests.makers.accounts import NOW

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent / "fixtures"
FILES = [str(FIXTURES / name) for name in ("board_bullets.txt", "board_dashes.txt", "press.txt")]


def take(*files: str, **options: bool) -> list[dict]:
    out = io.StringIO()
    call_command("import_news", *files, "--json", stdout=out, **options)
    return json.loads(out.getvalue())


def test_pages_become_drafts_with_what_they_print(client):
    entries = take(*FILES)
    assert [(entry["date"], entry["views"], entry["language"]) for entry in entries] == [
        ("2020-05-04", 1045, "en"),
        ("2021-04-09", None, "en"),
        ("2022-06-02", None, "ko"),
    ]
    assert {entry["status"] for entry in entries} == {"new"}
    assert not Bulletin.objects.out().exists()
    assert list(Tally.objects.order_by("pk").values_list("before", flat=True)) == [1045, None, None]
    assert "Harbour" not in client.get("/en/news/").content.decode()


def test_the_same_again_changes_nothing():
    first = take(*FILES)
    before = (Bulletin.objects.count(), Entry.objects.count(), Origin.objects.count())
    again = take(*FILES)
    assert {entry["status"] for entry in again} == {"same"}
    assert [entry["bulletin"] for entry in again] == [entry["bulletin"] for entry in first]
    assert (Bulletin.objects.count(), Entry.objects.count(), Origin.objects.count()) == before


def test_a_changed_page_is_a_new_revision_of_the_same_bulletin(tmp_path):
    path = tmp_path / "page.txt"
    text = Path(FILES[1]).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    [first] = take(str(path))
    path.write_text(text.replace("four doctors", "five doctors"), encoding="utf-8")
    [second] = take(str(path))
    assert second["status"] == "changed"
    assert second["bulletin"] == first["bulletin"]
    bulletin = Bulletin.objects.get()
    assert bulletin.revisions.count() == 2
    assert "five doctors" in str(bulletin.get_latest_revision_as_object().body)


def test_one_refused_file_keeps_all_out_and_each_is_reported(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"empty\.txt"):
        call_command("import_news", *FILES, str(empty), str(tmp_path / "missing.txt"), "--json", stdout=out)
    statuses = [entry["status"] for entry in json.loads(out.getvalue())]
    assert statuses == ["new", "new", "new", "refused", "refused"]
    assert not Bulletin.objects.exists()


def test_the_action_itself_keeps_all_out_where_one_is_refused():
    pages = [Page(name, Path(name).read_bytes()) for name in FILES] + [Page("empty.txt", b"")]
    results = take_in(pages, by=None, at=NOW)
    assert [result.status for result in results] == ["new", "new", "new", "refused"]
    assert not Bulletin.objects.exists()
    assert not Origin.objects.exists()


def test_a_dry_run_writes_nothing():
    assert len(take(*FILES, dry_run=True)) == 3
    assert not Bulletin.objects.exists()


def test_news_lists_what_is_out():
    from tests.makers.newsroom import a_bulletin, a_draft

    a_bulletin("Out", views_before=711)
    a_draft("Not out")
    out = io.StringIO()
    call_command("news", "--json", stdout=out)
    [row] = json.loads(out.getvalue())
    assert (row["title"], row["views"], row["date"]) == ("Out", 711, "2024-05-13")
