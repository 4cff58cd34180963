"""Who is written to when a bulletin is submitted, released or sent back, and when translations fall behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.letters import book as letters
from naru.letters.models import Letter, Mute
from naru.newsroom.actions.bulletins import revise
from naru.newsroom.actions.telling import tell_translators
from naru.newsroom.actions.translations import begin_translation, follow_original
from naru.newsroom.models import Bulletin
from tests.makers.accounts import an_account, an_editor, an_officer
from tests.makers.newsroom import a_draft, a_paragraph
from tests.newsroom.test_desk import LIST, content, signed_in

pytestmark = pytest.mark.django_db


def submitted(officer):
    browser = signed_in(officer)
    browser.get(LIST)
    browser.post(f"{LIST}add/", content())
    bulletin = Bulletin.objects.get()
    browser.post(f"{LIST}edit/{bulletin.pk}/", content() | {"action-submit": "x"})
    return bulletin


def answered(reviewer, bulletin, deed, comment=""):
    browser = signed_in(reviewer)
    browser.get(LIST)
    task = bulletin.current_workflow_state.current_task_state
    browser.post(f"{LIST}workflow/action/{bulletin.pk}/{deed}/{task.pk}/", {"comment": comment})


def written(template):
    return {letter.to for letter in Letter.objects.filter(template=template)}


def test_the_reviewers_of_the_day_hear_of_what_waits_and_nobody_else():
    head, editor = an_account("Head", Role.HEAD), an_editor()
    an_account("Translator", Role.TRANSLATOR)
    submitted(an_officer())
    assert written("bulletin_submitted") == {head.email, editor.email}
    assert mail.outbox == []  # Wagtail writes none of its own beside them
    assert "Officer Han" in Letter.objects.filter(to=head.email).get().body


def test_whoever_switched_it_off_or_submitted_it_hears_nothing():
    head, editor = an_account("Head", Role.HEAD), an_editor()
    browser = signed_in(head)
    wanted = ["bulletin_released", "agreements_due"]
    browser.post("/en/accounts/letters/", {"wanted": wanted, "chosen": "1"})
    assert set(Mute.objects.filter(account=head).values_list("template", flat=True)) == {
        "bulletin_submitted",
        "bulletin_sent_back",
    }
    entry = Entry.objects.about(head).filter(verb="chose_letters").get()
    assert entry.after == {"not_wanted": ["bulletin_sent_back", "bulletin_submitted"]}
    submitted(editor)
    assert written("bulletin_submitted") == set()


def test_the_author_hears_why_it_came_back_and_that_it_is_released():
    officer, head = an_officer(), an_account("Head", Role.HEAD)
    bulletin = submitted(officer)
    answered(head, bulletin, "reject", "The number of visitors has no source")
    letter = Letter.objects.get(template="bulletin_sent_back")
    assert letter.to == officer.email
    assert "The number of visitors has no source" in letter.body
    browser = signed_in(officer)
    browser.post(f"{LIST}edit/{bulletin.pk}/", content() | {"action-submit": "x"})
    answered(head, Bulletin.objects.get(), "approve")
    assert written("bulletin_released") == {officer.email}
    assert Letter.objects.filter(template="bulletin_submitted", to=head.email).count() == 2


def test_a_translator_hears_once_of_what_fell_behind_and_again_of_what_is_new():
    translator = an_account("Translator", Role.TRANSLATOR)
    other = an_account("Other", Role.TRANSLATOR)
    editor, now = an_editor(), timezone.now()
    original = a_draft("A quiet day", by=editor, body=[a_paragraph("One boat came.", "first")])
    ours = begin_translation(original, language="ru", by=translator, at=now)
    assert tell_translators(at=now) == 0
    original = revise(original, by=editor, at=now, body=[a_paragraph("Two boats came.", "first")])
    assert tell_translators(at=timezone.now()) == 1
    assert written("translations_behind") == {translator.email}
    assert ours.title in Letter.objects.get().body
    assert tell_translators(at=timezone.now() + timedelta(days=1)) == 0
    original = revise(
        original, by=editor, at=timezone.now(), body=[a_paragraph("Three boats came.", "first")]
    )
    Letter.objects.update(asked_at=timezone.now() - timedelta(days=1))
    assert tell_translators(at=timezone.now()) == 1
    follow_original(ours, by=editor, at=timezone.now())
    revise(original, by=editor, at=timezone.now(), body=[a_paragraph("No boat came.", "first")])
    letters.choose(other, wanted=[], by=other, at=now)
    Letter.objects.all().delete()
    assert tell_translators(at=timezone.now()) == 1
    assert written("translations_behind") == {translator.email}, "an editor's translation is everybody's"


def test_one_is_offered_what_comes_with_one_s_roles():
    translator = an_account("Translator", Role.TRANSLATOR)
    shown = signed_in(translator).get("/en/accounts/letters/").content.decode()
    assert "Translations are behind their originals" in shown
    assert "A bulletin waits for release" not in shown
    letters.choose(translator, wanted=[], by=translator, at=timezone.now())
    assert letters.wants(translator, "bulletin_submitted")
    assert not letters.wants(translator, "translations_behind")
