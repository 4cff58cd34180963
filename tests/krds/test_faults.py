"""What a visitor is told when the machine itself fails."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from wagtail.documents import get_document_model

from naru.history.models import Entry
from tests.makers.accounts import an_editor


def _no_room(*args: object, **kwargs: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _locked(*args: object, **kwargs: object) -> None:
    raise OperationalError("database is locked")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("deed", "status", "words"),
    [(_no_room, 507, "disk is full: nothing of this was saved"), (_locked, 503, "Please send it again")],
)
def test_a_full_disk_and_a_busy_database_are_said_in_words(
    monkeypatch: pytest.MonkeyPatch, deed: Callable[..., None], status: int, words: str
) -> None:
    client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    editor = an_editor()
    client.force_login(editor)
    client.get("/desk/newsroom/documents/multiple/add/")
    before = Entry.objects.count()
    monkeypatch.setattr(FileSystemStorage, "_save", deed)
    answer = client.post(
        "/desk/newsroom/documents/multiple/add/",
        {"files[]": SimpleUploadedFile("plan.pdf", b"%PDF")},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not get_document_model().objects.exists()
    assert Entry.objects.count() == before
