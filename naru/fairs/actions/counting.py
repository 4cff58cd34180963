"""What new slips say, put into leads, consultations and head counts; slips that came before what they are about too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from naru.directory.models import Country
from naru.fairs.actions.ground import local
from naru.fairs.models import BoothMember, Consultation, Device, HeadCount, Lead, Slip, Visitor
from naru.fairs.rules import badges
from naru.fairs.rules import slips as rules
from naru.fairs.rules.consultations import Origin, Outcome, Topic
from naru.fairs.rules.leads import FIELDS, Came, merge
from naru.fairs.rules.slips import Aside, SlipKind
from naru.fairs.rules.visitors import Place
from naru.history.book import refuse


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


def count_one(taking: Taking, slip: Slip) -> None:
    """
    Put what one slip says into the tables that was kept aside until the office decided to count it.

    :raises Refusal: where it cannot be counted for another reason: a forged badge, another booth's entry
    """
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
