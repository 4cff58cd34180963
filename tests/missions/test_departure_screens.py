"""The screens before the departure: who opens them, what they say, what is printed, what a sheet brings."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.letters.models import Letter
from naru.missions.actions import consignments, missions, stores
from naru.missions.models import Consignment, Equipment, Lot, Medicine, Mission, Shift, Site, Volunteer
from naru.missions.sheets.departure import MissionLots, MissionShifts, MissionVolunteers
from naru.sheets.book import Row
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import an_organisation
from tests.makers.missions import (
    END,
    FIRST,
    a_consignment,
    a_lot,
    a_medicine,
    a_mission,
    a_shift,
    a_site,
    a_volunteer,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"missions:{name}", args=args)


def signed_in(account: Account) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    browser.force_login(account)
    return browser


def text(answer: Any) -> str:
    return str(answer.content.decode())


def a_full_mission(people: int = 2) -> tuple[Mission, Site]:
    mission = a_mission("MN24")
    site = a_site(mission)
    a_site(mission, name="Countryside")
    missions.want(site, day=FIRST, wanted=600, by=None, at=NOW)
    for number in range(people):
        row = a_volunteer(mission, ready=number != 1)
        if number != 1:
            a_shift(row, site, starts=time(8 + number), ends=time(9 + number))
        a_lot(site)
        thing = stores.add_equipment(mission, name=f"Thing {number}", wanted=2, by=None, at=NOW)
        stores.count_equipment(thing, stage="packed", pieces=1, by=None, at=NOW)
    row = a_consignment(mission=mission, site=site)
    consignments.pack(row.items.get(), packed=900, number="M1", by=None, at=NOW)
    return mission, site


def test_every_screen_opens_for_the_office_in_two_languages() -> None:
    mission, site = a_full_mission()
    row, lot, thing = (
        Volunteer.objects.all()[0],
        Lot.objects.filter(consignment__isnull=True)[0],
        Equipment.objects.all()[0],
    )
    goods = Consignment.objects.get()
    browser = signed_in(an_account("Mission officer", Role.MISSION_OFFICER))
    names = ("board", "change", "open_site", "targets", "volunteers", "join", "shifts", "place", "lots")
    addresses = [at(name, mission.pk) for name in (*names, "pack_lot", "equipment", "add_equipment")]
    addresses += [at(name) for name in ("missions", "formulary", "enter_medicine", "consignments", "request")]
    addresses += [
        at("mine"),
        at("consignment_board"),
        at("change_site", mission.pk, site.pk),
        at("volunteer", mission.pk, row.pk),
        at("change_volunteer", mission.pk, row.pk),
        at("change_lot", mission.pk, lot.pk),
        at("one_equipment", mission.pk, thing.pk),
        at("medicine", Medicine.objects.all()[0].pk),
        at("change_medicine", Medicine.objects.all()[0].pk),
        at("consignment", goods.pk),
        at("change_consignment", goods.pk),
        at("add_item", goods.pk),
        at("pack_item", goods.pk, goods.items.get().pk),
        at("keep", goods.pk),
        at("decide", goods.pk, "cancel"),
        at("decide", goods.pk, "receive"),
        at("decide", goods.pk, "ship"),
    ]
    for address in addresses:
        for language in ("en", "ko"):
            answer = browser.get(address.replace("/ko/", f"/{language}/").replace("/en/", f"/{language}/"))
            assert answer.status_code == 200, (address, answer.status_code)


@pytest.mark.parametrize("people", [1, 3])
def test_lists_ask_the_same_number_of_questions_whatever_the_rows(
    people: int, django_assert_max_num_queries: Any
) -> None:
    mission, _site = a_full_mission(people)
    browser = signed_in(an_officer())
    for name, most in (("volunteers", 24), ("shifts", 20), ("lots", 20), ("board", 24), ("equipment", 18)):
        browser.get(at(name, mission.pk))
        with django_assert_max_num_queries(most):
            browser.get(at(name, mission.pk))


def test_the_board_says_who_is_ready_and_what_is_missing() -> None:
    mission, _site = a_full_mission()
    page = text(signed_in(an_officer()).get(at("board", mission.pk)))
    assert "Volunteers not ready yet" in page
    assert "The licence number is missing." in page
    assert "600" in page


def test_volunteers_are_found_by_readiness_profession_and_language() -> None:
    mission, _site = a_full_mission()
    a_volunteer(mission, "interpreter", languages=("ko", "mn"))
    browser = signed_in(an_officer())

    def codes(asked: str) -> list[str]:
        told = browser.get(at("volunteers", mission.pk) + f"?export=json&{asked}")
        return [row["code"] for row in __import__("json").loads(b"".join(told.streaming_content))["rows"]]

    assert codes("ready=no") == ["V002"]
    assert codes("ready=yes") == ["V001", "V003"]
    assert codes("profession=interpreter") == ["V003"]
    assert codes("language=mn") == ["V003"]
    assert codes("q=V001") == ["V001"]
    assert Entry.objects.about(mission).filter(verb="downloaded").count() == 5


def test_a_licence_number_is_shown_only_when_asked_for() -> None:
    mission = a_mission()
    row = a_volunteer(mission, licence="12345678")
    browser = signed_in(an_officer())
    assert "12345678" not in text(browser.get(row.get_absolute_url()))
    assert not Entry.objects.about(row).filter(verb="read_licence").exists()
    assert "12345678" in text(browser.post(row.get_absolute_url()))
    assert Entry.objects.about(row).filter(verb="read_licence").exists()
    reader = signed_in(an_account("Auditor", Role.AUDITOR))
    assert "12345678" not in text(reader.post(row.get_absolute_url()))


def test_a_refused_shift_stays_in_the_form_with_its_sentence() -> None:
    mission, site = a_full_mission(1)
    row = Volunteer.objects.get()
    browser = signed_in(an_officer())
    typed = {
        "site": site.pk,
        "day": FIRST.isoformat(),
        "station": "pharmacy",
        "volunteer": row.pk,
        "starts": "14:00",
        "ends": "15:00",
    }
    answer = browser.post(at("place", mission.pk), typed)
    assert answer.status_code == 422
    assert "Doctor: may not work at this station." in text(answer)
    assert 'value="14:00"' in text(answer)
    answer = browser.post(at("place", mission.pk), typed | {"station": "medical"})
    assert answer.status_code == 302
    assert Shift.objects.count() == 2
    browser.post(at("take_off", mission.pk, Shift.objects.latest("pk").pk))
    assert Shift.objects.count() == 1


def test_a_mission_is_set_up_and_a_volunteer_taken_in_by_the_screens() -> None:
    from tests.makers.activities import an_activity
    from tests.makers.missions import a_person

    activity = an_activity("New mission", kind="mission", starts_on=FIRST, ends_on=END)
    browser = signed_in(an_account("Mission officer", Role.MISSION_OFFICER))
    assert "New mission" in text(browser.get(at("missions")))
    browser.post(at("set_up", activity.pk), {"code": "kh25", "passport_months": 6, "rest_hours": 8})
    mission = Mission.objects.get(code="KH25")
    assert str(mission.pk) in text(browser.get(activity.get_absolute_url()))
    person = a_person("Baterdene")
    typed = {
        "person": f"#{person.pk}",
        "profession": "nurse",
        "licence": "L1",
        "passport_expires_on": "2030-01-01",
    }
    assert browser.post(at("join", mission.pk), typed).status_code == 302
    row = Volunteer.objects.get()
    assert row.licence_number == "L1"
    assert "Baterdene" in text(browser.get(at("find_people") + "?q=Baterdene&field=person"))
    browser.post(at("decide_volunteer", mission.pk, row.pk), {"withdraw": "1"})
    row.refresh_from_db()
    assert row.withdrawn_at


def test_a_consignment_is_seen_through_by_the_screens() -> None:
    partner = an_organisation("Receiving Hospital")
    browser = signed_in(an_account("Mission officer", Role.MISSION_OFFICER))
    typed = {
        "title": "Masks <b>",
        "partner": f"#{partner.pk}",
        "email": "p@example.org",
        "language": "mn",
        "requested_on": "2024-03-04",
        "item-name": "Mask",
        "item-wanted": "100",
        "item-hs_code": "63x",
    }
    answer = browser.post(at("request"), typed)
    assert answer.status_code == 422
    browser.post(at("request"), typed | {"item-hs_code": "6307.90"})
    row = Consignment.objects.get()
    assert "Masks &lt;b&gt;" in text(browser.get(row.get_absolute_url()))
    item = row.items.get()
    browser.post(at("pack_item", row.pk, item.pk), {"number": "M1", "packed": "100", "origin": "kr"})
    lot = Lot.objects.get()
    assert lot.origin == "KR"
    browser.post(at("decide", row.pk, "close"))
    browser.post(at("decide", row.pk, "ship"), {"shipped_on": "2024-04-01"})
    refused = browser.post(
        at("decide", row.pk, "receive"), {"received_on": "2024-04-09", f"lot_{lot.pk}": "90"}
    )
    assert refused.status_code == 422
    assert "Say why the counts differ." in text(refused)
    told = {"received_on": "2024-04-09", f"lot_{lot.pk}": "90", "difference_note": "One box is lost."}
    browser.post(at("decide", row.pk, "receive"), told)
    page = text(browser.get(row.get_absolute_url()))
    assert "-10" in page
    assert "One box is lost." in page
    number = consignments.last_decision(row)
    assert number
    browser.post(at("undo", row.pk, number.number))
    browser.post(at("decide", row.pk, "receive"), told)
    browser.post(at("decide", row.pk, "thank"))
    assert Letter.objects.get(template="consignment_thanks").language == "mn"
    assert "C24-01" in text(browser.get(at("consignments") + "?standing=thanked"))
    assert "C24-01" not in text(browser.get(at("consignments") + "?standing=requested"))


def test_only_real_papers_are_kept_and_handed_out_as_files() -> None:
    row = a_consignment()
    browser = signed_in(an_officer())
    bad = SimpleUploadedFile("proof.pdf", b"<script>alert(1)</script>")
    assert browser.post(at("keep", row.pk), {"kind": "delivery", "file": bad}).status_code == 422
    good = SimpleUploadedFile("proof.pdf", b"%PDF-1.7 signed")
    assert browser.post(at("keep", row.pk), {"kind": "delivery", "file": good}).status_code == 302
    paper = row.papers.get()
    answer = browser.get(paper.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed"
    member = an_account("Member")
    assert signed_in(member).get(paper.get_absolute_url()).status_code == 404


def test_badges_packing_and_customs_lists_are_printed() -> None:
    mission, _site = a_full_mission()
    goods = Consignment.objects.get()
    browser = signed_in(an_officer())
    for address in (
        at("badges", mission.pk),
        at("badges", mission.pk) + f"?of={Volunteer.objects.all()[0].pk}",
        at("packing_list", mission.pk),
        at("customs", goods.pk, "pdf") + "?language=en",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert answer.content.startswith(b"%PDF-"), address
    answer = browser.get(at("customs", goods.pk, "xlsx"))
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert rows[1][1] == "6307.90"
    assert rows[1][6] == 900
    assert rows[1][9] == 450_000


def test_a_volunteer_sees_their_own_mission_and_nothing_else() -> None:
    mission, _site = a_full_mission()
    row = Volunteer.objects.all()[1]
    account = an_account("Volunteer", Role.VOLUNTEER)
    account.person = row.person
    account.save()
    browser = signed_in(account)
    page = text(browser.get(at("mine")))
    assert "V002" in page
    assert "The licence number is missing." in page
    assert "V001" not in page
    for name in ("board", "volunteers", "shifts", "lots", "badges"):
        assert browser.get(at(name, mission.pk)).status_code == 404
    assert browser.get(at("formulary")).status_code == 200
    assert browser.post(at("take_up")).status_code == 404
    assert browser.get(row.get_absolute_url()).status_code == 404


# Sheets


def rows_of(*told: dict[str, Any]) -> list[Row]:
    return [Row(number, values) for number, values in enumerate(told, 2)]


def a_person_row(**words: Any) -> dict[str, Any]:
    empty = {column.key: None for column in MissionVolunteers.columns}
    return (
        empty
        | {
            "mission": "MN24",
            "name": "새봄",
            "email": "s@example.org",
            "profession": "nurse",
            "languages": "ko, mn",
            "licence": "간-1",
            "given_hepatitis_a": date(2024, 1, 10),
        }
        | words
    )


def test_a_sheet_brings_volunteers_in_once_and_then_changes_their_papers() -> None:
    a_mission("MN24")
    officer, sheet = an_officer(), MissionVolunteers()
    rows = rows_of(
        a_person_row(), a_person_row(mission="XX", name="b"), a_person_row(association="Nobody", name="c")
    )
    sheet.plan(rows, by=officer)
    assert [bool(row.faults) for row in rows] == [False, True, True]
    sheet.accept_row(rows[0], by=officer, at=NOW, upload="sheet")
    row = Volunteer.objects.get()
    assert (row.licence_number, sorted(row.languages), row.vaccinations) == (
        "간-1",
        ["ko", "mn"],
        {"hepatitis_a": "2024-01-10"},
    )
    again = rows_of(a_person_row(licence=None), a_person_row(name="d", email="d@example.org"))
    sheet.plan(again, by=officer)
    assert [one.standing for one in again] == ["same", "new"]
    later = rows_of(a_person_row(licence=None, passport_expires_on=date(2030, 1, 1)))
    sheet.plan(later, by=officer)
    assert later[0].changes == ["passport_expires_on"]
    sheet.accept_row(later[0], by=officer, at=NOW, upload="sheet")
    row.refresh_from_db()
    assert row.passport_expires_on == date(2030, 1, 1)
    assert row.licence_number == "간-1"
    assert "licence" not in next(iter(sheet.rows(by=officer)))


def test_a_sheet_of_shifts_refuses_two_places_at_once_within_itself() -> None:
    mission = a_mission("MN24")
    here, there = a_site(mission), a_site(mission)
    row = a_volunteer(mission)
    officer, sheet = an_officer(), MissionShifts()
    told = {
        "mission": "MN24",
        "site": here.letter,
        "day": FIRST,
        "station": "medical",
        "volunteer": row.code,
        "starts": time(9),
        "ends": time(12),
        "interprets": None,
    }
    rows = rows_of(
        told,
        told | {"site": there.letter, "starts": time(11), "ends": time(13)},
        told | {"volunteer": "V9", "starts": time(14)},
    )
    sheet.plan(rows, by=officer)
    assert [bool(one.faults) for one in rows] == [False, True, True]
    assert "other site" in rows[1].faults[0].reason
    sheet.accept_row(rows[0], by=officer, at=NOW, upload="sheet")
    again = rows_of(told)
    sheet.plan(again, by=officer)
    assert again[0].standing == "same"
    assert len(list(sheet.rows(by=officer))) == 1


def test_a_sheet_packs_lots_and_changes_them() -> None:
    site = a_site(a_mission("MN24"))
    a_medicine()
    officer, sheet = an_officer(), MissionLots()
    told = {
        "mission": "MN24",
        "site": site.letter,
        "medicine": "PCM500",
        "number": "L1",
        "expires_on": date(2026, 1, 1),
        "packed": 100,
        "box": None,
        "origin": "KR",
        "value": None,
    }
    rows = rows_of(told, told | {"medicine": "NONE"})
    sheet.plan(rows, by=officer)
    assert [bool(one.faults) for one in rows] == [False, True]
    sheet.accept_row(rows[0], by=officer, at=NOW, upload="sheet")
    again = rows_of(told | {"packed": 120})
    sheet.plan(again, by=officer)
    assert again[0].changes == ["packed"]
    sheet.accept_row(again[0], by=officer, at=NOW, upload="sheet")
    assert Lot.objects.get().packed == 120
