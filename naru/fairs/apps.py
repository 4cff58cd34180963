"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "naru.fairs"
    label = "fairs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach history and letters our words, and lead from an activity to its 1:1 meetings."""
        from naru.fairs.rules import forum_words, telling
        from naru.history.book import verbs
        from naru.letters.book import title

        import_module("naru.fairs.views.forum_doors")
        verbs(forum_words.DEEDS | telling.DEEDS)
        title("consultation_thanks", _("Thanks for a consultation at a fair"))
        title("forum_invitation", _("An organisation is invited to a forum"))
        title("forum_approved", _("An application to a forum is approved"))
        title("forum_refused", _("An application to a forum is refused"))
        title("forum_link", _("A new personal link to a forum"))
        title("forum_agenda", _("A participant’s meetings at a forum"))
