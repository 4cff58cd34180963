"""The door that granian opens."""

import os
import sqlite3

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.front.settings")
application = get_wsgi_application()


def _kept_open() -> sqlite3.Connection | None:
    """
    Keep one idle connection to the embedded database for as long as this process serves.

    The last one to close takes the files beside the database away, and on a full disk nobody can make them
    again: then even reading ends. With one left open, the site is read on while nothing can be saved.
    """
    from django.db import connection

    if connection.vendor != "sqlite" or not os.path.exists(connection.settings_dict["NAME"]):
        return None
    held = sqlite3.connect(connection.settings_dict["NAME"], check_same_thread=False)
    held.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return held


held = _kept_open()
