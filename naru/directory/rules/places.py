"""The words for places."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceKind(TextChoices):
    """What a place is."""

    REGION = "region", _("Region")
    CITY = "city", _("City")
    VENUE = "venue", _("Venue")
