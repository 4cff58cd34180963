"""The forms of a person, of their affiliations, and of what they correct themselves."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy, to_locale
from django.utils.translation import gettext as _

from naru.directory.forms.choosing import AliasesField, CountryField, OrganisationField
from naru.directory.models import Person
from naru.directory.rules import people as rules
from naru.directory.rules.people import SPOKEN, AffiliationRole, LanguageLevel
from naru.krds.forms import Unmoved

_ROWS = 4


def spoken_choices() -> list[tuple[str, str]]:
    """Give the languages in the reader's language, in its order."""
    names = Locale.parse(to_locale(get_language() or "ko")).languages
    return [("", _("No language")), *sorted(((c, names.get(c, c)) for c in SPOKEN), key=lambda one: one[1])]


class SpokenMixin(forms.Form):
    """Four rows of a spoken language and its level."""

    def add_spoken(self, person: Person | None) -> None:
        """Put the rows at the end of the form."""
        held = list(person.languages.all()) if person and person.pk else []
        for row in range(_ROWS):
            spoken = held[row] if row < len(held) else None
            self.fields[f"spoken_{row}"] = forms.ChoiceField(
                label=_("Language %(number)d") % {"number": row + 1},
                choices=spoken_choices(),
                required=False,
                initial=spoken.code if spoken else "",
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                label=_("Level of language %(number)d") % {"number": row + 1},
                choices=LanguageLevel.choices,
                required=False,
                initial=spoken.level if spoken else LanguageLevel.WORKING,
            )

    def spoken(self) -> list[tuple[str, str]]:
        """Give the languages chosen with their levels, each once."""
        chosen = {}
        for row in range(_ROWS):
            code = self.cleaned_data.get(f"spoken_{row}")
            if code:
                level = self.cleaned_data.get(f"level_{row}") or LanguageLevel.WORKING
                chosen.setdefault(code, level)
        return list(chosen.items())


class PersonForm(SpokenMixin, Unmoved):
    """What the office writes of a person."""

    name = forms.CharField(
        label=gettext_lazy("Name in its own script"),
        max_length=200,
        help_text=gettext_lazy(
            "The whole name as the person writes it: Тухтамишев Музаффар, Nguyễn Minh Châu"
        ),
    )
    name_latin = forms.CharField(
        label=gettext_lazy("Name in Latin letters, as in the passport"), max_length=200, required=False
    )
    name_ko = forms.CharField(label=gettext_lazy("Name in Hangul"), max_length=200, required=False)
    aliases = AliasesField()
    title = forms.CharField(label=pgettext_lazy("directory", "Title"), max_length=60, required=False)
    country = CountryField(label=gettext_lazy("Country"), required=False)
    born_on = forms.DateField(label=gettext_lazy("Date of birth"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), required=False)

    OWN = ("name", "name_latin", "name_ko", "title", "country", "born_on", "email", "phone", "language")

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in self.OWN} if person else {}
        if person:
            initial["aliases"] = list(person.aliases.all())
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        language: Any = self.fields["language"]
        language.choices = [("", _("Not known")), *settings.LANGUAGES]
        for name in ("name", "name_latin", "name_ko"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["aliases"].remember(person)
        self.add_spoken(person)
        if person:
            self.watch()

    def facts(self) -> dict[str, Any]:
        """Give what the actions take."""
        facts = {name: self.cleaned_data[name] for name in self.OWN}
        return facts | {"aliases": self.cleaned_data["aliases"], "languages": self.spoken()}


class AffiliationForm(forms.Form):
    """A person's tie to an organisation."""

    organisation = OrganisationField(label=gettext_lazy("Organisation"))
    role = forms.ChoiceField(label=gettext_lazy("Capacity"), choices=AffiliationRole.choices)
    title = forms.CharField(label=pgettext_lazy("directory", "Title"), max_length=120, required=False)
    department = forms.CharField(label=gettext_lazy("Department"), max_length=120, required=False)
    since = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        help_text=gettext_lazy("Leave it empty where it is unknown."),
    )
    last = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave it empty where it lasts."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        data = super().clean() or {}
        until = data["last"] + rules.ONE_DAY if data.get("last") else None
        data["until"] = until
        if reason := rules.why_not_affiliate(data.get("since"), until):
            self.add_error("last", reason)
        return data

    def facts(self) -> dict[str, Any]:
        """Give what the actions take; the end is exclusive there."""
        names = ("role", "title", "department", "since", "until")
        return {name: self.cleaned_data[name] for name in names}


class OwnEntryForm(SpokenMixin):
    """What a person corrects of their own entry through the link in the letter."""

    name = forms.CharField(label=gettext_lazy("Your name in your own script"), max_length=200)
    name_latin = forms.CharField(
        label=gettext_lazy("Your name in Latin letters, as in the passport"), max_length=200, required=False
    )
    name_ko = forms.CharField(label=gettext_lazy("Your name in Hangul"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of our letters to you"))
    workplace = forms.CharField(
        label=gettext_lazy("Where you work now"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If it has changed, write the new place of work."),
    )
    department = forms.CharField(label=gettext_lazy("Department"), max_length=120, required=False)
    started = forms.DateField(
        label=gettext_lazy("There since"),
        required=False,
        help_text=gettext_lazy("Only where the place of work has changed."),
    )

    OWN = ("name", "name_latin", "name_ko", "email", "phone", "language")

    def __init__(self, *args: Any, person: Person, workplace: str, department: str, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in self.OWN}
        initial |= {"workplace": workplace, "department": department}
        super().__init__(*args, initial=initial, **kwargs)
        language: Any = self.fields["language"]
        language.choices = settings.LANGUAGES
        self.add_spoken(person)

    def facts(self) -> dict[str, Any]:
        """Give the person's own fields as the actions take them."""
        return {name: self.cleaned_data[name] for name in self.OWN} | {"languages": self.spoken()}
