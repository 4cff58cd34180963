"""What the log and the cache may not tell."""

from __future__ import annotations

import logging
import logging.config
import secrets
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from naru.krds.privacy import unreadable


@pytest.fixture
def said() -> Iterator[StringIO]:
    """Let the site's own log write where the test can read it."""
    heard = StringIO()
    handlers = {"stderr": settings.LOGGING["handlers"]["stderr"] | {"stream": heard}}
    logging.config.dictConfig(settings.LOGGING | {"handlers": handlers})
    yield heard
    logging.config.dictConfig(settings.LOGGING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/en/activities/calendar/{}.ics", "/en/nowhere/{}/", "/en/accounts/password/reset/key/5-d6x{}/"],
)
def test_the_log_names_an_address_without_its_key(said: StringIO, address: str) -> None:
    key = secrets.token_urlsafe(32).replace("-", "x") + "Z"
    Client(enforce_csrf_checks=True).post(address.format(key))
    assert "/en/" in said.getvalue()
    assert "…" in said.getvalue()
    assert key not in said.getvalue()


@pytest.mark.django_db
def test_the_log_names_a_plain_address_as_it_is(said: StringIO) -> None:
    Client().get("/en/figures/records.organisations-that-took-part/nowhere/")
    assert "/en/figures/records.organisations-that-took-part/nowhere/" in said.getvalue()


def test_a_row_of_the_cache_is_named_by_a_digest() -> None:
    name = unreadable("allauth:rl:reset:ip:203.0.113.9", "", 1)
    assert len(name) == 64
    assert name != unreadable("allauth:rl:reset:ip:203.0.113.8", "", 1)
