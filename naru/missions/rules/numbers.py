"""Numbers of residents: given on a tablet without asking anybody, and never given twice."""

from __future__ import annotations

import re

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHECKS = f"{LETTERS}*"
TAGS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of a tablet's tag: none that is read for another (0 and O, 1 and I are left out)."""
PATTERN = re.compile(r"([A-Z])([2-9A-HJ-NP-Z]{2,4})-(\d{4,6})-?([0-9A-Z*])")
PLAIN = re.compile(r"([A-Z])([2-9A-HJ-NP-Z]{2,4})(\d{4})([0-9A-Z*])")
MOST_TAGS = len(TAGS) ** 2 * (1 + len(TAGS))


def check_character(text: str) -> str:
    """
    Give the check character of letters and digits.

    Source: ISO/IEC 7064, MOD 37-2, which finds every single wrong sign and every swap of two neighbours.
    """
    product = 0
    for sign in text:
        product = (product + LETTERS.index(sign)) * 2 % 37
    return CHECKS[(38 - product) % 37]


def tag(place: int) -> str:
    """
    Give the tag of a laptop's tablet by its place in the order of enrolling (0, 1, 2, …): two signs, then three.

    :raises ValueError: past the last of 33,792 tags
    """
    if not 0 <= place < MOST_TAGS:
        raise ValueError(place)
    width = 2
    if place >= len(TAGS) ** 2:
        place -= len(TAGS) ** 2
        width = 3
    signs = ""
    for _sign in range(width):
        place, left = divmod(place, len(TAGS))
        signs = TAGS[left] + signs
    return signs


def number(letter: str, tag: str, running: int) -> str:
    """Give the number of a tablet's nth resident: `A2F-0147-K`. `running` begins at 1; past 9999 it grows longer."""
    body = f"{running:04}"
    return f"{letter}{tag}-{body}-{check_character(f'{letter}{tag}{body}')}"


def read_number(text: str) -> str | None:
    """
    Read a number as a person types it (spaces, small letters, without strokes); nothing where it cannot be one.

    Where there are strokes they part tag and running number; without them the running number has four digits.
    """
    typed = re.sub(r"\s", "", text).upper().replace("–", "-").replace("—", "-")
    found = PATTERN.fullmatch(typed) or PLAIN.fullmatch(typed.replace("-", ""))
    if not found:
        return None
    letter, tag, running, check = found.groups()
    if check_character(f"{letter}{tag}{running}") != check:
        return None
    return f"{letter}{tag}-{running}-{check}"
