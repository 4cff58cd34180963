"""Have the database itself refuse to change or remove what history holds."""

from django.db import migrations

SENTENCE = "Entries of history are never changed or removed."
HEAD_SENTENCE = "The head of history moves on by one entry at a time."

SQLITE = [
    f"""CREATE TRIGGER history_entry_{name} BEFORE {name} ON history_entry
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for name in ("update", "delete")
] + [
    f"""CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head WHEN NEW.count <> OLD.count + 1
    BEGIN SELECT RAISE(ABORT, '{HEAD_SENTENCE}'); END""",
    f"""CREATE TRIGGER history_head_delete BEFORE DELETE ON history_head
    BEGIN SELECT RAISE(ABORT, '{HEAD_SENTENCE}'); END""",
]

POSTGRESQL = [
    f"""CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE FUNCTION history_refuse_head() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{HEAD_SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER history_entry_change BEFORE UPDATE OR DELETE ON history_entry
    FOR EACH ROW EXECUTE FUNCTION history_refuse()""",
    """CREATE TRIGGER history_entry_truncate BEFORE TRUNCATE ON history_entry
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()""",
    """CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
    FOR EACH ROW WHEN (NEW.count <> OLD.count + 1) EXECUTE FUNCTION history_refuse_head()""",
    """CREATE TRIGGER history_head_delete BEFORE DELETE ON history_head
    FOR EACH ROW EXECUTE FUNCTION history_refuse_head()""",
    """CREATE TRIGGER history_head_truncate BEFORE TRUNCATE ON history_head
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse_head()""",
]

LIFT_SQLITE = [
    "DROP TRIGGER IF EXISTS history_entry_update",
    "DROP TRIGGER IF EXISTS history_entry_delete",
    "DROP TRIGGER IF EXISTS history_head_update",
    "DROP TRIGGER IF EXISTS history_head_delete",
]
LIFT_POSTGRESQL = [
    "DROP FUNCTION IF EXISTS history_refuse() CASCADE",
    "DROP FUNCTION IF EXISTS history_refuse_head() CASCADE",
]


def put(apps, schema_editor):
    """Put the guards in place."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.connection.cursor().execute(statement)


def lift(apps, schema_editor):
    """Take the guards away."""
    for statement in LIFT_SQLITE if schema_editor.connection.vendor == "sqlite" else LIFT_POSTGRESQL:
        schema_editor.connection.cursor().execute(statement)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(put, lift, elidable=False)]
