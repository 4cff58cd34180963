"""Reading and writing FHIR documents without loss: what was read is written back as it was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})")
_MARK = "\ue000number:"
LARGEST = 5_000_000
"""The largest document that is read, in bytes."""


class NotADocument(ValueError):  # noqa: N818 - says what is the matter
    """A text is no FHIR document that can be read; the text is the sentence for the person."""


@dataclass(frozen=True)
class Document:
    """A FHIR Bundle in its model, with the spelling of the moments and numbers that the model writes in another way."""

    bundle: Any
    spelled: dict[tuple[str | int, ...], tuple[Any, Any]] = field(default_factory=dict)

    def text(self) -> str:
        """
        Write the document as JSON.

        Where a value still is what was read, it is written as it was read (`…+00:00` stays, and so do seven
        digits of a second, and the nought at the end of a decimal).
        """
        told = json.loads(self.bundle.model_dump_json())
        for path, (modelled, spelled) in self.spelled.items():
            _put_back(told, path, modelled, spelled)
        text = json.dumps(told, ensure_ascii=False, indent=2)
        return re.sub(f'"{_MARK}([^"]+)"', r"\1", text)


def read(text: str | bytes) -> Document:
    """
    Read a FHIR R4 document (a Bundle) into its model.

    :raises NotADocument: with a sentence saying what is wrong
    """
    from fhir.resources.R4B.bundle import Bundle  # half a second, paid by who reads one
    from pydantic import ValidationError

    if len(text) > LARGEST:
        raise NotADocument(_("The document is too large."))
    try:
        raw = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise NotADocument(_("This is no JSON.")) from None
    if not isinstance(raw, dict) or raw.get("resourceType") != "Bundle":
        raise NotADocument(_("This is no FHIR Bundle."))
    try:
        bundle = Bundle.model_validate(raw)
    except (ValidationError, ValueError, LookupError, TypeError, OverflowError) as fault:
        first = fault.errors()[0]["msg"] if isinstance(fault, ValidationError) else str(fault)
        raise NotADocument(_("The Bundle cannot be read: {reason}").format(reason=first[:200])) from None
    written = json.loads(bundle.model_dump_json())
    spelled: dict[tuple[str | int, ...], tuple[Any, Any]] = {}
    if lost := list(_compare(raw, written, (), spelled)):
        where = ".".join(map(str, lost[0]))
        raise NotADocument(_("A field would be lost: {name}.").format(name=where[:120]))
    return Document(bundle, spelled)


def _compare(raw: Any, written: Any, path: tuple[str | int, ...], spelled: dict[Any, Any]) -> Any:
    """Note what is spelled otherwise; yield the paths of what is missing or differs."""
    if isinstance(raw, dict) and isinstance(written, dict):
        for key in raw.keys() | written.keys():
            if key not in raw or key not in written:
                yield (*path, key)
            else:
                yield from _compare(raw[key], written[key], (*path, key), spelled)
    elif isinstance(raw, list) and isinstance(written, list) and len(raw) == len(written):
        for place, (one, other) in enumerate(zip(raw, written, strict=True)):
            yield from _compare(one, other, (*path, place), spelled)
    elif isinstance(raw, Decimal) and isinstance(written, int | float) and float(raw) == float(written):
        if str(raw) != json.dumps(written):
            spelled[path] = (written, f"{_MARK}{raw}")
    elif isinstance(raw, str) and isinstance(written, str) and raw != written and _MOMENT.fullmatch(raw):
        if _moment(raw) != _moment(written):
            yield path
        spelled[path] = (written, raw)
    elif type(raw) is not type(written) or raw != written:
        yield path


def _moment(text: str) -> Any:
    from datetime import datetime

    cut = re.sub(r"(\.\d{6})\d+", r"\1", text)
    try:
        return datetime.fromisoformat(cut)
    except ValueError:
        return text


def _put_back(told: Any, path: tuple[str | int, ...], modelled: Any, spelled: Any) -> None:
    for step in path[:-1]:
        try:
            told = told[step]
        except (KeyError, IndexError, TypeError):
            return
    last = path[-1]
    try:
        if told[last] == modelled:
            told[last] = spelled
    except (KeyError, IndexError, TypeError):
        return
