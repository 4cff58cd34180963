"""Who takes part in an activity: the list, adding from the directory, head-counts, withdrawing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.actions import participations
from naru.activities.forms.beside import HeadCountForm, RoleForm
from naru.activities.models import Activity, Participation
from naru.activities.rules.words import ParticipantRole
from naru.activities.views.activity import around
from naru.activities.views.doing import do, found
from naru.directory.models import Country, Organisation, Person
from naru.directory.rules.accounts import Role
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

OFFERED = 8
"""How many people and how many organisations a search offers."""


def _sort(row: Participation) -> str:
    if row.person_id:
        return _("Person")
    return _("Organisation") if row.organisation_id else _("Head-count")


def _link(row: Participation) -> str | None:
    named = row.person or row.organisation
    return named.get_absolute_url() if named else None


def _count(row: Participation) -> int | None:
    return row.head_count


def _exactness(row: Participation) -> str:
    return str(row.get_exactness_display()) if row.head_count is not None else ""


SORTS = {
    "person": {"person__isnull": False},
    "organisation": {"organisation__isnull": False},
    "count": {"head_count__isnull": False},
}


def people_table(request: HttpRequest, row: Activity) -> Table:
    """Make the table of those who take part; named ones and head-counts stand apart by their sort."""
    rows = Participation.objects.visible_to(request.user).standing().filter(activity=row)
    seen = set(rows.values_list("country", flat=True))
    columns = [
        Column("who", gettext_lazy("Who"), kind="link", link=_link, width="wide"),
        Column("sort", gettext_lazy("Sort"), value=_sort),
        Column("role", gettext_lazy("As"), value="get_role_display", sort=["role", "pk"]),
        Column(
            "head_count",
            pgettext_lazy("head-count", "Number"),
            value=_count,
            kind="number",
            sort="head_count",
        ),
        Column("exactness", gettext_lazy("Exactness"), value=_exactness, show=False),
        Column("affiliation", gettext_lazy("Affiliation then"), sort=["then_name", "pk"]),
        Column("country", gettext_lazy("Country"), sort="country"),
        Column("note", gettext_lazy("Note"), show=False),
        Column(
            "remove",
            gettext_lazy("Withdraw"),
            kind="link",
            value=lambda _row: _("Withdraw"),
            link=lambda one: reverse("activities:withdraw_participation", args=[row.pk, one.pk]),
            export=False,
            show=request.user.holds(Role.OFFICER, Role.HEAD) and row.archived_at is None,
        ),
    ]
    return Table(
        request,
        rows=rows.select_related("person", "organisation", "country"),
        columns=columns,
        caption=_("Who takes part"),
        filters=[
            Filter("role", gettext_lazy("As"), ParticipantRole.choices),
            Filter(
                "sort",
                gettext_lazy("Sort"),
                [
                    ("person", gettext_lazy("Person")),
                    ("organisation", gettext_lazy("Organisation")),
                    ("count", gettext_lazy("Head-count")),
                ],
                lambda found, sort: found.filter(**SORTS[sort]),
            ),
            Filter(
                "country",
                gettext_lazy("Country"),
                lambda: [(one.pk, str(one)) for one in Country.objects.filter(pk__in=seen - {None})],
            ),
        ],
        empty=_("Nobody is recorded yet."),
        file_name=f"participations-{row.pk}",
    )


@open_to(STAFF)
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who takes part in an activity, and how many are known by name and how many are only counted."""
    row = found(request, pk)
    rows = Participation.objects.visible_to(request.user).standing().filter(activity=row)
    table = people_table(request, row)
    context = around(request, row, "people") | {
        "table": table,
        "named": rows.filter(person__isnull=False).values("person").distinct().count(),
        "organisations": rows.filter(organisation__isnull=False).values("organisation").distinct().count(),
        "heads": rows.heads(),
    }
    return export(request, table) or page(request, "activities/people.html", "rows", context)


@open_to(Role.OFFICER, Role.HEAD)
def add_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Search the directory for who takes part, and add them; or count people without names."""
    row = found(request, pk)
    text = request.GET.get("q", "").strip()
    form = HeadCountForm(request.POST or None)
    here = reverse("activities:add_people", args=[row.pk])
    if request.method == "POST":
        if whose := _named(request):
            role = RoleForm(request.POST)
            if role.is_valid():
                values: dict[str, Any] = whose | {"role": role.cleaned_data["role"]}
                do(request, participations.add, row, said=_("Added."), **values)
            return redirect(f"{here}?q={request.POST.get('q', '')}" if request.POST.get("q") else here)
        if form.is_valid() and do(request, participations.add, row, said=_("Added."), **form.cleaned_data):
            return redirect("activities:people", pk=row.pk)
    context = around(request, row, "people") | {
        "q": text,
        "form": form,
        "role_form": RoleForm(initial={"role": request.GET.get("role", ParticipantRole.ATTENDEE)}),
        "people": _offered(Person, request, text),
        "organisations": _offered(Organisation, request, text),
        "crumbs": [*around(request, row, "people")["crumbs"][:-1], (row.title, row.get_absolute_url())],
    }
    status = 422 if form.errors else 200
    return page(request, "activities/add_people.html", "found", context, status=status)


def _offered(table: Any, request: HttpRequest, text: str) -> list[Any]:
    return list(table.objects.visible_to(request.user).search(text)[:OFFERED]) if text else []


def _named(request: HttpRequest) -> dict[str, Any] | None:
    for name, table in (("person", Person), ("organisation", Organisation)):
        if key := whole(request.POST.get(name, "")):
            return {name: get_object_or_404(table.objects.visible_to(request.user), pk=key)}
    return None


@open_to(Role.OFFICER, Role.HEAD)
def withdraw_participation(request: HttpRequest, pk: int, participation: int) -> HttpResponse:
    """Ask, then take somebody off the list of those who take part."""
    row = found(request, pk)
    rows = Participation.objects.visible_to(request.user).filter(activity=row)
    one = get_object_or_404(rows.select_related("person", "organisation"), pk=participation)
    if request.method == "POST":
        if one.withdrawn_at:
            do(request, participations.put_back, one, said=_("Put back."))
        else:
            do(request, participations.withdraw_participation, one, said=_("Withdrawn."))
        return redirect("activities:people", pk=row.pk)
    context = around(request, row, "people") | {"one": one}
    return page(request, "activities/withdraw.html", None, context)
