"""What search engines read of activities and organisations."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests.makers.accounts import an_officer
from tests.makers.activities import a_published_fair, an_activity
from tests.makers.people import an_organisation

pytestmark = pytest.mark.django_db


def read(row: Any, account: Any = None) -> Any:
    client = Client()
    if account:
        client.force_login(account)
    with override("en"):
        text = client.get(row.get_absolute_url()).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(found.group(1)) if found else None


def test_a_published_activity_is_an_event_with_its_last_day() -> None:
    said = read(a_published_fair())
    assert (said["@type"], said["startDate"], said["endDate"]) == ("Event", "2024-04-24", "2024-04-26")
    assert said["location"]["address"]["addressCountry"] == "KZ"
    assert read(an_activity("Secret"), an_officer()) is None


def test_a_public_hospital_is_a_hospital_and_cannot_end_its_block() -> None:
    said = read(an_organisation("</script><b>Naru"))
    assert (said["@type"], said["name"]) == ("Hospital", "</script><b>Naru")
    assert read(an_organisation("Hidden", public=False), an_officer()) is None
