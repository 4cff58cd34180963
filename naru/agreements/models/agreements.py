"""Agreements, those who signed them, and their papers."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.activities.models import Activity
from naru.activities.models.programme import Titled
from naru.activities.rules.words import Known
from naru.agreements.queries.agreements import AgreementQuerySet, PaperQuerySet, PartyQuerySet
from naru.agreements.rules.standing import DAY, Facts, binds, last_day, standing
from naru.agreements.rules.words import Kind, PaperKind, Side, Standing
from naru.krds.addresses import address


class Agreement(Titled):
    """
    One memorandum of understanding; its summary says what both sides want with it.

    `ends_on` is exclusive, empty where no end was agreed or none is known. `known` says how exactly the
    day of the signing is known: old papers often tell only the year.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=pgettext_lazy("agreement", "came from"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("responsible officer"),
    )
    languages = models.JSONField(
        pgettext_lazy("agreement", "languages of the text"), default=list, blank=True
    )
    place = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=pgettext_lazy("agreement", "signed at"),
    )
    source = models.CharField(_("according to"), max_length=200, blank=True)
    remark = models.TextField(_("note"), blank=True)

    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    known = models.CharField(_("days known"), max_length=10, choices=Known, default=Known.DAY)
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("day after the last"), null=True, blank=True)
    terminated_on = models.DateField(_("terminated as of"), null=True, blank=True)
    terminated_because = models.TextField(_("reason"), blank=True)

    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    search_key = models.TextField(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = [F("signed_on").desc(nulls_first=True), "-pk"]
        indexes = [
            models.Index(fields=["signed_on"], name="agreement_signed"),
            models.Index(fields=["ends_on"], name="agreement_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~(Q(title_ko="") & Q(title_en="")), name="agreement_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(starts_on__gte=F("signed_on")),
                name="agreement_signed_before_it_binds",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(terminated_on__isnull=True) | ~Q(terminated_because=""),
                name="agreement_terminated_for_a_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Give the address of the agreement's page in the reader's language."""
        return address("agreements:agreement", self.pk)

    def facts(self, *, window: int = 0, renewing: bool = False) -> Facts:
        """Give the dated facts to the rules; `window` is how many days before its end it is expiring."""
        return Facts(
            signed_on=self.signed_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            terminated_on=self.terminated_on,
            submitted=self.submitted_at is not None,
            approved=self.approved_at is not None,
            renewed=self.renewed_at is not None,
            renewing=renewing,
            published=self.published_at is not None,
            archived=self.archived_at is not None,
            window=window,
        )

    def standing(self, *, on: date, window: int) -> Standing:
        """Say where the agreement stands on a day."""
        return standing(self.facts(window=window), on=on)

    def binds(self, *, on: date) -> bool:
        """Say whether it binds its parties on a day."""
        return binds(self.facts(), on=on)

    @property
    def begins_on(self) -> date | None:
        """The first day on which it binds, once it is signed."""
        return self.starts_on or self.signed_on

    @property
    def last_day(self) -> date | None:
        """The last day on which it binds, by its agreed end or its termination, whichever comes first."""
        return last_day(self.facts())

    @property
    def agreed_last_day(self) -> date | None:
        """The last day of the term as agreed."""
        return self.ends_on - DAY if self.ends_on else None

    @property
    def partners(self) -> list[Any]:
        """The parties of the other side."""
        return [party for party in self.parties.all() if party.side == Side.THEIRS]

    @property
    def own_parties(self) -> list[Any]:
        """The parties of our side."""
        return [party for party in self.parties.all() if party.side == Side.OURS]


class Party(models.Model):
    """An organisation that an agreement binds, who signed for it with which post, and where it is asked."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="agreement_parties",
        verbose_name=_("organisation"),
    )
    signed_by = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parties",
        verbose_name=pgettext_lazy("agreement", "signed by"),
    )
    signer_name = models.CharField(
        pgettext_lazy("agreement", "name of who signs"), max_length=200, blank=True
    )
    signer_post = models.CharField(
        pgettext_lazy("agreement", "post of who signs"), max_length=200, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of letters"), max_length=10, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once_an_agreement")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def signer(self) -> str:
        """Who signs for it, with their post as it was then."""
        name = str(self.signed_by) if self.signed_by else self.signer_name
        return ", ".join(filter(None, [name, self.signer_post]))


def shelf(paper: Paper, name: str) -> str:
    """Give the path under the media folder: a name nobody can guess, so that only the screen hands it out."""
    return f"agreements/{paper.agreement_id}/{uuid.uuid4().hex}"


class Paper(models.Model):
    """One file of an agreement, never public: title, kind, language, name, size in bytes, SHA-256."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind, default=PaperKind.TEXT)
    language = models.CharField(_("language"), max_length=10, blank=True)
    file = models.FileField(_("file"), upload_to=shelf, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["kind", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address at which the file is handed out to those who may have it."""
        return reverse("agreements:paper", args=[self.agreement_id, self.pk])
