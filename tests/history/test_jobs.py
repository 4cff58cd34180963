"""Long work through its door."""

import pytest

from naru.history.book import ask, work, work_off
from naru.history.models import Job
from tests.makers.accounts import NOW, an_officer

pytestmark = pytest.mark.django_db


@work("test.add", title="Add")
def add(job, first, second):
    job.progress(1, 2, "half")
    return {"sum": first + second}


def test_asked_work_is_done_with_its_result_and_progress():
    job = ask("test.add", by=an_officer(), at=NOW, first=2, second=3)
    assert job.state == "waiting"
    work_off()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == ("done", {"sum": 5}, 1)
    assert (job.done, job.total, job.message) == (1, 2, "half")


def test_a_kind_that_nobody_declared_is_refused():
    with pytest.raises(KeyError):
        ask("test.nothing", by=None, at=NOW)
    assert not Job.objects.exists()
