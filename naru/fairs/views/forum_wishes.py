"""The wishes of a forum at the office: list with answers, entering one, answering and fixing for somebody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.views.doing import do
from naru.fairs.actions import wishes as actions
from naru.fairs.forms.forum import AddWishForm, PinForm
from naru.fairs.models import Forum, Wish
from naru.fairs.rules.forum_words import TONES, Answer, Priority
from naru.fairs.views.forum_around import RUNNERS, around, found, may_run, part_of, participants_of
from naru.history.models import Entry
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def wishes_table(request: HttpRequest, row: Forum) -> Table:
    """Make the table of a forum's wishes."""
    rows: Any = Wish.objects.visible_to(request.user).filter(forum=row).for_list()
    return Table(
        request,
        rows=rows,
        columns=[
            Column(
                "wisher",
                pgettext_lazy("forum", "Who wishes"),
                kind="link",
                link=lambda one: reverse("fairs:wish", args=[row.pk, one.pk]),
                sort=["wisher__organisation__name_latin", "pk"],
                width="wide",
            ),
            Column("wished", pgettext_lazy("forum", "Whom"), sort=["wished__organisation__name_latin", "pk"]),
            Column("priority", gettext_lazy("Priority"), value="get_priority_display", sort="priority"),
            Column(
                "answer",
                gettext_lazy("Answer"),
                value=lambda one: one.answer.label,
                kind="tag",
                tone=lambda one: TONES.get(one.answer, "neutral"),
            ),
            Column("mutual", pgettext_lazy("forum", "Mutual"), value="returned", kind="bool"),
            Column("pinned", gettext_lazy("Fixed to the slot")),
            Column("words", gettext_lazy("What for"), show=False),
            Column("because", gettext_lazy("Reason"), value="declined_because", show=False),
            Column("wished_at", pgettext_lazy("forum", "Wished"), kind="moment", sort="wished_at"),
        ],
        filters=[
            Filter(
                "answer", gettext_lazy("Answer"), Answer.choices, lambda kept, value: kept.answered(value)
            ),
            Filter("priority", gettext_lazy("Priority"), Priority.choices),
        ],
        search=_search,
        caption=gettext_lazy("Wishes"),
        empty=_("Nobody has wished a meeting yet."),
        file_name=f"wishes-{row.pk}",
    )


def _search(rows: Any, text: str) -> Any:
    from django.db.models import Q

    told = Q()
    for side in ("wisher", "wished"):
        for name in ("name", "name_ko", "name_latin"):
            told |= Q(**{f"{side}__organisation__{name}__icontains": text})
    return rows.filter(told)


@open_to(STAFF)
def wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all wishes of a forum with their answers."""
    row = found(request, pk)
    table = wishes_table(request, row)
    context = around(request, row, "wishes") | {"table": table}
    return export(request, table) or page(request, "fairs/forum/wishes.html", "rows", context)


@open_to(*RUNNERS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a wish for somebody, also after the deadline."""
    row = found(request, pk)
    form = AddWishForm(request.POST or None, rows=participants_of(request, row).approved())
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        two = told.pop("wisher"), told.pop("wished")
        if do(request, actions.wish, *two, by_office=True, said=_("Saved."), **told):
            return redirect("fairs:wishes", pk=row.pk)
    context = around(request, row, "wishes", (_("Enter a wish"), None)) | {
        "form": form,
        "heading": _("Enter a wish"),
        "back": reverse("fairs:wishes", args=[row.pk]),
    }
    return page(request, "fairs/forum/form.html", None, context, status=422 if form.errors else 200)


DEEDS: dict[str, Any] = {"accept": actions.accept, "decline": actions.decline, "take_back": actions.take_back}


@open_to(STAFF)
def wish(request: HttpRequest, pk: int, wish: int) -> HttpResponse:
    """Show a wish; the office answers it for somebody, takes it back or fixes it to a slot."""
    row = found(request, pk)
    rows: Any = Wish.objects.visible_to(request.user).filter(forum=row).for_list()
    one: Wish = part_of(request, rows, pk=wish)
    pin = PinForm(request.POST or None, rows=row.slots.standing(), initial={"slot": one.pinned_id})
    if request.method == "POST":
        if not may_run(request):
            raise Http404
        name = request.POST.get("deed", "")
        if name == "pin" and pin.is_valid():
            do(request, actions.pin, one, pin.cleaned_data["slot"], said=_("Saved."))
        elif name in DEEDS:
            do(request, DEEDS[name], one, by_office=True, said=_("Done."))
        elif name != "pin":
            raise Http404
        return redirect("fairs:wish", pk=row.pk, wish=one.pk)
    context = around(request, row, "wishes", (_("Wish"), None)) | {
        "one": one,
        "answer": one.answer,
        "tone": TONES.get(one.answer, "neutral"),
        "pin": pin,
        "facts": [
            (_("Priority"), one.get_priority_display()),
            (_("What for"), one.words),
            (_("Reason"), one.declined_because),
            (_("Fixed to the slot"), one.pinned),
        ],
        "entries": Entry.objects.about(one).visible_to(request.user)[:20],
    }
    return page(request, "fairs/forum/wish.html", None, context)
