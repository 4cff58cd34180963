"""The app's entry in Django's list."""

from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "naru.missions"
    label = "missions"
    default_auto_field = "django.db.models.BigAutoField"
