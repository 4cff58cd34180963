"""`naru mds_report`: what tablets wrote becomes two rows of 178 columns, and each cell knows from whom."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from naru.history.book import Refusal
from naru.history.models import Entry as Noted
from naru.missions.actions import reports
from naru.missions.queries.daily import daily_of
from tests.makers.accounts import NOW, an_account
from tests.makers.clinic import Hand, a_site, a_tablet

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 25)


def a_seen(
    hand: Hand, *codes: str, outcome: str = "home", day: str = "2024-07-25", **words
) -> tuple[str, str]:
    """Somebody who was registered, seen and left; nothing is sent yet."""
    consultation = {
        key: words.pop(key) for key in ("referral", "follow_up", "procedures", "sponsor") if key in words
    }
    returning = words.pop("returning", False)
    vitals = words.pop("vitals", None)
    of = words.pop("of", None) or hand.registers(**words)
    visit = hand.arrives(of, day, returning=returning)
    if vitals:
        hand.writes("vitals.taken", vitals, of=of, visit=visit)
    body = {
        "specialty": "medical",
        "diagnoses": [{"code": code} for code in codes],
        "procedures": [],
    } | consultation
    hand.writes("consultation.recorded", body, of=of, visit=visit)
    if outcome:
        hand.writes("visit.exited", {"outcome": outcome}, of=of, visit=visit)
    return of, visit


def printed(site, *options: str, day: str = "2024-07-25") -> str:
    out = io.StringIO()
    call_command("mds_report", site.mission.code, "--site", site.letter, "--day", day, *options, stdout=out)
    return out.getvalue()


def cells(site, *options: str) -> dict[str, str]:
    head, row = list(csv.reader(io.StringIO(printed(site, "--csv", *options))))
    assert (len(head), len(row)) == (178, 178)
    return dict(zip(head, row, strict=True))


def test_the_dead_the_admitted_and_those_who_came_dead_stand_where_they_belong():
    site = a_site()
    hand = a_tablet(site)
    for outcome, times in (
        ("died", 3),
        ("dead_on_arrival", 2),
        ("admitted", 1),
        ("referred", 4),
        ("home", 5),
    ):
        for _time in range(times):
            a_seen(hand, "I21.9", outcome=outcome)
    hand.sends()
    told = cells(site)
    assert [told[column] for column in ("MDS39", "MDS40", "p", "MDS41", "MDS42", "MDS43")] == [
        "4",
        "1",
        "1",
        "2",
        "3",
        "0",
    ]
    assert (told["o"], told["Total1"], told["MDS24:5-"], told["51"]) == ("15", "15", "15", "1")


def test_a_report_counts_what_stands_and_every_cell_names_its_visits():
    site = a_site()
    hand = a_tablet(site)
    _of, cold = a_seen(hand, "J06.9", sex="female", birth_on="2021-01-01")
    of, wrong = a_seen(hand, "A09", birth_on="1950-01-01")
    hand.writes(
        "consultation.recorded",
        {"specialty": "medical", "diagnoses": [{"code": "A03.9"}], "procedures": [{"code": "wound.suture"}],
         "follow_up": {"what": "stitches out"}},
        of=of, visit=wrong, corrects=hand.made[-2]["id"],
    )  # fmt: skip
    a_seen(hand, "J06.9", day="2024-07-26")
    hand.sends()
    told = json.loads(printed(site, "--json"))
    assert told["edition"] == "2026.1"
    assert told["cells"]["MDS9:0"] == {
        "value": 1, "counted": [{"visit": cold, "rule": "infection.respiratory", "code": "J06.9"}]
    }  # fmt: skip
    assert [one["visit"] for one in told["cells"]["Total11"]["counted"]] == [wrong]
    assert "Total10" not in told["cells"]
    assert (told["values"]["MDS32:5-"], told["values"]["MDS37"], told["values"]["MDS36"]) == ("1", "1", "1")
    assert (told["values"]["h"], told["values"]["g"]) == ("25/07/2024", "28/07/2024")


def test_protection_is_printed_to_those_who_ask_for_it_alone():
    site = a_site()
    hand = a_tablet(site)
    a_seen(hand, "T74.2", birth_on="2012-01-01")
    hand.sends()
    assert [cells(site)[column] for column in ("MDS47", "MDS49", "53")] == ["", "", ""]
    assert [cells(site, "--confidential")[column] for column in ("MDS47", "MDS49", "53")] == ["1", "1", "1"]
    assert "MDS49" not in json.loads(printed(site, "--json"))["cells"]


def test_what_is_not_there_is_refused_in_a_sentence():
    site = a_site()
    for arguments, says in (
        (["NONE", "--site", "A", "--day", "2024-07-25"], "no mission NONE"),
        ([site.mission.code, "--site", "Z", "--day", "2024-07-25"], "no site Z"),
        ([site.mission.code, "--site", "A", "--day", "25.7."], "no day"),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("mds_report", *arguments)


def test_a_person_adds_needs_heads_and_additional_items():
    site = a_site()
    hand = a_tablet(site)
    a_seen(hand, "A90")
    hand.sends()
    by = an_account()
    told = {
        "answers": {62: True, 51: False},
        "additional": {19: "A90 A97"},
        "heading": {"beds": 4, "phone": "+976"},
    }
    reports.tell_day(site, DAY, **told, relation="direct", remarks="wind", by=by, at=NOW)
    after = cells(site)
    assert [after[column] for column in ("62", "51", "Total19", "Total29", "r", "e", "MDS44", "MDS46")] == [
        "1", "0", "1", "0", "4", "+976", "1", "0",
    ]  # fmt: skip
    assert Noted.objects.filter(verb="told_day").count() == 1
    reports.tell_day(site, DAY, **told, relation="direct", remarks="wind", by=by, at=NOW)
    assert Noted.objects.filter(verb="told_day").count() == 1
    assert daily_of(site, date(2024, 7, 26)).heading.beds == 4


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"answers": {42: True}}, "51 to 65"),
        ({"additional": {29: "A90"}}, "19 to 22"),
        ({"additional": {19: "dengue"}}, "ICD-10"),
        ({"day": date(2024, 8, 1)}, "does not work"),
    ],
)
def test_what_cannot_be_added_is_refused(told, says):
    given = {"answers": {}, "additional": {}, "heading": {}} | told
    day = given.pop("day", DAY)
    with pytest.raises(Refusal, match=says):
        reports.tell_day(a_site(), day, **given, by=None, at=NOW)


def test_a_day_is_counted_in_as_many_questions_whatever_its_size(django_assert_num_queries):
    site = a_site()
    hand = a_tablet(site)
    a_seen(hand, "J06.9")
    hand.sends()
    with django_assert_num_queries(2):
        daily_of(site, DAY)
    for _time in range(5):
        a_seen(hand, "I10", outcome="died")
    hand.sends()
    with django_assert_num_queries(2):
        assert daily_of(site, DAY).report.value("o") == 6
