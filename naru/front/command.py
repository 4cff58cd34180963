"""The `naru` command: Django's management commands under the project's own name."""

import os
import sys


def main() -> None:
    """Run one management command; without a name, list the project's own ones."""
    arguments = sys.argv[1:] or ["commands"]
    if arguments[0] == "demo":
        os.environ["NARU_DEMO"] = "1"
        os.environ["NARU_DATA"] = os.environ.get("NARU_DEMO_DATA", os.path.join("var", "demo"))
        os.environ["DATABASE_URL"] = ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.front.settings")
    from django.core.management import execute_from_command_line

    try:
        _prepare(arguments)
        execute_from_command_line(["naru", *arguments])
    except KeyboardInterrupt:
        sys.exit(130)


def _prepare(arguments: list[str]) -> None:
    """Make an untouched data folder ready before a command that needs its tables."""
    import django

    from naru.front.preparing import WANTS_TABLES, is_untouched, prepare

    if arguments[0] not in WANTS_TABLES or {"--help", "-h"} & set(arguments):
        return
    django.setup()
    if is_untouched():
        from rich.console import Console

        prepare(Console(stderr=True))
