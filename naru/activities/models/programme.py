"""Programme years and the projects in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.activities.queries.programme import ProgrammeYearQuerySet, ProjectQuerySet
from naru.activities.rules.words import said, spoken_in


class Titled(models.Model):
    """A title in Korean and English; other languages in `translations` (`{"ru": {"title": …}}`)."""

    title_ko = models.CharField(_("title in Korean"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_ko = models.TextField(_("summary in Korean"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def texts(self, field: str) -> dict[str, str]:
        """Give what there is of a text (`title`, `summary`…) by language code."""
        texts = {"ko": getattr(self, f"{field}_ko", ""), "en": getattr(self, f"{field}_en", "")}
        return texts | {code: words.get(field, "") for code, words in self.translations.items()}

    def text_in(self, field: str, language: str) -> str:
        """Give a text in a language, or the nearest there is."""
        return said(self.texts(field), language=language)

    @property
    def title(self) -> str:
        """The title in the page's language, or the nearest there is."""
        return self.text_in("title", get_language() or "ko")

    @property
    def title_language(self) -> str:
        """The language code of the title that is shown."""
        return spoken_in(self.texts("title"), language=get_language() or "ko")

    @property
    def summary(self) -> str:
        """The summary in the page's language, or the nearest there is."""
        return self.text_in("summary", get_language() or "ko")

    @property
    def summary_language(self) -> str:
        """The language code of the summary that is shown."""
        return spoken_in(self.texts("summary"), language=get_language() or "ko")


class ProgrammeYear(models.Model):
    """A calendar year of the programme."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    note = models.TextField(_("note"), blank=True)
    budget_krw = models.BigIntegerField(_("approved budget (KRW)"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme year")
        verbose_name_plural = _("programme years")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """Give the address of the year's page."""
        return reverse("activities:year", args=[self.year])


class Project(Titled):
    """A line of work in one programme year; `line` is the same word every year."""

    year = models.ForeignKey(ProgrammeYear, models.PROTECT, related_name="projects")
    line = models.SlugField(_("line of work"), max_length=40)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-year", "line"]
        constraints = [
            models.UniqueConstraint(fields=["year", "line"], name="project_once_a_year"),
            models.CheckConstraint(
                condition=~(models.Q(title_ko="") & models.Q(title_en="")), name="project_has_a_title"
            ),
        ]

    def get_absolute_url(self) -> str:
        """Give the address of the project on its year's page."""
        return f"{reverse('activities:year', args=[self.year_id])}#{self.line}"
