"""The agreements' spreadsheet: a register, one row for each agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.models import Activity
from naru.activities.rules.words import Known
from naru.agreements.actions import agreements
from naru.agreements.models import Agreement
from naru.agreements.rules import moves
from naru.agreements.rules.standing import DAY
from naru.agreements.rules.words import Kind, Side
from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.directory.sheets.finding import SEPARATOR, by_name, one_of, parts
from naru.sheets.book import Row, Sheet, SheetColumn, register


def codes(text: str) -> str:
    """Read language codes, parted by commas or semicolons, and give them evenly spaced."""
    found = (part.strip().lower() for part in text.replace(",", ";").split(";"))
    return SEPARATOR.join(dict.fromkeys(part for part in found if part))


@register
class Agreements(Sheet):
    """A register of agreements; what was signed before this register was kept comes in as signed."""

    key = "agreements"
    title = gettext_lazy("Agreements")
    about = gettext_lazy(
        "A register, one row for each agreement. A row with a day of signing comes in as signed, one without as a "
        "draft. The parties must stand in the directory under these names. A row whose titles and day of signing are "
        "known already is left as it is."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    unique = ("title_ko", "title_en", "signed_on")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        SheetColumn("kind", gettext_lazy("Kind"), kind="choice", required=True, choices=Kind.choices),
        SheetColumn("title_ko", gettext_lazy("Title in Korean"), longest=200),
        SheetColumn("title_en", gettext_lazy("Title in English"), longest=200),
        SheetColumn(
            "ours",
            gettext_lazy("Our side"),
            required=True,
            read=parts,
            longest=1_000,
            help=gettext_lazy("Names as the directory has them, parted by semicolons."),
        ),
        SheetColumn(
            "theirs",
            gettext_lazy("Partners"),
            required=True,
            read=parts,
            longest=1_000,
            help=gettext_lazy("Names as the directory has them, parted by semicolons."),
        ),
        SheetColumn("signed_on", gettext_lazy("Signed on"), kind="date"),
        SheetColumn(
            "known",
            gettext_lazy("Days known"),
            kind="choice",
            choices=Known.choices,
            help=gettext_lazy("How exactly the day of the signing is known; left empty, to the day."),
        ),
        SheetColumn("starts_on", gettext_lazy("In force from"), kind="date"),
        SheetColumn(
            "last_day",
            gettext_lazy("Last day of the term"),
            kind="date",
            help=gettext_lazy("Left empty, no end was agreed."),
        ),
        SheetColumn(
            "languages",
            gettext_lazy("Languages of the text"),
            read=codes,
            longest=60,
            example="ko; en; ru",
        ),
        SheetColumn(
            "activity",
            gettext_lazy("Activity number"),
            kind="whole",
            least=1,
            help=gettext_lazy("The number at the end of the activity’s address."),
        ),
        SheetColumn("source", gettext_lazy("According to"), longest=200),
        SheetColumn("remark", gettext_lazy("Note"), longest=1_000),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row cannot be taken in, as far as the row alone tells."""
        if not (row["title_ko"] or row["title_en"]):
            return "title_ko", _("Give a title in Korean or in English.")
        signed_on, starts_on, last = row["signed_on"], row["starts_on"], row["last_day"]
        if not signed_on and (starts_on or last):
            return "signed_on", _("A term needs a day of signing.")
        if row["known"] in (None, Known.DAY) and (
            reason := moves.why_not_term(signed_on, starts_on, last + DAY if last else None)
        ):
            return "last_day", reason
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the parties and activities, and the agreements that stand already."""
        names = {
            name for row in rows for key in ("ours", "theirs") for name in (row[key] or "").split(SEPARATOR)
        }
        found = by_name(names, Organisation.objects.visible_to(by))
        activities = Activity.objects.visible_to(by).in_bulk(
            {row["activity"] for row in rows if row["activity"]}
        )
        titles = {row["title_ko"] for row in rows} | {row["title_en"] for row in rows}
        standing = Agreement.objects.visible_to(by)
        known = {
            (one.title_ko, one.title_en, one.signed_on): one
            for one in (
                standing.filter(title_ko__in=titles - {None}) | standing.filter(title_en__in=titles - {None})
            )
        }
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            row.found = {"activity": activities.get(row["activity"])}
            if row["activity"] and row.found["activity"] is None:
                row.refuse(_("No activity has this number."), "activity")
            for key in ("ours", "theirs"):
                row.found[key] = [
                    one_of(row, key, found.get(name, [])) for name in (row[key] or "").split(SEPARATOR)
                ]
            whole = [one for key in ("ours", "theirs") for one in row.found[key] if one is not None]
            if len(whole) != len(set(whole)):
                row.refuse(_("One organisation stands twice in this row."), "theirs")
            signed_on = row["signed_on"]
            if signed_on and row["known"] not in (None, Known.DAY):
                signed_on, _starts = agreements.first_known(signed_on, None, known=row["known"])
            if (row["title_ko"] or "", row["title_en"] or "", signed_on) in known:
                before[row.number] = dict(row.values)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter the agreement, and take it over as signed where a day of signing stands."""
        signed_on: date | None = row["signed_on"]
        sides = (("ours", Side.OURS), ("theirs", Side.THEIRS))
        made = agreements.enter(
            kind=row["kind"],
            title_ko=row.get("title_ko", ""),
            title_en=row.get("title_en", ""),
            languages=(row["languages"] or "").split(SEPARATOR) if row["languages"] else [],
            activity=row.found["activity"],
            source=row.get("source", ""),
            remark=row.get("remark", ""),
            parties=[{"organisation": one, "side": side} for key, side in sides for one in row.found[key]],
            by=by,
            at=at,
        )
        if signed_on:
            last = row["last_day"]
            agreements.record_signed(
                made,
                signed_on=signed_on,
                known=row.get("known", Known.DAY),
                starts_on=row["starts_on"],
                ends_on=last + DAY if last else None,
                by=by,
                at=at,
            )

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all agreements that are not archived."""
        for one in Agreement.objects.visible_to(by).current().for_list().order_by("signed_on", "pk"):
            yield {
                "kind": one.kind,
                "title_ko": one.title_ko or None,
                "title_en": one.title_en or None,
                "ours": SEPARATOR.join(party.organisation.name for party in one.own_parties) or None,
                "theirs": SEPARATOR.join(party.organisation.name for party in one.partners) or None,
                "signed_on": one.signed_on,
                "known": one.known if one.signed_on else None,
                "starts_on": one.starts_on,
                "last_day": one.agreed_last_day,
                "languages": SEPARATOR.join(one.languages) or None,
                "activity": one.activity_id,
                "source": one.source or None,
                "remark": one.remark or None,
            }
