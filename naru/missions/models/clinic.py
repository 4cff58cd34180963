"""What the clinic wrote: the log of entries, and the tables that are folded from it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.missions.models.missions import Site
from naru.missions.queries.clinic import (
    EntryQuerySet,
    OfSiteQuerySet,
    ResidentQuerySet,
    TabletQuerySet,
    VisitQuerySet,
)
from naru.missions.rules.entries import Aside, Colour, Kind, Sex, Station
from naru.missions.rules.epochs import Why
from naru.missions.rules.folding import Told


class Epoch(models.Model):
    """
    A stretch of a site's log written by one laptop without a break. See decision 0043.

    `ordinal` counts the epochs of a site; `begun_from` and `begun_at_number` say where it goes on. `upto` is the last
    number held here without a gap, `chain` the chain's value there; `safe` is what head office is known to hold.
    """

    uid = models.UUIDField(unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="epochs")
    ordinal = models.PositiveIntegerField()
    begun_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    begun_at_number = models.PositiveIntegerField(default=0)
    why = models.CharField(_("begun because"), max_length=20)
    laptop = models.CharField(_("laptop"), max_length=80, blank=True)
    begun_at = models.DateTimeField(_("begun"))
    upto = models.PositiveIntegerField(default=0)
    chain = models.CharField(max_length=64, blank=True)
    chain_at_start = models.CharField(max_length=64, blank=True)
    safe = models.PositiveIntegerField(_("held at head office up to"), default=0)
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("epoch")
        verbose_name_plural = _("epochs")
        ordering = ["site", "ordinal", "pk"]

    def __str__(self) -> str:
        return f"{self.site.letter}/{self.ordinal}"

    @property
    def reason(self) -> str:
        """Why it was begun, in the reader's language."""
        return str(Why(self.why).label)


class Tablet(models.Model):
    """
    A device that writes at a site; its token is kept only as a hash.

    `have` is the number up to which all of its entries are here, `highest` the highest that came, `safe` the number
    up to which head office holds them.
    """

    uid = models.UUIDField(unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="tablets")
    label = models.CharField(_("name of the tablet"), max_length=80)
    tag = models.CharField(_("tag in numbers"), max_length=4)
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    enrolled_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    have = models.PositiveIntegerField(default=0)
    highest = models.PositiveIntegerField(default=0)
    safe = models.PositiveIntegerField(default=0)

    objects = TabletQuerySet.as_manager()

    class Meta:
        verbose_name = _("tablet")
        verbose_name_plural = _("tablets")
        ordering = ["site", "tag", "pk"]

    def __str__(self) -> str:
        return f"{self.label} ({self.tag})"


class Entry(models.Model):
    """
    One entry of a site's log, never changed after it was stored.

    `number` is its place in the epoch, `seq` the device's own. `local_at` is the device's clock as it was told;
    `happened_at` is reckoned without trusting it; `received_at` is the site's clock, `arrived_at` head office's.
    """

    uid = models.UUIDField(unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="entries")
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    tablet = models.ForeignKey(Tablet, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    author = models.CharField(_("written by"), max_length=20)
    local_at = models.CharField(_("clock of the device"), max_length=40)
    happened_at = models.DateTimeField(_("happened"))
    received_at = models.DateTimeField(_("received at the site"))
    arrived_at = models.DateTimeField(_("received at head office"), null=True, blank=True)
    resident = models.UUIDField(null=True, blank=True, db_index=True)
    visit = models.UUIDField(null=True, blank=True)
    corrects = models.UUIDField(null=True, blank=True, db_index=True)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the clinic")
        verbose_name_plural = _("entries of the clinic")
        ordering = ["epoch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["epoch", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["tablet", "seq"], name="entry_of_device_once"),
        ]
        indexes = [models.Index(fields=["site", "kind"], name="entry_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def told(self, place: tuple[Any, ...] | None = None) -> Told:
        """Give it to the fold; `place` is its epoch's ordinal and key where the caller knows them."""
        ordinal, key = place or (self.epoch.ordinal, self.epoch_id)
        return Told(
            uid=str(self.uid),
            kind=self.kind,
            order=(self.site_id, ordinal, key, self.number),
            author=self.author,
            at=self.happened_at.isoformat(timespec="milliseconds"),
            visit=str(self.visit) if self.visit else "",
            corrects=str(self.corrects) if self.corrects else "",
            body=self.body,
            device=str(self.tablet_id),
        )


class SetAside(models.Model):
    """Something that arrived and could not be counted: word for word, with the reason, until somebody decides."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="set_aside")
    tablet = models.ForeignKey(Tablet, models.PROTECT, null=True, blank=True, related_name="set_aside")
    seq = models.PositiveIntegerField(null=True, blank=True)
    uid = models.UUIDField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Aside)
    sentence = models.CharField(max_length=300, blank=True)
    raw = models.TextField(_("as it arrived"))
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("received"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_as = models.CharField(_("what was done"), max_length=20, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry kept aside")
        verbose_name_plural = _("entries kept aside")
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["site", "digest"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.pk}"


class Resident(models.Model):
    """
    A resident as their entries say: folded, never written by hand.

    `touched` is the site's number of the entry that changed the record last; `told` is the person's part of the
    record; `search` holds the keys by which names are found across scripts.
    """

    uid = models.UUIDField(unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="residents")
    number = models.CharField(_("number"), max_length=20, db_index=True)
    name = models.CharField(_("name"), max_length=200)
    latin = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    search = models.CharField(max_length=500, blank=True, db_index=True)
    sex = models.CharField(_("sex"), max_length=10)
    birth_on = models.DateField(_("born"), null=True, blank=True)
    birth_about = models.CharField(max_length=5, blank=True)
    village = models.CharField(_("village"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    registered = models.BooleanField(default=False)
    touched = models.PositiveBigIntegerField(default=0)
    told = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ["site", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="resident_number_once")
        ]
        indexes = [models.Index(fields=["site", "touched"], name="resident_touched")]

    def __str__(self) -> str:
        return self.number or str(self.uid)

    @property
    def sex_label(self) -> str:
        """The resident's sex in the reader's language."""
        return str(Sex(self.sex).label)


class ToldApart(models.Model):
    """Two residents of whom somebody said that they are not the same: never suggested again. `one` is the lesser key."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="told_apart")
    one = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    other = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    why = models.CharField(_("why"), max_length=300, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField()

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("residents told apart")
        verbose_name_plural = _("residents told apart")
        ordering = ["-told_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="residents_told_apart_once")]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class Visit(models.Model):
    """A visit of a resident as their entries say: folded, never written by hand. `told` is its part of the record."""

    uid = models.UUIDField(unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="visits")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="visits")
    day = models.DateField(_("day"), null=True, blank=True)
    returning = models.BooleanField(_("came before"), default=False)
    station = models.CharField(_("station"), max_length=14, choices=Station)
    standing = models.CharField(max_length=8)
    departed = models.BooleanField(default=False)
    colour = models.CharField(_("colour"), max_length=6, choices=Colour)
    rank = models.PositiveSmallIntegerField()
    queued_at = models.DateTimeField(_("waiting since"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("came"), null=True, blank=True)
    exited_at = models.DateTimeField(_("left"), null=True, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=16, blank=True)
    pregnant = models.CharField(max_length=8)
    age_days = models.PositiveIntegerField(null=True, blank=True)
    told = models.JSONField(default=dict)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["site", "day", "arrived_at", "pk"]
        indexes = [
            models.Index(
                fields=["site", "station", "rank", "queued_at"],
                condition=Q(standing="waiting", departed=False),
                name="visit_queue",
            ),
            models.Index(fields=["site", "day"], name="visit_day"),
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.day}"


class StockMove(models.Model):
    """A change of what is on hand, as an entry says: folded, never written by hand. Units with their sign."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="stock_moves")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="stock_moves")
    lot = models.CharField(_("lot"), max_length=40)
    quantity = models.DecimalField(_("units"), max_digits=13, decimal_places=3)
    why = models.CharField(_("because"), max_length=10)
    line = models.UUIDField(null=True, blank=True)
    day = models.DateField(_("day"))

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("move of stock")
        verbose_name_plural = _("moves of stock")
        ordering = ["pk"]
        indexes = [models.Index(fields=["site", "lot"], name="stock_move_lot")]

    def __str__(self) -> str:
        return f"{self.lot} {self.quantity}"


class Stock(models.Model):
    """What is on hand of a lot at a site: the sum of its moves. `touched` as with residents."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="stock")
    lot = models.CharField(_("lot"), max_length=40)
    on_hand = models.DecimalField(_("on hand"), max_digits=13, decimal_places=3)
    touched = models.PositiveBigIntegerField(default=0)

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        ordering = ["site", "lot"]
        constraints = [models.UniqueConstraint(fields=["site", "lot"], name="stock_lot_once")]

    def __str__(self) -> str:
        return f"{self.lot}: {self.on_hand}"


class Here(models.Model):
    """
    What this installation is: a site's laptop. Head office has no such row.

    `epoch` is the one that is being written; `laptop` the fingerprint of the machine that wrote it; `starts` counts
    how often the site was started, beside which a file outside the database counts too (decision 0043).
    """

    site = models.OneToOneField(Site, models.PROTECT, related_name="here")
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="+")
    head_office = models.CharField(_("address of head office"), max_length=300, blank=True)
    laptop = models.CharField(max_length=80)
    place = models.CharField(_("laptop’s place"), max_length=12)
    tags_from = models.PositiveIntegerField(default=0)
    tags_until = models.PositiveIntegerField(default=0)
    starts = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    spoke_at = models.DateTimeField(_("last spoke with head office"), null=True, blank=True)

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("this laptop")
        verbose_name_plural = _("this laptop")

    def __str__(self) -> str:
        return f"{self.site} {self.place}"


class SiteKey(models.Model):
    """The key that a site and head office share, sealed under this installation's secret."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="key")
    sealed = models.TextField()
    made_at = models.DateTimeField()

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of a site")
        verbose_name_plural = _("keys of sites")

    def __str__(self) -> str:
        return str(self.site)


class Waiting(models.Model):
    """A frame that came before the one it goes on from: kept sealed until the gap closes."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="frames_waiting")
    epoch_uid = models.UUIDField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    frame = models.BinaryField()
    arrived_at = models.DateTimeField()

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("frame waiting for a gap to close")
        verbose_name_plural = _("frames waiting for a gap to close")
        ordering = ["site", "first"]

    def __str__(self) -> str:
        return f"{self.epoch_uid} {self.first}–{self.last}"
