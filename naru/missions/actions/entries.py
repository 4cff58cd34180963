"""
Taking what tablets send: each entry stored once however often it arrives, and folded into the tables in one breath.

An entry is its own history: it is never changed, and keeps who, what, when by every clock, and the chain's value
after it. So no entry of the house's history is written for each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from naru.missions.actions.epochs import running
from naru.missions.actions.folding import fold_residents, fold_stock
from naru.missions.models import Entry, Epoch, Resident, SetAside, Tablet
from naru.missions.rules import entries as rules
from naru.missions.rules.entries import Aside, Kind, Sent, State
from naru.missions.rules.steps import reached
from naru.missions.rules.tablets import digest

TURNS = 4
"""How often a commit is tried when another process wrote the same row at the same moment."""
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Sending:
    """
    What one tablet sent: its token, the entries as JSON gave them, and what its clock said when it sent.

    `epoch` and `have` are what the site told it last: by them a laptop whose backup was restored sees that it was.
    """

    token: str
    sent: Sequence[Any]
    sent_at: datetime
    epoch: str = ""
    have: int = 0


@dataclass(frozen=True)
class Answer:
    """What became of one entry: its id as it was sent, a state, a sentence for the tablet."""

    uid: str
    state: State
    say: str = ""


@dataclass
class Answers:
    """What a tablet is told: its entries, up to which number of its own all are here, up to which at head office."""

    epoch: str
    entries: list[Answer]
    have: int
    safe: int


@dataclass
class _Job:
    tablet: Tablet
    sending: Sending
    read: list[tuple[Sent, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def tablet_of(token: str) -> Tablet | None:
    """Give the tablet that a token belongs to."""
    found: Tablet | None = Tablet.objects.select_related("site__mission").bearing(digest(token)).first()
    return found


def take(sendings: Sequence[Sending], *, at: datetime) -> list[Answers | None]:
    """
    Take what several tablets sent in one commit; nothing of it is lost, and nothing is stored twice.

    What cannot be counted is kept aside with its reason. Gives an answer for each sending, nothing for a token that
    no tablet has. Nothing depends on a tablet's clock.
    """
    for turn in range(TURNS):
        try:
            answers = _take(sendings, at=at)
        except IntegrityError:
            # Another process stored the same id just now.
            if turn == TURNS - 1:
                raise
        else:
            reached("entries.committed")
            return answers
    raise AssertionError("unreachable")


@transaction.atomic
def _take(sendings: Sequence[Sending], *, at: datetime) -> list[Answers | None]:
    digests = [digest(one.token) for one in sendings]
    tablets = {
        tablet.token_digest: tablet
        for tablet in Tablet.objects.select_related("site__mission")
        .filter(token_digest__in=digests)
        .order_by("pk")
    }
    jobs = [
        _Job(tablets[key], one) if key and key in tablets else None
        for key, one in zip(digests, sendings, strict=True)
    ]
    by_site: dict[int, list[_Job]] = {}
    for job in jobs:
        if job:
            by_site.setdefault(job.tablet.site_id, []).append(job)
    epochs = {site: _take_at_site(some, at=at) for site, some in sorted(by_site.items())}
    return [
        Answers(str(epochs[job.tablet.site_id].uid), job.answers, job.tablet.have, job.tablet.safe)
        if job
        else None
        for job in jobs
    ]


def _take_at_site(jobs: Sequence[_Job], *, at: datetime) -> Epoch:
    site = jobs[0].tablet.site
    epoch = running(site, at=at)
    kept = _Kept(jobs, at)
    reached("entries.read")
    store(epoch, kept.fresh, at=at)
    SetAside.objects.bulk_create(kept.aside, ignore_conflicts=True)
    for tablet in {job.tablet.pk: job.tablet for job in jobs}.values():
        came = [sent.seq for job in jobs if job.tablet is tablet for sent, _key in job.read]
        _count(tablet, at=at, came=max(came, default=0))
    reached("entries.written")
    return epoch


class _Kept:
    """Reads what was sent, and sorts it into what is new, what is known, and what is kept aside."""

    def __init__(self, jobs: Sequence[_Job], at: datetime) -> None:
        self.at = at
        self.site = jobs[0].tablet.site
        self.fresh: list[Entry] = []
        self.aside: list[SetAside] = []
        for job in jobs:
            self._read(job)
        self._known = {
            entry.uid: entry
            for entry in Entry.objects.filter(
                uid__in=[sent.uid for job in jobs for sent, _key in job.read]
            ).only("uid", "digest", "tablet_id")
        }
        self._seqs = self._numbers(jobs)
        self._writers = self._who_wrote(jobs)
        self._taken = self._resident_numbers(jobs)
        for job in jobs:
            for sent, key in sorted(job.read, key=lambda one: one[0].seq):
                job.answers.append(self._sort(job, sent, key))

    def _read(self, job: _Job) -> None:
        seen = set()
        device = str(job.tablet.uid)
        for place, one in enumerate(job.sending.sent):
            try:
                sent = rules.read(one)
            except rules.Unreadable as fault:
                told = one.get("id") if isinstance(one, Mapping) else None
                seq = one.get("seq") if isinstance(one, Mapping) else None
                self._lay(job.tablet, one, Aside.UNREADABLE, sentence=str(fault), seq=seq)
                job.answers.append(Answer(str(told or f"#{place}")[:60], State.REFUSED, str(fault)))
                continue
            if sent.uid not in seen:
                seen.add(sent.uid)
                job.read.append((sent, sent.digest(device)))

    def _numbers(self, jobs: Sequence[_Job]) -> set[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for tablet in {job.tablet.pk for job in jobs}:
            seqs = [sent.seq for job in jobs if job.tablet.pk == tablet for sent, _key in job.read]
            rows = Entry.objects.filter(tablet=tablet, seq__in=seqs)
            found |= {(tablet, seq) for seq in rows.values_list("seq", flat=True)}
        return found

    def _who_wrote(self, jobs: Sequence[_Job]) -> dict[UUID, int]:
        wanted = [
            sent.corrects
            for job in jobs
            for sent, _key in job.read
            if sent.kind == Kind.WITHDRAWN and sent.corrects
        ]
        if not wanted:
            return {}
        wrote = {sent.uid: job.tablet.pk for job in jobs for sent, _key in job.read}
        return wrote | dict(Entry.objects.filter(uid__in=wanted).values_list("uid", "tablet_id"))

    def _resident_numbers(self, jobs: Sequence[_Job]) -> dict[str, UUID]:
        numbers = [
            sent.body["number"] for job in jobs for sent, _key in job.read if sent.kind == Kind.REGISTERED
        ]
        return (
            dict(Resident.objects.filter(number__in=numbers).values_list("number", "uid")) if numbers else {}
        )

    def _sort(self, job: _Job, sent: Sent, key: str) -> Answer:
        tablet = job.tablet
        if known := self._known.get(sent.uid):
            if known.digest == key and known.tablet_id == tablet.pk:
                return Answer(str(sent.uid), State.KNOWN)
            return self._set_aside(job, sent, Aside.OTHER_BODY)
        if reason := self._why_aside(job, sent):
            return self._set_aside(job, sent, reason)
        entry = Entry(
            uid=sent.uid,
            site=self.site,
            tablet=tablet,
            seq=sent.seq,
            kind=sent.kind,
            author=sent.author,
            local_at=sent.local_at,
            happened_at=rules.happened(
                sent.local_at,
                sent_at=job.sending.sent_at,
                at=self.at,
                since=tablet.enrolled_at or tablet.added_at,
            ),
            received_at=self.at,
            resident=sent.of,
            visit=sent.visit,
            corrects=sent.corrects,
            body=sent.body,
            digest=key,
        )
        self.fresh.append(entry)
        self._known[sent.uid] = entry
        self._seqs.add((tablet.pk, sent.seq))
        if sent.kind == Kind.REGISTERED and sent.of:
            self._taken[sent.body["number"]] = sent.of
        return Answer(str(sent.uid), State.STORED)

    def _why_aside(self, job: _Job, sent: Sent) -> Aside | None:
        tablet = job.tablet
        if tablet.revoked_at:
            return Aside.REVOKED
        if (tablet.pk, sent.seq) in self._seqs:
            return Aside.NUMBER_TAKEN
        if sent.kind == Kind.WITHDRAWN and sent.corrects:
            writer = self._writers.get(sent.corrects)
            if writer is not None and writer != tablet.pk:
                return Aside.NOT_THEIRS
        if sent.kind == Kind.REGISTERED:
            number = sent.body["number"]
            given_here = number.startswith(f"{self.site.letter}{tablet.tag}-")
            if not given_here or self._taken.get(number, sent.of) != sent.of:
                return Aside.RESIDENT_NUMBER
        return None

    def _set_aside(self, job: _Job, sent: Sent, reason: Aside) -> Answer:
        self._lay(job.tablet, sent.told(), reason, seq=sent.seq, uid=sent.uid)
        return Answer(str(sent.uid), State.ASIDE, str(reason.label))

    def _lay(
        self,
        tablet: Tablet,
        told: Any,
        reason: Aside,
        *,
        sentence: str = "",
        seq: Any = None,
        uid: UUID | None = None,
    ) -> None:
        raw = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)[:200_000].replace("\x00", "")
        raw = raw.encode("utf-8", "replace").decode()
        counts = isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq < 2**31
        self.aside.append(
            SetAside(
                site=self.site,
                tablet=tablet,
                seq=seq if counts else None,
                uid=uid,
                reason=reason,
                sentence=sentence[:300],
                raw=raw,
                digest=rules.digest_of(f"{tablet.uid}{reason}", {"raw": raw}),
                received_at=self.at,
            )
        )


def store(epoch: Epoch, fresh: Sequence[Entry], *, at: datetime) -> None:
    """
    Write new entries at the end of an epoch that is locked: number them, chain them, fold what they touch.

    :raises IntegrityError: where another process wrote one of them first
    """
    if not fresh:
        return
    place_at_end(epoch, fresh, at=at)
    Entry.objects.bulk_create(fresh, batch_size=500)
    fold_fresh(epoch, fresh, in_turn=True)


def place_at_end(epoch: Epoch, some: Sequence[Entry], *, at: datetime) -> None:
    """Number entries at the end of an epoch that is locked, and lead the chain through them."""
    for entry in some:
        epoch.upto += 1
        epoch.chain = rules.chained(epoch.chain, entry.digest)
        entry.epoch, entry.number, entry.chain = epoch, epoch.upto, epoch.chain
    epoch.heard_at = at
    epoch.save(update_fields=["upto", "chain", "heard_at"])


def fold_fresh(epoch: Epoch, some: Sequence[Entry], *, in_turn: bool) -> None:
    """
    Fold what entries of an epoch touch, all of them written.

    `in_turn` says that none of them was folded before; whether the epoch is the site's newest is looked up.
    """
    newest = not Epoch.objects.filter(site=epoch.site_id, ordinal__gt=epoch.ordinal).exists()
    fold_stock(epoch.site, some, in_turn=in_turn and newest)
    fold_residents(_touched(some), touched=max(entry.pk for entry in some))


def _touched(fresh: Iterable[Entry]) -> set[UUID]:
    """Find the residents whose record may change: named in an entry, in what it takes back, or joined by it."""
    touched = {entry.resident for entry in fresh if entry.resident}
    about = [entry.corrects for entry in fresh if entry.kind == Kind.WITHDRAWN and entry.corrects]
    if about:
        rows = Entry.objects.filter(uid__in=about, resident__isnull=False)
        touched |= set(rows.values_list("resident", flat=True))
    return touched


def _count(tablet: Tablet, *, at: datetime, came: int) -> None:
    """Note up to which of its numbers all of a tablet's entries are here, stored or kept aside."""
    held = set(Entry.objects.filter(tablet=tablet, seq__gt=tablet.have).values_list("seq", flat=True))
    held |= set(
        SetAside.objects.filter(tablet=tablet, seq__isnull=False, seq__gt=tablet.have).values_list(
            "seq", flat=True
        )
    )
    have = tablet.have
    while have + 1 in held:
        have += 1
    highest = max([tablet.highest, came, *held])
    seen = tablet.seen_at if tablet.seen_at and at - tablet.seen_at < SEEN_EVERY else at
    if (have, highest, seen) != (tablet.have, tablet.highest, tablet.seen_at):
        tablet.have, tablet.highest, tablet.seen_at = have, highest, seen
        tablet.save(update_fields=["have", "highest", "seen_at"])
