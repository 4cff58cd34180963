"""What is typed about accounts, posts and invitations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from naru.directory.forms.choosing import OrganisationField
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.letters.book import Offer


class PostForm(forms.Form):
    """A role at an organisation, from a first day to a last day."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    organisation = OrganisationField(
        label=_("Organisation"),
        required=False,
        help_text=_("Type its name, in any script. A member's post needs one."),
    )
    since = forms.DateField(label=_("First day"))
    last_day = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty if the end is not known.")
    )

    @property
    def until(self) -> date | None:
        """The end as the tables keep it: the day after the last."""
        last: date | None = self.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else None


class InvitationForm(PostForm):
    """An e-mail address, the post offered and the language of the letter."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    field_order = ["email", "role", "organisation", "since", "last_day", "language"]


class EndForm(forms.Form):
    """The last day of a post, and why it ends."""

    last_day = forms.DateField(label=_("Last day"))
    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class WhyForm(forms.Form):
    """Why something is done to somebody's account."""

    why = forms.CharField(label=_("Why"), max_length=500)


class EntryForm(forms.ModelForm[Account]):
    """One's own name and language."""

    class Meta:
        model = Account
        fields = ["name", "language"]
        labels = {"name": _("Name"), "language": _("Language of letters")}
        widgets = {"language": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of letters"), choices=settings.LANGUAGES
        )
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class LettersForm(forms.Form):
    """Which of the letters offered to an account it wants."""

    wanted = forms.MultipleChoiceField(
        label=_("Letters I want"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted: Any = self.fields["wanted"]
        wanted.choices = [(offer.template, offer.words) for offer in offers]


class EmailForm(forms.Form):
    """The e-mail address that an account asks for."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AcceptForm(forms.Form):
    """The invited person's name and how they will sign in."""

    PASSWORD, PASSKEY = "password", "passkey"
    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    way = forms.ChoiceField(
        label=_("How you will sign in"),
        choices=[
            (PASSWORD, _("With a password")),
            (PASSKEY, _("With a passkey: the fingerprint, face or PIN of your device, no password")),
        ],
        widget=forms.RadioSelect,
        initial=PASSWORD,
    )
    password1 = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        """Ask for a good password, twice the same, from whoever chose one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("way") != self.PASSWORD:
            given["password"] = None
            return given
        first, second = given.get("password1"), given.get("password2")
        if not first:
            self.add_error("password1", _("Please choose a password, or choose a passkey above."))
        elif first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        else:
            try:
                validate_password(first, Account(email=self.email, name=given.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        given["password"] = first
        return given
