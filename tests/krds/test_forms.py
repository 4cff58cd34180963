"""Forms on screen: errors at the field and in a summary that leads there, days as the browser picks them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils.translation import override

from naru.krds.forms import dressed

ADDRESS = "/en/krds/form/"


def ids(page: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page))


@pytest.mark.django_db
def test_the_summary_leads_to_every_field_in_error(client: Client) -> None:
    page = client.post(ADDRESS, {"email": "nobody", "count": "0"}).content.decode()
    summary = page[page.index('class="form-errors"') : page.index('class="form-fields"')]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_name", "id_email", "id_kind", "id_languages_0", "id_day", "id_count", "id_agree"]
    assert set(targets) <= ids(page)


@pytest.mark.django_db
def test_a_field_in_error_is_described_by_its_help_and_its_error(client: Client) -> None:
    page = client.post(ADDRESS, {}).content.decode()
    field = re.search(r'<input[^>]*name="name"[^>]*>', page)
    assert field is not None
    assert 'aria-invalid="true"' in field[0]
    described = re.search(r'aria-describedby="([^"]+)"', field[0])
    assert described is not None
    assert set(described[1].split()) == {"id_name_helptext", "id_name_error"} <= ids(page)


@pytest.mark.django_db
def test_what_no_single_field_can_know_stands_in_the_summary(client: Client) -> None:
    page = client.post(ADDRESS, {"kind": "mission"}).content.decode()
    assert "A mission needs a note on where it goes." in page
    assert "A mission needs a note" not in client.post(ADDRESS, {"kind": "fair"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en", "mn", "ru"])
def test_a_complete_form_is_thanked_for_once(client: Client, language: str) -> None:
    answers = {
        "name": "Kim",
        "email": "kim@example.org",
        "kind": "fair",
        "languages": "ru",
        "day": "2024-04-24",
        "agree": "on",
    }
    address = f"/{language}/krds/form/"
    response = client.post(address, answers)
    assert response.status_code == 302
    assert response["Location"] == address
    assert 'class="toast is-success"' in client.get(address).content.decode()
    assert 'class="toast is-' not in client.get(address).content.decode()


class Days(forms.Form):
    day = forms.DateField()
    at = forms.DateTimeField(required=False)
    clock = forms.TimeField(required=False)


@pytest.mark.parametrize("language", ["ko", "en", "ru", "mn", "vi", "zh-hans"])
def test_a_day_goes_to_the_browser_as_iso_and_comes_back(language: str) -> None:
    with override(language):
        form = Days(initial={"day": date(2024, 4, 9)})
        drawn = dressed(form["day"])
        assert 'type="date"' in drawn
        assert 'value="2024-04-09"' in drawn
        assert 'type="datetime-local"' in dressed(form["at"])
        assert 'type="time"' in dressed(form["clock"])
        back = Days({"day": "2024-04-09", "at": "2024-04-09T13:05", "clock": "13:05"})
        assert back.is_valid(), back.errors
        assert back.cleaned_data["day"] == date(2024, 4, 9)
        assert back.cleaned_data["at"].strftime("%H:%M") == "13:05"


def test_what_was_typed_is_shown_again_as_it_was_typed() -> None:
    form = Days({"day": "next week"})
    assert 'value="next week"' in dressed(form["day"])


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (forms.CharField(), "krds-input"),
        (forms.CharField(widget=forms.Textarea), "krds-input"),
        (forms.CharField(widget=forms.TextInput(attrs={"class": "wide"})), "krds-input wide"),
        (forms.ChoiceField(choices=[("a", "A")]), "krds-form-select"),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "krds-several"),
        (forms.FileField(), "krds-file"),
    ],
)
def test_each_widget_has_the_class_of_its_kind(field: Any, expected: str) -> None:
    form = type("One", (forms.Form,), {"one": field})()
    assert f'class="{expected}"' in dressed(form["one"])
