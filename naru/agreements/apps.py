"""The app's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreementsConfig(AppConfig):
    name = "naru.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        """Tell the directory's stories of agreements, and teach history and letters our words."""
        import_module("naru.agreements.views.stories")
        from naru.directory.rules.accounts import Role
        from naru.history.book import verbs
        from naru.letters.book import offer, title

        offer("agreements_due", _("Agreements that come near"), roles=(Role.OFFICER, Role.HEAD))
        title("agreement_renewal", _("A party is asked to renew an agreement"))
        title("agreement_obligation", _("A partner is reminded of an obligation"))
        verbs(
            {
                "added_party": pgettext_lazy("log", "added a party"),
                "approved_text": pgettext_lazy("log", "approved the text of"),
                "handed_for_review": pgettext_lazy("log", "handed in for review"),
                "answered_renewal": pgettext_lazy("log", "answered about the renewal of"),
                "asked_to_renew": pgettext_lazy("log", "asked the parties to renew"),
                "changed_obligation": pgettext_lazy("log", "changed an obligation"),
                "changed_party": pgettext_lazy("log", "changed a party"),
                "handed_in": pgettext_lazy("log", "handed in to the council"),
                "inspected": pgettext_lazy("log", "inspected"),
                "met": pgettext_lazy("log", "recorded an obligation as met"),
                "obliged": pgettext_lazy("log", "wrote down an obligation"),
                "printed_report": pgettext_lazy("log", "printed a report to the council"),
                "removed_party": pgettext_lazy("log", "took out a party"),
                "reopened": pgettext_lazy("log", "opened again"),
                "set_days": pgettext_lazy("log", "set the days of"),
                "signed": pgettext_lazy("log", "recorded the signing of"),
                "terminated": pgettext_lazy("log", "terminated"),
                "waived": pgettext_lazy("log", "waived an obligation"),
                "withdrew_inspection": pgettext_lazy("log", "took an inspection back"),
                "withdrew_renewal": pgettext_lazy("log", "withdrew the renewal of"),
            }
        )
