"""
Taking what devices send: each slip stored once however often it arrives, and what it says put into the tables.

A slip is its own history: it is never changed, and keeps who (the device), what (word for word, with a digest)
and when (both clocks). So no entry is written for each; what the office decides about those kept aside is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naru.directory.models import Country
from naru.fairs.actions.ground import local
from naru.fairs.models import BoothMember, Consultation, Device, HeadCount, Lead, Slip, Visitor
from naru.fairs.rules import badges
from naru.fairs.rules import slips as rules
from naru.fairs.rules.consultations import Origin, Outcome, Topic
from naru.fairs.rules.fairs import is_over
from naru.fairs.rules.leads import FIELDS, Came, merge
from naru.fairs.rules.slips import Aside, Sent, SlipKind, State
from naru.fairs.rules.visitors import Place
from naru.history.book import Refusal, note, refuse

TURNS = 4
"""How often a sending is tried when another device wrote the same row at the same moment."""
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Answer:
    """What became of one slip: its id as it was sent, a state, a sentence for the device, the person's name."""

    uid: str
    state: State
    say: str = ""
    who: str = ""


@dataclass
class Taking:
    """What one sending is worked on with: the device, the moments, and what was found in the tables."""

    device: Device
    at: datetime
    slips: list[Slip] = field(default_factory=list)
    fresh: list[Lead] = field(default_factory=list)
    changed: dict[int, Lead] = field(default_factory=dict)
    held: dict[int, Lead] = field(default_factory=dict)
    owners: set[int] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


def device_of(token: str) -> Device | None:
    """Give the device that a token belongs to."""
    rows = Device.objects.select_related("fair__activity", "fair__badge_key", "exhibitor__organisation")
    found: Device | None = rows.bearing(token).first()
    return found


def take(token: str, *, sent: Sequence[Any], sent_at: datetime, at: datetime) -> list[Answer]:
    """
    Take a sending: at most 500 slips as JSON gave them, sent when the device's clock said `sent_at`.

    All that can be read is stored, in one transaction; a slip that came before is answered as known. What
    cannot be counted is kept aside with its reason. Nothing depends on the device's clock.

    :raises Refusal: for a token that no device has
    """
    for turn in range(TURNS):
        try:
            return _take(token, sent=sent, sent_at=sent_at, at=at)
        except IntegrityError:
            # Another device stored the same id, or met the same visitor for this booth, just now.
            if turn == TURNS - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _take(token: str, *, sent: Sequence[Any], sent_at: datetime, at: datetime) -> list[Answer]:
    rows = Device.objects.select_for_update(of=("self",)).select_related("fair__activity", "exhibitor")
    device = rows.bearing(token).first()
    if device is None:
        raise Refusal(_("This device is not known here. Ask the office for a new code."))
    read, answers = _read(sent)
    known = {
        slip.uid: slip
        for slip in Slip.objects.filter(uid__in=[one.uid for one in read]).select_related("visitor")
    }
    taking = Taking(device, at)
    new = [one for one in read if one.uid not in known]
    taking.slips = [_slip(one, device=device, sent_at=sent_at, at=at) for one in new]
    if taking.slips:
        count(taking)
    if device.seen_at is None or at - device.seen_at > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=at)
    stored = {slip.uid: slip for slip in taking.slips}
    for one in read:
        answers[str(one.uid)] = _answer(one, stored.get(one.uid), known.get(one.uid))
    names = _names(stored.values(), device)
    return [
        Answer(each.uid, each.state, each.say, names.get(each.uid, "")) if each.uid in names else each
        for each in answers.values()
    ]


def _read(sent: Sequence[Any]) -> tuple[list[Sent], dict[str, Answer]]:
    """Read the slips, in the device's own order, each id once; what is unreadable is answered at once."""
    read: dict[UUID, Sent] = {}
    answers: dict[str, Answer] = {}
    for place, one in enumerate(sent):
        try:
            slip = rules.read(one)
        except rules.Unreadable as fault:
            told = str(one.get("id")) if isinstance(one, Mapping) and one.get("id") else f"#{place}"
            answers[told[:60]] = Answer(told[:60], State.REFUSED, str(fault))
            continue
        read.setdefault(slip.uid, slip)
    return sorted(read.values(), key=lambda slip: slip.sequence), answers


def _slip(one: Sent, *, device: Device, sent_at: datetime, at: datetime) -> Slip:
    fair = device.fair
    happened = rules.happened(
        one.device_time, sent_at=sent_at, at=at, since=device.enrolled_at or device.added_at
    )
    aside = ""
    if device.revoked_at:
        aside = Aside.REVOKED
    elif is_over(happened, ends_on=fair.days[1] if fair.days else None, zone=fair.zone):
        aside = Aside.OVER
    return Slip(
        fair=fair,
        exhibitor=device.exhibitor,
        device=device,
        uid=one.uid,
        kind=one.kind,
        sequence=one.sequence,
        device_time=one.device_time,
        offset=one.offset,
        happened_at=happened,
        received_at=at,
        about=one.about,
        body=one.body,
        digest=one.digest,
        booth=device.exhibitor.booth if device.exhibitor else "",
        aside=aside,
    )


def count(taking: Taking) -> None:
    """Put what new slips say into leads, consultations and head counts; then store the slips themselves."""
    counted = [slip for slip in taking.slips if not slip.aside]
    _find_visitors(taking.device, counted)
    parents = _parents(taking, counted)
    counted = [slip for slip in counted if not slip.aside]
    early = _early(counted)
    _find_words(taking, [*counted, *early])
    _leads(taking, [slip for slip in counted if slip.kind == SlipKind.LEAD])
    for slip in counted:
        if slip.kind in {SlipKind.CHANGE, SlipKind.CONSULTATION} and slip.about:
            _follow(taking, slip, parents.get(slip.about))
    own = {slip.uid: slip for slip in counted}
    late = [slip for slip in early if slip.kind == SlipKind.CHANGE and slip.about and own[slip.about].lead]
    for slip in late:
        slip.lead = own[slip.about].lead  # type: ignore[index]
    changes = [slip for slip in counted if slip.kind == SlipKind.CHANGE and slip.lead]
    for slip in [*late, *changes]:
        assert slip.lead is not None
        _say(taking, slip.lead, slip)
    if taking.fresh:
        Lead.objects.bulk_create(taking.fresh, batch_size=500)
    if taking.changed:
        Lead.objects.bulk_update(
            taking.changed.values(), [*_columns(), "tag_words", "stamps"], batch_size=200
        )
    Slip.objects.bulk_create(taking.slips, batch_size=500)
    if late:
        Slip.objects.bulk_update(late, ["lead"], batch_size=200)
    _consultations(taking, [slip for slip in counted if slip.kind == SlipKind.CONSULTATION], early, own)
    _heads(taking, counted, early)


def _columns() -> list[str]:
    return [
        {"country": "country_id", "owner": "owner_id"}.get(name, name).removesuffix("_id") for name in FIELDS
    ]


def _find_visitors(device: Device, slips: Iterable[Slip]) -> None:
    """Find whose badge was read; a badge that is none of this fair's lays its slip aside."""
    wanted: dict[str, list[Slip]] = {}
    for slip in slips:
        if slip.kind != SlipKind.LEAD or "badge" not in slip.body:
            continue
        badge = badges.read(slip.body["badge"])
        if badge is None:
            slip.aside = Aside.FORGED
        elif badge.fair != device.fair.code:
            slip.aside = Aside.OTHER_FAIR
        else:
            wanted.setdefault(badge.token, []).append(slip)
    if not wanted:
        return
    found = {one.token: one for one in Visitor.objects.filter(fair=device.fair, token__in=wanted)}
    for token, some in wanted.items():
        for slip in some:
            slip.visitor = found.get(token)
            if slip.visitor is None:
                slip.aside = Aside.FORGED


def _parents(taking: Taking, slips: Iterable[Slip]) -> dict[UUID, Slip]:
    """Find what slips are about, stored before or sent with them; another booth's is not theirs to touch."""
    some = [slip for slip in slips if slip.about]
    if not some:
        return {}
    parents = {slip.uid: slip for slip in taking.slips}
    stored = Slip.objects.filter(uid__in={slip.about for slip in some}, fair=taking.device.fair)
    parents |= {slip.uid: slip for slip in stored.select_related("lead", "visitor")}
    for slip in some:
        parent = parents.get(slip.about) if slip.about else None
        if parent is not None and parent.exhibitor_id != slip.exhibitor_id:
            slip.aside = Aside.OTHERS
    return parents


def _find_words(taking: Taking, slips: Iterable[Slip]) -> None:
    owners = {slip.body["owner"] for slip in slips if "owner" in slip.body}
    countries = {slip.body["country"] for slip in slips if "country" in slip.body}
    if owners:
        rows = BoothMember.objects.filter(exhibitor=taking.device.exhibitor, pk__in=owners)
        taking.owners = set(rows.values_list("pk", flat=True))
    if countries:
        taking.countries = set(Country.objects.filter(pk__in=countries).values_list("pk", flat=True))


def _early(slips: Iterable[Slip]) -> list[Slip]:
    """Find what came before the slip that it is about: a device may send in any order."""
    wanted = [slip.uid for slip in slips if slip.kind in {SlipKind.LEAD, SlipKind.TALLY}]
    if not wanted:
        return []
    rows = Slip.objects.filter(about__in=wanted, aside="", lead__isnull=True)
    return list(rows.order_by("device", "sequence"))


def _leads(taking: Taking, slips: list[Slip]) -> None:
    exhibitor = taking.device.exhibitor
    if exhibitor is None or not slips:
        return  # at the entrance a scan counts the visitor and makes nobody's lead
    visitors = [slip.visitor_id for slip in slips if slip.visitor_id]
    standing = {}
    if visitors:
        standing = {
            lead.visitor_id: lead for lead in _hold(taking, exhibitor=exhibitor, visitor__in=visitors)
        }
    for slip in slips:
        lead = standing.get(slip.visitor_id) if slip.visitor_id else None
        if lead is None:
            lead = Lead(
                fair=slip.fair,
                exhibitor=exhibitor,
                visitor=slip.visitor,
                uid=slip.uid,
                came=Came.DEVICE,
                agreed=bool(slip.body.get("agreed")),
                booth=slip.booth,
                device=slip.device,
                happened_at=slip.happened_at,
                day=local(slip.fair, slip.happened_at).date(),
                received_at=taking.at,
            )
            taking.fresh.append(lead)
            if slip.visitor_id:
                standing[slip.visitor_id] = lead
        slip.lead = lead
        _say(taking, lead, slip)


def _hold(taking: Taking, **which: Any) -> list[Lead]:
    """Lock leads that stand, so that two devices of one booth do not write over each other; each row once."""
    rows = Lead.objects.select_for_update(of=("self",)).filter(**which).order_by("pk")
    return [taking.held.setdefault(lead.pk, lead) for lead in rows]


def _follow(taking: Taking, slip: Slip, parent: Slip | None) -> None:
    """Give a slip the lead and the visitor of the one that it is about, if that has come."""
    if parent is None:
        return
    slip.visitor = parent.visitor
    slip.lead = parent.lead
    if slip.kind == SlipKind.CHANGE and slip.lead and slip.lead.pk:
        held = taking.held.get(slip.lead.pk)
        slip.lead = held or next(iter(_hold(taking, pk=slip.lead.pk)), None)


def _say(taking: Taking, lead: Lead, slip: Slip) -> None:
    said = dict(slip.body)
    if said.get("owner") not in taking.owners:
        said.pop("owner", None)
    if said.get("country") not in taking.countries:
        said.pop("country", None)
    if lead.visitor_id:
        said.pop("name", None)  # who they are is the visitor's own word
        said.pop("contact", None)
    now = lead.said()
    done = put(lead, now, merge(now, lead.stamps, said, origin=str(slip.device_id), sequence=slip.sequence))
    if done and lead.pk:
        taking.changed[lead.pk] = lead


def put(lead: Lead, now: Mapping[str, Any], changed: Iterable[str]) -> list[str]:
    """Put fields, as the rules hold them, into the row; give the names of those that were put."""
    done = list(changed)
    for name in done:
        value = now[name]
        match name:
            case "country" | "owner":
                setattr(lead, f"{name}_id", value or None)
            case "next_on":
                lead.next_on = date.fromisoformat(value) if value else None
            case "tags":
                lead.tags, lead.tag_words = list(value), " ".join(value)[:1000]
            case "name" | "contact" | "language" | "next_step":
                longest = Lead._meta.get_field(name).max_length
                setattr(lead, name, str(value)[:longest])
            case _:
                setattr(lead, name, value)
    if {"next_step", "next_on"} & set(done):
        lead.next_done_at = None
    return done


def _consultations(taking: Taking, slips: list[Slip], early: list[Slip], own: Mapping[UUID, Slip]) -> None:
    for slip in early:
        if slip.kind == SlipKind.CONSULTATION and slip.about and (lead := own[slip.about].lead):
            Consultation.objects.filter(exhibitor=slip.exhibitor, origin_key=f"slip:{slip.uid}").update(
                lead=lead, visitor=lead.visitor
            )
            Slip.objects.filter(pk=slip.pk).update(lead=lead)
    made = []
    for slip in slips:
        if slip.exhibitor is None:
            continue
        body = slip.body
        made.append(
            Consultation(
                fair=slip.fair,
                exhibitor=slip.exhibitor,
                lead=slip.lead,
                visitor=slip.visitor,
                our_side=body.get("our_side", "")[:200],
                their_side=body.get("their_side", "")[:200],
                interpreter=body.get("interpreter", "")[:120],
                language=body.get("language", "")[:10],
                topic=body["topic"] if body.get("topic") in Topic.values else "",
                outcome=body["outcome"] if body.get("outcome") in Outcome.values else "",
                note=body.get("note", ""),
                origin=Origin.DEVICE,
                origin_key=f"slip:{slip.uid}",
                device=slip.device,
                held_at=slip.happened_at,
                day=local(slip.fair, slip.happened_at).date(),
                logged_at=taking.at,
            )
        )
    if made:
        Consultation.objects.bulk_create(made, batch_size=500)


def _heads(taking: Taking, slips: list[Slip], early: list[Slip]) -> None:
    undone = {slip.about: slip.happened_at for slip in early if slip.kind == SlipKind.UNDO}
    undone |= {slip.about: slip.happened_at for slip in slips if slip.kind == SlipKind.UNDO}
    made = []
    for slip in slips:
        if slip.kind != SlipKind.TALLY:
            continue
        here = local(slip.fair, slip.happened_at)
        made.append(
            HeadCount(
                fair=slip.fair,
                exhibitor=slip.exhibitor,
                device=slip.device,
                uid=slip.uid,
                place=Place.BOOTH if slip.exhibitor_id else Place.ENTRANCE,
                happened_at=slip.happened_at,
                day=here.date(),
                hour=here.hour,
                undone_at=undone.pop(slip.uid, None),
            )
        )
    if made:
        HeadCount.objects.bulk_create(made, batch_size=500)
    for about, when in undone.items():
        rows = HeadCount.objects.filter(uid=about, fair=taking.device.fair, undone_at__isnull=True)
        rows.filter(exhibitor=taking.device.exhibitor).update(undone_at=when)


def _answer(one: Sent, stored: Slip | None, known: Slip | None) -> Answer:
    told = str(one.uid)
    if stored is not None:
        if stored.aside:
            return Answer(told, State.ASIDE, str(rules.SAID_TO_DEVICE[stored.aside]))
        return Answer(told, State.STORED)
    assert known is not None
    if known.digest != one.digest:
        return Answer(told, State.REFUSED, _("Another entry has this id already. This one was not stored."))
    if known.aside and known.decided_at is None:
        return Answer(told, State.ASIDE, str(rules.SAID_TO_DEVICE[known.aside]))
    return Answer(told, State.KNOWN)


def _names(slips: Iterable[Slip], device: Device) -> dict[str, str]:
    """Give, by id, the names of visitors that agree to be known by this exhibitor."""
    leads = [
        slip.lead_id for slip in slips if slip.visitor_id and slip.lead_id and slip.kind == SlipKind.LEAD
    ]
    if not leads:
        return {}
    rows = Lead.objects.filter(pk__in=leads).consenting().filter(consented=True).select_related("visitor")
    names = {row.pk: row.visitor.name for row in rows if row.visitor}
    return {str(slip.uid): names[slip.lead_id] for slip in slips if slip.lead_id in names}


@transaction.atomic
def admit(slip: Slip, *, by: Any, at: datetime) -> Slip:
    """
    Count a slip that was kept aside after all, without the badge that was not this fair's.

    :raises Refusal: if somebody has decided on it already
    """
    slip = _held(slip)
    reason, slip.aside = slip.aside, ""
    body, slip.body = slip.body, {key: value for key, value in slip.body.items() if key != "badge"}
    if reason in {Aside.REVOKED, Aside.OVER}:
        slip.body = body
    taking = Taking(slip.device, at)
    taking.slips = [slip]
    _admit(taking, slip)
    Slip.objects.filter(pk=slip.pk).update(
        lead=slip.lead, visitor=slip.visitor, decided_at=at, decided_by=by, admitted=True
    )
    note(by=by, verb="admitted_slip", subject=slip, at=at, before={"aside": str(reason)})
    return slip


def _admit(taking: Taking, slip: Slip) -> None:
    _find_visitors(taking.device, [slip])
    if slip.aside:
        refuse(str(rules.SAID_TO_DEVICE[slip.aside]))
    parents = _parents(taking, [slip])
    if slip.aside:
        refuse(str(rules.SAID_TO_DEVICE[slip.aside]))
    _find_words(taking, [slip])
    if slip.kind == SlipKind.LEAD:
        _leads(taking, [slip])
    elif slip.about and slip.kind in {SlipKind.CHANGE, SlipKind.CONSULTATION}:
        _follow(taking, slip, parents.get(slip.about))
        if slip.kind == SlipKind.CHANGE and slip.lead:
            _say(taking, slip.lead, slip)
    Lead.objects.bulk_create(taking.fresh)
    if taking.changed:
        Lead.objects.bulk_update(taking.changed.values(), [*_columns(), "tag_words", "stamps"])
    _consultations(taking, [slip] if slip.kind == SlipKind.CONSULTATION else [], [], {})
    _heads(taking, [slip], [])


@transaction.atomic
def leave_out(slip: Slip, *, by: Any, at: datetime, why: str = "") -> Slip:
    """
    Decide that a slip kept aside is not counted; it stays as it was sent.

    :raises Refusal: if somebody has decided on it already
    """
    slip = _held(slip)
    slip.decided_at, slip.decided_by, slip.admitted = at, by, False
    slip.save(update_fields=["decided_at", "decided_by", "admitted"])
    note(by=by, verb="left_out_slip", subject=slip, at=at, why=why)
    return slip


def _held(slip: Slip) -> Slip:
    rows = Slip.objects.select_for_update(of=("self",)).select_related("device__fair__activity", "exhibitor")
    slip = rows.get(pk=slip.pk)
    if not slip.aside or slip.decided_at:
        raise Refusal(_("Somebody has decided on this entry already."))
    return slip
