"""The screens of booths: who sees what, what is refused in a sentence, and the doors of devices."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.fairs.actions import consultations, exhibitors, fairs, leads, slips, visitors
from naru.fairs.models import Consultation, Device, Exhibitor, Fair, HeadCount, Lead, Material, Slip, Visitor
from naru.fairs.rules.visitors import Purpose
from naru.history.models import Entry
from naru.letters.models import Letter
from tests.makers.accounts import NOW, an_account, an_officer
from tests.makers.activities import an_activity
from tests.makers.fairs import (
    FAIR_DAY,
    a_device,
    a_fair,
    a_fair_today,
    a_member_of,
    a_slip,
    a_visitor,
    an_exhibitor,
    badge_of,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"fairs:{name}", args=args)


def signed_in(account: Account) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    browser.force_login(account)
    return browser


def text(answer: Any) -> str:
    return answer.content.decode()


def a_full_fair(leads_each: int = 3) -> tuple[Fair, Exhibitor, Exhibitor]:
    fair = a_fair()
    booths = [an_exhibitor(fair, booth=booth) for booth in ("A1", "A2")]
    for booth in booths:
        _device, token = a_device(fair, booth, label=f"Phone {booth.booth}")
        sent: list[Any] = [a_slip("tally"), a_slip("tally")]
        for number in range(leads_each):
            visitor = a_visitor(fair, f"{booth.booth} visitor {number}")
            sent.append(
                a_slip(badge=badge_of(visitor), note=f"note of {booth.booth}", rating=4, tags=["knee"])
            )
            sent.append(a_slip("consultation", about=sent[-1]["id"], topic="treatment", our_side="Dr Kim"))
        slips.take(token, sent=sent, sent_at=FAIR_DAY, at=FAIR_DAY)
    fairs.add_material(fair, name="Leaflet", wanted=100, by=None, at=NOW)
    fairs.set_daily_target(fair, day=FAIR_DAY.date(), counts="leads", wanted=6, by=None, at=NOW)
    return fair, booths[0], booths[1]


def test_every_screen_opens_for_the_office_in_two_languages() -> None:
    fair, booth, _other = a_full_fair()
    lead, talk, visitor = Lead.objects.first(), Consultation.objects.first(), Visitor.objects.first()
    device, material = Device.objects.first(), Material.objects.get()
    assert lead
    assert talk
    assert visitor
    assert device
    browser = signed_in(an_officer())
    names = (
        *(
            "board",
            "targets",
            "heads",
            "consent",
            "exhibitors",
            "add_exhibitor",
            "devices",
            "add_device",
            "leads",
        ),
        *(
            "consultations",
            "log_consultation",
            "invitation",
            "register",
            "visitors",
            "visitor_desk",
            "badges",
        ),
        *("shipment", "add_material", "aside"),
    )
    addresses = [at("fairs"), *(at(name, fair.pk) for name in names)]
    addresses += [
        at("exhibitor", fair.pk, booth.pk),
        at("change_exhibitor", fair.pk, booth.pk),
        at("roster", fair.pk, booth.pk),
        at("add_lead", fair.pk, booth.pk),
        at("device", fair.pk, device.pk),
        at("lead", fair.pk, lead.pk),
        at("consultation", fair.pk, talk.pk),
        at("visitor", fair.pk, visitor.pk),
        at("material", fair.pk, material.pk),
        at("own_badge_page", visitor.token),
        at("booth"),
    ]
    for address in addresses:
        for language in ("en", "ko"):
            answer = browser.get(address.replace("/ko/", f"/{language}/").replace("/en/", f"/{language}/"))
            assert answer.status_code == 200, (address, answer.status_code)


def test_a_member_sees_their_own_booth_only() -> None:
    fair, mine, other = a_full_fair()
    browser = signed_in(a_member_of(mine.organisation))
    for name in ("board", "leads", "consultations", "exhibitors", "devices", "shipment"):
        page = text(browser.get(at(name, fair.pk)))
        assert str(other.organisation) not in page
        assert "A2 visitor" not in page
    assert "A1 visitor 0" in text(browser.get(at("leads", fair.pk)))
    theirs = Lead.objects.filter(exhibitor=other)[0]
    talk = Consultation.objects.filter(exhibitor=other)[0]
    device = Device.objects.get(exhibitor=other)
    for address in (
        at("lead", fair.pk, theirs.pk),
        at("consultation", fair.pk, talk.pk),
        at("exhibitor", fair.pk, other.pk),
        at("device", fair.pk, device.pk),
        at("visitors", fair.pk),
        at("aside", fair.pk),
        at("targets", fair.pk),
        at("consent", fair.pk),
        at("badges", fair.pk),
        at("visitor", fair.pk, theirs.visitor_id),
    ):
        assert browser.get(address).status_code == 404, address
    for address in (
        at("revoke_device", fair.pk, device.pk),
        at("finish_step", fair.pk, theirs.pk),
        at("talk", fair.pk, theirs.pk),
        at("decide_consultation", fair.pk, talk.pk),
    ):
        assert browser.post(address, {"deed": "cancel"}).status_code == 404, address
    device.refresh_from_db()
    assert device.revoked_at is None
    post = browser.post(at("add_device", fair.pk), {"label": "Spy", "exhibitor": other.pk})
    assert post.status_code == 422
    assert not Device.objects.filter(label="Spy").exists()


def test_nobody_else_opens_a_board() -> None:
    fair, _mine, _other = a_full_fair()
    assert Client().get(at("board", fair.pk)).status_code == 302
    stranger = a_member_of(an_exhibitor(a_fair(an_activity("Other", title_ko="다른"))).organisation)
    for name in ("board", "leads", "consultations"):
        assert signed_in(stranger).get(at(name, fair.pk)).status_code == 404


def test_an_auditor_reads_and_changes_nothing() -> None:
    fair, mine, _other = a_full_fair()
    browser = signed_in(Account.objects.get(pk=an_account("Auditor", Role.AUDITOR).pk))
    lead = Lead.objects.first()
    assert lead
    assert browser.get(at("lead", fair.pk, lead.pk)).status_code == 200
    browser.post(at("lead", fair.pk, lead.pk), {"note": "changed"})
    lead.refresh_from_db()
    assert lead.note != "changed"
    for name, *args in (("add_device",), ("heads",), ("log_consultation",), ("roster", mine.pk)):
        assert browser.post(at(name, fair.pk, *args), {}).status_code == 404


def test_a_name_disappears_when_its_owner_takes_consent_back() -> None:
    fair, mine, _other = a_full_fair(1)
    browser = signed_in(a_member_of(mine.organisation))
    lead = Lead.objects.get(exhibitor=mine)
    assert lead.visitor
    assert "A1 visitor 0" in text(browser.get(at("lead", fair.pk, lead.pk)))
    own = Client().post(
        at("own_badge_page", lead.visitor.token),
        {"purpose": Purpose.CONTACT, "exhibitor": mine.pk, "given": "0"},
    )
    assert own.status_code == 302
    for address in (at("lead", fair.pk, lead.pk), at("leads", fair.pk), at("consultations", fair.pk)):
        page = text(browser.get(address))
        assert "A1 visitor 0" not in page
        assert "aigul@example.kz" not in page
    assert "A1 visitor 0" not in text(browser.get(at("leads", fair.pk) + "?q=visitor"))
    export = browser.get(at("leads", fair.pk) + "?export=csv")
    assert b"A1 visitor" not in b"".join(export.streaming_content)


def test_whoever_reads_or_takes_names_is_noted() -> None:
    fair, mine, _other = a_full_fair(1)
    member = a_member_of(mine.organisation)
    browser = signed_in(member)
    lead = Lead.objects.get(exhibitor=mine)
    assert lead.visitor
    browser.get(at("lead", fair.pk, lead.pk))
    browser.get(at("leads", fair.pk))
    b"".join(browser.get(at("leads", fair.pk) + "?export=csv").streaming_content)
    noted = list(Entry.objects.filter(by=member).order_by("number").values_list("verb", flat=True))
    assert noted == ["read_visitor", "read_visitors", "downloaded"]
    assert Entry.objects.get(verb="read_visitors").after["badges"] == [lead.visitor.number]


def test_the_export_of_a_member_holds_only_their_own() -> None:
    fair, mine, _other = a_full_fair()
    browser = signed_in(a_member_of(mine.organisation))
    for name in ("leads", "consultations"):
        told = b"".join(browser.get(at(name, fair.pk) + "?export=csv").streaming_content).decode("utf-8-sig")
        assert "A1 visitor 0" in told
        assert "A2" not in told


@pytest.mark.parametrize("many", [1, 3])
def test_lists_ask_as_often_for_three_rows_as_for_one(many: int, django_assert_max_num_queries: Any) -> None:
    fair, _mine, _other = a_full_fair(many)
    browser = signed_in(an_officer())
    for name, most in (("leads", 16), ("consultations", 16), ("board", 22), ("exhibitors", 14)):
        browser.get(at(name, fair.pk))
        with django_assert_max_num_queries(most):
            browser.get(at(name, fair.pk))


# Visitors


def test_a_visitor_registers_in_their_language_and_gets_a_badge() -> None:
    fair = a_fair()
    browser = Client()
    page = browser.get(f"/ru/fairs/{fair.pk}/register/")
    assert "Данные хранятся два года." in text(page)
    answer = browser.post(
        f"/ru/fairs/{fair.pk}/register/",
        {"name": "Айгүл", "email": "a@example.kz", "agreed": ["contact"]},
    )
    visitor = Visitor.objects.get()
    assert answer.headers["Location"].endswith(f"/badge/{visitor.token}/")
    assert visitor.language == "ru"
    given = {one.purpose: one.given for one in visitor.consents.all()}
    assert given == {"contact": True, "health": False, "news": False}
    own = browser.get(answer.headers["Location"])
    assert own.headers["Cache-Control"] == "no-store"
    assert "Айгүл" not in badge_of(visitor)
    assert browser.get(at("own_badge_page", "x" * 22)).status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "A", "agreed": ["contact"]}, "leave an e-mail address"),
        ({"name": "A", "agreed": ["everything"]}, "valid choice"),
    ],
)
def test_a_registration_that_lacks_something_says_what(values: dict[str, Any], words: str) -> None:
    fair = a_fair()
    answer = Client().post(f"/en/fairs/{fair.pk}/register/", values)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Visitor.objects.exists()


def test_a_closed_registration_takes_nobody() -> None:
    fair = a_fair()
    fairs.close_registration(fair, by=None, at=NOW)
    assert Client().get(f"/en/fairs/{fair.pk}/register/").status_code == 404
    browser = signed_in(an_officer())
    answer = browser.post(f"/en/fairs/{fair.pk}/register/", {"name": "A"})
    assert "closed" in text(answer)
    browser.post(at("visitor_desk", fair.pk), {"name": "Desk", "language": "kk"})
    assert not Visitor.objects.exists()
    browser.post(at("visitor_desk", fair.pk), {"name": "Desk", "language": "ru"})
    assert Visitor.objects.get().at_desk


# Consultations and invitations


def an_ics(**words: str) -> bytes:
    told = {
        "uid": "one@example.kz",
        "start": "TZID=Asia/Almaty:20240425T143000",
        "end": "TZID=Asia/Almaty:20240425T150000",
        "sequence": "0",
        "more": "",
    } | words
    return (
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{more}BEGIN:VEVENT\r\nUID:{uid}\r\n"
            "DTSTAMP:20240401T000000Z\r\nDTSTART;{start}\r\nDTEND;{end}\r\nSEQUENCE:{sequence}\r\n"
            "SUMMARY:Talk about knees\r\nORGANIZER;CN=Agency Alatau:mailto:a@example.kz\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        .format(**told)
        .encode()
    )


def test_an_invitation_opens_at_the_right_hour_after_the_change_of_zone() -> None:
    booth = an_exhibitor(a_fair())
    (row,) = consultations.take_invitation(booth, data=an_ics(), by=None, at=NOW)
    assert row.starts_at is not None
    assert row.starts_at.isoformat() == "2024-04-25T09:30:00+00:00"  # +05, no longer +06
    assert (row.zone, row.standing, row.their_side) == (
        "Asia/Almaty",
        "draft",
        "Agency Alatau <a@example.kz>",
    )
    assert not Consultation.objects.held().exists()


def test_an_invitation_again_moves_or_calls_off_its_draft() -> None:
    booth = an_exhibitor(a_fair())
    (first,) = consultations.take_invitation(booth, data=an_ics(), by=None, at=NOW)
    moved = an_ics(
        sequence="1", start="TZID=Asia/Almaty:20240425T160000", end="TZID=Asia/Almaty:20240425T163000"
    )
    (again,) = consultations.take_invitation(booth, data=moved, by=None, at=NOW)
    assert again.pk == first.pk
    assert again.starts_at
    assert again.starts_at.hour == 11
    (old,) = consultations.take_invitation(booth, data=an_ics(), by=None, at=NOW)
    assert old.starts_at
    assert old.starts_at.hour == 11
    (off,) = consultations.take_invitation(
        booth, data=an_ics(sequence="2", more="METHOD:CANCEL\r\n"), by=None, at=NOW
    )
    assert off.standing == "cancelled"
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (an_ics(start="TZID=Mars/Olympus:20240425T143000"), "Mars/Olympus"),
        (an_ics(start="VALUE=DATE:20240425"), "time of day"),
        (an_ics(end="TZID=Asia/Almaty:20240425T143000"), "before it begins"),
        (an_ics(more="METHOD:CANCEL\r\n"), "not in the log"),
        (an_ics().replace(b"SEQUENCE:0", b"RRULE:FREQ=DAILY"), "repeats"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense", "no calendar invitation"),
        (b"\x00\xff hello", "no calendar invitation"),
    ],
)
def test_a_bad_invitation_is_a_sentence_and_leaves_nothing(data: bytes, words: str) -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    browser = signed_in(an_officer())
    file = SimpleUploadedFile("talk.ics", data, "text/calendar")
    answer = browser.post(
        f"/en/fairs/{fair.pk}/consultations/invitation/", {"exhibitor": booth.pk, "file": file}
    )
    assert words in text(answer).replace("&#x27;", "'")
    assert not Consultation.objects.exists()


def test_an_invitation_in_a_saved_message_is_read() -> None:
    booth = an_exhibitor(a_fair())
    message = (
        b"From: a@example.kz\r\nSubject: talk\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n'
        b"--x\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" + an_ics() + b"\r\n--x--\r\n"
    )
    (row,) = consultations.take_invitation(booth, data=message, by=None, at=NOW)
    assert row.title == "Talk about knees"


def test_one_tap_on_a_lead_logs_a_consultation_and_thanks_in_their_language() -> None:
    fair, mine, _other = a_full_fair(1)
    browser = signed_in(a_member_of(mine.organisation))
    lead = Lead.objects.get(exhibitor=mine)
    before = Consultation.objects.count()
    answer = browser.post(at("talk", fair.pk, lead.pk))
    assert Consultation.objects.count() == before + 1
    row = Consultation.objects.order_by("-pk")[0]
    assert answer.headers["Location"].endswith(f"/consultations/{row.pk}/")
    browser.post(at("decide_consultation", fair.pk, row.pk), {"deed": "thank"})
    letter = Letter.objects.get(template="consultation_thanks")
    assert (letter.to, letter.language) == ("aigul@example.kz", "ru")
    assert "Благодарим" in letter.body
    browser.post(at("decide_consultation", fair.pk, row.pk), {"deed": "thank"})
    assert Letter.objects.filter(template="consultation_thanks").count() == 1


def test_nobody_is_thanked_who_did_not_agree() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    _device, token = a_device(fair, booth)
    slips.take(
        token, sent=[a_slip(badge=badge_of(a_visitor(fair, agreed=())))], sent_at=FAIR_DAY, at=FAIR_DAY
    )
    row = consultations.log(booth, lead=Lead.objects.get(), by=None, at=NOW)
    assert "not agreed" in str(consultations.why_not_send_thanks(row))


# Leads at the desk, next steps, shipment, heads


def test_a_next_step_is_due_then_done() -> None:
    fair = a_fair_today()
    booth = an_exhibitor(fair)
    browser = signed_in(a_member_of(booth.organisation))
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = browser.post(
        at("add_lead", fair.pk, booth.pk),
        {"name": "Kim", "agreed": "1", "next_step": "Send quotation", "next_on": day, "tags": "a, b,a"},
    )
    lead = Lead.objects.get()
    assert answer.status_code == 302
    assert lead.tags == ["a", "b"]
    assert "Send quotation" in text(browser.get(at("exhibitor", fair.pk, booth.pk)))
    assert "Kim" in text(browser.get(at("leads", fair.pk) + "?step=overdue"))
    browser.post(at("finish_step", fair.pk, lead.pk))
    assert "Kim" not in text(browser.get(at("leads", fair.pk) + "?step=overdue"))


def test_a_contact_without_agreement_is_refused() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    browser = signed_in(an_officer())
    page = browser.post(f"/en/fairs/{fair.pk}/exhibitors/{booth.pk}/leads/add/", {"name": "Kim"})
    assert "only if they agreed" in text(page)
    assert not Lead.objects.exists()


def test_pieces_are_counted_in_order_and_differences_told() -> None:
    fair, _mine, _other = a_full_fair(1)
    material = Material.objects.get()
    browser = signed_in(an_officer())
    address = at("material", fair.pk, material.pk)
    browser.post(address, {"stage": "arrived", "pieces": 5})
    material.refresh_from_db()
    assert material.arrived is None
    for stage, pieces in (("packed", 100), ("sent", 100), ("arrived", 94)):
        browser.post(address, {"stage": stage, "pieces": pieces})
    material.refresh_from_db()
    assert [(stage.value, number) for stage, number in material.differences()] == [("arrived", -6)]
    assert "-6" in text(browser.get(at("shipment", fair.pk)))


def test_heads_on_paper_are_counted_and_taken_back() -> None:
    fair = a_fair()
    booth = an_exhibitor(fair)
    browser = signed_in(an_officer())
    address = at("heads", fair.pk)
    browser.post(address, {"heads": 40, "day": "2024-04-24", "hour": 14, "exhibitor": booth.pk})
    assert HeadCount.objects.heads() == 40
    browser.post(address, {"undo": HeadCount.objects.get().pk})
    assert HeadCount.objects.heads() == 0
    assert browser.post(address, {"heads": 1, "day": "2024-05-24", "hour": 1}).status_code == 422


def test_what_was_kept_aside_is_decided_on() -> None:
    fair = a_fair()
    _device, token = a_device(fair, an_exhibitor(fair))
    sent = [a_slip(badge="no badge", note="one"), a_slip(badge="no badge", note="two")]
    slips.take(token, sent=sent, sent_at=FAIR_DAY, at=FAIR_DAY)
    browser = signed_in(an_officer())
    assert "no badge" in text(browser.get(at("aside", fair.pk)))
    one, two = Slip.objects.order_by("sequence")
    browser.post(at("decide_aside", fair.pk, one.pk), {"admit": "1"})
    browser.post(at("decide_aside", fair.pk, two.pk), {"leave": "1"})
    assert [lead.note for lead in Lead.objects.all()] == ["one"]
    assert "no badge" not in text(browser.get(at("aside", fair.pk)))


# The doors of devices


def post(token: str, body: Any, **more: Any) -> Any:
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    return Client().post(
        "/en/fairs/booth/send/",
        data,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
        **more,
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"entries": [{"id": "0', 400),
        ("[]", 400),
        ("{}", 400),
        (b"\xff\xfe", 400),
        ("[" * 50_000, 400),
        (json.dumps({"entries": [{}] * 501}), 400),
        (b"x" * 10_000_000, 413),
    ],
)
def test_a_broken_sending_is_a_sentence_and_takes_nothing(body: Any, status: int) -> None:
    fair = a_fair_today()
    _device, token = a_device(fair, an_exhibitor(fair))
    answer = post(token, body)
    assert answer.status_code == status
    assert answer.json()["sentence"]
    assert not Slip.objects.exists()


@pytest.mark.parametrize("token", ["", "x" * 43, "ä"])
def test_a_forged_token_opens_nothing(token: str) -> None:
    answer = post(token, {"sent_at": FAIR_DAY.isoformat(), "entries": []})
    assert answer.status_code == 401
    assert "not known" in answer.json()["sentence"]


@pytest.mark.parametrize("clock", [None, 5, "yesterday", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_mad_clock_is_borne(clock: Any) -> None:
    fair = a_fair_today()
    _device, token = a_device(fair, an_exhibitor(fair), at=timezone.now())
    slip = a_slip("tally") | {"device_time": clock}
    answer = post(token, {"sent_at": clock, "entries": [slip]})
    assert answer.json()["entries"][0]["state"] == "stored"


def test_a_device_is_enrolled_by_its_link_and_briefed() -> None:
    fair = a_fair_today()
    booth = an_exhibitor(fair)
    exhibitors.join(booth, name="Kim", role="doctor", by=None, at=NOW)
    browser = signed_in(a_member_of(booth.organisation))
    page = text(browser.post(at("add_device", fair.pk), {"label": "Phone", "exhibitor": booth.pk}))
    link = page.split("#enrol=")[1].split('"')[0]
    answer = Client().post(
        "/en/fairs/booth/enrol/", json.dumps({"link": link}), content_type="application/json"
    )
    token = answer.json()["device"]["token"]
    told = (
        Client()
        .get("/en/fairs/booth/briefing/", headers={"Authorization": f"Bearer {token}"})
        .json()["device"]
    )
    assert [one["name"] for one in told["members"]] == ["Kim"]
    assert "token" not in told
    again = Client().post(
        "/en/fairs/booth/enrol/", json.dumps({"link": link}), content_type="application/json"
    )
    assert again.status_code == 403
    assert "used already" in again.json()["sentence"]


def test_a_lead_of_the_desk_is_noted_without_its_words() -> None:
    booth = an_exhibitor(a_fair())
    leads.enter(booth, values={"name": "Secret Name"}, agreed=True, by=None, at=NOW)
    entry = Entry.objects.get(verb="entered_lead")
    assert "Secret Name" not in json.dumps(entry.after) + entry.subject_label
    visitor = a_visitor(booth.fair, "Secret Visitor")
    visitors.read(visitor, by=None, at=NOW, where="/")
    assert "Secret" not in Entry.objects.get(verb="read_visitor").subject_label
