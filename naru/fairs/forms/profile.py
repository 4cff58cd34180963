"""What a participant types about themselves: the profile, the free slots, notes on a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from naru.directory.forms.choosing import country_choices
from naru.fairs.forms.forum import spoken, zone_error
from naru.fairs.models import Participant
from naru.fairs.rules.forum_words import Field, Side


class ProfileForm(forms.ModelForm):
    """What a participant offers or looks for, where, in which languages, and who comes."""

    fields_named = forms.MultipleChoiceField(
        label=gettext_lazy("Departments and products"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries of interest"),
        choices=country_choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=spoken, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES)
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only for whoever takes part by video, for example Asia/Tashkent."),
    )

    class Meta:
        model = Participant
        fields = ("contact", "email", "language", "words", "people", "seats", "zone")
        widgets = {
            "words": forms.Textarea(attrs={"rows": 4}),
            "people": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "people": gettext_lazy("One person on a line: name and title."),
            "seats": gettext_lazy("A team that can sit at two tables at once writes 2."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        row = self.instance
        for name, stored in (
            ("fields_named", row.fields),
            ("countries", row.countries),
            ("languages", row.languages),
        ):
            self.fields[name].initial = stored
        if not row.forum_id or not row.forum.online:
            del self.fields["zone"]
        self.fields["email"].required = True
        self.fields["languages"].required = True
        self.order_fields(
            [
                "contact",
                "email",
                "language",
                "fields_named",
                "countries",
                "languages",
                "words",
                "people",
                "seats",
            ]
        )

    def clean_zone(self) -> str:
        """Check that the zone is one."""
        zone = str(self.cleaned_data["zone"]).strip()
        if reason := zone_error(zone):
            raise forms.ValidationError(reason)
        return zone

    def _post_clean(self) -> None:
        """Leave the row as it is: only actions write, and they compare with what stands."""

    def profile(self) -> dict[str, Any]:
        """Give the profile as the action takes it."""
        told = dict(self.cleaned_data)
        told["fields"] = told.pop("fields_named")
        return told


class OfficeProfileForm(ProfileForm):
    """The same with what only the office sets: the side and the hall."""

    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=Side.choices)
    hall = forms.CharField(label=gettext_lazy("Hall"), max_length=60, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["side"].initial, self.fields["hall"].initial = self.instance.side, self.instance.hall


class AwayForm(forms.Form):
    """The slots in which one cannot."""

    cannot = forms.ModelMultipleChoiceField(
        None,
        label=gettext_lazy("Slots in which you cannot"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cannot"].queryset = rows  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    """A note and a rating of one side."""

    text = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    rating = forms.TypedChoiceField(
        label=gettext_lazy("Rating"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(number, "★" * number) for number in range(5, 0, -1)],
        widget=forms.RadioSelect,
    )
