"""The app's entry in Django's list."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "naru.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
