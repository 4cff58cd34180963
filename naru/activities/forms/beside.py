"""The forms of what stands beside an activity: participations, targets, money, documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.forms.fields import day_field
from naru.activities.rules.words import DocumentKind, Exactness, Fund, Measure, ParticipantRole, Unit
from naru.directory.models import Country

LARGEST = 30 * 1024 * 1024
"""The largest file taken, in bytes."""


class RoleForm(forms.Form):
    """As what somebody found in the directory takes part."""

    role = forms.ChoiceField(label=gettext_lazy("As"), choices=ParticipantRole.choices)


class HeadCountForm(forms.Form):
    """A number of people without names."""

    role = forms.ChoiceField(
        label=gettext_lazy("As"), choices=ParticipantRole.choices, initial=ParticipantRole.ATTENDEE
    )
    head_count = forms.IntegerField(label=gettext_lazy("Number of people"), min_value=1, max_value=10_000_000)
    exactness = forms.ChoiceField(
        label=gettext_lazy("Exactness"), choices=Exactness.choices, initial=Exactness.EXACT
    )
    label_ko = forms.CharField(label=gettext_lazy("Who they are, in Korean"), max_length=200, required=False)
    label_en = forms.CharField(label=gettext_lazy("Who they are, in English"), max_length=200, required=False)
    country = forms.ModelChoiceField(
        Country.objects.none(), label=gettext_lazy("Country they come from"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].queryset = Country.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that the people are called something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("label_ko") or cleaned.get("label_en")):
            self.add_error("label_ko", _("Say who the counted people are."))
        return cleaned


class TargetForm(forms.Form):
    """How many of what are wanted."""

    measure = forms.ChoiceField(label=gettext_lazy("What is counted"), choices=Measure.choices)
    label_ko = forms.CharField(
        label=gettext_lazy("In words, in Korean"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only where the measure alone does not say it."),
    )
    label_en = forms.CharField(label=gettext_lazy("In words, in English"), max_length=120, required=False)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=[("", gettext_lazy("As usual for this measure")), *Unit.choices],
        required=False,
    )
    wanted = forms.DecimalField(
        label=gettext_lazy("Target"), min_value=0, max_digits=16, decimal_places=2, required=False
    )


class ReachedForm(forms.Form):
    """How many were reached, and whose number that is."""

    reached = forms.DecimalField(label=gettext_lazy("Actual"), min_value=0, max_digits=16, decimal_places=2)
    exactness = forms.ChoiceField(label=gettext_lazy("Exactness"), choices=Exactness.choices)
    source = forms.CharField(
        label=gettext_lazy("Whose number"),
        max_length=200,
        help_text=gettext_lazy("The organiser, a partner, our own count, a press release…"),
    )
    as_of = day_field(gettext_lazy("As of"), required=False)


class BudgetForm(forms.Form):
    """Money set aside, and spent, in whole won."""

    label = forms.CharField(label=gettext_lazy("For what"), max_length=120)
    fund = forms.ChoiceField(label=gettext_lazy("Whose money"), choices=Fund.choices)
    planned_krw = forms.IntegerField(label=gettext_lazy("Budget (KRW)"), min_value=0, max_value=10**15)
    spent_krw = forms.IntegerField(
        label=gettext_lazy("Spent (KRW)"), min_value=0, max_value=10**15, required=False
    )
    source = forms.CharField(label=gettext_lazy("According to"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Check that money spent has a source."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("spent_krw") is not None and not cleaned.get("source"):
            self.add_error("source", _("Say whose number this is."))
        return cleaned


class ResultsForm(forms.Form):
    """What came of an activity, in words."""

    results_ko = forms.CharField(
        label=gettext_lazy("Results in Korean"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    results_en = forms.CharField(
        label=gettext_lazy("Results in English"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class DocumentForm(forms.Form):
    """A file to keep."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("At most 30 MB."))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, it is the name of the file."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=DocumentKind.choices)
    public = forms.BooleanField(label=gettext_lazy("Shown to the public"), required=False)

    def clean_file(self) -> Any:
        """
        Check the size.

        :raises ValidationError: if the file is larger than 30 MB
        """
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 30 MB."))
        return file
