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
        execute_from_command_line(["naru", *arguments])
    except KeyboardInterrupt:
        sys.exit(130)
