"""The app's entry in Django's list."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "naru.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Figures")

    def ready(self) -> None:
        """Let every app declare what it can count, and teach history the words of this one."""
        from naru.history.book import verbs

        autodiscover_modules("figures")
        verbs(
            {
                "took_in": _("took in"),
                "reported": _("reported"),
                "planned": _("planned"),
                "counted": _("counted"),
                "froze": _("froze"),
                "found_changed": _("found the records changed"),
                "corrected": _("corrected"),
                "let_stand": _("let stand"),
                "settled": _("settled"),
                "cited": _("published a use"),
                "uncited": _("withdrew a use"),
                "renamed_use": _("renamed a use"),
            }
        )
