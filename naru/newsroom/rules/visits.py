"""Whose visit counts as a view, and the mark that keeps a visitor from counting twice a day."""

from __future__ import annotations

import hashlib
import re

_ROBOT = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|yeti|daum|scrap|preview|facebookexternalhit|embedly|headless|monitor"
    r"|lighthouse|validator|feed|curl|wget|python|java/|go-http|okhttp|httpx|axios|libwww|perl|ruby|php",
    re.IGNORECASE,
)


def counts(*, method: str, agent: str, purpose: str, is_office: bool) -> bool:
    """
    Say whether a request is somebody reading.

    `purpose` is what the browser says in Sec-Purpose or its older names: a page fetched ahead is not read.
    Programs that name themselves, nameless ones and the office's own staff do not count.
    """
    if method != "GET" or is_office:
        return False
    if (
        "prefetch" in purpose.casefold()
        or "prerender" in purpose.casefold()
        or "preview" in purpose.casefold()
    ):
        return False
    return bool(agent) and not _ROBOT.search(agent)


def visitor(address: str, forwarded: str, *, proxies: int) -> str:
    """
    Give the visitor's network address: the connection's own, or what the trusted proxies pass on.

    `forwarded` is X-Forwarded-For; only its last `proxies` entries were written by our own proxies.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return hops[-proxies] if proxies and len(hops) >= proxies else address


def mark(salt: str, *, visitor: str, agent: str, bulletin: int) -> str:
    """
    Give the mark (SHA-256, hex) of a visitor at a bulletin.

    The salt is made for one day and thrown away with it: afterwards nobody can try addresses until
    one fits, and the same visitor's marks on two days or two bulletins have nothing in common.
    """
    return hashlib.sha256(f"{salt}\x1f{visitor}\x1f{agent}\x1f{bulletin}".encode()).hexdigest()
