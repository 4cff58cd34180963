"""What may be tried only so often is counted for all processes at once."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from naru.letters.models import Letter
from tests.front.test_backups import a_command, address_of_this_run
from tests.makers.accounts import an_account


@pytest.mark.django_db(transaction=True)
def test_another_process_sees_what_was_counted_here() -> None:
    cache.set("tries", [1.5, 0.5], 600)
    outcome = a_command(
        *("shell", "-v0", "-c", "from django.core.cache import cache; print(cache.get('tries'))"),
        NARU_DATA=str(settings.DATA),
        DATABASE_URL=address_of_this_run(),
    )
    assert outcome.stdout.strip() == "[1.5, 0.5]", outcome.stderr


@pytest.mark.django_db
def test_asking_for_new_passwords_is_limited_and_keeps_no_address_in_clear(client) -> None:  # type: ignore[no-untyped-def]
    an_account(email="kim@example.org")
    address = "/en/accounts/password/reset/"
    answers = [client.post(address, {"email": "kim@example.org"}).status_code for _try in range(6)]
    assert answers[:5] == [302] * 5
    assert answers[5] == 429
    assert Letter.objects.filter(template="password_reset").count() > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM naru_cache")
        keys = [row[0] for row in cursor.fetchall()]
    assert keys
    assert all(len(key) == 64 and key.isalnum() for key in keys)
