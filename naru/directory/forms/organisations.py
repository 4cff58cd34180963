"""The form of an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.directory.forms.choosing import AliasesField, CountryField, OrganisationField, PlaceField
from naru.directory.models import Organisation
from naru.directory.rules.people import OrganisationKind
from naru.krds.forms import Unmoved


class OrganisationForm(Unmoved):
    """What the office writes of an organisation."""

    name = forms.CharField(label=gettext_lazy("Name in its own script"), max_length=200)
    name_latin = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=200, required=False)
    aliases = AliasesField()
    kind = forms.ChoiceField(label=pgettext_lazy("directory", "Kind"), choices=OrganisationKind.choices)
    country = CountryField(label=gettext_lazy("Country"), required=False)
    place = PlaceField(
        label=gettext_lazy("City or region"),
        required=False,
        help_text=gettext_lazy("In any script: 수원, Almaty, Бишкек"),
    )
    part_of = OrganisationField(label=pgettext_lazy("directory", "Part of"), required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    website = forms.URLField(label=gettext_lazy("Web site"), required=False, assume_scheme="https")
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    public = forms.BooleanField(
        label=pgettext_lazy("directory", "Shown to the public"), required=False, initial=True
    )

    OWN = (
        "name",
        "name_latin",
        "name_ko",
        "kind",
        "country",
        "place",
        "part_of",
        "address",
        "website",
        "email",
        "phone",
        "public",
    )

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(organisation, name) for name in self.OWN} if organisation else {}
        if organisation:
            initial["aliases"] = list(organisation.aliases.all())
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["aliases"].remember(organisation)
        if organisation:
            self.watch()

    def clean(self) -> dict[str, Any]:
        """Take the country from the place where none is chosen."""
        data = super().clean() or {}
        if data.get("place") and not data.get("country"):
            data["country"] = data["place"].country
        return data

    def facts(self) -> dict[str, Any]:
        """Give what the actions take."""
        return {name: self.cleaned_data[name] for name in self.OWN} | {
            "aliases": self.cleaned_data["aliases"]
        }


class ContactForm(Unmoved):
    """What a member writes of their own organisation: how it is reached."""

    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    website = forms.URLField(label=gettext_lazy("Web site"), required=False, assume_scheme="https")
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)

    OWN = ("address", "website", "email", "phone")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(organisation, name) for name in self.OWN}, **kwargs)
        self.watch()

    def facts(self) -> dict[str, Any]:
        """Give what the actions take."""
        return {name: self.cleaned_data[name] for name in self.OWN}
