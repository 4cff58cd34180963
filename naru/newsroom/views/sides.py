"""A translator's screen: the original beside its translation, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.newsroom.actions import sides as actions
from naru.newsroom.models import Bulletin, Sync
from naru.newsroom.queries.readings import said_in
from naru.newsroom.queries.versions import drafts_of, version_findings
from naru.newsroom.rules.backing import Draft
from naru.newsroom.rules.checking.versions import by_paragraph
from naru.newsroom.rules.checking.words import Finding
from naru.newsroom.rules.desk import DESK, may_with
from naru.newsroom.rules.paragraphs import Change, Difference, codes_in
from naru.newsroom.rules.sides import Pair, Stage

LANGUAGES = dict(settings.LANGUAGES)
TONES = {
    Stage.LACKING: "warning",
    Stage.UNTOUCHED: "warning",
    Stage.BEHIND: "warning",
    Stage.DONE: "success",
    Stage.EXTRA: "info",
}
KINDS = {
    "title": gettext_lazy("title"),
    "subtitle": gettext_lazy("subtitle"),
    "heading": gettext_lazy("heading"),
    "picture_alt": gettext_lazy("picture"),
    "picture": gettext_lazy("picture"),
    "quotation": gettext_lazy("quotation"),
    "items": gettext_lazy("list"),
    "table": gettext_lazy("table"),
    "attachment": gettext_lazy("attachment"),
    "figures": gettext_lazy("figures at a glance"),
}
_CODE = re.compile(r"\{([a-z0-9]{4,12})\}|\[([a-z0-9]{4,12})\]")


@dataclass
class Chip:
    """A reading that the original quotes: its words in both languages, and whether the translation quotes it."""

    code: str
    there: str
    here: str
    is_used: bool


@dataclass
class Line:
    """One field of a paragraph as the screen shows it: the original's words as pieces, the translation's as written."""

    key: str
    label: str
    original: list[tuple[str, str]]
    text: str
    is_rich: bool
    rows: int


@dataclass
class Row:
    """One pair of paragraphs as the screen shows it."""

    pair: Pair
    lines: list[Line] = field(default_factory=list)
    change: list[tuple[str, str]] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    fault: str = ""
    theirs: list[tuple[str, str]] = field(default_factory=list)
    seen: str = ""

    @property
    def kind(self) -> Any:
        """What sort of paragraph it is, in words."""
        return KINDS.get(self.pair.kind, _("paragraph"))

    @property
    def stage(self) -> Stage:
        """How far its translation is."""
        return self.pair.stage

    @property
    def tone(self) -> str:
        """The tone of the stage's word."""
        return TONES[self.stage]

    @property
    def figures(self) -> list[Chip]:
        """The chips of a paragraph that is nothing but figures."""
        return self.chips if self.pair.kind == "figures" else []


class Screen:
    """A translation with its original, ready to be shown."""

    def __init__(self, request: HttpRequest, pk: int) -> None:
        self.account: Any = request.user
        rows = Bulletin.objects.visible_to(self.account)
        self.sync = get_object_or_404(
            Sync.objects.filter(
                translation__in=Bulletin.objects.visible_to(self.account), original__in=rows
            ).select_related(
                "translation__locale",
                "translation__latest_revision__user",
                "original__locale",
                "original__latest_revision",
            ),
            translation=pk,
        )
        self.translation, self.original = self.sync.translation, self.sync.original
        self.may_write = may_with(
            self.account.roles,
            "change",
            is_translation=True,
            is_own_draft=self.translation.owner_id == self.account.pk and not self.translation.live,
        )
        self.why_not = actions.why_not_write(self.translation, by=self.account) if self.may_write else ""
        self.pairs = actions.pairs_of(self.sync)
        blocks = [block for pair in self.pairs for block in (pair.original, pair.translation) if block]
        codes = codes_in(blocks)
        self.said_there = said_in(self.original.language, codes)
        self.said_here = said_in(self.translation.language, codes)
        drafts = drafts_of([self.original, self.translation])
        self.draft: Draft = drafts[self.translation.pk]
        self.findings = version_findings(
            drafts[self.original.pk], self.draft, (self.original.language, self.translation.language)
        )
        self.by_paragraph = by_paragraph(self.draft, self.findings)

    def rows(self) -> list[Row]:
        """Give every pair of paragraphs in the order of reading."""
        return [self.row(pair) for pair in self.pairs]

    def row(self, pair: Pair, typed: Mapping[str, str] | None = None, fault: str = "") -> Row:
        """Show one pair; with `typed` the writer's own words stay in the fields."""
        made = Row(pair, fault=fault, seen=pair.seen)
        used = set(codes_in([pair.translation])) if pair.translation else set()
        made.chips = [
            Chip(code, self.said_there(code), self.said_here(code), code in used)
            for code in dict.fromkeys([*pair.codes, *sorted(used)])
        ]
        for theirs, ours in pair.fields():
            text = (typed or {}).get(ours.key, ours.text)
            shown = self._pieces(theirs.text, self.said_there) if theirs else []
            rows = max(2, -(-max(len(text), len(theirs.text) if theirs else 0) // 60))
            made.lines.append(Line(ours.key, ours.label, shown, text, ours.is_rich, min(rows, 14)))
        if pair.change and pair.change.change != "added":
            made.change = [
                (state, self._spoken(text, self.said_there)) for state, text in pair.change.pieces()
            ]
        made.findings = self.by_paragraph.get(pair.id, [])
        if fault and typed is not None:
            made.theirs = self._what_they_wrote(pair, typed)
        return made

    def _pieces(self, text: str, said: Any) -> list[tuple[str, str]]:
        """Part written words into (text|chip|mark, words): chips in the words of a language, marks left away."""
        pieces: list[tuple[str, str]] = []
        at = 0
        for found in re.finditer(r"\{([a-z0-9]{4,12})\}|</?(?:b|i|sup|a)(?:\s[^<>]*)?>", text):
            if found.start() > at:
                pieces.append(("text", text[at : found.start()]))
            if found[1]:
                pieces.append(("chip", said(found[1])))
            at = found.end()
        if at < len(text):
            pieces.append(("text", text[at:]))
        return pieces

    def _spoken(self, text: str, said: Any) -> str:
        return _CODE.sub(lambda found: said(found[1] or found[2]), text)

    def _what_they_wrote(self, pair: Pair, typed: Mapping[str, str]) -> list[tuple[str, str]]:
        """Show word by word how the saved paragraph differs from the writer's own."""
        mine = "\n".join(text for text in typed.values())
        saved = "\n".join(words.text for _theirs, words in pair.fields())
        difference = Difference(Change.CHANGED, pair.id, pair.kind, mine, saved)
        return [(state, self._spoken(text, self.said_here)) for state, text in difference.pieces()]

    def last_writer(self) -> dict[str, Any]:
        """Say who saved the translation last, and when."""
        revision = self.translation.latest_revision
        return {
            "who": str(revision.user) if revision and revision.user else "",
            "at": revision and revision.created_at,
        }

    def done(self) -> int:
        """Count the paragraphs that are translated."""
        return sum(pair.stage == Stage.DONE for pair in self.pairs if pair.original)

    def context(self, **more: Any) -> dict[str, Any]:
        """Give the template what it needs."""
        wanted = sum(pair.original is not None for pair in self.pairs)
        behind = sum(pair.change is not None for pair in self.pairs)
        return {
            "sync": self.sync,
            "original": self.original,
            "translation": self.translation,
            "language_name": LANGUAGES[self.translation.language],
            "original_name": LANGUAGES[self.original.language],
            "may_write": self.may_write and not self.why_not,
            "why_not": self.why_not,
            "findings": self.findings,
            "done": self.done(),
            "wanted": wanted,
            "behind": behind,
            "behind_words": ngettext("%(n)s change to follow", "%(n)s changes to follow", behind)
            % {"n": behind},
            "last": self.last_writer(),
            **more,
        }


@open_to(STAFF)
def side(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an original and its translation side by side; who may change the translation writes it here."""
    return _whole(request, Screen(request, pk))


def _whole(
    request: HttpRequest, screen: Screen, rows: list[Row] | None = None, *, status: int = 200
) -> HttpResponse:
    rows = screen.rows() if rows is None else rows
    context = screen.context(
        rows=rows,
        heading=screen.translation.title,
        crumbs=[(_("Translations"), reverse("newsroom-desk:translations")), (screen.translation.title, "")],
        others=_others(screen),
        edit_address=reverse("wagtailsnippets_newsroom_bulletin:edit", args=[screen.translation.pk])
        if screen.account.holds(*DESK)
        else "",
        may_follow=screen.may_write,
        why_not_submit=actions.why_not_submit(screen.sync, screen.pairs),
        entries=Entry.objects.about(screen.translation).visible_to(screen.account)[:10],
    )
    return page(request, "newsroom/side.html", None, context, status=status)


def _others(screen: Screen) -> list[tuple[str, str, str]]:
    """Give the other languages as (code, name, address of the version's screen, "" where it is to be begun)."""
    there = {
        row.language: row.pk
        for row in Bulletin.objects.visible_to(screen.account)
        .versions_of(screen.original)
        .select_related("locale")
        .defer("body")
    }
    here = {screen.original.language, screen.translation.language}
    seen = Bulletin.objects.visible_to(screen.account).filter(pk__in=there.values(), sync__isnull=False)
    synced = set(seen.values_list("pk", flat=True))
    return [
        (code, name, reverse("newsroom-desk:side", args=[there[code]]) if there.get(code) in synced else "")
        for code, name in settings.LANGUAGES
        if code not in here and (code not in there or there[code] in synced)
    ]


@open_to(*DESK)
@require_POST
def write(request: HttpRequest, pk: int, block: str) -> HttpResponse:
    """Save one paragraph; where somebody else was quicker, show what they wrote and keep the writer's words."""
    screen = Screen(request, pk)
    if not screen.may_write:
        raise Http404
    typed = {key.removeprefix("w-"): text for key, text in request.POST.items() if key.startswith("w-")}
    try:
        actions.write_paragraph(
            screen.translation,
            block=block,
            words=typed,
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=timezone.now(),
        )
    except LookupError:
        raise Http404 from None
    except Refusal as refusal:
        return _refused(request, Screen(request, pk), block, typed, refusal)
    if request.htmx:  # type: ignore[attr-defined]
        return _one(request, Screen(request, pk), block)
    messages.success(request, _("The paragraph is saved."))
    return redirect(f"{reverse('newsroom-desk:side', args=[pk])}#p-{block}")


def _refused(
    request: HttpRequest, screen: Screen, block: str, typed: Mapping[str, str], refusal: Refusal
) -> HttpResponse:
    rows = [
        screen.row(pair, typed, refusal.reason) if pair.id == block else screen.row(pair)
        for pair in screen.pairs
    ]
    if request.htmx:  # type: ignore[attr-defined]
        return _one(request, screen, block, rows)
    return _whole(request, screen, rows, status=409)


def _one(request: HttpRequest, screen: Screen, block: str, rows: list[Row] | None = None) -> HttpResponse:
    """Answer one paragraph, and out of band what changed elsewhere: the count and every paragraph's findings."""
    rows = screen.rows() if rows is None else rows
    row = next((each for each in rows if each.pair.id == block), None)
    parts = []
    if row is not None:
        parts.append(render_to_string("newsroom/side.html#row", screen.context(row=row), request))
    parts.append(render_to_string("newsroom/side.html#tally", screen.context(swap=True), request))
    for each in rows:
        if each is not row:
            parts.append(
                render_to_string("newsroom/side.html#findings", screen.context(row=each, swap=True), request)
            )
    return HttpResponse("".join(parts))


@open_to(*DESK)
@require_POST
def drop(request: HttpRequest, pk: int, block: str) -> HttpResponse:
    """Take out a paragraph that only the translation has."""
    screen = Screen(request, pk)
    if not screen.may_write:
        raise Http404
    try:
        actions.drop_paragraph(
            screen.translation,
            block=block,
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=timezone.now(),
        )
    except LookupError:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The paragraph is taken out."))
    return redirect("newsroom-desk:side", pk)


@open_to(*DESK)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a translation to review."""
    screen = Screen(request, pk)
    if not screen.may_write:
        raise Http404
    try:
        actions.submit(screen.translation, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Sent to review."))
    return redirect("newsroom-desk:side", pk)
