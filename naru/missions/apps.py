"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "naru.missions"
    label = "missions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach history and letters our words, and lead from an activity to its mission and consignments."""
        from naru.history.book import verbs
        from naru.letters.book import title
        from naru.missions.rules import arrivals, reports, telling

        import_module("naru.missions.views.ways")
        verbs(telling.DEEDS | reports.DEEDS | arrivals.DEEDS)
        title("mission_briefing", _("A volunteer’s briefing before the departure"))
        title("consignment_thanks", _("Thanks for the arrival of a consignment"))
