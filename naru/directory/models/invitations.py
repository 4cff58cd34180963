"""Invitations by mailed link: the only way in for a new account."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.invitations import InvitationQuerySet
from naru.directory.rules import invitations as rules
from naru.directory.rules.accounts import Role


class Invitation(models.Model):
    """A post offered to an e-mail address that has no account yet; its one-time link opens the account."""

    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, default="ko")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    sent_at = models.DateTimeField(_("last sent"))
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=1)
    expires_at = models.DateTimeField(_("works until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        indexes = [models.Index(fields=["email"], name="invitation_email")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="invitation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, account__isnull=True)
                | models.Q(accepted_at__isnull=False, account__isnull=False),
                name="invitation_accepted_by_an_account",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_absolute_url(self) -> str:
        """Give the address of its page for the staff."""
        return reverse("accounts:invitation", args=[self.pk])

    def terms(self) -> rules.Terms:
        """Give the dated facts to the rules."""
        return rules.Terms(self.expires_at, self.accepted_at, self.withdrawn_at)

    def standing(self, *, at: datetime) -> rules.Standing:
        """Say what has become of it at a moment."""
        return rules.standing(self.terms(), at=at)
