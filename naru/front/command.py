"""The `naru` command: Django's management commands under the project's own name."""

import os
import sys


def main() -> None:
    """Run one management command; without a name, list the project's own ones."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.front.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["naru", *(sys.argv[1:] or ["commands"])])
