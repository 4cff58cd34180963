"""Documents that values were taken from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from naru.figures.queries import SourceQuerySet
from naru.krds.addresses import address


class Source(models.Model):
    """A document that values were taken from: who published it, when, where it can be read."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    title_ko = models.CharField(_("title in Korean"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    publisher_ko = models.CharField(_("publisher in Korean"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on", "key"]

    def __str__(self) -> str:
        return self.title_ko if get_language() == "ko" and self.title_ko else self.title

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address("figures:source", self.key)

    @property
    def by(self) -> str:
        """The publisher in the active language."""
        return self.publisher_ko if get_language() == "ko" and self.publisher_ko else self.publisher

    @property
    def remark(self) -> str:
        """The note in the active language."""
        return gettext(self.note) if self.note else ""

    @property
    def lang(self) -> str:
        """The language of the title that is shown, for the `lang` attribute."""
        return "ko" if get_language() == "ko" and self.title_ko else self.language
