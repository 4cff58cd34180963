"""Taking volunteers into a mission, keeping their papers, placing them in shifts, and briefing them by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.directory.models import Organisation, Person
from naru.directory.rules.sealing import seal
from naru.history.book import Refusal, lock, note, refuse
from naru.krds.formats import words
from naru.letters.book import send
from naru.missions.actions.missions import write
from naru.missions.models import Mission, Shift, Site, Volunteer
from naru.missions.models.volunteers import PURPOSE, a_turn
from naru.missions.rules import volunteers as rules

PAPERS = (
    "profession",
    "roles",
    "licence_expires_on",
    "passport_expires_on",
    "vaccinations",
    "association",
    "note",
)
"""What may be written of a volunteer beside the licence number."""


def _plain_vaccinations(given: Mapping[str, date | str]) -> dict[str, str]:
    return {
        name: day if isinstance(day, str) else day.isoformat() for name, day in sorted(given.items()) if day
    }


def _licence(number: str) -> dict[str, str]:
    number = " ".join(number.split())
    if not number:
        return {"licence": "", "licence_digest": ""}
    return {
        "licence": seal(number, secrets=[settings.SECRET_KEY], purpose=PURPOSE),
        "licence_digest": rules.licence_digest(number, secret=settings.SECRET_KEY),
    }


@transaction.atomic
def join(
    mission: Mission,
    *,
    person: Person,
    profession: str,
    by: Any,
    at: datetime,
    association: Organisation | None = None,
    licence: str = "",
    vaccinations: Mapping[str, date | str] | None = None,
    **papers: Any,
) -> Volunteer:
    """
    Take a person into a mission's group and give them the next code.

    :raises Refusal: with the sentence from rules.volunteers.why_not_join
    """
    lock(mission)
    taken = dict(mission.volunteers.values_list("code", "person"))
    archived = mission.activity.archived_at is not None
    refuse(rules.why_not_join(already=person.pk in taken.values(), archived=archived))
    row = Volunteer.objects.create(
        mission=mission,
        person=person,
        association=association,
        code=rules.next_code(taken),
        profession=profession,
        vaccinations=_plain_vaccinations(vaccinations or {}),
        joined_at=at,
        **_licence(licence),
        **papers,
    )
    note(by=by, verb="joined_mission", subject=row, at=at, after={"code": row.code, "profession": profession})
    return row


@transaction.atomic
def change(
    volunteer: Volunteer,
    *,
    by: Any,
    at: datetime,
    licence: str | None = None,
    vaccinations: Mapping[str, date | str] | None = None,
    **papers: Any,
) -> bool:
    """
    Change a volunteer's papers; what is not named stays, an empty licence number too. Say whether anything differed.

    The licence number itself never stands in history, only that it changed.
    """
    lock(volunteer)
    if unknown := set(papers) - set(PAPERS):
        raise TypeError(f"No papers of a volunteer: {sorted(unknown)}")
    values = dict(papers)
    if vaccinations is not None:
        values["vaccinations"] = _plain_vaccinations(vaccinations)
    changed = write(volunteer, values, verb="changed", by=by, at=at)
    if licence:
        digest = rules.licence_digest(licence, secret=settings.SECRET_KEY)
        if digest != volunteer.licence_digest:
            for name, value in _licence(licence).items():
                setattr(volunteer, name, value)
            volunteer.save(update_fields=["licence", "licence_digest"])
            note(by=by, verb="changed_licence", subject=volunteer, at=at)
            changed = True
    return changed


@transaction.atomic
def read_licence(volunteer: Volunteer, *, by: Any, at: datetime) -> str:
    """Give a licence number in the clear and note who read it."""
    note(by=by, verb="read_licence", subject=volunteer, at=at)
    return volunteer.licence_number


@transaction.atomic
def withdraw(volunteer: Volunteer, *, by: Any, at: datetime, why: str = "") -> Volunteer:
    """
    Take a volunteer off the group and out of all shifts; the code is never given again.

    :raises Refusal: with the sentence from rules.volunteers.why_not_withdraw
    """
    lock(volunteer)
    refuse(rules.why_not_withdraw(withdrawn=volunteer.withdrawn_at is not None))
    for shift in volunteer.shifts.select_related("site__mission"):
        take_off(shift, by=by, at=at)
    volunteer.withdrawn_at = at
    volunteer.save(update_fields=["withdrawn_at"])
    note(by=by, verb="withdrew_volunteer", subject=volunteer, at=at, why=why)
    return volunteer


@transaction.atomic
def bring_back(volunteer: Volunteer, *, by: Any, at: datetime) -> Volunteer:
    """
    Bring a volunteer who withdrew back into the group.

    :raises Refusal: with the sentence from rules.volunteers.why_not_return
    """
    lock(volunteer)
    refuse(rules.why_not_return(withdrawn=volunteer.withdrawn_at is not None))
    volunteer.withdrawn_at = None
    volunteer.save(update_fields=["withdrawn_at"])
    note(by=by, verb="brought_back_volunteer", subject=volunteer, at=at)
    return volunteer


@transaction.atomic
def place(
    site: Site,
    *,
    volunteer: Volunteer,
    station: str,
    day: date,
    starts: time,
    ends: time,
    by: Any,
    at: datetime,
    interprets: bool = False,
) -> Shift:
    """
    Give a volunteer a shift at a station of a site, in the site's own time.

    :raises Refusal: with the sentence from rules.volunteers.why_not_place
    """
    lock(volunteer)
    taken = [one.turn() for one in volunteer.shifts.select_related("site")]
    spot = rules.Place(
        turn=a_turn(site, station, day, starts, ends, interprets=interprets),
        first=site.starts_on,
        end=site.ends_on,
        same_mission=site.mission_id == volunteer.mission_id,
        taken=taken,
    )
    refuse(rules.why_not_place(volunteer.papers(), spot, rest_hours=site.mission.rest_hours))
    shift = Shift.objects.create(
        site=site,
        volunteer=volunteer,
        station=station,
        day=day,
        starts=starts,
        ends=ends,
        interprets=interprets,
    )
    note(by=by, verb="gave_shift", subject=volunteer, at=at, after=_told(shift))
    return shift


@transaction.atomic
def place_often(
    volunteer: Volunteer, *, shifts: Sequence[Mapping[str, Any]], by: Any, at: datetime
) -> list[Shift]:
    """
    Give a volunteer several shifts at once, all or none; `shifts` hold the fields of each, with its site.

    :raises Refusal: with the sentence from rules.volunteers.why_not_place
    """
    lock(volunteer)
    papers = volunteer.papers()
    taken = [one.turn() for one in volunteer.shifts.select_related("site")]
    made = []
    for told in shifts:
        shift = Shift(volunteer=volunteer, **told)
        turn, site = shift.turn(), shift.site
        spot = rules.Place(
            turn=turn,
            first=site.starts_on,
            end=site.ends_on,
            same_mission=site.mission_id == volunteer.mission_id,
            taken=taken,
        )
        refuse(rules.why_not_place(papers, spot, rest_hours=site.mission.rest_hours))
        taken.append(turn)
        made.append(shift)
    made = Shift.objects.bulk_create(made)
    after = {"shifts": [_told(one) for one in made]}
    note(by=by, verb="gave_shift", subject=volunteer, at=at, after=after)
    return made


@transaction.atomic
def take_off(shift: Shift, *, by: Any, at: datetime) -> None:
    """Take a volunteer off a shift."""
    note(by=by, verb="took_off_shift", subject=shift.volunteer, at=at, before=_told(shift))
    shift.delete()


def _told(shift: Shift) -> dict[str, Any]:
    return {
        "site": shift.site.letter,
        "station": shift.station,
        "day": shift.day.isoformat(),
        "starts": shift.starts.strftime("%H:%M"),
        "ends": shift.ends.strftime("%H:%M"),
        "interprets": shift.interprets,
    }


@transaction.atomic
def brief(volunteer: Volunteer, *, by: Any, at: datetime) -> Volunteer:
    """
    Write a volunteer the briefing letter in their language: days, meeting point, shifts, what is still missing.

    :raises Refusal: if they withdrew, or no e-mail address is known
    """
    lock(volunteer)
    refuse(rules.why_not_withdraw(withdrawn=volunteer.withdrawn_at is not None))
    if not volunteer.person.email:
        raise Refusal(_("No e-mail address is known of this person."))
    mission, language = volunteer.mission, volunteer.person.language or "ko"
    days = mission.days
    with override(language):
        shifts = [
            f"{words.day(one.day)} {one.starts:%H:%M}–{one.ends:%H:%M} {one.site} · {one.get_station_display()}"
            for one in volunteer.shifts.select_related("site").order_by("day", "starts")
        ]
        context = {
            "name": volunteer.person.name_in(language),
            "code": volunteer.code,
            "activity": mission.activity.text_in("title", language),
            "period": words.period(*days) if days else "",
            "meeting": mission.meeting_point,
            "when": words.moment(mission.meets_at) if mission.meets_at else "",
            "shifts": shifts,
            "office": settings.NARU_OFFICE_NAME,
            "missing": volunteer.why_not_ready(),
        }
    send(
        "mission_briefing",
        to=volunteer.person.email,
        language=language,
        context=context,
        by=by,
        at=at,
        subject_row=volunteer,
    )
    volunteer.briefed_at = at
    volunteer.save(update_fields=["briefed_at"])
    note(by=by, verb="briefed", subject=volunteer, at=at)
    return volunteer


@transaction.atomic
def brief_all(volunteers: Iterable[Volunteer], *, by: Any, at: datetime) -> tuple[int, int]:
    """Write the briefing letter to each who can be reached; give how many were written, and how many could not be."""
    written = left = 0
    for one in volunteers:
        if one.withdrawn_at is None and one.person.email:
            brief(one, by=by, at=at)
            written += 1
        else:
            left += 1
    return written, left
