"""A table that all processes share for what may be tried only so often."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """Make the tables of the caches that the settings keep in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """The table of what is counted for all processes at once."""

    dependencies = [("directory", "0006_used_code")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
