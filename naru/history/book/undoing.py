"""What an entry says of fields, read both ways: a value as history keeps it, and a row as it was before."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import models

from naru.history.models import Entry


def plain(value: Any) -> Any:
    """Turn a field's value into what history keeps: dates and moments in ISO, rows by their key."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def moved_on(row: models.Model, entry: Entry) -> bool:
    """Say whether a field that an entry changed is something else by now."""
    return any(plain(getattr(row, name)) != value for name, value in entry.after.items())


def as_it_was(row: models.Model, entry: Entry) -> dict[str, Any] | None:
    """Give the fields that an entry changed with the values they had before; nothing if one cannot be read back."""
    values: dict[str, Any] = {}
    for name, was in entry.before.items():
        field = row._meta.get_field(name)
        if not field.is_relation or was is None:
            values[name] = field.to_python(was)
        elif field.related_model is None:
            return None
        else:
            values[name] = field.related_model._default_manager.get(pk=was)
    return values
