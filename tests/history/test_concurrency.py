"""Two at once: the chain has neither forks nor gaps, and no piece of work is done twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from naru.history.book import ask, note, work
from naru.history.book.jobs import start_routines
from naru.history.book.proof import verify
from naru.history.book.worker import Shift
from naru.history.models import Entry, Job
from tests.makers.accounts import NOW, an_officer

pytestmark = pytest.mark.django_db(transaction=True)

DONE: list[tuple[int, int]] = []


@work("test.once_only", title="Once only")
def once_only(job, number):
    DONE.append((number, threading.get_ident()))


def together(number: int, does) -> None:
    """Run the same in several threads at once, each with a connection of its own; raise what they raise."""
    start, errors = threading.Barrier(number), []

    def run(place: int) -> None:
        try:
            start.wait(20)
            does(place)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]


def test_transactions_that_note_at_once_make_one_chain():
    officer = an_officer()
    count = Entry.objects.count()

    def notes(place: int) -> None:
        for turn in range(8):
            try:
                with transaction.atomic():
                    note(
                        by=officer,
                        verb="changed",
                        subject=officer,
                        at=NOW,
                        after={"place": place, "turn": turn},
                    )
                    if turn % 3 == 2:
                        raise LookupError
            except LookupError:
                pass

    together(4, notes)
    assert Entry.objects.count() == count + 4 * 6
    assert verify(seals=[]).fault is None


def test_the_first_two_entries_ever_may_come_at_once():
    from naru.history.models import Head

    officer = an_officer()
    assert Head.objects.count() <= 1
    together(2, lambda _place: note(by=None, verb="changed", subject=officer, at=NOW))
    assert Head.objects.count() == 1
    assert verify(seals=[]).fault is None


def test_several_workers_do_each_piece_of_work_once():
    DONE.clear()
    officer = an_officer()
    for number in range(12):
        ask("test.once_only", by=officer, at=NOW, number=number)

    def works(_place: int) -> None:
        for _ in range(200):
            Shift().work_off()
            if not Job.objects.open().exists():
                return

    together(3, works)
    assert sorted(number for number, _thread in DONE) == list(range(12))
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}


def test_several_workers_start_a_routine_once(monkeypatch):
    from naru.history.book import jobs

    monkeypatch.setattr(jobs, "ROUTINES", {"test.once_only": 5})
    started = []
    together(3, lambda _place: started.append(start_routines(at=NOW)))
    assert sum(started) == 1
    assert Job.objects.count() == 1
