"""Making the yearly report: its sections and readings in order, its publication, and its prints."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from naru.figures.book import FIGURES, cite, freeze, uncite
from naru.figures.models import Reading
from naru.figures.rules.words import Origin
from naru.history.book import Refusal, ask, note, stored_for
from naru.newsroom.models import Report, ReportItem, ReportPrint, ReportSection
from naru.newsroom.models.typesetting import typeset
from naru.newsroom.models.yearbook import contents, counted_now
from naru.newsroom.queries.reports import earlier
from naru.newsroom.rules import reports as rules

WORK = "newsroom.print_report"


def _held(report: Report) -> Report:
    """Hold a report that is to be changed. It is a draft."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if reason := rules.why_not_change(is_published=held.is_published):
        raise Refusal(reason)
    return held


@transaction.atomic
def open_report(year: int, *, by: Any, at: datetime) -> Report:
    """
    Begin the report of a year as an empty draft.

    :raises Refusal: with the sentence from rules.reports.why_not_open
    """
    if reason := rules.why_not_open(year=year, is_there=Report.objects.filter(year=year).exists()):
        raise Refusal(reason)
    report = Report.objects.create(year=year, created_at=at)
    note(by=by, verb="began_report", subject=report, at=at, after={"year": year})
    return report


@transaction.atomic
def tell_report(
    report: Report, *, titles: Mapping[str, str], introductions: Mapping[str, str], by: Any, at: datetime
) -> Report:
    """
    Write a report's title and introduction in each language; an empty text is taken out.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    report = _held(report)
    before = {"titles": report.titles, "introductions": report.introductions}
    report.titles = _merged(report.titles, titles)
    report.introductions = _merged(report.introductions, introductions)
    report.save(update_fields=["titles", "introductions"])
    after = {"titles": report.titles, "introductions": report.introductions}
    note(by=by, verb="wrote", subject=report, at=at, before=before, after=after)
    return report


def _merged(before: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    made = {**before, **{language: text.strip() for language, text in told.items()}}
    return {language: text for language, text in made.items() if text}


@transaction.atomic
def add_section(report: Report, *, titles: Mapping[str, str], by: Any, at: datetime) -> ReportSection:
    """
    Add a topic at the end of a report.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    report = _held(report)
    last = report.sections.aggregate(last=Max("position"))["last"] or 0
    section = ReportSection.objects.create(report=report, position=last + 1, titles=_merged({}, titles))
    note(by=by, verb="added_section", subject=report, at=at, after={"titles": section.titles})
    return section


@transaction.atomic
def rename_section(
    section: ReportSection, *, titles: Mapping[str, str], by: Any, at: datetime
) -> ReportSection:
    """
    Give a topic other titles.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    report = _held(section.report)
    before = section.titles
    section.titles = _merged(section.titles, titles)
    section.save(update_fields=["titles"])
    note(
        by=by,
        verb="renamed",
        subject=report,
        at=at,
        before={"titles": before},
        after={"titles": section.titles},
    )
    return section


@transaction.atomic
def remove_section(section: ReportSection, *, by: Any, at: datetime) -> None:
    """
    Take a topic with its readings out of a draft; the readings themselves stay frozen.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    report = _held(section.report)
    codes = list(section.items.values_list("reading__code", flat=True))
    note(
        by=by,
        verb="removed_section",
        subject=report,
        at=at,
        before={"titles": section.titles, "readings": codes},
    )
    section.delete()


@transaction.atomic
def move(part: ReportSection | ReportItem, *, step: int, by: Any, at: datetime) -> None:
    """
    Move a section or a reading up (-1) or down (1) among its neighbours.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    if isinstance(part, ReportItem):
        report, rows = _held(part.section.report), part.section.items.all()
    else:
        report, rows = _held(part.report), part.report.sections.all()
    order = [row.pk for row in rows]
    after = rules.moved(order, part.pk, step)
    if after == order:
        return
    for position, pk in enumerate(after, 1):
        type(part).objects.filter(pk=pk).update(position=position)
    note(by=by, verb="moved", subject=report, at=at, after={"what": str(part), "step": step})


@transaction.atomic
def put_reading(section: ReportSection, reading: Reading, *, by: Any, at: datetime) -> ReportItem:
    """
    Put a reading at the end of a section; one that is not frozen yet is frozen.

    :raises Refusal: with the sentence from rules.reports.why_not_put, or why it cannot be frozen
    """
    report = _held(section.report)
    figure = FIGURES.get(reading.figure_key)
    if reason := rules.why_not_put(
        year=report.year,
        reading_year=reading.reaches.year,
        is_planned=reading.origin == Origin.PLANNED,
        is_public=figure is None or figure.public,
        is_corrected=reading.is_superseded,
        is_there=ReportItem.objects.filter(section__report=report, reading=reading).exists(),
    ):
        raise Refusal(reason)
    if not reading.is_frozen:
        reading = freeze(reading, by=by, at=at)
    last = section.items.aggregate(last=Max("position"))["last"] or 0
    item = ReportItem.objects.create(section=section, reading=reading, position=last + 1)
    note(by=by, verb="put_into_report", subject=report, at=at, after={"reading": reading.code})
    return item


@transaction.atomic
def take_out(item: ReportItem, *, by: Any, at: datetime) -> None:
    """
    Take a reading out of a draft; it stays frozen.

    :raises Refusal: with the sentence from rules.reports.why_not_change
    """
    report = _held(item.section.report)
    note(by=by, verb="took_out_of_report", subject=report, at=at, before={"reading": item.reading.code})
    item.delete()


def why_not_publish(report: Report) -> str | None:
    """Say why a report cannot go out now."""
    sections = list(report.sections.prefetch_related("items__reading__superseded_by"))
    items = [item for section in sections for item in section.items.all()]
    names = dict(settings.LANGUAGES)
    return rules.why_not_publish(
        is_published=report.is_published,
        lacking=[
            names.get(code, code)
            for code in rules.LANGUAGES
            if not report.titles.get(code) or not report.introductions.get(code)
        ],
        readings=len(items),
        empty=[section.title for section in sections if not section.items.all()],
        corrected=sum(item.reading.is_superseded for item in items),
    )


@transaction.atomic
def publish_report(report: Report, *, by: Any, at: datetime) -> Report:
    """
    Bring a report out: the earlier years are frozen beside its readings, the year is counted, all is sealed.

    :raises Refusal: with the sentence from rules.reports.why_not_publish
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if reason := why_not_publish(report):
        raise Refusal(reason)
    report.counted = counted_now(report.year)
    sealed: list[Any] = []
    for section in report.sections.all():
        rows = []
        for item in section.items.select_related("reading"):
            series = [row if row.is_frozen else freeze(row, by=by, at=at) for row in earlier(item.reading)]
            item.series = [row.code for row in series]
            item.save(update_fields=["series"])
            rows.append([item.reading.code, item.reading.digest, [[row.code, row.digest] for row in series]])
            for language, _name in settings.LANGUAGES:
                _cite(report, item.reading, language, by=by, at=at)
        sealed.append([section.titles, rows])
    report.digest = rules.digest(
        {
            "year": report.year,
            "titles": report.titles,
            "introductions": report.introductions,
            "sections": sealed,
            "counted": report.counted,
        }
    )
    report.published_at, report.published_by = at, by
    report.save(update_fields=["counted", "digest", "published_at", "published_by"])
    note(by=by, verb="published", subject=report, at=at, after={"digest": report.digest})
    return report


def _cite(report: Report, reading: Reading, language: str, *, by: Any, at: datetime) -> None:
    if language in report.titles:
        cite(
            reading,
            title=report.titles[language],
            url=_address(report, language),
            language=language,
            at=at,
            by=by,
        )


def _address(report: Report, language: str) -> str:
    return f"/{language}/news/reports/{report.year}/"


@transaction.atomic
def withdraw_report(report: Report, *, why: str, by: Any, at: datetime) -> Report:
    """Take a report back to change it: it is a draft again, and its readings are quoted by it no more."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_published:
        return report
    before = {"digest": report.digest}
    for item in ReportItem.objects.filter(section__report=report).select_related("reading"):
        for language, _name in settings.LANGUAGES:
            uncite(item.reading, url=_address(report, language), language=language, at=at, by=by)
    report.published_at = report.published_by = None
    report.digest = ""
    report.save(update_fields=["published_at", "published_by", "digest"])
    note(by=by, verb="unpublished", subject=report, at=at, why=why, before=before)
    return report


@transaction.atomic
def ask_for_print(report: Report, *, language: str, by: Any, at: datetime) -> Any:
    """Ask for a report as a PDF in a language; the job's page shows how far it is and leads to the file."""
    job = ask(WORK, by=by, at=at, report=report.pk, language=language)
    note(by=by, verb="asked_for_print", subject=report, at=at, after={"language": language})
    return job


def print_report(report: Report, *, language: str, by: Any, at: datetime) -> ReportPrint:
    """Set a report as a PDF in a language and keep it with its SHA-256; the same file again is kept once."""
    told = contents(report, language)
    data = typeset(told, on=timezone.localdate(at), draft=not report.is_published)
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        known = ReportPrint.objects.filter(report=report, language=language, sha256=sha256).first()
        if known is not None:
            return known
        made = ReportPrint(
            report=report,
            language=language,
            sha256=sha256,
            size=len(data),
            corrections=len(told.corrections),
            is_draft=not report.is_published,
            at=at,
            by=by,
        )
        with stored_for(made):
            made.file.save(f"{report.year}-{language}-{sha256[:12]}.pdf", ContentFile(data), save=False)
            made.save()
            note(by=by, verb="printed", subject=report, at=at, after={"language": language, "sha256": sha256})
    return made
