"""What a spreadsheet of a mission holds before the departure: volunteers, shifts, packed lots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.directory.actions import people
from naru.directory.models import Organisation, Person
from naru.directory.rules.accounts import Role
from naru.directory.rules.people import LanguageLevel
from naru.missions.actions import stores, volunteers
from naru.missions.models import Lot, Medicine, Mission, Shift, Site, Volunteer
from naru.missions.models.volunteers import a_turn
from naru.missions.rules import volunteers as rules
from naru.missions.rules.entries import Station
from naru.missions.rules.volunteers import Profession, Vaccine, VolunteerRole
from naru.sheets.book import Row, Sheet, SheetColumn, Unreadable, register

RUNNERS = (Role.MISSION_OFFICER, Role.OFFICER, Role.HEAD)
MISSION = SheetColumn(
    "mission",
    gettext_lazy("Mission’s code"),
    required=True,
    longest=12,
    help=gettext_lazy("As it stands on the mission’s board."),
    example="MN24",
    read=lambda text: text.strip().upper(),
)
PAPERS = ("profession", "licence_expires_on", "passport_expires_on", "note")


def _clock(text: str) -> time:
    """Read a time of day such as 9:00 or 09:00."""
    for form in ("%H:%M", "%H:%M:%S", "%H.%M"):
        try:
            return datetime.strptime(text.strip(), form).time()  # noqa: DTZ007 - a wall time of the site
        except ValueError:
            continue
    raise Unreadable(_("Write the time as 09:00."))


def _missions(rows: Sequence[Row], by: Any) -> dict[str, Mission]:
    """Find the missions that rows name; refuse the rows of others."""
    found = Mission.objects.visible_to(by).filter(code__in={row["mission"] for row in rows})
    known = {one.code: one for one in found.select_related("activity")}
    for row in rows:
        if row["mission"] not in known:
            row.refuse(_("No mission has this code."), "mission")
    return known


def _sites(rows: Sequence[Row], known: Mapping[str, Mission]) -> dict[tuple[str, str], Site]:
    """Find the sites that rows name by letter; refuse the rows of others."""
    found = Site.objects.filter(mission__in=known.values()).select_related("mission__activity")
    sites = {(one.mission.code, one.letter): one for one in found}
    for row in rows:
        if row["mission"] in known and (row["mission"], row["site"]) not in sites:
            row.refuse(_("This mission has no site of this letter."), "site")
    return sites


SITE = SheetColumn(
    "site",
    gettext_lazy("Site’s letter"),
    required=True,
    longest=1,
    example="A",
    read=lambda text: text.strip().upper(),
)


@register
class MissionVolunteers(Sheet):
    """The members of a mission's group with their papers; new people are entered into the directory."""

    key = "mission_volunteers"
    title = gettext_lazy("Volunteers of a mission")
    about = gettext_lazy(
        "One row for each volunteer. Whoever stands in the directory under this name and e-mail address is taken "
        "from there; others are entered. The licence number is kept sealed and never exported."
    )
    version = "1"
    open_to = RUNNERS
    unique = ("mission", "name", "email")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        MISSION,
        SheetColumn("name", gettext_lazy("Name"), required=True, longest=200),
        SheetColumn("name_latin", gettext_lazy("Name in Latin letters"), longest=200),
        SheetColumn("email", gettext_lazy("E-mail"), kind="email", longest=254),
        SheetColumn("phone", gettext_lazy("Telephone"), longest=40),
        SheetColumn(
            "profession", gettext_lazy("Profession"), kind="choice", required=True, choices=Profession.choices
        ),
        SheetColumn("association", gettext_lazy("Association"), longest=200),
        SheetColumn(
            "languages",
            gettext_lazy("Languages by code"),
            longest=60,
            help=gettext_lazy("Such as ko, en, mn."),
            example="ko, mn",
            read=lambda text: ", ".join(
                dict.fromkeys(
                    part.strip().lower() for part in text.replace(";", ",").split(",") if part.strip()
                )
            ),
        ),
        SheetColumn("roles", gettext_lazy("Answers for"), kind="several", choices=VolunteerRole.choices),
        SheetColumn("licence", gettext_lazy("Licence number"), longest=60),
        SheetColumn("licence_expires_on", gettext_lazy("Licence expires on"), kind="date"),
        SheetColumn("passport_expires_on", gettext_lazy("Passport expires on"), kind="date"),
        *(
            SheetColumn(f"given_{vaccine.value}", vaccine.label, kind="date")
            for vaccine in (
                Vaccine.HEPATITIS_A,
                Vaccine.HEPATITIS_B,
                Vaccine.TYPHOID,
                Vaccine.TETANUS,
                Vaccine.MEASLES,
                Vaccine.INFLUENZA,
                Vaccine.YELLOW_FEVER,
                Vaccine.RABIES,
            )
        ),
        SheetColumn("note", gettext_lazy("Note"), longest=300),
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find missions, associations, people, and who takes part already."""
        known = _missions(rows, by)
        wanted = {row["association"] for row in rows if row["association"]}
        named: dict[str, set[Organisation]] = {}
        for name in ("name", "name_latin", "name_ko"):
            for one in Organisation.objects.visible_to(by).standing().filter(**{f"{name}__in": wanted}):
                named.setdefault(getattr(one, name), set()).add(one)
        people_named: dict[tuple[str, str], list[Person]] = {}
        found = Person.objects.visible_to(by).standing().filter(name__in={row["name"] for row in rows})
        for person in found:
            people_named.setdefault((person.name, person.email.casefold()), []).append(person)
        there = {
            (one.mission_id, one.person_id): one
            for one in Volunteer.objects.visible_to(by).filter(mission__in=known.values()).for_list()
        }
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            associations = named.get(row["association"], set()) if row["association"] else {None}
            if len(associations) != 1:
                several = _("Several entries of the directory have this name. Add this one on the screen.")
                row.refuse(
                    several if associations else _("Nobody in the directory has this name."), "association"
                )
                continue
            mission = known.get(row["mission"])
            persons = people_named.get((row["name"], (row["email"] or "").casefold()), [])
            if len(persons) > 1:
                row.refuse(
                    _("Several people have this name and address. Add this one on the screen."), "name"
                )
                continue
            person = persons[0] if persons else None
            (association,) = associations
            one = there.get((mission.pk, person.pk)) if mission and person else None
            row.found = (mission, association, person, one)
            if one is not None:
                told = self.told(one)
                before[row.number] = {
                    key: (
                        row.values[key]
                        if key == "licence" and not row.values[key]
                        else told.get(key, row.values[key])
                    )
                    for key in row.values
                }
        return before

    @staticmethod
    def told(one: Volunteer) -> dict[str, Any]:
        """Give a volunteer as the columns hold it, without the licence number."""
        given = {f"given_{name}": date.fromisoformat(day) for name, day in one.vaccinations.items()}
        return {
            "mission": one.mission.code,
            "name": one.person.name,
            "name_latin": one.person.name_latin or None,
            "email": one.person.email or None,
            "phone": one.person.phone or None,
            "profession": one.profession,
            "association": one.association.name if one.association else None,
            "languages": ", ".join(one.languages) or None,
            "roles": list(one.roles) or None,
            "licence_expires_on": one.licence_expires_on,
            "passport_expires_on": one.passport_expires_on,
            "note": one.note or None,
            **{f"given_{vaccine}": given.get(f"given_{vaccine}") for vaccine in Vaccine.values},
        }

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Enter the person where they are new, and take them in, or change their papers."""
        mission, association, person, one = row.found
        codes = [code for code in (row["languages"] or "").split(", ") if code]
        spoken = [(code, LanguageLevel.WORKING) for code in codes]
        if person is None:
            person = people.enter(
                name=row["name"],
                name_latin=row.get("name_latin", ""),
                email=row.get("email", ""),
                phone=row.get("phone", ""),
                languages=spoken,
                source=str(upload),
                by=by,
                at=at,
            )
        else:
            facts = {"name_latin": row["name_latin"], "phone": row["phone"]}
            changed = {key: value for key, value in facts.items() if value}
            people.change(person, languages=spoken or None, by=by, at=at, **changed)
        papers: dict[str, Any] = {key: row.get(key, "" if key == "note" else None) for key in PAPERS}
        papers |= {"association": association, "roles": list(row["roles"] or [])}
        papers["vaccinations"] = {
            name: row[f"given_{name}"] for name in Vaccine.values if row[f"given_{name}"]
        }
        if one is None:
            volunteers.join(mission, person=person, licence=row.get("licence", ""), by=by, at=at, **papers)
        else:
            volunteers.change(one, licence=row.get("licence", ""), by=by, at=at, **papers)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all volunteers who take part, without licence numbers."""
        for one in Volunteer.objects.visible_to(by).standing().for_list().order_by("mission", "code"):
            yield self.told(one)


@register
class MissionShifts(Sheet):
    """Who stands at which station of a site, when."""

    key = "mission_shifts"
    title = gettext_lazy("Shifts of a mission")
    about = gettext_lazy(
        "One row for each shift. A row that is there already is not entered twice; times are those of the site."
    )
    version = "1"
    open_to = RUNNERS
    unique = ("mission", "volunteer", "day", "starts")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        MISSION,
        SITE,
        SheetColumn("day", gettext_lazy("Day"), kind="date", required=True),
        SheetColumn(
            "station", gettext_lazy("Station"), kind="choice", required=True, choices=Station.choices
        ),
        SheetColumn("volunteer", gettext_lazy("Volunteer’s code"), required=True, longest=8, example="V001"),
        SheetColumn(
            "starts",
            gettext_lazy("From"),
            required=True,
            example="09:00",
            read=_clock,
            write=lambda value: value.strftime("%H:%M"),
        ),
        SheetColumn(
            "ends",
            gettext_lazy("Until"),
            required=True,
            example="13:00",
            read=_clock,
            write=lambda value: value.strftime("%H:%M"),
        ),
        SheetColumn("interprets", gettext_lazy("As interpreter"), kind="bool"),
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find missions, sites and volunteers; refuse what the rules refuse, also among the rows themselves."""
        known = _missions(rows, by)
        sites = _sites(rows, known)
        people_known = {
            (one.mission.code, one.code): one
            for one in Volunteer.objects.visible_to(by).filter(mission__in=known.values()).for_list()
        }
        held: dict[int, list[Shift]] = {}
        for shift in Shift.objects.visible_to(by).filter(volunteer__in=people_known.values()).for_list():
            held.setdefault(shift.volunteer_id, []).append(shift)
        taken = {key: [one.turn() for one in some] for key, some in held.items()}
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            site = sites.get((row["mission"], row["site"]))
            person = people_known.get((row["mission"], (row["volunteer"] or "").upper()))
            if site is None:
                continue
            if person is None:
                row.refuse(_("This mission has no volunteer of this code."), "volunteer")
                continue
            row.found = (site, person)
            turn = a_turn(
                site,
                row["station"],
                row["day"],
                row["starts"],
                row["ends"],
                interprets=bool(row["interprets"]),
            )
            same = [one for one in held.get(person.pk, []) if one.turn() == turn]
            if same:
                before[row.number] = dict(row.values)
                continue
            spot = rules.Place(turn, site.starts_on, site.ends_on, taken=taken.get(person.pk, []))
            if why := rules.why_not_place(person.papers(), spot, rest_hours=site.mission.rest_hours):
                row.refuse(why, "volunteer")
            else:
                taken.setdefault(person.pk, []).append(turn)
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Give the shift."""
        site, person = row.found
        told = {key: row[key] for key in ("station", "day", "starts", "ends")}
        volunteers.place(site, volunteer=person, interprets=bool(row["interprets"]), by=by, at=at, **told)

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all shifts."""
        for one in Shift.objects.visible_to(by).for_list():
            yield {
                "mission": one.volunteer.mission.code,
                "site": one.site.letter,
                "day": one.day,
                "station": one.station,
                "volunteer": one.volunteer.code,
                "starts": one.starts,
                "ends": one.ends,
                "interprets": one.interprets,
            }


@register
class MissionLots(Sheet):
    """The lots that are packed for the sites of a mission."""

    key = "mission_lots"
    title = gettext_lazy("Packed lots of a mission")
    about = gettext_lazy(
        "One row for each maker’s lot of a medicine and site. A lot that stands there already is changed."
    )
    version = "1"
    open_to = RUNNERS
    unique = ("mission", "site", "medicine", "number")
    columns: ClassVar[tuple[SheetColumn, ...]] = (
        MISSION,
        SITE,
        SheetColumn("medicine", gettext_lazy("Medicine’s code"), required=True, longest=12, example="PCM500"),
        SheetColumn("number", gettext_lazy("Lot number"), required=True, longest=40),
        SheetColumn("expires_on", gettext_lazy("Expires on"), kind="date", required=True),
        SheetColumn(
            "packed", gettext_lazy("Units packed"), kind="whole", required=True, least=1, most=10_000_000
        ),
        SheetColumn("box", gettext_lazy("Box"), longest=20),
        SheetColumn("origin", gettext_lazy("Made in"), longest=2, read=lambda text: text.strip().upper()),
        SheetColumn("value", gettext_lazy("Value of a unit, won"), kind="whole", least=0),
    )

    def match(self, rows: Sequence[Row], *, by: Any) -> Mapping[int, Mapping[str, Any]]:
        """Find missions, sites, medicines, and the lots that stand."""
        known = _missions(rows, by)
        sites = _sites(rows, known)
        codes = {row["medicine"] for row in rows}
        medicines = {
            one.code: one for one in Medicine.objects.visible_to(by).standing().filter(code__in=codes)
        }
        lots = (
            Lot.objects.visible_to(by).standing().filter(mission__in=known.values(), consignment__isnull=True)
        )
        there = {(one.site_id, one.medicine_id, one.number): one for one in lots.select_related("site")}
        before: dict[int, Mapping[str, Any]] = {}
        for row in rows:
            medicine = medicines.get(row["medicine"])
            if medicine is None:
                row.refuse(_("The formulary has no medicine of this code."), "medicine")
                continue
            site = sites.get((row["mission"], row["site"]))
            if site is None:
                continue
            one = there.get((site.pk, medicine.pk, row["number"]))
            row.found = (site, medicine, one)
            if one is not None:
                told = {
                    "expires_on": one.expires_on,
                    "packed": one.packed,
                    "box": one.box or None,
                    "origin": one.origin or None,
                    "value": one.value,
                }
                before[row.number] = {key: told.get(key, row.values[key]) for key in row.values}
        return before

    def accept_row(self, row: Row, *, by: Any, at: datetime, upload: Any) -> None:
        """Pack the lot, or change it."""
        site, medicine, one = row.found
        told: dict[str, Any] = {
            "expires_on": row["expires_on"],
            "packed": row["packed"],
            "value": row["value"],
        }
        told |= {"box": row.get("box", ""), "origin": row.get("origin", "")}
        if one is not None:
            stores.change_lot(one, by=by, at=at, **told)
        else:
            stores.pack(
                site.mission, site=site, medicine=medicine, number=row["number"], by=by, at=at, **told
            )

    def rows(self, *, by: Any) -> Iterable[Mapping[str, Any]]:
        """Give all lots that are packed for sites."""
        rows = Lot.objects.visible_to(by).standing().filter(site__isnull=False, medicine__isnull=False)
        for one in rows.for_list().order_by("code"):
            yield {
                "mission": one.mission.code,
                "site": one.site.letter,
                "medicine": one.medicine.code,
                "number": one.number,
                "expires_on": one.expires_on,
                "packed": one.packed,
                "box": one.box or None,
                "origin": one.origin or None,
                "value": one.value,
            }
