"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NewsroomConfig(AppConfig):
    name = "naru.newsroom"
    label = "newsroom"
    verbose_name = _("e-News")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the directory's stories of our bulletins, and teach history our words."""
        import_module("naru.newsroom.views.stories")
        from naru.directory.rules.accounts import Role
        from naru.history.book import verbs
        from naru.letters.book import offer, title

        reviewers, all_writers = (
            (Role.EDITOR, Role.HEAD),
            (Role.EDITOR, Role.HEAD, Role.OFFICER, Role.TRANSLATOR),
        )
        title("bulletin_held_back", _("A scheduled bulletin did not go out"))
        offer("bulletin_submitted", _("A bulletin waits for release"), roles=reviewers)
        offer("bulletin_released", _("My bulletin was released"), roles=all_writers)
        offer("bulletin_sent_back", _("My bulletin was sent back"), roles=all_writers)
        offer("translations_behind", _("Translations are behind their originals"), roles=(Role.TRANSLATOR,))

        verbs(
            {
                "wrote": pgettext_lazy("log", "wrote"),
                "edited": pgettext_lazy("log", "edited"),
                "published": pgettext_lazy("log", "published"),
                "scheduled": pgettext_lazy("log", "scheduled"),
                "unscheduled": pgettext_lazy("log", "took the schedule back"),
                "unpublished": pgettext_lazy("log", "took off the board"),
                "deleted": pgettext_lazy("log", "deleted"),
                "reverted": pgettext_lazy("log", "went back to an earlier version"),
                "renamed": pgettext_lazy("log", "renamed"),
                "locked": pgettext_lazy("log", "locked"),
                "unlocked": pgettext_lazy("log", "unlocked"),
                "submitted": pgettext_lazy("log", "submitted for release"),
                "approved": pgettext_lazy("log", "released"),
                "sent_back": pgettext_lazy("log", "sent back"),
                "submitted_again": pgettext_lazy("log", "submitted again"),
                "withdrew": pgettext_lazy("log", "withdrew the submission"),
                "imported": pgettext_lazy("log", "took in from a saved page"),
                "imported_again": pgettext_lazy("log", "took in again from a changed page"),
                "began_translation": pgettext_lazy("log", "began the translation"),
                "followed_original": pgettext_lazy("log", "brought in line with the original"),
                "suggested_links": pgettext_lazy("log", "suggested links"),
                "confirmed_link": pgettext_lazy("log", "confirmed a link"),
                "rejected_link": pgettext_lazy("log", "rejected a link"),
                "reopened_link": pgettext_lazy("log", "opened a link again"),
                "admitted": pgettext_lazy("log", "admitted to the editor"),
                "began_report": pgettext_lazy("log", "began the yearly report"),
                "added_section": pgettext_lazy("log", "added a section"),
                "removed_section": pgettext_lazy("log", "removed a section"),
                "moved": pgettext_lazy("log", "moved"),
                "put_into_report": pgettext_lazy("log", "put a reading into the report"),
                "took_out_of_report": pgettext_lazy("log", "took a reading out of the report"),
                "asked_for_print": pgettext_lazy("log", "asked for a print"),
                "printed": pgettext_lazy("log", "printed"),
                "bound_number": pgettext_lazy("log", "bound a number to a reading"),
                "cited_number": pgettext_lazy("log", "cited a document for a number"),
                "waived_number": pgettext_lazy("log", "waived a number"),
                "let_passage_stand": pgettext_lazy("log", "let a passage stand"),
                "unbacked": pgettext_lazy("log", "took the backing of a number back"),
                "held_back": pgettext_lazy("log", "not brought out: numbers are open"),
            }
        )
