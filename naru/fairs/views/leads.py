"""Leads: the list, one lead, entering one by hand, and its next step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.activities.views.doing import do
from naru.fairs.actions import consultations, visitors
from naru.fairs.actions import leads as actions
from naru.fairs.forms.booths import LeadForm
from naru.fairs.models import Consultation, Fair, Lead, Slip
from naru.fairs.rules.leads import Step
from naru.fairs.views.around import HERE, KEEPERS, around, found, own_booths
from naru.fairs.views.exhibitors import booth_of
from naru.krds.gate import open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

TONES = {
    Step.NONE: "neutral",
    Step.PLANNED: "info",
    Step.DUE: "warning",
    Step.OVERDUE: "danger",
    Step.DONE: "success",
}


def name_of(row: Any) -> str:
    """Give the name of whom a lead is about, where its exhibitor may see it; else the badge's number."""
    if row.visitor is None:
        return str(row.name or row.contact or _("Without a name"))
    return str(row.visitor.name) if row.consented else _("Badge %(number)s") % {"number": row.visitor.number}


def contact_of(row: Any) -> str:
    """Give where to reach them, where the exhibitor may see it."""
    if row.visitor is None:
        return str(row.contact)
    return " · ".join(filter(None, [row.visitor.email, row.visitor.phone])) if row.consented else ""


def _affiliation(row: Any) -> str:
    return str(row.visitor.affiliation) if row.visitor and row.consented else ""


def leads_table(request: HttpRequest, fair: Fair) -> Table:
    """Make the table of leads: search, filters, and the best rated first where nothing else is asked."""
    today = timezone.localdate()
    rows = Lead.objects.visible_to(request.user).filter(fair=fair).for_list()
    booths = [(one.pk, str(one)) for one in own_booths(request, fair)]
    return Table(
        request,
        rows=rows,
        columns=[
            Column(
                "who",
                gettext_lazy("Who"),
                value=name_of,
                kind="link",
                link=lambda row: row.get_absolute_url(),
                width="wide",
            ),
            Column("affiliation", gettext_lazy("Organisation"), value=_affiliation),
            Column("contact", gettext_lazy("Telephone or e-mail"), value=contact_of),
            Column("exhibitor", gettext_lazy("Booth"), sort="exhibitor__booth", show=len(booths) > 1),
            Column("rating", gettext_lazy("Rating"), kind="number", sort="rating"),
            Column("tags", gettext_lazy("Tags"), value=lambda row: ", ".join(row.tags)),
            Column("note", gettext_lazy("Note"), show=False),
            Column("wish", gettext_lazy("Wish"), show=False),
            Column("owner", gettext_lazy("Owner"), sort="owner__name"),
            Column("next_step", gettext_lazy("Next step"), sort="next_on"),
            Column("next_on", gettext_lazy("By when"), kind="date", sort="next_on"),
            Column(
                "step",
                gettext_lazy("State"),
                value=lambda row: row.step(on=today).label if row.next_step or row.next_on else "",
                kind="tag",
                tone=lambda row: TONES[row.step(on=today)],
            ),
            Column("happened_at", gettext_lazy("Met"), kind="moment", sort="happened_at"),
            Column("came", gettext_lazy("How it came in"), value="get_came_display", show=False),
            Column("device", gettext_lazy("Device"), show=False),
            Column("received_at", gettext_lazy("Arrived"), kind="moment", show=False),
        ],
        caption=_("Leads"),
        filters=[
            Filter("exhibitor", gettext_lazy("Booth"), booths),
            Filter("step", gettext_lazy("Next step"), Step.choices, lambda r, v: r.at_step(v, on=today)),
            Filter(
                "rating",
                gettext_lazy("Rating from"),
                [(n, str(n)) for n in range(1, 6)],
                lambda r, v: r.filter(rating__gte=v),
            ),
            Filter("day", gettext_lazy("Day"), kind="day"),
        ],
        search=lambda found_rows, text: found_rows.search(text),
        sort="-happened_at",
        empty=_("No leads yet. Each scan at a booth becomes one."),
        file_name=f"leads-{fair.pk}",
    )


def noted(request: HttpRequest, fair: Fair, rows: list[Any]) -> None:
    """Note that an exhibitor's member was shown visitors' names."""
    if request.user.is_office:
        return
    numbers = [row.visitor.number for row in rows if row.visitor and row.consented]
    visitors.read_many(fair, numbers=numbers, by=request.user, at=timezone.now(), where=request.path)


@open_to(*HERE)
def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """List the leads of a fair; a member sees their own booth's, and names only where they were agreed to."""
    fair = found(request, pk)
    table = leads_table(request, fair)
    if file := export(request, table, subject=fair):
        return file
    noted(request, fair, list(table.page.object_list))
    booths = list(own_booths(request, fair))
    context = around(request, fair, "leads") | {"table": table, "booths": booths}
    return page(request, "fairs/leads.html", "rows", context)


@open_to(*HERE)
def lead(request: HttpRequest, pk: int, lead: int) -> HttpResponse:
    """Show one lead with its proof, and change what is said of it."""
    fair = found(request, pk)
    rows = Lead.objects.visible_to(request.user).filter(fair=fair)
    row = get_object_or_404(rows.for_list(), pk=lead)
    form = LeadForm(request.POST or None, exhibitor=row.exhibitor, lead=row)
    if (
        request.method == "POST"
        and request.user.holds(*KEEPERS)
        and form.is_valid()
        and do(request, actions.change, row, said=_("Saved."), **{"values": form.said()})
    ):
        return redirect(row)
    if row.visitor and row.consented:
        visitors.read(row.visitor, by=request.user, at=timezone.now(), where=request.path)
    today = timezone.localdate()
    slips = Slip.objects.visible_to(request.user).filter(lead=row).select_related("device").order_by("pk")
    context = around(
        request, fair, "leads", (_("Leads"), reverse("fairs:leads", args=[fair.pk])), (name_of(row), None)
    ) | {
        "row": row,
        "heading": name_of(row),
        "form": form,
        "step": row.step(on=today),
        "tone": TONES[row.step(on=today)],
        "facts": [
            (_("Organisation"), _affiliation(row)),
            (_("Telephone or e-mail"), contact_of(row)),
            (_("Country"), (row.visitor.country if row.visitor and row.consented else row.country) or ""),
            (_("Language"), row.visitor.language if row.visitor else row.language),
        ],
        "proof": [
            (_("Booth"), row.booth),
            (_("Device"), row.device or row.get_came_display()),
            (_("Met"), row.happened_at),
            (_("Arrived"), row.received_at),
        ],
        "slips": slips,
        "talks": Consultation.objects.visible_to(request.user).filter(lead=row),
    }
    return page(request, "fairs/lead.html", None, context, status=422 if form.errors else 200)


@open_to(*KEEPERS)
def add_lead(request: HttpRequest, pk: int, exhibitor: int) -> HttpResponse:
    """Enter a lead by hand."""
    fair = found(request, pk)
    booth = booth_of(request, fair, exhibitor)
    form = LeadForm(request.POST or None, exhibitor=booth)
    if request.method == "POST" and form.is_valid():
        values = {"values": form.said(), "agreed": form.cleaned_data["agreed"]}
        if row := do(request, actions.enter, booth, said=_("Entered."), **values):
            return redirect(row)
    heading = _("Enter a lead")
    context = around(
        request, fair, "leads", (_("Leads"), reverse("fairs:leads", args=[fair.pk])), (heading, None)
    ) | {"heading": heading, "form": form, "back": reverse("fairs:leads", args=[fair.pk])}
    return page(request, "fairs/form.html", None, context, status=422 if form.errors else 200)


def _one(request: HttpRequest, pk: int, lead: int) -> Lead:
    rows = Lead.objects.visible_to(request.user).filter(fair=found(request, pk))
    return get_object_or_404(rows.select_related("exhibitor__fair__activity", "visitor"), pk=lead)


@open_to(*KEEPERS)
@require_POST
def finish_step(request: HttpRequest, pk: int, lead: int) -> HttpResponse:
    """Mark the next step as done."""
    row = _one(request, pk, lead)
    do(request, actions.finish_step, row, said=_("Done."))
    return redirect(row)


@open_to(*KEEPERS)
@require_POST
def talk(request: HttpRequest, pk: int, lead: int) -> HttpResponse:
    """Log a consultation with a lead in one tap; its words are written on the next page."""
    row = _one(request, pk, lead)
    made = do(request, consultations.log, row.exhibitor, lead=row, said=_("The consultation is logged."))
    return redirect(made or row)
