"""The public board and the bulletin's page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.documents import get_document_model

from naru.history.book import kept
from naru.krds.formats.words import number
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import page
from naru.krds.tables import Column, Filter, Table
from naru.newsroom.actions.visits import count_visit
from naru.newsroom.models import Bulletin, Link, Tally
from naru.newsroom.models.printing import printed
from naru.newsroom.rules.visits import counts, visitor
from naru.newsroom.rules.words import Category
from naru.newsroom.views.sharing import share, structured
from naru.sheets.book import export

LANGUAGES = dict(settings.LANGUAGES)


def _title(row: Any) -> Any:
    language = row.language
    if language == get_language():
        return row.title
    return format_html(
        '<span lang="{}">{}</span> <span class="tag tag-neutral" lang="{}">{}</span>',
        language,
        row.title,
        language,
        LANGUAGES[language],
    )


def _files(row: Any) -> Any:
    if not row.imprint.attachments:
        return ""
    said = gettext("Attachments") + f": {row.imprint.attachments}"
    return format_html(
        '<span class="has-files" title="{}"><span class="clip" aria-hidden="true"></span>'
        '<span class="sr-only">{}</span></span>',
        said,
        said,
    )


def _link(row: Any) -> str:
    return reverse("newsroom:bulletin", args=[row.number])


def _years() -> list[tuple[str, str]]:
    # The earliest day, not the smallest year: SQLite would call back into Python for every row's year.
    first = Bulletin.objects.out().aggregate(first=Min("published_on"))["first"]
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this, (first.year if first else this) - 1, -1)]


@open_to(ANYONE)
@kept(beside=Tally.objects.every_visit)
def bulletins(request: HttpRequest) -> HttpResponse:
    """Show the board in the page's language; what there is only in another stands there in that one."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = Bulletin.objects.visible_to(request.user).best_for(language).for_list()
    tag = Tag.objects.filter(slug=request.GET.get("tag", "")).first()
    table = Table(
        request,
        rows=rows.order_by("-published_on", "-number"),
        columns=[
            Column("number", _("Number"), kind="number", sort="number", width="narrow"),
            Column("title", _("Title"), value=_title, link=_link, sort="title", width="wide", export=False),
            Column("headline", _("Title"), value="title", show=False),
            Column(
                "name", pgettext_lazy("newsroom", "Name"), sort="name", lang=lambda row: row.name_language
            ),
            Column("date", _("Date"), value="published_on", kind="date", sort=("published_on", "number")),
            Column("views", _("Views"), kind="number", sort="views"),
            Column("files", _("Attachments"), value=_files, width="narrow", export=False),
            Column("category", _("Category"), value="get_category_display", show=False),
            Column("language", _("Language"), show=False),
            Column(
                "address", _("Address"), value=lambda row: request.build_absolute_uri(_link(row)), show=False
            ),
        ],
        caption=_("e-News"),
        filters=[
            Filter("category", _("Category"), choices=Category.choices),
            Filter("year", _("Year"), choices=_years, apply=lambda rows, value: rows.in_year(int(value))),
            Filter(
                "tag",
                _("Tag"),
                choices=[(tag.slug, tag.name)] if tag else _tags(language),
                apply=lambda rows, value: rows.tagged(value),
            ),
        ],
        search=lambda rows, text: rows.search(text),
        empty=_("No bulletin has been published yet."),
    )
    if answer := export(request, table):
        return answer
    context = {
        "table": table,
        "heading": _("e-News"),
        "feed": reverse("newsroom:feed"),
        "crumbs": [(_("e-News"), "")],
    }
    return page(request, "newsroom/board.html", "rows", context)


def _tags(language: str) -> list[tuple[str, str]]:
    names = (
        Tag.objects.filter(newsroom_tagging_items__content_object__in=Bulletin.objects.best_for(language))
        .distinct()
        .order_by("name")
    )
    return [(tag.slug, tag.name) for tag in names]


def _shown(request: HttpRequest, number: int, language: str) -> Bulletin:
    """Give the version of a published bulletin that a reader of a language gets, or 404."""
    rows = Bulletin.objects.visible_to(request.user).best_for(language).filter(number=number)
    return get_object_or_404(
        rows.select_related("locale", "imprint", "picture").prefetch_related("taggings__tag")
    )


VIEWS = SafeString("<!--views-->")
"""Stands in a kept page where the number of its views is put in for each visit."""


def _visited(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Count the visit of a bulletin, whether its page was kept or not, and put the number of views in."""
    pk = getattr(response, "about", None)
    if pk is None:
        return response
    agent = request.headers.get("User-Agent", "")
    purpose = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    is_office = request.user.is_authenticated and request.user.is_office
    if counts(method=request.method or "", agent=agent, purpose=purpose, is_office=is_office):
        address = visitor(
            request.META.get("REMOTE_ADDR", ""),
            request.headers.get("X-Forwarded-For", ""),
            proxies=settings.NARU_PROXIES,
        )
        count_visit(pk, visitor=address, agent=agent, on=timezone.localdate())
    views = number(Tally.objects.views_of(pk)).encode()
    response.content = response.content.replace(VIEWS.encode(), views, 1)
    return response


@open_to(ANYONE)
@kept(after=_visited)
def bulletin(request: HttpRequest, number: int) -> HttpResponse:
    """Show one bulletin, and count the visit."""
    row = _shown(request, number, get_language() or settings.LANGUAGE_CODE)
    response = page(request, "newsroom/bulletin.html", None, about(request, row))
    response.about = row.pk  # type: ignore[attr-defined]
    return response


def about(request: HttpRequest, row: Bulletin) -> dict[str, Any]:
    """Give the bulletin's page what it shows."""
    language = get_language() or settings.LANGUAGE_CODE
    older, newer = Bulletin.objects.out().next_to(row, language=language) if row.number else (None, None)
    versions = Bulletin.objects.out().versions_of(row).select_related("locale").defer("body")
    links: dict[str, list[Any]] = {}
    for link in Link.objects.of(row).confirmed().with_targets():
        if link.kind == "activity" and not link.activity.published_at:
            continue
        if link.kind == "organisation" and not link.organisation.public:
            continue
        links.setdefault(link.kind, []).append((link.target, address_of(link.target)))
    addresses = []
    for version in versions:
        with override(version.language):
            path = reverse("newsroom:bulletin", args=[row.number])
        addresses.append((version.language, LANGUAGES[version.language], request.build_absolute_uri(path)))
    return {
        "bulletin": row,
        "printed": printed(row),
        "heading": row.title,
        "views": VIEWS,
        "older": older,
        "newer": newer,
        "versions": addresses,
        "is_foreign": row.language != language,
        "language_name": LANGUAGES[row.language],
        "people": links.get("person", []),
        "organisations": links.get("organisation", []),
        "places": links.get("place", []),
        "countries": links.get("country", []),
        "activities": links.get("activity", []),
        "share": share(request, row),
        "structured": structured(request, row),
        "canonical": next((url for code, _name, url in addresses if code == row.language), ""),
        "crumbs": [(_("e-News"), reverse("newsroom:board")), (row.title, "")],
    }


def address_of(target: Any) -> str:
    """Give the address of what a link leads to, or nothing where no page of it is open."""
    try:
        return str(target.get_absolute_url())
    except (AttributeError, NoReverseMatch):
        return ""


@open_to(ANYONE)
def attachment(request: HttpRequest, number: int, pk: int, name: str) -> HttpResponse:
    """Hand out a file of a published bulletin."""
    row = _shown(request, number, get_language() or settings.LANGUAGE_CODE)
    attached = {
        block["value"].get("document") for block in row.body.get_prep_value() if block["type"] == "attachment"
    }
    if pk not in attached:
        raise Http404
    document = get_object_or_404(get_document_model(), pk=pk)
    if document.filename != name:
        raise Http404
    try:
        held = document.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(held, as_attachment=True, filename=document.filename)
