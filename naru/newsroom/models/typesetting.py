"""How a yearly report becomes a PDF: Typst sets it, in the very fonts of the pages."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

import naru.krds
from naru.krds.formats import words
from naru.newsroom.models.yearbook import Contents, Told

VENDOR = Path(naru.krds.__file__).parent / "static" / "krds" / "vendor"
TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "report.typ"
WEIGHTS = (400, 700)
REGIONS = {"ko": "kr", "en": "gb", "zh-hans": "cn"}
STANDARD = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and words for every drawing; Typst refuses what is not so."""

_FACE = re.compile(
    r"@font-face\s*\{[^}]*?font-weight:\s*(?P<weight>[\d ]+)[^}]*?url\((?P<file>[^)]+\.woff2)\)"
    r"[^}]*?unicode-range:\s*(?P<ranges>[^;}]+)",
    re.DOTALL,
)


def typeset(told: Contents, *, on: date, draft: bool) -> bytes:
    """
    Set a report as a PDF on a day; the same contents on the same day give the same bytes.

    :raises typst.TypstError: where the document cannot be set
    """
    import typst  # only the worker prints; the site's own processes do without its weight

    with tempfile.TemporaryDirectory(prefix="naru-report-") as name, override(told.language):
        folder = Path(name)
        data = _data(told, folder, on=words.day(on), draft=draft)
        text = json.dumps(data, ensure_ascii=False)
        fonts, families = fonts_for(text + _of_drawings(folder))
        data["fonts"] = families
        for drawing in folder.glob("*.svg"):
            _dress(drawing, families)
        (folder / "report.typ").write_bytes(TEMPLATE.read_bytes())
        made: bytes = typst.compile(
            str(folder / "report.typ"),
            root=str(folder),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=datetime.combine(on, time(), UTC),
        )
        return made


def _of_drawings(folder: Path) -> str:
    return "".join(drawing.read_text(encoding="utf-8") for drawing in folder.glob("*.svg"))


def _dress(drawing: Path, families: list[str]) -> None:
    named = ", ".join(families)
    text = re.sub(r'font-family="[^"]*"', f'font-family="{named}"', drawing.read_text(encoding="utf-8"))
    drawing.write_text(text, encoding="utf-8")


def _data(told: Contents, folder: Path, *, on: str, draft: bool) -> dict[str, Any]:
    report = told.report
    office = settings.NARU_OFFICE_NAME or gettext("International Medical Programme")
    place = 0
    sections = []
    for title, _language, rows in told.sections:
        readings = []
        for row in rows:
            place += 1
            readings.append(_reading(row, folder / f"drawing-{place}.svg"))
        sections.append({"title": title, "readings": readings})
    if report.published_at:
        state = gettext("Published on %(day)s. Printed on %(on)s.") % {
            "day": words.day(report.published_at),
            "on": on,
        }
    else:
        state = gettext("A draft, printed on %(on)s.") % {"on": on}
    return {
        "title": told.title,
        "office": office,
        "description": gettext("Report of the year %(year)s") % {"year": report.year},
        "lang": told.language.split("-")[0],
        "region": REGIONS.get(told.language),
        "state": state,
        "draft": draft,
        "note": foreign_note(told),
        "introduction": [line for line in told.introduction.splitlines() if line.strip()],
        "introduction_lang": told.introduction_language.split("-")[0],
        "sections": sections,
        "activities": [
            [kind, words.number(many), ", ".join(f"{where} {words.number(n)}" for where, n in places)]
            for kind, many, places in told.activities
        ],
        "bulletins": [
            {
                "title": row.title,
                "lang": row.language.split("-")[0],
                "url": settings.NARU_ADDRESS + row.get_absolute_url(),
                "day": words.day(row.published_on) if row.published_on else "",
            }
            for row in told.bulletins
        ],
        "corrections": [correction(row) for row in told.corrections],
        "seal": f"{gettext('Digest of the contents')} (SHA-256): {report.digest}" if report.digest else "",
        "words": {
            "contents": gettext("Contents"),
            "corrected": gettext("Corrected since:"),
            "year": gettext("Year"),
            "value": gettext("Value"),
            "activities": gettext("Activities of the year"),
            "kind": gettext("Kind"),
            "number": gettext("Activities"),
            "countries": gettext("Countries"),
            "bulletins": gettext("Bulletins of the year"),
            "corrections": gettext("Corrections"),
            "draft": gettext("draft"),
        },
    }


def foreign_note(told: Contents) -> str:
    """Say that the report's texts are not in the reader's language, "" where they are."""
    if not told.is_foreign:
        return ""
    name = dict(settings.LANGUAGES).get(told.introduction_language, told.introduction_language)
    return gettext("This report has not been translated yet. Its texts are in %(language)s.") % {
        "language": name
    }


def correction(row: Told) -> str:
    """Say in a sentence what of a reading was corrected since, and why."""
    sentence = gettext("%(title)s: corrected from %(then)s to %(now)s.") % {
        "title": row.title + (f" ({row.split})" if row.split else ""),
        "then": row.said,
        "now": row.said_now,
    }
    reason = row.newest.told_reason if row.newest else ""
    return f"{sentence} {reason}".strip()


def _reading(row: Told, drawing: Path) -> dict[str, Any]:
    facts = [f"{gettext('As of')}: {row.as_of}"]
    if row.how:
        facts.append(f"{gettext('Method')}: {row.how}")
    if row.source:
        facts.append(f"{gettext('Source')}: {row.source}, {row.source.by}")
    facts.append(settings.NARU_ADDRESS + row.reading.get_absolute_url())
    if row.chart:
        drawing.write_text(str(row.chart.svg), encoding="utf-8")
    return {
        "title": row.title + (f": {row.split}" if row.split else ""),
        "said": row.said,
        "now": row.said_now,
        "definition": f"{row.definition} {row.caution}".strip(),
        "facts": " · ".join(facts),
        "drawing": drawing.name if row.chart else "",
        "alt": row.chart.title if row.chart else "",
        "years": [[str(year), said] for year, said, _reading in row.years],
    }


def fonts_for(text: str) -> tuple[Path, list[str]]:
    """
    Give a folder of fonts that Typst reads, and their families in order, for all letters of a text.

    The pages have their fonts in slices of WOFF2, most of them variable; Typst reads neither. Each slice
    that has a letter of the text becomes a family of its own, regular and bold, made once and kept.
    """
    letters = {ord(letter) for letter in text}
    folder = Path(settings.DATA) / "print-fonts" / _stamp()
    families: list[str] = []
    for file, weights, ranges in _slices():
        if not any(first <= letter <= last for letter in letters for first, last in ranges):
            continue
        family = re.sub(r"-(?:400|700)$|-wght-normal$", "", Path(file).stem)
        for weight in WEIGHTS if len(weights) > 1 else weights:
            _make(VENDOR / file, folder / f"{family}-{weight}.ttf", family, weight, variable=len(weights) > 1)
        if family not in families:
            families.append(family)
    return folder, families


@lru_cache(maxsize=1)
def _stamp() -> str:
    sheets = b"".join((VENDOR / name).read_bytes() for name in ("fonts.css", "fonts-chinese.css"))
    return hashlib.sha256(sheets).hexdigest()[:12]


@lru_cache(maxsize=1)
def _slices() -> list[tuple[str, tuple[int, ...], list[tuple[int, int]]]]:
    found = []
    for name in ("fonts.css", "fonts-chinese.css"):
        for face in _FACE.finditer((VENDOR / name).read_text(encoding="utf-8")):
            weights = tuple(int(part) for part in face["weight"].split())
            found.append((face["file"], weights, [_range(part) for part in face["ranges"].split(",")]))
    return found


def _range(told: str) -> tuple[int, int]:
    first, _dash, last = told.strip().upper().removeprefix("U+").partition("-")
    if "?" in first:
        return int(first.replace("?", "0"), 16), int(first.replace("?", "F"), 16)
    return int(first, 16), int(last or first, 16)


def _make(source: Path, target: Path, family: str, weight: int, *, variable: bool) -> None:
    if target.exists():
        return
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source)
    font.flavor = None
    if variable:
        axes: dict[str, float | None] = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes | {"wght": weight}, inplace=True)
    style = "Bold" if weight == 700 else "Regular"
    names = font["name"]
    names.names = []
    for key, told in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{family}-{style}")):
        names.setName(told, key, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        font.save(part)
    Path(part.name).replace(target)
