"""Message catalogues without GNU gettext: extraction by Babel, files and compiling by polib."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_python
from babel.messages.plurals import get_plural
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[1]
LANGUAGES = ("ko", "ru", "mn", "vi", "zh_Hans")
"""Locales with a catalogue; English is the language of the msgids and needs none."""
REVIEWED = ("ko",)
"""Locales whose text the team has read; every other entry carries the mark REVIEW."""
REVIEW = "to review"
_CONTEXT_FIRST = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
_PLURAL = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
_PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?<!\w)(n?p?gettext|_)\(({_TEXT}(?:\s*,\s*{_TEXT})*)", re.S)
PLACEHOLDER = re.compile(r"%\([a-zA-Z_]\w*\)[sdif]|\{[a-z_]\w*\}")
"""What a translation must carry over: `%(name)s` and `{name}`."""
_PERCENT = re.compile(r"%(\([a-zA-Z_]\w*\))?[#0\- +]*\d*(\.\d+)?[diouxXeEfFgGcrsa]")


class Message(NamedTuple):
    """One text to translate: its context ('' for none), its singular and its plural ('' for none)."""

    context: str
    text: str
    plural: str


@dataclass(frozen=True)
class Tally:
    """How a catalogue stands: entries in all, those without a translation, those still to review."""

    app: str
    language: str
    messages: int
    missing: int
    to_review: int


def apps() -> list[str]:
    """Name the apps of the house, in alphabetical order."""
    return sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))


def messages_of(app: str) -> list[Message]:
    """Extract the texts of an app from its Python files and its templates, sorted, each once."""
    found: set[Message] = set()
    for path in sorted((HOUSE / app).rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(_in_python(path))
    for path in sorted((HOUSE / app).rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml"} and path.is_file():
            found.update(_in_template(path))
    return sorted(found)


def _message(function: str, texts: list[str]) -> Message | None:
    context = texts.pop(0) if function in _CONTEXT_FIRST and texts else ""
    if not texts or not texts[0].strip():
        return None
    plural = texts[1] if function in _PLURAL and len(texts) > 1 else ""
    return Message(context, texts[0], plural)


def _in_python(path: Path) -> Iterator[Message]:
    keywords = dict.fromkeys(_PLAIN | _CONTEXT_FIRST | _PLURAL)
    with path.open("rb") as file:
        for _line, function, texts, _comments in extract_python(file, keywords, [], {"encoding": "utf-8"}):
            parts = [texts] if isinstance(texts, str) else [text for text in texts or () if text]
            if message := _message(function, [str(part) for part in parts]):
                yield message
    yield from _in_f_strings(path)


def _in_f_strings(path: Path) -> Iterator[Message]:
    """Extract the texts marked inside f-strings, which Babel takes for plain text."""
    for outer in ast.walk(ast.parse(path.read_bytes())):
        for call in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in _PLAIN | _CONTEXT_FIRST | _PLURAL:
                texts = [part.value for part in call.args if isinstance(part, ast.Constant)]
                if message := _message(call.func.id, [text for text in texts if isinstance(text, str)]):
                    yield message


def _in_template(path: Path) -> Iterator[Message]:
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for function, arguments in _CALL.findall(source):
        texts = [str(ast.literal_eval(text.lstrip("u"))) for text in re.findall(_TEXT, arguments, re.S)]
        if message := _message(function, texts):
            yield message


def catalogue(app: str, language: str) -> Path:
    """Give the path of an app's catalogue in a locale such as `zh_Hans`."""
    return HOUSE / app / "locale" / language / "LC_MESSAGES" / "django.po"


def update(app: str, language: str) -> Tally:
    """Bring a catalogue up to date: new texts added empty, vanished ones dropped, translations kept."""
    path = catalogue(app, language)
    kept = {}
    if path.exists():
        kept = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path)) if not e.obsolete}
    fresh = polib.POFile(wrapwidth=110)
    plural = get_plural(language)
    fresh.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    for message in messages_of(app):
        old = kept.get((message.context, message.text))
        fresh.append(_entry(message, old, language=language, forms=plural.num_plurals))
    if not fresh:
        return Tally(app, language, 0, 0, 0)
    text = str(fresh)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return _tally(app, language, fresh)


def _entry(message: Message, old: polib.POEntry | None, *, language: str, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if _PERCENT.search(message.text):
        entry.flags = ["python-format"]
    if message.plural:
        entry.msgid_plural = message.plural
        before = old.msgstr_plural if old else {}
        single = old.msgstr if old else ""
        entry.msgstr_plural = {form: before.get(form, single) for form in range(forms)}
    elif old:
        entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
    if old and old.tcomment:
        entry.tcomment = old.tcomment
    elif _filled(entry) and language not in REVIEWED:
        entry.tcomment = REVIEW
    return entry


def _filled(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def _tally(app: str, language: str, entries: polib.POFile) -> Tally:
    missing = sum(not _filled(entry) for entry in entries)
    to_review = sum(entry.tcomment == REVIEW for entry in entries)
    return Tally(app, language, len(entries), missing, to_review)


def tally(app: str, language: str) -> Tally:
    """Say how a catalogue stands against the texts in the code, writing nothing."""
    path = catalogue(app, language)
    wanted = messages_of(app)
    entries = polib.pofile(str(path)) if path.exists() else polib.POFile()
    held = {(entry.msgctxt or "", entry.msgid): entry for entry in entries}
    found = [held.get((message.context, message.text)) for message in wanted]
    missing = sum(entry is None or not _filled(entry) for entry in found)
    to_review = sum(entry is not None and entry.tcomment == REVIEW for entry in found)
    return Tally(app, language, len(wanted), missing, to_review)


def compile_all() -> int:
    """Compile every catalogue that is newer than its compiled file; give how many were compiled."""
    done = 0
    for path in sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            done += 1
    return done
