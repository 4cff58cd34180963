"""Making reports to the council and recording that they were handed in."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from naru.activities.actions.ground import day_of
from naru.agreements.models import Agreement, CouncilReport
from naru.agreements.models.reporting import of_signing, of_year, typeset
from naru.agreements.rules import duties as rules
from naru.agreements.rules.council import digest
from naru.agreements.rules.words import ReportKind
from naru.history.book import Refusal, ask, note, refuse, stored_for

WORK = "agreements.print_council_report"


def why_not_report(agreement: Agreement) -> str | None:
    """Say why no report of a signing can be made."""
    return None if agreement.signed_on else _("It is not signed yet.")


@transaction.atomic
def ask_for_report(
    *, by: Any, at: datetime, language: str, agreement: Agreement | None = None, year: int | None = None
) -> Any:
    """
    Ask for a report to the council as a PDF: of a signing, or of a year; the job's page leads to the file.

    :raises Refusal: if the agreement is not signed, or the year has not come
    """
    if agreement is not None:
        refuse(why_not_report(agreement))
    elif year is None or year > day_of(at).year:
        raise Refusal(_("That year has not come."))
    whose = agreement.pk if agreement else None
    return ask(WORK, by=by, at=at, agreement=whose, year=None if agreement else year, language=language)


def make_report(
    *, language: str, by: Any, at: datetime, agreement: Agreement | None = None, year: int | None = None
) -> CouncilReport:
    """
    Set a report to the council as a PDF and keep it with its contents and SHA-256; the same again is kept once.

    :raises Refusal: if the agreement is not signed
    """
    if agreement is not None:
        refuse(why_not_report(agreement))
        told = of_signing(agreement, language=language, on=day_of(at))
        name = f"council-{agreement.pk}-{language}.pdf"
    elif year is not None:
        told = of_year(year, language=language, on=day_of(at))
        name = f"council-{year}-{language}.pdf"
    else:
        raise Refusal(_("That year has not come."))
    seal = digest(told)
    data = typeset(told, seal=seal, language=language, on=day_of(at))
    with transaction.atomic():
        same = CouncilReport.objects.filter(
            agreement=agreement, year=None if agreement else year, language=language, digest=seal
        )
        if (known := same.first()) is not None:
            return known
        report = CouncilReport(
            kind=ReportKind.SIGNING if agreement else ReportKind.YEARLY,
            agreement=agreement,
            year=None if agreement else year,
            language=language,
            contents=told,
            digest=seal,
            name=name,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            made_at=at,
            made_by=by,
        )
        with stored_for(report):
            report.file.save(name, ContentFile(data), save=False)
            report.save(force_insert=True)
            after = {"report": name, "sha256": report.sha256, "digest": seal}
            note(by=by, verb="printed_report", subject=agreement or report, at=at, after=after)
    return report


@transaction.atomic
def hand_in(
    report: CouncilReport, *, handed_on: date, reference: str, by: Any, at: datetime
) -> CouncilReport:
    """
    Record that a report was handed to the council on a day, under the number of its letter.

    :raises Refusal: with the sentence from rules.why_not_hand_in
    """
    report = (
        CouncilReport.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=report.pk)
    )
    refuse(
        rules.why_not_hand_in(
            handed=report.handed_on is not None,
            handed_on=handed_on,
            made_on=day_of(report.made_at),
            on=day_of(at),
        )
    )
    report.handed_on, report.handed_by, report.reference = handed_on, by, reference
    report.save(update_fields=["handed_on", "handed_by", "reference"])
    after = {"report": report.name, "handed_on": handed_on.isoformat(), "reference": reference}
    note(by=by, verb="handed_in", subject=report.agreement or report, at=at, after=after)
    return report


@transaction.atomic
def take_back(report: CouncilReport, *, by: Any, at: datetime) -> CouncilReport:
    """
    Take back that a report was handed in, where that was recorded by mistake.

    :raises Refusal: if it is not recorded as handed in
    """
    report = (
        CouncilReport.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=report.pk)
    )
    if report.handed_on is None:
        raise Refusal(_("It is not recorded as handed in."))
    before = {"report": report.name, "handed_on": report.handed_on.isoformat(), "reference": report.reference}
    report.handed_on, report.handed_by, report.reference = None, None, ""
    report.save(update_fields=["handed_on", "handed_by", "reference"])
    note(by=by, verb="undid", subject=report.agreement or report, at=at, why="handed_in", before=before)
    return report


@transaction.atomic
def hand_out(report: CouncilReport, *, by: Any, at: datetime) -> CouncilReport:
    """Note that somebody is handed a report's file; the screen then sends it."""
    after = {"report": report.name, "sha256": report.sha256}
    note(by=by, verb="downloaded", subject=report.agreement or report, at=at, after=after)
    return report
