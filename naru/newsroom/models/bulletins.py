"""Bulletins: one row for each language version, and what the public sees of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from naru.history.book import Refusal
from naru.krds.addresses import address
from naru.newsroom.models.blocks import Body
from naru.newsroom.models.printing import printed
from naru.newsroom.queries import BulletinQuerySet
from naru.newsroom.queries.drafts import report_on
from naru.newsroom.rules.backing import why_not_publish
from naru.newsroom.rules.scripts import HANGUL
from naru.newsroom.rules.words import Category


class Tagging(TaggedItemBase):
    """A tag on a bulletin."""

    content_object = ParentalKey("newsroom.Bulletin", on_delete=models.CASCADE, related_name="taggings")


class Bulletin(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """
    One item of e-News in one language.

    Versions in other languages share its `translation_key`, and on the board its number. The day on the
    board and the event's own days are two facts.
    """

    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    subtitle = models.CharField(_("subtitle"), max_length=400, blank=True)
    name = models.CharField(
        pgettext_lazy("newsroom", "name"),
        max_length=100,
        blank=True,
        help_text=_("Who signs it on the board, as printed."),
    )
    published_on = models.DateField(
        _("date on the board"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the day on which the bulletin is first published."),
    )
    since = models.DateField(_("event from"), null=True, blank=True)
    until = models.DateField(
        _("event until"),
        null=True,
        blank=True,
        help_text=_("The day after the event's last day: an event of 24 to 26 April ends on 27 April here."),
    )
    category = models.CharField(_("category"), max_length=20, choices=Category, default=Category.NOTICE)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it. Required."),
    )
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(through=Tagging, blank=True, verbose_name=_("tags"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="bulletin")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="bulletin",
        for_concrete_model=False,
    )

    objects = BulletinQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ["-published_on", "-number", "pk"]
        indexes = [
            models.Index(fields=["live", "-published_on"]),
            models.Index(fields=["published_on", "number"], name="bulletin_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number", "locale"], name="bulletin_number_once_a_language"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=False, until__gt=models.F("since")),
                name="bulletin_event_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a picture without words for it, and an event that ends before it begins."""
        super().clean()
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": _("Say what the picture shows.")})
        if self.until and (not self.since or self.until <= self.since):
            raise ValidationError({"until": _("The event must end after it begins.")})

    @property
    def language(self) -> str:
        """The language code of this version (`ko`, `zh-hans`…)."""
        return self.locale.language_code

    @property
    def name_language(self) -> str:
        """The language of the writer's name where it is not this version's: Korean letters under another text."""
        return "ko" if HANGUL.search(self.name) and self.language != "ko" else ""

    @property
    def last_day(self) -> date | None:
        """The event's last day, where its end is known."""
        return self.until - timedelta(days=1) if self.until else None

    def get_absolute_url(self) -> str:
        """Give this version's own address; a bulletin never published has none."""
        if not self.number:
            return ""
        return address("newsroom:bulletin", self.number, language=self.language)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Rebuild a revision without letting it change the number that the public knows."""
        bulletin = super().with_content_json(content)
        bulletin.number = self.number
        bulletin.owner_id = self.owner_id
        return bulletin

    def why_not_publish(self, *, on: date) -> str | None:
        """Say why this text cannot go out; `on` is its day on the board where it has none yet."""
        report = report_on(self, on=on)
        return why_not_publish(
            [one.number.text for one in report.open_numbers],
            [one.finding.text for one in report.open_findings],
        )

    def publish(self, revision: Any, *args: Any, **words: Any) -> Any:
        """
        Bring a revision out or schedule it: every way out of Wagtail and of our own actions ends here.

        :raises Refusal: with the sentence from rules.backing.why_not_publish
        """
        if reason := revision.as_object().why_not_publish(on=timezone.localdate()):
            raise Refusal(reason)
        return super().publish(revision, *args, **words)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show a draft as the public would see it."""
        return "newsroom/bulletin.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Give the public page what it needs, without counting a visit."""
        return {
            **super().get_preview_context(request, mode_name),
            "bulletin": self,
            "printed": printed(self),
            "heading": self.title,
            "preview": True,
        }


class Imprint(models.Model):
    """What of a live bulletin the board and the search need, written anew at each publication."""

    bulletin = models.OneToOneField(Bulletin, models.CASCADE, related_name="imprint", primary_key=True)
    text = models.TextField(_("text without marks"))
    key = models.TextField(_("search key"))
    attachments = models.PositiveSmallIntegerField(_("attachments"), default=0)
    readings = models.JSONField(_("readings quoted"), default=list)
    claims = models.PositiveSmallIntegerField(_("printed numbers"), null=True, blank=True)

    class Meta:
        verbose_name = _("imprint")

    def __str__(self) -> str:
        return str(self.bulletin)


class Board(models.Model):
    """The last number that the board gave out: one row, so that no number is ever given twice."""

    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("board")

    def __str__(self) -> str:
        return str(self.last)
