"""The organisations of the directory: the list, one organisation's whole story, what the office writes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.directory.actions import duplicates, organisations
from naru.directory.book import story
from naru.directory.forms.choosing import country_choices
from naru.directory.forms.organisations import OrganisationForm
from naru.directory.models import Affiliation, Duplicate, Merge, Organisation
from naru.directory.rules.duplicates import Kind
from naru.directory.rules.people import OrganisationKind, why_not_change_entry
from naru.directory.views.people import KEEPERS, NEW_ANYWAY, TONES, keeps
from naru.history.book import Refusal, kept
from naru.history.models import Entry
from naru.krds.forms import one_at_a_time
from naru.krds.gate import ANYONE, open_to
from naru.krds.linked import linked
from naru.krds.page import asked_page, page
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export


def _office(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_office)


@open_to(ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the organisations, the public part of the directory."""
    return redirect("directory:organisations")


@open_to(ANYONE)
@kept()
def listing(request: HttpRequest) -> HttpResponse:
    """List organisations, with search across scripts."""
    office = _office(request)
    rows = Organisation.objects.visible_to(request.user).select_related("country", "place")
    rows = rows.with_place_in_order(get_language() or "ko")
    seen = rows.standing()
    codes = seen.order_by().values("country").distinct()
    columns = [
        Column("name", gettext_lazy("Name"), value=str, sort="in_order", link=_link, width="wide"),
        Column("other", gettext_lazy("Other names"), value=lambda row: row.other_passages()),
        Column("kind", pgettext_lazy("directory", "Kind"), value="get_kind_display", sort="kind"),
        Column("country", gettext_lazy("Country"), sort="country"),
        Column("place", pgettext_lazy("directory", "Place"), sort="place__name"),
        Column("website", gettext_lazy("Web site"), show=False),
    ]
    filters = [
        Filter("kind", pgettext_lazy("directory", "Kind"), choices=OrganisationKind.choices, several=True),
        Filter("country", gettext_lazy("Country"), choices=lambda: country_choices(codes), several=True),
    ]
    if office:
        columns.append(Column("public", gettext_lazy("Public"), kind="bool", sort="public"))
        filters.append(
            Filter(
                "public",
                gettext_lazy("Public"),
                choices=[("1", gettext_lazy("Public")), ("0", gettext_lazy("Office only"))],
                apply=lambda found, value: found.filter(public=value == "1"),
            )
        )
    table = Table(
        request,
        rows=seen,
        columns=columns,
        caption=gettext_lazy("Organisations"),
        filters=filters,
        search=lambda found, text: found.search(text),
        sort="name",
        empty=gettext_lazy("No organisation answers to this."),
        file_name="organisations",
    )
    context = {
        "table": table,
        "office": office,
        "keeps": keeps(request),
        "waiting": Duplicate.objects.visible_to(request.user).filter(kind=Kind.ORGANISATION).count()
        if office
        else 0,
        "crumbs": [(_("Directory"), reverse("directory:home")), (_("Organisations"), "")],
    }
    return export(request, table) or page(request, "directory/organisations.html", "rows", context)


def _link(row: Organisation) -> str:
    return row.get_absolute_url()


@open_to(ANYONE)
@kept()
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one organisation: facts, its whole story over the years, and to the office its people."""
    rows = Organisation.objects.visible_to(request.user)
    row = rows.select_related("country", "place__part_of", "part_of", "merged_into")
    row = get_object_or_404(row.prefetch_related("aliases", "parts"), pk=pk)
    if row.merged_into and "merged" not in request.GET:
        messages.info(request, _("This entry was merged into this one."))
        return redirect(row.merged_into)
    office = _office(request)
    today = timezone.localdate()
    # The member of an organisation sees what they keep up to date of it.
    own = (
        request.user.is_authenticated
        and not office
        and rows.with_member(request.user, on=today).filter(pk=pk).exists()
    )
    ties = Affiliation.objects.visible_to(request.user).filter(organisation=row).select_related("person")
    doubles = Duplicate.objects.visible_to(request.user).filter(
        Q(low=pk) | Q(high=pk), kind=Kind.ORGANISATION
    )
    context: dict[str, Any] = {
        "organisation": row,
        "facts": _facts(row, office=office, own=own),
        "parts": [part for part in row.parts.all() if office or part.public],
        "story": story(row, account=request.user, page=asked_page(request)),
        "office": office,
        "structured": structured(request, row) if row.public else "",
        "own": own,
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Organisations"), reverse("directory:organisations")),
            (str(row), ""),
        ],
    }
    if office:
        context |= {
            "ties": [(tie, tie.standing(on=today), TONES[tie.standing(on=today)]) for tie in ties[:50]],
            "more": max(0, ties.count() - 50),
            "doubles": list(doubles),
            "merges": Merge.objects.visible_to(request.user).into(Kind.ORGANISATION, pk),
            "entries": Entry.objects.about(row).visible_to(request.user)[:50],
            "keeps": keeps(request),
            "why_not": why_not_change_entry(merged=row.merged_into_id is not None),
        }
    return page(request, "directory/organisation.html", None, context)


SCHEMA_TYPES = {
    OrganisationKind.HOSPITAL: "Hospital",
    OrganisationKind.CLINIC: "MedicalClinic",
    OrganisationKind.GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganisationKind.MEDIA: "NewsMediaOrganization",
}
"""The words of schema.org for kinds of organisations; all others are an Organization."""


def structured(request: HttpRequest, row: Organisation) -> SafeString:
    """Give a public organisation in the words of schema.org, with what its public page says."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": row.address,
        "addressLocality": str(row.place or ""),
        "addressCountry": row.country_id,
    }
    return linked(
        {
            "@type": SCHEMA_TYPES.get(OrganisationKind(row.kind), "Organization"),
            "name": str(row),
            "alternateName": row.other_names(),
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "sameAs": row.website,
            "address": {key: value for key, value in address.items() if value} if row.country_id else None,
        }
    )


def _facts(row: Organisation, *, office: bool, own: bool = False) -> list[tuple[str, Any]]:
    where = row.place
    place = f"{where}, {where.part_of}" if where and where.part_of else where
    facts = [
        (pgettext("directory", "Kind"), row.get_kind_display()),
        (_("Country"), row.country),
        (pgettext("directory", "Place"), place),
        (_("Address"), row.address),
        (
            pgettext("directory", "Part of"),
            row.part_of if office or (row.part_of and row.part_of.public) else None,
        ),
        (_("Web site"), row.website),
        (_("Further names"), ", ".join(alias.name for alias in row.aliases.all())),
    ]
    if office or own:
        facts += [(_("E-mail"), row.email), (_("Telephone"), row.phone)]
    if office:
        facts.append((_("Shown to"), _("Public") if row.public else _("Office only")))
    return facts


def _alike(request: HttpRequest, names: list[str], *, besides: int | None = None) -> list[Any]:
    """Give which organisations the names may mean already, each once, the likeliest first."""
    rows = Organisation.objects.visible_to(request.user).standing().select_related("country")
    found: dict[int, Any] = {}
    for name in dict.fromkeys(name for name in names if len(name.strip()) > 1):
        for one in rows.exclude(pk=besides).find(name, 5):
            if one.likeness.score >= 70:
                found.setdefault(one.row.pk, one)
    return sorted(found.values(), key=lambda one: -one.likeness.score)[:5]


@open_to(*KEEPERS)
def alike(request: HttpRequest) -> HttpResponse:
    """Say while one types which organisation may be meant already."""
    names = [request.GET.get(name, "")[:200] for name in ("name", "name_latin", "name_ko")]
    found = _alike(request, names, besides=whole(request.GET.get("besides", "")))
    return page(request, "directory/form.html#alike", None, {"alike": found})


@open_to(*KEEPERS)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an organisation; likely duplicates are shown first."""
    form = OrganisationForm(request.POST or None)
    found: list[Any] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        found = _alike(request, [facts[name] for name in ("name", "name_latin", "name_ko")])
        if not found or NEW_ANYWAY in request.POST:
            row = organisations.enter(by=request.user, at=timezone.now(), **facts)
            duplicates.suspect([row], at=timezone.now())
            messages.success(request, _("Entered: %(name)s.") % {"name": row})
            return redirect(row)
    context = {
        "form": form,
        "alike": found,
        "ask_anyway": bool(found),
        "heading": _("Enter an organisation"),
        "send": _("Enter"),
        "back": reverse("directory:organisations"),
        "alike_url": reverse("directory:organisations_alike"),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Organisations"), reverse("directory:organisations")),
            (_("Enter an organisation"), ""),
        ],
    }
    return page(request, "directory/form.html", None, context)


@open_to(*KEEPERS)
@one_at_a_time(Organisation)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written of an organisation."""
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    form = OrganisationForm(request.POST or None, organisation=row)
    if request.method == "POST" and form.is_valid():
        try:
            organisations.change(row, by=request.user, at=timezone.now(), **form.facts())
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            duplicates.suspect([row], at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {
        "form": form,
        "heading": _("Change %(name)s") % {"name": row},
        "send": _("Save"),
        "back": row.get_absolute_url(),
        "alike_url": reverse("directory:organisations_alike") + f"?besides={pk}",
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (_("Organisations"), reverse("directory:organisations")),
            (str(row), row.get_absolute_url()),
            (_("Change"), ""),
        ],
    }
    return page(request, "directory/form.html", None, context)


@open_to(*KEEPERS)
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive an organisation, or bring an archived one back."""
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    act = organisations.restore if "restore" in request.POST else organisations.archive
    try:
        act(row, by=request.user, at=timezone.now(), why=request.POST.get("why", "")[:300])
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Brought back.") if "restore" in request.POST else _("Archived."))
    return redirect(row)
