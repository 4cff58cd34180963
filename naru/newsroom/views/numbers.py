"""The figure checker beside the text: what the editor's script asks while somebody writes, and what it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from naru.figures.models import Reading
from naru.history.book import Refusal
from naru.krds.formats import words
from naru.krds.gate import open_to
from naru.newsroom.actions import backing as actions
from naru.newsroom.models import Backing, Bulletin, Claim
from naru.newsroom.queries.drafts import backings_of, checked, marked_in
from naru.newsroom.rules.backing import How
from naru.newsroom.rules.checking.words import FindingCode, NumberKind, NumberVerdict
from naru.newsroom.rules.desk import DESK
from naru.newsroom.rules.standing import CITED, QUOTED, Objection, Report, Standing
from naru.newsroom.rules.typed import Typed, typed
from naru.newsroom.views.editor import ByRole

LONGEST = 400_000
"""How many letters a text may have that is checked while it is written."""
ALSO = 3
"""How many other readings are offered for a number."""


@dataclass(frozen=True)
class Desk:
    """One text in the editor: the saved bulletin it belongs to (none for a new one), its words and their report."""

    bulletin: Bulletin | None
    language: str
    text: Typed
    report: Report
    rows: Mapping[int, Backing]


@open_to(*DESK)
@require_POST
def numbers(request: HttpRequest) -> HttpResponse:
    """Check the text in the editor; with a deed, do that first to one of its numbers or findings."""
    asked = _asked(request)
    bulletin = _bulletin(request, asked)
    desk = _desk(bulletin, asked)
    if deed := asked.get("deed"):
        if bulletin is None:
            return JsonResponse({"refusal": _("Save the draft first.")}, status=409)
        if not ByRole(Bulletin).user_has_permission_for_instance(request.user, "change", bulletin):
            raise Http404
        try:
            _do(deed, desk, request.user)
        except Refusal as refusal:
            return JsonResponse({"refusal": refusal.reason}, status=409)
        desk = _desk(bulletin, asked)
    return JsonResponse(_told(desk, request.user))


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        raise BadRequest("The text arrived damaged.") from None
    parts = asked.get("parts") if isinstance(asked, dict) else None
    if not isinstance(parts, list) or not all(_is_part(part) for part in parts):
        raise BadRequest("The text arrived damaged.")
    if sum(len(part["text"]) for part in parts) > LONGEST:
        raise BadRequest("The text is too long to be checked while it is written.")
    return dict(asked)


def _is_part(part: Any) -> bool:
    return isinstance(part, dict) and all(isinstance(part.get(key), str) for key in ("id", "kind", "text"))


def _bulletin(request: HttpRequest, asked: Mapping[str, Any]) -> Bulletin | None:
    pk = asked.get("bulletin")
    if pk is None:
        return None
    if not isinstance(pk, int) or pk > 2**62:
        raise Http404
    rows = Bulletin.objects.visible_to(request.user).select_related("locale").defer("body")
    return get_object_or_404(rows, pk=pk)


def _desk(bulletin: Bulletin | None, asked: Mapping[str, Any]) -> Desk:
    language = bulletin.language if bulletin else str(asked.get("language", ""))
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    text = typed(asked["parts"], lambda codes: marked_in(language, codes))
    rows = backings_of(bulletin) if bulletin else []
    report = checked(
        text.parts,
        language,
        published_on=_day(asked.get("published_on")),
        backings=[row.plain() for row in rows],
    )
    return Desk(bulletin, language, text, report, {row.pk: row for row in rows})


def _day(value: Any) -> date:
    try:
        day = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    return day or timezone.localdate()


# What is done


def _do(deed: Any, desk: Desk, by: Any) -> None:
    """Do one deed: `what` to the number or finding `at` that place in the list."""
    if not isinstance(deed, dict):
        raise BadRequest("The deed arrived damaged.")
    said = {key: str(deed.get(key, "")) for key in ("what", "reading", "document", "url", "reason")}
    bulletin, at = desk.bulletin, timezone.now()
    assert bulletin is not None
    match said["what"]:
        case "bind":
            reading = Reading.objects.visible_to(by).results().filter(code=said["reading"]).first()
            one = _at(desk.report.numbers, deed)
            actions.bind(bulletin, one, reading=reading, by=by, at=at)
        case "cite":
            one = _at(desk.report.numbers, deed)
            actions.cite(bulletin, one, document=said["document"], url=said["url"], by=by, at=at)
        case "waive":
            actions.waive(bulletin, _at(desk.report.numbers, deed), reason=said["reason"], by=by, at=at)
        case "let_stand":
            actions.let_stand(bulletin, _at(desk.report.findings, deed), reason=said["reason"], by=by, at=at)
        case "unback":
            backing = desk.rows.get(deed.get("backing", 0))
            if backing is None:
                raise Refusal(_("It was taken back already."))
            actions.unback(backing, by=by, at=at)
        case "bind_all":
            actions.bind_all(bulletin, desk.report, by=by, at=at)
        case "waive_all":
            actions.waive_all(bulletin, desk.report, reason=said["reason"], by=by, at=at)
        case _:
            raise BadRequest("There is no such deed.")


def _at(rows: Sequence[Any], deed: Mapping[str, Any]) -> Any:
    at = deed.get("at")
    if not isinstance(at, int) or not 0 <= at < len(rows):
        raise BadRequest("There is no such number.")
    return rows[at]


# What is told


def _told(desk: Desk, account: Any) -> dict[str, Any]:
    report = desk.report
    readings = _readings(report, desk.language, account)
    open_numbers, open_findings = len(report.open_numbers), len(report.open_findings)
    kinds = {str(kind.value): str(kind.label) for kind in NumberKind}
    verdicts: dict[tuple[bool, str, str], str] = {}
    numbers = []
    for one in report.numbers:
        stands = one.number.is_claimed, str(one.how), str(one.verdict)
        if stands not in verdicts:
            verdicts[stands] = verdict_said(one)
        numbers.append(_number(desk, one, readings, kinds[one.number.kind], verdicts[stands]))
    return {
        "numbers": numbers,
        "findings": [_finding(desk, one) for one in report.findings],
        "open": open_numbers + open_findings,
        "agreeing": sum(one.may_bind for one in report.numbers),
        "summary": _summary(len(report.claimed), open_numbers, open_findings),
    }


def _summary(claimed: int, numbers: int, findings: int) -> str:
    said = [
        ngettext(
            "%(open)s of %(many)s number is not backed.",
            "%(open)s of %(many)s numbers are not backed.",
            claimed,
        )
        % {"open": numbers, "many": claimed}
        if claimed
        else _("No number needs to be backed.")
    ]
    if findings:
        said.append(
            ngettext("%(n)s passage cannot be right.", "%(n)s passages cannot be right.", findings)
            % {"n": findings}
        )
    return " ".join(said)


def _readings(report: Report, language: str, account: Any) -> dict[str, dict[str, Any]]:
    codes = {one.code for one in report.numbers} | {one.newer for one in report.numbers}
    codes |= {code for one in report.numbers for code in one.also[:ALSO]}
    rows = Reading.objects.visible_to(account).filter(code__in=codes - {""}).select_related("source")
    return {
        row.code: {
            "code": row.code,
            "title": row.title,
            "split": " · ".join(value for _label, value in row.split),
            "said": row.spoken(language),
            "on": words.day(row.as_of),
            "source": str(row.source) if row.source else "",
            "url": row.get_absolute_url(),
        }
        for row in rows
    }


def _number(
    desk: Desk, one: Standing, readings: Mapping[str, Any], kind_said: str, said: str
) -> dict[str, Any]:
    number = one.number
    part, start, end = desk.text.place(number.start, number.end, desk.report.draft)
    return {
        "text": number.text,
        "part": part,
        "start": start,
        "end": end,
        "kind": str(number.kind),
        "kind_said": kind_said,
        "claimed": number.is_claimed,
        "verdict": str(one.verdict),
        "said": said,
        "how": str(one.how),
        "open": one.is_open,
        "may_bind": one.may_bind,
        "why": why(one, lambda code: readings.get(code, {}).get("said", code)),
        "reading": readings.get(one.code),
        "newer": readings.get(one.newer),
        "also": [readings[code] for code in one.also[:ALSO] if code in readings and code != one.code],
        "backing": _backing(desk, one.backing.key if one.backing else 0),
    }


def _finding(desk: Desk, one: Objection) -> dict[str, Any]:
    finding = one.finding
    part, start, end = desk.text.place(finding.start, finding.end, desk.report.draft)
    return {
        "code": str(finding.code),
        "said": str(FindingCode(finding.code).label),
        "text": finding.text,
        "part": part,
        "start": start,
        "end": end,
        "why": finding.why,
        "expected": finding.expected,
        "printed": finding.printed,
        "open": one.is_open,
        "backing": _backing(desk, one.backing.key if one.backing else 0),
    }


def _backing(desk: Desk, key: int) -> dict[str, Any] | None:
    row = desk.rows.get(key)
    if row is None:
        return None
    return {
        "id": row.pk,
        "by": str(row.by or "naru"),
        "on": words.day(timezone.localdate(row.at)),
        "document": row.document,
        "url": row.url,
        "reason": row.reason,
    }


def verdict_said(one: Standing) -> str:
    """Say in a word or two how a number stands."""
    if not one.number.is_claimed:
        return ""
    if one.how == QUOTED:
        return str(dict(Claim.HOW)[QUOTED])
    if one.how == How.BOUND and one.verdict == NumberVerdict.AGREES:
        return str(How.BOUND.label)
    if one.verdict == CITED:
        return str(How.CITED.label)
    if one.verdict == NumberVerdict.AGREES:
        return _("Agrees, not confirmed")
    return str(NumberVerdict(one.verdict).label)


def why(one: Standing, said: Callable[[str], str]) -> str:
    """Say in a sentence what is to be known of a number; `said` gives the words of a reading."""
    if one.newer:
        return _("The reading was corrected since: it says %(value)s now.") % {"value": said(one.newer)}
    if one.how or not one.number.is_claimed:
        return ""
    if one.verdict == NumberVerdict.CONTRADICTS:
        return _("The text says %(printed)s, the reading says %(value)s.") % {
            "printed": one.number.text,
            "value": said(one.code),
        }
    if one.verdict == NumberVerdict.AGREES:
        return _("A reading says the same. Confirm that the text speaks of it.")
    if one.also:
        return _("No reading says this number; readings of the same figure say others.")
    return _("No reading fits: bind it, cite a document, or waive it with a reason.")
