"""The desk: who enters the editor, the way of a bulletin through it, translations and links."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from naru.directory.actions.accounts import appoint
from naru.directory.rules.accounts import Role
from naru.history.models import Entry
from naru.newsroom.actions.bulletins import revise
from naru.newsroom.actions.links import suggest
from naru.newsroom.actions.translations import begin_translation
from naru.newsroom.models import Bulletin, Link
from tests.makers.accounts import NOW, an_account, an_analyst, an_editor, an_officer, signed_in
from tests.makers.activities import an_organisation
from tests.makers.figures import a_report
from tests.makers.newsroom import a_bulletin, a_draft, a_paragraph

pytestmark = pytest.mark.django_db
DESK = "/desk/newsroom/"
LIST = "/desk/newsroom/snippets/newsroom/bulletin/"


def content(chip: str = "", title: str = "Written at the desk", **words: str) -> dict[str, str]:
    """Give what the editor's form sends: one paragraph, with a chip at its end if one is named."""
    text = "We count " if chip else "The boats lay still."
    state = {
        "blocks": [
            {
                "key": "aaaaa",
                "text": text + ("636" if chip else ""),
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": len(text), "length": 3, "key": 0}] if chip else [],
            }
        ],
        "entityMap": {"0": {"type": "FIGURE", "mutability": "IMMUTABLE", "data": {"code": chip}}}
        if chip
        else {},
    }
    return {
        "title": title,
        "subtitle": "",
        "picture": "",
        "picture_alt": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": json.dumps(state),
        "category": "notice",
        "name": "관리자",
        "published_on": "",
        "since": "",
        "until": "",
        "tags": "",
        "go_live_at": "",
        "expire_at": "",
    } | words


def test_the_door_opens_to_the_desk_and_is_not_there_for_others(client):
    assert client.get(DESK).status_code == 302
    assert signed_in(an_analyst()).get(DESK).status_code == 404
    assert signed_in(an_account("Nobody of the office")).get(LIST).status_code == 404
    for role in (Role.EDITOR, Role.HEAD, Role.TRANSLATOR, Role.OFFICER):
        answer = signed_in(an_account("Someone", role)).get(LIST, follow=True)
        assert answer.status_code == 200, role
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self';" in policy + ";"


def test_rights_follow_the_posts_of_the_day():
    account = an_account("Someone", Role.EDITOR)
    browser = signed_in(account)
    browser.get(LIST)
    assert [group.name for group in account.groups.all()] == ["newsroom: editor"]
    account.posts.update(until=date(2021, 1, 1))
    assert browser.get(LIST).status_code == 404
    appoint(account, role=Role.TRANSLATOR, since=date(2022, 1, 1), by=None, at=NOW)
    browser.get(LIST)
    assert [group.name for group in account.groups.all()] == ["newsroom: translator"]


def test_an_editor_writes_quotes_and_publishes(client):
    reading = a_report(636)
    editor = an_editor()
    browser = signed_in(editor)
    browser.get(LIST)
    answer = browser.post(f"{LIST}add/?locale=en", content(reading.code))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    bulletin = Bulletin.objects.get()
    assert not bulletin.live
    assert bulletin.owner == editor
    assert f'code="{reading.code}"' in str(bulletin.body.get_prep_value())
    answer = browser.post(
        f"{LIST}edit/{bulletin.pk}/", content(reading.code) | {"action-publish": "action-publish"}
    )
    assert answer.status_code == 302
    bulletin.refresh_from_db()
    assert bulletin.live
    page = client.get(f"/{bulletin.language}/news/{bulletin.number}/").content.decode()
    assert reading.spoken(bulletin.language) in page
    verbs = set(Entry.objects.about(bulletin).values_list("verb", flat=True))
    assert {"wrote", "published"} <= verbs
    assert Entry.objects.about(bulletin).filter(verb="published").get().by == editor


def test_an_officer_submits_and_the_head_releases():
    officer, head = an_officer(), an_account("Head", Role.HEAD)
    browser = signed_in(officer)
    browser.get(LIST)
    assert browser.post(f"{LIST}add/", content() | {"action-publish": "x"}).status_code == 302
    bulletin = Bulletin.objects.get()
    assert not bulletin.live
    browser.post(f"{LIST}edit/{bulletin.pk}/", content() | {"action-submit": "x"})
    state = bulletin.current_workflow_state
    assert state is not None
    signed_in(head).get(LIST)
    task = state.current_task_state
    answer = signed_in(head).post(
        f"{LIST}workflow/action/{bulletin.pk}/approve/{task.pk}/", {"comment": "Good"}
    )
    assert answer.status_code in {200, 302}
    bulletin.refresh_from_db()
    assert bulletin.live
    assert Entry.objects.about(bulletin).filter(verb="approved").exists()


def test_an_officer_does_not_touch_what_is_not_theirs():
    draft = a_draft("Somebody else's", by=an_editor())
    browser = signed_in(an_officer())
    browser.get(LIST)
    answer = browser.post(f"{LIST}edit/{draft.pk}/", content(title="Taken over"))
    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.get_latest_revision_as_object().title == "Somebody else's"


def test_a_picture_without_words_for_it_is_refused():
    from naru.newsroom.demo import _picture
    from naru.newsroom.demo.texts import STORIES

    picture = _picture(STORIES[0])
    browser = signed_in(an_editor())
    browser.get(LIST)
    answer = browser.post(
        f"{LIST}add/", content(picture=str(picture.pk)) | {"action-publish": "action-publish"}
    )
    assert answer.status_code == 200
    assert "Say what the picture shows" in answer.content.decode()
    assert not Bulletin.objects.exists()


def test_readings_are_found_by_title_value_and_year():
    reading = a_report(636, note_text="")
    browser = signed_in(an_editor())
    for query in ("636", "training", "2023", reading.code):
        found = browser.get(f"/desk/newsroom/readings/?q={query}&language=en").json()["readings"]
        assert [row["code"] for row in found] == [reading.code], query
    assert browser.get("/desk/newsroom/readings/?q=nothing").json()["readings"] == []
    assert signed_in(an_analyst()).get("/desk/newsroom/readings/").status_code == 404


def test_a_translation_falls_behind_and_follows_again():
    original = a_bulletin("원문", language="ko", body=[a_paragraph("가", "a"), a_paragraph("나", "b")])
    translator = an_account("Translator", Role.TRANSLATOR)
    version = begin_translation(original, language="ru", by=translator, at=NOW)
    browser = signed_in(translator)
    table = "/en/desk/news/translations/"
    assert "up to date" in browser.get(table).content.decode()
    revise(
        original,
        body=[a_paragraph("가", "a"), a_paragraph("다", "b"), a_paragraph("라", "c")],
        by=None,
        at=NOW,
    )
    page = browser.get(table).content.decode()
    assert "Added 1, Changed 1" in page
    detail = browser.get(f"{table}{version.pk}/").content.decode()
    assert "<del>나</del><ins>다</ins>" in detail
    browser.post(f"{table}{version.pk}/follow/")
    assert "up to date" in browser.get(table).content.decode()
    assert signed_in(an_analyst()).post(f"{table}{version.pk}/follow/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_suggestions_are_reviewed_and_remembered(rows):
    names = [f"Harbour Hospital {letter}" for letter in "ABC"[:rows]]
    for name in names:
        an_organisation(name)
    bulletin = a_bulletin(body=[a_paragraph(f"{name} came.") for name in names])
    editor = an_editor()
    browser = signed_in(editor)
    review = f"/en/desk/news/links/{bulletin.pk}/"
    browser.post(f"{review}suggest/")
    found = browser.get(f"{review}?format=json").json()["links"]
    assert [link["target"] for link in found] == names
    assert found[0]["passage"] == f"{names[0]} came."
    browser.post(f"/en/desk/news/links/decide/{found[0]['id']}/", {"to": "rejected"})
    assert suggest(bulletin, by=editor, at=NOW) == []
    assert Link.objects.get(pk=found[0]["id"]).standing == "rejected"
    assert signed_in(an_analyst()).post(f"{review}suggest/").status_code == 404
    assert Client().get(review).status_code == 302
