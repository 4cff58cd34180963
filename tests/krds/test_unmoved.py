"""Two people have the same entry open: the second to save is told, and nothing of the first is lost."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections
from django.test import Client

from naru.activities.models import Activity
from naru.directory.models import Organisation, Person
from naru.krds.forms import Unmoved
from tests.makers import people
from tests.makers.accounts import an_officer
from tests.makers.activities import a_published_fair

pytestmark = pytest.mark.django_db
TOLD = "Somebody else has saved changes here"


def opened(client: Client, address: str) -> dict[str, list[str]]:
    """Open a form, and give what it would send unchanged."""
    form = client.get(address).context["form"]
    sent: dict[str, list[str]] = {}
    for bound in form:
        value = bound.value()
        for one in value if isinstance(value, list | tuple) else [value]:
            sent.setdefault(bound.html_name, []).append("" if one is None else str(one))
    return sent


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("people", ("phone", "031-1"), ("email", "new@example.org")),
        ("organisations", ("website", "https://one.example/"), ("email", "new@example.org")),
        ("activities", ("summary_en", "From the first"), ("title_en", "From the second")),
    ],
)
def test_the_second_to_save_is_told_and_may_save_again(
    kind: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    client = Client()
    client.force_login(an_officer())
    row: Person | Organisation | Activity = {
        "people": people.a_person,
        "organisations": lambda: people.an_organisation("The clinic"),
        "activities": a_published_fair,
    }[kind]()
    address = f"{row.get_absolute_url()}change/".replace("/ko/", "/en/")
    one, other = opened(client, address), opened(client, address)
    assert client.post(address, one | {first[0]: first[1]}).status_code == 302
    late = client.post(address, other | {second[0]: second[1]})
    assert late.status_code in {200, 422}
    assert TOLD in late.content.decode()
    row.refresh_from_db()
    assert getattr(row, first[0]) == first[1]
    assert getattr(row, second[0]) != second[1]
    seen = re.search(r'name="seen" value="(\w{64})"', late.content.decode())
    assert seen
    again = client.post(address, other | {second[0]: second[1], "seen": seen[1]})
    assert again.status_code == 302
    row.refresh_from_db()
    assert getattr(row, second[0]) == second[1]


def test_who_saves_what_nobody_touched_is_told_nothing() -> None:
    client = Client()
    client.force_login(an_officer())
    for row in (people.a_person(), people.an_organisation("The clinic"), a_published_fair()):
        address = f"{row.get_absolute_url()}change/".replace("/ko/", "/en/")
        sent = opened(client, address)
        assert client.post(address.replace("/en/", "/ru/"), sent).status_code == 302
        assert client.post(address, opened(client, address)).status_code == 302


@pytest.mark.parametrize(
    ("kind", "field"), [("people", "phone"), ("organisations", "website"), ("activities", "summary_en")]
)
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_told(
    kind: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = an_officer()
    row: Person | Organisation | Activity = {
        "people": people.a_person,
        "organisations": lambda: people.an_organisation("The clinic"),
        "activities": a_published_fair,
    }[kind]()
    address = f"{row.get_absolute_url()}change/".replace("/ko/", "/en/")
    both = threading.Barrier(2)
    check = Unmoved.full_clean

    def check_then_wait(form: Unmoved) -> None:
        check(form)
        if form.is_bound and not both.broken:
            with suppress(threading.BrokenBarrierError):
                both.wait(timeout=2)  # until the other has checked too, if it can

    def save(sent: dict[str, list[str]]) -> bool:
        client = Client()
        client.force_login(officer)
        try:
            answer = client.post(address, sent)
            return TOLD in answer.content.decode()
        finally:
            connections.close_all()

    client = Client()
    client.force_login(officer)
    first, second = opened(client, address), opened(client, address)
    first[field], second[field] = ["https://one.example/"], ["https://two.example/"]
    monkeypatch.setattr(Unmoved, "full_clean", check_then_wait)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(save, [first, second]))
    assert sorted(told) == [False, True]
