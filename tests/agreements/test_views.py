"""The screens of the agreements, through HTTP with the real database."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.agreements.actions import duties, moves, renewals
from naru.agreements.models import Agreement, Deadline, Inspection, Obligation
from naru.agreements.rules.words import DeadlineKind, PaperKind, Standing
from naru.directory.actions.accounts import appoint
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_analyst, an_officer, signed_in
from tests.makers.activities import soon
from tests.makers.agreements import (
    BY,
    a_draft,
    a_paper,
    a_partner,
    a_reviewed,
    a_signed,
    an_obligation,
    answers,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"agreements:{name}", args=args)


@pytest.fixture
def desk() -> Client:
    return signed_in(an_officer())


@pytest.fixture
def head() -> Client:
    return signed_in(an_account("Head Seo", Role.HEAD))


def a_member(organisation: Any) -> Client:
    account = an_account("Member Mun")
    appoint(account, role=Role.MEMBER, organisation=organisation, since=date(2020, 1, 1), by=None, at=NOW)
    return signed_in(account)


EVERY_TAB = ("agreement", "obligations", "inspections", "papers", "renewal", "history")


@pytest.mark.parametrize("name", EVERY_TAB)
def test_every_tab_of_every_standing_opens(desk: Client, name: str) -> None:
    rows = [a_draft("Draft"), a_reviewed("Review"), a_signed("Signed", ends_on=soon(90))]
    an_obligation(rows[2])
    a_paper(rows[2])
    duties.inspect(rows[2], year=2024, inspected_on=date(2024, 5, 1), answers=answers(), advice="keep", **BY)
    for row in rows:
        answer = desk.get(at(name, row.pk))
        assert answer.status_code == 200
        assert row.title_en in answer.content.decode()


@pytest.mark.parametrize("name", ["agreements", "map", "timeline", "duties", "council", "deadlines", "enter"])
def test_every_screen_of_the_register_opens(desk: Client, name: str) -> None:
    an_obligation(a_signed("Signed one"))
    answer = desk.get(at(name))
    assert answer.status_code == 200


# Who sees what


def test_the_public_sees_what_is_published_and_in_force(client: Client) -> None:
    shown = a_signed("Shown", published=True, ends_on=soon(400))
    hidden = a_signed("Hidden", partner=a_partner("Other ministry"), ends_on=soon(400))
    over = a_signed("Over", published=True, ends_on=soon(-1))
    listed = client.get(at("agreements")).content.decode()
    assert "Shown" in listed
    assert "Hidden" not in listed
    assert "Over" not in listed
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "Ministry of Health of the Kyrgyz Republic" in page
    assert "A. Minister" not in page
    assert "ministry@kg.example.org" not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(over.get_absolute_url()).status_code == 200
    moves.archive(over, by=None, at=timezone.now())
    assert client.get(over.get_absolute_url()).status_code == 404


def test_obligations_papers_and_reports_are_never_public(client: Client) -> None:
    row = a_signed("Shown", published=True, ends_on=soon(400))
    an_obligation(row)
    paper = a_paper(row)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Invite three doctors" not in page
    assert "mou-ko.pdf" not in page
    for name, extra in (("obligations", ()), ("papers", ()), ("history", ()), ("paper", (paper.pk,))):
        assert client.get(at(name, row.pk, *extra)).status_code == 302
    assert client.get(f"/api/agreements/{row.pk}").json()["obligations"] == []


def test_a_member_sees_their_own_agreements_and_no_others() -> None:
    own, foreign = a_partner("Own Agency", "KZ"), a_partner("Foreign Agency", "KZ")
    theirs = a_signed("Theirs", partner=own, ends_on=soon(400))
    others = a_signed("Others", partner=foreign, ends_on=soon(400))
    draft = a_draft("Not yet", partner=own)
    duty, paper = an_obligation(theirs), a_paper(theirs)
    proof = a_paper(theirs, b"a proof", kind=PaperKind.PROOF)
    elsewhere = a_paper(others)
    client = a_member(own)
    page = client.get(theirs.get_absolute_url()).content.decode()
    assert duty.title_en in page
    assert paper.title in page
    assert b"".join(client.get(paper.get_absolute_url()).streaming_content) == b"%PDF-1.7 signed text"
    for gone in (others.get_absolute_url(), draft.get_absolute_url(), proof.get_absolute_url()):
        assert client.get(gone).status_code == 404
    assert client.get(elsewhere.get_absolute_url()).status_code == 404
    assert client.get(f"/api/agreements/{others.pk}").status_code == 404
    assert "Others" not in client.get(at("agreements")).content.decode()
    listed = client.get(at("duties")).content.decode()
    assert duty.title_en in listed
    for name in EVERY_TAB[1:]:
        assert client.get(at(name, theirs.pk)).status_code == 404


def test_only_those_who_keep_agreements_may_change_them() -> None:
    row = a_signed()
    analyst = signed_in(an_analyst())
    for name in ("change", "languages", "parties", "oblige", "inspect", "keep"):
        assert analyst.get(at(name, row.pk)).status_code == 404
    assert analyst.get(at("agreement", row.pk)).status_code == 200
    assert "Decide" not in analyst.get(at("agreement", row.pk)).content.decode()
    analyst.post(at("renewal", row.pk), {"last_day": "2030-01-01"})
    assert row.renewals.count() == 0
    assert signed_in(an_officer()).get(at("set_deadline")).status_code == 404


def test_the_head_approves_and_nobody_else(desk: Client, head: Client) -> None:
    row = moves.submit(a_draft(), **BY)
    desk.post(at("move", row.pk, "approve"))
    row.refresh_from_db()
    assert row.approved_at is None
    head.post(at("move", row.pk, "approve"))
    row.refresh_from_db()
    assert row.approved_at


def test_a_download_is_noted_and_goes_out_as_it_came(desk: Client) -> None:
    paper = a_paper(a_signed())
    answer = desk.get(paper.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed text"
    assert "attachment" in answer["Content-Disposition"]
    assert Entry.objects.about(paper.agreement).latest("number").verb == "downloaded"


# Doing


def test_an_agreement_is_entered_with_its_parties(desk: Client) -> None:
    partner = a_partner()
    answer = desk.post(at("enter"), {"kind": "government", "title_en": "New one", "languages": ["ko", "ru"]})
    row = Agreement.objects.get()
    assert answer["Location"].endswith(f"/{row.pk}/parties/")
    desk.post(
        at("parties", row.pk), {"organisation": f"#{partner.pk}", "side": "theirs", "signer_post": "Minister"}
    )
    assert row.parties.get().organisation == partner
    empty = desk.post(at("enter"), {"kind": "government"})
    assert empty.status_code == 422
    assert "Give a title" in empty.content.decode()


def test_two_who_change_at_once_do_not_overwrite_each_other(desk: Client) -> None:
    row = a_draft("As it was")
    page = desk.get(at("change", row.pk)).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert seen
    Agreement.objects.filter(pk=row.pk).update(title_en="By another")
    given = {"kind": "government", "title_en": "Mine", "title_ko": row.title_ko, "seen": seen.group(1)}
    answer = desk.post(at("change", row.pk), given)
    assert answer.status_code == 422
    assert "Somebody else has saved" in answer.content.decode()


def test_obligations_and_inspections_by_their_forms(desk: Client) -> None:
    row = a_signed(ends_on=soon(900))
    desk.post(at("oblige", row.pk), {"title_en": "Send a list", "due_on": "2024-06-01"})
    one = Obligation.objects.get()
    without = desk.post(at("meet", row.pk, one.pk), {"met_on": "2024-05-30"})
    assert without.status_code == 422
    scan = SimpleUploadedFile("list.pdf", b"the list")
    desk.post(at("meet", row.pk, one.pk), {"met_on": "2024-05-30", "file": scan})
    assert "Met" in desk.get(at("obligations", row.pk)).content.decode()
    form = {f"answer_{key}": "yes" for key in answers()}
    given = form | {"year": "2024", "inspected_on": "2024-05-30", "advice": "renew", "findings": "Good."}
    unexplained = desk.post(at("inspect", row.pk), given | {"answer_used": "no"})
    assert unexplained.status_code == 422
    assert Inspection.objects.count() == 0
    desk.post(at("inspect", row.pk), given)
    assert "Renew in time" in desk.get(at("inspections", row.pk)).content.decode()


def link_of(email: str) -> str:
    body = Letter.objects.filter(template="agreement_renewal", to=email).latest("pk").body
    found = re.search(r"https?://[^/\s]+(/\S+/agreements/confirm/\S+)", body)
    assert found
    return found.group(1)


def test_a_party_answers_through_its_link_once(client: Client, desk: Client) -> None:
    row = a_signed(ends_on=soon(90))
    desk.post(at("renewal", row.pk), {"last_day": soon(800).isoformat()})
    address = link_of("ministry@kg.example.org")
    page = client.get(address)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert client.get(address).status_code == 200
    refused = client.post(address, {"yes": "no", "name": "A. Minister"})
    assert refused.status_code == 422
    assert "Say why you refuse" in refused.content.decode()
    thanks = client.post(address, {"yes": "yes", "name": "A. Minister"})
    assert "agrees to the renewal" in thanks.content.decode()
    again = client.post(address, {"yes": "no", "name": "B", "reason": "x"})
    assert again.status_code == 410
    assert "has been used already" in again.content.decode()
    assert client.get("/en/agreements/confirm/nonsense/").status_code == 410
    client.post(link_of("council@gg.example.org"), {"yes": "yes", "name": "Governor"})
    row.refresh_from_db()
    assert row.ends_on == soon(801)
    assert row.standing(on=timezone.localdate(), window=180) is Standing.RENEWED


def test_a_link_after_its_time_is_a_sentence(client: Client) -> None:
    row = a_signed(ends_on=soon(90))
    before = timezone.now() - timedelta(days=15)
    renewals.ask_to_renew(row, until=soon(800), by=None, at=before)
    answer = client.post(link_of("ministry@kg.example.org"), {"yes": "yes", "name": "A"})
    assert answer.status_code == 410
    assert "expired" in answer.content.decode()
    row.refresh_from_db()
    assert row.ends_on == soon(90)


def test_a_decision_is_taken_back_from_the_page(desk: Client) -> None:
    row = a_signed(ends_on=soon(900))
    desk.post(at("move", row.pk, "publish"))
    entry = Entry.objects.about(row).get(verb="published")
    desk.post(at("undo", row.pk, entry.number))
    row.refresh_from_db()
    assert row.published_at is None


def test_the_days_are_set_by_the_head_and_hold_from_then_on(head: Client) -> None:
    given = {"kind": "expiry_warning", "days": "365, 60", "since": soon(1).isoformat(), "source": "decision"}
    assert head.post(at("set_deadline"), given | {"days": "soon"}).status_code == 422
    head.post(at("set_deadline"), given)
    days = Deadline.objects.all()
    assert days.days(DeadlineKind.EXPIRY_WARNING, on=soon(0)) == [180, 90, 30]
    assert days.days(DeadlineKind.EXPIRY_WARNING, on=soon(1)) == [365, 60]


# Lists


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_many_questions_for_one_as_for_three(
    rows: int, desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        an_obligation(a_signed(f"One {number}", partner=a_partner(f"Partner {number}"), ends_on=soon(400)))
    desk.get(at("agreements"))
    with django_assert_num_queries(LIST):
        assert desk.get(at("agreements")).status_code == 200
    with django_assert_num_queries(DUTIES):
        assert desk.get(at("duties")).status_code == 200
    with django_assert_num_queries(TIMELINE):
        assert desk.get(at("timeline")).status_code == 200
    with django_assert_num_queries(COUNCIL):
        assert desk.get(at("council")).status_code == 200


LIST, DUTIES, TIMELINE, COUNCIL = 15, 7, 7, 11


def test_the_list_narrows_searches_and_goes_out_as_a_file(desk: Client) -> None:
    a_signed("Kyrgyz one", ends_on=soon(90))
    a_signed("Kazakh one", partner=a_partner("Alatau Salamat", "KZ"), kind="agency", ends_on=None)
    assert "Kazakh one" not in desk.get(at("agreements") + "?standing=expiring").content.decode()
    assert "Kyrgyz one" not in desk.get(at("agreements") + "?country=KZ").content.decode()
    assert "Kyrgyz one" not in desk.get(at("agreements") + "?q=alatau").content.decode()
    csv = desk.get(at("agreements") + "?export=csv&kind=agency").getvalue()
    assert csv.decode("utf-8-sig").count("one") == 1
    assert "Kazakh one" in desk.get(reverse("front:search") + "?q=Kazakh").content.decode()
    told = desk.get("/api/agreements?standing=expiring", HTTP_ACCEPT_LANGUAGE="en").json()
    assert [row["title"] for row in told["items"]] == ["Kyrgyz one"]


def test_the_desk_tells_what_waits(head: Client) -> None:
    an_obligation(a_signed("Signed", ends_on=soon(90)))
    moves.submit(a_draft("In review", partner=a_partner("B")), **BY)
    page = head.get(reverse("front:desk")).content.decode()
    for words in (
        "obligation of an agreement is overdue",
        "agreement ends soon",
        "agreement waits for approval",
    ):
        assert words in page


def test_the_story_of_an_organisation_and_a_country_tells_of_agreements(client: Client) -> None:
    row = a_signed("Told in the story", published=True, ends_on=soon(400))
    hidden = a_signed("Not told", partner=a_partner(), ends_on=soon(400))
    partner = row.parties.get(side="theirs").organisation
    for page in (partner.get_absolute_url(), partner.country.get_absolute_url()):
        told = client.get(page).content.decode()
        assert "Told in the story" in told
        assert hidden.title_en not in told
