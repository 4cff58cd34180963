"""The register by spreadsheet: taken in whole or not at all, refused rows handed back, known the second time."""

from __future__ import annotations

import pytest

from naru.agreements.models import Agreement
from naru.sheets.book import sheet, uploads
from naru.sheets.rules.uploads import State
from tests.makers.accounts import NOW, an_officer
from tests.makers.agreements import a_partner, the_province
from tests.makers.sheets import an_upload

pytestmark = pytest.mark.django_db
HEAD = ["Kind", "Title in English", "Our side", "Partners", "Signed on", "Days known", "Last day of the term"]


def test_a_register_comes_in_and_is_known_the_second_time() -> None:
    by = an_officer()
    ours, theirs, second = the_province().name, a_partner().name, a_partner("Second", "KZ").name
    one = sheet("agreements")
    assert one
    lines = (
        HEAD,
        ["With a government", "Old one", ours, theirs, "2013-01-01", "Only the year", None],
        ["With an agency", "New one", ours, f"{theirs}; {second}", "2024-04-25", None, "2027-04-24"],
        ["With an agency", "A draft", ours, second, None, None, None],
    )
    upload = an_upload(one, *lines, by=by, name="register.xlsx")
    assert upload.counts == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    upload = uploads.accept(upload, by=by, at=NOW)
    assert upload.state == State.ACCEPTED
    new = Agreement.objects.get(title_en="New one")
    assert (str(new.signed_on), str(new.ends_on), new.parties.count()) == ("2024-04-25", "2027-04-25", 3)
    assert Agreement.objects.get(title_en="A draft").signed_on is None
    again = an_upload(one, *lines, by=by, name="register-2.xlsx")
    assert again.counts == {"new": 0, "changed": 0, "same": 3, "refused": 0}
    assert [row["title_en"] for row in one.rows(by=by)].count("Old one") == 1


def test_what_cannot_be_taken_in_is_handed_back_and_nothing_is_entered() -> None:
    by = an_officer()
    ours, theirs = the_province().name, a_partner().name
    one = sheet("agreements")
    assert one
    lines = (
        HEAD,
        ["With a government", "Good", ours, theirs, "2024-04-25", None, None],
        ["With a government", "Unknown partner", ours, "Nobody Ltd", "2024-04-25", None, None],
        ["With a government", "Ends first", ours, theirs, "2024-04-25", None, "2024-01-01"],
        ["With a government", "Twice", ours, ours, "2024-04-25", None, None],
        ["With a government", "No signing", ours, theirs, None, None, "2027-01-01"],
    )
    upload = an_upload(one, *lines, by=by, name="register.xlsx")
    assert upload.counts["refused"] == 4
    assert Agreement.objects.count() == 0
