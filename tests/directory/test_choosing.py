"""Finding one organisation or place while one types, with script and without."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from naru.directory.models import Post
from tests.makers.accounts import an_account, an_administrator
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db
FIND = "/en/directory/find/organisations/"


def at_the_desk(account=None):
    browser = Client()
    browser.force_login(account or an_administrator())
    return browser


def test_what_is_typed_in_another_script_is_found_with_what_tells_it_apart():
    wanted = an_organisation("분당제생병원", name_latin="Bundang Jesaeng General Hospital")
    an_organisation("Almaty Clinic")
    answer = at_the_desk().get(FIND, {"field": "organisation", "organisation": "Bundang Jesaeng"})
    shown = answer.content.decode()
    assert f'name="organisation-chosen" value="#{wanted.pk}"' in shown
    assert "Almaty" not in shown
    assert 'name="organisation-sought" value="Bundang Jesaeng"' in shown


@pytest.mark.parametrize("typed", ["", "B", "nothing like it"])
def test_too_little_or_unknown_finds_nothing(typed):
    an_organisation("Bundang Jesaeng General Hospital")
    shown = at_the_desk().get(FIND, {"field": "organisation", "organisation": typed}).content.decode()
    assert "radio" not in shown
    assert ("Nothing was found" in shown) is (len(typed) > 1)


def test_the_box_is_the_office_s_and_its_words_are_escaped():
    assert Client().get(FIND).status_code in {302, 404}
    member = an_account("Nobody")
    assert at_the_desk(member).get(FIND, {"field": "a", "a": "Bundang"}).status_code == 404
    shown = at_the_desk().get(FIND, {"field": '"><b>', "q": "<script>x</script>"}).content.decode()
    assert "<b>" not in shown
    assert "<script>" not in shown


def test_without_script_the_form_asks_back_and_takes_the_choice():
    one, two = an_organisation("Hope Hospital Seoul"), an_organisation("Hope Hospital Busan")
    account = an_account("Moon")
    browser = at_the_desk()
    address = f"/en/desk/accounts/{account.pk}/appoint/"
    given = {"role": "member", "since": "2024-05-01", "organisation": "Hope Hospital"}
    shown = browser.post(address, given).content.decode()
    assert "Choose one" in shown
    offered = set(re.findall(r'name="organisation-chosen" value="(#\d+)"', shown))
    assert offered == {f"#{one.pk}", f"#{two.pk}"}
    assert not Post.objects.filter(account=account).exists()
    browser.post(
        address, given | {"organisation-sought": "Hope Hospital", "organisation-chosen": f"#{two.pk}"}
    )
    assert Post.objects.get(account=account).organisation == two


def test_a_choice_does_not_outlive_its_text():
    old = an_organisation("Hope Hospital Seoul")
    new = an_organisation("Almaty Clinic")
    account = an_account("Moon")
    at_the_desk().post(
        f"/en/desk/accounts/{account.pk}/appoint/",
        {
            "role": "member",
            "since": "2024-05-01",
            "organisation": "Almaty Clinic",
            "organisation-sought": "Hope",
            "organisation-chosen": f"#{old.pk}",
        },
    )
    assert Post.objects.get(account=account).organisation == new


def test_a_form_with_another_fault_keeps_the_choice():
    chosen = an_organisation("Hope Hospital Seoul")
    account = an_account("Moon")
    shown = (
        at_the_desk()
        .post(
            f"/en/desk/accounts/{account.pk}/appoint/",
            {
                "role": "member",
                "since": "",
                "organisation": "Hope",
                "organisation-sought": "Hope",
                "organisation-chosen": f"#{chosen.pk}",
            },
        )
        .content.decode()
    )
    assert 'value="Hope Hospital Seoul"' in shown
    assert re.search(rf'value="#{chosen.pk}" checked', shown)
