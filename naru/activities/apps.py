"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "naru.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the directory what activities have to say about people, organisations and countries."""
        import_module("naru.activities.views.stories")
