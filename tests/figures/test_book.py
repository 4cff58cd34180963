"""Readings taken in, counted, frozen, counted again, corrected and cited."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from naru.activities.actions import participations
from naru.activities.models import Participation
from naru.figures import book
from naru.figures.models import Correction, Reading, Record, Source, Use
from naru.figures.rules.words import Verdict
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_analyst
from tests.makers.activities import a_participation, an_organisation
from tests.makers.figures import (
    YEAR,
    a_count,
    a_frozen_count,
    a_report,
    a_source,
    organisations_taking_part,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def test_a_reported_value_keeps_its_source_and_speaks_every_language():
    reading = a_report(636, since=date(2011, 1, 1), place="Last paragraph")
    assert reading.spoken("ko") == "636명"
    assert reading.spoken("en") == "636 medical staff"
    assert reading.spoken("ru") == "636 медиков"
    assert reading.as_of == date(2023, 1, 31)
    assert book.latest("training.completed_cumulative") == reading


def test_the_same_report_twice_is_one_reading():
    source = a_source()
    assert a_report(636, source=source) == a_report(636, source=source)
    assert Reading.objects.count() == 1
    assert a_report(637, source=source) != a_report(636, source=source)


def test_a_report_of_an_unknown_figure_or_a_period_without_end_is_refused():
    with pytest.raises(LookupError):
        a_report(5, key="no.such")
    with translation.override("en"), pytest.raises(Refusal, match="count in a period"):
        a_report(5, key="fairs.visitors_counted")
    with translation.override("en"), pytest.raises(Refusal, match="below zero"):
        a_report(-5)


def test_the_table_itself_refuses_a_reported_value_without_source():
    reading = a_report(636)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(source=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(value=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(frozen_at=NOW)


def test_a_source_is_updated_under_its_key():
    first = a_source("one", title="Old")
    assert a_source("one", title="New") == first
    assert Source.objects.get(key="one").title == "New"
    assert Entry.objects.about(first).filter(verb="changed").get().before == {"title": "Old"}


def test_latest_prefers_the_better_source_of_the_same_period_and_leaves_out_targets():
    share = a_report(
        46200, key="patients.korea", share="12.2", quality="share_only", qualifier="about", **YEAR
    )
    exact = a_report(46044, key="patients.korea", **YEAR)
    book.plan("patients.korea", 99999, by=None, at=NOW, **YEAR)
    assert book.latest("patients.korea") == exact
    assert book.series("patients.korea") == [exact]
    assert share in Reading.objects.of("patients.korea")
    assert book.latest("patients.korea", on=date(2023, 12, 31)) is None


def test_second_hand_is_shown_only_where_there_is_nothing_else():
    rumour = a_report(2010000, key="patients.korea", quality="second_hand", **YEAR)
    assert book.latest("patients.korea") == rumour
    older = a_report(605768, key="patients.korea", since=date(2023, 1, 1), until=date(2024, 1, 1))
    assert book.latest("patients.korea") == older
    assert book.series("patients.korea") == [older, rumour]


def test_a_figure_without_total_leads_with_its_own_dimensions():
    seoul = a_report(473340, key="patients.by_region", dimensions={"region": "seoul"}, **YEAR)
    assert book.latest("patients.by_region") is None
    home = a_report(50900, key="patients.by_region", dimensions={"region": "gyeonggi"}, **YEAR)
    assert book.latest("patients.by_region") == home
    assert book.latest("patients.by_region", region="seoul") == seoul


def test_a_count_keeps_the_records_that_it_counted():
    first, second = organisations_taking_part(2)
    reading = a_count()
    assert reading.value == 2
    assert reading.records_count == 2
    assert {row.key for row in reading.records.all()} == {str(first.pk), str(second.pk)}
    assert reading.method == "Organisations with a part in an activity of the period."


def test_a_count_asks_the_period_and_the_dimensions():
    organisations_taking_part(1)
    assert a_count(since=date(2023, 1, 1), until=date(2024, 1, 1)).value == 0
    assert a_count(country="KZ").value == 0
    with pytest.raises(LookupError):
        a_count("patients.korea")


def test_a_frozen_reading_is_whole_and_any_change_in_the_tables_breaks_its_seal():
    organisations_taking_part(2)
    reading = a_frozen_count()
    assert Reading.objects.get(pk=reading.pk).is_whole()
    for change in (
        lambda: Reading.objects.filter(pk=reading.pk).update(value=3),
        lambda: Reading.objects.filter(pk=reading.pk).update(as_of=date(2020, 1, 1)),
        lambda: Record.objects.filter(reading=reading).first().delete(),
        lambda: Record.objects.filter(reading=reading).update(digest="0" * 64),
        lambda: Record.objects.filter(reading=reading).update(amount=7),
    ):
        point = transaction.savepoint()
        change()
        assert not Reading.objects.get(pk=reading.pk).is_whole()
        transaction.savepoint_rollback(point)
    assert Reading.objects.get(pk=reading.pk).is_whole()


def test_freezing_is_told_by_history_and_done_once():
    analyst = an_analyst()
    reading = book.freeze(a_report(), by=analyst, at=NOW)
    entry = Entry.objects.about(reading).get(verb="froze")
    assert entry.by == analyst
    assert entry.after["digest"] == reading.digest
    with translation.override("en"), pytest.raises(Refusal, match="frozen already"):
        book.freeze(reading, by=analyst, at=NOW)


def test_a_recount_finds_what_was_added_removed_and_changed():
    first, second = organisations_taking_part(2)
    reading = a_frozen_count()
    assert book.recount(reading).agrees
    late = an_organisation("Late Hospital")
    fair = Participation.objects.first().activity
    a_participation(fair, organisation=late, role="exhibitor")
    participations.withdraw_participation(
        Participation.objects.get(organisation=first), by=None, at=LATER, why="Did not come."
    )
    type(second).objects.filter(pk=second.pk).update(kind="clinic")
    found = book.recount(reading)
    assert [each.key for each in found.added] == [str(late.pk)]
    assert [each.key for each in found.removed] == [str(first.pk)]
    assert [each.key for each in found.changed] == [str(second.pk)]
    assert (found.then, found.now) == (2, 2)
    assert not found.agrees


def test_a_name_that_the_figure_does_not_count_may_change_without_a_finding():
    (one,) = organisations_taking_part(1)
    reading = a_frozen_count()
    type(one).objects.filter(pk=one.pk).update(name="Renamed Hospital")
    assert book.recount(reading).agrees


def test_a_difference_waits_once_and_is_corrected_in_the_open():
    organisations_taking_part(1)
    reading = a_frozen_count()
    use = book.cite(reading, title="Bulletin", url="/en/news/1/", language="en", at=NOW, by=None)
    a_participation(
        Participation.objects.first().activity, organisation=an_organisation("Late"), role="exhibitor"
    )
    waiting = book.check(reading, by=None, at=LATER)
    assert book.check(reading, by=None, at=LATER) == waiting
    assert (waiting.verdict, waiting.value_then, waiting.value_now) == (Verdict.WAITING, 1, 2)
    newer = book.correct(reading, reason="Entered late.", by=None, at=LATER)
    assert newer.value == 2
    assert newer.is_frozen
    reading = Reading.objects.get(pk=reading.pk)
    assert reading.value == 1
    assert reading.is_whole()
    assert reading.newest() == newer
    assert list(newer.earlier()) == [reading]
    assert book.latest("records.organisations") == newer
    assert Use.objects.for_list().get(pk=use.pk).reading.replacement == newer
    settled = Correction.objects.get()
    assert (settled.verdict, settled.replacement, settled.why) == (
        Verdict.CORRECTED,
        newer,
        "Entered late.",
    )
    assert book.check(newer, by=None, at=LATER) is None
    with translation.override("en"), pytest.raises(Refusal, match="corrected already"):
        book.correct(reading, reason="Again.", by=None, at=LATER)


def test_a_published_number_may_stand_and_the_same_finding_is_not_raised_again():
    organisations_taking_part(1)
    reading = a_frozen_count()
    fair = Participation.objects.first().activity
    a_participation(fair, organisation=an_organisation("Late"), role="exhibitor")
    waiting = book.check(reading, by=None, at=LATER)
    book.let_stand(waiting, reason="It counts those present on the first day.", by=None, at=LATER)
    assert book.check(reading, by=None, at=LATER).verdict == Verdict.LET_STAND
    a_participation(fair, organisation=an_organisation("Later still"), role="exhibitor")
    assert book.check(reading, by=None, at=LATER).verdict == Verdict.WAITING
    with translation.override("en"), pytest.raises(Refusal, match="settled already"):
        book.let_stand(waiting, reason="Once more.", by=None, at=LATER)


def test_a_waiting_difference_that_vanishes_is_settled_by_itself():
    organisations_taking_part(1)
    reading = a_frozen_count()
    part = a_participation(
        Participation.objects.first().activity, organisation=an_organisation("Late"), role="exhibitor"
    )
    book.check(reading, by=None, at=LATER)
    participations.withdraw_participation(part, by=None, at=LATER, why="Entered by mistake.")
    assert book.check(reading, by=None, at=LATER) is None
    assert Correction.objects.get().verdict == Verdict.LET_STAND


def test_a_reported_value_is_corrected_by_a_newer_reading_with_a_reason():
    reading = book.freeze(a_report(630), by=None, at=NOW)
    with translation.override("en"), pytest.raises(Refusal, match="Say why"):
        book.correct(reading, value=636, reason=" ", by=None, at=LATER)
    newer = book.correct(reading, value=636, reason="A digit was misread.", by=None, at=LATER)
    back = book.correct(newer, value=630, reason="It was right at first.", by=None, at=LATER)
    assert [each.value for each in back.earlier()] == [636, 630]
    assert len({reading.code, newer.code, back.code}) == 3
    assert Correction.objects.filter(verdict=Verdict.CORRECTED).count() == 2


def test_a_cumulative_count_adds_what_was_counted_since_the_report():
    book.declare(
        "test.cumulative",
        "Organisations since 2011",
        unit="organisation",
        definition="Organisations that took part since 2011, reported until 2023 and counted since.",
        kind=book.Kind.CUMULATIVE,
        since=date(2011, 1, 1),
        topic="Test",
        query=book.named("records.organisations").query,
    )
    try:
        base = a_report(100, key="test.cumulative", until=date(2024, 1, 1))
        organisations_taking_part(3)
        reading = book.count("test.cumulative", until=date(2025, 1, 1), by=None, at=NOW)
        assert (reading.value, reading.baseline, reading.counted_part) == (103, base, 3)
        assert reading.since == date(2011, 1, 1)
        reading = book.freeze(reading, by=None, at=NOW)
        assert book.recount(reading).agrees
        book.correct(base, value=110, reason="Ten were left out.", by=None, at=LATER)
        reading = Reading.objects.get(pk=reading.pk)
        found = book.recount(reading)
        assert (found.then, found.now) == (103, 113)
        assert reading.is_whole()
    finally:
        del book.FIGURES["test.cumulative"]


def test_a_target_takes_the_place_of_the_one_before_and_is_never_frozen():
    first = book.plan("missions.members", 100, by=None, at=NOW, **YEAR)
    assert book.plan("missions.members", 100, by=None, at=NOW, **YEAR) == first
    second = book.plan("missions.members", 110, by=None, at=NOW, **YEAR)
    assert second.supersedes == first
    assert Reading.objects.plans().current().get() == second
    with translation.override("en"), pytest.raises(Refusal, match="target"):
        book.freeze(second, by=None, at=NOW)


def test_citing_freezes_and_counts_each_page_once():
    reading = a_report()
    book.cite(reading, title="Old title", url="/en/news/1/", language="en", at=NOW, by=None)
    book.cite(reading, title="New title", url="/en/news/1/", language="en", at=NOW, by=None)
    book.cite(reading, title="제목", url="/ko/news/1/", language="ko", at=NOW, by=None)
    assert {use.title for use in Use.objects.all()} == {"New title", "제목"}
    assert Reading.objects.get(pk=reading.pk).is_frozen
    book.uncite(reading, url="/en/news/1/", language="en", at=NOW, by=None)
    assert Use.objects.get().language == "ko"


def a_shelf(folder: Path, rows: str) -> Path:
    (folder / "sources.csv").write_text(
        "key,title,title_ko,publisher,publisher_ko,language,published_on,url,note\n"
        "one,First,첫째,Office,사무소,en,2023-01-31,,\n",
        encoding="utf-8",
    )
    (folder / "values.csv").write_text(
        f"figure,year,region,value,share,qualifier,quality,source,note\n{rows}\n", encoding="utf-8-sig"
    )
    return folder


def test_a_shelf_is_loaded_once_and_a_changed_row_corrects(tmp_path: Path):
    folder = a_shelf(tmp_path, "patients.by_region,2021,gyeonggi,25000,,about,about,one,")
    first = book.load(folder, by=None, at=NOW)
    assert (first.new, first.same, first.corrected, first.sources) == (1, 0, 0, 1)
    before = Reading.objects.get()
    assert before.spoken("en") == "about 25,000 patients"
    again = book.load(folder, by=None, at=LATER)
    assert (again.new, again.same, again.corrected) == (0, 1, 0)
    a_shelf(tmp_path, "patients.by_region,2021,gyeonggi,25001,,exact,exact,one,")
    changed = book.load(folder, by=None, at=LATER)
    assert (changed.new, changed.same, changed.corrected) == (0, 0, 1)
    assert book.latest("patients.by_region").value == Decimal(25001)
    assert book.load(folder, by=None, at=LATER).same == 1


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("no.such,2021,,5,,exact,exact,one,", "no figure is called no.such"),
        ("patients.korea,2021,gyeonggi,5,,exact,exact,one,", "no dimension region"),
        ("patients.korea,2021,,five,,exact,exact,one,", "values.csv, 3"),
        ("patients.korea,2021,,5,,exact,exact,two,", "two"),
        ("patients.korea,2021,,5,,exact,good,one,", "good"),
    ],
)
def test_a_row_that_cannot_be_kept_is_named_and_nothing_is_kept(tmp_path: Path, row: str, part: str):
    folder = a_shelf(tmp_path, f"patients.korea,2020,,117069,,exact,exact,one,\n{row}")
    with pytest.raises(Refusal, match=part):
        book.load(folder, by=None, at=NOW)
    assert Reading.objects.count() == 0
    assert Source.objects.count() == 0


def test_the_house_shelf_adds_up(tmp_path: Path):
    for folder in book.SHELVES:
        book.load(folder, by=None, at=NOW)
    yearly = {each.year: each.value for each in book.series("patients.korea") if each.year < 2025}
    assert sorted(yearly) == list(range(2009, 2025))
    for total in book.series("patients.korea_cumulative"):
        assert total.value == sum(value for year, value in yearly.items() if year <= total.reaches.year)
    known = Reading.objects.of("patients.by_region").at({"region": "gyeonggi"})
    assert sum(each.value for each in known if each.reaches.year <= 2021) < 419029
