"""The app's entry in Django's list."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "naru.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"
