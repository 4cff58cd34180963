"""What is typed about accounts, posts and invitations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from naru.directory.models import Account, Organisation
from naru.directory.rules.accounts import Role
from naru.letters.book import Offer


class OrganisationField(forms.CharField):
    """One organisation, found by any of its names; where several fit, they are named to choose from."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Organisation"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("Type its name, in any script. A member's post needs one."))
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> Organisation | None:
        """
        Give the organisation that the text means.

        :raises ValidationError: where none or several fit
        """
        text = super().clean(value)
        if not text:
            return None
        exact = Organisation.objects.filter(name=text) | Organisation.objects.filter(name_ko=text)
        exact = exact | Organisation.objects.filter(name_latin__iexact=text)
        found = list(exact.filter(merged_into=None)[:2])
        if len(found) != 1:
            found = list(Organisation.objects.filter(merged_into=None).search(text)[:6])
        if not found:
            raise forms.ValidationError(_("No organisation of this name is in the directory."))
        if len(found) > 1:
            names = "; ".join(str(organisation) for organisation in found[:5])
            raise forms.ValidationError(
                _("Several organisations fit. Type one of these names: %(names)s") % {"names": names}
            )
        return found[0]


class PostForm(forms.Form):
    """A role at an organisation, from a first day to a last day."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    organisation = OrganisationField()
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
