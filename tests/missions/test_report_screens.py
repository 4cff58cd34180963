"""The screens of reports: what was counted for the office, from whom for those who read, protection for the few."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from naru.directory.rules.accounts import Role
from naru.history.models import Entry as Noted
from naru.missions.models import DayReport, Resident, Visit
from naru.missions.queries.overview import overview_of
from naru.missions.queries.summaries import summary_of
from naru.missions.rules.ips import cards, documents
from tests.makers.accounts import an_account, an_editor, signed_in
from tests.makers.clinic import a_site, a_tablet, a_uuid7
from tests.missions.test_mds_report import a_seen

pytestmark = pytest.mark.django_db
DAY = "2024-07-25"


def a_world() -> Any:
    """Twelve visits of a site: colds, a death, somebody beaten, a referral, a candidate, medicines given."""
    site = a_site()
    hand = a_tablet(site)
    for place in range(6):
        a_seen(hand, "J06.9", sex="female", birth_on=f"19{50 + place}-03-03")
    a_seen(hand, "I21.9", outcome="died")
    a_seen(hand, "T74.2", birth_on="2012-01-01", name="Confided Child")
    a_seen(hand, "H25.9", referral={"to": "Darkhan hospital", "why": "cataract", "urgent": True})
    a_seen(hand, "I50.9", sponsor=True, follow_up={"what": "see again", "on": "2024-08-01"})
    of, visit = a_seen(
        hand, "I10", name="Цэцэгмаа", latin="Tsetsegmaa", allergies=["penicillin"], outcome="",
        vitals={"systolic": 165, "diastolic": 95, "weight_kg": 71.5, "pregnant": "no"},
        procedures=[{"code": "ecg"}],
    )  # fmt: skip
    line = a_uuid7()
    hand.writes("queue.placed", {"station": "pharmacy"}, of=of, visit=visit)
    hand.writes("queue.called", {"station": "pharmacy"}, of=of, visit=visit)
    hand.writes(
        "prescription.written",
        {"lines": [{"line": line, "medicine": "AML5", "quantity": 30, "dose": "1 tablet", "per_day": 1, "days": 30}]},
        of=of, visit=visit,
    )  # fmt: skip
    hand.writes("stock.received", {"lot": "L1", "quantity": 100})
    hand.writes(
        "medicine.dispensed",
        {"line": line, "lots": [{"lot": "L1", "quantity": 30}], "done": True},
        of=of,
        visit=visit,
    )
    hand.writes("visit.exited", {"outcome": "home"}, of=of, visit=visit)
    hand.sends()
    return site


def at(name: str, site: Any, *more: Any) -> str:
    return reverse(f"missions:{name}", args=[site.mission_id, *more])


def a_head() -> Client:
    return signed_in(an_account("Head Kim", Role.HEAD))


def text(answer: Any) -> str:
    return answer.content.decode()


def test_every_screen_opens_in_every_language():
    site = a_world()
    browser = a_head()
    resident = Resident.objects.get(name="Цэцэгмаа")
    day = (site.letter, DAY)
    addresses = [
        at("reports", site), at("daily", site, *day), at("add_to_day", site, *day), at("counted", site, *day, "Total9"),
        at("counted", site, *day, "MDS9:5-"), at("counted", site, *day, "MDS42"), at("counted", site, *day, "o"),
        at("overview", site), at("follow", site, "referrals"), at("follow", site, "follow_ups"),
        at("follow", site, "candidates"), reverse("missions:summary", args=[resident.uid]), reverse("missions:card"),
    ]  # fmt: skip
    here = reverse("missions:card").split("/")[1]
    for address in addresses:
        for language in ("ko", "en", "ru", "mn", "vi", "zh-hans"):
            answer = browser.get(address.replace(f"/{here}/", f"/{language}/", 1))
            assert answer.status_code == 200, (address, language, answer.status_code)


def test_the_daily_report_leads_from_a_cell_to_the_visits_and_the_reading_is_noted():
    site = a_world()
    browser = a_head()
    shown = text(browser.get(at("daily", site, site.letter, DAY)))
    cell = at("counted", site, site.letter, DAY, "Total9")
    assert f'href="{cell}"' in shown
    counted = text(browser.get(cell))
    numbers = [
        visit.resident.number
        for visit in Visit.objects.select_related("resident")
        if visit.told["consultations"][0]["diagnoses"][0]["code"] == "J06.9"
    ]
    assert len(numbers) == 6
    assert all(number in counted for number in numbers)
    noted = Noted.objects.get(verb="read_residents")
    assert sorted(noted.after["numbers"]) == sorted(numbers)


def test_the_office_sees_numbers_and_no_resident_and_nobody_else_sees_anything():
    site = a_world()
    resident = Resident.objects.get(name="Confided Child")
    editor = signed_in(an_editor())
    shown = editor.get(at("daily", site, site.letter, DAY))
    assert shown.status_code == 200
    assert "/cells/" not in text(shown)
    private = [
        at("counted", site, site.letter, DAY, "Total9"), at("line_list", site, site.letter, DAY, 42),
        at("follow", site, "referrals"), reverse("missions:summary", args=[resident.uid]),
        reverse("missions:summary_document", args=[resident.uid]), reverse("missions:card"),
    ]  # fmt: skip
    for address in private:
        assert editor.get(address).status_code == 404, address
    member = signed_in(an_account("Volunteer Lee", Role.VOLUNTEER))
    for address in [
        at("reports", site),
        at("daily", site, site.letter, DAY),
        at("overview", site),
        at("extract", site),
    ]:
        assert member.get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address
    assert not Noted.objects.filter(verb__startswith="read_resident").exists()


def test_protection_is_seen_by_those_who_may_alone():
    site = a_world()
    cell = at("counted", site, site.letter, DAY, "MDS49")
    auditor = signed_in(an_account("Auditor Choi", Role.AUDITOR))
    assert auditor.get(cell).status_code == 404
    assert auditor.get(at("line_list", site, site.letter, DAY, 49)).status_code == 404
    assert cell not in text(auditor.get(at("daily", site, site.letter, DAY)))
    assert a_head().get(cell).status_code == 200
    for browser, told in ((auditor, ""), (a_head(), "1")):
        answer = browser.get(at("daily_csv", site, site.letter, DAY))
        head, row = list(csv.reader(io.StringIO(text(answer))))
        assert dict(zip(head, row, strict=True))["MDS49"] == told
    assert Noted.objects.filter(verb="downloaded").count() == 2


def test_the_form_is_printed_and_a_line_list_handed_out():
    site = a_world()
    browser = a_head()
    printed = browser.get(at("daily_form", site, site.letter, DAY))
    assert printed.content.startswith(b"%PDF")
    answer = browser.get(at("line_list", site, site.letter, DAY, 42))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("I21.9" in row for row in rows)
    assert browser.get(at("line_list", site, site.letter, DAY, 9)).status_code == 404


def test_a_person_adds_to_a_day_and_what_cannot_be_is_refused_at_the_field():
    site = a_world()
    browser = a_head()
    address = at("add_to_day", site, site.letter, DAY)
    given = {
        "kind": "c1",
        "relation": "none",
        "beds": "4",
        "item_62": "yes",
        "additional_19": "H25",
        "remarks": "wind",
    }
    assert browser.post(address, given).status_code == 302
    row = DayReport.objects.get()
    assert (row.answers, row.additional, row.heading["beds"]) == ({"62": True}, {"19": "H25"}, 4)
    assert "wind" in text(browser.get(at("daily", site, site.letter, DAY)))
    answer = browser.post(address, given | {"additional_19": "cataract"})
    assert answer.status_code == 422
    assert "cataract" in text(answer)
    assert signed_in(an_editor()).get(address).status_code == 404


@pytest.mark.parametrize("more", [("Z", DAY), ("A", "25.7."), ("A", "2024-13-40")])
def test_what_is_not_there_is_404(more):
    site = a_world()
    assert a_head().get(at("daily", site, *more)).status_code == 404


def test_a_mission_tells_people_once_waits_medicines_and_who_is_to_be_followed_up():
    site = a_world()
    told = overview_of(site.mission)
    assert (told.visits, len(told.people), told.returning) == (11, 11, 0)
    assert [(row["lot"], row["units"]) for row in told.medicines] == [("L1", 30)]
    assert [one.to for one in told.referrals] == ["Darkhan hospital"]
    assert (len(told.follow_ups), len(told.candidates)) == (1, 1)
    assert [row["station"] for row in told.wait_table] == ["pharmacy"]
    assert told.days[date(2024, 7, 25), "A"] == told.people
    shown = text(a_head().get(at("overview", site)))
    assert "<svg" in shown
    followed = text(a_head().get(at("follow", site, "referrals")))
    assert "Darkhan hospital" in followed


def test_the_mission_report_asks_as_often_whatever_its_size(django_assert_num_queries):
    site = a_world()
    with django_assert_num_queries(3):
        overview_of(site.mission)


def test_a_summary_is_a_document_and_a_card_and_the_card_finds_the_resident():
    site = a_world()
    resident = Resident.objects.get(name="Цэцэгмаа")
    browser = a_head()
    shown = text(browser.get(reverse("missions:summary", args=[resident.uid])))
    assert "penicillin" in shown
    assert "<svg" in shown
    answer = browser.get(reverse("missions:summary_document", args=[resident.uid]))
    told = json.loads(documents.read(answer.content).text())
    kinds = [entry["resource"]["resourceType"] for entry in told["entry"]]
    assert {"Condition", "MedicationStatement", "AllergyIntolerance", "Procedure", "Observation"} <= set(
        kinds
    )
    assert Noted.objects.filter(verb="read_resident").count() == 2
    text_of_card = cards.write(summary_of(resident))
    found = text(browser.post(reverse("missions:card"), {"card": text_of_card}))
    assert reverse("missions:summary", args=[resident.uid]) in found
    assert "Tsetsegmaa" in found
    wrong = browser.post(reverse("missions:card"), {"card": "<b>hello</b>"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;" in text(wrong)
    assert site.letter in resident.number


def test_the_extract_names_nobody_and_is_noted():
    site = a_world()
    answer = signed_in(an_editor()).get(at("extract", site))
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(body)))
    assert lines[0][:4] == ["site", "day", "age", "sex"]
    for resident in Resident.objects.all():
        assert resident.number not in body
        assert resident.name not in body
    assert Noted.objects.get(verb="downloaded").after["rows"] == len(lines) - 1
