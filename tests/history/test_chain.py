"""The chain: whatever single thing somebody changes, it is found and named."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.history.rules.chain import MASK, START, Link, Seal, first_fault, is_secret, plain

AT = datetime(2024, 7, 24, 9, 0, tzinfo=UTC)
ACCOUNTS = st.one_of(st.none(), st.integers(1, 9))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
VALUES = st.dictionaries(TEXTS, st.one_of(st.none(), st.booleans(), st.integers(-5, 5), TEXTS), max_size=3)


def sealed(link: Link) -> Link:
    return replace(link, digest=link.own_digest())


def a_chain(length: int, *, values: list | None = None) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        before, after, by, why = (values or [({}, {"n": number}, 1, "")] * length)[number - 1]
        link = Link(
            number=number,
            at=AT + timedelta(minutes=number),
            by=by,
            by_label="Officer Han",
            verb="changed",
            subject=("directory.person", str(number), f"Person {number}"),
            why=why,
            before=before,
            after=after,
            previous=links[-1].digest if links else START,
            digest="",
        )
        links.append(sealed(link))
    return links


def end_of(links: list[Link]) -> Seal:
    return Seal(len(links), links[-1].digest if links else START)


chains = st.lists(st.tuples(VALUES, VALUES, ACCOUNTS, TEXTS), min_size=2, max_size=7).map(
    lambda values: a_chain(len(values), values=values)
)


@given(chains)
def test_a_chain_as_it_was_written_holds(links):
    seals = [Seal(link.number, link.digest) for link in links]
    assert first_fault(links, head=end_of(links), seals=seals) is None


def another(value):
    match value:
        case None:
            return 1
        case bool():
            return not value
        case int():
            return value + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case tuple():
            return (*value[:-1], value[-1] + "x")
        case dict():
            return {**value, "forged": "yes"}
        case _:
            return value + "x"


@given(chains, st.data())
@settings(max_examples=200)
def test_any_edited_field_is_found_at_its_entry(links, data):
    place = data.draw(st.integers(0, len(links) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Link) if field.name != "number"]))
    forged = list(links)
    forged[place] = replace(links[place], **{name: another(getattr(links[place], name))})
    fault = first_fault(forged, head=end_of(links))
    assert fault is not None
    assert (fault.number, fault.kind) == (place + 1, "altered")
    assert str(place + 1) in fault.sentence


@given(chains, st.data())
def test_an_edited_entry_with_a_new_digest_is_found_at_it_or_where_the_next_one_joins(links, data):
    place = data.draw(st.integers(0, len(links) - 1))
    forged = list(links)
    forged[place] = sealed(replace(links[place], why=links[place].why + "x"))
    fault = first_fault(forged, head=end_of(links))
    assert fault is not None
    assert str(place + 1) in fault.sentence
    assert fault.kind == ("head" if place == len(links) - 1 else "broken")


@given(chains, st.data())
def test_any_removed_entry_is_found_and_named(links, data):
    place = data.draw(st.integers(0, len(links) - 1))
    fault = first_fault(links[:place] + links[place + 1 :], head=end_of(links))
    assert fault is not None
    assert (fault.number, fault.kind) == (place + 1, "removed")


@given(chains, st.data())
def test_any_two_entries_that_changed_places_are_found_at_the_first(links, data):
    first, second = sorted(
        data.draw(st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True))
    )
    forged = list(links)
    forged[first] = replace(links[second], number=first + 1)
    forged[second] = replace(links[first], number=second + 1)
    fault = first_fault(forged, head=end_of(links))
    assert fault is not None
    assert fault.number == first + 1


@given(chains, st.data())
def test_any_inserted_entry_is_found_where_it_pushes_the_next_one_away(links, data):
    place = data.draw(st.integers(0, len(links)))
    previous = links[place - 1].digest if place else START
    new = sealed(replace(links[0], number=place + 1, previous=previous, why="forged"))
    forged = links[:place] + [new] + [replace(link, number=link.number + 1) for link in links[place:]]
    fault = first_fault(forged, head=end_of(links))
    assert fault is not None
    assert fault.number == (place + 2 if place < len(links) else place + 1)
    assert first_fault(forged, head=end_of(links)).kind in {"altered", "inserted"}


def test_a_chain_rewritten_to_its_end_is_found_only_by_a_seal():
    links = a_chain(6)
    seals = [Seal(2, links[1].digest, "2024-07-01"), Seal(5, links[4].digest, "2024-08-01")]
    forged = links[:3]
    for link in links[3:]:
        forged.append(sealed(replace(link, why="forged", previous=forged[-1].digest)))
    assert first_fault(forged, head=end_of(forged)) is None
    fault = first_fault(forged, head=end_of(forged), seals=seals)
    assert (fault.number, fault.kind) == (3, "rewritten")
    assert "3" in fault.sentence
    assert "5" in fault.sentence


def test_a_tail_cut_off_with_its_head_is_found_by_a_seal():
    links = a_chain(6)
    short = links[:4]
    assert first_fault(short, head=end_of(short)) is None
    fault = first_fault(short, head=end_of(short), seals=[end_of(links)])
    assert (fault.number, fault.kind) == (5, "removed")


def test_seals_that_contradict_each_other_are_named():
    links = a_chain(2)
    seals = [Seal(2, links[1].digest), Seal(2, "f" * 64)]
    assert first_fault(links, head=end_of(links), seals=seals).kind == "seals"


@pytest.mark.parametrize(
    ("field", "secret"),
    [
        ("password", True),
        ("new_password", True),
        ("token", True),
        ("access_token_hash", True),
        ("passport", True),
        ("passport_number", True),
        ("alien_registration_number", True),
        ("recovery_codes", True),
        ("Totp-Secret", True),
        ("name", False),
        ("code", False),
        ("key", False),
        ("session", False),
        ("registration_number", False),
        ("passportless", False),
    ],
)
def test_fields_are_secret_by_their_names(field, secret):
    assert is_secret(field) is secret


def test_secrets_are_masked_at_any_depth_and_values_are_made_plain():
    noted = plain(
        {
            "password": "hunter2",
            "empty_token": "",
            "nested": {"api_key": "k", "on": AT.date(), "share": 0.1},
            "list": [AT, {"otp": 123456}, {2, 1}],
            "broken": "a\x00b\ud800",
        }
    )
    assert noted == {
        "password": MASK,
        "empty_token": "",
        "nested": {"api_key": MASK, "on": "2024-07-24", "share": "0.1"},
        "list": [str(AT), {"otp": MASK}, [1, 2]],
        "broken": "ab?",
    }
