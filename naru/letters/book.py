"""The door of letters: write a letter from a template in the reader's language, and send it by a job."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction
from django.db.models import F
from django.template import Context, TemplateDoesNotExist
from django.template.loader import select_template
from django.template.utils import get_app_template_dirs
from django.utils import translation
from django.utils.functional import Promise

from naru.history.book import Refusal, ask, note
from naru.letters import rules
from naru.letters.models import Letter, Mute
from naru.letters.rules import State


class NoTemplate(LookupError):  # noqa: N818 - says what is the matter
    """No template of the name exists in the language asked for, nor in English."""


TITLES: dict[str, str | Promise] = {}
"""What templates are called on screen, as apps declare it by `title`."""


def title(template: str, words: str | Promise) -> None:
    """Declare what a template is called on screen, in gettext_lazy."""
    TITLES[template] = words


@dataclass(frozen=True)
class Offer:
    """A kind of letter that its readers may switch off: its template, its words, who gets it by role."""

    template: str
    words: str | Promise
    roles: tuple[str, ...]


OFFERS: dict[str, Offer] = {}
"""The letters that may be switched off, as apps declare them by `offer`."""


def offer(template: str, words: str | Promise, *, roles: tuple[str, ...]) -> None:
    """Declare a kind of letter that the holders of roles get, and may switch off, in gettext_lazy."""
    OFFERS[template] = Offer(template, words, roles)
    title(template, words)


def offers_to(account: Any) -> list[Offer]:
    """Give the letters that an account gets by its roles of the day and may switch off."""
    return [each for each in OFFERS.values() if account.holds(*each.roles)]


def wants(account: Any, template: str) -> bool:
    """Say whether an account has not switched a kind of letter off."""
    return not Mute.objects.filter(account=account, template=template).exists()


@transaction.atomic
def choose(account: Any, *, wanted: Collection[str], by: Any, at: datetime) -> None:
    """Keep which of the letters offered to an account it wants; what did not change is not noted."""
    offered = {each.template for each in offers_to(account)}
    before = set(
        Mute.objects.filter(account=account, template__in=offered).values_list("template", flat=True)
    )
    after = offered - set(wanted)
    if before == after:
        return
    Mute.objects.filter(account=account, template__in=before - after).delete()
    Mute.objects.bulk_create(Mute(account=account, template=each) for each in sorted(after - before))
    note(
        by=by,
        verb="chose_letters",
        subject=account,
        at=at,
        before={"not_wanted": sorted(before)},
        after={"not_wanted": sorted(after)},
    )


def title_of(template: str) -> str:
    """Give what a template is called; where nobody has said, its subject in the reader's language."""
    known = TITLES.get(template)
    return str(known) if known else _subject(template, translation.get_language() or rules.FALLBACK)


@cache
def _subject(template: str, language: str) -> str:
    for each in rules.languages_tried(language):
        with suppress(TemplateDoesNotExist):
            return rules.GAP.sub("…", preview(template, language=each)[0])
    return template


@dataclass(frozen=True)
class Template:
    """One letter that can be written: its name and the languages it stands in, best known first."""

    name: str
    languages: list[str]


def templates() -> list[Template]:
    """List the templates of every app with their languages, in the order of the site's languages."""
    known = [code for code, _label in settings.LANGUAGES]
    found: dict[str, set[str]] = {}
    for folder in get_app_template_dirs("templates"):
        for path in (Path(folder) / "letters").rglob("*.txt"):
            name, _dot, language = path.relative_to(Path(folder) / "letters").as_posix()[:-4].rpartition(".")
            if name and language in known:
                found.setdefault(name, set()).add(language)
    return [Template(name, sorted(found[name], key=known.index)) for name in sorted(found)]


class _Gap(dict[str, Any]):
    """A value that is not known yet: printed as its own name in braces, whatever is asked of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, key: str) -> _Gap:
        return _Gap(f"{self.name}.{key}")

    def __str__(self) -> str:
        return f"{{{self.name}}}"

    def __bool__(self) -> bool:
        return True


class _Gaps(Context):
    """A context in which every name is there, as a gap."""

    def __getitem__(self, key: str) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            return _Gap(key)


def preview(template: str, *, language: str) -> tuple[str, str]:
    """Render a template with a named gap where each value will stand; give its subject and body."""
    found = select_template([f"letters/{template}.{language}.txt"])
    values = {"address": settings.NARU_ADDRESS, "language": language}
    with translation.override(language):
        return rules.parts(found.template.render(_Gaps(values, autoescape=False)))


def write(template: str, *, language: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """
    Render a letter and give its subject, its body and the language it came out in.

    Templates are `<app>/templates/letters/<template>.<language>.txt`: a line `Subject: …`, an empty
    line, the body. `address` (the site's own) is always in the context.

    :raises NoTemplate: where neither the language nor English has one
    :raises ValueError: where the template has no subject line
    """
    tried = rules.languages_tried(language)
    names = [f"letters/{template}.{each}.txt" for each in tried]
    try:
        found = select_template(names)
    except TemplateDoesNotExist:
        raise NoTemplate(f"No letter “{template}” in {' or '.join(tried)}: add {names[0]}.") from None
    used = tried[names.index(found.template.name)]
    values = {"address": settings.NARU_ADDRESS, "language": used, **context}
    with translation.override(used):
        text = found.template.render(Context(values, autoescape=False))
    subject, body = rules.parts(text)
    return subject, body, used


@transaction.atomic
def send(
    template: str,
    *,
    to: str,
    language: str,
    context: dict[str, Any],
    by: Any,
    at: datetime,
    subject_row: models.Model | None = None,
) -> Letter:
    """
    Write a letter as a row and have a job send it; without a mail server it is kept on the letters page.

    `to` is one e-mail address, `subject_row` the row the letter is about. History notes which letter
    was written and about what, never its text: links in it may open doors.

    :raises NoTemplate: where neither the language nor English has the template
    """
    subject, body, used = write(template, language=language, context=context)
    letter = Letter.objects.create(
        to=to,
        language=used,
        template=template,
        subject=subject[:300],
        body=body,
        by=by,
        asked_at=at,
        state=State.WAITING if settings.NARU_MAIL else State.KEPT,
        row_kind=subject_row._meta.label_lower if subject_row else "",
        row_key=str(subject_row.pk) if subject_row else "",
        row_label=str(subject_row)[:300] if subject_row else "",
    )
    if letter.state == State.WAITING:
        ask("letters.deliver", by=by, at=at, letter=letter.pk)
    note(by=by, verb="wrote_letter", subject=letter, at=at, after={"template": template, "language": used})
    return letter


@transaction.atomic
def send_again(letter: Letter, *, by: Any, at: datetime) -> None:
    """
    Put a letter that was sent, kept or given up in the queue once more, as it was written.

    :raises Refusal: with the sentence from rules.why_not_send_again
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if reason := rules.why_not_send_again(letter.state, mail=settings.NARU_MAIL):
        raise Refusal(reason)
    before = {"state": letter.state}
    Letter.objects.filter(pk=letter.pk).update(state=State.WAITING, error="", tries=0)
    ask("letters.deliver", by=by, at=at, letter=letter.pk)
    note(by=by, verb="sent_again", subject=letter, at=at, before=before, after={"state": State.WAITING})


def deliver(letter: Letter, *, at: datetime) -> bool:
    """
    Hand one waiting letter to the mail server; give whether it went out now.

    A letter that is not waiting is left alone, so a repeated job sends nothing twice. What the mail
    server answers when it refuses is kept with the letter and raised for the job to try again.
    """
    if letter.state != State.WAITING:
        return False
    host = settings.NARU_ADDRESS.split("://")[-1].split("/")[0].split(":")[0]
    connection = get_connection()
    mail = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        connection=connection,
        headers={
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<letter.{letter.pk}.{letter.asked_at:%Y%m%d%H%M%S}@{host}>",
        },
    )
    row = Letter.objects.filter(pk=letter.pk, state=State.WAITING)
    try:
        mail.send()
    except Exception as error:
        row.update(tries=F("tries") + 1, error=str(error)[:2000])
        raise
    finally:
        connection.close()  # after a failed sign-in Django leaves the line open
    return bool(row.update(state=State.SENT, sent_at=at, tries=F("tries") + 1, error=""))


def give_up(letter: Letter) -> None:
    """Mark a letter as failed once the last try is used up."""
    Letter.objects.filter(pk=letter.pk, state=State.WAITING).update(state=State.FAILED)
