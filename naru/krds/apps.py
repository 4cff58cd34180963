"""The app's entry in Django's list."""

from django.apps import AppConfig


class KrdsConfig(AppConfig):
    name = "naru.krds"
    label = "krds"
    default_auto_field = "django.db.models.BigAutoField"
