"""Have the database itself refuse to change what an entry of the clinic says, or to remove one."""

from django.db import migrations

SENTENCE = "Entries of the clinic are never changed or removed."
SAID = "uid, site_id, tablet_id, seq, kind, author, local_at, resident, visit, corrects, body, digest"
"""What an entry says. Where the log keeps it (epoch, number, chain) may move: see decision 0043."""

SQLITE = [
    f"""CREATE TRIGGER missions_entry_update BEFORE UPDATE OF {SAID} ON missions_entry
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END""",
    f"""CREATE TRIGGER missions_entry_delete BEFORE DELETE ON missions_entry
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION missions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER missions_entry_update BEFORE UPDATE OF {SAID} ON missions_entry
    FOR EACH ROW EXECUTE FUNCTION missions_refuse()""",
    """CREATE TRIGGER missions_entry_delete BEFORE DELETE ON missions_entry
    FOR EACH ROW EXECUTE FUNCTION missions_refuse()""",
]
LIFT = {
    "sqlite": ["DROP TRIGGER IF EXISTS missions_entry_update", "DROP TRIGGER IF EXISTS missions_entry_delete"],
    "postgresql": ["DROP FUNCTION IF EXISTS missions_refuse() CASCADE"],
}


def put(apps, schema_editor):
    """Put the guards in place."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.connection.cursor().execute(statement)


def lift(apps, schema_editor):
    """Take the guards away."""
    for statement in LIFT[schema_editor.connection.vendor]:
        schema_editor.connection.cursor().execute(statement)


class Migration(migrations.Migration):
    dependencies = [("missions", "0001_initial")]
    operations = [migrations.RunPython(put, lift, elidable=False)]
