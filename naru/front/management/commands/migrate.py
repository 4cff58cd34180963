"""`naru migrate`: Django's own, with the libraries' tables made before ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db.migrations.graph import MigrationGraph


@contextmanager
def own_apps_last() -> Iterator[None]:
    """
    Order the targets of a plan so that our apps come after the libraries'.

    Django rebuilds every model that is tied to a changed one at each step. Wagtail brings over a hundred
    steps, and most of our tables are tied to the account: standing before them, they were rebuilt each time.
    """
    before = MigrationGraph.leaf_nodes

    def leaf_nodes(graph: MigrationGraph, app: str | None = None) -> list[tuple[str, str]]:
        own = {config.label for config in apps.get_app_configs() if config.name.startswith("naru.")}
        return sorted(before(graph, app), key=lambda node: (node[0] in own, node))

    MigrationGraph.leaf_nodes = leaf_nodes
    try:
        yield
    finally:
        MigrationGraph.leaf_nodes = before


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with own_apps_last():
            super().handle(*args, **options)
