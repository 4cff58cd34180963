"""The app's entry in Django's list."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "naru.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
