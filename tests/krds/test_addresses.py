"""Addresses from memory are those that Django would give."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils.translation import override

from naru.krds.addresses import address


@pytest.mark.parametrize("language", ["ko", "en", "zh-hans"])
def test_an_address_is_what_django_gives_in_each_language(language: str) -> None:
    with override(language):
        for _turn in range(2):
            assert address("directory:person", 7) == reverse("directory:person", args=[7])
            assert address("krds:contrast") == reverse("krds:contrast")


def test_another_language_can_be_named() -> None:
    with override("ko"):
        assert address("directory:person", 7, language="ru").startswith("/ru/")
        assert address("directory:person", 7).startswith("/ko/")


def test_another_prefix_or_other_addresses_are_not_answered_from_memory() -> None:
    with override("ko"):
        before = address("directory:person", 7)
        set_script_prefix("/under/")
        try:
            assert address("directory:person", 7) == "/under" + before
        finally:
            set_script_prefix("/")
        with override_settings(ROOT_URLCONF="naru.front.urls_plain"), pytest.raises(NoReverseMatch):
            address("directory:person", 7)
        assert address("directory:person", 7) == before
