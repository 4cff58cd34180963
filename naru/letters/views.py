"""The screens of letters: what was written to whom, a letter as its reader sees it, the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.letters import book, rules
from naru.letters.models import Letter
from naru.letters.rules import State
from naru.sheets.book import export

TONES: dict[str, str] = {
    State.WAITING: "info",
    State.SENT: "success",
    State.FAILED: "danger",
    State.KEPT: "neutral",
}


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    items = [("letters", _("Letters"), "letters:letters"), ("templates", _("Templates"), "letters:templates")]
    return [(label, reverse(name), key == current) for key, label, name in items]


def _languages() -> dict[str, str]:
    return dict(settings.LANGUAGES)


def _missing(found: book.Template) -> list[str]:
    return [label for code, label in settings.LANGUAGES if code not in found.languages]


def _table(request: HttpRequest, rows: Any, link: str, caption: str) -> Table:
    names = _languages()

    def templates() -> list[tuple[str, str]]:
        return [(name, book.title_of(name)) for name in rows.templates()]

    return Table(
        request,
        rows=rows,
        columns=[
            Column(
                "subject",
                _("Subject line"),
                sort="subject",
                link=lambda row: reverse(link, args=[row.pk]),
                lang=lambda row: row.language,
            ),
            Column("to", _("Recipient"), sort="to"),
            Column(
                "language",
                _("Language"),
                value=lambda row: names.get(row.language, row.language),
                sort="language",
            ),
            Column("template", _("Template"), value=lambda row: book.title_of(row.template), sort="template"),
            Column(
                "state",
                _("State"),
                value=lambda row: row.get_state_display(),
                kind="tag",
                sort="state",
                tone=lambda row: TONES.get(row.state, "neutral"),
            ),
            Column("asked_at", _("Written"), kind="moment", sort="asked_at"),
            Column("sent_at", _("Sent"), kind="moment", sort="sent_at"),
            Column("tries", _("Tries"), kind="number", show=False),
            Column("about", _("Concerning"), value="row_label", show=False),
            Column("error", _("Error"), value="error", show=False),
        ],
        caption=caption,
        filters=[
            Filter("state", _("State"), choices=State.choices, several=True),
            Filter("template", _("Template"), choices=templates),
            Filter("language", _("Language"), choices=settings.LANGUAGES),
            Filter("since", _("From"), kind="day", apply=lambda found, day: found.since(day)),
            Filter("until", _("Until"), kind="day", apply=lambda found, day: found.until(day)),
        ],
        search=lambda found, text: found.search(text),
        sort="-asked_at",
        empty=_("No letter has been written yet."),
        file_name="letters",
    )


@open_to(STAFF)
def letters(request: HttpRequest) -> HttpResponseBase:
    """Show every outgoing letter with whether it went out."""
    rows = Letter.objects.visible_to(request.user).for_list()
    table = _table(request, rows, "letters:letter", _("Outgoing letters"))
    context = {
        "table": table,
        "tabs": _tabs("letters"),
        "mail": settings.NARU_MAIL,
        "crumbs": [(_("Letters"), "")],
    }
    return export(request, table, request.user) or page(request, "letters/letters.html", "rows", context)


@open_to(STAFF)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter as its reader sees it; the doors in its links are shut for everybody else."""
    shown = get_object_or_404(Letter.objects.visible_to(request.user).select_related("by"), pk=pk)
    keeper = request.user.holds(*settings.NARU_LETTER_KEEPERS)  # type: ignore[union-attr]
    opened = rules.may_open_links(shown.state, keeper=keeper, demo=settings.NARU_DEMO)
    return page(
        request,
        "letters/letter.html",
        None,
        {
            "letter": shown,
            "tone": TONES.get(shown.state, "neutral"),
            "language": _languages().get(shown.language, shown.language),
            "template": book.title_of(shown.template),
            "body": _with_links(shown.body if opened else rules.masked(shown.body), linked=opened),
            "masked": not opened and rules.masked(shown.body) != shown.body,
            "why_not_again": rules.why_not_send_again(shown.state, mail=settings.NARU_MAIL),
            "about_url": _about(shown),
            "entries": Entry.objects.about(shown).visible_to(request.user),
            "crumbs": [(_("Letters"), reverse("letters:letters")), (shown.subject, "")],
        },
    )


def _about(shown: Letter) -> str:
    return reverse("history:about", args=[shown.row_kind, shown.row_key]) if shown.row_kind else ""


@open_to(STAFF)
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a letter in the queue once more."""
    shown = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    try:
        book.send_again(shown, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The letter waits to be sent."))
    return redirect(shown)


@open_to(STAFF)
def templates(request: HttpRequest) -> HttpResponseBase:
    """Show every template with the languages it is written in."""
    names = _languages()
    table = Table(
        request,
        rows=book.templates(),
        columns=[
            Column(
                "title",
                _("Template"),
                value=lambda row: book.title_of(row.name),
                link=lambda row: reverse("letters:template", args=[row.name]),
            ),
            Column("name", _("Name"), value="name", show=False),
            Column(
                "languages",
                _("Written in"),
                value=lambda row: ", ".join(names.get(each, each) for each in row.languages),
            ),
            Column(
                "missing",
                _("Missing"),
                value=lambda row: ", ".join(
                    label for code, label in names.items() if code not in row.languages
                ),
            ),
        ],
        caption=_("Templates of letters"),
        empty=_("No app has a template for letters yet."),
        file_name="letter-templates",
    )
    context = {"table": table, "tabs": _tabs("templates"), "mail": settings.NARU_MAIL}
    return export(request, table) or page(request, "letters/letters.html", "rows", context)


@open_to(STAFF)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """Show one template in each of its languages, with the gaps named."""
    found = next((each for each in book.templates() if each.name == name), None)
    if found is None:
        raise Http404
    names = _languages()
    asked = request.GET.get("language", request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    language = asked if asked in found.languages else found.languages[0]
    subject, body = book.preview(name, language=language)
    address = reverse("letters:template", args=[name])
    return page(
        request,
        "letters/template.html",
        None,
        {
            "name": name,
            "title": book.title_of(name),
            "language": language,
            "subject": subject,
            "body": _gaps(body, language),
            "subject_line": _gaps(subject, language),
            "missing": _missing(found),
            "tabs": [
                (names.get(code, code), f"{address}?language={code}", code == language)
                for code in found.languages
            ],
            "crumbs": [
                (_("Letters"), reverse("letters:letters")),
                (_("Templates"), reverse("letters:templates")),
                (book.title_of(name), ""),
            ],
        },
    )


@open_to(ANYONE)
def demo_letters(request: HttpRequest) -> HttpResponseBase:
    """Show the letters of the demo world to anyone; elsewhere this page does not exist."""
    table = _table(request, _demo_rows().for_list(), "letters_demo:letter", _("Letters of the demo world"))
    return export(request, table) or page(request, "letters/demo.html", "rows", {"table": table})


@open_to(ANYONE)
def demo_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter of the demo world, with links that can be followed."""
    shown = get_object_or_404(_demo_rows(), pk=pk)
    context = {
        "letter": shown,
        "body": _with_links(shown.body, linked=True),
        "crumbs": [(_("Letters of the demo world"), reverse("letters_demo:letters")), (shown.subject, "")],
    }
    return page(request, "letters/demo_letter.html", None, context)


def _demo_rows() -> Any:
    if not settings.NARU_DEMO:
        raise Http404
    return Letter.objects.visible_to_demo()


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Cut a text into what a pattern finds and what stands between."""
    end = 0
    for found in pattern.finditer(text):
        yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    yield text[end:], False


def _with_links(body: str, *, linked: bool) -> SafeString:
    """Turn the web addresses of a letter into links; those of this site lead within this site."""
    if not linked:
        return format_html("{}", body)
    home = f"{settings.NARU_ADDRESS}/"

    def shown(text: str, is_link: bool) -> SafeString:
        if not is_link:
            return format_html("{}", text)
        return format_html(
            '<a href="{}">{}</a>', text.replace(home, "/", 1) if text.startswith(home) else text, text
        )

    return format_html_join(
        "", "{}", ((shown(text, is_link),) for text, is_link in _pieces(body, rules.LINK))
    )


def _gaps(text: str, language: str) -> SafeString:
    """Mark the places where a template is filled in: what stands there, and an example of it."""
    return format_html_join(
        "", "{}", ((_gap(part, language) if is_gap else part,) for part, is_gap in _pieces(text, rules.GAP))
    )


def _gap(place: str, language: str) -> SafeString:
    key = place[1:-1].rpartition(".")[2]
    label = rules.GAPS.get(key, place)
    said = rules.example(key, language=language, address=settings.NARU_ADDRESS)
    shown = words.day(said, language) if isinstance(said, date) else said
    tag = format_html('<span class="gap-name" lang="{}">{}</span>', get_language(), label)
    return format_html("<mark>{}{}{}</mark>", tag, " " if shown else "", shown)
