"""Reviewing suspected duplicates: the list, two entries side by side, merging, telling apart, undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from naru.directory.actions import duplicates
from naru.directory.models import Distinct, Duplicate, Merge, Person
from naru.directory.rules.duplicates import Evidence, Kind, why_not_merge, why_not_undo
from naru.directory.views.people import KEEPERS, keeps
from naru.history.book import Refusal, ask
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


class _Named:
    """The rows of a page of pairs by kind and key, read at once."""

    def __init__(self, account: Any) -> None:
        self.account = account
        self.rows: dict[str, dict[int, Any]] = {}

    def read(self, pairs: Any, *names: str) -> None:
        wanted: dict[str, set[int]] = {}
        for pair in pairs:
            wanted.setdefault(pair.kind, set()).update(getattr(pair, name) for name in names)
        for kind, keys in wanted.items():
            self.rows[kind] = duplicates.table(kind).objects.visible_to(self.account).in_bulk(keys)

    def __call__(self, kind: str, key: int) -> str:
        row = self.rows.get(kind, {}).get(key)
        return f"{row} ({row.name})" if row is not None and str(row) != row.name else str(row or key)


def _reasons(pair: Duplicate) -> str:
    return ", ".join(str(Evidence(reason).label) for reason, _detail in pair.reasons)


def _tone(pair: Duplicate) -> str:
    return "danger" if pair.score >= 90 else "warning" if pair.score >= 70 else "neutral"


@open_to(STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """List the pairs that may be one, the likeliest first."""
    named = _Named(request.user)
    table = Table(
        request,
        rows=Duplicate.objects.visible_to(request.user),
        columns=[
            Column(
                "low",
                gettext_lazy("One entry"),
                value=lambda pair: named(pair.kind, pair.low),
                link=lambda pair: reverse("directory:review", args=[pair.pk]),
            ),
            Column("high", gettext_lazy("The other"), value=lambda pair: named(pair.kind, pair.high)),
            Column("kind", pgettext_lazy("directory", "Kind"), value="get_kind_display", sort="kind"),
            Column("reasons", pgettext_lazy("directory", "Reasons"), value=_reasons, width="wide"),
            Column("score", gettext_lazy("Likeness"), kind="tag", tone=_tone, sort="score", width="narrow"),
        ],
        caption=gettext_lazy("Suspected duplicates"),
        filters=[Filter("kind", pgettext_lazy("directory", "Kind"), choices=Kind.choices)],
        sort="-score",
        empty=gettext_lazy("Nothing waits for review."),
        file_name="duplicates",
    )
    named.read(table.found if "export" in request.GET else table.page, "low", "high")
    context = {
        "table": table,
        "keeps": keeps(request),
        "crumbs": [(_("Directory"), reverse("directory:home")), (_("Suspected duplicates"), "")],
    }
    return export(request, table) or page(request, "directory/duplicates.html", "rows", context)


@open_to(*KEEPERS)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Ask for the whole directory to be looked through again."""
    job = ask("directory.find_duplicates", by=request.user, at=timezone.now())
    return redirect("history:job", job.pk)


@open_to(STAFF)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show two entries side by side with the reasons, to merge them or tell them apart."""
    pair = Duplicate.objects.visible_to(request.user).filter(pk=pk).first()
    if pair is None:
        raise Http404
    table = duplicates.table(pair.kind)
    related = ("aliases", "affiliations__organisation", "languages") if table is Person else ("aliases",)
    rows = table.objects.visible_to(request.user).select_related("country").prefetch_related(*related)
    both = [get_object_or_404(rows, pk=key) for key in (pair.low, pair.high)]
    after = Duplicate.objects.visible_to(request.user).exclude(pk=pk).first()
    context = {
        "pair": pair,
        "one": both[0],
        "other": both[1],
        "lines": _lines(*both),
        "reasons": [(Evidence(reason).label, detail) for reason, detail in pair.reasons],
        "after": after,
        "keeps": keeps(request),
        "why_not": why_not_merge(
            same=False,
            merged=any(row.merged_into_id for row in both),
            archived=any(row.archived_at for row in both),
        ),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Suspected duplicates"), reverse("directory:duplicates")),
            (_("Review"), ""),
        ],
    }
    return page(request, "directory/review.html", None, context)


def _lines(one: Any, other: Any) -> list[tuple[str, Any, Any, bool]]:
    """Give label, both values and whether they differ, for every fact that one of the two has."""

    def of(row: Any) -> dict[str, Any]:
        facts = {
            _("Name in its own script"): row.name,
            _("Name in Latin letters"): row.name_latin,
            _("Name in Korean"): row.name_ko,
            _("Further names"): ", ".join(alias.name for alias in row.aliases.all()),
            _("Country"): row.country,
            _("E-mail"): row.email,
            _("Telephone"): row.phone,
        }
        if isinstance(row, Person):
            ties = [f"{tie.organisation} ({tie.get_role_display()})" for tie in row.affiliations.all()]
            facts |= {
                _("Date of birth"): row.born_on,
                _("Affiliations"): ", ".join(ties),
                pgettext("directory", "Languages"): ", ".join(str(spoken) for spoken in row.languages.all()),
            }
        else:
            facts |= {
                pgettext("directory", "Kind"): row.get_kind_display(),
                pgettext("directory", "Place"): row.place,
                _("Web site"): row.website,
            }
        return facts | {_("Entered"): row.created_at}

    left, right = of(one), of(other)
    entered = _("Entered")
    return [
        (label, left[label], right[label], label != entered and left[label] != right[label])
        for label in left
        if left[label] or right[label]
    ]


@open_to(*KEEPERS)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a pair into the entry chosen, or remember that the two are not the same."""
    pair = Duplicate.objects.visible_to(request.user).filter(pk=pk).first()
    if pair is None:
        messages.info(request, _("Somebody has decided about this pair meanwhile."))
        return redirect("directory:duplicates")
    table, at = duplicates.table(pair.kind), timezone.now()
    why = request.POST.get("why", "")[:300]
    following = Duplicate.objects.visible_to(request.user).exclude(pk=pk).first()
    if request.POST.get("keep") == "neither":
        duplicates.tell_apart(pair.kind, pair.low, pair.high, by=request.user, at=at, why=why)
        messages.success(request, _("Remembered: these two are not the same."))
        return redirect(_next(following))
    keep = request.POST.get("keep", "")
    if keep not in {str(pair.low), str(pair.high)}:
        messages.error(request, _("Choose which entry is kept."))
        return redirect("directory:review", pk)
    rows = table.objects.visible_to(request.user).in_bulk([pair.low, pair.high])
    kept = rows[int(keep)]
    absorbed = rows[pair.low + pair.high - kept.pk]
    try:
        duplicates.merge(kept, absorbed, by=request.user, at=at, why=why)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("directory:review", pk)
    messages.success(
        request, _("Merged into %(name)s. The merge can be undone on that page.") % {"name": kept}
    )
    return redirect(kept)


def _next(pair: Duplicate | None) -> str:
    return reverse("directory:review", args=[pair.pk]) if pair else reverse("directory:duplicates")


@open_to(STAFF)
def merges(request: HttpRequest) -> HttpResponse:
    """List what was merged, and what was told apart."""
    named = _Named(request.user)
    table = Table(
        request,
        rows=Merge.objects.visible_to(request.user).select_related("by", "undone_by"),
        columns=[
            Column("kept", gettext_lazy("Kept"), value=lambda one: named(one.kind, one.kept)),
            Column("absorbed", gettext_lazy("Merged"), value=lambda one: named(one.kind, one.absorbed)),
            Column("by", gettext_lazy("By")),
            Column("at", gettext_lazy("When"), kind="moment", sort="at"),
            Column("why", gettext_lazy("Why")),
            Column("undone_at", gettext_lazy("Undone"), kind="moment", sort="undone_at"),
        ],
        caption=gettext_lazy("Merges"),
        filters=[Filter("kind", pgettext_lazy("directory", "Kind"), choices=Kind.choices)],
        empty=gettext_lazy("Nothing was merged yet."),
        file_name="merges",
    )
    named.read(table.found if "export" in request.GET else table.page, "kept", "absorbed")
    apart = list(Distinct.objects.visible_to(request.user).select_related("by")[:50])
    both = _Named(request.user)
    both.read(apart, "low", "high")
    context = {
        "table": table,
        "apart": [(one, both(one.kind, one.low), both(one.kind, one.high)) for one in apart],
        "keeps": keeps(request),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Suspected duplicates"), reverse("directory:duplicates")),
            (_("Merges"), ""),
        ],
    }
    return export(request, table) or page(request, "directory/merges.html", "rows", context)


@open_to(*KEEPERS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a merge shall be undone, and undo it."""
    merged = Merge.objects.visible_to(request.user).filter(pk=pk).first()
    if merged is None:
        raise Http404
    rows = (
        duplicates.table(merged.kind).objects.visible_to(request.user).in_bulk([merged.kept, merged.absorbed])
    )
    kept, absorbed = rows[merged.kept], rows[merged.absorbed]
    reason = why_not_undo(undone=merged.undone_at is not None, kept_merged=kept.merged_into_id is not None)
    if request.method == "POST":
        try:
            back = duplicates.undo(
                merged, by=request.user, at=timezone.now(), why=request.POST.get("why", "")[:300]
            )
        except Refusal as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("Undone: %(count)d rows were put back.") % {"count": back})
            return redirect(absorbed)
    context = {
        "merged": merged,
        "kept": kept,
        "absorbed": absorbed,
        "rows": sum(len(one["keys"]) for one in merged.moved),
        "why_not": reason,
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (str(kept), kept.get_absolute_url()),
            (_("Undo the merge"), ""),
        ],
    }
    return page(request, "directory/undo.html", None, context)


@open_to(*KEEPERS)
@require_POST
def reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that two entries are not the same."""
    one = get_object_or_404(Distinct.objects.visible_to(request.user), pk=pk)
    duplicates.reconsider(one, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back: the two will be compared again."))
    return redirect("directory:merges")
