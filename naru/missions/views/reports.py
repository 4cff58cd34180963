"""The daily report of a site: its table, from whom each cell was counted, the CSV, the printed form, line lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.directory.rules.accounts import Role
from naru.krds.formats import words
from naru.krds.gate import STAFF, open_to
from naru.krds.page import page
from naru.missions.actions import reports as actions
from naru.missions.forms.reports import DayForm
from naru.missions.models import Site, Visit
from naru.missions.queries import reports as questions
from naru.missions.queries.daily import Daily, daily_of
from naru.missions.rules import favourites
from naru.missions.rules.entries import Exit, Sex
from naru.missions.rules.mds import form as forms
from naru.missions.rules.mds import mapping
from naru.missions.rules.mds.counting import item_of
from naru.missions.rules.mds.items import BY_NO, COLUMNS, HEAD, ITEMS, SHOWN, Part, Split
from naru.missions.rules.reports import CONFIDANTS, READERS, TELLERS
from naru.missions.views.around import around, fails, found, printed
from naru.sheets.book import file_of

SEERS = (STAFF, Role.CLINICIAN)
"""Who sees what was counted: numbers, and no resident."""


def reads(request: HttpRequest) -> bool:
    """Say whether the visitor may read of residents."""
    return bool(request.user.holds(*READERS))


def confided(request: HttpRequest) -> bool:
    """Say whether the visitor may see the items of protection."""
    return bool(request.user.holds(*CONFIDANTS))


def _site(request: HttpRequest, pk: int, letter: str) -> Site:
    return get_object_or_404(
        found(request, pk).sites.select_related("mission__activity__place"), letter=letter
    )


def _daily(request: HttpRequest, pk: int, letter: str, day: str) -> Daily:
    site = _site(request, pk, letter)
    try:
        return daily_of(site, date.fromisoformat(day))
    except ValueError:
        raise Http404 from None


def _trail(pk: int, daily: Daily, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    home = reverse("missions:daily", args=[pk, daily.site.letter, daily.report.day.isoformat()])
    named = f"{daily.site.letter} · {words.day(daily.report.day)}"
    return [(_("Reports"), reverse("missions:reports", args=[pk])), (named, home if more else None), *more]


@open_to(*SEERS)
def days(request: HttpRequest, pk: int) -> HttpResponse:
    """List the days of a mission's sites with how many came, each leading to its daily report."""
    mission = found(request, pk)
    rows = [
        row | {"url": reverse("missions:daily", args=[pk, row["site__letter"], row["day"].isoformat()])}
        for row in questions.days_of(mission)
    ]
    context = around(request, mission, "reports", (_("Reports"), None)) | {
        "heading": _("Reports"),
        "rows": rows,
        "visits": sum(row["visits"] for row in rows),
    }
    return page(request, "missions/reports.html", None, context)


@open_to(*SEERS)
def daily(request: HttpRequest, pk: int, letter: str, day: str) -> HttpResponse:
    """Show the 65 items of a site's day; each cell leads to the visits that were counted, for those who may read them."""
    one = _daily(request, pk, letter, day)
    told = forms.values(one.report, one.heading, confidential=confided(request))
    may_read = reads(request)
    known = {each.visit for each in one.report.visits}
    questions_asked = [
        {"text": ASKED[name], "count": len(visits), "url": _cell(pk, one, f"ask-{name}") if may_read else ""}
        for name, visits in one.report.questions.items()
    ]
    here = [pk, letter, day]
    context = around(request, one.site.mission, "reports", *_trail(pk, one)) | {
        "heading": _("Daily report"),
        "daily": one,
        "parts": [_part(part, one, told, pk, may_read) for part in Part],
        "head": _head(one, told),
        "visits": len(known),
        "asked": questions_asked,
        "others": [
            (code, favourites.name_of(code, get_language() or "en"), len(visits))
            for code, visits in sorted(one.report.others.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ],
        "lists": [
            {
                "item": item,
                "count": told[item.total],
                "url": reverse("missions:line_list", args=[*here, item.no]),
            }
            for item in ITEMS
            if item.line_list and told[item.total] not in ("", "0") and may_read
        ],
        "csv": reverse("missions:daily_csv", args=here),
        "pdf": reverse("missions:daily_form", args=here),
        "add": reverse("missions:add_to_day", args=here) if request.user.holds(*TELLERS) else "",
    }
    return page(request, "missions/daily.html", None, context)


class _Asked(dict[str, Any]):
    """What each question about a visit is called, in the language of the page."""

    def __missing__(self, name: str) -> str:
        return {
            "age": _("Age not known: in the totals and in no band"),
            "sex": _("Sex not known: in none of items 1 to 3"),
            "pregnancy": _("A pregnancy that can hardly be"),
            "diagnosis": _("Seen without a diagnosis"),
            "code": _("A code that ICD-10 does not have"),
            "exit": _("Not yet gone through the exit"),
        }.get(name, name)


ASKED = _Asked()


def _head(one: Daily, told: dict[str, str]) -> list[tuple[str, str]]:
    """Give the fields of the head that say something, the five types of a team as one."""
    found = [(_("Type of team"), str(HEAD[one.heading.kind]))]
    return found + [
        (str(label), told[letter])
        for letter, label in HEAD.items()
        if label and told[letter] and letter not in forms.TYPES
    ]


def _cell(pk: int, one: Daily, column: str) -> str:
    return reverse("missions:counted", args=[pk, one.site.letter, one.report.day.isoformat(), column])


def _part(part: Part, one: Daily, told: dict[str, str], pk: int, may_read: bool) -> dict[str, Any]:
    groups: list[dict[str, Any]] = []
    for item in ITEMS:
        if item.part != part:
            continue
        if not groups or groups[-1]["title"] != item.group:
            bands = [*SHOWN[item.split], _("Told") if item.split == Split.FLAG else _("Total")]
            groups.append({"title": item.group, "bands": bands, "rows": []})
        cells = []
        for column in item.columns:
            value = told[column]
            text = {"1": _("Yes"), "0": _("No")}.get(value, "") if item.split == Split.FLAG else value
            counted = one.report.why(column)
            url = _cell(pk, one, column) if may_read and value not in ("", "0") and counted else ""
            cells.append({"value": text, "hidden": value == "", "url": url, "nought": value in ("", "0")})
        groups[-1]["rows"].append({"item": item, "cells": cells})
    return {"title": part.label, "groups": groups}


@open_to(*READERS)
def counted(request: HttpRequest, pk: int, letter: str, day: str, column: str) -> HttpResponse:
    """Show from whom a cell was counted, and by which rule; that it was read is noted."""
    one = _daily(request, pk, letter, day)
    no = item_of(column)
    if no and BY_NO[no].confidential and not confided(request):
        raise Http404
    if column.startswith("ask-"):
        visits, title, why = one.report.questions.get(column[4:], ()), ASKED[column[4:]], {}
    elif column in COLUMNS:
        visits = one.report.of(column)
        title = f"{no}. {BY_NO[no].name}" if no else str(HEAD.get(column, column))
        why = _reasons(one, column)
    else:
        raise Http404
    facts = {each.visit: each for each in one.report.visits}
    uids = dict(
        Visit.objects.visible_to(request.user).filter(uid__in=visits).values_list("uid", "resident__uid")
    )
    rows = [
        {
            "facts": facts[visit],
            "why": why.get(visit, ""),
            "sex": Sex(facts[visit].sex).label,
            "codes": ", ".join(
                each.code
                for each in facts[visit].diagnoses
                if confided(request) or not mapping.protected(each.code)
            ),
            "outcome": Exit(facts[visit].outcome).label if facts[visit].outcome else "",
            "url": reverse("missions:summary", args=[uids[visit]]),
        }
        for visit in visits
        if visit in uids
    ]
    actions.note_readings(
        one.site,
        where=f"{letter} {day} {column}",
        numbers=[row["facts"].number for row in rows],
        by=request.user,
        at=timezone.now(),
    )
    context = around(request, one.site.mission, "reports", *_trail(pk, one, (title, None))) | {
        "heading": title,
        "rows": rows,
        "edition": one.report.edition,
        "band": column.partition(":")[2] if ":" in column else "",
    }
    return page(request, "missions/counted.html", None, context)


def _reasons(one: Daily, column: str) -> dict[Any, str]:
    told: dict[Any, list[str]] = {}
    for each in one.report.why(column):
        rule = mapping.CURRENT.by_key.get(each.rule)
        said = str(mapping.WORDS.get(each.rule, ""))
        if rule:
            said = _("{code} is among {codes}").format(code=each.code, codes=_short(rule.codes))
        elif each.rule.startswith("procedure."):
            said = _("Procedure {code}").format(code=each.code)
        elif not said:
            said = _("{code} stands in no other item").format(code=each.code) if each.code else each.rule
        told.setdefault(each.visit, []).append(said)
    return {visit: "; ".join(dict.fromkeys(some)) for visit, some in told.items()}


def _short(codes: str) -> str:
    parts = codes.split()
    return " ".join(parts[:8]) + (" …" if len(parts) > 8 else "")


@open_to(*SEERS)
def daily_csv(request: HttpRequest, pk: int, letter: str, day: str) -> HttpResponse:
    """Hand out the CSV of two rows and 178 columns; that is noted."""
    one = _daily(request, pk, letter, day)
    text = forms.csv_text(one.report, one.heading, confidential=confided(request))
    name = f"mds-{one.site.mission.code}-{letter}-{day}.csv"
    actions.note_handing_out(one.site, what=name, rows=1, by=request.user, at=timezone.now())
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(*SEERS)
def daily_form(request: HttpRequest, pk: int, letter: str, day: str) -> HttpResponse:
    """Print the daily form."""
    one = _daily(request, pk, letter, day)
    told = forms.values(one.report, one.heading, confidential=confided(request))
    title = _("Daily report {day}, site {site}").format(day=words.day(one.report.day), site=one.site)
    data = {
        "title": title,
        "mission": str(one.site.mission),
        "edition": one.report.edition,
        "head": [[label, value] for label, value in _head(one, told)],
        "parts": [
            {
                "title": str(part["title"]),
                "groups": [
                    {
                        "title": str(group["title"]),
                        "bands": [str(band) for band in group["bands"]],
                        "rows": [
                            [
                                f"{row['item'].no}",
                                str(row["item"].name) + ("*" if row["item"].line_list else ""),
                                [
                                    _("confidential") if cell["hidden"] else cell["value"]
                                    for cell in row["cells"]
                                ],
                            ]
                            for row in group["rows"]
                        ],
                    }
                    for group in part["groups"]
                ],
            }
            for part in (_part(part, one, told, pk, False) for part in Part)
        ],
        "words": {
            "no": _("No."),
            "item": _("Item"),
            "star": _("* A line list goes with this item."),
            "compatible": _(
                "MDS-compatible: WHO EMT Minimum Data Set v1.0 (2019), mapping {edition}."
            ).format(edition=one.report.edition),
        },
    }
    return printed("daily.typ", data, name=f"mds-{one.site.mission.code}-{letter}-{day}.pdf")


@open_to(*READERS)
def lines(request: HttpRequest, pk: int, letter: str, day: str, no: int) -> HttpResponse:
    """Hand out the line list of an item as a spreadsheet; who is on it was read, and that is noted."""
    one = _daily(request, pk, letter, day)
    item = BY_NO.get(no)
    if not item or not item.line_list or (item.confidential and not confided(request)):
        raise Http404
    listed = forms.line_list(one.report, no)
    numbers = [each.number for each in listed]
    at = timezone.now()
    actions.note_readings(
        one.site, where=f"{letter} {day} line list {no}", numbers=numbers, by=request.user, at=at
    )
    actions.note_handing_out(one.site, what=f"line list {no} {day}", rows=len(listed), by=request.user, at=at)
    labels = [_("Day"), _("Site"), _("Number"), _("Sex"), _("Age"), _("Pregnant"), _("Diagnoses"), _("Exit")]
    rows = [
        (
            one.report.day,
            letter,
            each.number,
            str(Sex(each.sex).label),
            each.years,
            each.pregnant,
            " ".join(each.codes),
            str(Exit(each.outcome).label) if each.outcome else "",
        )
        for each in listed
    ]
    return file_of(
        "xlsx", stem=f"line-list-{no}-{letter}-{day}", title=str(item.name), labels=labels, lines=rows
    )


@open_to(*TELLERS)
def add(request: HttpRequest, pk: int, letter: str, day: str) -> HttpResponse:
    """Add to a day what no visit tells: the head of the form, needs and risks, additional items."""
    one = _daily(request, pk, letter, day)
    form = DayForm(request.POST or None, daily=one, confidential=confided(request))
    back = reverse("missions:daily", args=[pk, letter, day])
    if (
        request.method == "POST"
        and form.is_valid()
        and fails(
            request, form, actions.tell_day, one.site, one.report.day, said=_("It is saved."), **form.told()
        )
    ):
        return redirect(back)
    context = around(request, one.site.mission, "reports", *_trail(pk, one, (_("Add to the report"), None)))
    return page(
        request,
        "missions/add_to_day.html",
        None,
        context | {"heading": _("Add to the report"), "form": form, "back": back},
        status=422 if form.errors else 200,
    )
