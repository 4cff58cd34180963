"""The checker's patterns: compiled when a text is checked, not when the product starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from naru.newsroom.rules.checking.patterns import regex

STARTED = """
import os, re
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.front.settings")
import django.db.models, django.utils.translation, naru.krds.formats.words
made = []
compile = re._compiler.compile
re._compiler.compile = lambda *given: made.append(given) or compile(*given)
import naru.newsroom.rules.checking.check, naru.newsroom.rules.checking.versions
print(sum(len(str(words)) for words, *_flags in made))
"""


def test_a_pattern_is_compiled_when_it_is_first_asked():
    late = regex(r"(?P<n>[0-9]+)\s명")
    assert "match" not in vars(late)
    found = late.match("12 명")
    assert found is not None
    assert found["n"] == "12"
    assert "search" in vars(late)
    with pytest.raises(AttributeError):
        late.groupindex_of_nobody  # noqa: B018


def test_starting_the_product_compiles_no_table_of_words():
    told = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 2_000
