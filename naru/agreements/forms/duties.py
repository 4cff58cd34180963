"""The forms of obligations, inspections, renewals, reports and deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.forms.fields import day_field
from naru.agreements.forms.agreements import RUNNERS, small_enough
from naru.agreements.models import Agreement, Party, Question
from naru.agreements.rules.standing import DAY
from naru.agreements.rules.words import Advice, Answer, DeadlineKind
from naru.directory.models import Account


class ObligationForm(forms.Form):
    """What was promised, by whom, until when."""

    title_ko = forms.CharField(
        label=gettext_lazy("What was promised, in Korean"), max_length=200, required=False
    )
    title_en = forms.CharField(
        label=gettext_lazy("What was promised, in English"), max_length=200, required=False
    )
    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Owed by"),
        required=False,
        empty_label=gettext_lazy("All parties"),
    )
    due_on = day_field(gettext_lazy("Due on"))
    yearly = forms.BooleanField(
        label=gettext_lazy("Every year until the end of the term"),
        required=False,
        help_text=gettext_lazy("Writes one obligation for each year, ten at most."),
    )
    officer = forms.ModelChoiceField(
        Account.objects.none(),
        label=gettext_lazy("Followed up by"),
        required=False,
        help_text=gettext_lazy("Left empty, by the officer of the agreement."),
    )

    def __init__(self, *args: Any, agreement: Agreement, on: date, anew: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        parties = agreement.parties.select_related("organisation")
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["officer"].queryset = Account.objects.holding(*RUNNERS, on=on)  # type: ignore[attr-defined]
        if not anew:
            del self.fields["yearly"]

    def clean(self) -> dict[str, Any]:
        """Check that something is said."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("title_ko") or cleaned.get("title_en")):
            self.add_error("title_ko", _("Say in Korean or in English what was promised."))
        return cleaned


class MeetForm(forms.Form):
    """The day on which an obligation was met, and its proof."""

    met_on = day_field(gettext_lazy("Met on"))
    file = forms.FileField(
        label=gettext_lazy("Proof as a file"), required=False, help_text=gettext_lazy("At most 30 MB.")
    )
    proof_text = forms.CharField(
        label=gettext_lazy("Or where the proof can be found"), max_length=300, required=False
    )

    def clean_file(self) -> Any:
        """
        Check the size.

        :raises ValidationError: if the file is larger than 30 MB
        """
        return small_enough(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """Check that there is a proof."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("file") or cleaned.get("proof_text")) and "file" not in self.errors:
            self.add_error("file", _("Add the proof: a file, or where it can be found."))
        return cleaned


class WhyForm(forms.Form):
    """A reason."""

    because = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class InspectionForm(forms.Form):
    """The form of the yearly inspection: the questions of the day, the findings, the advice."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2200)
    inspected_on = day_field(gettext_lazy("Inspected on"))

    def __init__(self, *args: Any, questions: Iterable[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = list(questions)
        for one in self.questions:
            self.fields[f"answer_{one.key}"] = forms.ChoiceField(
                label=one.title,
                help_text=one.summary,
                choices=Answer.choices,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{one.key}"] = forms.CharField(
                label=_("Explanation: %(question)s") % {"question": one.title},
                required=False,
                max_length=500,
            )
        self.fields["findings"] = forms.CharField(
            label=_("Findings"), required=False, widget=forms.Textarea(attrs={"rows": 4})
        )
        self.fields["advice"] = forms.ChoiceField(
            label=_("Advice"), choices=Advice.choices, widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        """Check that each “no” is explained."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.questions:
            given = cleaned.get(f"answer_{one.key}")
            if given in {Answer.NO, Answer.PARTLY} and not cleaned.get(f"note_{one.key}"):
                self.add_error(f"note_{one.key}", _("Explain each “no” and each “in part”."))
        return cleaned

    def recorded(self) -> dict[str, Any]:
        """Give the inspection as the action takes it."""
        values = self.cleaned_data
        return {
            "year": values["year"],
            "inspected_on": values["inspected_on"],
            "findings": values["findings"],
            "advice": values["advice"],
            "answers": {
                one.key: {"answer": values[f"answer_{one.key}"], "note": values[f"note_{one.key}"]}
                for one in self.questions
            },
        }


class RenewForm(forms.Form):
    """Until when the parties are asked to renew."""

    last_day = day_field(gettext_lazy("New last day"))

    def until(self) -> date:
        """Give the end as the action takes it: exclusive."""
        last: date = self.cleaned_data["last_day"]
        return last + DAY


class AnswerForm(forms.Form):
    """What a party answers to a renewal."""

    yes = forms.ChoiceField(
        label=gettext_lazy("Do you agree?"),
        choices=[("yes", gettext_lazy("Yes, we agree")), ("no", gettext_lazy("No, we do not agree"))],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Your name and post"),
        max_length=200,
        help_text=gettext_lazy("Who answers for the organisation."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, if you do not agree"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Check that a refusal has its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("yes") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why you refuse."))
        return cleaned


class AskReportForm(forms.Form):
    """In which language a report to the council is printed."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, initial="ko")


class AskYearForm(AskReportForm):
    """Of which year, and in which language, a report to the council is printed."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2200)
    field_order = ("year", "language")


class HandInForm(forms.Form):
    """On which day a report was handed to the council, under which number."""

    handed_on = day_field(gettext_lazy("Handed in on"))
    reference = forms.CharField(label=gettext_lazy("Number of the letter"), max_length=100, required=False)


class DeadlineForm(forms.Form):
    """Numbers of days that hold from a day on."""

    kind = forms.ChoiceField(label=gettext_lazy("For what"), choices=DeadlineKind.choices)
    days = forms.CharField(
        label=pgettext_lazy("deadline", "Days"),
        max_length=60,
        help_text=gettext_lazy("Several steps parted by commas, such as 180, 90, 30."),
    )
    since = day_field(gettext_lazy("From"))
    source = forms.CharField(
        label=gettext_lazy("According to"),
        max_length=200,
        help_text=gettext_lazy("The ordinance, the rule of the office or the decision that says so."),
    )

    def clean_days(self) -> list[int]:
        """
        Read the numbers.

        :raises ValidationError: if one is no number of days
        """
        parts = self.cleaned_data["days"].replace(";", ",").split(",")
        try:
            return [int(part) for part in parts if part.strip()]
        except ValueError as error:
            raise forms.ValidationError(_("Write numbers of days, parted by commas.")) from error
