"""The JSON doors through HTTP: what they give, to whom, in how many queries, and how they refuse."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from naru.directory.rules.people import OrganisationKind
from tests.makers.accounts import an_account, an_officer
from tests.makers.activities import a_participation, a_published_fair, an_activity
from tests.makers.figures import YEAR, a_count, a_frozen_count, a_report, a_source
from tests.makers.newsroom import a_bulletin, a_chip, a_draft, a_paragraph
from tests.makers.people import a_city, a_person, an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


def ask(address: str, account: Any = None, *, status: int = 200, language: str = "en", **asked: Any) -> Any:
    client = Client(headers={"accept-language": language})
    if account is not None:
        client.force_login(account)
    answer = client.get(f"/api/{address}", asked)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return json.loads(answer.content)


def shown(answer: Any) -> list[str]:
    return [one["shown"] for one in answer["items"]]


def test_organisations_are_listed_searched_and_filtered() -> None:
    place = a_city()
    an_organisation("분당제생병원", name_latin="Bundang Jesaeng General Hospital")
    an_organisation("Городская клиника", kind=OrganisationKind.CLINIC, country="KZ", place=place)
    an_organisation("Hidden Clinic", kind=OrganisationKind.CLINIC, country="KZ", public=False)
    answer = ask("organisations")
    assert (answer["count"], answer["pages"]) == (2, 1)
    assert shown(ask("organisations", q="분당제생")) == ["Bundang Jesaeng General Hospital"]
    assert shown(ask("organisations", q="분당제생", language="ko")) == ["분당제생병원"]
    found = ask("organisations", kind="clinic", country="kz")["items"]
    assert [(one["name"], one["place"], one["country"]) for one in found] == [
        ("Городская клиника", "Almaty", "KZ")
    ]
    assert ask("organisations", an_officer(), kind="clinic")["count"] == 2


def test_an_organisation_hides_what_is_not_public_around_it() -> None:
    above = an_organisation("Ministry", kind=OrganisationKind.GOVERNMENT, public=False)
    row = an_organisation(part_of=above, aliases=[("Naru", "short", "")], address="1 River Street")
    an_organisation("Open Ward", part_of=row)
    an_organisation("Closed Ward", part_of=row, public=False)
    answer = ask(f"organisations/{row.pk}")
    assert answer["part_of"] is None
    assert [one["name"] for one in answer["parts"]] == ["Open Ward"]
    assert (answer["further_names"], answer["street"]) == (["Naru"], "1 River Street")
    office = ask(f"organisations/{row.pk}", an_officer())
    assert office["part_of"]["name"] == "Ministry"
    assert len(office["parts"]) == 2
    detail = ask(f"organisations/{above.pk}", status=404)["detail"]
    assert detail == "There is nothing here, or it is not open to you."


def test_people_are_for_the_office_only() -> None:
    person, hospital = a_person(languages=[("uz", "native")]), an_organisation()
    an_affiliation(person, hospital, since=date(2020, 1, 1))
    assert "Sign in" in ask("people", status=401)["detail"]
    ask("people", an_account("Member"), status=404)
    ask(f"people/{person.pk}", an_account("Other"), status=404)
    officer = an_officer()
    assert ask("people", officer, q="Karimova")["items"][0]["number"] == person.pk
    whole = ask(f"people/{person.pk}", officer)
    assert whole["languages"] == {"uz": "native"}
    assert [(one["organisation"], one["standing"]) for one in whole["affiliations"]] == [
        (hospital.pk, "current")
    ]


def test_activities_are_filtered_and_show_only_what_is_published() -> None:
    fair = a_published_fair()
    an_activity("Secret forum")
    an_activity("Course", kind="course", published=True, starts_on=date(2023, 3, 1), ends_on=date(2023, 3, 2))
    assert [one["title"] for one in ask("activities")["items"]] == ["KITF 2024", "Course"]
    assert ask("activities", an_officer())["count"] == 3
    for asked in ({"year": 2024}, {"kind": "fair"}, {"country": "kz"}, {"q": "kitf"}):
        assert [one["number"] for one in ask("activities", **asked)["items"]] == [fair.pk], asked
    assert ask("activities", standing="done")["items"][0]["standing"] == "done"
    one = ask(f"activities/{fair.pk}")
    assert (one["starts_on"], one["ends_on"], one["zone"]) == ("2024-04-24", "2024-04-27", "Asia/Almaty")


def test_a_participation_of_a_person_is_shown_to_the_office_only() -> None:
    fair = a_published_fair()
    hospital = an_organisation()
    a_participation(fair, organisation=hospital)
    a_participation(fair, person=a_person())
    seen = ask(f"activities/{fair.pk}")["participations"]
    assert [(one["organisation"], one["person"]) for one in seen] == [(hospital.pk, None)]
    assert len(ask(f"activities/{fair.pk}", an_officer())["participations"]) == 2
    ask(f"activities/{an_activity('Secret').pk}", status=404)


def test_the_board_has_what_is_out_with_the_readings_quoted() -> None:
    reading = a_report(636)
    row = a_bulletin(body=[a_paragraph(f"So far {a_chip(reading)} people learned.", "first")])
    a_draft("Not yet out")
    answer = ask("bulletins/ko")
    assert [(one["title"], one["language"]) for one in answer["items"]] == [(row.title, "en")]
    whole = ask(f"bulletins/en/{row.number}")
    assert "So far" in whole["text"]
    assert whole["languages"] == ["en"]
    quoted = whole["readings"][0]
    assert (quoted["code"], quoted["value"], quoted["source"]["title"]) == (
        reading.code,
        "636",
        "Stronger institutions",
    )
    assert ask("bulletins/en", year=2020)["count"] == 0
    ask("bulletins/fr", status=422)
    ask(f"bulletins/en/{row.number + 1}", status=404)


def test_figures_and_their_readings() -> None:
    reading = a_report(636)
    frozen, count = a_frozen_count(), a_count(since=date(2023, 1, 1), until=date(2024, 1, 1))
    by_key = {one["key"]: one for one in ask("figures")}
    assert by_key[reading.figure_key]["latest"]["said"] == reading.spoken("en")
    assert ask(f"figures/{reading.figure_key}")["latest"]["code"] == reading.code
    codes = [one["code"] for one in ask(f"figures/{count.figure_key}/readings")["items"]]
    assert codes == [frozen.code]
    office = ask(f"figures/{count.figure_key}/readings", an_officer(), year=2023)
    assert [one["code"] for one in office["items"]] == [count.code]
    ask("figures/no.such.figure", status=404)


@pytest.mark.parametrize("many", [1, 3])
def test_lists_ask_as_often_for_three_rows_as_for_one(many: int, django_assert_num_queries: Any) -> None:
    source = a_source()
    for number, word in enumerate(("Apple", "Birch", "Cedar")[:many]):
        hospital = an_organisation(f"{word} Hospital", place=a_city(f"{word} City"))
        fair = a_published_fair(title_ko=f"{word} 박람회")
        a_participation(fair, organisation=hospital)
        reading = a_report(
            10 + number, "patients.by_nationality", source=source, dimensions={"nationality": word}, **YEAR
        )
        a_bulletin(word, body=[a_paragraph(a_chip(reading), "first")])
    client = Client(headers={"accept-language": "en"})
    for address, queries in (
        ("organisations", 2),
        ("activities", 2),
        ("bulletins/en", 2),
        ("figures/patients.by_nationality/readings", 2),
    ):
        with django_assert_num_queries(queries, info=address):
            answer = client.get(f"/api/{address}")
        assert answer.json()["count"] == many, address


def test_pages_are_limited_and_numbered() -> None:
    for word in ("Apple", "Birch", "Cedar"):
        an_organisation(f"{word} Hospital")
    second = ask("organisations", page=2, per_page=2)
    assert (second["count"], second["pages"], len(second["items"])) == (3, 2, 1)
    assert ask("organisations", page=9)["items"] == []
    refused = ask("organisations", per_page=101, status=422)
    assert "per_page" in refused["detail"]
    assert refused["faults"][0]["where"] == "per_page"
    assert "country" in ask("organisations", country="KAZ", status=422)["detail"]


def test_doors_only_read_and_describe_themselves() -> None:
    client = Client()
    assert client.post("/api/organisations").status_code == 405
    described = ask("openapi.json")
    assert "/api/organisations" in described["paths"]
    assert all(set(methods) == {"get"} for methods in described["paths"].values())
    assert client.get("/api/docs").status_code == 404
