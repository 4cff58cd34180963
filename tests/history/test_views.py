"""The screens of history over HTTP."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation

from naru.directory.models import Organisation
from naru.history.book import ask, note, verbs, work, work_off
from naru.history.book.jobs import start_routines
from naru.history.models import Entry, Job
from naru.history.rules import telling
from tests.makers.accounts import NOW, an_account, an_administrator, an_analyst, an_officer, signed_in
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db
LOG = "/en/desk/history/"


@work("test.count", title="Count slowly")
def count(job, until=3):
    for done in range(1, until + 1):
        job.progress(done, until, f"row {done}")
    return {"url": "/en/", "label": "See the result", "rows": until}


@work("test.lures", title="Lure away")
def lures(job):
    return {"url": "//evil.example/", "label": "Go"}


@work("test.breaks", title="Break", tries=1)
def breaks(job):
    raise OSError("the line is dead")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def a_renewal(by, row, **facts):
    return note(by=by, verb="renewed", subject=row, at=NOW, **facts)


@pytest.mark.parametrize("address", [LOG, f"{LOG}jobs/all/", f"{LOG}jobs/routines/", f"{LOG}1/"])
def test_the_log_is_for_staff(address):
    office = signed_in(an_administrator())
    assert Client().get(address).status_code == 302
    assert signed_in(an_account("Nobody")).get(address).status_code == 404
    assert office.get(address).status_code == 200


def test_administrators_read_all_and_other_staff_not_what_concerns_accounts():
    administrator, officer = an_administrator(), an_officer()
    job = ask("test.count", by=None, at=NOW)
    hidden = note(by=administrator, verb="changed", subject=administrator, at=NOW)
    own = note(by=officer, verb="changed", subject=officer, at=NOW)
    for entry in (hidden, own):
        assert signed_in(administrator).get(f"{LOG}{entry.number}/").status_code == 200
    office = signed_in(officer)
    assert office.get(f"{LOG}{hidden.number}/").status_code == 404
    assert office.get(f"{LOG}{own.number}/").status_code == 200
    shown = Entry.objects.visible_to(officer)
    assert own in shown
    assert hidden not in shown
    assert Entry.objects.visible_to(an_account("Nobody")).count() == 0
    assert job.pk


def test_the_log_is_filtered_by_who_what_kind_and_days_and_searched():
    administrator = an_administrator()
    office = signed_in(administrator)
    officer = an_officer()
    a_renewal(officer, officer, why="A good reason")
    note(by=administrator, verb="archived", subject=officer, at=NOW.replace(day=20), why="Another one")
    assert "A good reason" in page(office, LOG)
    for address in (f"?by={officer.pk}", "?verb=renewed", "?q=good", "?until=2024-05-13", "?q=%23"):
        shown = page(office, LOG + address)
        assert ("A good reason" in shown) is (address != "?q=%23"), address
        assert "Another one" not in shown, address
    assert "A good reason" not in page(office, f"{LOG}?since=2024-05-14")
    assert "Another one" in page(office, f"{LOG}?since=2024-05-20&kind=directory.account")
    assert "Another one" not in page(office, f"{LOG}?kind=directory.post")


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_asks_the_database_the_same_whatever_its_length(number, django_assert_num_queries):
    administrator = an_administrator()
    office = signed_in(administrator)
    for _ in range(number):
        a_renewal(administrator, administrator)
    page(office, LOG)
    with django_assert_num_queries(11):
        page(office, LOG)


def test_the_log_names_a_row_as_it_is_called_today_in_the_reader_s_language():
    office = signed_in(an_administrator())
    hospital = an_organisation(name="시화병원", name_latin="Shihwa Hospital")
    with translation.override("ko"):
        entry = a_renewal(None, hospital)
    assert entry.subject_label == "시화병원"
    for address in (LOG, f"{LOG}about/directory.organisation/{hospital.pk}/"):
        assert "Shihwa Hospital" in page(office, address)
    shown = page(office, f"{LOG}{entry.number}/")
    assert "Shihwa Hospital" in shown
    assert "at the time: 시화병원" in shown
    removed = a_renewal(None, Organisation(pk=hospital.pk + 1, name="시화병원"))
    shown = page(office, f"{LOG}{removed.number}/")
    assert "시화병원" in shown
    assert "Shihwa" not in shown


class Gone:
    """A row whose table has gone since, or whose key is none of its table's."""

    pk = "not a number"

    def __init__(self, kind: str) -> None:
        self._meta = SimpleNamespace(label_lower=kind)

    def __str__(self) -> str:
        return f"lost in {self._meta.label_lower}"


def test_the_log_bears_keys_that_no_table_knows():
    office = signed_in(an_administrator())
    for kind in ("gone.table", "nonsense", "directory.organisation"):
        a_renewal(None, Gone(kind))
        assert f"lost in {kind}" in page(office, LOG)


def test_the_log_is_exported_whole_and_the_export_is_noted():
    administrator = an_administrator()
    office = signed_in(administrator)
    a_renewal(administrator, administrator, why="=1+1")
    count_before = Entry.objects.count()
    answer = office.get(f"{LOG}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) >= count_before
    assert not any(value.startswith("=") for row in rows for value in row.values())
    assert Entry.objects.first().verb == "downloaded"


def test_an_entry_is_told_with_labels_old_and_new():
    administrator = an_administrator()
    officer = an_officer()
    before = {"name": "Old", "is_active": True, "since": "2024-05-13", "language": "ko"}
    entry = a_renewal(
        administrator, officer, why="Because", before=before, after={"name": "New", "notes": ["a", 1]}
    )
    shown = page(signed_in(administrator), f"{LOG}{entry.number}/")
    for text in (
        '<th scope="row">Name</th><td><span class="is-old">Old</span></td><td>New</td>',
        "Because",
        "13 May 2024",
        "Notes",
        "a, 1",
    ):
        assert text in shown, text
    assert entry.digest in shown
    korean = page(signed_in(administrator), f"/ko/desk/history/{entry.number}/")
    assert "갱신" in korean
    assert "이름" in korean


def test_choices_are_told_by_their_labels():
    administrator = an_administrator()
    post = administrator.posts.get()
    entry = note(by=None, verb="changed", subject=post, at=NOW, after={"role": "auditor"})
    with translation.override("en"):
        assert [change.new for change in entry.changes] == ["Auditor"]
        assert entry.sentence == "<strong>The system</strong> changed"


def test_an_entry_leads_to_the_others_about_the_same_row_even_when_the_row_is_gone():
    administrator = an_administrator()
    office = signed_in(administrator)
    letter = an_account("Short-lived")
    first = a_renewal(administrator, letter)
    second = a_renewal(administrator, letter)
    key = letter.pk
    letter.delete()
    shown = page(office, f"{LOG}{second.number}/")
    assert f'href="{LOG}{first.number}/"' in shown
    assert "Short-lived" in page(office, f"{LOG}about/directory.account/{key}/")
    assert office.get(f"{LOG}about/directory.account/999999/").status_code == 404
    assert office.get(f"{LOG}about/no.such/1/").status_code == 404


def test_an_entry_leads_to_the_page_of_its_row():
    administrator = an_administrator()
    job = ask("test.count", by=administrator, at=NOW)
    entry = note(by=administrator, verb="changed", subject=job, at=NOW)
    assert f'href="{LOG}jobs/{job.pk}/"' in page(signed_in(administrator), f"{LOG}{entry.number}/")


def test_apps_add_words_for_their_verbs(monkeypatch):
    monkeypatch.setattr(telling, "VERBS", {"renewed": "renewed"})
    verbs({"dispensed": "handed out", "renewed": "prolonged"})
    assert telling.deed("dispensed") == "handed out"
    assert telling.deed("renewed") == "prolonged"
    assert telling.deed("never_heard_of") == "never heard of"


def test_the_page_of_a_job_asks_again_until_it_has_ended():
    officer = an_officer()
    office = signed_in(officer)
    job = ask("test.count", by=officer, at=NOW)
    address = f"{LOG}jobs/{job.pk}/"
    waiting = page(office, address)
    assert 'hx-trigger="every 2s"' in waiting
    assert 'http-equiv="refresh"' in waiting
    partial = office.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial
    assert 'id="progress"' in partial
    work_off()
    done = page(office, address)
    assert "hx-trigger" not in done
    assert 'http-equiv="refresh"' not in done
    assert 'href="/en/"' in done
    assert "See the result" in done
    assert "3 of 3 (100 %)" in done


def test_a_result_cannot_lure_away_from_the_site():
    officer = an_officer()
    job = ask("test.lures", by=officer, at=NOW)
    work_off()
    assert "evil.example" not in page(signed_in(officer), f"{LOG}jobs/{job.pk}/")


def test_a_job_is_seen_by_who_asked_and_by_staff_alone():
    member = an_account("Member")
    job = ask("test.count", by=member, at=NOW)
    assert signed_in(member).get(f"{LOG}jobs/{job.pk}/").status_code == 200
    assert signed_in(an_analyst()).get(f"{LOG}jobs/{job.pk}/").status_code == 200
    assert signed_in(an_account("Stranger")).get(f"{LOG}jobs/{job.pk}/").status_code == 404
    assert "Count slowly" in page(signed_in(member), f"{LOG}jobs/")
    own = page(signed_in(an_account("Other")), f"{LOG}jobs/")
    assert "No long work has been asked for yet." in own


def test_a_job_is_cancelled_and_started_again_on_its_page():
    officer = an_officer()
    office = signed_in(officer)
    job = ask("test.breaks", by=officer, at=NOW)
    address = f"{LOG}jobs/{job.pk}/"
    assert (
        "It was cancelled."
        in office.post(f"{address}change/", {"deed": "cancel"}, follow=True).content.decode()
    )
    assert (
        "It was started again."
        in office.post(f"{address}change/", {"deed": "again"}, follow=True).content.decode()
    )
    work_off()
    failed = page(office, address)
    assert "the line is dead" in failed
    assert "Start again" in failed
    again = office.post(f"{address}change/", {"deed": "cancel"}, follow=True).content.decode()
    assert "It has already ended." in again
    assert office.post(f"{address}change/", {"deed": "burn"}).status_code == 404
    assert office.get(f"{address}change/").status_code == 405
    assert Job.objects.get().state == "failed"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_jobs_asks_the_database_the_same_whatever_its_length(number, django_assert_num_queries):
    officer = an_officer()
    office = signed_in(officer)
    for _ in range(number):
        ask("test.count", by=officer, at=NOW)
    page(office, f"{LOG}jobs/all/")
    with django_assert_num_queries(6):
        page(office, f"{LOG}jobs/all/")


def test_routines_are_listed_with_their_last_run(monkeypatch):
    monkeypatch.setattr("naru.history.book.jobs.ROUTINES", {"test.count": 15})
    start_routines(at=NOW)
    shown = page(signed_in(an_officer()), f"{LOG}jobs/routines/")
    assert "Count slowly" in shown
    assert ">15<" in shown
