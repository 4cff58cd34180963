"""The consultation log: the list, one consultation, logging, invitations, thanks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.fairs.actions import consultations as actions
from naru.fairs.forms.booths import ConsultationForm, InvitationForm, LogForm
from naru.fairs.models import Consultation, Fair
from naru.fairs.rules import consultations as rules
from naru.fairs.views.around import HERE, KEEPERS, around, found, own_booths
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

TONES = {
    rules.Standing.DRAFT: "warning",
    rules.Standing.HELD: "success",
    rules.Standing.CANCELLED: "neutral",
}


def other_side(row: Any) -> str:
    """Say with whom a consultation was, as far as the exhibitor may see it."""
    if row.visitor and not row.consented:
        return _("Badge %(number)s") % {"number": row.visitor.number}
    named = row.their_side or (row.visitor.name if row.visitor else "") or (row.lead.name if row.lead else "")
    whose = str(row.organisation) if row.organisation else ""
    return ", ".join(filter(None, [named, whose])) or row.title or _("Without a name")


@open_to(*HERE)
def consultations(request: HttpRequest, pk: int) -> HttpResponse:
    """List the consultations of a fair; a member sees their own booth's."""
    fair = found(request, pk)
    rows = Consultation.objects.visible_to(request.user).filter(fair=fair)
    booths = [(one.pk, str(one)) for one in own_booths(request, fair)]
    table = Table(
        request,
        rows=rows.for_list(),
        columns=[
            Column(
                "who",
                gettext_lazy("With whom"),
                value=other_side,
                kind="link",
                link=lambda row: row.get_absolute_url(),
                width="wide",
            ),
            Column("exhibitor", gettext_lazy("Booth"), sort="exhibitor__booth", show=len(booths) > 1),
            Column("our_side", gettext_lazy("For the exhibitor"), sort="our_side"),
            Column("interpreter", gettext_lazy("Interpreter"), sort="interpreter"),
            Column("language", gettext_lazy("Language"), sort="language"),
            Column("topic", gettext_lazy("Topic"), value="get_topic_display", sort="topic"),
            Column("outcome", gettext_lazy("Outcome"), value="get_outcome_display", sort="outcome"),
            Column("note", gettext_lazy("Note"), show=False),
            Column(
                "standing",
                gettext_lazy("State"),
                value=lambda row: row.standing.label,
                kind="tag",
                tone=lambda row: TONES[row.standing],
            ),
            Column("starts_at", gettext_lazy("Planned"), kind="moment", sort="starts_at"),
            Column("held_at", gettext_lazy("Held"), kind="moment", sort="held_at"),
            Column("thanked_at", gettext_lazy("Thanked"), kind="moment", sort="thanked_at", show=False),
            Column("origin", gettext_lazy("How it came in"), value="get_origin_display", show=False),
        ],
        caption=_("Consultations"),
        filters=[
            Filter("exhibitor", gettext_lazy("Booth"), booths),
            Filter("standing", gettext_lazy("State"), rules.Standing.choices, lambda r, v: r.standing(v)),
            Filter("topic", gettext_lazy("Topic"), rules.Topic.choices),
            Filter("outcome", gettext_lazy("Outcome"), rules.Outcome.choices),
            Filter("day", gettext_lazy("Day"), kind="day"),
        ],
        search=lambda found_rows, text: found_rows.search(text),
        empty=_("No consultation is in the log yet. One tap on a lead puts one there."),
        file_name=f"consultations-{fair.pk}",
    )
    context = around(request, fair, "consultations") | {"table": table}
    return export(request, table, subject=fair) or page(request, "fairs/consultations.html", "rows", context)


def _form_page(request: HttpRequest, fair: Fair, heading: str, form: Any, **more: Any) -> HttpResponse:
    back = reverse("fairs:consultations", args=[fair.pk])
    context = around(request, fair, "consultations", (_("Consultations"), back), (heading, None))
    context |= {"heading": heading, "form": form, "back": back} | more
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


def _without_private(request: HttpRequest, form: ConsultationForm) -> ConsultationForm:
    if not request.user.is_office:
        del form.fields["organisation"]  # the directory's own names are the office's to search
    return form


@open_to(*KEEPERS)
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Log a consultation by hand."""
    fair = found(request, pk)
    form = _without_private(request, LogForm(request.POST or None, exhibitors=own_booths(request, fair)))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        booth = values.pop("exhibitor")
        if row := do(request, actions.log, booth, said=_("The consultation is logged."), **values):
            return redirect(row)
    return _form_page(request, fair, _("Log a consultation"), form)


@open_to(*KEEPERS)
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a calendar invitation into drafts."""
    fair = found(request, pk)
    form = InvitationForm(request.POST or None, request.FILES or None, exhibitors=own_booths(request, fair))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        if rows := do(request, actions.take_invitation, form.cleaned_data["exhibitor"], data=data):
            messages.success(
                request,
                ngettext("%(n)s draft is in the log.", "%(n)s drafts are in the log.", len(rows))
                % {"n": len(rows)},
            )
            return redirect(rows[0] if len(rows) == 1 else reverse("fairs:consultations", args=[fair.pk]))
    return _form_page(request, fair, _("Read an invitation"), form, files=True, send=_("Read"))


def _one(request: HttpRequest, fair: Fair, consultation: int) -> Any:
    rows = Consultation.objects.visible_to(request.user).filter(fair=fair)
    return get_object_or_404(rows.for_list(), pk=consultation)


@open_to(*HERE)
def consultation(request: HttpRequest, pk: int, consultation: int) -> HttpResponse:
    """Show one consultation and change its words."""
    fair = found(request, pk)
    row = _one(request, fair, consultation)
    initial = {name: getattr(row, name) for name in (*actions.WORDS, "organisation")}
    form = _without_private(request, ConsultationForm(request.POST or None, initial=initial))
    if request.method == "POST" and request.user.holds(*KEEPERS) and form.is_valid():
        values = {"organisation": row.organisation} | form.cleaned_data
        if do(request, actions.change, row, said=_("Saved."), **values):
            return redirect(row)
    both = bool(row.our_side and (row.their_side or row.organisation_id or row.lead_id))
    back = reverse("fairs:consultations", args=[fair.pk])
    context = around(request, fair, "consultations", (_("Consultations"), back), (other_side(row), None)) | {
        "row": row,
        "heading": other_side(row),
        "form": form,
        "tone": TONES[row.standing],
        "why_not_hold": rules.why_not_hold(row.facts(), both=both),
        "why_not_cancel": rules.why_not_cancel(row.facts()),
        "why_not_thank": actions.why_not_send_thanks(row),
        "zone": row.zone or fair.zone,
    }
    return page(request, "fairs/consultation.html", None, context, status=422 if form.errors else 200)


DEEDS = {"hold": actions.hold, "cancel": actions.cancel, "thank": actions.thank}


@open_to(*KEEPERS)
@require_POST
def decide(request: HttpRequest, pk: int, consultation: int) -> HttpResponse:
    """Log a draft as held, cancel a consultation, or send the letter of thanks."""
    row = _one(request, found(request, pk), consultation)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed:
        said = {
            "hold": _("Logged as held."),
            "cancel": _("Cancelled."),
            "thank": _("The letter of thanks is on its way."),
        }
        do(request, deed, row, said=said[request.POST["deed"]])
    return redirect(row)
