"""Countries and places with their time zones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from django.db import models
from django.utils.translation import get_language, pgettext_lazy, to_locale
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.places import CountryQuerySet, PlaceQuerySet
from naru.directory.rules.places import PlaceKind
from naru.krds.addresses import address


@lru_cache(maxsize=32)
def _territories(language: str) -> Mapping[str, str]:
    return Locale.parse(to_locale(language)).territories


class Country(models.Model):
    """A country by its ISO 3166-1 code; its name comes from CLDR in the reader's language."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = pgettext_lazy("directory", "countries")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "ko")

    def get_absolute_url(self) -> str:
        """Give the address of the country's page."""
        return address("directory:country", self.code.lower())

    def name_in(self, language: str) -> str:
        """Give the country's name in a language (`ko`, `zh-hans`…), its code where CLDR has none."""
        return _territories(language).get(self.code, self.code)


class Place(models.Model):
    """A region, city or venue with its IANA zone and its position in degrees (WGS 84)."""

    name = models.CharField(_("name"), max_length=120)
    name_ko = models.CharField(_("name in Korean"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.CITY)
    country = models.ForeignKey(Country, models.PROTECT, related_name="places", verbose_name=_("country"))
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=pgettext_lazy("directory", "part of"),
    )
    zone = models.CharField(_("time zone"), max_length=60, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.PositiveIntegerField(pgettext_lazy("directory", "residents"), null=True, blank=True)
    code = models.CharField(_("code"), max_length=10, blank=True)
    geonames = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], name="a_region_code_stands_once", condition=~models.Q(code="")
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "ko")

    def get_absolute_url(self) -> str:
        """Give the address of the page of the place's country, where its story stands."""
        return self.country.get_absolute_url()

    def name_in(self, language: str) -> str:
        """Give the place's name to a reader of a language: the Korean one to Koreans where there is one."""
        return self.name_ko if language == "ko" and self.name_ko else self.name

    def all_names(self) -> list[str]:
        """Give every name it goes by."""
        further = [alias.name for alias in self.aliases.all()]
        return list(dict.fromkeys(n for n in [self.name, self.name_ko, *further] if n))

    def general_words(self) -> tuple[str, ...]:
        """Give the general words that say what it is: none."""
        return ()
