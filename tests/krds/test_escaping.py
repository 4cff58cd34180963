"""Text for a page is made safe exactly as Django does it."""

from typing import Any

import pytest
from django.utils.functional import lazystr
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from naru.krds.escaping import escaped


@pytest.mark.parametrize(
    "value",
    ["<b> & \"'", "", 7, None, mark_safe("<b>"), lazystr("<i>"), lazystr(mark_safe("<i>"))],
)
def test_it_is_what_django_gives(value: Any) -> None:
    assert escaped(value) == conditional_escape(value)
