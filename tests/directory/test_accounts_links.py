"""One-time links: each works once, for its purpose, for a while."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from naru.directory.actions import links
from naru.directory.models import OneTimeLink
from naru.directory.rules.links import Standing, Terms, standing, why_not_redeem
from naru.history.book import Refusal
from naru.history.models import Entry
from tests.makers.accounts import NOW, an_account

HOUR = timedelta(hours=1)
PURPOSE = "confirm_entry"


@pytest.fixture(autouse=True)
def in_english():
    """Read the sentences in English, whatever page was open before."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("terms", "at", "expected"),
    [
        (Terms(NOW + HOUR), NOW, Standing.OPEN),
        (Terms(NOW + HOUR), NOW + HOUR, Standing.EXPIRED),
        (Terms(NOW + HOUR, used_at=NOW), NOW, Standing.USED),
        (Terms(NOW + HOUR, withdrawn_at=NOW), NOW, Standing.WITHDRAWN),
        (Terms(NOW - HOUR, used_at=NOW - 2 * HOUR), NOW, Standing.USED),
        (Terms(NOW - HOUR, withdrawn_at=NOW - 2 * HOUR), NOW, Standing.WITHDRAWN),
    ],
)
def test_standing_of_a_link(terms, at, expected):
    assert standing(terms, at=at) is expected


def test_each_refusal_has_its_own_sentence():
    at = datetime(2024, 1, 1, tzinfo=UTC)
    bad = [None, Terms(at), Terms(at + HOUR, used_at=at), Terms(at + HOUR, withdrawn_at=at)]
    sentences = [why_not_redeem(terms, at=at) for terms in bad]
    assert all(sentences)
    assert len(set(sentences)) == 4
    assert why_not_redeem(Terms(at + HOUR), at=at) is None


@pytest.mark.django_db
def test_a_link_works_once_and_leads_to_its_subject():
    person = an_account()
    token = links.issue(PURPOSE, subject=person, hours=2, by=None, at=NOW)
    assert links.peek(token, PURPOSE, at=NOW).subject == person
    assert links.redeem(token, PURPOSE, at=NOW + HOUR).subject == person
    with pytest.raises(Refusal, match="used already"):
        links.redeem(token, PURPOSE, at=NOW + HOUR)
    verbs = list(Entry.objects.about(person).values_list("verb", flat=True))
    assert verbs[:2] == ["used_link", "issued_link"]


@pytest.mark.django_db
def test_the_token_is_not_kept():
    token = links.issue(PURPOSE, subject=an_account(), hours=2, by=None, at=NOW)
    row = OneTimeLink.objects.values().get()
    assert token not in str(row)
    assert token not in str(list(Entry.objects.values()))


@pytest.mark.django_db
def test_a_link_of_another_purpose_is_not_known():
    token = links.issue(PURPOSE, subject=an_account(), hours=2, by=None, at=NOW)
    with pytest.raises(Refusal, match="not known"):
        links.redeem(token, "invitation", at=NOW)
    assert links.redeem(token, PURPOSE, at=NOW)


@pytest.mark.django_db
def test_a_link_expires():
    token = links.issue(PURPOSE, subject=an_account(), hours=2, by=None, at=NOW)
    with pytest.raises(Refusal, match="expired"):
        links.redeem(token, PURPOSE, at=NOW + 2 * HOUR)


@pytest.mark.django_db
def test_a_newer_link_replaces_the_older():
    person, other = an_account(), an_account()
    old = links.issue(PURPOSE, subject=person, hours=2, by=None, at=NOW)
    others = links.issue(PURPOSE, subject=other, hours=2, by=None, at=NOW)
    new = links.issue(PURPOSE, subject=person, hours=2, by=None, at=NOW)
    with pytest.raises(Refusal, match="replaced"):
        links.redeem(old, PURPOSE, at=NOW)
    assert links.redeem(new, PURPOSE, at=NOW).subject == person
    assert links.redeem(others, PURPOSE, at=NOW).subject == other


@pytest.mark.django_db
def test_withdrawing():
    person = an_account()
    token = links.issue(PURPOSE, subject=person, hours=2, by=None, at=NOW)
    assert links.withdraw(PURPOSE, subject=person, by=None, at=NOW) == 1
    assert links.withdraw(PURPOSE, subject=person, by=None, at=NOW) == 0
    with pytest.raises(Refusal, match="withdrawn"):
        links.peek(token, PURPOSE, at=NOW)
