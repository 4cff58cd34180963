"""The app's entry in Django's list."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "naru.sheets"
    label = "sheets"
    default_auto_field = "django.db.models.BigAutoField"
