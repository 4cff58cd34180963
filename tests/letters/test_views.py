"""The screens of letters over HTTP."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from naru.letters.models import Letter
from naru.letters.rules import State
from tests.makers.accounts import an_account, an_administrator, an_officer, signed_in
from tests.makers.letters import LINK, a_letter

pytestmark = pytest.mark.django_db
TOKEN = "3vQx9Zt7LmK2pR8wYcB4"
LIST = "/en/desk/letters/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", [LIST, f"{LIST}1/", f"{LIST}templates/", f"{LIST}templates/invitation/"])
def test_letters_are_for_staff(address):
    letter = a_letter()
    address = address.replace("/1/", f"/{letter.pk}/")
    assert Client().get(address).status_code == 302
    assert signed_in(an_account("Nobody")).get(address).status_code == 404
    assert signed_in(an_officer()).get(address).status_code == 200


def test_the_list_is_searched_and_filtered():
    office = signed_in(an_officer())
    a_letter("one@example.org", language="ko")
    a_letter("two@example.org", language="en")
    assert "one@example.org" in page(office, LIST)
    found = page(office, f"{LIST}?q=two@")
    assert "two@example.org" in found
    assert "one@example.org" not in found
    korean = page(office, f"{LIST}?language=ko")
    assert "one@example.org" in korean
    assert "two@example.org" not in korean
    assert "one@example.org" not in page(office, f"{LIST}?state=sent")
    assert "one@example.org" not in page(office, f"{LIST}?since=2024-05-14")
    assert "one@example.org" in page(office, f"{LIST}?since=2024-05-13&until=2024-05-13")


def test_the_list_is_exported_whole():
    office = signed_in(an_officer())
    a_letter("=cmd@example.org")
    a_letter("two@example.org")
    answer = office.get(f"{LIST}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2
    assert not any(value.startswith("=") for row in rows for value in row.values())
    assert TOKEN not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_its_length(number, django_assert_num_queries):
    office = signed_in(an_officer())
    for _ in range(number):
        a_letter()
    page(office, LIST)
    with django_assert_num_queries(7):
        page(office, LIST)


def test_the_doors_in_a_letter_are_open_to_its_keeper_while_it_is_kept_and_to_no_other_staff():
    keeper, office = signed_in(an_administrator()), signed_in(an_officer())
    letter = a_letter()
    assert TOKEN in page(keeper, f"{LIST}{letter.pk}/")
    assert TOKEN not in page(office, f"{LIST}{letter.pk}/")
    Letter.objects.filter(pk=letter.pk).update(state=State.SENT)
    shown = page(keeper, f"{LIST}{letter.pk}/")
    assert TOKEN not in shown
    assert "invitation/•••/" in shown


def test_a_door_cannot_be_guessed_by_searching():
    office = signed_in(an_officer())
    a_letter()
    assert "reader@example.org" not in page(office, f"{LIST}?q={TOKEN[:6]}")


def test_a_letter_of_this_site_leads_within_this_site():
    office = signed_in(an_administrator())
    letter = a_letter()
    assert f'<a href="/ko/accounts/invitation/{TOKEN}/">{LINK}</a>' in page(office, f"{LIST}{letter.pk}/")


def test_text_from_outside_stays_text():
    office = signed_in(an_officer())
    letter = a_letter(context={"inviter": "<script>alert(1)</script>"})
    shown = page(office, f"{LIST}{letter.pk}/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_sending_again_is_refused_with_its_reason_while_there_is_no_server(settings):
    office = signed_in(an_administrator())
    letter = a_letter()
    shown = page(office, f"{LIST}{letter.pk}/")
    assert "No mail server is set up, so letters stay on this page." in shown
    assert "disabled" in shown
    answer = office.post(f"{LIST}{letter.pk}/send/", follow=True)
    assert "No mail server is set up" in answer.content.decode()
    settings.NARU_MAIL = True
    assert (
        "The letter waits to be sent."
        in office.post(f"{LIST}{letter.pk}/send/", follow=True).content.decode()
    )
    letter.refresh_from_db()
    assert letter.state == State.WAITING
    assert office.get(f"{LIST}{letter.pk}/send/").status_code == 405


def test_templates_are_listed_with_what_is_missing_and_shown_with_their_gaps():
    office = signed_in(an_officer())
    assert "invitation" in page(office, f"{LIST}templates/")
    shown = page(office, f"{LIST}templates/invitation/?language=ko")
    assert "안녕하십니까" in shown
    assert '<mark><span class="gap-name" lang="en">Link</span> http' in shown
    assert "{link}" not in shown
    assert 'lang="ko"' in shown
    assert office.get(f"{LIST}templates/nobody_wrote_it/").status_code == 404


def test_the_demo_page_exists_in_the_demo_only(settings):
    letter = a_letter()
    assert Client().get("/en/letters/demo/").status_code == 404
    assert Client().get(f"/en/letters/demo/{letter.pk}/").status_code == 404
    settings.NARU_DEMO = True
    assert "reader@example.org" in page(Client(), "/en/letters/demo/")
    assert Client().get("/en/letters/demo/?export=csv")["Content-Type"].startswith("text/csv")
    assert f'href="/ko/accounts/invitation/{TOKEN}/"' in page(Client(), f"/en/letters/demo/{letter.pk}/")


def test_htmx_gets_the_rows_alone():
    office = signed_in(an_officer())
    a_letter()
    answer = office.get(LIST, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"reader@example.org" in answer.content


def test_a_letter_is_read_by_its_reader_and_the_office_alone():
    a_letter("moon@example.org")
    assert not Letter.objects.visible_to(AnonymousUser()).exists()
    assert not Letter.objects.visible_to(an_account("Park", email="park@example.org")).exists()
    assert Letter.objects.visible_to(an_account("Moon", email="Moon@example.org")).count() == 1
    assert Letter.objects.visible_to(an_officer()).count() == 1
