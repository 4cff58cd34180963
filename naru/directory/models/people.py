"""People, organisations, their further names and the dated affiliations between them."""

from __future__ import annotations

from datetime import date

from babel import Locale
from django.db import models
from django.utils.translation import get_language, pgettext_lazy, to_locale
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.people import AffiliationQuerySet, OrganisationQuerySet, PersonQuerySet
from naru.directory.rules import people as rules
from naru.directory.rules.people import AffiliationRole, AliasKind, LanguageLevel, OrganisationKind
from naru.krds.addresses import address


class Named(models.Model):
    """A full name in its own script, in Latin as the passport has it, and in Hangul; no first/last split."""

    name = models.CharField(_("name"), max_length=200)
    name_latin = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or "ko")

    def name_in(self, language: str) -> str:
        """Give the one name to show to a reader of a language."""
        return rules.shown_name(self.name, self.name_latin, self.name_ko, language=language)

    def other_names(self) -> list[str]:
        """Give the names that are not the shown one, each once, in the order own script, Latin, Hangul."""
        shown = str(self)
        return [n for n in dict.fromkeys([self.name, self.name_latin, self.name_ko]) if n and n != shown]

    def other_passages(self) -> list[tuple[str, str]]:
        """Give the other names, each with the language to mark it with."""
        country = getattr(self, "country_id", None) or ""
        return [
            (
                name,
                rules.language_of(name, country=country, own=name == self.name and name != self.name_latin),
            )
            for name in self.other_names()
        ]

    def all_names(self) -> list[str]:
        """Give every name it goes by: own script, Latin, Hangul, then the further ones."""
        further = [alias.name for alias in self.aliases.all()]
        return list(dict.fromkeys(n for n in [self.name, self.name_latin, self.name_ko, *further] if n))

    def general_words(self) -> tuple[str, ...]:
        """Give the general words that say what it is, found also where no name holds them."""
        return ()


class Kept(models.Model):
    """A row that is never deleted: it is archived, or merged into another of its kind."""

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        abstract = True


class Person(Named, Kept):
    """One human being, whatever part they play in the programme over the years."""

    title = models.CharField(pgettext_lazy("directory", "title"), max_length=60, blank=True)
    country = models.ForeignKey(
        "directory.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("country"),
    )
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language of letters"), max_length=10, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed by the person"), null=True, blank=True)
    removal_asked_at = models.DateTimeField(_("asked to be removed"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = pgettext_lazy("directory", "people")
        ordering = ["name_latin", "name", "pk"]
        indexes = [
            models.Index(fields=["name_latin", "name"]),
            models.Index(fields=["email"]),
        ]

    def get_absolute_url(self) -> str:
        """Give the address of the person's page."""
        return address("directory:person", self.pk)


class Organisation(Named, Kept):
    """A hospital, agency, ministry, university, association, company or paper of the programme."""

    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    country = models.ForeignKey(
        "directory.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    place = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("place"),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=pgettext_lazy("directory", "part of"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    website = models.URLField(_("web site"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    public = models.BooleanField(pgettext_lazy("directory", "shown to the public"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = pgettext_lazy("directory", "organisations")
        ordering = ["name_latin", "name", "pk"]
        indexes = [models.Index(fields=["name_latin", "name"]), models.Index(fields=["kind"])]

    def get_absolute_url(self) -> str:
        """Give the address of the organisation's page."""
        return address("directory:organisation", self.pk)

    def general_words(self) -> tuple[str, ...]:
        """Give the general words that say what it is, found also where no name holds them."""
        return rules.GENERAL_WORDS.get(self.kind, ())


class Alias(models.Model):
    """A further name of a person, an organisation or a place: a former one, a short one, another spelling."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="aliases")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    place = models.ForeignKey(
        "directory.Place", models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=AliasKind, default=AliasKind.SPELLING)
    language = models.CharField(_("language"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("further name")
        verbose_name_plural = _("further names")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(person__isnull=False, organisation__isnull=True, place__isnull=True)
                    | models.Q(person__isnull=True, organisation__isnull=False, place__isnull=True)
                    | models.Q(person__isnull=True, organisation__isnull=True, place__isnull=False)
                ),
                name="alias_names_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SpokenLanguage(models.Model):
    """A language that a person speaks, by its CLDR code, and how well."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=10)
    level = models.CharField(_("level"), max_length=20, choices=LanguageLevel, default=LanguageLevel.WORKING)

    class Meta:
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "code"], name="a_language_is_spoken_once"),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "ko")

    def name_in(self, language: str) -> str:
        """Give the language's name in a reader's language, its code where CLDR has none."""
        names = Locale.parse(to_locale(language)).languages
        return names.get(self.code.replace("-", "_")) or names.get(self.code.split("-")[0]) or self.code


class Affiliation(models.Model):
    """A person at an organisation in a capacity, from a day until a day (end exclusive; unknown is open)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    role = models.CharField(_("capacity"), max_length=30, choices=AffiliationRole)
    title = models.CharField(pgettext_lazy("directory", "title"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=120, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    NAMED_BY = ("person", "organisation")
    """The rows whose names make its own."""

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = [models.F("since").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="affiliation_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people write it; the end in the data is the day after."""
        return self.until - rules.ONE_DAY if self.until else None

    def standing(self, *, on: date) -> rules.AffiliationStanding:
        """Say whether it is current, past or to come on a day."""
        return rules.affiliation_standing(self.since, self.until, on=on)
