"""The screens and the JSON doors of figures, through HTTP with the real database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from naru.figures import book
from naru.figures.forms import ReportForm
from naru.figures.models import Correction, Reading
from tests.makers.accounts import NOW, an_account, an_analyst, signed_in
from tests.makers.activities import a_participation, a_person, a_published_fair, an_organisation
from tests.makers.figures import YEAR, a_count, a_frozen_count, a_report, a_source, organisations_taking_part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> Iterator[None]:
    settings.NARU_DEMO = True
    with translation.override("en"):
        yield


def at(name: str, *args: Any) -> str:
    return reverse(f"figures:{name}", args=args)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_shows_each_figure_with_its_latest_value_and_finds_by_phrase(client: Client):
    a_report(636)
    shown = text(client.get(at("figures")))
    assert "636 medical staff" in shown
    assert "Foreign patients in Korea, by year" in shown
    narrowed = text(client.get(at("figures"), {"q": "수료생"}))
    assert "636 medical staff" in narrowed
    assert "Foreign patients in Korea, by year" not in narrowed
    assert "No figure fits these words." in text(client.get(at("figures"), {"q": "zzz"}))


def test_a_count_is_public_only_once_it_is_frozen(client: Client):
    organisations_taking_part(2)
    loose, frozen = a_count(), a_frozen_count()
    assert client.get(loose.get_absolute_url()).status_code == 404
    assert client.get(frozen.get_absolute_url()).status_code == 200
    assert signed_in(an_analyst()).get(loose.get_absolute_url()).status_code == 200


def test_a_target_is_for_the_office(client: Client):
    target = book.plan("missions.members", 110, by=None, at=NOW, **YEAR)
    assert client.get(target.get_absolute_url()).status_code == 404
    assert "This is a target" in text(signed_in(an_analyst()).get(target.get_absolute_url()))


def test_the_reading_leads_to_its_source_and_its_definition(client: Client):
    reading = a_report(636, source=a_source("one", url="https://example.org/1"), place="Last paragraph")
    shown = text(client.get(reading.get_absolute_url()))
    for part in ("636 medical staff", "Last paragraph", at("source", "one"), "whoever completed two"):
        assert part in shown
    assert "https://example.org/1" in text(client.get(at("source", "one")))


def test_everybody_sees_how_many_records_and_only_those_who_may_see_them_open_them(client: Client):
    fair = a_published_fair()
    person = a_person("Aigul Bekova")
    a_participation(fair, person=person, role="alumnus")
    a_participation(fair, organisation=an_organisation("Seen Hospital"), role="exhibitor")
    a_participation(fair, organisation=an_organisation("Hidden Agency", public=False), role="partner")
    people = a_frozen_count("records.trainees")
    public = text(client.get(people.get_absolute_url()))
    assert "1 record was counted" in public
    assert "Aigul Bekova" not in public
    assert "Aigul Bekova" in text(signed_in(an_analyst()).get(people.get_absolute_url()))
    organisations = a_frozen_count()
    public = text(client.get(organisations.get_absolute_url()))
    assert "Seen Hospital" in public
    assert "Hidden Agency" not in public
    assert "2 records were counted" in public
    assert "Hidden Agency" in text(signed_in(an_analyst()).get(organisations.get_absolute_url()))


def test_a_broken_seal_is_said_on_the_page(client: Client):
    reading = book.freeze(a_report(636), by=None, at=NOW)
    assert "as they were sealed" in text(client.get(reading.get_absolute_url()))
    Reading.objects.filter(pk=reading.pk).update(value=637)
    assert "Do not quote this number" in text(client.get(reading.get_absolute_url()))


def test_a_correction_shows_on_the_figure_the_old_reading_and_the_use(client: Client):
    old = book.freeze(a_report(630), by=None, at=NOW)
    book.cite(old, title="A bulletin", url="/en/news/1/", language="en", at=NOW, by=None)
    new = book.correct(old, value=636, reason="A digit was misread.", by=None, at=NOW)
    for address in (old.get_absolute_url(), at("figure", "training.completed_cumulative")):
        shown = text(client.get(address))
        assert "A digit was misread." in shown
        assert new.get_absolute_url() in shown
        assert "since corrected to" in shown


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("figure", 12), ("figures", 5), ("sources", 3)])
def test_the_queries_do_not_grow_with_the_rows(
    client: Client, django_assert_max_num_queries: Any, many: int, name: str, queries: int
):
    for place in range(many):
        reading = a_report(
            600 + place, key="patients.korea", since=date(2010 + place, 1, 1), until=date(2011 + place, 1, 1)
        )
        book.cite(reading, title=f"B{place}", url=f"/en/news/{place}/", language="en", at=NOW, by=None)
    args = ["patients.korea"] if name == "figure" else []
    with django_assert_max_num_queries(queries):
        assert client.get(at(name, *args)).status_code == 200


def test_the_readings_are_filtered_by_dimension(client: Client):
    a_report(473340, key="patients.by_region", dimensions={"region": "seoul"}, **YEAR)
    a_report(50900, key="patients.by_region", dimensions={"region": "gyeonggi"}, **YEAR)
    whole = text(client.get(at("figure", "patients.by_region")))
    assert "473,340 patients" in whole
    assert "50,900 patients" in whole
    seoul = text(client.get(at("figure", "patients.by_region"), {"region": "seoul"}))
    assert "473,340 patients" in seoul
    assert "50,900 patients" not in seoul


def test_what_does_not_exist_is_404(client: Client):
    for address in (at("figure", "no.such"), at("reading", "nosuch"), at("source", "nosuch")):
        assert client.get(address).status_code == 404
    assert client.get(at("figure_json", "no.such")).status_code == 404


def test_the_json_of_a_figure_holds_readings_uses_and_corrections_and_an_etag(client: Client):
    reading = book.freeze(a_report(636), by=None, at=NOW)
    book.plan("training.completed_cumulative", 700, as_of=date(2024, 12, 31), by=None, at=NOW)
    address = at("figure_json", "training.completed_cumulative")
    answer = client.get(address)
    told = answer.json()
    assert [each["value"] for each in told["readings"]] == ["636"]
    assert told["readings"][0]["digest"] == reading.digest
    assert told["readings"][0]["source"]["publisher"] == "Gyeonggi Province"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=300" in answer["Cache-Control"]
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    book.cite(reading, title="B", url="/x/", language="en", at=NOW, by=None)
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 200
    assert again.json()["uses"][0]["title"] == "B"


def test_the_machine_doors_give_the_office_no_more_than_the_public():
    organisations_taking_part(1)
    a_count()
    office = signed_in(an_analyst())
    assert office.get(at("figure_json", "records.organisations")).json()["readings"] == []
    a_frozen_count()
    assert len(office.get(at("figure_json", "records.organisations")).json()["readings"]) == 1


def test_the_csv_has_a_byte_order_mark_and_guards_formulas(client: Client):
    a_report(636, source=a_source("one", title="=HYPERLINK(1)"))
    raw = client.get(at("all_csv")).content
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1)" in raw.decode("utf-8-sig")


def test_the_page_says_what_it_holds_as_a_dataset(client: Client):
    a_report(636, source=a_source("one", title="</script><b>"))
    shown = text(client.get(at("figure", "training.completed_cumulative")))
    block = shown.split('<script type="application/ld+json">')[1].split("</script>")[0]
    said = json.loads(block)
    assert said["@type"] == "Dataset"
    assert said["temporalCoverage"] == "2011-01-01/2023-01-31"


@pytest.mark.parametrize("name", ["board", "corrections"])
def test_the_board_is_for_the_office(client: Client, name: str):
    assert client.get(at(name)).status_code == 302
    assert signed_in(an_account("Visitor")).get(at(name)).status_code == 404
    assert signed_in(an_account("Auditor", "auditor")).get(at(name)).status_code == 200


def test_a_value_is_reported_after_it_was_looked_at():
    analyst = signed_in(an_analyst())
    said = {
        "value": "46",
        "qualifier": "exact",
        "quality": "exact",
        "since": "2022-01-01",
        "last": "2022-12-31",
        "new_title": "A bulletin",
        "new_publisher": "The office",
        "new_published_on": "2023-01-31",
    }
    address = at("report", "coordinators.workshop_attendees")
    shown = analyst.post(address, said)
    assert "Please check" in text(shown)
    assert Reading.objects.count() == 0
    assert analyst.post(address, said | {"confirm": "1"}).status_code == 302
    kept = Reading.objects.get()
    assert (kept.value, kept.since, kept.until) == (46, date(2022, 1, 1), date(2023, 1, 1))
    assert kept.source.title == "A bulletin"
    wrong = analyst.post(address, said | {"last": "2021-12-31", "new_title": ""})
    assert wrong.status_code == 422
    assert "The period ends before it begins." in text(wrong)


def test_an_auditor_reads_why_he_may_not_write_and_nothing_is_kept():
    reading = a_report(636)
    auditor = signed_in(an_account("Auditor", "auditor"))
    answer = auditor.post(at("freeze", reading.code), {"confirm": "1"})
    assert answer.status_code == 422
    assert "writing them is for those who keep them" in text(answer)
    assert not Reading.objects.get().is_frozen
    assert signed_in(an_analyst()).post(at("freeze", reading.code), {"confirm": "1"}).status_code == 302
    assert Reading.objects.get().is_frozen


def test_a_count_is_shown_kept_frozen_found_changed_and_settled():
    organisations_taking_part(2)
    analyst = signed_in(an_analyst())
    said = {"since": "2024-01-01", "last": "2024-12-31"}
    assert "2 organisations" in text(analyst.post(at("count", "records.organisations"), said))
    analyst.post(at("count", "records.organisations"), said | {"confirm": "1"})
    reading = Reading.objects.get()
    analyst.post(at("freeze", reading.code), {"confirm": "1"})
    a_participation(a_published_fair(), organisation=an_organisation("Late"), role="exhibitor")
    assert "Records added" in text(analyst.get(at("check", reading.code)))
    analyst.post(at("check", reading.code), {"confirm": "1"})
    waiting = Correction.objects.get()
    assert "Correction waiting" in text(analyst.get(at("board")))
    assert analyst.post(at("settle", waiting.pk), {"reason": "", "verdict": "correct"}).status_code == 422
    done = analyst.post(at("settle", waiting.pk), {"reason": "Entered late.", "verdict": "correct"})
    assert done.status_code == 302
    assert book.latest("records.organisations").value == 3


def test_the_board_sets_the_target_beside_the_result():
    analyst = signed_in(an_analyst())
    book.plan("missions.members", 200, by=None, at=NOW, **YEAR)
    a_report(100, key="missions.members", **YEAR)
    shown = text(analyst.get(at("board"), {"year": "2024", "q": "Members of a mission"}))
    assert "200 people" in shown
    assert "100 people" in shown
    assert "50" in shown


@pytest.mark.parametrize("name", ["figures", "board"])
def test_more_readings_ask_no_more_questions(name: str):
    analyst = signed_in(an_analyst())
    asked = []
    for keys in (
        ["missions.members"],
        ["fairs.visitors_counted", "training.completed_cumulative", "missions.residents"],
    ):
        for key in keys:
            a_report(100, key=key, **YEAR)
        analyst.get(at(name))
        with CaptureQueriesContext(connection) as seen:
            assert "100" in text(analyst.get(at(name)))
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_the_command_gives_every_figure_and_the_documents_own():
    for folder in book.SHELVES:
        book.load(folder, by=None, at=NOW)
    out = StringIO()
    call_command("figures", "--json", stdout=out)
    told = {each["key"]: each["latest"] for each in json.loads(out.getvalue())}
    assert set(told) == set(book.FIGURES)
    expected = {
        "training.completed_cumulative": "636",
        "patients.gyeonggi_cumulative": "419029",
        "register.gyeonggi_institutions": "150",
        "province.medical_institutions": "15111",
        "province.residents": "13940000",
        "coordinators.workshop_attendees": "46",
        "coordinators.course_trainees": "17",
        "coordinators.workshop_speakers": "6",
        "conference.participants": "5",
        "fairs.institutions": "11",
        "fairs.visitors_counted": "1800",
        "fairs.consultations": "1350",
        "fairs.agreements": "50",
        "fairs.patients": "35",
        "fairs.participations": "10",
        "fairs.alumni": "20",
        "missions.residents": "5000",
        "missions.members": "100",
        "missions.residents_cumulative": "56573",
        "missions.countries": "9",
    }
    assert {key: told[key]["value"] for key in expected} == expected
    for key in expected:
        assert told[key]["as_of"]
        assert told[key]["method"]
        assert told[key]["source"]["publisher"]
    assert told["fairs.visitors_counted"]["qualifier"] == "at_least"


def test_the_board_shows_what_leads_at_once_and_to_everybody_their_own():
    officer = an_analyst()
    first = a_report(600, key="patients.korea", **YEAR)
    keeper, plain = book.leaders(officer, [(False, None)]), book.leaders(AnonymousUser(), [(False, None)])
    assert keeper == plain == [{"patients.korea": first}]
    later = {"since": date(2030, 1, 1), "until": date(2031, 1, 1)}
    second = a_report(700, key="patients.korea", **later)
    assert book.leaders(officer, [(False, None), (False, 2030), (True, 2030)]) == [
        {"patients.korea": second},
        {"patients.korea": second},
        {},
    ]
    hidden = a_count("records.organisations", **later)
    assert book.leaders(officer, [(False, None)])[0]["records.organisations"] == hidden
    assert "records.organisations" not in book.leaders(AnonymousUser(), [(False, None)])[0]


def test_a_source_is_found_by_words_of_its_title():
    one, other = a_source("report_a", title="Annual report A"), a_source("report_b", title="Annual report B")
    office = Client()
    office.force_login(an_analyst())
    offered = office.get(
        "/en/figures/sources/find/", {"field": "source", "source": "annual"}
    ).content.decode()
    assert f'value="#{one.pk}"' in offered
    assert f'value="#{other.pk}"' in offered
    form = ReportForm.base_fields["source"]
    assert form.clean("Annual report A") == one
    assert form.clean(f"#{other.pk}") == other
    assert form.clean("") is None
    for text in ("annual", "no such document", "#99999999999999999999"):
        with pytest.raises(ValidationError):
            form.clean(text)
    assert Client().get("/en/figures/sources/find/").status_code == 302
