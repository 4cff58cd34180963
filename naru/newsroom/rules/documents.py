"""How a saved page of an older board or of the press is read: title, name, date, views, language, text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .noise import DAY, FACT, STAMP, is_noise

LARGEST = 2_000_000
"""The largest file that is read, in bytes: the longest bulletin has a hundredth of that."""


class Unreadable(Exception):  # noqa: N818 - the staff's word
    """A file is not a bulletin that we can read; its text is the reason, in the user's language."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the text: `kind` is paragraph, heading or item."""

    kind: str
    text: str


@dataclass(frozen=True)
class Document:
    """
    What a saved page says.

    `name` is the author as printed, `views` the number printed on the page; both None where the page
    has none. `layout` is board or press.
    """

    layout: str
    title: str
    subtitle: str
    name: str | None
    published_on: date
    views: int | None
    language: str
    body: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The whole text, one paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.body)


# --- bytes to text -------------------------------------------------------------------------------


def decode(data: bytes) -> str:
    """
    Turn a file's bytes into text: UTF-8, UTF-16 or CP949.

    :raises Unreadable: when the file is empty, too large, binary or in another encoding
    """
    if len(data) > LARGEST:
        raise Unreadable(_("The file is too large for a bulletin: more than 2 MB."))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("The file is empty."))
    text = _decoded(data)
    if text is None:
        raise Unreadable(_("The file is not text in UTF-8, UTF-16 or CP949."))
    strange = sum(1 for letter in text if unicodedata.category(letter) in {"Cc", "Cn", "Co", "Cs"})
    strange -= sum(text.count(letter) for letter in "\n\r\t\f\v")
    if strange > len(text) // 100:
        raise Unreadable(_("The file is not text but a program's own data, such as a picture or a document."))
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:2000]:
        # Text in UTF-16 without its mark: blanks and digits have their zero on one side.
        encodings = ["utf-16-be" if data[0::2].count(0) > data[1::2].count(0) else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


# --- language ------------------------------------------------------------------------------------


def language_of(text: str) -> str:
    """Say which of our languages a text is written in, by its letters: ko, ru, mn, vi, zh-hans, else en."""
    scripts: Counter[str] = Counter()
    for letter in text:
        if "가" <= letter <= "힣":
            scripts["ko"] += 2  # one syllable says as much as two letters
        elif "Ѐ" <= letter <= "ӿ":
            scripts["ru"] += 1
        elif "一" <= letter <= "鿿":
            scripts["zh-hans"] += 3
        elif letter.isascii() and letter.isalpha():
            scripts["en"] += 1
        elif "ạ" <= letter.lower() <= "ỹ" or letter.lower() in "ăđơưâêô":
            scripts["vi"] += 1
    if not scripts:
        return "en"
    # Names and abbreviations bring Latin letters into every text: they win only where they are the bulk.
    winner, _count = max(scripts.items(), key=lambda item: item[1])
    lower = text.lower()
    if winner == "ru" and lower.count("ө") + lower.count("ү") > len(text) // 200:
        return "mn"
    if winner == "en" and scripts["vi"] > scripts["en"] // 20:
        return "vi"
    return winner


# --- lines ---------------------------------------------------------------------------------------

_WHICH = {
    **dict.fromkeys(["name", "author", "writer", "이름", "작성자", "글쓴이", "имя", "автор"], "name"),
    **dict.fromkeys(["date", "등록일", "작성일", "날짜", "дата"], "date"),
    **dict.fromkeys(["view", "views", "hit", "hits", "조회", "조회수"], "views"),
    **dict.fromkeys(["просмотр", "просмотры", "просмотров"], "views"),
}
_MARK = re.compile(r"^(?P<mark>[○◯●□■◇◆▶▷▲△]|[-–]\s)\s*(?P<text>\S.*)$")
_BRACKET = re.compile(r"^\s*[\[［(].{1,20}?[\])］]\s*")
_ENDS = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
_NO_BREAK = str.maketrans({"\xa0": " ", "\u200b": "", "\ufeff": "", "\u3000": " "})


def _lines(text: str) -> list[str]:
    return [" ".join(line.translate(_NO_BREAK).split()) for line in text.split("\n")]


def plain_line(line: str) -> str:
    """Fold a line for finding it again: blanks evened, no mark of a list before it."""
    line = " ".join(line.translate(_NO_BREAK).split())
    found = _MARK.match(line)
    return found["text"] if found else line


def _bare(line: str) -> str:
    """Fold a line for comparing titles: no bracketed month, no marks, no case."""
    line = _BRACKET.sub("", line)
    return "".join(letter for letter in unicodedata.normalize("NFKC", line).casefold() if letter.isalnum())


def _day(text: str) -> date | None:
    if not (found := DAY.search(text)):
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _without_noise(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line and not is_noise(line)]


# --- pages ---------------------------------------------------------------------------------------


def parse(text: str) -> Document:
    """
    Read a saved page.

    :raises Unreadable: when it is neither a page of a board nor of the press, or lacks a title, a date
        or a text
    """
    lines = _lines(text)
    facts = [(at, found) for at, line in enumerate(lines) if (found := FACT.match(line))]
    if any(_WHICH[found["word"].casefold()] == "date" for _at, found in facts):
        return _board_page(lines, facts)
    return _press_page(lines)


def _board_page(lines: list[str], facts: list[tuple[int, re.Match[str]]]) -> Document:
    # Only the facts that stand together count: a later list may begin with the same words.
    first = last = facts[0][0]
    said: dict[str, str] = {}
    for at, found in facts:
        if any(lines[last + 1 : at]):
            break
        said.setdefault(_WHICH[found["word"].casefold()], found["value"].strip())
        last = at
    above = [line for line in lines[:first] if line]
    if not above:
        raise Unreadable(_("No title stands above the name and the date."))
    if (day := _day(said.get("date", ""))) is None:
        raise Unreadable(_("The date on the page is not a day of the calendar."))
    views = _number(said["views"]) if "views" in said else None
    title, subtitle, rest = _titles(above[-1], _without_noise(lines[last + 1 :]))
    return _document("board", title, subtitle, rest, said.get("name"), day, views)


def _number(words: str) -> int:
    digits = re.sub(r"[,.\s]", "", words)
    if not digits.isdecimal() or len(digits) > 9:
        raise Unreadable(_("The number of views on the page is not a number."))
    return int(digits)


def _titles(title: str, rest: list[str]) -> tuple[str, str, list[str]]:
    """Take the title's repetition off the text: it may be split over lines, or say what the board cut off."""
    cut = title.rstrip().endswith(("...", "…"))
    wanted = _bare(title)
    for count in (1, 2, 3):
        told = " ".join(rest[:count])
        if not rest[:count] or len(told) > 400:
            break
        bare = _bare(told)
        if bare == wanted or (cut and bare.startswith(wanted)):
            if cut:
                prefix = _BRACKET.match(title)
                title = (prefix[0] if prefix else "") + told
            return title, *_subtitle(rest[count:])
        if bare.startswith(wanted) and not _ENDS.search(told):
            return title, told, rest[count:]
        if not wanted.startswith(bare):
            break
    return title, *_subtitle(rest)


def _subtitle(rest: list[str]) -> tuple[str, list[str]]:
    """Take the line under the title that is no sentence of the text."""
    if len(rest) > 1 and _kind(rest[0]) != "paragraph":
        found = _MARK.match(rest[0])
        return (found["text"] if found else rest[0]), rest[1:]
    return "", rest


def _kind(line: str) -> str:
    if _MARK.match(line):
        return "item"
    if len(line) <= 140 and not _ENDS.search(line) and len(line.split()) > 1:
        return "heading"
    return "paragraph"


def _press_page(lines: list[str]) -> Document:
    stamps = [(at, line) for at, line in enumerate(lines) if STAMP.match(line)]
    days = [(at, day) for at, line in stamps if (day := _day(line))]
    if not days:
        raise Unreadable(
            _("It is neither a page of a board (name, date) nor of the press (a date alone on a line).")
        )
    kept = _without_noise(line for at, line in enumerate(lines) if at not in {at for at, _line in stamps})
    counts = Counter(_bare(line) for line in kept if len(line) >= 8)
    twice = [at for at, line in enumerate(kept) if counts.get(_bare(line), 0) > 1]
    if twice:
        # The press prints the title in its head and again above the article: the text follows the last.
        same = [at for at in twice if _bare(kept[at]) == _bare(kept[twice[0]])]
        title, rest = kept[same[0]], kept[same[-1] + 1 :]
    else:
        start = next((at for at, line in enumerate(kept) if len(line) >= 15), None)
        if start is None:
            raise Unreadable(_("No title was found."))
        title, rest = kept[start], kept[start + 1 :]
    subtitle, rest = _subtitle(rest)
    return _document("press", title, subtitle, rest, None, days[0][1], None)


def _document(
    layout: str,
    title: str,
    subtitle: str,
    rest: list[str],
    name: str | None,
    day: date,
    views: int | None,
) -> Document:
    body = []
    for line in rest:
        kind = _kind(line)
        found = _MARK.match(line)
        body.append(Paragraph(kind, found["text"] if kind == "item" and found else line))
    while body and body[-1].kind == "heading":
        body.pop()  # what stands under the last sentence is the page's foot
    if not title.strip() or not any(part.kind == "paragraph" for part in body):
        raise Unreadable(_("No text was found under the title."))
    whole = " ".join([title, subtitle, *(part.text for part in body)])
    return Document(
        layout,
        title[:255],
        subtitle[:400],
        name[:100] if name else None,
        day,
        views,
        language_of(whole),
        tuple(body),
    )
