"""The people of the directory: the list, one person's page, and what the office writes of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.directory.actions import duplicates, people
from naru.directory.book import story
from naru.directory.forms.choosing import country_choices
from naru.directory.forms.people import AffiliationForm, PersonForm, spoken_choices
from naru.directory.models import Affiliation, Duplicate, Merge, Organisation, Person
from naru.directory.queries.people import PersonQuerySet
from naru.directory.rules.accounts import Role
from naru.directory.rules.duplicates import Kind
from naru.directory.rules.people import AffiliationStanding, why_not_change_entry
from naru.history.book import Refusal
from naru.history.models import Entry
from naru.krds.forms import one_at_a_time
from naru.krds.gate import STAFF, open_to
from naru.krds.page import asked_page, page
from naru.krds.readable import whole
from naru.krds.tables import Column, Filter, Table
from naru.sheets.book import export

KEEPERS = (Role.OFFICER, Role.HEAD)
"""Who writes in the directory."""
TONES = {
    AffiliationStanding.CURRENT: "success",
    AffiliationStanding.PAST: "neutral",
    AffiliationStanding.COMING: "info",
}
NEW_ANYWAY = "new_anyway"


def keeps(request: HttpRequest) -> bool:
    """Say whether the visitor writes in the directory."""
    return bool(request.user.is_authenticated and request.user.holds(*KEEPERS))


def _listed(account: Any, rows: PersonQuerySet) -> PersonQuerySet:
    today = timezone.localdate()
    current = Affiliation.objects.visible_to(account).current(on=today).select_related("organisation")
    return rows.select_related("country").prefetch_related(
        Prefetch("affiliations", current, to_attr="now"), "languages"
    )


def _by_affiliation(account: Any, rows: Any, value: str) -> Any:
    today = timezone.localdate()
    ties = Affiliation.objects.visible_to(account)
    current = ties.current(on=today).values("person")
    if value == "now":
        return rows.filter(pk__in=current)
    if value == "past":
        return rows.filter(pk__in=ties.past(on=today).values("person")).exclude(pk__in=current)
    return rows.exclude(pk__in=ties.values("person"))


def _by_confirmation(rows: Any, value: str) -> Any:
    if value == "confirmed":
        return rows.filter(confirmed_at__isnull=False)
    if value == "removal":
        return rows.filter(removal_asked_at__isnull=False)
    return rows.filter(confirmed_at__isnull=True)


def _by_organisation(account: Any, rows: Any, value: str) -> Any:
    return rows.filter(
        pk__in=Affiliation.objects.visible_to(account).filter(organisation=value).values("person")
    )


def _organisations(account: Any) -> list[tuple[int, str]]:
    ties = Affiliation.objects.visible_to(account).values("organisation")
    rows = Organisation.objects.visible_to(account).filter(pk__in=ties)
    return sorted(((row.pk, str(row)) for row in rows), key=lambda one: one[1])


def people_table(request: HttpRequest) -> Table:
    """Build the list of people as the visitor asked for it."""
    rows = Person.objects.visible_to(request.user).standing()
    codes = Person.objects.visible_to(request.user).values("country").distinct()
    return Table(
        request,
        rows=_listed(request.user, rows).with_place_in_order(get_language() or "ko"),
        columns=[
            Column("name", gettext_lazy("Name"), value=str, sort="in_order", link=_link, width="wide"),
            Column("other", gettext_lazy("Other scripts"), value=lambda row: row.other_passages()),
            Column("country", gettext_lazy("Country"), sort="country"),
            Column("now", gettext_lazy("Now at"), value=_now, width="wide"),
            Column("email", gettext_lazy("E-mail"), sort="email"),
            Column("languages", pgettext_lazy("directory", "Languages"), value=_languages),
            Column(
                "confirmed_at",
                pgettext_lazy("directory", "Confirmed"),
                value=lambda row: row.confirmed_at,
                kind="moment",
                sort="confirmed_at",
            ),
            Column("own", gettext_lazy("Name in its own script"), value="name", show=False),
            Column("latin", gettext_lazy("Name in Latin letters"), value="name_latin", show=False),
            Column("phone", gettext_lazy("Telephone"), show=False),
        ],
        caption=pgettext_lazy("directory", "People"),
        filters=[
            Filter("country", gettext_lazy("Country"), choices=lambda: country_choices(codes), several=True),
            Filter(
                "affiliation",
                gettext_lazy("Affiliation"),
                choices=[
                    ("now", gettext_lazy("Now at an organisation")),
                    ("past", gettext_lazy("Formerly only")),
                    ("none", gettext_lazy("None known")),
                ],
                apply=partial(_by_affiliation, request.user),
            ),
            Filter(
                "organisation",
                gettext_lazy("Organisation"),
                choices=partial(_organisations, request.user),
                apply=partial(_by_organisation, request.user),
            ),
            Filter(
                "speaks",
                gettext_lazy("Speaks"),
                choices=lambda: [choice for choice in spoken_choices() if choice[0]],
                apply=lambda rows, value: rows.filter(languages__code=value),
            ),
            Filter(
                "confirmation",
                gettext_lazy("Own confirmation"),
                choices=[
                    ("confirmed", pgettext_lazy("directory", "Confirmed")),
                    ("open", gettext_lazy("Not confirmed")),
                    ("removal", gettext_lazy("Asked to be removed")),
                ],
                apply=_by_confirmation,
            ),
        ],
        search=_search,
        sort="name",
        empty=gettext_lazy("Nobody answers to this."),
        file_name="people",
    )


def _search(rows: Any, text: str) -> Any:
    if "@" in text:
        return rows.filter(email__icontains=text)
    return rows.search(text)


def _link(row: Person) -> str:
    return row.get_absolute_url()


def _now(row: Any) -> str:
    return ", ".join(str(tie.organisation) for tie in row.now)


def _languages(row: Person) -> str:
    return ", ".join(str(spoken) for spoken in row.languages.all())


@open_to(STAFF)
def listing(request: HttpRequest) -> HttpResponse:
    """List people, with search across scripts."""
    table = people_table(request)
    context = {
        "table": table,
        "keeps": keeps(request),
        "waiting": Duplicate.objects.visible_to(request.user).filter(kind=Kind.PERSON).count(),
        "asking": request.GET.urlencode(),
        "crumbs": [(_("Directory"), reverse("directory:home")), (pgettext("directory", "People"), "")],
    }
    return export(request, table) or page(request, "directory/people.html", "rows", context)


@open_to(STAFF)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person: facts, affiliations, story, history; one merged away leads to the other."""
    rows = Person.objects.visible_to(request.user).select_related("country", "merged_into")
    row = get_object_or_404(rows.prefetch_related("aliases", "languages"), pk=pk)
    if row.merged_into and "merged" not in request.GET:
        messages.info(request, _("This entry was merged into this one."))
        return redirect(row.merged_into)
    today = timezone.localdate()
    ties = Affiliation.objects.visible_to(request.user).filter(person=row).select_related("organisation")
    doubles = Duplicate.objects.visible_to(request.user).filter(Q(low=pk) | Q(high=pk), kind=Kind.PERSON)
    context = {
        "person": row,
        "facts": _facts(row),
        "ties": [(tie, tie.standing(on=today), TONES[tie.standing(on=today)]) for tie in ties],
        "story": story(row, account=request.user, page=asked_page(request)),
        "doubles": list(doubles),
        "merges": Merge.objects.visible_to(request.user).into(Kind.PERSON, pk),
        "entries": Entry.objects.about(row).visible_to(request.user)[:50],
        "keeps": keeps(request),
        "why_not": why_not_change_entry(merged=row.merged_into_id is not None),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (pgettext("directory", "People"), reverse("directory:people")),
            (str(row), ""),
        ],
    }
    return page(request, "directory/person.html", None, context)


def _facts(row: Person) -> list[tuple[str, Any]]:
    spoken = ", ".join(f"{one} ({one.get_level_display()})" for one in row.languages.all())
    return [
        (_("Name in its own script"), row.name),
        (_("Name in Latin letters"), row.name_latin),
        (_("Name in Hangul"), row.name_ko),
        (_("Further names"), ", ".join(alias.name for alias in row.aliases.all())),
        (pgettext("directory", "Title"), row.title),
        (_("Country"), row.country),
        (_("Date of birth"), row.born_on),
        (_("E-mail"), row.email),
        (_("Telephone"), row.phone),
        (pgettext("directory", "Languages"), spoken),
        (_("Confirmed by the person"), row.confirmed_at),
        (_("Asked to be removed"), row.removal_asked_at),
    ]


@open_to(*KEEPERS)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a person; likely duplicates are shown first."""
    form = PersonForm(request.POST or None)
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        names = [facts[name] for name in ("name", "name_latin", "name_ko")]
        alike = _alike(request, names)
        if not alike or NEW_ANYWAY in request.POST:
            row = people.enter(by=request.user, at=timezone.now(), **facts)
            duplicates.suspect([row], at=timezone.now())
            messages.success(request, _("Entered: %(name)s.") % {"name": row})
            return redirect(row)
    context = {
        "form": form,
        "alike": alike,
        "ask_anyway": bool(alike),
        "heading": _("Enter a person"),
        "send": _("Enter"),
        "back": reverse("directory:people"),
        "alike_url": reverse("directory:people_alike"),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (pgettext("directory", "People"), reverse("directory:people")),
            (_("Enter a person"), ""),
        ],
    }
    return page(request, "directory/form.html", None, context)


def _alike(request: HttpRequest, names: list[str], *, besides: int | None = None) -> list[Any]:
    """Give whom the names may mean already, each once, the likeliest first."""
    rows = Person.objects.visible_to(request.user).standing().select_related("country").exclude(pk=besides)
    found: dict[int, Any] = {}
    for name in dict.fromkeys(name for name in names if len(name.strip()) > 1):
        for one in rows.find(name, 5):
            if one.likeness.score >= 70:
                found.setdefault(one.row.pk, one)
    return sorted(found.values(), key=lambda one: -one.likeness.score)[:5]


@open_to(*KEEPERS)
def alike(request: HttpRequest) -> HttpResponse:
    """Say while one types who in the directory may be meant already."""
    names = [request.GET.get(name, "")[:200] for name in ("name", "name_latin", "name_ko")]
    found = _alike(request, names, besides=whole(request.GET.get("besides", "")))
    return page(request, "directory/form.html#alike", None, {"alike": found})


@open_to(*KEEPERS)
@one_at_a_time(Person)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written of a person."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = PersonForm(request.POST or None, person=row)
    if request.method == "POST" and form.is_valid():
        try:
            people.change(row, by=request.user, at=timezone.now(), **form.facts())
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
        "alike_url": reverse("directory:people_alike") + f"?besides={pk}",
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (pgettext("directory", "People"), reverse("directory:people")),
            (str(row), row.get_absolute_url()),
            (_("Change"), ""),
        ],
    }
    return page(request, "directory/form.html", None, context)


@open_to(*KEEPERS)
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive a person, or bring an archived one back."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    act = people.restore if "restore" in request.POST else people.archive
    try:
        act(row, by=request.user, at=timezone.now(), why=request.POST.get("why", "")[:300])
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Brought back.") if "restore" in request.POST else _("Archived."))
    return redirect(row)


@open_to(*KEEPERS)
def affiliate(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an affiliation of a person."""
    row = get_object_or_404(Person.objects.visible_to(request.user).standing(), pk=pk)
    form = AffiliationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        people.affiliate(row, organisation, by=request.user, at=timezone.now(), **form.facts())
        duplicates.suspect([row], at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(row)
    return _tie_page(request, row, form, _("Add an affiliation"))


@open_to(*KEEPERS)
def amend(request: HttpRequest, pk: int, tie: int) -> HttpResponse:
    """Change or remove an affiliation of a person."""
    row = get_object_or_404(Person.objects.visible_to(request.user).standing(), pk=pk)
    held = get_object_or_404(Affiliation.objects.visible_to(request.user).filter(person=row), pk=tie)
    if "remove" in request.POST:
        people.remove_affiliation(held, by=request.user, at=timezone.now())
        messages.success(request, _("Removed."))
        return redirect(row)
    initial = {name: getattr(held, name) for name in ("organisation", "role", "title", "department", "since")}
    initial["last"] = held.last_day
    form = AffiliationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        facts = form.facts() | {"organisation": organisation}
        people.amend_affiliation(held, by=request.user, at=timezone.now(), **facts)
        messages.success(request, _("Saved."))
        return redirect(row)
    return _tie_page(request, row, form, _("Change an affiliation"), removable=True)


def _tie_page(
    request: HttpRequest, row: Person, form: AffiliationForm, heading: str, *, removable: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "subject": row,
        "send": _("Save"),
        "removable": removable,
        "back": row.get_absolute_url(),
        "crumbs": [
            (_("Directory"), reverse("directory:home")),
            (pgettext("directory", "People"), reverse("directory:people")),
            (str(row), row.get_absolute_url()),
            (heading, ""),
        ],
    }
    return page(request, "directory/form.html", None, context)
