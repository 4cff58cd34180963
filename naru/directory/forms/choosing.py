"""Fields that choose a country, an organisation or a city, and the field of further names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.directory.models import Country, Organisation, Place
from naru.directory.rules.people import AliasKind
from naru.directory.rules.places import AT_HOME_IN
from naru.krds.finding import Finder, Offer
from naru.krds.readable import whole


def country_choices(codes: Any = None) -> list[tuple[str, str]]:
    """Give countries by their names in the reader's language, those of the programme first."""
    rows = Country.objects.all() if codes is None else Country.objects.filter(pk__in=codes)
    named = [(country.pk, str(country)) for country in rows]
    return sorted(named, key=lambda one: (one[0] not in AT_HOME_IN, one[1]))


class CountryField(forms.TypedChoiceField):
    """A country by its code; gives the row."""

    def __init__(self, **kwargs: Any) -> None:
        choices = lazy(lambda: [("", _("Not known")), *country_choices()], list)
        super().__init__(choices=choices, coerce=self._row, empty_value=None, **kwargs)

    def _row(self, code: str) -> Country:
        return Country.objects.get(pk=code)

    def prepare_value(self, value: Any) -> Any:
        """Show a row by its code."""
        return value.pk if isinstance(value, Country) else value


OFFERED = 8
"""How many rows are offered to choose from."""


class FoundField(forms.CharField):
    """A row found while one types its name in any script, or by `#` and its number."""

    address = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, widget=Finder(address=self.address, offers=self.offers), **kwargs)

    def offers(self, text: str) -> list[Offer]:
        """Give the rows that a text may mean, the likeliest first, or the one that `#` and a number name."""
        rows: Any = self.rows()
        if text.startswith("#") and (pk := whole(text[1:])) is not None:
            found = list(rows.filter(pk=pk))
        else:
            found = [one.row for one in rows.find(text, OFFERED)]
        return [Offer(f"#{row.pk}", str(row), self.note(row)) for row in found]

    def note(self, row: Any) -> str:
        """Say what tells a row from another of the same name."""
        return str(row.country or "")

    def rows(self) -> QuerySet[Any]:
        """Give the rows that may be found."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Name a row by its number; the box shows its words."""
        return f"#{value.pk}" if hasattr(value, "pk") else value

    def clean(self, value: Any) -> Any:
        """Find the row; say which ones there are where the name leaves it open."""
        text = super().clean(value)
        if not text:
            return None
        if text.startswith("#") and (pk := whole(text[1:])) is not None:
            row = self.rows().filter(pk=pk).first()
            if row:
                return row
        found: Any = self.rows()
        likely = found.find(text, OFFERED)
        sure = [one for one in likely if one.likeness.score >= 86]
        exact = [one for one in sure if one.likeness.score >= 98]
        if len(sure) == 1 or len(exact) == 1:
            return (exact or sure)[0].row
        if likely:
            raise forms.ValidationError(_("Several answer to “%(text)s”. Choose one.") % {"text": text})
        raise forms.ValidationError(_("“%(text)s” was not found.") % {"text": text})


class OrganisationField(FoundField):
    """An organisation of the directory."""

    address = "directory:find_organisations"

    def note(self, row: Any) -> str:
        """Say its name in the other script, its kind and its country."""
        names = [name for name in (row.name_ko, row.name_latin) if name and name != str(row)]
        return ", ".join(filter(None, [*names, row.get_kind_display(), str(row.country or "")]))

    def rows(self) -> QuerySet[Any]:
        """Give the organisations that stand."""
        return Organisation.objects.all().standing().select_related("country")


class PlaceField(FoundField):
    """A region, city or venue of the directory."""

    address = "directory:find_places"

    def rows(self) -> QuerySet[Any]:
        """Give all places."""
        return Place.objects.select_related("country").order_by("-population", "pk")


class AliasesField(forms.CharField):
    """Further names, one on a line; gives (name, kind, language) as the actions take them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Further names, one on a line"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Former names, other spellings, short names: search finds them.")
        )
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **kwargs)
        self.held: dict[str, tuple[str, str]] = {}

    def prepare_value(self, value: Any) -> Any:
        """Show rows one on a line."""
        if isinstance(value, list):
            return "\n".join(alias.name for alias in value)
        return value

    def remember(self, row: Any) -> None:
        """Take the kinds and languages of the further names that a row has."""
        if row is not None:
            self.held = {alias.name: (alias.kind, alias.language) for alias in row.aliases.all()}

    def clean(self, value: Any) -> Any:
        """Read the lines; a name that stood there before keeps its kind and language."""
        names = [line.strip()[:200] for line in (value or "").splitlines() if line.strip()]
        return [(name, *self.held.get(name, (AliasKind.SPELLING, ""))) for name in dict.fromkeys(names)]
