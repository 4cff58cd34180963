"""The app's entry in Django's list."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "naru.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell history what the deeds of this app are called."""
        from naru.directory.rules import accounts, people
        from naru.history.book import verbs

        verbs(accounts.DEEDS | people.DEEDS)
