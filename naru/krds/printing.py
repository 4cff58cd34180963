"""Printing: Typst sets a document as a PDF, in the very fonts of the pages (decision 0033)."""

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

VENDOR = Path(__file__).parent / "static" / "krds" / "vendor"
WEIGHTS = (400, 700)
REGIONS = {"ko": "kr", "en": "gb", "zh-hans": "cn"}
"""The region that Typst wants beside a language."""
STANDARD = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and words for every drawing; Typst refuses what is not so."""

_FACE = re.compile(
    r"@font-face\s*\{[^}]*?font-weight:\s*(?P<weight>[\d ]+)[^}]*?url\((?P<file>[^)]+\.woff2)\)"
    r"[^}]*?unicode-range:\s*(?P<ranges>[^;}]+)",
    re.DOTALL,
)


def pdf(template: Path, data: dict[str, Any], *, folder: Path, on: date) -> bytes:
    """
    Set a Typst template with its data as a PDF on a day; the same data on the same day give the same bytes.

    `folder` is an empty folder of this printing, with the drawings (SVG) that the template shows. The data
    come as JSON in `sys.inputs.data`, with the families of fonts for all letters of it in `fonts`.

    :raises typst.TypstError: where the document cannot be set
    """
    import typst  # only the worker prints; the site's own processes do without its weight

    drawings = sorted(folder.glob("*.svg"))
    letters = "".join(drawing.read_text(encoding="utf-8") for drawing in drawings)
    fonts, families = fonts_for(json.dumps(data, ensure_ascii=False) + letters)
    for drawing in drawings:
        _dress(drawing, families)
    (folder / template.name).write_bytes(template.read_bytes())
    made: bytes = typst.compile(
        str(folder / template.name),
        root=str(folder),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data | {"fonts": families}, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=datetime.combine(on, time(), UTC),
    )
    return made


def _dress(drawing: Path, families: list[str]) -> None:
    named = ", ".join(families)
    text = re.sub(r'font-family="[^"]*"', f'font-family="{named}"', drawing.read_text(encoding="utf-8"))
    drawing.write_text(text, encoding="utf-8")


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
