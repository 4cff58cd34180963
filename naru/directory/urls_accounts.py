"""Signing in and out, one's own account, second factors, sessions, invitations."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import path, re_path

from naru.directory.views import account as own
from naru.directory.views import emails, entrance
from naru.krds.gate import ANYONE, SIGNED_IN, open_to

urlpatterns = [
    path("", own.mine, name="account_mine"),
    path("entry/", own.edit, name="account_edit"),
    path("letters/", own.own_letters, name="account_letters"),
    path("email/", emails.change, name="account_change_email"),
    path("email/withdraw/", emails.withdraw, name="account_withdraw_email"),
    path("email/confirm/<str:token>/", emails.confirm, name="account_confirm_email"),
    path("email/undo/<str:token>/", emails.undo, name="account_undo_email"),
    path("second-factor/", own.second_factor, name="account_second_factor"),
    path("sessions/", own.sessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", own.end_session, name="account_end_session"),
    path("sessions/end/", own.end_sessions, name="account_end_sessions"),
    path("invitation/<str:token>/", entrance.invitation, name="account_invitation"),
    path("login/", entrance.login, name="account_login"),
    path("logout/", open_to(ANYONE)(account.logout), name="account_logout"),
    path("inactive/", open_to(ANYONE)(account.account_inactive), name="account_inactive"),
    path("signup/", open_to(ANYONE)(account.signup), name="account_signup"),
    path("reauthenticate/", open_to(SIGNED_IN)(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", open_to(SIGNED_IN)(account.password_change), name="account_change_password"),
    path("password/set/", open_to(SIGNED_IN)(account.password_set), name="account_set_password"),
    path("password/reset/", open_to(ANYONE)(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/sent/",
        open_to(ANYONE)(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to(ANYONE)(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        open_to(ANYONE)(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("", own.mine, name="mfa_index"),
    path("", own.mine, name="mfa_list_webauthn"),
    path("factors/authenticate/", open_to(ANYONE)(mfa.authenticate), name="mfa_authenticate"),
    path("factors/reauthenticate/", open_to(SIGNED_IN)(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("factors/app/", open_to(SIGNED_IN)(totp.activate_totp), name="mfa_activate_totp"),
    path("factors/app/remove/", open_to(SIGNED_IN)(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("factors/codes/", open_to(SIGNED_IN)(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "factors/codes/renew/",
        open_to(SIGNED_IN)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "factors/codes/download/",
        open_to(SIGNED_IN)(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/add/", open_to(SIGNED_IN)(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/login/", open_to(ANYONE)(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        "passkeys/reauthenticate/",
        open_to(SIGNED_IN)(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/<int:pk>/remove/", own.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/edit/", open_to(SIGNED_IN)(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
if settings.NARU_DEMO:
    # Outside the demo there is no such address, whatever accounts there are.
    urlpatterns.append(path("demo/", entrance.demo, name="account_demo"))
