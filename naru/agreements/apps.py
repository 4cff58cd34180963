"""The app's entry in Django's list."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "naru.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
