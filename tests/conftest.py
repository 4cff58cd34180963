"""What every test stands on: its own data folder, compiled catalogues, a database copied from a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before any worker reads them."""
    # A shared machine may draw its examples slowly; that says nothing about the rule.
    settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("house")
    if not hasattr(config, "workerinput"):
        from naru.krds.catalogues import compile_all

        compile_all()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Begin every test in English, whatever language the request of an earlier test left active."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def fonts() -> None:
    """Let the fonts be there that a print is set in."""
    from naru.krds.build import build

    build(lambda sentence: None)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin every test with an empty shelf: two tests may write the same history over different tables."""
    from naru.history.book import SHELF

    SHELF.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Copy the migrated template; after a test that commits, copy it again instead of emptying tables."""
    from django.db import connections
    from django.test import TransactionTestCase

    from tests import databases

    database = databases.of_this_run()

    def put_back(case: TransactionTestCase) -> None:
        connections.close_all()
        database.renew()

    with django_db_blocker.unblock():
        connections.close_all()
        database.start()
    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = put_back
    yield
    TransactionTestCase._fixture_teardown = before
    with django_db_blocker.unblock():
        connections.close_all()
        database.stop()
