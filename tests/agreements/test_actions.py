"""What is done with agreements: moves, obligations, renewals by links, reports, reminders; each leaves its entry."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader

from naru.agreements.actions import agreements, council, deadlines, duties, moves, papers, reminders, renewals
from naru.agreements.models import Agreement, Confirmation, CouncilReport, Deadline, Renewal
from naru.agreements.rules.words import Answer, DeadlineKind, RenewalState, Standing
from naru.directory.rules.accounts import Role
from naru.figures.book import count
from naru.history.book import Refusal, work_off
from naru.history.models import Entry, Job
from naru.krds.build import build
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.agreements import (
    BY,
    a_draft,
    a_paper,
    a_partner,
    a_reviewed,
    a_signed,
    an_obligation,
    answers,
    the_province,
)

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def verbs(row: Any) -> list[str]:
    return list(Entry.objects.about(row).order_by("number").values_list("verb", flat=True))


def token(party: str) -> str:
    """Read the link out of the latest letter to a party, as its reader would."""
    body = Letter.objects.filter(template="agreement_renewal", to=party).latest("pk").body
    found = re.search(r"/agreements/confirm/([^/\s]+)/", body)
    assert found
    return found.group(1)


OURS, THEIRS = "council@gg.example.org", "ministry@kg.example.org"


def test_from_the_draft_to_the_signing_each_step_is_noted() -> None:
    row = a_draft()
    with pytest.raises(Refusal, match="handed in for review"):
        moves.sign(row, signed_on=date(2024, 5, 1), **BY)
    moves.submit(row, **BY)
    with pytest.raises(Refusal, match="head of the office"):
        moves.sign(row, signed_on=date(2024, 5, 1), **BY)
    moves.send_back(row, because="The term is missing.", **BY)
    moves.submit(row, **BY)
    moves.approve(row, **BY)
    moves.sign(row, signed_on=date(2024, 5, 1), ends_on=date(2027, 5, 1), **BY)
    assert row.standing(on=date(2024, 5, 1), window=180) is Standing.IN_FORCE
    assert [verb for verb in verbs(row) if verb != "added_party"] == [
        "entered",
        "handed_for_review",
        "sent_back",
        "handed_for_review",
        "approved_text",
        "signed",
    ]
    with pytest.raises(Refusal, match="stay as they are"):
        agreements.add_party(row, organisation=a_partner("Another"), side="theirs", **BY)


def test_a_draft_with_one_side_is_not_handed_in() -> None:
    row = agreements.enter(kind="agency", title_en="Half", **BY)
    agreements.add_party(row, organisation=the_province(), side="ours", **BY)
    with pytest.raises(Refusal, match="each side"):
        moves.submit(row, **BY)
    with pytest.raises(Refusal, match="already"):
        agreements.add_party(row, organisation=the_province(), side="theirs", **BY)


def test_a_decision_can_be_taken_back_until_something_follows() -> None:
    row = a_signed()
    entry = Entry.objects.about(row).get(verb="signed")
    moves.publish(row, **BY)
    published = Entry.objects.about(row).get(verb="published")
    moves.undo(row, published, **BY)
    row.refresh_from_db()
    assert row.published_at is None
    duties.inspect(row, year=2024, inspected_on=date(2024, 5, 2), answers=answers(), advice="keep", **BY)
    with pytest.raises(Refusal, match="changed since"):
        moves.undo(row, entry, **BY)


def test_where_only_the_year_is_known_no_day_is_made_up() -> None:
    row = a_draft("Kyrgyz ministry 2013")
    agreements.record_signed(row, signed_on=date(2013, 7, 9), known="year", **BY)
    assert (row.signed_on, row.starts_on, row.ends_on) == (date(2013, 1, 1), date(2013, 1, 1), None)
    assert row.binds(on=TODAY)


@pytest.mark.parametrize(
    "on", [date(2022, 3, 1), date(2022, 3, 2), date(2026, 9, 10), date(2027, 3, 1), date(2027, 3, 2)]
)
def test_the_tables_and_the_rules_say_the_same(on: date) -> None:
    rows = [
        a_draft("Draft"),
        a_reviewed("Review", partner=a_partner("B")),
        a_signed("Term"),
        a_signed("Later", starts_on=date(2022, 6, 1)),
        a_signed("Open", ends_on=None),
        moves.terminate(a_signed("Gone"), terminated_on=date(2024, 1, 1), because="closed", **BY),
    ]
    renewed = a_signed("Renewed", ends_on=date(2029, 1, 1))
    Agreement.objects.filter(pk=renewed.pk).update(renewed_at=NOW)
    rows.append(renewed)
    for each in Standing:
        found = set(Agreement.objects.standing(each, on=on, window=180).values_list("pk", flat=True))
        said = {row.pk for row in Agreement.objects.all() if row.standing(on=on, window=180) is each}
        assert found == said, each
    binding = {row.pk for row in Agreement.objects.all() if row.binds(on=on)}
    assert set(Agreement.objects.in_force(on=on).values_list("pk", flat=True)) == binding


def test_an_obligation_is_met_only_with_a_proof() -> None:
    row = a_signed()
    one = an_obligation(row)
    with pytest.raises(Refusal, match="proof"):
        duties.meet(one, met_on=date(2024, 5, 10), **BY)
    with pytest.raises(Refusal, match="has not come"):
        duties.meet(one, met_on=date(2024, 5, 14), proof_text="a letter", **BY)
    file = ContentFile(b"three tickets", name="proof.pdf")
    duties.meet(one, met_on=date(2024, 5, 10), file=file, **BY)
    one.refresh_from_db()
    assert one.proof
    assert one.proof.sha256 == hashlib.sha256(b"three tickets").hexdigest()
    with pytest.raises(Refusal, match="proves"):
        papers.remove(one.proof, **BY)
    with pytest.raises(Refusal, match="already"):
        duties.waive(one, because="no", **BY)
    duties.reopen(one, **BY)
    duties.waive(one, because="The partner closed.", **BY)
    assert verbs(row)[-3:] == ["met", "reopened", "waived"]


def test_a_yearly_obligation_becomes_one_for_each_year() -> None:
    made = duties.oblige(a_signed(), due_on=date(2023, 6, 1), title_en="Report", yearly=True, **BY)
    assert [row.due_on.year for row in made] == [2023, 2024, 2025, 2026]


def test_an_inspection_answers_the_whole_form_once_a_year() -> None:
    row = a_signed()
    when = {"year": 2024, "inspected_on": date(2024, 5, 2), "advice": "keep"}
    with pytest.raises(Refusal, match="Every question"):
        duties.inspect(row, answers={}, **when, **BY)
    silent = {key: given | {"note": ""} for key, given in answers(Answer.NO).items()}
    with pytest.raises(Refusal, match="Explain"):
        duties.inspect(row, answers=silent, **when, **BY)
    duties.inspect(row, answers=answers(Answer.NO), **when, **BY)
    with pytest.raises(Refusal, match="already"):
        duties.inspect(row, answers=answers(), **when, **BY)
    with pytest.raises(Refusal, match="not in force"):
        duties.inspect(row, answers=answers(), **when | {"year": 2021}, **BY)


def test_both_sides_renew_each_through_a_link_that_works_once() -> None:
    row = a_signed()
    renewals.ask_to_renew(row, until=date(2030, 3, 2), **BY)
    ours, theirs = token(OURS), token(THEIRS)
    renewals.answer(ours, yes=True, name="Governor", at=NOW)
    row.refresh_from_db()
    assert row.ends_on == date(2027, 3, 2)
    with pytest.raises(Refusal, match="works once"):
        renewals.answer(ours, yes=True, name="Governor", at=NOW)
    renewals.answer(theirs, yes=True, name="A. Minister", at=NOW)
    row.refresh_from_db()
    assert (row.ends_on, row.renewed_at) == (date(2030, 3, 2), NOW)
    assert Renewal.objects.get().state == RenewalState.AGREED
    assert "renewed" in verbs(row)


def test_one_refusal_ends_the_asking_and_closes_the_other_link() -> None:
    row = a_signed()
    renewals.ask_to_renew(row, until=date(2030, 3, 2), **BY)
    ours, theirs = token(OURS), token(THEIRS)
    with pytest.raises(Refusal, match="why you refuse"):
        renewals.answer(theirs, yes=False, name="A. Minister", at=NOW)
    renewals.answer(theirs, yes=False, name="A. Minister", reason="A new law", at=NOW)
    row.refresh_from_db()
    assert row.ends_on == date(2027, 3, 2)
    assert Renewal.objects.get().state == RenewalState.REFUSED
    with pytest.raises(Refusal, match="withdrawn"):
        renewals.answer(ours, yes=True, name="Governor", at=NOW)
    renewals.ask_to_renew(row, until=date(2029, 3, 2), **BY)


def test_a_link_after_its_time_does_nothing_and_can_be_sent_again() -> None:
    row = a_signed()
    renewals.ask_to_renew(row, until=date(2030, 3, 2), **BY)
    old = token(THEIRS)
    after = NOW + timedelta(days=14)
    with pytest.raises(Refusal, match="expired"):
        renewals.answer(old, yes=True, name="A. Minister", at=after)
    assert Confirmation.objects.filter(yes__isnull=False).count() == 0
    renewals.send_again(Confirmation.objects.get(email=THEIRS), by=None, at=after)
    with pytest.raises(Refusal, match="newer"):
        renewals.answer(old, yes=True, name="A. Minister", at=after)
    renewals.answer(token(THEIRS), yes=True, name="A. Minister", at=after)


def test_a_link_to_what_was_terminated_meanwhile_leaves_nothing_half_done() -> None:
    row = a_signed()
    renewals.ask_to_renew(row, until=date(2030, 3, 2), **BY)
    link = token(THEIRS)
    moves.terminate(row, terminated_on=date(2024, 5, 13), because="closed", **BY)
    with pytest.raises(Refusal, match="terminated"):
        renewals.answer(link, yes=True, name="A. Minister", at=NOW)
    assert Confirmation.objects.filter(yes__isnull=False).count() == 0
    assert renewals.whose(link, at=NOW).party.organisation == a_partner()


def test_days_hold_from_a_day_on_and_the_older_ones_stay_for_what_was_before() -> None:
    deadlines.set_days(
        DeadlineKind.COUNCIL_SIGNING, days=[45], since=date(2025, 1, 1), source="ordinance", **BY
    )
    rows = Deadline.objects.all()
    assert rows.days(DeadlineKind.COUNCIL_SIGNING, on=date(2024, 12, 31)) == [30]
    assert rows.days(DeadlineKind.COUNCIL_SIGNING, on=date(2025, 1, 1)) == [45]
    with pytest.raises(Refusal, match="after those"):
        deadlines.set_days(DeadlineKind.COUNCIL_SIGNING, days=[60], since=date(2025, 1, 1), source="", **BY)


def remind(on: date) -> dict[str, int]:
    return reminders.remind(at=datetime(on.year, on.month, on.day, 3, tzinfo=UTC))


def test_the_chain_of_reminders_tells_each_step_once() -> None:
    officer = an_officer()
    row = a_signed(officer=officer)
    Agreement.objects.filter(pk=row.pk).update(created_at=datetime(2027, 1, 1, tzinfo=UTC))
    last = date(2027, 3, 1)
    assert remind(last - timedelta(181))["letters"] == 0
    assert remind(last - timedelta(180))["letters"] == 1
    assert remind(last - timedelta(179))["letters"] == 0
    assert remind(last - timedelta(90))["letters"] == 1
    assert remind(last - timedelta(12))["letters"] == 1
    assert remind(last - timedelta(11))["letters"] == 0
    letter = Letter.objects.filter(template="agreements_due").latest("pk")
    assert letter.to == officer.email
    assert "Health cooperation" in letter.body
    assert f"/agreements/{row.pk}/" in letter.body


def test_an_obligation_is_told_to_its_officer_and_to_the_partner_who_owes_it() -> None:
    officer = an_officer()
    row = a_signed(officer=officer)
    Agreement.objects.filter(pk=row.pk).update(created_at=datetime(2027, 1, 1, tzinfo=UTC))
    partner = row.parties.get(side="theirs")
    one = an_obligation(row, date(2024, 6, 1), party=partner)
    assert remind(date(2024, 5, 2)) == {"letters": 1, "partners": 1}
    assert remind(date(2024, 5, 3)) == {"letters": 0, "partners": 0}
    assert remind(date(2024, 5, 25)) == {"letters": 1, "partners": 1}
    assert remind(date(2024, 6, 2)) == {"letters": 1, "partners": 0}
    assert "Overdue" in Letter.objects.filter(template="agreements_due").latest("pk").body
    assert Letter.objects.filter(template="agreement_obligation", to=THEIRS).count() == 2
    duties.meet(one, met_on=date(2024, 5, 13), proof_text="letter", **BY)
    assert remind(date(2024, 6, 9))["letters"] == 0


def test_what_nobody_answers_for_is_told_to_the_head() -> None:
    head = an_account("Head Seo", Role.HEAD)
    row = a_signed(signed_on=date(2024, 5, 13), at=NOW)
    assert remind(date(2024, 5, 28))["letters"] == 0
    assert remind(date(2024, 5, 29))["letters"] == 1  # 14 days before 12 June
    assert remind(date(2024, 6, 13))["letters"] == 1
    letter = Letter.objects.filter(template="agreements_due").latest("pk")
    assert letter.to == head.email
    assert "council" in letter.body
    report = council_report(row)
    council.hand_in(report, handed_on=date(2024, 6, 14), reference="A-1", by=None, at=after_signing())
    assert remind(date(2024, 6, 20))["letters"] == 0


def after_signing() -> datetime:
    return datetime(2024, 6, 14, 3, tzinfo=UTC)


def council_report(row: Agreement) -> CouncilReport:
    build(lambda sentence: None)
    return council.make_report(agreement=row, language="ko", by=None, at=NOW)


@pytest.mark.usefixtures("fonts")
def test_the_report_to_the_council_is_a_sealed_pdf_made_by_a_job() -> None:
    build(lambda sentence: None)
    row = a_signed(signed_on=date(2024, 5, 2))
    an_obligation(row)
    a_paper(row)
    with pytest.raises(Refusal, match="not signed"):
        council.ask_for_report(agreement=a_draft("No"), language="ko", **BY)
    council.ask_for_report(agreement=row, language="ko", by=an_officer(), at=NOW)
    work_off()
    assert Job.objects.get(kind="agreements.print_council_report").state == "done"
    report = CouncilReport.objects.get()
    with report.file.open("rb") as file:
        data = file.read()
    assert hashlib.sha256(data).hexdigest() == report.sha256
    pdf = PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "보건의료 협력 업무협약" in text
    assert "체결 보고" in pdf.metadata.title
    assert report.digest in text.replace("\n", "")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    again = council.make_report(agreement=row, language="ko", by=None, at=report.made_at)
    assert again.pk == report.pk


def test_the_yearly_report_tells_what_was_signed_ended_and_met() -> None:
    build(lambda sentence: None)
    row = a_signed("Signed this year", signed_on=date(2024, 5, 2))
    a_signed("Ended this year", signed_on=date(2020, 1, 1), ends_on=date(2024, 3, 1))
    one = an_obligation(row, date(2024, 5, 10))
    duties.meet(one, met_on=date(2024, 5, 10), proof_text="letter", **BY)
    report = council.make_report(year=2024, language="en", by=None, at=NOW)
    numbers = dict(report.contents["sections"][0]["facts"])
    assert numbers["Signed in the year"] == "1"
    assert numbers["Ended or terminated in the year"] == "1"
    assert numbers["Obligations due in the year and met"] == "1 of 1"
    assert report.contents["sections"][3]["table"]["rows"][0][0] == "Ended this year"
    with pytest.raises(Refusal, match="after that day"):
        council.hand_in(report, handed_on=date(2024, 5, 12), reference="", **BY)


def test_the_figures_count_what_the_register_says() -> None:
    kyrgyz, mongol = a_signed("One"), a_signed("Two", partner=a_partner("Darkhan", "MN"), kind="institution")
    a_draft("Draft")
    moves.terminate(a_signed("Three"), terminated_on=date(2023, 1, 1), because="closed", **BY)
    one = an_obligation(kyrgyz, date(2024, 2, 1))
    an_obligation(mongol, date(2024, 3, 1), title_en="Another")
    duties.meet(one, met_on=date(2024, 2, 10), proof_text="letter", **BY)
    day = {"on": date(2024, 5, 13), "by": None, "at": NOW}
    assert count("agreements.in_force", **day).value == 2
    assert count("agreements.in_force", country="MN", **day).value == 1
    assert count("agreements.in_force", on=date(2022, 12, 31), by=None, at=NOW).value == 3
    assert count("agreements.signed", since=date(2022, 1, 1), until=date(2023, 1, 1), **day).value == 3
    year = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}
    assert count("agreements.obligations_met", **year, **day).value == 1
