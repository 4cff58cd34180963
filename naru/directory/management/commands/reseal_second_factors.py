"""Seal all second factors again under the newest secret, so that the old ones may be thrown away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.directory.actions.sign_in import reseal_second_factors


class Command(BaseCommand):
    help = "Seal all second factors again under NARU_SECRET_KEY; then NARU_SECRET_KEYS_OLD may be emptied."

    def handle(self, **options: Any) -> None:
        secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        try:
            count = reseal_second_factors(secrets=secrets, at=timezone.now())
        except ValueError:
            raise CommandError(
                "A second factor was sealed under a secret that is not given. Nothing was changed: "
                "add that secret to NARU_SECRET_KEYS_OLD and try again."
            ) from None
        self.stdout.write(f"{count} second factors are sealed under the newest secret.")
