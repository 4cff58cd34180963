"""Reports: who may read of residents, what a person may add, and the facts of a mission's own report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from naru.directory.rules.accounts import Role

READERS = (Role.CLINICIAN, Role.HEAD, Role.AUDITOR)
"""Who may read what was entered about a resident: who treats, who answers for the office, who inspects it."""
CONFIDANTS = (Role.CLINICIAN, Role.HEAD)
"""Who may see the items of protection: who saw the resident, and who hands them to the authority."""
TELLERS = (Role.CLINICIAN, Role.MISSION_OFFICER, Role.OFFICER, Role.HEAD)
"""Who may add to the report of a day."""
ASKED = range(51, 66)
"""Items that a person answers."""
_CODES = re.compile(r"\s*([A-Za-z]\d\d(\.\d{1,2})?(-[A-Za-z]\d\d(\.\d{1,2})?)?\s*)+")

DEEDS: dict[str, str | Promise] = {
    "told_day": pgettext_lazy("log", "added to the report of a day"),
    "read_resident": pgettext_lazy("log", "read a resident’s record"),
    "read_residents": pgettext_lazy("log", "read of residents in a report"),
}
"""How history tells what is done with reports."""


def why_not_tell(
    *,
    day: date,
    starts_on: date,
    ends_on: date,
    answers: Mapping[int, bool],
    additional: Mapping[int, str],
) -> str | None:
    """Say why this cannot be added to the report of a day, or nothing if it can; the site's end is exclusive."""
    if not starts_on <= day < ends_on:
        return _("The site does not work on this day.")
    if any(no not in ASKED for no in answers):
        return _("Only items 51 to 65 are answered by a person; the others are counted.")
    for no, codes in additional.items():
        if not 19 <= no <= 22:
            return _("Additional items are those from 19 to 22.")
        if codes.strip() and not _CODES.fullmatch(codes):
            return _(
                "Write ICD-10 codes with spaces between them, such as “A90 B50-B54”: item {number}."
            ).format(number=no)
    return None
