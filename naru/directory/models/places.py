"""Countries and places with their time zones."""

from __future__ import annotations

from babel import Locale
from django.db import models
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _


class Country(models.Model):
    """A country by its ISO 3166-1 code; its name comes from CLDR in the reader's language."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "ko")

    def name_in(self, language: str) -> str:
        """Give the country's name in a language (`ko`, `zh-hans`…), its code where CLDR has none."""
        return Locale.parse(to_locale(language)).territories.get(self.code, self.code)


class Place(models.Model):
    """A city or region with its IANA zone and its position in degrees (WGS 84)."""

    name = models.CharField(_("name"), max_length=120)
    name_ko = models.CharField(_("name in Korean"), max_length=120, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="places")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    zone = models.CharField(_("time zone"), max_length=60)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    geonames = models.PositiveIntegerField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name_ko if get_language() == "ko" and self.name_ko else self.name
