"""The app's entry in Django's list."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "naru.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
