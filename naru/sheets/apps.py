"""The app's entry in Django's list."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SheetsConfig(AppConfig):
    name = "naru.sheets"
    label = "sheets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the `sheets.py` of every app, so that what they declare is known."""
        autodiscover_modules("sheets")
