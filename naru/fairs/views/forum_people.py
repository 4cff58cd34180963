"""The participants of a forum at the office: list, invitation, one's page with approval, profile and links."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.views.doing import do
from naru.fairs.actions import profiles as actions
from naru.fairs.forms.forum import InviteForm, RefuseForm
from naru.fairs.forms.profile import AwayForm, OfficeProfileForm
from naru.fairs.models import Forum, Meeting, Participant, Wish
from naru.fairs.rules import forum_calls as rules
from naru.fairs.rules.forum_words import TONES, Side, Standing
from naru.fairs.views.forum_around import RUNNERS, around, found, may_run, part_of, participants_of
from naru.history.models import Entry
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def people_table(request: HttpRequest, row: Forum) -> Table:
    """Make the table of a forum's participants."""
    return Table(
        request,
        rows=participants_of(request, row),
        columns=[
            Column(
                "organisation",
                gettext_lazy("Organisation"),
                kind="link",
                link=lambda one: one.get_absolute_url(),
                sort=["organisation__name_latin", "pk"],
                width="wide",
            ),
            Column(
                "country", gettext_lazy("Country"), value="organisation.country", sort="organisation__country"
            ),
            Column("side", gettext_lazy("Side"), value="get_side_display", sort="side"),
            Column(
                "standing",
                gettext_lazy("State"),
                value=lambda one: one.standing.label,
                kind="tag",
                tone=lambda one: TONES[one.standing],
            ),
            Column("fields", gettext_lazy("Departments and products"), value="named_fields"),
            Column("languages", gettext_lazy("Languages"), value="spoken"),
            Column("contact", pgettext_lazy("forum", "Contact"), show=False),
            Column("email", gettext_lazy("E-mail"), show=False),
            Column("people", gettext_lazy("Who comes"), show=False),
            Column("applied_at", gettext_lazy("Applied"), kind="moment", sort="applied_at", show=False),
            Column("arrived_at", gettext_lazy("Checked in"), kind="moment", sort="arrived_at"),
        ],
        filters=[
            Filter(
                "standing", gettext_lazy("State"), Standing.choices, lambda rows, value: rows.standing(value)
            ),
            Filter("side", gettext_lazy("Side"), Side.choices),
        ],
        search=lambda rows, text: rows.search(text),
        caption=pgettext_lazy("forum", "Participants"),
        empty=_("Nobody has been invited yet."),
        empty_action=(_("Invite"), reverse("fairs:invite", args=[row.pk])) if may_run(request) else None,
        file_name=f"participants-{row.pk}",
    )


@open_to(STAFF)
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who was invited, applied and takes part."""
    row = found(request, pk)
    table = people_table(request, row)
    context = around(request, row, "participants") | {"table": table}
    return export(request, table, subject=row) or page(
        request, "fairs/forum/participants.html", "rows", context
    )


@open_to(*RUNNERS)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite an organisation of the directory by a letter with its personal link."""
    row = found(request, pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = do(request, actions.invite, row, said=_("The invitation is on its way."), **form.cleaned_data)
        if made:
            return redirect(made)
    context = around(request, row, "participants", (_("Invite"), None)) | {
        "form": form,
        "heading": _("Invite"),
        "intro": _(
            "The organisation gets a letter with a personal link: it applies there, without an account."
        ),
        "back": reverse("fairs:participants", args=[row.pk]),
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)


def _one(request: HttpRequest, row: Forum, participant: int) -> Participant:
    one: Participant = part_of(request, participants_of(request, row), pk=participant)
    return one


DEEDS: dict[str, Any] = {
    "approve": actions.approve,
    "withdraw": actions.withdraw,
    "renew": actions.renew_link,
    "check_in": actions.check_in,
    "undo_check_in": actions.undo_check_in,
}


@open_to(STAFF)
def participant(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Show a participant: state with its doors, profile, wishes, meetings, history."""
    row = found(request, pk)
    one = _one(request, row, participant)
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed is None or not may_run(request):
            raise Http404
        do(request, deed, one, said=_("Done."))
        return redirect(one)
    wishes = Wish.objects.visible_to(request.user).standing().for_list()
    meetings = Meeting.objects.visible_to(request.user).scheduled().of(one).for_list().in_order()
    planned = meetings.count()
    context = around(request, row, "participants", (str(one), None)) | {
        "one": one,
        "tone": TONES[one.standing],
        "facts": [
            (_("Country"), one.organisation.country),
            (_("Side"), one.get_side_display()),
            (_("Contact"), one.contact),
            (_("E-mail"), one.email),
            (_("Departments and products"), one.named_fields),
            (_("Languages"), one.spoken),
            (_("Who comes"), one.people),
            (_("In their own words"), one.words),
            (_("Reason"), one.refused_because),
        ],
        "why_not_approve": rules.why_not_approve(one.standing),
        "why_not_refuse": rules.why_not_refuse(one.standing, because=None, planned=planned),
        "why_not_withdraw": rules.why_not_withdraw(one.standing, planned=planned),
        "sent": wishes.filter(wisher=one),
        "got": wishes.filter(wished=one),
        "meetings": meetings,
        "entries": Entry.objects.about(one).visible_to(request.user)[:20],
    }
    return page(request, "fairs/forum/participant.html", None, context)


@open_to(*RUNNERS)
def change(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Change a participant's profile, side, hall and free slots for them."""
    row = found(request, pk)
    one = _one(request, row, participant)
    slots = row.slots.standing()
    form = OfficeProfileForm(request.POST or None, instance=_one(request, row, participant))
    away = AwayForm(request.POST or None, rows=slots, initial={"cannot": one.cannot.all()})
    if request.method == "POST" and form.is_valid() and away.is_valid():
        done = do(request, actions.apply, one, by_office=True, **form.profile())
        if done and do(request, actions.choose_slots, one, said=_("Saved."), **away.cleaned_data):
            return redirect(one)
    context = around(
        request, row, "participants", (str(one), one.get_absolute_url()), (_("Change"), None)
    ) | {
        "form": form,
        "second": away,
        "heading": str(one),
        "back": one.get_absolute_url(),
    }
    return page(
        request, "fairs/forum/form.html", None, context, status=422 if form.errors or away.errors else 200
    )


@open_to(*RUNNERS)
def refuse(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Refuse an application with a reason."""
    row = found(request, pk)
    one = _one(request, row, participant)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = _("Refused; a letter with the reason is on its way.")
        if do(request, actions.refuse_application, one, said=said, **form.cleaned_data):
            return redirect(one)
    context = around(
        request, row, "participants", (str(one), one.get_absolute_url()), (_("Refuse"), None)
    ) | {
        "form": form,
        "heading": _("Refuse the application of %(name)s") % {"name": one},
        "send": _("Refuse"),
        "tone_of_button": "danger",
        "back": one.get_absolute_url(),
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)
