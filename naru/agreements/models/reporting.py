"""What a report to the council says, in plain words and tables, and how it becomes a PDF."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, gettext, override

from naru.agreements.models.agreements import Agreement
from naru.agreements.models.deadlines import Deadline
from naru.agreements.models.duties import Inspection, Obligation
from naru.agreements.models.telling import signed, term
from naru.agreements.rules.words import Advice, DeadlineKind, Kind
from naru.krds import printing
from naru.krds.formats import words

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "council.typ"


def of_signing(agreement: Agreement, *, language: str, on: date) -> dict[str, Any]:
    """
    Tell the council of a signing in a language: who signed what, for how long, and what was promised.

    Plain words throughout, so that what is sealed is exactly what is printed: `title`, `opening` (lines),
    `sections` of `title`, `facts` (label, value), `lines` and `table` (head, rows).
    """
    agreement = Agreement.objects.for_list().get(pk=agreement.pk)
    with override(language):
        sections = [
            {
                "title": gettext("The agreement"),
                "facts": _facts(agreement),
                "lines": [agreement.summary] if agreement.summary else [],
            },
            {
                "title": gettext("Parties"),
                "table": {
                    "head": [gettext("Side"), gettext("Organisation"), gettext("Signed by")],
                    "rows": [
                        [str(party.get_side_display()), _organisation(party), party.signer or "–"]
                        for party in agreement.parties.all()
                    ],
                },
            },
            _obligations(agreement.obligations.for_list(), on=on, owner=False),
        ]
        papers = agreement.papers.standing()
        if papers:
            sections.append(
                {
                    "title": gettext("Papers kept by the office"),
                    "table": {
                        "head": [gettext("Paper"), gettext("Kind"), "SHA-256"],
                        "rows": [
                            [paper.title, str(paper.get_kind_display()), paper.sha256[:16]]
                            for paper in papers
                        ],
                    },
                }
            )
        return _whole(
            title=gettext("Report on an agreement signed"),
            about=agreement.title,
            opening=[
                gettext("The office reports to the council that the agreement below was signed."),
            ],
            sections=sections,
            on=on,
        )


def _facts(agreement: Agreement) -> list[list[str]]:
    names = dict(settings.LANGUAGES)
    told = [
        (gettext("Title"), agreement.title),
        (gettext("Kind"), str(agreement.get_kind_display())),
        (gettext("Signed on"), signed(agreement)),
        (gettext("Signed at"), str(agreement.place or "")),
        (gettext("Term"), term(agreement)),
        (
            gettext("Languages of the text"),
            ", ".join(
                str(names.get(code) or words.locale(get_language()).languages.get(code, code))
                for code in agreement.languages
            ),
        ),
        (gettext("Came from"), agreement.activity.title if agreement.activity else ""),
        (gettext("According to"), agreement.source),
    ]
    return [[label, value] for label, value in told if value]


def _organisation(party: Any) -> str:
    country = party.organisation.country
    return f"{party.organisation}, {country}" if country else str(party.organisation)


def _obligations(rows: Any, *, on: date, owner: bool) -> dict[str, Any]:
    window = max(Deadline.objects.days(DeadlineKind.DUTY_WARNING, on=on), default=0)
    head = [gettext("What was promised"), gettext("Owed by"), gettext("Due on"), gettext("Status")]
    lines = [
        [
            row.title,
            str(row.party) if row.party else gettext("All parties"),
            words.day(row.due_on),
            str(row.standing(on=on, window=window).label),
        ]
        for row in rows
    ]
    if owner:
        head.insert(0, gettext("Agreement"))
        lines = [[row.agreement.title, *line] for row, line in zip(rows, lines, strict=True)]
    section: dict[str, Any] = {"title": gettext("Obligations")}
    if lines:
        return section | {"table": {"head": head, "rows": lines}}
    return section | {"lines": [gettext("No obligations are written down.")]}


def of_year(year: int, *, language: str, on: date) -> dict[str, Any]:
    """
    Tell the council of a year in a language: what was signed, renewed and ended, what is in force, and
    how the obligations of the year were met; in the same shape as of_signing.

    The year ends on its last day, or today where it is not over.
    """
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    day = min(date(year, 12, 31), on)
    concluded = Agreement.objects.concluded().for_list()
    with override(language):
        force = list(concluded.in_force(on=day).order_by("kind", "signed_on", "pk"))
        begun = list(concluded.signed_in(first, after).filter(signed_on__lte=on).order_by("signed_on", "pk"))
        ended = list(
            concluded.filter(
                Q(ends_on__gt=first, ends_on__lte=min(after, on), terminated_on__isnull=True)
                | Q(terminated_on__gte=first, terminated_on__lt=after, terminated_on__lte=on)
            ).order_by("ends_on", "pk")
        )
        renewed = list(
            concluded.filter(renewals__state="agreed", renewals__closed_at__year=year)
            .distinct()
            .order_by("pk")
        )
        due = Obligation.objects.due_in(first, min(after, date.fromordinal(on.toordinal() + 1)))
        due = due.filter(agreement__signed_on__isnull=False)
        met = due.met_by(on).count()
        kinds = Counter(row.kind for row in force)
        inspected = list(
            Inspection.objects.filter(year=year).select_related("agreement").order_by("agreement__pk")
        )
        total = due.count()
        sections: list[dict[str, Any]] = [
            {
                "title": gettext("The year in numbers"),
                "facts": [
                    [gettext("In force on %(day)s") % {"day": words.day(day)}, words.number(len(force))],
                    *[[str(Kind(kind).label), words.number(many)] for kind, many in sorted(kinds.items())],
                    [gettext("Signed in the year"), words.number(len(begun))],
                    [gettext("Renewed in the year"), words.number(len(renewed))],
                    [gettext("Ended or terminated in the year"), words.number(len(ended))],
                    [
                        gettext("Obligations due in the year and met"),
                        gettext("%(met)s of %(all)s")
                        % {"met": words.number(met), "all": words.number(total)},
                    ],
                    [gettext("Inspected in the year"), words.number(len(inspected))],
                ],
            },
            _list(gettext("Signed in the year"), begun),
            _list(gettext("Renewed in the year"), renewed),
            _list(gettext("Ended or terminated in the year"), ended),
            _list(gettext("In force on %(day)s") % {"day": words.day(day)}, force),
            _obligations(list(due.for_list()), on=on, owner=True),
        ]
        if inspected:
            sections.append(
                {
                    "title": gettext("Yearly inspections"),
                    "table": {
                        "head": [
                            gettext("Agreement"),
                            gettext("Inspected on"),
                            gettext("Advice"),
                            gettext("Findings"),
                        ],
                        "rows": [
                            [
                                row.agreement.title,
                                words.day(row.inspected_on),
                                str(Advice(row.advice).label),
                                row.findings or "–",
                            ]
                            for row in inspected
                        ],
                    },
                }
            )
        return _whole(
            title=gettext("Yearly report on agreements, %(year)s") % {"year": year},
            about="",
            opening=[
                gettext(
                    "This report tells the council of all agreements that the office keeps, as they stood on %(day)s."
                )
                % {"day": words.day(day)}
            ],
            sections=sections,
            on=on,
        )


def _list(title: str, rows: list[Agreement]) -> dict[str, Any]:
    if not rows:
        return {"title": title, "lines": [gettext("None.")]}
    return {
        "title": title,
        "table": {
            "head": [gettext("Agreement"), gettext("Partners"), gettext("Signed on"), gettext("Term")],
            "rows": [
                [row.title, "; ".join(_organisation(party) for party in row.partners), signed(row), term(row)]
                for row in rows
            ],
        },
    }


def _whole(
    *, title: str, about: str, opening: list[str], sections: list[dict[str, Any]], on: date
) -> dict[str, Any]:
    office = settings.NARU_OFFICE_NAME or gettext("International Medical Programme")
    return {
        "title": title,
        "about": about,
        "office": office,
        "state": gettext("As of %(day)s") % {"day": words.day(on)},
        "opening": opening,
        "sections": [
            {
                "title": section["title"],
                "facts": section.get("facts", []),
                "lines": section.get("lines", []),
                "table": section.get("table", {"head": [], "rows": []}),
            }
            for section in sections
        ],
    }


def typeset(told: dict[str, Any], *, seal: str, language: str, on: date) -> bytes:
    """
    Set a report to the council as a PDF on a day, with the digest of its contents at the end.

    :raises typst.TypstError: where the document cannot be set
    """
    with tempfile.TemporaryDirectory(prefix="naru-council-") as name, override(language):
        data = told | {
            "lang": language.split("-")[0],
            "region": printing.REGIONS.get(language),
            "seal": f"{gettext('Digest of the contents')} (SHA-256): {seal}",
        }
        return printing.pdf(TEMPLATE, data, folder=Path(name), on=on)
