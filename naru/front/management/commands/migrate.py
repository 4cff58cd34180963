"""`naru migrate`: Django's own, in an order and a manner that build each model no oftener than needed."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.state import ModelState, ProjectState


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


@contextmanager
def neighbours_only() -> Iterator[None]:
    """
    Rebuild, for a new model, those that it is tied to and theirs, not all that can be reached from them.

    It is what Django itself does for a new plain field: the rest is marked as late, and built afresh before a
    step that moves data. From one model of Wagtail nearly all others can be reached.
    """
    before = ProjectState.add_model

    def add_model(state: ProjectState, model: ModelState) -> None:
        key = model.app_label, model.name_lower
        state.models[key] = model
        if state._relations is not None:
            state.resolve_model_relations(key)
        if "apps" in state.__dict__:
            state.reload_model(*key, delay=True)

    ProjectState.add_model = add_model
    try:
        yield
    finally:
        ProjectState.add_model = before


@contextmanager
def settings_known() -> Iterator[None]:
    """Ask once which setting names a model (the account): Django forgets it with each model that is built."""
    vars(apps)["get_swappable_settings_name"] = functools.cache(apps.get_swappable_settings_name)
    try:
        yield
    finally:
        del vars(apps)["get_swappable_settings_name"]


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage more rarely: thousands of models are built, and few of them can be let go of."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            for manner in (own_apps_last, neighbours_only, settings_known, rarely_collected):
                stack.enter_context(manner())
            super().handle(*args, **options)
