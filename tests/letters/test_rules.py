"""The rules of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.letters import rules
from naru.letters.rules import State


@pytest.mark.parametrize(
    ("language", "tried"),
    [
        ("ko", ["ko", "en"]),
        ("en", ["en"]),
        ("zh-hans", ["zh-hans", "zh", "en"]),
        ("ZH-Hans", ["zh-hans", "zh", "en"]),
    ],
)
def test_languages_are_tried_from_the_own_to_english(language, tried):
    assert rules.languages_tried(language) == tried


def test_a_letter_has_a_subject_an_empty_line_and_a_body():
    assert rules.parts("Subject:  Two   words \n\nDear  reader,\n\n\n\nhello\n") == (
        "Two words",
        "Dear  reader,\n\nhello\n",
    )


@pytest.mark.parametrize("text", ["Dear reader", "Subject:\n\nbody", "Subject: a\nbody", ""])
def test_a_letter_without_subject_or_empty_line_is_refused(text):
    with pytest.raises(ValueError, match="letter"):
        rules.parts(text)


@pytest.mark.parametrize(
    ("link", "masked"),
    [
        ("https://naru.kr/ko/invitation/3vQx9Zt7LmK2pR8wYcB4/", "https://naru.kr/ko/invitation/•••/"),
        ("https://naru.kr/reset/5-c7w1k2-0123456789abcdef", "https://naru.kr/reset/•••"),
        ("https://naru.kr/x?key=0123456789abcdefXY&lang=ko", "https://naru.kr/x?key=•••&lang=ko"),
        ("https://naru.kr/ko/directory/people/12/", "https://naru.kr/ko/directory/people/12/"),
        ("https://naru.kr/news/seventeen-visitors-from-almaty/", None),
    ],
)
def test_the_secret_part_of_a_link_is_hidden_and_the_rest_stays(link, masked):
    assert rules.masked(f"Open {link}.") == f"Open {masked or link}."


@given(st.text("abcdefghijkXYZ_-", min_size=8, max_size=20), st.text("0123456789", min_size=12, max_size=20))
def test_no_long_token_survives_the_mask(letters, digits):
    token = letters + digits
    assert token not in rules.masked(f"https://naru.kr/ko/link/{token}/ and https://naru.kr/?t={token}")


def test_links_end_before_the_full_stop():
    assert rules.LINK.findall("See https://a.kr/b, (http://c.kr/d) or https://e.kr/?f=1.") == [
        "https://a.kr/b",
        "http://c.kr/d",
        "https://e.kr/?f=1",
    ]


@pytest.mark.parametrize(
    ("state", "mail", "may"),
    [
        (State.SENT, True, True),
        (State.FAILED, True, True),
        (State.KEPT, True, True),
        (State.WAITING, True, False),
        (State.KEPT, False, False),
    ],
)
def test_when_a_letter_may_be_sent_again(state, mail, may):
    assert (rules.why_not_send_again(state, mail=mail) is None) is may
