"""Backing the numbers of a bulletin: what the door refuses, what opens it, and who may say so."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from naru.directory.rules.accounts import Role
from naru.figures import book
from naru.figures.models import Reading
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.letters.models import Letter
from naru.newsroom.actions.backing import bind, bind_all, cite, let_stand, unback, waive, waive_all
from naru.newsroom.actions.bulletins import bring_out, publish, revise
from naru.newsroom.models import Backing, Bulletin, Claim
from naru.newsroom.queries.drafts import report_on
from naru.newsroom.rules.standing import Report
from tests.makers.accounts import NOW, an_account, an_analyst, an_editor, an_officer
from tests.makers.figures import a_report
from tests.makers.newsroom import a_chip, a_draft, a_paragraph
from tests.newsroom.test_desk import LIST, content

pytestmark = pytest.mark.django_db

TRAINED = "Since 2011, 636 foreign medical staff have completed training."


def a_draft_saying(*sentences: str, language: str = "en") -> Bulletin:
    return a_draft(body=[a_paragraph(one, f"p{at}") for at, one in enumerate(sentences)], language=language)


def checked(bulletin: Bulletin) -> Report:
    return report_on(bulletin.get_latest_revision_as_object(), on=date(2024, 5, 13))


def the_number(bulletin: Bulletin, text: str):
    return next(one for one in checked(bulletin).numbers if one.number.text == text)


def test_no_number_goes_out_that_nobody_stands_by():
    draft = a_draft_saying(TRAINED)
    with pytest.raises(Refusal, match="636"):
        publish(draft, by=None, at=NOW)
    draft.refresh_from_db()
    assert not draft.live
    assert draft.number is None


def test_a_number_that_agrees_still_needs_a_word_and_then_goes_out():
    reading = a_report(636, as_of=date(2021, 12, 31))
    draft, editor = a_draft_saying(TRAINED), an_editor()
    assert the_number(draft, "636").code == reading.code
    with pytest.raises(Refusal):
        publish(draft, by=editor, at=NOW)
    assert len(bind_all(draft, checked(draft), by=editor, at=NOW)) == 1
    out = publish(draft, by=editor, at=NOW)
    assert out.live
    claim = Claim.objects.get()
    assert (claim.text, claim.how, claim.reading) == ("636", "bound", reading)
    reading.refresh_from_db()
    assert reading.is_frozen
    assert reading.uses.get().url == out.get_absolute_url()
    assert Entry.objects.about(out).filter(verb="bound_number", by=editor).exists()


def test_a_number_is_not_bound_to_a_reading_that_says_another_value():
    other = a_report(700)
    draft = a_draft_saying(TRAINED)
    with pytest.raises(Refusal, match="another value"):
        bind(draft, the_number(draft, "636"), reading=other, by=None, at=NOW)
    with pytest.raises(Refusal, match="Choose the reading"):
        bind(draft, the_number(draft, "636"), reading=None, by=None, at=NOW)
    assert not Backing.objects.exists()


@pytest.mark.parametrize(
    ("document", "url", "reason"),
    [
        ("", "", "Name the document"),
        ("abc", "", "Name the document"),
        ("The minutes", "javascript:x", "http"),
    ],
)
def test_a_document_is_named(document, url, reason):
    draft = a_draft_saying(TRAINED)
    with pytest.raises(Refusal, match=reason):
        cite(draft, the_number(draft, "636"), document=document, url=url, by=None, at=NOW)


def test_a_number_is_cited_or_waived_and_taken_back():
    draft = a_draft_saying(TRAINED, "The hall has 800 seats.")
    cite(draft, the_number(draft, "636"), document="The minutes of May", by=None, at=NOW)
    with pytest.raises(Refusal, match="Say in a sentence"):
        waive(draft, the_number(draft, "800"), reason="no", by=None, at=NOW)
    waived = waive(draft, the_number(draft, "800"), reason="Counted by the writer.", by=None, at=NOW)
    assert checked(draft).open_numbers == []
    assert publish(draft, by=None, at=NOW).live
    unback(waived, by=None, at=NOW)
    assert [one.number.text for one in checked(draft).open_numbers] == ["800"]
    with pytest.raises(Refusal, match="already"):
        unback(waived, by=None, at=NOW)
    assert Bulletin.objects.get().live, "what is out stays out"


def test_two_who_back_the_same_number_come_one_after_the_other():
    draft, editor = a_draft_saying(TRAINED), an_editor()
    seen = the_number(draft, "636")
    waive(draft, seen, reason="A number of the partner's.", by=editor, at=NOW)
    with pytest.raises(Refusal, match="Editor Lee did so already"):
        cite(draft, seen, document="The minutes", by=None, at=NOW)
    assert Backing.objects.get().how == "waived"


def test_what_backs_a_number_holds_while_its_sentence_is_polished_and_ends_with_the_number():
    draft = a_draft_saying(TRAINED)
    waive(draft, the_number(draft, "636"), reason="A number of the partner's.", by=None, at=NOW)
    draft = revise(
        draft,
        body=[a_paragraph("Since 2011, 636 foreign medical staff have finished training here.")],
        by=None,
        at=NOW,
    )
    assert checked(draft).open_numbers == []
    draft = revise(
        draft,
        body=[a_paragraph("Since 2011, 637 foreign medical staff have finished training here.")],
        by=None,
        at=NOW,
    )
    assert [one.number.text for one in checked(draft).open_numbers] == ["637"]


def test_a_chip_is_its_own_backing():
    reading = a_report(636)
    draft = a_draft_saying(f"Since 2011, {a_chip(reading)} have completed training.")
    report = checked(draft)
    assert [(one.how, one.code) for one in report.claimed] == [("quoted", reading.code)]
    assert publish(draft, by=None, at=NOW).live
    assert Claim.objects.get().how == "quoted"


def test_digits_typed_against_a_chip_are_no_part_of_it():
    reading = a_report(636)
    draft = a_draft_saying(f"Since 2011, 1{a_chip(reading)} have completed training.")
    assert [one.how for one in checked(draft).claimed] == [""]
    with pytest.raises(Refusal):
        publish(draft, by=None, at=NOW)


def test_nobody_types_a_chip():
    reading = a_report(636)
    typed = f"Since 2011, \ue000{reading.code}\ue000 900\ue001 people have completed training."
    draft = a_draft_saying(typed)
    assert checked(draft).draft.chips == ()


def corrected(reading: Reading, to: int) -> Reading:
    frozen = reading if reading.is_frozen else book.freeze(reading, by=None, at=NOW)
    return book.report(
        frozen.figure_key,
        to,
        source=frozen.source,
        as_of=frozen.as_of,
        supersedes=frozen,
        reason="A sheet was counted twice.",
        by=None,
        at=NOW,
    )


def test_a_bound_number_whose_reading_is_corrected_is_open_again():
    reading = a_report(636, as_of=date(2021, 12, 31))
    draft = a_draft_saying(TRAINED)
    bind(draft, the_number(draft, "636"), reading=reading, by=None, at=NOW)
    newer = corrected(Reading.objects.get(pk=reading.pk), 630)
    seen = the_number(draft, "636")
    assert (seen.verdict, seen.newer, seen.is_open) == ("contradicts", newer.code, True)
    with pytest.raises(Refusal, match="636"):
        publish(draft, by=None, at=NOW)
    waive(draft, seen, reason="As the board printed it.", by=None, at=NOW)
    assert Backing.objects.get().how == "waived"


def test_a_chip_whose_reading_is_corrected_is_told_and_goes_out_as_it_was_frozen():
    reading = a_report(636)
    draft = a_draft_saying(f"Since 2011, {a_chip(reading)} have completed training.")
    newer = corrected(reading, 630)
    (seen,) = checked(draft).claimed
    assert (seen.verdict, seen.newer, seen.is_open) == ("agrees", newer.code, False)


WRONG = "Of 248,110 patients, 166,000 (59.0%) came to the capital."


def test_a_wrong_share_is_mended_or_answered():
    draft = a_draft_saying(WRONG)
    waive_everything_but_findings(draft)
    with pytest.raises(Refusal, match=r"One passage cannot be right.*59\.0%"):
        publish(draft, by=None, at=NOW)
    (objection,) = checked(draft).open_findings
    with pytest.raises(Refusal, match="Say in a sentence"):
        let_stand(draft, objection, reason="", by=None, at=NOW)
    let_stand(draft, objection, reason="So printed by the ministry.", by=None, at=NOW)
    with pytest.raises(Refusal, match="did so already"):
        let_stand(draft, objection, reason="So printed by the ministry.", by=None, at=NOW)
    assert publish(draft, by=None, at=NOW).live


def waive_everything_but_findings(draft: Bulletin) -> None:
    for one in checked(draft).open_numbers:
        waive(draft, one, reason="A number of the ministry's.", by=None, at=NOW)


def test_an_old_bulletin_is_taken_over_with_one_reason():
    draft, editor = a_draft_saying(WRONG, TRAINED), an_editor()
    made = waive_all(draft, checked(draft), reason="Printed so by the old board.", by=editor, at=NOW)
    assert {one.how for one in made} == {"waived"}
    assert {one.finding for one in made} == {"", "share_wrong"}
    assert publish(draft, by=editor, at=NOW).live
    with pytest.raises(Refusal, match="Nothing in this bulletin is open"):
        waive_all(draft, checked(draft), reason="Printed so by the old board.", by=editor, at=NOW)


def test_korean_numbers_are_backed_too():
    draft = a_draft_saying("부스에는 1천800명이 다녀갔고 상담은 1,350건이었다.", language="ko")
    assert [one.number.text for one in checked(draft).open_numbers] == ["1천800명", "1,350건"]
    waive_all(draft, checked(draft), reason="주최 측 집계이다.", by=None, at=NOW)
    assert publish(draft, by=None, at=NOW).live
    assert [claim.amount for claim in Claim.objects.all()] == [1800, 1350]


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    client.get(LIST)
    return client


def form_of(text: str, **words: str) -> dict[str, str]:
    sent = content(**words)
    state = json.loads(sent["body-0-value"])
    state["blocks"][0]["text"] = text
    return sent | {"body-0-value": json.dumps(state)}


def test_wagtails_own_button_keeps_the_draft_and_says_why_it_stays_in():
    browser = signed_in(an_editor())
    answer = browser.post(f"{LIST}add/?locale=en", form_of(TRAINED) | {"action-publish": "x"}, follow=True)
    draft = Bulletin.objects.get()
    assert not draft.live
    page = answer.content.decode()
    assert "The draft is saved, but it does not go out." in page
    assert f"{LIST}edit/{draft.pk}/#naru-open" in page
    answer = browser.post(
        f"{LIST}edit/{draft.pk}/", form_of(TRAINED, title="Told anew") | {"action-publish": "x"}, follow=True
    )
    assert "636" in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.live
    assert draft.get_latest_revision_as_object().title == "Told anew"
    waive(draft, the_number(draft, "636"), reason="A number of the partner's.", by=None, at=NOW)
    browser.post(f"{LIST}edit/{draft.pk}/", form_of(TRAINED) | {"action-publish": "x"})
    draft.refresh_from_db()
    assert draft.live


def test_a_release_is_refused_and_the_bulletin_goes_on_waiting():
    officer, head = signed_in(an_officer()), signed_in(an_account("Head", Role.HEAD))
    officer.post(f"{LIST}add/", form_of(TRAINED))
    draft = Bulletin.objects.get()
    officer.post(f"{LIST}edit/{draft.pk}/", form_of(TRAINED) | {"action-submit": "x"})
    task = draft.current_workflow_state.current_task_state
    way = f"{LIST}workflow/action/{draft.pk}/approve/{task.pk}/"
    assert "does not go out" in head.post(way, {"comment": "Good"}, follow=True).content.decode()
    draft = Bulletin.objects.get()
    assert not draft.live
    assert draft.current_workflow_state.status == "in_progress"
    waive(draft, the_number(draft, "636"), reason="A number of the partner's.", by=None, at=NOW)
    head.post(way, {"comment": "Good"})
    assert Bulletin.objects.get().live


def test_what_is_scheduled_is_checked_when_it_is_due_too():
    reading, editor = a_report(636, as_of=date(2021, 12, 31)), an_editor()
    soon = timezone.now() + timedelta(hours=1)
    draft = a_draft("Soon", body=[a_paragraph(TRAINED)], go_live_at=soon, by=editor)
    quiet = a_draft("Quiet", go_live_at=soon, by=editor)
    with pytest.raises(Refusal):
        publish(draft, by=editor, at=NOW)
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()
    bind(draft, the_number(draft, "636"), reading=reading, by=editor, at=NOW)
    publish(draft, by=editor, at=NOW)
    publish(quiet, by=editor, at=NOW)
    corrected(Reading.objects.get(pk=reading.pk), 630)
    due = timezone.now() - timedelta(minutes=1)
    for one in (draft, quiet):
        revision = one.revisions.latest("pk")
        revision.content["go_live_at"], revision.approved_go_live_at = due.isoformat(), due
        revision.save()
    assert bring_out(at=timezone.now()) == {"out": 1, "held_back": 1}
    assert Bulletin.objects.get(pk=quiet.pk).live
    held = Bulletin.objects.get(pk=draft.pk)
    assert not held.live
    assert held.scheduled_revision is None
    assert "636" in Entry.objects.about(held).get(verb="held_back").why
    letter = Letter.objects.get(template="bulletin_held_back")
    assert letter.to == editor.email
    assert "636" in letter.body
    assert bring_out(at=timezone.now()) == {"out": 0, "held_back": 0}


CHECK = "/desk/newsroom/numbers/"


def asked(
    browser: Client, bulletin: Bulletin | None, *texts: str, deed: dict | None = None, pk=None, **words
):
    parts = [{"id": "title", "kind": "title", "text": "A title"}]
    parts += [{"id": f"p{at}", "kind": "paragraph", "text": text} for at, text in enumerate(texts)]
    sent = {"bulletin": bulletin.pk if bulletin else pk, "language": "en", "parts": parts} | words
    if deed:
        sent["deed"] = deed
    return browser.post(CHECK, json.dumps(sent), content_type="application/json")


def test_what_is_typed_is_checked_before_it_is_saved():
    reading = a_report(636, as_of=date(2021, 12, 31))
    browser = signed_in(an_editor())
    told = asked(browser, None, TRAINED, "😀 Eight hundred came, 900 left.", published_on="2024-05-13").json()
    numbers = {row["text"]: row for row in told["numbers"]}
    assert numbers["636"]["verdict"] == "agrees"
    assert numbers["636"]["reading"]["code"] == reading.code
    assert (numbers["636"]["part"], numbers["636"]["start"], numbers["636"]["end"]) == (1, 12, 15)
    assert numbers["2011"]["claimed"] is False
    assert numbers["900"]["start"] == len("😀 Eight hundred came, ") + 1, "a browser counts the face twice"
    assert told["open"] == 3
    assert told["summary"] == "3 of 3 numbers are not backed."


def test_a_chip_in_the_field_is_told_in_the_words_of_its_language():
    reading = a_report(636)
    browser = signed_in(an_editor())
    chip = f"\ue000{reading.code}\ue000왁자\ue001"
    told = asked(browser, None, f"Of {chip} there were 12 visitors more.").json()
    quoted, plain = (row for row in told["numbers"] if row["claimed"])
    assert (quoted["how"], quoted["open"], quoted["start"], quoted["end"]) == ("quoted", False, 3, 5)
    assert (plain["text"], plain["start"]) == ("12", len("Of 왁자 there were "))


def test_a_number_is_backed_where_it_stands_and_taken_back():
    reading = a_report(636, as_of=date(2021, 12, 31))
    draft, browser = a_draft_saying(TRAINED), signed_in(an_editor())
    place = next(
        at for at, row in enumerate(asked(browser, draft, TRAINED).json()["numbers"]) if row["text"] == "636"
    )
    deed = {"what": "bind", "at": place, "reading": reading.code}
    told = asked(browser, draft, TRAINED, deed=deed).json()
    backing = told["numbers"][place]["backing"]
    assert (told["open"], told["numbers"][place]["how"], backing["by"]) == (0, "bound", "Editor Lee")
    again = asked(browser, draft, TRAINED, deed=deed)
    assert again.status_code == 409
    assert "Editor Lee did so already" in again.json()["refusal"]
    told = asked(browser, draft, TRAINED, deed={"what": "unback", "backing": backing["id"]}).json()
    assert told["open"] == 1
    assert (
        asked(browser, draft, TRAINED, deed={"what": "unback", "backing": backing["id"]}).status_code == 409
    )
    told = asked(browser, draft, TRAINED, deed={"what": "bind_all"}).json()
    assert told["open"] == 0


def test_a_new_bulletin_is_saved_before_its_numbers_are_backed():
    answer = asked(signed_in(an_editor()), None, TRAINED, deed={"what": "bind_all"})
    assert answer.status_code == 409
    assert answer.json()["refusal"] == "Save the draft first."


def test_who_may_not_change_a_bulletin_does_not_back_its_numbers():
    draft = a_draft("Somebody else's", body=[a_paragraph(TRAINED)], by=an_editor())
    waive_it = {"what": "waive_all", "reason": "Because I say so."}
    officer = signed_in(an_officer())
    assert asked(officer, draft, TRAINED).status_code == 200, "an officer may read what others write"
    assert asked(officer, draft, TRAINED, deed=waive_it).status_code == 404
    assert signed_in(an_account("Translator", Role.TRANSLATOR)).get(LIST).status_code == 200
    assert asked(signed_in(an_analyst()), draft, TRAINED).status_code == 404
    assert asked(Client(), draft, TRAINED).status_code == 302
    own = a_draft("My own", body=[a_paragraph(TRAINED)], by=(mine := an_officer()))
    assert asked(signed_in(mine), own, TRAINED, deed=waive_it).status_code == 200
    assert not Backing.objects.of(draft).exists()


def test_a_damaged_question_is_refused_and_a_missing_bulletin_is_not_there():
    browser, draft = signed_in(an_editor()), a_draft_saying(TRAINED)
    for body in ("", "[]", "{}", '{"parts": [1]}', '{"parts": [{"id": 1, "kind": "", "text": ""}]}'):
        assert browser.post(CHECK, body, content_type="application/json").status_code == 400, body
    assert browser.get(CHECK).status_code == 405
    assert asked(browser, draft, "1 " * 300_000).status_code == 400
    assert asked(browser, None, TRAINED, pk=draft.pk + 100).status_code == 404
    assert asked(browser, None, TRAINED, pk="x").status_code == 404
    for deed in ({"what": "waive", "at": 99}, {"what": "waive", "at": "x"}, {"what": "fly"}, ["bind"]):
        assert asked(browser, draft, TRAINED, deed=deed).status_code == 400, deed
    assert asked(browser, draft, "\ud83d alone", TRAINED).status_code == 200


def test_the_page_asks_for_the_form_and_no_other_site():
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(an_editor())
    assert asked(careful, None, TRAINED).status_code == 403


BOARD = "/en/desk/news/numbers/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_office_sees_what_each_number_in_print_is_bound_to(rows, django_assert_num_queries):
    reading = a_report(636, as_of=date(2021, 12, 31))
    for _each in range(rows):
        draft = a_draft("Told anew", body=[a_paragraph(TRAINED)])
        bind(draft, the_number(draft, "636"), reading=reading, by=None, at=NOW)
        publish(draft, by=None, at=NOW)
    browser = signed_in(an_analyst())
    browser.get(BOARD)
    with django_assert_num_queries(QUERIES):
        page = browser.get(BOARD).content.decode()
    assert page.count(">636<") >= rows
    assert reading.code in browser.get(f"{BOARD}?export=csv").getvalue().decode()
    assert "No bulletin prints" not in page
    assert ">636<" not in browser.get(f"{BOARD}?how=waived").content.decode()
    assert signed_out().get(BOARD).status_code == 302


QUERIES = 7


def signed_out() -> Client:
    return Client()


def test_a_corrected_reading_names_the_bulletins_that_print_it(client):
    reading = a_report(636, as_of=date(2021, 12, 31))
    draft = a_draft("Told once", body=[a_paragraph(TRAINED)])
    bind(draft, the_number(draft, "636"), reading=reading, by=None, at=NOW)
    out = publish(draft, by=None, at=NOW)
    browser = signed_in(an_analyst())
    assert "Told once" not in browser.get(f"{BOARD}corrected/").content.decode()
    public = f"/en/news/{out.number}/"
    assert "bulletin-corrections" not in client.get(public).content.decode()
    corrected(Reading.objects.get(pk=reading.pk), 630)
    page = browser.get(f"{BOARD}corrected/?reading={reading.code}").content.decode()
    assert "Told once" in page
    assert "630" in page
    shown = client.get(public).content.decode()
    assert "bulletin-corrections" in shown
    assert '<q lang="en">636</q>' in shown
    assert "630" in shown


def test_the_waiver_list_says_who_why_and_when():
    draft, editor = a_draft_saying(WRONG), an_editor()
    waive_all(draft, checked(draft), reason="So printed by the ministry.", by=editor, at=NOW)
    browser = signed_in(an_analyst())
    page = browser.get(f"{BOARD}waivers/").content.decode()
    assert "So printed by the ministry." in page
    assert "Editor Lee" in page
    assert "The share is another" in page
    assert "The share is another" not in browser.get(f"{BOARD}waivers/?what=number").content.decode()
    assert "So printed" not in browser.get(f"{BOARD}waivers/?live=1").content.decode()
