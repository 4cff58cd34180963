"""The table of letters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.letters import rules
from naru.letters.queries import LetterQuerySet, MuteQuerySet


class Mute(models.Model):
    """A kind of letter that somebody does not want; what is about their own account always comes."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes")
    template = models.CharField(_("template"), max_length=80)

    objects = MuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter not wanted")
        constraints = [models.UniqueConstraint(fields=["account", "template"], name="mute_once")]

    def __str__(self) -> str:
        return f"{self.account} {self.template}"


class Letter(models.Model):
    """One outgoing letter as the recipient reads it, with whether and when it went out."""

    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=10)
    template = models.CharField(_("template"), max_length=80)
    subject = models.CharField(pgettext_lazy("letter", "subject"), max_length=300)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=20, choices=rules.State, default=rules.State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("written"), db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    row_kind = models.CharField(_("kind of row"), max_length=60, blank=True)
    row_key = models.CharField(_("key of the row"), max_length=60, blank=True)
    row_label = models.CharField(pgettext_lazy("letter", "about"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["row_kind", "row_key"]), models.Index(fields=["state", "-asked_at"])]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Give the page that shows the letter to staff."""
        return reverse("letters:letter", args=[self.pk])
