"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "naru.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the directory what activities have to say, and history what their deeds are called."""
        from naru.activities.rules.outcomes import DEEDS
        from naru.history.book import verbs
        from naru.letters.book import title

        import_module("naru.activities.views.stories")
        verbs(DEEDS)
        title("confirm_outcome", _("A partner is asked to confirm an outcome"))
