"""What the pages with a passkey need: the ceremony's options as JSON for an attribute."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Write a value as JSON; the template escapes it for the attribute it stands in."""
    return json.dumps(value, cls=DjangoJSONEncoder)
