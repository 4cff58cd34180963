"""Before departure: who is ready, who may stand where, what is packed, and a consignment from request to thanks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.letters.models import Letter
from naru.missions.actions import consignments, formulary, missions, stores, volunteers
from naru.missions.models import Consignment, Lot, Medicine, Mission, Shift, Volunteer
from naru.missions.rules import consignments as moves
from naru.missions.rules import volunteers as rules
from naru.missions.rules.consignments import Standing
from naru.missions.rules.volunteers import Journey, Papers, Place, Turn
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import an_activity
from tests.makers.missions import (
    END,
    FIRST,
    a_consignment,
    a_lot,
    a_medicine,
    a_mission,
    a_person,
    a_shift,
    a_site,
    a_volunteer,
)

DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Ulaanbaatar")
JOURNEY = Journey(FIRST, END, vaccines=("hepatitis_a", "influenza"))
READY = Papers(
    "doctor",
    licence=True,
    licence_expires_on=date(2024, 7, 27),
    passport_expires_on=date(2025, 1, 28),
    vaccinations=(("hepatitis_a", date(2010, 5, 1)), ("influenza", date(2023, 10, 1))),
)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def but(**words: Any) -> Papers:
    return Papers(**{**READY.__dict__, **words})


@pytest.mark.parametrize(
    ("papers", "missing"),
    [
        (READY, []),
        (but(licence=False), ["The licence number is missing."]),
        (but(profession="student", licence=False), []),
        (
            but(licence_expires_on=date(2024, 7, 26)),
            ["The licence expires on 26 July 2024, before the mission ends."],
        ),
        (but(licence_expires_on=None), []),
        (but(passport_expires_on=None), ["The passport’s expiry is not known."]),
        (
            but(passport_expires_on=date(2025, 1, 27)),
            ["The passport expires on 27 January 2025; it must hold until 28 January 2025."],
        ),
        (but(vaccinations=READY.vaccinations[1:]), ["Not vaccinated: Hepatitis A."]),
        (
            but(vaccinations=(READY.vaccinations[0], ("influenza", date(2023, 7, 27)))),
            ["The vaccination has run out: Influenza."],
        ),
        (
            but(vaccinations=(("hepatitis_a", date(2024, 7, 11)), READY.vaccinations[1])),
            ["Vaccinated too late before the departure: Hepatitis A."],
        ),
        (but(withdrawn=True, licence=False), ["Does not take part any more."]),
        (
            but(profession="interpreter", licence=False, languages=("ko",)),
            ["An interpreter’s languages are missing."],
        ),
    ],
)
def test_readiness_follows_from_the_papers(papers: Papers, missing: list[str]) -> None:
    assert rules.why_not_ready(papers, JOURNEY) == missing


def a_turn(
    day: int = 0, first: int = 9, last: int = 12, *, site: str = "A", station: str = "medical"
) -> Turn:
    def at(hour: int) -> datetime:
        return datetime.combine(FIRST + day * DAY, time(hour), ZONE)

    return Turn(site, f"Site {site}", station, at(first), at(last))


@pytest.mark.parametrize(
    ("papers", "turn", "taken", "why"),
    [
        (READY, a_turn(), [], None),
        (READY, a_turn(-1), [], "The site is not open on this day."),
        (READY, a_turn(4), [], "The site is not open on this day."),
        (READY, a_turn(first=12, last=12), [], "A shift ends after it begins."),
        (READY, a_turn(), [a_turn(first=11, last=13, station="triage")], "station Vital"),
        (READY, a_turn(), [a_turn(first=11, last=13, site="B")], "Is at the other site Site B at that time."),
        (READY, a_turn(), [a_turn(first=12, last=18)], None),
        (READY, a_turn(1, 6, 9), [a_turn(first=18, last=23)], "Less than 8 hours of rest"),
        (READY, a_turn(1, 7, 9), [a_turn(first=18, last=23)], None),
        (READY, a_turn(station="pharmacy"), [], "Doctor: may not work at this station."),
        (but(profession="pharmacist"), a_turn(station="pharmacy"), [], None),
        (but(licence_expires_on=FIRST - DAY), a_turn(), [], "The licence expired on 23 July 2024."),
        (but(licence_expires_on=FIRST), a_turn(), [], None),
        (but(licence=False), a_turn(), [], "The licence number is missing."),
        (but(licence=False), a_turn(station="registration"), [], None),
        (but(withdrawn=True), a_turn(station="exit"), [], "Does not take part any more."),
    ],
)
def test_a_shift_is_refused_with_its_reason(
    papers: Papers, turn: Turn, taken: list[Turn], why: str | None
) -> None:
    found = rules.why_not_place(papers, Place(turn, FIRST, END, taken=taken), rest_hours=8)
    assert found is None if why is None else why in (found or ""), found


def test_whoever_interprets_speaks_two_languages_and_may_stand_anywhere() -> None:
    turn = Turn("A", "A", "pharmacy", a_turn().starts_at, a_turn().ends_at, interprets=True)
    spot = Place(turn, FIRST, END)
    two = Papers("interpreter", languages=("ko", "mn"))
    assert rules.why_not_place(two, spot, rest_hours=8) is None
    assert rules.why_not_place(Papers("interpreter", languages=("ko",)), spot, rest_hours=8)


def test_codes_are_never_given_twice() -> None:
    assert rules.next_code([]) == "V001"
    assert rules.next_code(["V001", "V007", "odd"]) == "V008"
    assert rules.next_code(["V999"]) == "V1000"


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        (moves.Facts(), Standing.REQUESTED),
        (moves.Facts(packed_at=NOW), Standing.PACKED),
        (moves.Facts(NOW, FIRST), Standing.SHIPPED),
        (moves.Facts(NOW, FIRST, FIRST), Standing.RECEIVED),
        (moves.Facts(NOW, FIRST, FIRST, NOW), Standing.THANKED),
        (moves.Facts(NOW, cancelled_at=NOW), Standing.CANCELLED),
    ],
)
def test_a_consignment_stands_where_its_decisions_say(facts: moves.Facts, standing: Standing) -> None:
    assert moves.standing(facts) is standing
    for move in moves.Move:
        assert (moves.why_not_move(move, facts) is None) == (standing in moves.FROM[move])


# The tables


@pytest.mark.django_db
def test_setting_up_is_refused_with_a_reason() -> None:
    mission = a_mission("MN24")
    with pytest.raises(Refusal, match="set up as a mission already"):
        missions.set_up(mission.activity, code="X", by=None, at=NOW)
    fair = an_activity()
    with pytest.raises(Refusal, match="kind mission"):
        missions.set_up(fair, code="X", by=None, at=NOW)
    other = an_activity("Other", kind="mission", starts_on=FIRST, ends_on=END)
    with pytest.raises(Refusal, match="has this code"):
        missions.set_up(other, code=" mn24", by=None, at=NOW)


@pytest.mark.django_db
def test_sites_get_letters_and_keep_within_the_days() -> None:
    mission = a_mission()
    assert [a_site(mission).letter, a_site(mission).letter] == ["A", "B"]
    with pytest.raises(Refusal, match="within those of the mission"):
        a_site(mission, ends_on=END + DAY)
    with pytest.raises(Refusal, match="time zone"):
        a_site(mission, zone="Mars/Olympus")
    site = mission.sites.first()
    assert site
    missions.want(site, day=FIRST, wanted=625, by=None, at=NOW)
    missions.want(site, day=FIRST, wanted=600, by=None, at=NOW)
    assert site.targets.get().wanted == 600
    with pytest.raises(Refusal, match="not open"):
        missions.want(site, day=END, wanted=1, by=None, at=NOW)


@pytest.mark.django_db
def test_a_licence_number_is_sealed_and_its_reading_noted() -> None:
    row = a_volunteer(a_mission(), licence="의-123456")
    raw = Volunteer.objects.values_list("licence", flat=True).get(pk=row.pk)
    assert "123456" not in raw
    assert "123456" not in str(list(Entry.objects.values_list("after", flat=True)))
    assert volunteers.read_licence(row, by=None, at=NOW) == "의-123456"
    assert Entry.objects.about(row).filter(verb="read_licence").count() == 1
    assert row.licence_digest == rules.licence_digest(" 의-123456 ".strip(), secret="x" * 0 or _secret())
    volunteers.change(row, licence="", note="n", by=None, at=NOW)
    row.refresh_from_db()
    assert row.licence_number == "의-123456"


def _secret() -> str:
    from django.conf import settings

    return str(settings.SECRET_KEY)


@pytest.mark.django_db
def test_a_volunteer_joins_once_withdraws_from_all_shifts_and_comes_back() -> None:
    site = a_site()
    mission = site.mission
    row = a_volunteer(mission)
    a_shift(row, site)
    with pytest.raises(Refusal, match="already"):
        a_volunteer(mission, person=row.person)
    volunteers.withdraw(row, by=None, at=NOW)
    assert not Shift.objects.exists()
    assert row.why_not_ready() == ["Does not take part any more."]
    assert a_volunteer(mission).code == "V002"
    volunteers.bring_back(row, by=None, at=NOW)
    assert row.why_not_ready() == []


@pytest.mark.django_db
def test_two_places_at_once_are_refused_by_the_action() -> None:
    here = a_site()
    there = a_site(here.mission)
    row = a_volunteer(here.mission)
    a_shift(row, here)
    with pytest.raises(Refusal, match="other site A"):
        a_shift(row, there)
    with pytest.raises(Refusal, match="another mission"):
        a_shift(a_volunteer(a_mission()), here, starts=time(13), ends=time(14))
    assert Shift.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en", "ru", "mn", "vi", "zh-hans"])
def test_the_briefing_comes_in_each_language_with_shifts_and_what_is_missing(language: str) -> None:
    site = a_site()
    person = a_person(email="v@example.org", language=language)
    row = a_volunteer(site.mission, person=person, passport_expires_on=None)
    a_shift(row, site)
    volunteers.brief(row, by=None, at=NOW)
    letter = Letter.objects.get(template="mission_briefing")
    assert letter.language == language
    assert row.code in letter.body
    assert "Ulaanbaatar" in letter.body
    assert "09:00–12:00" in letter.body
    assert row.briefed_at == NOW
    if language == "en":
        assert "The passport’s expiry is not known." in letter.body


@pytest.mark.django_db
def test_the_formulary_is_taken_up_once_and_changed_with_history() -> None:
    assert formulary.take_up(by=None, at=NOW) > 115
    assert formulary.take_up(by=None, at=NOW) == 0
    row = Medicine.objects.get(code="PCM500")
    assert {one.code: one for one in formulary.listed()}["PCM500"] == row.facts()
    formulary.change(row, days=5, by=None, at=NOW, why="shorter courses")
    entry = Entry.objects.about(row).latest("number")
    assert (entry.before, entry.after) == ({"days": 3}, {"days": 5})
    with pytest.raises(Refusal, match="above the highest dose"):
        formulary.change(row, adult_mg=2000, by=None, at=NOW)


@pytest.mark.django_db
def test_lots_get_codes_and_none_is_packed_that_expires_before() -> None:
    site = a_site(a_mission("MN24"))
    assert [a_lot(site).code, a_lot(site).code] == ["MN24-001", "MN24-002"]
    with pytest.raises(Refusal, match="expires before"):
        a_lot(site, expires_on=FIRST - DAY)
    lot = Lot.objects.get(code="MN24-002")
    stores.remove_lot(lot, by=None, at=NOW)
    assert a_lot(site).code == "MN24-003"
    assert [one.code for one in Lot.objects.all().of_site(site)] == ["MN24-001", "MN24-003"]


@pytest.mark.django_db
def test_equipment_is_counted_out_and_home() -> None:
    row = stores.add_equipment(a_mission(), name="Ultrasound", wanted=2, by=None, at=NOW)
    with pytest.raises(Refusal, match="packed first"):
        stores.count_equipment(row, stage="returned", pieces=2, by=None, at=NOW)
    stores.count_equipment(row, stage="packed", pieces=2, by=None, at=NOW)
    stores.count_equipment(row, stage="returned", pieces=1, by=None, at=NOW)
    with pytest.raises(Refusal, match="It is packed"):
        stores.remove_equipment(row, by=None, at=NOW)


def a_shipped_consignment() -> Consignment:
    row = a_consignment()
    item = row.items.get()
    consignments.pack(item, packed=600, number="M1", by=None, at=NOW)
    consignments.pack(item, packed=400, number="M2", by=None, at=NOW)
    consignments.close(row, by=None, at=NOW)
    consignments.ship(row, shipped_on=date(2024, 4, 1), carrier="Sea", by=None, at=NOW)
    return row


@pytest.mark.django_db
def test_a_consignment_goes_from_the_request_to_the_thanks_with_its_difference() -> None:
    row = a_shipped_consignment()
    first, second = row.lots.order_by("code")
    told: dict[str, Any] = {"received_on": date(2024, 5, 1), "by": None, "at": NOW}
    with pytest.raises(Refusal, match="Count every lot"):
        consignments.receive(row, counts={first.pk: 600}, **told)
    with pytest.raises(Refusal, match="Say why"):
        consignments.receive(row, counts={first.pk: 600, second.pk: 390}, **told)
    consignments.receive(
        row, counts={first.pk: 600, second.pk: 390}, difference_note="One box was wet.", **told
    )
    second.refresh_from_db()
    assert second.difference() == -10
    listed = Consignment.objects.all().for_list().get()
    assert (listed.lots_packed, listed.lots_differ, listed.pieces_differ) == (2, 1, 10)
    assert row.standing is Standing.RECEIVED
    consignments.thank(row, by=None, at=NOW)
    letter = Letter.objects.get(template="consignment_thanks")
    assert "990" in "".join(letter.body.split()) or "390" in letter.body
    assert row.standing is Standing.THANKED


@pytest.mark.django_db
def test_moves_out_of_turn_are_refused() -> None:
    row = a_consignment()
    on = date(2024, 4, 1)
    with pytest.raises(Refusal, match="Nothing is packed"):
        consignments.close(row, by=None, at=NOW)
    with pytest.raises(Refusal, match="Close the packing first"):
        consignments.ship(row, shipped_on=on, by=None, at=NOW)
    with pytest.raises(Refusal, match="not been shipped"):
        consignments.receive(row, received_on=on, counts={}, by=None, at=NOW)
    with pytest.raises(Refusal, match="not arrived"):
        consignments.thank(row, by=None, at=NOW)
    shipped = a_shipped_consignment()
    with pytest.raises(Refusal, match="on its way"):
        consignments.cancel(shipped, because="x", by=None, at=NOW)
    with pytest.raises(Refusal, match="closed"):
        consignments.pack(shipped.items.get(), packed=1, by=None, at=NOW)
    with pytest.raises(Refusal, match="before it was shipped"):
        consignments.receive(shipped, received_on=date(2024, 3, 1), counts={}, by=None, at=NOW)
    with pytest.raises(Refusal, match="has not come"):
        consignments.receive(shipped, received_on=date(2024, 6, 1), counts={}, by=None, at=NOW)


@pytest.mark.django_db
def test_the_last_decision_is_taken_back_and_no_other() -> None:
    row = a_shipped_consignment()
    lots = list(row.lots.all())
    counts = {lot.pk: lot.packed for lot in lots}
    consignments.receive(row, received_on=date(2024, 5, 1), counts=counts, by=None, at=NOW)
    last = consignments.last_decision(row)
    assert last
    with pytest.raises(Refusal, match="decided since"):
        consignments.undo(row, number=last.number - 1, by=None, at=NOW)
    consignments.undo(row, number=last.number, by=None, at=NOW)
    row.refresh_from_db()
    assert row.standing is Standing.SHIPPED
    assert not row.lots.filter(received__isnull=False).exists()


@pytest.mark.django_db
def test_what_is_on_the_way_is_not_yet_the_sites() -> None:
    site = a_site()
    row = a_consignment(mission=site.mission, site=site, items=[{"medicine": a_medicine(), "wanted": 500}])
    lot = consignments.pack(row.items.get(), packed=500, expires_on=END + DAY, by=None, at=NOW)
    assert not Lot.objects.all().of_site(site).exists()
    consignments.close(row, by=None, at=NOW)
    consignments.ship(row, shipped_on=date(2024, 5, 1), by=None, at=NOW)
    consignments.receive(
        row, received_on=date(2024, 5, 2), counts={lot.pk: 480}, difference_note="broken", by=None, at=NOW
    )
    assert [one.expected for one in Lot.objects.all().of_site(site)] == [480]


@pytest.mark.django_db
def test_a_paper_is_kept_once_and_its_handing_out_noted() -> None:
    row = a_consignment()
    paper = consignments.keep(row, file=ContentFile(b"signed", "proof.pdf"), kind="delivery", by=None, at=NOW)
    with pytest.raises(Refusal, match="kept here already"):
        consignments.keep(row, file=ContentFile(b"signed", "b.pdf"), kind="delivery", by=None, at=NOW)
    with pytest.raises(Refusal, match="empty"):
        consignments.keep(row, file=ContentFile(b"", "c.pdf"), kind="delivery", by=None, at=NOW)
    consignments.hand_out(paper, by=None, at=NOW)
    assert Entry.objects.about(row).filter(verb="downloaded").exists()


@pytest.mark.django_db
def test_who_sees_what() -> None:
    site = a_site()
    mine, other = a_volunteer(site.mission), a_volunteer(site.mission)
    a_shift(mine, site)
    a_shift(other, site, starts=time(13), ends=time(15))
    a_mission()
    account: Account = an_account("Volunteer", Role.VOLUNTEER)
    account.person = mine.person
    account.save()
    assert list(Mission.objects.all().visible_to(account)) == [site.mission]
    assert list(Volunteer.objects.all().visible_to(account)) == [mine]
    assert Shift.objects.all().visible_to(account).count() == 1
    assert Consignment.objects.all().visible_to(account).count() == 0
    assert Mission.objects.all().visible_to(an_officer()).count() == 2
    assert Mission.objects.all().visible_to(an_account("Nobody")).count() == 0
    assert Mission.objects.all().visible_to(an_account("B", Role.MISSION_OFFICER)).count() == 2
