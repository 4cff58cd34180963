"""`naru serve`: the product behind granian, static files compressed and hashed."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from naru.front import serving


class Command(BaseCommand):
    help = "Serve the product with granian (static files compressed and hashed)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) // 2))

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            raise CommandError("The static files are not built. Type: uv run naru build")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is behind the code. Type: uv run naru migrate")
        if serving.free_port(options["host"], options["port"]) != options["port"]:
            raise CommandError(f"Port {options['port']} is taken. Choose another with --port.")
        connection.close()
        Console(soft_wrap=True).print(
            f"Naru serves http://{options['host']}:{options['port']}/ . Ctrl+C stops it."
        )
        line = serving.command(host=options["host"], port=options["port"], workers=options["workers"])
        os.execv(line[0], line)  # noqa: S606 - this process becomes the server, so signals reach it
