"""What those who keep the figures type: a reported value, a target, a period to count, a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naru.figures.models import Source
from naru.figures.rules.declared import Figure
from naru.figures.rules.words import Kind, Qualifier, Quality
from naru.krds.finding import SearchedField
from naru.krds.formats import words


class SourceField(SearchedField):
    """A document that values were taken from, found by words of its title or publisher."""

    address = "figures:find_sources"

    def rows(self) -> Any:
        """Give every known document."""
        return Source.objects.all()

    def note(self, row: Any) -> str:
        """Say who published it and when."""
        return ", ".join(filter(None, [row.by, words.day(row.published_on)]))


class Day(forms.DateInput):
    """A day, typed or picked."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _with_dimensions(form: forms.Form, figure: Figure) -> None:
    """Add one field for each dimension: a choice where the values are listed, else a short text."""
    for dimension in figure.dimensions:
        if dimension.values:
            choices = [("", _("All together")), *((key, label) for key, label in dimension.values.items())]
            field: forms.Field = forms.ChoiceField(label=dimension.label, choices=choices, required=False)
        else:
            field = forms.CharField(
                label=dimension.label,
                max_length=40,
                required=False,
                help_text=_("The code, for a country two letters such as KZ. Empty: all together."),
            )
        form.fields[f"by_{dimension.key}"] = field


class Asked(forms.Form):
    """A period or a day, with the dimensions of the figure."""

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figure = figure
        if figure.kind == Kind.AT_DATE:
            self.fields.pop("since", None)
            self.fields.pop("last", None)
        elif figure.kind == Kind.CUMULATIVE:
            self.fields.pop("since", None)
            if "last" in self.fields:
                self.fields["last"].required = False
        _with_dimensions(self, figure)

    def dimensions(self) -> dict[str, str]:
        """Give the dimensions that were chosen."""
        return {
            name.removeprefix("by_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("by_") and value
        }

    def until(self) -> date | None:
        """Give the end of the period, exclusive."""
        last = self.cleaned_data.get("last")
        return last + timedelta(days=1) if last else None

    def clean(self) -> dict[str, Any]:
        """Check that the period does not end before it begins."""
        said: dict[str, Any] = super().clean() or {}
        since, last = said.get("since"), said.get("last")
        if since and last and last < since:
            self.add_error("last", _("The period ends before it begins."))
        return said


class PlanForm(Asked):
    """A target for a period or a day."""

    value = forms.DecimalField(label=_("Target"), min_value=0, max_digits=16)
    since = forms.DateField(label=_("First day"), widget=Day())
    last = forms.DateField(label=_("Last day"), widget=Day())
    as_of = forms.DateField(label=_("To be reached on"), widget=Day(), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.figure.kind == Kind.IN_PERIOD:
            self.fields.pop("as_of")


class CountForm(Asked):
    """What to count: the period, or the day."""

    since = forms.DateField(label=_("First day"), widget=Day())
    last = forms.DateField(label=_("Last day"), widget=Day())
    on = forms.DateField(label=_("On the day"), widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.figure.kind != Kind.AT_DATE:
            self.fields.pop("on")
        if self.figure.kind == Kind.CUMULATIVE:
            self.fields["last"].required = True


class ReportForm(Asked):
    """A value read in a document, and the document: one that is known, or a new one."""

    value = forms.DecimalField(label=_("Value"), min_value=0, max_digits=16, required=False)
    share = forms.DecimalField(
        label=_("Share in per cent"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    qualifier = forms.ChoiceField(label=_("How exactly it is said"), choices=Qualifier.choices)
    quality = forms.ChoiceField(label=_("Quality"), choices=Quality.choices)
    since = forms.DateField(label=_("First day"), widget=Day())
    last = forms.DateField(label=_("Last day"), widget=Day())
    as_of = forms.DateField(
        label=_("As of"),
        widget=Day(),
        required=False,
        help_text=_("Empty: the day on which the document was published."),
    )
    source = SourceField(
        label=_("Source"),
        required=False,
        help_text=_("Words of its title or publisher. Leave it empty for a new document."),
    )
    new_title = forms.CharField(label=_("Title of the new document"), max_length=300, required=False)
    new_publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    new_published_on = forms.DateField(label=_("Published on"), widget=Day(), required=False)
    new_url = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")
    place = forms.CharField(
        label=_("Place in the source"),
        max_length=200,
        required=False,
        help_text=_("Where one finds it, such as “page 3, table 2”. Do not copy the sentence."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Check that there is a number and a document."""
        said = super().clean()
        if said.get("value") is None and said.get("share") is None and not self.errors:
            self.add_error("value", _("Give a value, or a share where only that is known."))
        if not said.get("source"):
            for name in ("new_title", "new_publisher"):
                if not said.get(name):
                    self.add_error(name, _("Choose a known source, or describe the new document."))
        return said


class CorrectForm(forms.Form):
    """The right value of a reported reading, and why the old one was wrong."""

    value = forms.DecimalField(label=_("Right value"), min_value=0, max_digits=16, required=False)
    qualifier = forms.ChoiceField(label=_("How exactly it is said"), choices=Qualifier.choices)
    quality = forms.ChoiceField(label=_("Quality"), choices=Quality.choices, required=False)
    source = SourceField(
        label=_("Source"), required=False, help_text=_("Leave it empty where it is the same as before.")
    )
    reason = forms.CharField(
        label=_("Reason of the correction"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is published beside the number."),
    )

    def __init__(self, *args: Any, counted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if counted:
            for name in ("value", "qualifier", "quality", "source"):
                self.fields.pop(name)


class ReasonForm(forms.Form):
    """Why a decision is taken."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is published beside the number."),
    )
