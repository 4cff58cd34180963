"""The door of history."""

import pytest

from naru.history.models import Entry
from tests.makers.accounts import an_officer

pytestmark = pytest.mark.django_db


def test_entries_are_chained():
    an_officer()
    an_officer()
    second, first = Entry.objects.all()
    assert second.previous == first.digest
