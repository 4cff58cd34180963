"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "naru.front"
    label = "front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Open the thread from the pages of activities, organisations and countries."""
        import_module("naru.front.threads.screens")
