"""The forms of an outcome: what the officer declares, and what the partner answers."""

from __future__ import annotations

from typing import Any

import pycountry
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.forms.fields import day_field
from naru.activities.models import Outcome
from naru.activities.rules.outcomes import SAYS_ANYWAY, Anyway, OutcomeKind
from naru.directory.forms.choosing import OrganisationField


class OutcomeForm(forms.Form):
    """What came of an activity, and who can confirm it."""

    kind = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=OutcomeKind.choices)
    words = forms.CharField(
        label=gettext_lazy("In words"),
        max_length=300,
        help_text=gettext_lazy(
            "One sentence that the partner will read. Name no patient: the partner knows whom you mean."
        ),
    )
    number = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=1_000_000, initial=1)
    happened_on = day_field(gettext_lazy("When it came about"))
    amount = forms.DecimalField(
        label=gettext_lazy("Value, for an export contract"),
        min_value=0,
        max_digits=16,
        decimal_places=2,
        required=False,
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, required=False, help_text=gettext_lazy("USD, KRW, KZT…")
    )
    institution = OrganisationField(
        label=gettext_lazy("Our institution"),
        required=False,
        help_text=gettext_lazy("The hospital or company to which it came."),
    )
    partner = OrganisationField(
        label=gettext_lazy("Partner who confirms"),
        help_text=gettext_lazy("The agency, hospital or company on the other side."),
    )
    contact = forms.CharField(label=gettext_lazy("Who is asked there"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES)
    source = forms.CharField(
        label=gettext_lazy("According to"),
        max_length=200,
        help_text=gettext_lazy("How the office knows: a report, a letter, a call…"),
    )

    def clean_currency(self) -> str:
        """
        Check that the currency is one.

        :raises ValidationError: if ISO 4217 does not know it
        """
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code and pycountry.currencies.get(alpha_3=code) is None:
            raise forms.ValidationError(_("This is no currency code. Write three letters, such as USD."))
        return code

    def clean(self) -> dict[str, Any]:
        """Check that money stands with an export and with its currency, and that the two sides are two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        amount, currency = cleaned.get("amount"), cleaned.get("currency")
        if amount is not None and not currency and "currency" not in self.errors:
            self.add_error("currency", _("Say in which currency."))
        if amount is not None and cleaned.get("kind") != OutcomeKind.EXPORT:
            self.add_error("amount", _("Only an export contract has a value."))
        if cleaned.get("partner") and cleaned.get("partner") == cleaned.get("institution"):
            self.add_error("partner", _("The partner is the other side, not the institution itself."))
        return cleaned


class OutcomeWithdrawalForm(forms.Form):
    """Why an outcome is withdrawn."""

    because = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """The partner's answer: confirmed, all or fewer, or not so."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is this right?"),
        choices=[("yes", gettext_lazy("Yes, it came about")), ("no", gettext_lazy("No, it is not so"))],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(label=gettext_lazy("How many of them you can confirm"), min_value=1)
    anyway = forms.ChoiceField(
        label=SAYS_ANYWAY, choices=Anyway.choices, widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("If it is not so: what is wrong?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_tell = forms.BooleanField(
        label=gettext_lazy("The office may tell this story, without naming any patient"), required=False
    )
    story = forms.CharField(
        label=gettext_lazy("Your words for it, if you like"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answered_by = forms.CharField(label=gettext_lazy("Your name"), max_length=120)

    def __init__(self, *args: Any, outcome: Outcome, **options: Any) -> None:
        options["initial"] = {"number": outcome.number, "answered_by": outcome.contact} | (
            options.get("initial") or {}
        )
        super().__init__(*args, **options)
        self.fields["number"].max_value = outcome.number  # type: ignore[attr-defined]
        self.fields["number"].widget.attrs["max"] = outcome.number
        self.fields["number"].required = False

    def clean(self) -> dict[str, Any]:
        """Check that each answer brings what belongs to it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say in a sentence why it is not so."))
        if cleaned.get("answer") == "yes" and not cleaned.get("anyway"):
            self.add_error("anyway", _("Please choose one."))
        return cleaned
