"""The screens of history over HTTP."""

import pytest
from django.test import Client

from naru.history.book import ask, note, work
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_administrator, an_officer

pytestmark = pytest.mark.django_db


@work("test.count", title="Count slowly")
def count(job, until=3):
    for done in range(1, until + 1):
        job.progress(done, until, f"{done}")
    return {"url": "/en/", "label": "See it", "rows": until}


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_log_smoke():
    office = signed_in(an_administrator())
    officer = an_officer()
    note(
        by=officer,
        verb="renewed",
        subject=officer,
        at=NOW,
        why="Because",
        before={"name": "A", "language": "ko"},
        after={"name": "B"},
    )
    for address in (
        "/ko/desk/history/",
        "/en/desk/history/1/",
        "/en/desk/history/jobs/",
        "/ko/desk/history/jobs/all/",
        "/ko/desk/history/jobs/routines/",
        f"/en/desk/history/about/directory.account/{officer.pk}/",
    ):
        answer = office.get(address)
        assert answer.status_code == 200, address
    job = ask("test.count", by=officer, at=NOW)
    print(office.get(f"/en/desk/history/jobs/{job.pk}/").content.decode())
    print(office.get(f"/en/desk/history/{Entry.objects.first().number}/").content.decode())
