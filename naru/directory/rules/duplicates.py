"""The words for suspected duplicates and their review."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Of what two rows are compared."""

    PERSON = "person", _("People")
    ORGANISATION = "organisation", _("Organisations")
