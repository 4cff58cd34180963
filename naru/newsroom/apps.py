"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
                "wrote": _("wrote"),
                "edited": _("edited"),
                "published": _("published"),
                "scheduled": _("scheduled"),
                "unscheduled": _("took the schedule back"),
                "unpublished": _("took off the board"),
                "deleted": _("deleted"),
                "reverted": _("went back to an earlier version"),
                "renamed": _("renamed"),
                "locked": _("locked"),
                "unlocked": _("unlocked"),
                "submitted": _("submitted for release"),
                "approved": _("released"),
                "sent_back": _("sent back"),
                "submitted_again": _("submitted again"),
                "withdrew": _("withdrew the submission"),
                "imported": _("took in from a saved page"),
                "imported_again": _("took in again from a changed page"),
                "began_translation": _("began the translation"),
                "followed_original": _("brought in line with the original"),
                "suggested_links": _("suggested links"),
                "confirmed_link": _("confirmed a link"),
                "rejected_link": _("rejected a link"),
                "reopened_link": _("opened a link again"),
                "admitted": _("admitted to the editor"),
                "began_report": _("began the yearly report"),
                "added_section": _("added a section"),
                "removed_section": _("removed a section"),
                "moved": _("moved"),
                "put_into_report": _("put a reading into the report"),
                "took_out_of_report": _("took a reading out of the report"),
                "asked_for_print": _("asked for a print"),
                "printed": _("printed"),
                "bound_number": _("bound a number to a reading"),
                "cited_number": _("cited a document for a number"),
                "waived_number": _("waived a number"),
                "let_passage_stand": _("let a passage stand"),
                "unbacked": _("took the backing of a number back"),
                "held_back": _("not brought out: numbers are open"),
            }
        )
