"""Which translation is behind which original, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.newsroom.actions.translations import begin_translation, follow_original
from naru.newsroom.forms import LanguageForm
from naru.newsroom.models import Bulletin, Sync
from naru.newsroom.queries.versions import drafts_of, paragraphs_now, version_findings
from naru.newsroom.rules.checking.words import Finding
from naru.newsroom.rules.desk import DESK, EVERYTHING, MAY
from naru.newsroom.rules.paragraphs import Change, Difference
from naru.newsroom.rules.paragraphs import behind as difference
from naru.newsroom.rules.words import Category
from naru.sheets.book import export

LANGUAGES = dict(settings.LANGUAGES)
WRITERS = [role for role in DESK if MAY[role] == EVERYTHING or role == "translator"]
"""Who may begin a translation and say that it is up to date."""


def editor(bulletin: Bulletin) -> str:
    """Give the address where a bulletin is edited."""
    return reverse("wagtailsnippets_newsroom_bulletin:edit", args=[bulletin.pk])


class Row:
    """One translation in the table: its original, and by how many paragraphs it is behind."""

    def __init__(self, sync: Sync, missing: list[Difference], findings: Sequence[Finding] = ()) -> None:
        self.pk = sync.pk
        self.sync = sync
        self.missing = missing
        self.translation = sync.translation
        self.original = sync.original
        self.at = sync.at
        self.count = len(missing)
        self.findings = findings
        self.numbers = len(findings)
        self.block = ""

    @property
    def title(self) -> str:
        """The original's title."""
        return self.original.title

    @property
    def languages(self) -> str:
        """From which language into which."""
        return f"{LANGUAGES[self.original.language]} → {LANGUAGES[self.translation.language]}"

    @property
    def by_what(self) -> str:
        """By what it is behind, in words."""
        if not self.missing:
            return _("up to date")
        counts = {change: sum(one.change == change for one in self.missing) for change in Change}
        return ", ".join(f"{change.label} {count}" for change, count in counts.items() if count)

    @property
    def state(self) -> str:
        """How the translation stands."""
        if not self.translation.live:
            return _("draft")
        return _("published")


def _rows(account: Any) -> list[Row]:
    syncs = Sync.objects.filter(translation__in=Bulletin.objects.visible_to(account)).select_related(
        "translation__locale", "translation__latest_revision", "original__locale", "original__latest_revision"
    )
    return [Row(sync, difference(sync.paragraphs, paragraphs_now(sync.original))) for sync in syncs]


def _compared(account: Any) -> list[Row]:
    """Give the rows with the findings of their numbers, what is furthest behind first."""
    rows = _rows(account)
    drafts = drafts_of([row.original for row in rows] + [row.translation for row in rows])
    for row in rows:
        languages = (row.original.language, row.translation.language)
        row.findings = version_findings(drafts[row.original.pk], drafts[row.translation.pk], languages)
        row.numbers = len(row.findings)
        if row.findings:
            row.block = drafts[row.translation.pk].block_of(row.findings[0].start)
    return sorted(rows, key=lambda row: (-row.count, -row.numbers, -row.at.timestamp()))


def _first_finding(row: Row) -> str:
    """Give the address of the first paragraph whose numbers differ."""
    return f"{reverse('newsroom-desk:side', args=[row.translation.pk])}#p-{row.block}"


def behind_count(account: Any) -> int:
    """Say how many translations that the account may see are behind their originals."""
    return sum(bool(row.missing) for row in _rows(account))


@open_to(STAFF)
def translations(request: HttpRequest) -> HttpResponse:
    """Show every translation with its original and what it lacks, the furthest behind first."""
    table = Table(
        request,
        rows=_compared(request.user),
        columns=[
            Column(
                "title",
                gettext_lazy("Original"),
                link=lambda row: reverse("newsroom-desk:side", args=[row.translation.pk]),
                lang=lambda row: row.original.language,
                sort="title",
                width="wide",
            ),
            Column("languages", gettext_lazy("Languages"), sort="languages"),
            Column(
                "by_what",
                gettext_lazy("Behind by"),
                kind="tag",
                tone=lambda row: "warning" if row.missing else "success",
            ),
            Column("count", gettext_lazy("Paragraphs"), kind="number", sort="count"),
            Column(
                "numbers",
                gettext_lazy("Other numbers"),
                kind="number",
                sort="numbers",
                link=lambda row: _first_finding(row) if row.numbers else None,
            ),
            Column("state", gettext_lazy("State"), sort="state"),
            Column("at", gettext_lazy("Followed the original until"), kind="moment", sort="at"),
        ],
        caption=gettext_lazy("Translations"),
        filters=[
            Filter(
                "language",
                gettext_lazy("Into"),
                choices=settings.LANGUAGES,
                apply=lambda rows, value: [row for row in rows if row.translation.language == value],
            ),
            Filter(
                "behind",
                gettext_lazy("Only those behind"),
                kind="flag",
                apply=lambda rows, value: [row for row in rows if row.missing],
            ),
            Filter(
                "numbers",
                gettext_lazy("Only those with other numbers"),
                kind="flag",
                apply=lambda rows, value: [row for row in rows if row.numbers],
            ),
            Filter(
                "category",
                gettext_lazy("Category"),
                choices=Category.choices,
                apply=lambda rows, value: [row for row in rows if row.original.category == value],
            ),
        ],
        search=lambda rows, text: [
            row for row in rows if text.casefold() in f"{row.title} {row.translation.title}".casefold()
        ],
        empty=gettext_lazy("No bulletin has been translated yet."),
    )
    if answer := export(request, table):
        return answer
    context = {
        "table": table,
        "heading": gettext_lazy("Translations"),
        "crumbs": [(_("Translations"), "")],
        "untranslated": _untranslated(request.user),
        "may_begin": request.user.holds(*WRITERS),
    }
    return page(request, "newsroom/translations.html", "rows", context)


def _untranslated(account: Any) -> list[dict[str, Any]]:
    """Give the newest bulletins with the languages that they lack."""
    rows = list(
        Bulletin.objects.visible_to(account)
        .filter(sync__isnull=True)
        .select_related("locale")
        .defer("body")
        .order_by("-published_on", "-pk")[:30]
    )
    there: dict[Any, set[str]] = {}
    for key, code in (
        Bulletin.objects.visible_to(account)
        .filter(translation_key__in=[row.translation_key for row in rows])
        .values_list("translation_key", "locale__language_code")
    ):
        there.setdefault(key, set()).add(code)
    return [
        {
            "bulletin": row,
            "lacks": [
                (code, name) for code, name in settings.LANGUAGES if code not in there[row.translation_key]
            ],
        }
        for row in rows
    ]


@open_to(STAFF)
def behind(request: HttpRequest, pk: int) -> HttpResponse:
    """Show paragraph by paragraph what changed in the original since a translation followed it."""
    translation = get_object_or_404(
        Bulletin.objects.visible_to(request.user).select_related("locale", "latest_revision"), pk=pk
    )
    sync = get_object_or_404(
        Sync.objects.filter(translation__in=Bulletin.objects.visible_to(request.user)).select_related(
            "original__locale", "original__latest_revision"
        ),
        translation=translation,
    )
    row = Row(sync, difference(sync.paragraphs, paragraphs_now(sync.original)))
    own = {part["id"]: part["text"] for part in paragraphs_now(translation)}
    context = {
        "row": row,
        "differences": [(one, own.get(one.id, "")) for one in row.missing],
        "heading": translation.title,
        "crumbs": [(_("Translations"), reverse("newsroom-desk:translations")), (translation.title, "")],
        "edit_translation": editor(translation) if request.user.holds(*DESK) else "",
        "edit_original": editor(sync.original) if request.user.holds(*DESK) else "",
        "may_follow": request.user.holds(*WRITERS),
        "entries": Entry.objects.about(translation).visible_to(request.user)[:20],
    }
    return page(request, "newsroom/behind.html", None, context)


@open_to(*WRITERS)
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a translation follows its original as it stands now."""
    translation = get_object_or_404(Bulletin.objects.visible_to(request.user), pk=pk)
    try:
        follow_original(translation, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Noted: the translation follows its original."))
    return redirect(
        "newsroom-desk:side" if request.POST.get("back") == "side" else "newsroom-desk:behind", pk
    )


@open_to(*WRITERS)
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a version in another language and open it beside its original."""
    bulletin = get_object_or_404(Bulletin.objects.visible_to(request.user), pk=pk)
    asked = LanguageForm(request.POST)
    if not asked.is_valid():
        messages.error(request, _("Choose a language."))
        return redirect("newsroom-desk:translations")
    try:
        made = begin_translation(
            bulletin, language=asked.cleaned_data["language"], by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("newsroom-desk:translations")
    return redirect("newsroom-desk:side", made.pk)
