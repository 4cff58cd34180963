"""What the actions write, refuse and note."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naru.activities.actions import (
    activities,
    calendars,
    copies,
    documents,
    moves,
    participations,
    programme,
    results,
)
from naru.activities.models import Activity, BudgetLine, Participation, Postponement
from naru.activities.queries.clashes import clashing
from naru.activities.rules.words import Kind, Measure, ParticipantRole, Standing
from naru.directory.models import Affiliation
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import (
    a_participation,
    a_person,
    a_project,
    a_published_fair,
    a_target,
    a_year,
    almaty,
    an_activity,
    an_organisation,
    bishkek,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def verbs(row: Activity) -> list[str]:
    return list(Entry.objects.about(row).order_by("number").values_list("verb", flat=True))


def test_the_place_gives_country_and_zone() -> None:
    row = an_activity(place=almaty())
    assert (row.zone, row.country_id) == ("Asia/Almaty", "KZ")
    assert an_activity("Seoul talk").zone == "Asia/Seoul"
    activities.change(row, place=bishkek(), zone="Asia/Bishkek", by=None, at=NOW)
    row.refresh_from_db()
    assert (row.zone, row.country_id) == ("Asia/Bishkek", "KG")


def test_every_change_grows_the_sequence_and_is_noted() -> None:
    officer = an_officer()
    row = an_activity()
    assert row.sequence == 0
    activities.change(row, title_en="KITF", by=officer, at=LATER)
    moves.confirm(row, by=officer, at=LATER)
    a_participation(row)
    row.refresh_from_db()
    assert row.sequence == 3
    assert row.changed_at == NOW
    assert verbs(row) == ["planned", "changed", "confirmed", "added"]
    entry = Entry.objects.about(row).get(verb="changed")
    assert entry.before == {"title_en": "KITF 2024"}
    assert entry.after == {"title_en": "KITF"}


def test_a_change_that_changes_nothing_is_no_change() -> None:
    row = an_activity()
    activities.change(row, title_en="KITF 2024", by=None, at=LATER)
    row.refresh_from_db()
    assert (row.sequence, verbs(row)) == (0, ["planned"])


def test_a_life_from_plan_to_archive() -> None:
    day = date(2024, 4, 25)
    row = an_activity(at=datetime(2024, 1, 1, tzinfo=UTC))
    assert row.standing(on=date(2024, 1, 1)) is Standing.PLANNED
    moves.confirm(row, by=None, at=datetime(2024, 2, 1, tzinfo=UTC))
    assert row.standing(on=date(2024, 2, 1)) is Standing.CONFIRMED
    moves.begin(row, by=None, at=datetime(2024, 4, 25, 3, tzinfo=UTC))
    assert (row.began_on, row.standing(on=day)) == (date(2024, 4, 24), Standing.UNDER_WAY)
    with pytest.raises(Refusal):
        moves.archive(row, by=None, at=datetime(2024, 4, 25, 3, tzinfo=UTC))
    moves.finish(row, by=None, at=datetime(2024, 4, 28, 3, tzinfo=UTC))
    assert (row.ended_on, row.standing(on=date(2024, 4, 28))) == (date(2024, 4, 27), Standing.DONE)
    moves.archive(row, by=None, at=NOW)
    with pytest.raises(Refusal, match="archive"):
        activities.change(row, title_en="No", by=None, at=NOW)
    moves.unarchive(row, by=None, at=NOW)
    activities.change(row, title_en="Yes", by=None, at=NOW)


def test_the_day_of_a_deed_is_the_offices_day() -> None:
    row = an_activity(starts_on=date(2024, 4, 24), ends_on=date(2024, 4, 25), confirmed=False, at=NOW)
    moves.confirm(row, by=None, at=NOW)
    # 16:00 UTC on the 23rd is the 24th in Korea.
    moves.begin(row, day=date(2024, 4, 24), by=None, at=datetime(2024, 4, 23, 16, tzinfo=UTC))
    assert row.began_on == date(2024, 4, 24)


def test_postponing_keeps_both_dates_and_waits_for_a_new_word() -> None:
    row = an_activity(starts_on=date(2024, 6, 3), ends_on=date(2024, 6, 5), confirmed=True, published=True)
    with pytest.raises(Refusal, match="Postpone"):
        activities.replan(row, starts_on=date(2024, 6, 10), ends_on=date(2024, 6, 12), by=None, at=NOW)
    moves.postpone(
        row, starts_on=date(2024, 6, 10), ends_on=date(2024, 6, 12), because="Flooding", by=None, at=NOW
    )
    moved = Postponement.objects.get(activity=row)
    assert (moved.starts_on, moved.to_starts_on) == (date(2024, 6, 3), date(2024, 6, 10))
    assert row.standing(on=date(2024, 6, 1)) is Standing.POSTPONED
    moves.confirm(row, by=None, at=LATER)
    assert row.standing(on=date(2024, 6, 1)) is Standing.CONFIRMED
    moves.postpone(row, starts_on=None, ends_on=None, because="No hall", by=None, at=LATER)
    assert (row.starts_on, row.standing(on=date(2024, 7, 1))) == (None, Standing.POSTPONED)


def test_a_decision_can_be_taken_back_while_nothing_came_after_it() -> None:
    row = a_published_fair(starts_on=date(2024, 6, 3), ends_on=date(2024, 6, 5))
    was = (row.starts_on, row.ends_on, row.confirmed_at)
    moves.postpone(
        row, starts_on=date(2024, 7, 1), ends_on=date(2024, 7, 3), because="Storm", by=None, at=LATER
    )
    entry = Entry.objects.about(row).get(verb="postponed")
    moves.undo(row, entry, by=None, at=LATER)
    assert (row.starts_on, row.ends_on, row.confirmed_at) == was
    assert not Postponement.objects.exists()
    with pytest.raises(Refusal, match="since"):
        moves.undo(row, entry, by=None, at=LATER)
    moves.cancel(row, because="War", by=None, at=LATER)
    moves.undo(row, Entry.objects.about(row).get(verb="cancelled"), by=None, at=LATER)
    assert (row.cancelled_at, row.cancelled_because) == (None, "")


def test_an_entry_of_another_activity_takes_nothing_back() -> None:
    row, other = an_activity(), an_activity("Other", confirmed=True)
    entry = Entry.objects.about(other).get(verb="confirmed")
    with pytest.raises(Refusal):
        moves.undo(row, entry, by=None, at=NOW)
    assert moves.undo(other, entry, by=None, at=NOW).confirmed_at is None


def test_changing_the_place_can_be_taken_back() -> None:
    row = an_activity(place=almaty())
    activities.change(row, place=bishkek(), by=None, at=LATER)
    assert row.country_id == "KG"
    moves.undo(row, Entry.objects.about(row).get(verb="changed"), by=None, at=LATER)
    row.refresh_from_db()
    assert (row.place, row.country_id, row.zone) == (almaty(), "KZ", "Asia/Almaty")


def test_an_affiliation_is_kept_as_it_was_then() -> None:
    academy = an_organisation("Tashkent Medical Academy", name_ko="타슈켄트의과대학")
    clinic = an_organisation("New Clinic")
    person = a_person("Muzaffar T.")
    Affiliation.objects.create(
        person=person,
        organisation=academy,
        role="doctor",
        title="Urologist",
        since=date(2015, 1, 1),
        until=date(2022, 1, 1),
    )
    Affiliation.objects.create(person=person, organisation=clinic, role="head", since=date(2022, 1, 1))
    visit = an_activity("Visit", starts_on=date(2017, 5, 1), ends_on=date(2017, 6, 1))
    row = a_participation(visit, person=person, role=ParticipantRole.TRAINEE)
    assert (row.then_organisation, row.then_title) == (academy, "Urologist")
    academy.name = academy.name_latin = "Renamed Academy"
    academy.save()
    person.affiliations.all().delete()
    row.refresh_from_db()
    assert row.then_name == "Tashkent Medical Academy"
    later = an_activity("Talk", starts_on=date(2023, 5, 1), ends_on=date(2023, 5, 2))
    assert a_participation(later, person=person).then_name == ""


def test_named_people_and_head_counts_never_mix() -> None:
    row, person = an_activity(), a_person()
    a_participation(row, person=person)
    a_participation(row, head_count=20)
    a_participation(row, head_count=3, label_en="guests")
    assert row.participations.all().heads() == 23
    with pytest.raises(Refusal):
        a_participation(row, person=person)
    with pytest.raises(Refusal):
        participations.add(row, role="attendee", person=person, head_count=3, label_en="x", by=None, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(person=person).update(head_count=5)


def test_a_withdrawn_participation_can_be_put_back_once() -> None:
    row, person = an_activity(), a_person()
    one = a_participation(row, person=person)
    participations.withdraw_participation(one, by=None, at=LATER)
    assert not row.participations.standing().exists()
    twin = a_participation(row, person=person)
    with pytest.raises(Refusal, match="already"):
        participations.put_back(one, by=None, at=LATER)
    participations.withdraw_participation(twin, by=None, at=LATER)
    participations.put_back(one, by=None, at=LATER)
    assert list(row.participations.standing()) == [one]


def test_an_actual_needs_a_source() -> None:
    row = an_activity()
    target = a_target(row, 1500)
    with pytest.raises(Refusal, match="whose"):
        results.record_reached(target, reached=1800, source=" ", by=None, at=NOW)
    with pytest.raises(Refusal):
        results.record_reached(target, reached=1800, source="us", as_of=date(2030, 1, 1), by=None, at=NOW)
    results.record_reached(target, reached=1800, source="press release", by=None, at=NOW)
    assert target.share == 120
    with pytest.raises(Refusal):
        results.drop_target(target, by=None, at=NOW)
    assert a_target(row, 1600).pk == target.pk
    other = a_target(row, 10, measure=Measure.MOUS)
    results.drop_target(other, by=None, at=NOW)
    assert row.targets.count() == 1


def test_money_spent_needs_a_source() -> None:
    row = an_activity()
    line = results.budget(row, label="Booths", planned_krw=80_000_000, by=None, at=NOW)
    words = {"label": "Booths", "planned_krw": 80_000_000, "fund": "province"}
    with pytest.raises(Refusal):
        results.change_budget(line, spent_krw=60_000_000, by=None, at=NOW, **words)
    results.change_budget(line, spent_krw=60_000_000, source="settlement", by=None, at=NOW, **words)
    assert line.share == 75
    with pytest.raises(Refusal):
        results.drop_budget(line, by=None, at=NOW)


def test_a_document_is_kept_with_its_digest_and_once(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = an_activity()
    file = SimpleUploadedFile("../../plan.pdf", b"a plan")
    kept = documents.keep(row, file=file, title="Plan", by=None, at=NOW)
    assert kept.sha256 == hashlib.sha256(b"a plan").hexdigest()
    assert (kept.name, kept.size) == ("plan.pdf", 6)
    assert "plan" not in kept.file.name
    with pytest.raises(Refusal, match="Plan"):
        documents.keep(row, file=SimpleUploadedFile("b.pdf", b"a plan"), title="", by=None, at=NOW)
    with pytest.raises(Refusal):
        documents.keep(row, file=SimpleUploadedFile("c.pdf", b""), title="", by=None, at=NOW)
    documents.remove(kept, by=None, at=NOW)
    assert documents.keep(row, file=SimpleUploadedFile("b.pdf", b"a plan"), title="", by=None, at=NOW)


def test_a_document_that_does_not_come_to_stand_leaves_no_file_behind(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    row, file = an_activity(), SimpleUploadedFile("plan.pdf", b"a plan")
    with pytest.raises(IntegrityError), transaction.atomic():
        documents.keep(row, file=file, title="Plan", kind=None, by=None, at=NOW)
    assert not row.documents.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_year_is_copied_without_its_people_and_results() -> None:
    fair = a_published_fair()
    forum = an_activity("Forum 2024", kind=Kind.FORUM, part_of=fair, ends_on=date(2024, 4, 26))
    visit = an_activity("Bishkek 2024", place=bishkek(), linked=[fair], starts_on=date(2024, 4, 26))
    a_participation(fair)
    results.record_reached(a_target(fair), reached=1800, source="press", by=None, at=NOW)
    results.budget(fair, label="Booths", planned_krw=8, by=None, at=NOW)
    year = a_year(2025)
    made = copies.copy([forum, fair, visit], year=year, open_days=False, by=None, at=NOW)
    new = {row.title_en: row for row in made}
    assert set(new) == {"KITF 2025", "Forum 2025", "Bishkek 2025"}
    copied = new["KITF 2025"]
    assert (copied.starts_on, copied.ends_on) == (date(2025, 4, 23), date(2025, 4, 26))
    assert (copied.starts_time, copied.zone, copied.place) == (fair.starts_time, "Asia/Almaty", almaty())
    assert new["Forum 2025"].part_of == copied
    assert list(new["Bishkek 2025"].linked.all()) == [copied]
    assert (copied.confirmed_at, copied.published_at) == (None, None)
    assert not copied.participations.exists()
    target = copied.targets.get()
    assert (target.wanted, target.reached) == (1500, None)
    assert copied.budget_lines.get().planned_krw == 8
    assert copied.project.copied_from == fair.project
    assert copies.copy([fair], year=year, open_days=True, by=None, at=NOW) == []
    with pytest.raises(Refusal):
        copies.copy([copied], year=year, open_days=True, by=None, at=NOW)
    later = copies.copy([fair], year=a_year(2026), open_days=True, by=None, at=NOW)[0]
    assert (later.starts_on, later.starts_time) == (None, None)


def test_an_officer_at_two_places_is_warned_of() -> None:
    officer = an_officer()
    fair = a_published_fair(officers=[officer])
    visit = an_activity("Bishkek", place=bishkek(), starts_on=date(2024, 4, 26), officers=[officer])
    an_activity(
        "Next week", place=bishkek(), starts_on=date(2024, 5, 2), ends_on=date(2024, 5, 3), officers=[officer]
    )
    an_activity("Somebody else", place=bishkek(), officers=[an_officer()])
    assert clashing(fair) == [(officer, visit)]
    assert clashing(visit) == [(officer, fair)]
    moves.cancel(visit, because="No flight", by=None, at=NOW)
    assert clashing(fair) == []


def test_a_key_is_kept_as_a_hash_and_replaced() -> None:
    officer = an_officer()
    key = calendars.give_key(officer, by=officer, at=NOW)
    row = officer.calendar_keys.get()
    assert key not in (row.digest, str(row))
    assert row.digest == calendars.digest(key)
    assert all(key not in str(entry.after) for entry in Entry.objects.all())
    other = calendars.give_key(officer, by=officer, at=LATER)
    assert other != key
    assert officer.calendar_keys.filter(revoked_at=None).get().digest == calendars.digest(other)
    calendars.revoke_key(officer, by=officer, at=LATER)
    with pytest.raises(Refusal):
        calendars.revoke_key(officer, by=officer, at=LATER)


def test_a_year_and_a_line_are_opened_once() -> None:
    year = a_year(2024)
    with pytest.raises(Refusal):
        programme.open_year(2024, by=None, at=NOW)
    a_project("fairs")
    with pytest.raises(Refusal):
        programme.open_project(year, line="fairs", title_en="Fairs", by=None, at=NOW)
    with pytest.raises(Refusal):
        programme.open_project(year, line="courses", by=None, at=NOW)


days = st.integers(-3, 3).map(lambda n: date(2024, 4, 25) + timedelta(days=n))


class TestStandingIsOneRule(TestCase):
    """What the tables are asked and what the rule says of a row are the same, whatever the facts."""

    @settings(deadline=None)
    @given(
        st.none() | st.tuples(days, st.integers(1, 3)),
        st.none() | st.tuples(days, st.none() | st.integers(1, 3)),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )
    def test_query_and_rule_agree(self, planned, really, confirmed, postponed, cancelled) -> None:
        row = an_activity(starts_on=None, ends_on=None)
        facts = {
            "starts_on": planned and planned[0],
            "ends_on": planned and planned[0] + timedelta(days=planned[1]),
            "began_on": really and really[0],
            "ended_on": really and really[1] and really[0] + timedelta(days=really[1]),
            "confirmed_at": NOW if confirmed else None,
            "postponed_at": NOW if postponed else None,
            "cancelled_at": NOW if cancelled else None,
            "cancelled_because": "x" if cancelled else "",
        }
        Activity.objects.filter(pk=row.pk).update(**facts)
        row.refresh_from_db()
        on = date(2024, 4, 25)
        found = [one for one in Standing if Activity.objects.filter(pk=row.pk).standing(one, on=on).exists()]
        assert found == [row.standing(on=on)]


def test_money_is_seen_by_the_office_alone():
    results.budget(a_published_fair(), label="Booths", planned_krw=8, by=None, at=NOW)
    assert not BudgetLine.objects.visible_to(AnonymousUser()).exists()
    assert not BudgetLine.objects.visible_to(an_account("Nobody")).exists()
    assert BudgetLine.objects.visible_to(an_officer()).count() == 1
