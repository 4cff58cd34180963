"""Fields that several forms share: a place by its name, a year's days from first to last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.models import Activity
from naru.activities.rules.words import Known
from naru.directory.forms import choosing
from naru.directory.models import Place
from naru.krds.finding import Offer, SearchedField
from naru.krds.formats import words

DAY = timedelta(days=1)


class ActivityField(SearchedField):
    """An activity, found by words of its title, place or country."""

    address = "activities:find"

    def rows(self) -> Any:
        """Give the activities that are not archived, the latest first."""
        return Activity.objects.current().order_by("-starts_on", "pk")

    def note(self, row: Any) -> str:
        """Say when it begins and what it is."""
        return ", ".join(filter(None, [words.day(row.starts_on), row.get_kind_display()]))


class PlaceField(choosing.PlaceField):
    """A place of the directory, written by its name; several of one name are told apart by the country."""

    def prepare_value(self, value: Any) -> Any:
        """Name a place as the box reads it back."""
        return f"#{value}" if isinstance(value, int) else super().prepare_value(value)

    def offers(self, text: str) -> list[Offer]:
        """Give the places that a text may mean, each written with its country; what follows a comma is one."""
        name = text if text.startswith("#") else text.partition(",")[0]
        return [Offer(one.value, f"{one.label}, {one.note}", "") for one in super().offers(name)]

    def clean(self, value: Any) -> Any:
        """
        Find the place.

        :raises ValidationError: if none has the name, or several and no country says which
        """
        text = " ".join(forms.CharField.clean(self, value).split())
        if not text:
            return None
        if text.startswith("#") and (chosen := self.offers(text)):
            return self.rows().get(pk=chosen[0].value[1:])
        name, _comma, country = (part.strip() for part in text.partition(","))
        found = list(Place.objects.search(name).select_related("country")[:50])
        exact = [
            place for place in found if name.casefold() in {place.name.casefold(), place.name_ko.casefold()}
        ]
        if country:
            exact = [place for place in exact if country.casefold() in _names(place)]
        if len(exact) == 1:
            return exact[0]
        several = exact or found
        if not several:
            raise ValidationError(_("No place of the directory has this name."))
        names = "; ".join(written(place) for place in several[:5])
        raise ValidationError(_("Which place is meant? Write one of these: %(names)s.") % {"names": names})


def _names(place: Place) -> set[str]:
    country = place.country
    return {
        name.casefold() for name in (country.code, country.name_in("ko"), country.name_in("en"), str(country))
    }


def written(place: Place) -> str:
    """Write a place with its country, in the page's language."""
    return f"{place}, {place.country}"


OTHER_LANGUAGES = {"ru": "Русский", "mn": "Монгол", "vi": "Tiếng Việt", "zh-hans": "简体中文"}


def day_field(label: Any, **options: Any) -> forms.DateField:
    """Make a field for one day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def time_field(label: Any, **options: Any) -> forms.TimeField:
    """Make a field for a time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)


class DaysMixin(forms.Form):
    """First and last day (both inclusive, both open or both given) and the times of day."""

    first_day = day_field(gettext_lazy("First day"), required=False)
    last_day = day_field(
        gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave both open while undecided.")
    )

    def days(self) -> dict[str, Any]:
        """Give the days as the actions take them: the end exclusive."""
        last = self.cleaned_data["last_day"]
        return {"starts_on": self.cleaned_data["first_day"], "ends_on": last + DAY if last else None}

    def clean(self) -> dict[str, Any]:
        """Check that first and last day go together, and fill the last where only the first is given."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and not last and "last_day" not in self.errors:
            cleaned["last_day"] = first
        if last and not first and "first_day" not in self.errors:
            self.add_error("first_day", _("Give the first day too."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        return cleaned


class TimesMixin(DaysMixin):
    """Days with local times of day, both or neither; or no more than a month or a year."""

    known = forms.ChoiceField(
        label=gettext_lazy("Days known"), choices=Known.choices, initial=Known.DAY, required=False
    )
    starts_time = time_field(gettext_lazy("From (local time)"), required=False)
    ends_time = time_field(
        gettext_lazy("Until (local time)"),
        required=False,
        help_text=gettext_lazy("Without times it takes whole days."),
    )

    def days(self) -> dict[str, Any]:
        """Give days and times as the actions take them."""
        times = {name: self.cleaned_data[name] for name in ("starts_time", "ends_time")}
        return super().days() | times | {"known": self.cleaned_data["known"] or Known.DAY}

    def clean(self) -> dict[str, Any]:
        """Check that the times go together and with the days."""
        cleaned = super().clean()
        start, end = cleaned.get("starts_time"), cleaned.get("ends_time")
        if bool(start) != bool(end):
            self.add_error("ends_time" if start else "starts_time", _("Give both times, or neither."))
        elif start and not cleaned.get("first_day"):
            self.add_error("first_day", _("Times need a day."))
        elif start and end and cleaned.get("first_day") == cleaned.get("last_day") and end <= start:
            self.add_error("ends_time", _("It ends before it starts."))
        return cleaned
