"""Every setting that the environment may give, declared once: read here, checked here, documented from here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default as text, and a sentence for the operator."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("NARU_DATA", str(Path("var") / "naru"), "The one data folder: database, uploads, secret key."),
    Setting("DATABASE_URL", "", "PostgreSQL address of the office; empty means SQLite in the data folder."),
    Setting("NARU_SECRET_KEY", "", "Secret for signatures; empty means a key made once in the data folder."),
    Setting("NARU_SECRET_KEYS_OLD", "", "Earlier secrets, comma separated, still accepted while you rotate."),
    Setting("NARU_HOSTS", "127.0.0.1,localhost,[::1]", "Host names this site answers to, comma separated."),
    Setting(
        "NARU_ADDRESS", "http://127.0.0.1:8000", "The site's own public address, used in letters and feeds."
    ),
    Setting("NARU_DEMO", "0", "1 opens the demo world with its one-click sign-in. Never on a real site."),
    Setting("NARU_DEBUG", "0", "1 shows error details to whoever sees the page. Never on a real site."),
    Setting("NARU_HTTPS", "0", "1 when the site is reached by HTTPS: secure cookies, HSTS, redirects."),
    Setting("NARU_ZONE", "Asia/Seoul", "IANA name of the office's time zone."),
    Setting("NARU_LANGUAGE", "ko", "The language shown when the visitor asked for none."),
    Setting("NARU_OFFICE_NAME", "", "The office's name on every page; empty means the built-in one."),
    Setting("NARU_GOV_STRIP", "0", "1 shows the strip that says this is an official government site."),
    Setting(
        "NARU_MAIL_URL", "", "smtp://user:password@host:587?tls=1; empty keeps letters on the page only."
    ),
    Setting("NARU_MAIL_FROM", "naru@localhost", "The sender's address of every letter."),
    Setting("NARU_PROXIES", "0", "How many trusted proxies stand in front, for the visitor's address."),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """Give a declared setting as text. A name that is not declared raises KeyError."""
    return os.environ.get(name, _BY_NAME[name].default).strip()


def flag(name: str) -> bool:
    """Give a declared setting as yes or no: 1, true, yes and on mean yes."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """Give a comma separated setting as a list without empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def data_folder() -> Path:
    """Give the data folder as an absolute path; a relative one stands beside the checkout's own files."""
    path = Path(text("NARU_DATA"))
    return path if path.is_absolute() else ROOT / path


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over: an SMTP server, its door and how to show oneself there."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def mail_server(address: str) -> MailServer:
    """
    Read `smtp://user:password@host:587?tls=1` (STARTTLS) or `smtps://…` (TLS from the start, 465).

    Letters like @ in the name or password are percent-encoded. Nothing gives an unused default.

    :raises ValueError: with a sentence where the address cannot be read
    """
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("NARU_MAIL_URL must look like smtp://user:password@host:587?tls=1.")
    tls = parse_qs(parts.query).get("tls", ["0"])[0].lower() in {"1", "true", "yes", "on"}
    ssl = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if ssl else 587 if tls else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls and not ssl,
        ssl=ssl,
    )
