"""The tables that `naru migrate` makes, and what it leaves behind."""

from __future__ import annotations

import gc

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.state import ProjectState


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its columns")
def test_every_column_has_the_type_that_its_field_has_today() -> None:
    """A step that was made with a stale neighbour would leave a key of the wrong type."""
    wrong, seen = [], 0
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.proxy or model._meta.db_table.endswith("_fts"):  # a table without types
                continue
            cursor.execute(f"PRAGMA table_info({connection.ops.quote_name(model._meta.db_table)})")
            held = {name: kind for _number, name, kind, *_rest in cursor.fetchall()}
            wanted = {field.column: field.db_type(connection) for field in model._meta.local_concrete_fields}
            seen += len(wanted)
            wrong += [
                (model._meta.db_table, column, held.get(column), kind)
                for column, kind in wanted.items()
                if held.get(column, "").lower() != (kind or "").lower()
            ]
    assert not wrong
    assert seen > 500


@pytest.mark.django_db
def test_migrating_leaves_django_as_it_was() -> None:
    before = MigrationGraph.leaf_nodes, ProjectState.add_model, gc.get_threshold()
    call_command("migrate", verbosity=0)
    assert (MigrationGraph.leaf_nodes, ProjectState.add_model, gc.get_threshold()) == before
    assert "get_swappable_settings_name" not in vars(apps)
