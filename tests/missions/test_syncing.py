"""From a site to head office: every entry once, in any order, any number of times, and only between those two."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from naru.history.book import Refusal
from naru.missions.actions import commits, laptops, syncing
from naru.missions.actions.entries import Sending
from naru.missions.actions.epochs import begin
from naru.missions.actions.refolding import differences
from naru.missions.models import (
    Entry,
    Epoch,
    Here,
    Resident,
    SetAside,
    Site,
    SiteKey,
    Stock,
    StockMove,
    Tablet,
    Visit,
    Waiting,
)
from naru.missions.rules import epochs, frames
from naru.missions.rules.epochs import Mark, Why
from naru.missions.rules.frames import Broken
from tests.makers.clinic import CLINIC_DAY, Hand, a_site, a_tablet, a_uuid7
from tests.missions.test_entries import a_day

pytestmark = pytest.mark.django_db
EVENING = CLINIC_DAY + timedelta(hours=10)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("NARU_LAPTOP", "laptop one")


def a_laptop(site: Site) -> Here:
    """Make this installation the laptop of a site."""
    epoch = begin(site, why=Why.OPENED, laptop=laptops.fingerprint(), at=CLINIC_DAY - timedelta(days=2))
    return Here.objects.create(
        site=site,
        epoch=epoch,
        laptop=laptops.fingerprint(),
        place="first",
        tags_from=0,
        tags_until=100,
        opened_at=CLINIC_DAY,
    )


def a_written_site(residents: int = 4) -> tuple[Site, Hand]:
    site = a_site()
    a_laptop(site)
    hand = a_tablet(site)
    hand.writes("stock.received", {"lot": "PARA500-1", "quantity": 1000})
    for place in range(residents):
        a_day(hand, f"Resident {place}")
    hand.sends()
    return site, hand


def all_frames(site: Site, monkeypatch: pytest.MonkeyPatch, size: int = 7) -> list[bytes]:
    monkeypatch.setattr(frames, "ENTRIES", size)
    return list(syncing.frames_after(site, {}, at=EVENING))


def lift_guard() -> None:
    """Let entries be taken out, as by somebody who puts an older copy of the database in its place."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS missions_entry_delete")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS missions_entry_delete ON missions_entry")


def become_head_office(site: Site) -> None:
    """Empty this installation of all that the clinic wrote: what is left is what head office knew before."""
    lift_guard()
    Here.objects.all().delete()
    Visit.objects.all().delete()
    Resident.objects.all().delete()
    StockMove.objects.all().delete()
    Stock.objects.all().delete()
    SetAside.objects.all().delete()
    Entry.objects.all().delete()
    Tablet.objects.all().delete()
    Epoch.objects.update(begun_from=None)
    Epoch.objects.all().delete()


def seen(site: Site) -> dict[str, Any]:
    """Say what stands in the tables, by what does not depend on which installation it is."""
    return {
        "entries": list(Entry.objects.order_by("uid").values_list("uid", "number", "digest", "chain")),
        "residents": list(Resident.objects.order_by("uid").values_list("uid", "digest")),
        "stock": list(Stock.objects.order_by("lot").values_list("lot", "on_hand")),
        "held": syncing.held(site),
    }


def test_head_office_holds_what_the_site_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site()
    some, stood = all_frames(site, monkeypatch), seen(site)
    assert len(some) > 4
    become_head_office(site)
    assert sum(syncing.take_frame(frame, at=EVENING)[1].new for frame in some) == len(stood["entries"])
    assert seen(site) == stood
    assert differences(site) == []


def test_any_order_any_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(1)
    some, stood = all_frames(site, monkeypatch, 4), seen(site)
    assert len(some) == 3
    for order in permutations(some):
        become_head_office(site)
        words = [syncing.take_frame(frame, at=EVENING)[1].word for frame in (*order, *order)]
        assert "fork" not in words
        assert seen(site) == stood
        assert not Waiting.objects.exists()


def test_frames_of_other_cuts_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site()
    stood = seen(site)
    cuts = [all_frames(site, monkeypatch, size) for size in (3, 5, 11, 1000)]
    become_head_office(site)
    chance = random.Random(8)
    everything = [frame for cut in cuts for frame in cut]
    chance.shuffle(everything)
    words = {syncing.take_frame(frame, at=EVENING)[1].word for frame in everything}
    assert words <= {"new", "known", "waiting"}
    assert seen(site) == stood


def test_what_was_changed_on_the_way_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(1)
    frame = all_frames(site, monkeypatch, 1000)[0]
    become_head_office(site)
    chance = random.Random(3)
    for _turn in range(60):
        place, bit = chance.randrange(len(frame)), 1 << chance.randrange(8)
        changed = frame[:place] + bytes([frame[place] ^ bit]) + frame[place + 1 :]
        with pytest.raises(Broken):
            syncing.take_frame(changed, at=EVENING)
    for cut in (0, 1, 40, len(frame) // 2, len(frame) - 1):
        with pytest.raises(Broken):
            syncing.take_frame(frame[:cut], at=EVENING)
    assert not Entry.objects.exists()
    assert frames.split(frame + frame[:50] + frame) == ([frame, frame[:50], frame], 0)
    assert frames.split(frame + b"nothing" + frame) == ([frame, b"nothing", frame], 0)
    assert frames.split(frame + frame[:-1]) == ([frame], len(frame) - 1)


def test_another_sites_key_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(1)
    frame = all_frames(site, monkeypatch, 1000)[0]
    become_head_office(site)
    SiteKey.objects.all().delete()
    with pytest.raises(Broken):
        syncing.take_frame(frame, at=EVENING)


def test_two_laptops_that_wrote_the_same_numbers_are_both_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    site, hand = a_written_site(1)
    uid = site.epochs.get().uid
    first = all_frames(site, monkeypatch, 1000)[0]
    # The copy: the same epoch goes on from the third entry with other entries.
    become_head_office(site)
    site.refresh_from_db()
    copied = begin(site, why=Why.OPENED, laptop="copy", at=EVENING)
    Epoch.objects.filter(pk=copied.pk).update(uid=uid)
    Here.objects.create(
        site=site,
        epoch=Epoch.objects.get(),
        laptop="copy",
        place="first",
        tags_from=50,
        tags_until=60,
        opened_at=EVENING,
    )
    other = a_tablet(site, "Copy")
    other.clock = hand.clock
    a_day(other, "Somebody else")
    other.sends()
    second = all_frames(site, monkeypatch, 1000)[0]
    become_head_office(site)
    assert syncing.take_frame(first, at=EVENING)[1].word == "new"
    assert syncing.take_frame(second, at=EVENING)[1].word == "fork"
    assert syncing.take_frame(second, at=EVENING)[1].word == "fork"
    key = syncing.key_of(site, at=EVENING)
    sealed_anew = frames.seal_frame(key, frames.header_of(second), frames.open_frame(key, second))
    assert syncing.take_frame(sealed_anew, at=EVENING)[1].word == "fork"
    assert Resident.objects.count() == 1, "nothing is merged silently"
    aside = SetAside.objects.get()
    syncing.keep_fork(aside, by=None, at=EVENING)
    assert Resident.objects.count() == 2
    assert [epoch.why for epoch in site.epochs.order_by("ordinal")] == ["opened", "fork"]
    assert differences(site) == []
    with pytest.raises(Refusal):
        syncing.keep_fork(aside, by=None, at=EVENING)


def test_a_laptop_tells_all_of_an_epoch_that_head_office_holds_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site, _hand = a_written_site(1)
    epoch = site.epochs.get()
    monkeypatch.setattr(frames, "ENTRIES", 7)
    for upto in (epoch.upto + 5, epoch.upto, 3):
        there = {str(epoch.uid): {"upto": upto, "chain": "of another laptop"}}
        told = [frames.header_of(each) for each in syncing.frames_after(site, there, at=EVENING)]
        assert (told[0].first, told[-1].last) == (1, epoch.upto)
    syncing.note_told_whole([epoch])
    assert list(syncing.frames_after(site, there, at=EVENING)) == []


def test_tablets_forget_only_what_head_office_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    site, hand = a_written_site(1)
    monkeypatch.setattr(frames, "ENTRIES", 5)
    there = syncing.held(site)
    epoch = site.epochs.get()
    chain = Entry.objects.get(number=5).chain
    syncing.note_held(site, {str(epoch.uid): {"upto": 5, "chain": chain}}, at=EVENING)
    assert hand.sends([]).safe == 5
    syncing.note_held(site, there, at=EVENING)
    assert hand.sends([]).safe == len(hand.made)


def test_a_tablet_keeps_what_is_kept_aside_at_its_site() -> None:
    site, hand = a_written_site(1)
    held = len(hand.made)
    hand.writes("vitals.taken", {"pulse": "fast"}, of=a_uuid7(), visit=a_uuid7())
    hand.registers("Somebody later")
    hand.sends()
    syncing.note_held(site, syncing.held(site), at=EVENING)
    answers = hand.sends([])
    assert (answers.have, answers.safe) == (held + 2, held)
    SetAside.objects.update(settled_at=EVENING)
    syncing.note_held(site, syncing.held(site), at=EVENING)
    assert hand.sends([]).safe == held + 2


def test_a_restored_backup_goes_on_in_a_new_epoch_and_tablets_bring_back_what_was_lost() -> None:
    site, hand = a_written_site(1)
    told = hand.sends([])
    whole = set(Entry.objects.values_list("uid", flat=True))
    # Yesterday's backup: the last six entries are gone.
    lift_guard()
    lost = Entry.objects.filter(number__gt=Entry.objects.count() - 6)
    StockMove.objects.filter(entry__in=lost).delete()
    lost.delete()
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    site.epochs.update(upto=last.number, chain=last.chain)
    Tablet.objects.update(have=last.seq)
    again = [Sending(hand.token, hand.made[last.seq :], hand.clock, epoch=told.epoch, have=told.have)]
    commits.see_what_they_know(again, at=hand.clock)
    line = commits.Line()
    answers = line.take(again[0], now=lambda: hand.clock)
    assert answers is not None
    assert answers.epoch != told.epoch
    assert answers.have == len(hand.made)
    assert set(Entry.objects.values_list("uid", flat=True)) == whole
    assert [epoch.why for epoch in site.epochs.order_by("ordinal")] == ["opened", "restored"]
    assert differences(site) == []


def test_head_office_sees_the_same_after_a_restored_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    site, hand = a_written_site(2)
    before = all_frames(site, monkeypatch, 1000)
    told = hand.sends([])
    lift_guard()
    lost = Entry.objects.filter(number__gt=Entry.objects.count() - 6)
    StockMove.objects.filter(entry__in=lost).delete()
    lost.delete()
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    site.epochs.update(upto=last.number, chain=last.chain)
    Tablet.objects.update(have=last.seq)
    a_day(hand, "After the restore")
    line = commits.Line()
    line.take(
        Sending(hand.token, hand.made[last.seq :], hand.clock, epoch=told.epoch, have=told.have),
        now=lambda: hand.clock,
    )
    after = all_frames(site, monkeypatch, 1000)
    residents = list(Resident.objects.order_by("uid").values_list("uid", "digest"))
    stock = list(Stock.objects.values_list("lot", "on_hand"))
    for order in ([*before, *after], [*after, *before]):
        become_head_office(site)
        words = [syncing.take_frame(frame, at=EVENING)[1].word for frame in order]
        assert "fork" not in words[:2]
        assert list(Resident.objects.order_by("uid").values_list("uid", "digest")) == residents
        assert list(Stock.objects.values_list("lot", "on_hand")) == stock
        assert differences(site) == []


@pytest.mark.parametrize(
    ("laptop", "mark", "why"),
    [
        ("one", None, None),
        ("one", Mark("one", "e", 10), None),
        ("one", Mark("one", "e", 11), Why.RESTORED),
        ("one", Mark("one", "f", 3), Why.RESTORED),
        ("two", Mark("one", "e", 10), Why.MOVED),
        ("two", None, Why.MOVED),
    ],
)
def test_when_a_laptop_is_not_the_one_it_was(laptop: str, mark: Mark | None, why: Why | None) -> None:
    assert epochs.why_anew(laptop=laptop, epoch="e", upto=10, stood="one", mark=mark) == why


def test_a_copied_disk_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(1)
    first = laptops.go_on(by=None, at=EVENING)
    assert first is not None
    assert first.epoch.ordinal == 1
    monkeypatch.setenv("NARU_LAPTOP", "laptop two")
    second = laptops.go_on(by=None, at=EVENING)
    assert second is not None
    assert (second.epoch.ordinal, second.epoch.why) == (2, "moved")
    assert second.epoch.begun_at_number == site.epochs.get(ordinal=1).upto


def test_a_package_carries_a_site_and_opens_only_with_its_passphrase() -> None:
    site = a_site()
    package = laptops.prepare(site, passphrase="a long passphrase", head_office="", by=None, at=CLINIC_DAY)
    with pytest.raises(Refusal):
        laptops.prepare(site, passphrase="short", head_office="", by=None, at=CLINIC_DAY)
    with pytest.raises(Broken):
        frames.open_package(package, passphrase="another passphrase")
    with pytest.raises(Broken):
        frames.open_package(package[:-3], passphrase="a long passphrase")
    with pytest.raises(Refusal):
        laptops.open_package(package, passphrase="a long passphrase", by=None, at=CLINIC_DAY)
    key = syncing.key_of(site, at=CLINIC_DAY)
    mission = site.mission
    SiteKey.objects.all().delete()
    Site.objects.all().delete()
    mission.delete()
    here = laptops.open_package(package, passphrase="a long passphrase", by=None, at=CLINIC_DAY)
    assert (here.site.uid, here.site.letter, here.epoch.why) == (site.uid, "A", "opened")
    assert syncing.key_of(here.site, at=CLINIC_DAY) == key
    assert a_tablet(here.site).tablet.tag == "22"


def test_through_head_offices_doors(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    site, _hand = a_written_site(1)
    frame = all_frames(site, monkeypatch, 1000)[0]
    become_head_office(site)
    key = syncing.key_of(site, at=EVENING)
    asked = frames.seal_message(key, "ask", {}, site.uid.bytes)
    kind = "application/octet-stream"
    said = client.post(reverse("missions:sync_status", args=[site.uid]), asked, content_type=kind)
    told = frames.open_message(key, "answer", said.content, frames.digest(asked))
    assert told == {"epochs": {}}
    said = client.post(reverse("missions:sync_frames", args=[site.uid]), frame, content_type=kind)
    told = frames.open_message(key, "answer", said.content, frames.digest(frame))
    assert next(iter(told["epochs"].values()))["upto"] == Entry.objects.count() > 5
    with pytest.raises(Broken):
        frames.open_message(key, "answer", said.content, frames.digest(asked))
    for body in (
        b"",
        b"x" * 30,
        asked[:-1],
        frames.seal_message(frames.new_key(), "ask", {}, site.uid.bytes),
    ):
        wrong = client.post(reverse("missions:sync_status", args=[site.uid]), body, content_type=kind)
        assert (wrong.status_code, bool(wrong.json()["sentence"])) == (403, True)
        wrong = client.post(reverse("missions:sync_frames", args=[site.uid]), body, content_type=kind)
        assert (wrong.status_code, bool(wrong.json()["sentence"])) == (400, True)
    nowhere = a_uuid7()
    assert (
        client.post(reverse("missions:sync_status", args=[nowhere]), asked, content_type=kind).status_code
        == 403
    )
