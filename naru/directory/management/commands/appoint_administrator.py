"""Open the first account of a real site: print a one-time link for its administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from naru.directory.actions import accounts, invitations
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.history.book import Refusal


class Command(BaseCommand):
    help = "Invite the administrator of this site by a one-time link, printed here and mailed to nobody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the administrator's e-mail address")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="ko, en, …")

    def handle(self, *, email: str, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None
        if language not in dict(settings.LANGUAGES):
            raise CommandError(
                f"“{language}” is none of the site's languages: {', '.join(dict(settings.LANGUAGES))}."
            )
        now, today = timezone.now(), timezone.localdate()
        account = Account.objects.filter(email__iexact=email).first()
        try:
            if account:
                accounts.appoint(account, role=Role.ADMINISTRATOR, since=today, by=None, at=now)
                self.stdout.write(
                    f"{account.email} has an account already and is an administrator from today."
                )
                return
            invitation, address = invitations.invite_by_hand(
                email, role=Role.ADMINISTRATOR, since=today, language=language, by=None, at=now
            )
        except Refusal as refusal:
            raise CommandError(refusal.reason) from None
        until = f"{invitation.expires_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(f"Give this link to {invitation.email}. It works once, until {until}:")
        self.stdout.write(address)
