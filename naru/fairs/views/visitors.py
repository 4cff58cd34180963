"""Visitors: registering in public and at the desk, their own page, the office's list, badges to print."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from naru.activities.views.doing import do
from naru.fairs.actions import visitors as actions
from naru.fairs.forms.booths import DeskVisitorForm, VisitorForm
from naru.fairs.models import Consent, ConsentText, Fair, Lead, Visitor
from naru.fairs.rules.fairs import why_not_register
from naru.fairs.rules.visitors import Purpose, text_for
from naru.fairs.views.around import RUNNERS, around, found
from naru.fairs.views.exhibitors import picture
from naru.history.book import Refusal
from naru.krds.gate import ANYONE, STAFF, open_to
from naru.krds.page import page
from naru.krds.privacy import private
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

BADGES = 100
"""The most badges on one print."""


def _text(request: HttpRequest, fair: Fair) -> Any:
    return ConsentText.objects.visible_to(request.user).filter(fair=fair).in_force().first()


@open_to(ANYONE)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a visitor register in their own language; they get a badge and a page of their own."""
    fair = get_object_or_404(Fair.objects.visible_to(request.user).select_related("activity__place"), pk=pk)
    text = _text(request, fair)
    why_not = why_not_register(
        opened_at=fair.registration_opened_at, closed_at=fair.registration_closed_at, text=text is not None
    )
    language = get_language() or "en"
    form = VisitorForm(request.POST or None)
    if request.method == "POST" and not why_not and form.is_valid():
        at = timezone.now()
        try:
            visitor = actions.register(
                fair, language=language, text=text, by=None, at=at, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("fairs:own_badge_page", token=visitor.token)
    words, words_language = text_for(text.texts, language=language) if text else ("", language)
    context = {
        "fair": fair,
        "form": form,
        "why_not": why_not,
        "words": words,
        "words_language": words_language,
        "heading": _("Register for the fair"),
    }
    status = 422 if form.errors else (410 if why_not and request.method == "POST" else 200)
    return page(request, "fairs/register.html", None, context, status=status)


@open_to(ANYONE)
def own_badge_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a visitor their badge, and what they agreed to, for each exhibitor that met them."""
    visitor = actions.whose(token)
    if visitor is None:
        raise Http404
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        key = whole(request.POST.get("exhibitor", ""))
        exhibitor = actions.exhibitor_of(visitor, key) if key else None
        if purpose in Purpose.values and (key is None or exhibitor):
            try:
                actions.decide(
                    visitor,
                    purpose=purpose,
                    given=request.POST.get("given") == "1",
                    exhibitor=exhibitor,
                    by=None,
                    at=timezone.now(),
                )
            except Refusal as refusal:
                return private(_own(request, visitor, refusal.reason))
        return redirect("fairs:own_badge_page", token=token)
    return private(_own(request, visitor))


def _own(request: HttpRequest, visitor: Visitor, fault: str = "") -> HttpResponse:
    met = actions.met_by(visitor)
    context = {
        "visitor": visitor,
        "fair": visitor.fair,
        "fault": fault,
        "heading": _("Your badge"),
        "picture": picture(actions.badge_of(visitor)),
        "purposes": [
            (purpose, purpose.label, actions.agrees(visitor, purpose=purpose, exhibitor=None))
            for purpose in Purpose
        ],
        "met": [
            (one, actions.agrees(visitor, purpose=Purpose.CONTACT, exhibitor=one), Purpose.CONTACT)
            for one in met
        ],
    }
    return page(request, "fairs/own_badge.html", None, context)


@open_to(STAFF)
def visitors(request: HttpRequest, pk: int) -> HttpResponse:
    """List the visitors known by name."""
    fair = found(request, pk)
    rows = Visitor.objects.visible_to(request.user).filter(fair=fair).select_related("country")
    table = Table(
        request,
        rows=rows,
        columns=[
            Column("number", gettext_lazy("Badge"), sort="number"),
            Column(
                "name",
                gettext_lazy("Name"),
                kind="link",
                link=lambda row: row.get_absolute_url(),
                sort="name",
            ),
            Column("affiliation", gettext_lazy("Organisation"), sort="affiliation"),
            Column("country", gettext_lazy("Country"), sort="country"),
            Column("language", gettext_lazy("Language"), sort="language"),
            Column("at_desk", gettext_lazy("At the desk"), kind="bool"),
            Column("registered_at", gettext_lazy("Registered"), kind="moment", sort="registered_at"),
        ],
        caption=_("Visitors by name"),
        filters=[
            Filter("language", gettext_lazy("Language"), lambda: _languages(rows)),
            Filter(
                "scanned", gettext_lazy("Scanned at a booth"), kind="flag", apply=lambda r, _v: r.scanned()
            ),
        ],
        search=lambda found_rows, text: found_rows.search(text),
        empty=_("Nobody has registered yet."),
        file_name=f"visitors-{fair.pk}",
    )
    context = around(request, fair, "visitors") | {
        "table": table,
        "named": rows.count(),
        "scanned": rows.scanned().count(),
        "address": request.build_absolute_uri(reverse("fairs:register", args=[fair.pk])),
    }
    return export(request, table, subject=fair) or page(request, "fairs/visitors.html", "rows", context)


def _languages(rows: Any) -> list[tuple[str, str]]:
    return [(code, code) for code in rows.order_by("language").values_list("language", flat=True).distinct()]


@open_to(*RUNNERS)
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a visitor at the desk, in their language, and show the badge."""
    fair = found(request, pk)
    text = _text(request, fair)
    form = DeskVisitorForm(request.POST or None)
    if request.method == "POST" and text and form.is_valid():
        visitor = do(
            request,
            actions.register,
            fair,
            text=text,
            at_desk=True,
            said=_("Registered."),
            **form.cleaned_data,
        )
        if visitor:
            return redirect(visitor)
    heading = _("Register at the desk")
    language = request.POST.get("language") or get_language() or "en"
    words, words_language = text_for(text.texts, language=language) if text else ("", "")
    context = around(request, fair, "visitors", (heading, None)) | {
        "heading": heading,
        "form": form,
        "words": words,
        "words_language": words_language,
        "back": reverse("fairs:visitors", args=[fair.pk]),
    }
    return page(request, "fairs/desk.html", None, context, status=422 if form.errors else 200)


@open_to(STAFF)
def visitor(request: HttpRequest, pk: int, visitor: int) -> HttpResponse:
    """Show one visitor to the office: the reading is noted."""
    fair = found(request, pk)
    rows = Visitor.objects.visible_to(request.user).filter(fair=fair)
    row = get_object_or_404(rows.select_related("country", "fair__activity"), pk=visitor)
    actions.read(row, by=request.user, at=timezone.now(), where=request.path)
    context = around(request, fair, "visitors", (row.number, None)) | {
        "row": row,
        "facts": [
            (_("Name"), row.name),
            (_("Organisation"), row.affiliation),
            (_("E-mail"), row.email),
            (_("Telephone"), row.phone),
            (_("Country"), row.country),
            (_("Language"), row.language),
            (_("Interested in"), row.interest),
        ],
        "consents": Consent.objects.visible_to(request.user)
        .filter(visitor=row)
        .select_related("text", "exhibitor__organisation")
        .order_by("-pk"),
        "leads": Lead.objects.visible_to(request.user).filter(visitor=row).for_list(),
        "picture": picture(actions.badge_of(row)),
    }
    return page(request, "fairs/visitor.html", None, context)


@open_to(STAFF)
def badges(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay badges out for printing: those asked for, else the newest hundred."""
    fair = found(request, pk)
    rows = Visitor.objects.visible_to(request.user).filter(fair=fair).select_related("fair__badge_key")
    keys = [key for key in (whole(each) for each in request.GET.getlist("visitor")[:BADGES]) if key]
    shown = rows.filter(pk__in=keys) if keys else rows[:BADGES]
    cards = [(one, picture(actions.badge_of(one))) for one in shown]
    heading = _("Badges")
    context = around(request, fair, "visitors", (heading, None)) | {"heading": heading, "cards": cards}
    actions.read_many(
        fair,
        numbers=[one.number for one, _code in cards],
        by=request.user,
        at=timezone.now(),
        where=request.path,
    )
    return page(request, "fairs/badges.html", None, context)
