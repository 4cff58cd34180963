"""One agreement's page: the public one, the members', and the office's with its doors."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.activities.models import Activity
from naru.agreements.actions.ground import facts_of
from naru.agreements.actions.moves import UNDOABLE, why_not_undo
from naru.agreements.models import Agreement, Obligation, Paper, telling
from naru.agreements.rules import moves
from naru.agreements.rules.words import DeadlineKind, Duty, Move, Side
from naru.agreements.views.doing import TONES, around, found, is_office, may_run, window
from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.history.book import kept
from naru.history.models import Entry
from naru.krds.formats import words
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.linked import linked
from naru.krds.page import page


def doors(request: HttpRequest, row: Agreement) -> list[dict[str, Any]]:
    """List the decisions about an agreement: where each leads, or why it is closed today."""
    today = timezone.localdate()
    facts = facts_of(row, on=today)
    sides = [party.side for party in row.parties.all()]
    ours, theirs = sides.count(Side.OURS), sides.count(Side.THEIRS)
    head = request.user.holds(Role.HEAD)
    approve = moves.why_not_approve(facts, on=today)
    if approve is None and not head:
        approve = _("The head of the office approves.")
    listed: list[tuple[Move, str | None, str, bool]] = [
        (Move.SUBMIT, moves.why_not_submit(facts, ours=ours, theirs=theirs, on=today), "primary", False),
        (Move.APPROVE, approve, "primary", False),
        (Move.SIGN, moves.why_not_sign(facts, on=today), "primary", True),
        (Move.RETURN, moves.why_not_return(facts, because=None, on=today), "secondary", True),
        (Move.RENEW, moves.why_not_renew(facts, on=today), "secondary", True),
        (Move.PUBLISH, moves.why_not_publish(facts, on=today), "secondary", False),
        (Move.WITHDRAW, moves.why_not_withdraw(facts, on=today), "tertiary", False),
        (Move.TERMINATE, moves.why_not_terminate(facts, on=today), "danger", True),
        (Move.REINSTATE, moves.why_not_reinstate(facts, on=today), "secondary", False),
        (Move.ARCHIVE, moves.why_not_archive(facts, on=today), "tertiary", False),
        (Move.UNARCHIVE, moves.why_not_unarchive(facts, on=today), "secondary", False),
    ]
    return [
        {
            "move": move,
            "label": move.label,
            "why_not": reason,
            "look": look,
            "asks": asks,
            "url": reverse("agreements:renewal", args=[row.pk])
            if move is Move.RENEW
            else reverse("agreements:move", args=[row.pk, move.value]),
        }
        for move, reason, look, asks in listed
        if not (reason and move in _silent(row))
    ]


def _silent(row: Agreement) -> set[Move]:
    """Name the decisions that are not worth a word where they are closed."""
    quiet = {Move.WITHDRAW, Move.REINSTATE, Move.UNARCHIVE}
    if row.signed_on:
        return quiet | {Move.SUBMIT, Move.RETURN, Move.APPROVE, Move.SIGN}
    quiet |= {Move.RENEW, Move.TERMINATE, Move.PUBLISH}
    return quiet | ({Move.SUBMIT} if row.submitted_at else {Move.RETURN})


def last_decision(request: HttpRequest, row: Agreement) -> dict[str, Any] | None:
    """Give the newest decision about an agreement and why it cannot be taken back, if it cannot."""
    entries = Entry.objects.about(row).visible_to(request.user)
    entry = entries.filter(verb__in=UNDOABLE).order_by("-number").first()
    if entry is None:
        return None
    return {"entry": entry, "why_not": why_not_undo(row, entry)}


def facts(request: HttpRequest, row: Agreement) -> list[tuple[str, Any]]:
    """Give what is known of an agreement as labels and values; the office sees more."""
    names = words.locale(get_language()).languages
    origin = Activity.objects.visible_to(request.user).filter(pk=row.activity_id).first()
    told: list[tuple[str, Any]] = [
        (_("Kind"), row.get_kind_display()),
        (_("Signed on"), telling.signed(row)),
        (_("Signed at"), row.place),
        (_("Term"), telling.term(row)),
        (_("Languages of the text"), ", ".join(names.get(code, code) for code in row.languages)),
        (
            _("Came from"),
            format_html(
                '<a href="{}" lang="{}">{}</a>',
                origin.get_absolute_url(),
                origin.title_language,
                origin.title,
            )
            if origin
            else "",
        ),
    ]
    if is_office(request):
        told += [
            (_("Responsible officer"), row.officer),
            (_("According to"), row.source),
            (
                _("Shown to the public"),
                _("Yes") if row.published_at else _("No, only the office and the parties"),
            ),
            (_("Note"), row.remark),
        ]
    return told


def parties(request: HttpRequest, row: Agreement, *, inside: bool) -> list[dict[str, Any]]:
    """List the parties with who signed; names lead to the directory where the visitor may go there."""
    keys = [party.organisation_id for party in row.parties.all()]
    open_ones = set(
        Organisation.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True)
    )
    return [
        {
            "party": party,
            "side": party.get_side_display(),
            "name": str(party.organisation),
            "url": party.organisation.get_absolute_url() if party.organisation_id in open_ones else "",
            "country": party.organisation.country,
            "signer": party.signer if inside else party.signer_post,
            "email": party.email if is_office(request) else "",
        }
        for party in row.parties.all()
    ]


@open_to(ANYONE)
@kept()
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agreement: who, what for, how long; members see its obligations and papers, the office its doors."""
    row = found(request, pk)
    today = timezone.localdate()
    ahead = window(DeadlineKind.DUTY_WARNING)
    obligations = list(Obligation.objects.visible_to(request.user).filter(agreement=row).for_list())
    inside = bool(Agreement.objects.visible_to(request.user).inside_of(request.user).filter(pk=row.pk))
    told = [
        {"row": one, "standing": (now := one.standing(on=today, window=ahead)), "tone": TONES[now]}
        for one in obligations
    ]
    context = around(request, row, "agreement") | {
        "facts": facts(request, row),
        "parties": parties(request, row, inside=inside),
        "inside": inside,
        "obligations": told,
        "papers": Paper.objects.visible_to(request.user).filter(agreement=row) if inside else (),
        "today": today,
        "structured": _structured(request, row) if row.published_at else "",
    }
    if context["office"]:
        context |= {
            "overdue": sum(one["standing"] is Duty.OVERDUE for one in told) if row.signed_on else 0,
            "doors": doors(request, row) if context["runs"] else [],
            "last": last_decision(request, row) if context["runs"] else None,
        }
    return page(request, "agreements/agreement.html", None, context)


def _structured(request: HttpRequest, row: Agreement) -> Any:
    """Give a published agreement as a CreativeWork of schema.org."""
    return linked(
        {
            "@type": "DigitalDocument",
            "name": row.title,
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "abstract": row.summary,
            "temporalCoverage": f"{row.begins_on}/{row.last_day or '..'}" if row.begins_on else "",
            "contributor": [
                {"@type": "Organization", "name": str(party.organisation)} for party in row.parties.all()
            ],
            "publisher": {
                "@type": "Organization",
                "name": settings.NARU_OFFICE_NAME or _("International Medical Programme"),
            },
        }
    )


@open_to(STAFF)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was done to an agreement, by whom and when."""
    row = found(request, pk)
    context = around(request, row, "history") | {
        "entries": Entry.objects.about(row).visible_to(request.user)[:200],
        "last": last_decision(request, row) if may_run(request) else None,
    }
    return page(request, "agreements/history.html", None, context)
