"""The app's entry in Django's list."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "naru.history"
    label = "history"
    verbose_name = _("History")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read every app's jobs.py, where the kinds of work are declared."""
        autodiscover_modules("jobs")
