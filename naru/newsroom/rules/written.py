"""Rich text as a person writes it in a plain field: marks as little tags, a chip as the reading's code in braces."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape
from html.parser import HTMLParser

_PLAIN = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup"}
_ENDS = frozenset({"p", "div", "li", "h2", "h3", "h4", "blockquote"})
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>b|i|sup)>|(?P<endlink></a>)|(?P<link><a\s[^<>]*>)|\{(?P<code>[a-z0-9]{4,12})\}"
)
_HREF = re.compile(r'\bhref="(?P<href>(?:https?://|mailto:|/)[^"<>\s]*)"')
_DOCUMENT = re.compile(r'\blinktype="document"')
_ID = re.compile(r'\bid="(?P<id>\d{1,9})"')
_BLANKS = re.compile(r"[ \t\r\xa0]+")


class _Reader(HTMLParser):
    """Walks over stored rich text and writes it down as a person would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "embed" and told.get("embedtype") == "figure":
            self.parts.append("{" + told.get("code", "") + "}")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            if told.get("linktype") == "document":
                self.parts.append(f'<a linktype="document" id="{told.get("id", "")}">')
            else:
                self.parts.append(f'<a href="{escape(told.get("href", ""))}">')
        elif tag in _PLAIN:
            self.parts.append(f"<{_PLAIN[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS:
            self.parts.append("\n\n")
        elif tag == "a":
            self.parts.append("</a>")
        elif tag in _PLAIN:
            self.parts.append(f"</{_PLAIN[tag]}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))


def written(rich: str) -> str:
    """Write stored rich text down: paragraphs parted by an empty line, chips as `{code}`, `<b>`, `<i>`, `<sup>`, `<a>`."""
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    return _tidy("".join(reader.parts))


def _tidy(text: str) -> str:
    lines = [_BLANKS.sub(" ", line).strip() for line in text.replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def stored(text: str, codes: Collection[str]) -> str:
    """
    Turn what a person wrote into stored rich text, "" where they wrote nothing.

    Only the marks that written() makes are marks, everything else is text; a code in braces is a chip where
    it is among `codes`. What was opened and not closed ends with its paragraph.
    """
    made = []
    for paragraph in _tidy(text).split("\n\n"):
        if paragraph:
            made.append(f"<p>{_inline(paragraph, codes)}</p>")
    return "".join(made)


def _inline(text: str, codes: Collection[str]) -> str:
    parts: list[str] = []
    open_tags: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        parts.append(_words(text[at : token.start()]))
        at = token.end()
        parts.append(_mark(token, open_tags, codes))
    parts.append(_words(text[at:]))
    parts += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(parts)


def _mark(token: re.Match[str], open_tags: list[str], codes: Collection[str]) -> str:
    if code := token["code"]:
        return f'<embed code="{code}" embedtype="figure"/>' if code in codes else _words(token[0])
    if token["link"]:
        return _link(token[0], open_tags)
    tag = "a" if token["endlink"] else token["tag"]
    if not token["endlink"] and not token["close"]:
        if tag in open_tags:
            return ""
        open_tags.append(tag)
        return f"<{tag}>"
    if tag not in open_tags:
        return ""
    # Marks close in the order in which they were opened, whatever was typed.
    closed = ""
    while True:
        inner = open_tags.pop()
        closed += f"</{inner}>"
        if inner == tag:
            return closed


def _link(told: str, open_tags: list[str]) -> str:
    if "a" in open_tags:
        return ""
    if _DOCUMENT.search(told) and (key := _ID.search(told)):
        open_tags.append("a")
        return f'<a linktype="document" id="{key["id"]}">'
    if href := _HREF.search(told):
        open_tags.append("a")
        return f'<a href="{href["href"]}">'
    return ""


def _words(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")
