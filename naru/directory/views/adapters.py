"""Where allauth meets the house: its hooks call Naru's own actions, letters and history."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naru.directory.actions import accounts as actions
from naru.directory.actions import sign_in
from naru.directory.models import Account
from naru.directory.rules import accounts as rules
from naru.directory.rules import sealing
from naru.directory.rules.sign_in import Door
from naru.history.book import Refusal

DEEDS = {
    "account/email/password_changed": "changed_password",
    "account/email/password_set": "set_password",
    "account/email/password_reset": "reset_password",
    "mfa/email/totp_activated": "added_authenticator_app",
    "mfa/email/totp_deactivated": "removed_authenticator_app",
    "mfa/email/recovery_codes_generated": "renewed_recovery_codes",
    "mfa/email/webauthn_added": "added_passkey",
    "mfa/email/webauthn_removed": "removed_passkey",
}
"""What allauth reports by notification, as the verb that history keeps."""


SENTENCES = {
    "logged_out": _("You are signed out."),
    "password_changed": rules.DEED_SENTENCES["changed_password"],
    "password_set": rules.DEED_SENTENCES["set_password"],
    "recovery_codes_generated": rules.DEED_SENTENCES["renewed_recovery_codes"],
    "totp_activated": rules.DEED_SENTENCES["added_authenticator_app"],
    "totp_deactivated": rules.DEED_SENTENCES["removed_authenticator_app"],
    "webauthn_added": rules.DEED_SENTENCES["added_passkey"],
    "webauthn_removed": rules.DEED_SENTENCES["removed_passkey"],
}
"""What the next page says of a deed, by the name of allauth's own message."""


def site_secrets() -> list[str]:
    """Give the site's secrets from the newest to the oldest."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out, passwords, and the letters about them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is deactivated. Please ask the administrator."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("Please type your current password."),
        "incorrect_code": _("This code is not right, or it is too old. Type the one shown now."),
        "incorrect_password": _("The password is not right."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "invalid_password_reset": _("The link for a new password is not valid any more."),
        "too_many_login_attempts": _("Too many failed attempts. Please try again later."),
        "rate_limited": _("Too many requests in a short time. Please wait a minute."),
        "same_as_current": _("The new one must differ from the current one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: an account begins with an invitation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead the office to its desk and everybody else to their own account."""
        if request.user.is_office:
            return resolve_url(settings.LOGIN_REDIRECT_URL)
        return reverse("account_mine")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to one's own account after a new password."""
        return reverse("account_mine")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while too many failures stand against the e-mail or network address, known or not."""
        try:
            sign_in.check(
                {Door.ACCOUNT: credentials.get("email", ""), Door.ADDRESS: self.get_client_ip(request)},
                at=timezone.now(),
            )
        except Refusal as refusal:
            raise ValidationError(refusal.reason) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password."""
        email = credentials.get("email", "")
        sign_in.fail(
            {Door.ACCOUNT: email, Door.ADDRESS: self.get_client_ip(request)},
            at=timezone.now(),
        )

    def why_not_try_code(self, account: Account, code: str) -> None:
        """Refuse a code while too many wrong ones stand against the account, and one that was used."""
        try:
            sign_in.check({Door.CODE: str(account.pk)}, at=timezone.now())
            sign_in.check_code(account, code)
        except Refusal as refusal:
            raise ValidationError(refusal.reason) from None

    def code_failed(self, account: Account) -> None:
        """Count a wrong code."""
        sign_in.fail({Door.CODE: str(account.pk)}, account=account, at=timezone.now())

    def code_passed(self, account: Account, code: str) -> None:
        """Take a right code, once only, and forget the wrong ones before it."""
        try:
            sign_in.use_code(account, code, at=timezone.now())
        except Refusal as refusal:
            raise ValidationError(refusal.reason) from None
        sign_in.forget({Door.CODE: str(account.pk)})

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in once every step is passed, and note by what means."""
        means = [_means(record) for record in get_authentication_records(request, user)]
        super().login(request, user)
        sign_in.forget({Door.ACCOUNT: user.email})
        sign_in.signed_in(user, means=list(dict.fromkeys(means)), at=timezone.now())

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and note it."""
        if request.user.is_authenticated:
            sign_in.signed_out(request.user, at=timezone.now())
        super().logout(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before something that matters, unless the sign-in itself was a moment ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        required: bool = super().is_reauthentication_required(app=app)
        return required

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to confirm that it is still the same person."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        words = {
            "reauthenticate": gettext("With the password"),
            "mfa_reauthenticate": gettext("With a code from the app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("With a passkey"),
        }
        return [method | {"description": words[method["id"]]} for method in methods]

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password (as a hash); the notice about it follows by send_notification_mail."""
        actions.set_password(user, password)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done in Naru's own words; what has none is not said."""
        if message is None and message_template:
            sentence = SENTENCES.get(message_template.rpartition("/")[2].removesuffix(".txt"))
            message = str(sentence) if sentence else None
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Note what changed in somebody's ways to sign in, and tell them by letter."""
        if verb := DEEDS.get(template_prefix):
            sign_in.ways_changed(
                user,
                verb=verb,
                network=self.get_client_ip(self.request),
                at=timezone.now(),
                but=self.request.session.session_key or "",
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's letters as Naru's own: the only one left is the link for a new password."""
        if template_prefix == "account/email/password_reset_key":
            sign_in.send_reset(
                context["user"], link=context["password_reset_url"], to=email, at=timezone.now()
            )


def _means(record: dict[str, Any]) -> str:
    """Give the word that history keeps for one step of a sign-in."""
    if record.get("method") == "mfa":
        return {"webauthn": "passkey", "totp": "code", "recovery_codes": "recovery_code"}[record["type"]]
    return str(record.get("method"))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed at rest, and never less than one for a post of the office."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "An office post needs a second factor. Add another passkey or app before you remove this one."
        ),
        "incorrect_code": _("This code is not right, or it is too old. Type the one shown now."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the table."""
        return sealing.seal(text, secrets=site_secrets())

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret of the table."""
        return sealing.unseal(encrypted_text, secrets=site_secrets())

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture that the authenticator app scans."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
        return picture.getvalue().decode()

    def get_totp_issuer(self) -> str:
        """Name the site as the app will show it."""
        return settings.NARU_OFFICE_NAME or super().get_totp_issuer()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say no to removing the last second factor of an office post, outside the demo."""
        kinds = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
        others = Authenticator.objects.filter(user=authenticator.user, type__in=kinds)
        return not rules.why_not_remove_factor(
            office=authenticator.user.is_guarded and not settings.NARU_DEMO,
            others=others.exclude(pk=authenticator.pk).count(),
        )

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Suggest a name for a new key."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site as the browser's own window will show it."""
        return {
            "id": context.request.get_host().rpartition(":")[0] or context.request.get_host(),
            "name": settings.NARU_OFFICE_NAME or "Naru",
        }
