"""The sheets of forums: participants with their profiles, and wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.directory.models import Organisation
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import SPOKEN
from naru.fairs.actions import profiles, wishes
from naru.fairs.models import Forum, Participant, Wish
from naru.fairs.rules.forum_words import Field, Priority, Side, Standing
from naru.sheets.book import Row, Sheet, SheetColumn, register

FORUM = SheetColumn(
    "forum",
    gettext_lazy("Forum number"),
    kind="whole",
    required=True,
    least=1,
    help=gettext_lazy("The number at the end of the forum’s address."),
    example=1,
)


def _codes(told: str | None, known: Iterable[str]) -> tuple[list[str], list[str]]:
    """Read codes written with commas; give those that are known and those that are not."""
    given = [code.strip() for code in (told or "").replace(";", ",").split(",") if code.strip()]
    kept = set(known)
    return [code for code in given if code in kept], [code for code in given if code not in kept]


def _organisations(rows: Sequence[Row], columns: Sequence[str], by: Any) -> dict[str, list[Organisation]]:
    wanted = {row[column] for row in rows for column in columns if row[column]}
    found: dict[str, list[Organisation]] = {name: [] for name in wanted}
    for field in ("name", "name_latin", "name_ko"):
        standing: Any = Organisation.objects.visible_to(by).filter(merged_into=None)  # type: ignore[attr-defined]
        for one in standing.filter(**{f"{field}__in": wanted}):
            if one not in found[getattr(one, field)]:
                found[getattr(one, field)].append(one)
    return found


@register
class Participants(Sheet):
    """Who takes part in a forum, with the profile."""

    key = "forum_participants"
    title = gettext_lazy("Participants of forums")
    about = gettext_lazy(
        "Organisations of the directory that take part in a forum. Each row enters one with its profile and "
        "approves it; nobody gets a letter with a personal link until the office sends one."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        FORUM,
        SheetColumn("organisation", gettext_lazy("Organisation"), required=True, longest=200),
        SheetColumn("side", gettext_lazy("Side"), kind="choice", required=True, choices=Side.choices),
        SheetColumn("contact", pgettext_lazy("forum", "Contact"), longest=120),
        SheetColumn("email", gettext_lazy("E-mail"), longest=200),
        SheetColumn(
            "fields",
            gettext_lazy("Departments and products"),
            longest=400,
            help=gettext_lazy("Codes with commas between, such as: cardiology, oncology."),
            example="cardiology, oncology",
        ),
        SheetColumn(
            "languages",
            gettext_lazy("Languages"),
            longest=100,
            help=gettext_lazy("Codes with commas between, such as: ko, ru."),
            example="kk, ru",
        ),
        SheetColumn("words", gettext_lazy("In their own words"), longest=2000),
        SheetColumn("people", gettext_lazy("Who comes"), longest=1000),
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the forums and organisations, and who stands already."""
        forums: Any = Forum.objects.visible_to(by).in_bulk({row["forum"] for row in rows})  # type: ignore[attr-defined]
        organisations = _organisations(rows, ("organisation",), by)
        here: Any = Participant.objects.visible_to(by).filter(forum__in=forums, withdrawn_at=None)  # type: ignore[attr-defined]
        known = {(one.forum_id, one.organisation_id): one for one in here}
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            forum = forums.get(row["forum"])
            if forum is None:
                row.refuse(_("No forum has this number."), "forum")
            found = organisations.get(row["organisation"], [])
            if len(found) != 1:
                row.refuse(
                    _("Several entries of the directory have this name. Add this one on the screen.")
                    if found
                    else _("Nobody in the directory has this name."),
                    "organisation",
                )
            fields, strange = _codes(row["fields"], Field.values)
            if strange:
                row.refuse(
                    _("These codes are not known: %(codes)s.") % {"codes": ", ".join(strange)}, "fields"
                )
            languages, strange = _codes(row["languages"], SPOKEN)
            if strange:
                row.refuse(
                    _("These codes are not known: %(codes)s.") % {"codes": ", ".join(strange)}, "languages"
                )
            row.found = {
                "forum": forum,
                "organisation": found[0] if len(found) == 1 else None,
                "fields": fields,
                "languages": languages,
            }
            one = known.get((row["forum"], found[0].pk)) if len(found) == 1 else None
            if one is not None:
                before[row.number] = _told(one)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter the participant with the profile and approve it."""
        found = row.found
        profile = {key: row.get(key, "") for key in ("contact", "email", "words", "people")}
        one = profiles.apply_for(
            found["forum"],
            found["organisation"],
            side=row["side"],
            by=by,
            at=at,
            fields=found["fields"],
            languages=found["languages"],
            **profile,
        )
        if one.standing is Standing.APPLIED:
            profiles.approve(one, by=by, at=at)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all participants that stand."""
        standing: Any = Participant.objects.visible_to(by).filter(withdrawn_at=None)  # type: ignore[attr-defined]
        for one in standing.for_list().order_by("forum", "pk"):
            yield _told(one)


def _told(one: Participant) -> dict[str, Any]:
    return {
        "forum": one.forum_id,
        "organisation": one.organisation.name,
        "side": one.side,
        "contact": one.contact or None,
        "email": one.email or None,
        "fields": ", ".join(one.fields) or None,
        "languages": ", ".join(one.languages) or None,
        "words": one.words or None,
        "people": one.people or None,
    }


@register
class Wishes(Sheet):
    """Who wishes to meet whom at a forum."""

    key = "forum_wishes"
    title = gettext_lazy("Wishes of forums")
    about = gettext_lazy(
        "Each row is one side’s wish to meet the other at a forum; both must be approved there."
    )
    version = "1"
    open_to = (Role.OFFICER, Role.HEAD)
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        FORUM,
        SheetColumn("wisher", pgettext_lazy("forum", "Who wishes"), required=True, longest=200),
        SheetColumn("wished", pgettext_lazy("forum", "Whom"), required=True, longest=200),
        SheetColumn("priority", gettext_lazy("Priority"), kind="whole", least=1, most=3, example=1),
        SheetColumn("words", gettext_lazy("What for"), longest=300),
        SheetColumn(
            "accepted",
            pgettext_lazy("forum", "Accepted"),
            kind="choice",
            choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
        ),
    )

    def check_row(self, row: Row) -> str | tuple[str, str] | None:
        """Say why a row is no wish."""
        if row["wisher"] == row["wished"]:
            return "wished", _("Nobody can meet themselves.")
        return None

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find the two participants of each wish, and the wishes that stand already."""
        numbers = {row["forum"] for row in rows}
        here: Any = Participant.objects.visible_to(by).filter(forum__in=numbers).approved().for_list()  # type: ignore[attr-defined]
        people: dict[tuple[int, str], Participant] = {}
        for one in here:
            for name in (one.organisation.name, one.organisation.name_latin, one.organisation.name_ko):
                if name:
                    people[one.forum_id, name] = one
        standing: Any = Wish.objects.visible_to(by).standing().filter(forum__in=numbers).for_list()  # type: ignore[attr-defined]
        known = {(one.wisher_id, one.wished_id): one for one in standing}
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            two = {}
            for side in ("wisher", "wished"):
                two[side] = people.get((row["forum"], row[side]))
                if two[side] is None:
                    row.refuse(_("No approved participant of this forum has this name."), side)
            row.found = two
            one, other = two["wisher"], two["wished"]
            if one and other:
                if one.side == other.side:
                    row.refuse(_("Both sit on the same side. Meetings are held across."), "wished")
                elif (one.pk, other.pk) in known:
                    before[row.number] = _wish(known[one.pk, other.pk]) | {
                        "wisher": row["wisher"],
                        "wished": row["wished"],
                    }
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Wish the meeting, or change its priority; accept it where the sheet says so."""
        found = row.found
        priority = row.get("priority", None) or Priority.SECOND
        kept = Wish.objects.standing().filter(wisher=found["wisher"], wished=found["wished"]).first()  # type: ignore[attr-defined]
        if kept is None:
            kept = wishes.wish(
                found["wisher"],
                found["wished"],
                priority=priority,
                words=row.get("words", ""),
                by=by,
                at=at,
                by_office=True,
            )
        elif kept.priority != priority:
            wishes.rank(kept, priority=priority, by=by, at=at, by_office=True)
        if row["accepted"] == "yes" and not kept.accepted_at:
            wishes.accept(kept, by=by, at=at, by_office=True)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all wishes that stand."""
        standing: Any = Wish.objects.visible_to(by).standing().for_list().order_by("forum", "pk")  # type: ignore[attr-defined]
        for one in standing:
            yield _wish(one)


def _wish(one: Wish) -> dict[str, Any]:
    return {
        "forum": one.forum_id,
        "wisher": one.wisher.organisation.name,
        "wished": one.wished.organisation.name,
        "priority": one.priority,
        "words": one.words or None,
        "accepted": "yes" if one.accepted_at else "no",
    }
