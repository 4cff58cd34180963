"""The deployment check: what is wrong with this installation, in sentences for the operator."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import FileField

from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.front import environment as env
from naru.front.backups import FOLDERS as KEPT_FILES

SPACE_WANTED = 1_000_000_000
"""Bytes that should be free in the data folder."""
CALM = 3_600
"""Seconds after which a file without a row is no upload on its way any more."""


@dataclass(frozen=True)
class Finding:
    """One fault: how grave (`error` stops, `warning` does not), what is wrong, what to do."""

    grade: str
    what: str
    remedy: str


def findings(*, real: bool) -> Iterator[Finding]:
    """Look at everything; with `real`, also at what only a site for real users must have."""
    for look in (_data_folder, _database, _files, _pages, _zone):
        yield from look()
    if real:
        for look in REAL:
            yield from look()


def _data_folder() -> Iterator[Finding]:
    folder = Path(settings.DATA)
    try:
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        yield Finding(
            "error",
            f"The data folder {folder} cannot be written: {error.strerror}.",
            "Give the service's user the right to write there, or name another folder in NARU_DATA.",
        )
        return
    free = shutil.disk_usage(folder).free
    if free < SPACE_WANTED:
        yield Finding(
            "warning",
            f"Only {free // 1_000_000} MB are free where the data folder is.",
            "Make room before uploads and back-ups fail.",
        )


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(
            "error",
            f"The database does not answer: {str(error).strip().splitlines()[0]}.",
            "Check DATABASE_URL and that the server runs.",
        )
        return
    if behind:
        yield Finding(
            "error",
            f"The database is {len(behind)} steps behind the code.",
            "Make a back-up, then type: uv run naru migrate",
        )


def _files() -> Iterator[Finding]:
    """Compare what the rows name with what is on the disk: a cut in power or a full disk can part the two."""
    named: set[Path] = set()
    try:
        for model in apps.get_models():
            for field in model._meta.local_fields:
                if isinstance(field, FileField):
                    names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                    named.update(Path(field.storage.path(name)) for name in names if name)
    except DatabaseError:
        return
    kept = {
        path
        for folder in KEPT_FILES
        for path in (Path(settings.DATA) / folder).rglob("*")
        if path.is_file() and time.time() - path.stat().st_mtime > CALM
    }
    if missing := sorted(path for path in named if not path.exists()):
        yield Finding(
            "error",
            f"{len(missing)} files that the tables name are not there, {missing[0]} first.",
            "Take them from the newest back-up that has them.",
        )
    if strange := sorted(kept - named):
        size = sum(path.stat().st_size for path in strange) / 1_000_000
        yield Finding(
            "warning",
            f"{len(strange)} files ({size:.1f} MB) belong to no row, {strange[0]} first: their uploads were cut off.",
            "They may be removed.",
        )


def _pages() -> Iterator[Finding]:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("error", "The pages' styles and fonts are not built.", "Type: uv run naru build")


def _zone() -> Iterator[Finding]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        yield Finding(
            "error",
            f"There is no time zone named {settings.TIME_ZONE}.",
            "Give NARU_ZONE an IANA name such as Asia/Seoul.",
        )


def _demo_door() -> Iterator[Finding]:
    if settings.NARU_DEMO:
        yield Finding(
            "error",
            "The demo's one-click sign-in is open: anybody can become anybody.",
            "Unset NARU_DEMO.",
        )
    if settings.DEBUG:
        yield Finding("error", "Error details are shown to whoever sees the page.", "Unset NARU_DEBUG.")


def _secret() -> Iterator[Finding]:
    given = env.text("NARU_SECRET_KEY")
    if given and len(given) < 50:
        yield Finding(
            "error",
            "NARU_SECRET_KEY is shorter than 50 characters.",
            "Unset it: the product makes and keeps a good one in the data folder.",
        )
    kept = Path(settings.DATA) / "secret_key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield Finding("error", f"Others on this machine can read {kept}.", f"Type: chmod 600 {kept}")


def _address() -> Iterator[Finding]:
    address = urlsplit(settings.NARU_ADDRESS)
    if address.scheme != "https" or not env.flag("NARU_HTTPS"):
        yield Finding(
            "error",
            f"The site's address {settings.NARU_ADDRESS} is not protected by HTTPS.",
            "Put a proxy with a certificate in front, give NARU_ADDRESS its https address and set NARU_HTTPS=1.",
        )
    if address.hostname not in settings.ALLOWED_HOSTS:
        yield Finding(
            "error",
            f"The site does not answer to its own name {address.hostname}.",
            "Add it to NARU_HOSTS.",
        )


def _proxies() -> Iterator[Finding]:
    if env.flag("NARU_HTTPS") and not settings.NARU_PROXIES:
        yield Finding(
            "warning",
            "Every visitor seems to come from the proxy's own address: one who guesses passwords locks out all.",
            "Set NARU_PROXIES to the number of proxies in front, and have them write X-Forwarded-For anew.",
        )


def _storage() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        yield Finding(
            "warning",
            "The office's data is in SQLite: right for one machine, not for several.",
            "For the office give DATABASE_URL a PostgreSQL address.",
        )


def _mail() -> Iterator[Finding]:
    if not env.text("NARU_MAIL_URL"):
        yield Finding(
            "warning",
            "No letters leave the house: they stay on the letters page.",
            "Give NARU_MAIL_URL the address of a mail server.",
        )


def _administrator() -> Iterator[Finding]:
    try:
        held = any(account.holds(Role.ADMINISTRATOR) for account in Account.objects.all()[:1000])
    except DatabaseError:
        return
    if not held:
        yield Finding(
            "error",
            "Nobody is administrator today.",
            "Type: uv run naru appoint_administrator someone@example.org",
        )


REAL: tuple[Callable[[], Iterator[Finding]], ...] = (
    _demo_door,
    _secret,
    _address,
    _proxies,
    _storage,
    _mail,
    _administrator,
)
