"""What Wagtail's own screens would fail at is answered at the door of the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Task, Workflow

from naru.newsroom.actions.access import settle
from naru.newsroom.views.release import editor_of
from tests.makers.accounts import an_editor
from tests.makers.newsroom import a_bulletin, a_draft

pytestmark = pytest.mark.django_db
DESK = "/desk/newsroom/"


@pytest.fixture
def editor() -> Iterator[Client]:
    client = Client(raise_request_exception=False)
    client.force_login(an_editor())
    return client


@pytest.mark.parametrize(
    "address",
    [
        "failwhale/",
        "pages/1/edit/",
        "images/chooser/chosen/a/",
        "documents/chooser/chosen/a/",
        "snippets/choose/newsroom/bulletin/chosen/a/",
        "snippets/choose/newsroom/bulletin/create/",
        "snippets/newsroom/bulletin/edit/a/",
        "images/chooser/chosen/" + "9" * 40 + "/",
        "documents/edit/" + "9" * 40 + "/",
    ],
)
def test_rooms_that_are_no_part_of_the_newsroom_do_not_exist(editor: Client, address: str) -> None:
    assert editor.get(DESK + address).status_code == 404
    assert editor.post(DESK + address, {}).status_code == 404


def test_a_form_that_arrives_in_part_is_refused(editor: Client) -> None:
    bulletin = a_bulletin()
    snippet = f"{DESK}snippets/newsroom/bulletin/"
    for address in (
        f"{snippet}add/",
        f"{snippet}edit/{bulletin.pk}/",
        f"{snippet}preview/",
        f"{snippet}preview/{bulletin.pk}/",
        f"{snippet}history/{bulletin.pk}/revisions/{bulletin.latest_revision_id}/revert/",
        f"{DESK}choose-external-link/",
    ):
        assert editor.post(address, {"title": "Half a form"}).status_code == 400, address
    bulletin.refresh_from_db()
    assert bulletin.title != "Half a form"


def test_files_can_be_searched_while_a_filter_by_use_is_set(editor: Client) -> None:
    for kind in ("images", "documents"):
        for address in (f"{DESK}{kind}/", f"{DESK}{kind}/results/"):
            assert editor.get(address, {"q": "fair", "usage_count_min": "1"}).status_code == 200, address
            assert editor.get(address, {"usage_count_max": "3"}).status_code == 200, address


@pytest.mark.parametrize("way", ["²", "\u202e", "evil.example", "javascript:alert(1)"])
def test_the_way_on_from_the_editor_is_an_address_of_the_site(
    editor: Client, way: str, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = get_document_model().objects.create(title="Plan", file=ContentFile(b"a;b", name="plan.csv"))
    answer = editor.post(f"{DESK}documents/edit/{kept.pk}/", {"title": "New", "next": way})
    assert answer.status_code == 400
    out = editor.post(f"{DESK}documents/edit/{kept.pk}/", {"title": "New", "next": "https://evil.example/"})
    assert "evil" not in out.get("Location", "")
    assert editor.post(f"{DESK}documents/edit/{kept.pk}/", {"title": "New", "next": DESK}).status_code == 302


def test_a_file_that_is_gone_from_the_disk_is_not_found(editor: Client, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = get_document_model().objects.create(title="Plan", file=ContentFile(b"a;b", name="plan.csv"))
    body = [{"type": "attachment", "value": {"document": kept.pk, "title": "Plan"}}]
    bulletin = a_bulletin("Out", body=body)
    public = f"/en/news/{bulletin.number}/files/{kept.pk}/{kept.filename}"
    assert b"".join(editor.get(public).streaming_content) == b"a;b"
    (tmp_path / kept.file.name).unlink()
    assert editor.get(public).status_code == 404
    assert editor.get(f"{DESK}files/{kept.pk}/{kept.filename}").status_code == 404
    assert editor.get(f"/en/news/{bulletin.number}/").status_code == 200


def test_the_editor_begins_with_what_waits_and_speaks_the_office_s_language(settings: Any) -> None:
    writer = an_editor()
    writer.language = "ko"
    writer.save(update_fields=["language"])
    client = Client()
    client.force_login(writer)
    draft, out = a_draft("아직 쓰는 중인 소식", language="ko"), a_bulletin("나간 소식", language="ko")
    shown = client.get(DESK).content.decode()
    assert editor_of(draft.pk) in shown
    assert editor_of(out.pk) not in shown
    assert "소식 쓰기" in shown
    for foreign in ("Search all pages", "editor guide", "wagtail-logo", "5 Images"):
        assert foreign not in shown
    listed = client.get(f"{DESK}snippets/newsroom/bulletin/").content.decode()
    assert "Sort by" not in listed
    assert "method" not in listed.split("<tbody", 1)[0].split("<table", 1)[1]


def test_one_s_account_is_kept_in_the_directory_alone(editor: Client) -> None:
    assert editor.get(f"{DESK}account/").headers["Location"] == "/en/accounts/"


def test_the_release_is_named_in_the_office_s_language(settings: Any) -> None:
    settings.LANGUAGE_CODE = "ko"
    bulletin = a_bulletin()
    before = bulletin.get_workflow()
    Workflow.objects.filter(pk=before.pk).update(name="Release")
    Task.objects.filter(workflow_tasks__workflow=before).update(name="Release")
    with translation.override("en"):
        settle()
        settle()
    release = bulletin.get_workflow()
    assert (release.pk, release.name) == (before.pk, "소식 게시 승인")
    assert [str(task.name) for task in release.tasks] == ["소식 게시 승인"]
    assert not Workflow.objects.filter(name="Release").exists()
