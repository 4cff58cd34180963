"""The app's entry in Django's list."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "naru.front"
    label = "front"
    default_auto_field = "django.db.models.BigAutoField"
