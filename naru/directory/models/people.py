"""People, organisations and the dated affiliations between them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.directory.queries.people import OrganisationQuerySet, PersonQuerySet
from naru.directory.rules.people import AffiliationRole, OrganisationKind, shown_name


class Named(models.Model):
    """A full name in its own script, in Latin as the passport has it, and in Hangul; no first/last split."""

    name = models.CharField(_("name"), max_length=200)
    name_latin = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return shown_name(self.name, self.name_latin, self.name_ko, language=get_language() or "ko")


class Person(Named):
    """One human being, whatever part they play in the programme over the years."""

    title = models.CharField(_("title"), max_length=60, blank=True)
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="people"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = models.JSONField(_("spoken languages"), default=list, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_latin", "name", "pk"]


class Organisation(Named):
    """A hospital, agency, ministry, university, association, company or paper that the programme deals with."""

    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    place = models.ForeignKey(
        "directory.Place", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    country = models.ForeignKey(
        "directory.Country", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    website = models.URLField(_("web site"), blank=True)
    public = models.BooleanField(_("shown to the public"), default=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_latin", "name", "pk"]


class Affiliation(models.Model):
    """A person at an organisation in a capacity, from a day until a day (end exclusive; either may be unknown)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    role = models.CharField(_("capacity"), max_length=30, choices=AffiliationRole)
    title = models.CharField(_("title"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=120, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        ordering = ["-since", "pk"]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
