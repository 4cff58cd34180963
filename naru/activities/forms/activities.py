"""The form of an activity, and those of its languages, days and company."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.forms.fields import (
    OTHER_LANGUAGES,
    ActivityField,
    DaysMixin,
    PlaceField,
    TimesMixin,
    day_field,
)
from naru.activities.models import Activity, Project
from naru.activities.rules.times import is_zone
from naru.activities.rules.words import Kind
from naru.directory.models import Account, Country
from naru.directory.rules.accounts import Role
from naru.krds.forms import Several, Unmoved

RUNNERS = (Role.OFFICER, Role.HEAD)
"""Who may be named responsible for an activity."""
WRITTEN = (
    "project",
    "kind",
    "title_ko",
    "title_en",
    "summary_ko",
    "summary_en",
    "place",
    "country",
    "venue_ko",
    "venue_en",
    "online",
    "zone",
    "part_of",
)
"""What the form writes of an activity itself."""


class ProjectChoice(forms.ModelChoiceField):
    """A project, offered with its year."""

    def label_from_instance(self, obj: Project) -> str:
        """Write the year before the title."""
        return f"{obj.year_id} · {obj.title}"


class OfficersField(Several):
    """The officers of the day who may answer for an activity."""

    widget = forms.CheckboxSelectMultiple


class ActivityForm(TimesMixin, Unmoved):
    """What is written about an activity; days only where it is planned anew."""

    project = ProjectChoice(
        Project.objects.none(),
        label=gettext_lazy("Project"),
        empty_label=gettext_lazy("Choose a project"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)
    online = forms.BooleanField(label=gettext_lazy("Held online"), required=False)
    place = PlaceField(
        label=gettext_lazy("Place"),
        required=False,
        help_text=gettext_lazy("City or region. It gives the country and the time zone."),
    )
    country = forms.ModelChoiceField(
        Country.objects.none(),
        empty_label=gettext_lazy("Not known"),
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Only where no place is known."),
    )
    venue_ko = forms.CharField(label=gettext_lazy("Venue in Korean"), max_length=200, required=False)
    venue_en = forms.CharField(label=gettext_lazy("Venue in English"), max_length=200, required=False)
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Such as Asia/Almaty. Left empty, it is that of the place, else Korea’s."),
    )
    summary_ko = forms.CharField(
        label=gettext_lazy("Summary in Korean"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    summary_en = forms.CharField(
        label=gettext_lazy("Summary in English"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    officers = OfficersField(
        Account.objects.none(), label=gettext_lazy("Responsible officers"), required=False
    )
    part_of = ActivityField(
        label=gettext_lazy("Part of"),
        required=False,
        help_text=gettext_lazy("The whole to which it belongs, such as a fair week: words of its title."),
    )
    linked = Several(
        Activity.objects.none(),
        label=gettext_lazy("Linked with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    linked_too = ActivityField(
        label=gettext_lazy("Link with another"),
        required=False,
        help_text=gettext_lazy("What stands beside it, such as a visit after a fair: words of its title."),
    )
    field_order = (
        "project",
        "kind",
        "title_ko",
        "title_en",
        "first_day",
        "last_day",
        "starts_time",
        "ends_time",
        "known",
        "online",
        "place",
        "country",
        "venue_ko",
        "venue_en",
        "zone",
        "summary_ko",
        "summary_en",
        "officers",
        "part_of",
        "linked",
        "linked_too",
    )

    def __init__(
        self, *args: Any, account: Any, on: date, activity: Activity | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.activity = activity
        projects = Project.objects.visible_to(account).select_related("year").order_by("-year", "title_ko")
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["country"].queryset = Country.objects.all()  # type: ignore[attr-defined]
        officers = Account.objects.holding(*RUNNERS, on=on)
        if activity:
            officers = officers | Account.objects.filter(activities=activity)
            for name in ("first_day", "last_day", "starts_time", "ends_time", "known"):
                del self.fields[name]
        self.fields["officers"].queryset = officers.distinct()  # type: ignore[attr-defined]
        others = Activity.objects.visible_to(account).current().order_by("-starts_on", "pk")
        if activity:
            others = others.exclude(pk=activity.pk)
        self.fields["part_of"].choose_among(others.filter(part_of=None))  # type: ignore[attr-defined]
        self.fields["linked_too"].choose_among(others)  # type: ignore[attr-defined]
        held = activity.linked.all() if activity else Activity.objects.none()
        self.fields["linked"].queryset = held  # type: ignore[attr-defined]
        if not held:
            del self.fields["linked"]
        if activity:
            self.watch()

    def clean_zone(self) -> str:
        """
        Check that the zone exists.

        :raises ValidationError: if no zone has the name
        """
        zone: str = self.cleaned_data["zone"].strip()
        if zone and not is_zone(zone):
            raise forms.ValidationError(_("No time zone has this name."))
        return zone

    def clean(self) -> dict[str, Any]:
        """Check that there is a title, and that days and times go together."""
        cleaned = super().clean() if self.activity is None else self.cleaned_data
        if not (cleaned.get("title_ko") or cleaned.get("title_en")):
            self.add_error("title_ko", _("Give a title in Korean or in English."))
        return cleaned

    def others(self) -> list[Activity]:
        """Give what the activity shall be linked with: what stays ticked, and the one that was added."""
        more = self.cleaned_data.get("linked_too")
        kept = list(self.cleaned_data.get("linked") or ())
        return [*kept, more] if more and more not in kept else kept

    def written(self) -> dict[str, Any]:
        """Give what the form says of the activity itself, for the action."""
        values = {name: self.cleaned_data[name] for name in WRITTEN}
        place = values["place"]
        if not values["zone"]:
            values["zone"] = place.zone if place and place.zone else "Asia/Seoul"
        return values


def first_words(activity: Activity) -> dict[str, Any]:
    """Give what the form shows of an activity before anybody types."""
    values = {name: getattr(activity, name) for name in WRITTEN}
    return values | {"officers": activity.officers.all(), "linked": activity.linked.all()}


class LanguagesForm(forms.Form):
    """Titles, summaries and results in the languages beside Korean and English."""

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, tongue in OTHER_LANGUAGES.items():
            words = activity.translations.get(code, {})
            for name, label, long in (
                ("title", _("Title"), False),
                ("summary", _("Summary"), True),
                ("results", _("Results"), True),
            ):
                box = forms.Textarea({"rows": 3, "lang": code}) if long else forms.TextInput({"lang": code})
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} · {tongue}",
                    required=False,
                    max_length=None if long else 200,
                    initial=words.get(name, ""),
                    widget=box,
                )

    def translations(self) -> dict[str, dict[str, str]]:
        """Give the texts by language, empty ones left out."""
        found: dict[str, dict[str, str]] = {}
        for code in OTHER_LANGUAGES:
            texts = {
                name: self.cleaned_data[f"{name}_{code}"].strip() for name in ("title", "summary", "results")
            }
            if kept := {name: text for name, text in texts.items() if text}:
                found[code] = kept
        return found


class ReplanForm(TimesMixin):
    """Other planned days and times."""


class PostponeForm(DaysMixin):
    """Other days for an activity that others know of, and why."""

    because = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("first_day", "last_day", "because")


class CancelForm(forms.Form):
    """Why an activity is cancelled."""

    because = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Those who subscribe to the calendar see that it is cancelled; the reason stays here."
        ),
    )


class BeginForm(forms.Form):
    """The day on which an activity really began."""

    day = day_field(gettext_lazy("Really began on"))


class FinishForm(forms.Form):
    """The days on which an activity really took place."""

    began_on = day_field(gettext_lazy("Really began on"))
    last_day = day_field(gettext_lazy("Really ended on"))

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("began_on"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        return cleaned
