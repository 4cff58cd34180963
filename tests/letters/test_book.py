"""Writing letters and sending them through a real mail server."""

from __future__ import annotations

import email
import email.policy
import smtplib
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from naru.front.environment import MailServer, mail_server
from naru.history.book import Refusal, work_off
from naru.history.models import Entry, Job
from naru.letters import book
from naru.letters.jobs import TRIES
from naru.letters.models import Letter
from naru.letters.rules import State
from tests.makers.accounts import NOW, an_administrator
from tests.makers.letters import LINK, a_letter

pytestmark = pytest.mark.django_db


class Mailbox:
    """What a mail server of this test got, and whether it refuses."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.refusal = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refusal:
            return self.refusal
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.raw = envelope.content
        self.to = envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """Run a mail server on a free port and have Naru use it, with a name and a password."""
    box = Mailbox()

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (b"office@naru", b"p@ss:word")
        return AuthResult(success=right, handled=False)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=known,
        auth_require_tls=False,
    )
    server.start()
    found = mail_server(f"smtp://office%40naru:p%40ss%3Aword@127.0.0.1:{port}")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.NARU_MAIL = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = found.host, found.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = found.user, found.password
    settings.DEFAULT_FROM_EMAIL = "나루 <naru@example.org>"
    yield box
    server.stop()


def after_the_pause() -> None:
    """Let the pause before the next try pass."""
    Job.objects.update(not_before=None)
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_off()


def test_a_letter_arrives_as_it_was_written(mailbox):
    letter = a_letter("reader@example.org", language="ko")
    assert letter.state == State.WAITING
    work_off()
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == (State.SENT, 1, "")
    assert letter.sent_at
    (got,) = mailbox.letters
    assert mailbox.to == ["reader@example.org"]
    assert got["Subject"] == letter.subject == "[나루] 편집자 계정 초대"
    assert got["Content-Language"] == "ko"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["To"] == "reader@example.org"
    assert got["From"] == "나루 <naru@example.org>"
    assert got["Message-ID"].startswith(f"<letter.{letter.pk}.")
    assert got.get_content_type() == "text/plain"
    assert got.get_content_charset() == "utf-8"
    assert got.get_content().replace("\r\n", "\n") == letter.body
    assert LINK in got.get_content()


def test_sent_letters_are_not_sent_twice_when_the_job_is_repeated(mailbox):
    letter = a_letter()
    work_off()
    letter.refresh_from_db()
    assert book.deliver(letter, at=NOW) is False
    assert len(mailbox.letters) == 1


def test_a_refused_letter_is_tried_again_until_it_goes_out(mailbox):
    mailbox.refusal = "451 4.3.0 나중에 다시"
    letter = a_letter()
    work_off()
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (State.WAITING, 1)
    assert "451" in letter.error
    mailbox.refusal = ""
    after_the_pause()
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == (State.SENT, 2, "")
    assert len(mailbox.letters) == 1


def test_a_letter_that_is_always_refused_fails_and_can_be_sent_again(mailbox):
    mailbox.refusal = "550 5.1.1 no such reader"
    letter = a_letter()
    work_off()
    for _ in range(TRIES):
        after_the_pause()
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (State.FAILED, TRIES)
    assert "550" in letter.error
    mailbox.refusal = ""
    book.send_again(letter, by=an_administrator(), at=NOW)
    work_off()
    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert Entry.objects.about(letter).first().verb == "sent_again"


def test_a_server_that_does_not_know_us_is_named_in_the_letter(mailbox, settings):
    settings.EMAIL_HOST_PASSWORD = "wrong"
    letter = a_letter()
    work_off()
    letter.refresh_from_db()
    assert letter.state == State.WAITING
    assert str(smtplib.SMTPAuthenticationError(535, b"5.7.8").smtp_code) in letter.error
    assert "wrong" not in letter.error


def test_without_a_mail_server_letters_are_kept_and_nothing_is_queued():
    letter = a_letter()
    assert letter.state == State.KEPT
    assert not Job.objects.exists()
    with pytest.raises(Refusal):
        book.send_again(letter, by=None, at=NOW)


def test_kept_letters_can_be_sent_once_a_server_is_there(settings, mailbox):
    settings.NARU_MAIL = False
    letter = a_letter()
    settings.NARU_MAIL = True
    book.send_again(letter, by=None, at=NOW)
    work_off()
    assert Letter.objects.get().state == State.SENT


def test_a_language_without_a_template_gets_english():
    letter = a_letter(language="mn")
    assert letter.language in {"mn", "en"}
    missing = a_letter(language="kk")
    assert missing.language == "en"
    assert "안녕" not in missing.body


def test_a_template_that_nobody_wrote_is_a_clear_error():
    with pytest.raises(book.NoTemplate, match=r"letters/nobody_wrote_it\.ko\.txt"):
        book.send("nobody_wrote_it", to="a@b.kr", language="ko", context={}, by=None, at=NOW)
    assert not Letter.objects.exists()


def test_letters_are_plain_text_and_escape_nothing():
    letter = a_letter(context={"inviter": "Kim & <Sons>", "link": "https://a.kr/?a=1&b=2"})
    assert "Kim & <Sons>" in letter.body
    assert "https://a.kr/?a=1&b=2" in letter.body


def test_a_subject_cannot_smuggle_in_headers(mailbox):
    a_letter(context={"role": "Editor\nBcc: everyone@example.org"})
    work_off()
    (got,) = mailbox.letters
    assert got["Bcc"] is None
    assert "Bcc: everyone@example.org" in got["Subject"]


def test_history_knows_of_the_letter_but_neither_its_text_nor_its_links():
    officer = an_administrator()
    letter = a_letter(by=officer, subject_row=officer)
    entry = Entry.objects.about(letter).get()
    assert (entry.verb, entry.by) == ("wrote_letter", officer)
    told = str(entry.__dict__)
    assert "3vQx9Zt7LmK2pR8wYcB4" not in told
    assert "reader@example.org" not in told
    assert Letter.objects.about(officer).get() == letter


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", MailServer()),
        ("smtp://mail.example.org", MailServer("mail.example.org", 25)),
        ("smtp://u:p@h?tls=1", MailServer("h", 587, "u", "p", tls=True)),
        ("smtp://u%40x:p%3Aq@h:2525", MailServer("h", 2525, "u@x", "p:q")),
        ("smtps://h", MailServer("h", 465, ssl=True)),
        ("smtps://h:4650?tls=1", MailServer("h", 4650, ssl=True)),
    ],
)
def test_the_address_of_the_mail_server_is_read(address, found):
    assert mail_server(address) == found


@pytest.mark.parametrize("address", ["mail.example.org", "http://h", "smtp://"])
def test_an_address_that_is_none_is_refused_with_a_sentence(address):
    with pytest.raises(ValueError, match="smtp://user:password@host"):
        mail_server(address)


def test_every_template_of_the_house_renders_in_every_language_of_the_site(settings):
    found = book.templates()
    assert "invitation" in {each.name for each in found}
    for each in found:
        lacking = {code for code, _label in settings.LANGUAGES} - set(each.languages)
        assert not lacking, f"{each.name} lacks {', '.join(sorted(lacking))}"
        for language in each.languages:
            subject, body = book.preview(each.name, language=language)
            assert subject
            assert len(body) > 40


def test_the_worker_sends_letters(mailbox, capsys, monkeypatch):
    monkeypatch.setattr("naru.history.book.jobs.ROUTINES", {})
    a_letter()
    call_command("work", once=True, json=True)
    assert len(mailbox.letters) == 1
    assert "letters.deliver" in capsys.readouterr().out
