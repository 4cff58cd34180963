"""
Bugs to plant: each changes the product in the processes of a rehearsal alone, and must be caught by the checker.

Nothing of this is in the product. A plant names the faults under which such a bug does harm, and the checks that may see it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Bug:
    """One bug: what it does, under which faults it harms, by which checks it is caught, what size it needs."""

    says: str
    plant: Callable[[], None]
    caught_by: frozenset[str]
    faults: tuple[str, ...] = ()
    size: dict[str, Any] = field(default_factory=dict)


def _dedupe_dropped() -> None:
    from naru.missions.actions import entries

    sort = entries._Kept._sort

    def sorted_blindly(self: Any, job: Any, sent: Any, key: str) -> Any:
        self._known.pop(sent.uid, None)
        self._seqs.discard((job.tablet.pk, sent.seq))
        return sort(self, job, sent, key)

    entries._Kept._sort = sorted_blindly  # type: ignore[method-assign]
    _drop_uniqueness()


def _drop_uniqueness() -> None:
    """Take the database's own guard away too: else it refuses what the product let pass."""
    from django.db import connection, models

    from naru.missions.models import Entry

    known = connection.introspection.table_names()
    if "missions_entry" not in known or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, "missions_entry")
    if not any(one["unique"] and one["columns"] == ["uid"] for one in told.values()):
        return
    connection.disable_constraint_checking()
    with connection.schema_editor() as editor:
        # The table is made anew as the model says: so it must say nothing of what is once.
        Entry._meta.constraints = []
        once = Entry._meta.get_field("uid")
        often = models.UUIDField(editable=False)
        often.set_attributes_from_name("uid")
        often.model = Entry
        editor.alter_field(Entry, once, often)
    connection.close()


def _clock_watermark() -> None:
    from naru.missions.actions import entries
    from naru.missions.models import Entry

    sort, count = entries._Kept._sort, entries._count

    def by_clock(self: Any, job: Any, sent: Any, key: str) -> Any:
        rows = Entry.objects.filter(tablet=job.tablet).order_by("-local_at")
        latest = rows.values_list("local_at", flat=True).first()
        if latest and sent.local_at < latest and sent.uid not in self._known:
            return entries.Answer(str(sent.uid), entries.State.KNOWN)
        return sort(self, job, sent, key)

    def counted(tablet: Any, *, at: Any, came: int) -> None:
        count(tablet, at=at, came=came)
        tablet.have = max(tablet.have, came)
        tablet.save()

    entries._Kept._sort = by_clock  # type: ignore[method-assign]
    entries._count = counted


def _answer_before_commit() -> None:
    from naru.missions.actions import commits, entries

    take = commits.Line.take

    def at_once(self: Any, sending: Any, *, now: Any) -> Any:
        tablet = entries.tablet_of(sending.token)
        if tablet is None or not sending.sent:
            return take(self, sending, now=now)
        threading.Timer(0.3, lambda: take(self, sending, now=now)).start()
        told = [entries.Answer(str(one["id"]), entries.State.STORED) for one in sending.sent]
        have = max(one["seq"] for one in sending.sent)
        return entries.Answers("", told, max(have, tablet.have), tablet.safe)

    commits.Line.take = at_once  # type: ignore[method-assign]


def _shared_counter() -> None:
    from naru.missions.actions import entries
    from naru.missions.views import doors

    brief = doors._brief
    doors._brief = lambda tablet: {**brief(tablet), "tag": "22"}
    why = entries._Kept._why_aside

    def lenient(self: Any, job: Any, sent: Any) -> Any:
        reason = why(self, job, sent)
        return None if reason == entries.Aside.RESIDENT_NUMBER else reason

    entries._Kept._why_aside = lenient  # type: ignore[method-assign]


def _undo_of_another() -> None:
    from dataclasses import replace

    from naru.missions.actions import entries
    from naru.missions.rules import folding

    why, standing = entries._Kept._why_aside, folding.standing

    def lenient(self: Any, job: Any, sent: Any) -> Any:
        reason = why(self, job, sent)
        return None if reason == entries.Aside.NOT_THEIRS else reason

    entries._Kept._why_aside = lenient  # type: ignore[method-assign]
    folding.standing = lambda some: standing([replace(one, device="") for one in some])


def _expiry_ignored() -> None:
    _lots_told(lambda lot: {**lot, "expires_on": f"2099{lot['expires_on'][4:]}"})


def _fefo_ignored() -> None:
    # Each lot seems to expire on a day that its code turns round: what is on the shelf longest is taken last.
    _lots_told(
        lambda lot: {
            **lot,
            "expires_on": f"{2099 - int(lot['expires_on'][:4]) + 2026}{lot['expires_on'][4:]}",
        }
    )


def _lots_told(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    from naru.missions.queries import briefing

    told = briefing._lots
    briefing._lots = lambda site: [change(lot) for lot in told(site)]


def _gap_skipped() -> None:
    from naru.missions.actions import syncing

    apply, epoch_of = syncing._apply, syncing._epoch_of

    def skipping(site: Any, header: Any, told: Any, rows: Any, frame: bytes, *, at: Any) -> Any:
        epoch = epoch_of(site, header, told, at=at)
        if header.first > epoch.upto + 1:
            epoch.upto, epoch.chain = header.first - 1, told["before"]
            epoch.save()
        return apply(site, header, told, rows, frame, at=at)

    syncing._apply = skipping


def _fork_merged() -> None:
    from naru.missions.actions import syncing

    syncing._lay_aside = lambda *_told, at: None


def _mds_shifted() -> None:
    from naru.missions.rules.mds import mapping

    outcomes = mapping.CURRENT.outcomes
    outcomes.update({name: item + 1 for name, item in outcomes.items()})


def _projection_stale() -> None:
    from naru.missions.actions import entries

    fold = entries.fold_fresh

    def without_corrections(epoch: Any, some: Any, *, in_turn: bool) -> None:
        whole = [one for one in some if not one.corrects]
        if whole:
            fold(epoch, whole, in_turn=in_turn)

    entries.fold_fresh = without_corrections
    from naru.missions.actions import syncing

    syncing.fold_fresh = without_corrections


def _stock_twice() -> None:
    from naru.missions.actions import folding

    put = folding._put_moves

    def twice(site: Any, some: Any, entries: Any) -> None:
        moves = list(some)
        put(site, moves, entries)
        put(site, [move for move in moves if move.why == "dispensed"], entries)

    folding._put_moves = twice


def _safe_too_early() -> None:
    from naru.missions.actions import commits

    take = commits.Line.take

    def hopeful(self: Any, sending: Any, *, now: Any) -> Any:
        answers = take(self, sending, now=now)
        if answers:
            answers.safe = answers.have
        return answers

    commits.Line.take = hopeful  # type: ignore[method-assign]


def _not_synced() -> None:
    from django.db.backends.signals import connection_created

    def careless(connection: Any, **_told: Any) -> None:
        if connection.vendor == "sqlite":
            connection.connection.execute("PRAGMA synchronous=OFF")

    connection_created.connect(careless, weak=False)


def _script_lost() -> None:
    from naru.missions.rules import entries

    clean = entries.clean
    entries.clean = lambda text, longest=entries.LONGEST: clean(
        text.encode("ascii", "replace").decode(), longest
    )


def _known_forgotten() -> None:
    from naru.missions.actions import entries

    sort = entries._Kept._sort

    def last_word_wins(self: Any, job: Any, sent: Any, key: str) -> Any:
        # The classic: a tablet's later entry about the same visit of the same kind replaces what another tablet wrote.
        if sent.kind == "queue.called" and sent.seq % 5 == 0:
            return entries.Answer(str(sent.uid), entries.State.STORED)
        return sort(self, job, sent, key)

    entries._Kept._sort = last_word_wins  # type: ignore[method-assign]


def _bug(says: str, plant: Callable[[], None], *caught_by: str, faults: str = "", **size: Any) -> Bug:
    return Bug(says, plant, frozenset(caught_by), tuple(faults.split()), size)


PLANTS = {
    "dedupe_dropped": _bug(
        "An entry that comes again is stored again.",
        _dedupe_dropped,
        "each_once",
        faults="repeated cut_before_answer",
    ),
    "clock_watermark": _bug(
        "An entry whose clock lies before the last one seen is taken for known.",
        _clock_watermark,
        "acknowledged_stored",
        "device_sequence",
        faults="clock_month_back",
    ),
    "answer_before_commit": _bug(
        "The tablet is told that its entries are stored before they are.",
        _answer_before_commit,
        "acknowledged_survives",
        "acknowledged_stored",
        faults="kill_laptop_read",
    ),
    "shared_counter": _bug(
        "All tablets give numbers under one tag.", _shared_counter, "numbers_unique", tablets=9
    ),
    "undo_of_another": _bug("A tablet takes back what another wrote.", _undo_of_another, "undone_by_another"),
    "expiry_ignored": _bug("Lots seem to last for ever.", _expiry_ignored, "expired_dispensed"),
    "fefo_ignored": _bug(
        "The lot that expires last is given first.", _fefo_ignored, "first_expired_first", "expired_dispensed"
    ),
    "gap_skipped": _bug(
        "Head office goes on behind a gap.",
        _gap_skipped,
        "acknowledged_stored",
        "site_sequence",
        faults="stick_twice",
    ),
    "fork_merged": _bug(
        "A second laptop's frames are dropped without a word.",
        _fork_merged,
        "acknowledged_stored",
        "made_stored",
        "fork_shown",
        faults="laptop_cloned_alike",
    ),
    "mds_shifted": _bug("Outcomes are counted one item too far.", _mds_shifted, "mds_recount", residents=120),
    "projection_stale": _bug(
        "A correction does not reach the tables.", _projection_stale, "projections", residents=120
    ),
    "stock_twice": _bug("What is dispensed is taken from the shelf twice.", _stock_twice, "stock"),
    "safe_too_early": _bug(
        "What is at the site is called safe before head office has it.", _safe_too_early, "safe_is_held"
    ),
    "not_synced": _bug(
        "A commit does not wait for the disk.", _not_synced, "acknowledged_survives", faults="power_cut"
    ),
    "script_lost": _bug("Names lose their own script.", _script_lost, "stored_sent"),
    "dropped_in_silence": _bug(
        "Some entries are answered as stored and are not.",
        _known_forgotten,
        "acknowledged_stored",
        "device_sequence",
    ),
}
"""Every bug by its name."""


def plant(name: str) -> None:
    """Plant a bug in this process."""
    PLANTS[name].plant()
