"""Signing in and keeping one's own second factors: allauth's forms in the office's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def _no_placeholders(form: forms.BaseForm) -> None:
    """Take the placeholders away: a label above the field says the same and stays while one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """The e-mail address and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs.update({"autocomplete": "username webauthn", "autofocus": True})
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        _no_placeholders(self)


class _NewPassword:
    """The two fields of a new password, with what it must be like."""

    fields: dict[str, forms.Field]

    def _speak(self) -> None:
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = password_validators_help_text_html()
        self.fields["password2"].label = _("New password once more")
        self.fields["password2"].help_text = ""
        _no_placeholders(self)  # type: ignore[arg-type]


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    """The password of now and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""
        self._speak()

    def clean_oldpassword(self) -> str:
        """Ask at the same door as a sign-in, so that a session left open is no place to guess the password."""
        typed: str = self.cleaned_data.get("oldpassword", "")
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    """A first password, for whoever signs in by passkey alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speak()


class ResetPasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    """The new password behind a mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speak()


class AskForResetForm(account.ResetPasswordForm):
    """The e-mail address to which a link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        _no_placeholders(self)


class ConfirmByPasswordForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        _no_placeholders(self)


class _Code:
    """A code from the app or a recovery code; wrong ones are counted like wrong passwords."""

    fields: dict[str, forms.Field]
    user: Any

    def _speak(self) -> None:
        self.fields["code"].label = pgettext_lazy("sign in", "Code")
        self.fields["code"].help_text = _(
            "The 6 digits that your authenticator app shows now, or one of your 8-digit recovery codes."
        )
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})
        _no_placeholders(self)  # type: ignore[arg-type]

    def clean_code(self) -> str:
        """Refuse while the door is closed; count a wrong code; take a right one once, and forget the failures."""
        door = get_adapter()
        door.why_not_try_code(self.user, self.cleaned_data["code"])  # type: ignore[attr-defined]
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")  # type: ignore[attr-defined]
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            door.code_failed(self.user)
            raise
        door.code_passed(self.user, code)
        return code


class CodeForm(_Code, mfa.AuthenticateForm):
    """The code that completes a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speak()


class ConfirmByCodeForm(_Code, mfa.ReauthenticateForm):
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speak()


class ActivateAppForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")
        self.fields["code"].help_text = _(
            "The 6 digits that the app shows after you have scanned the picture."
        )
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})
        _no_placeholders(self)


class RemoveAppForm(totp.DeactivateTOTPForm):
    """Nothing to type: the confirmation that the app goes."""


class RenewRecoveryCodesForm(recovery.GenerateRecoveryCodesForm):
    """Nothing to type: the confirmation that new codes replace the old ones."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A name for the new passkey, and whether it alone may sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("So that you know it again: “office laptop”, “my phone”.")
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _(
            "The device then asks for your fingerprint, face or PIN, and you need no password. "
            "Without this, the key is only the second step after the password."
        )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].max_length = 100
