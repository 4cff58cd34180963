"""The proof that a message arrived as it was sent: a digest of its body beside it (Content-Digest, RFC 9530)."""

from __future__ import annotations

import base64
import hashlib
import re

_SHA256 = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):")


def digest_header(body: bytes) -> str:
    """Give the header's value for a body: SHA-256, as RFC 9530 writes it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def is_as_sent(header: str, body: bytes) -> bool:
    """
    Say whether a body is what its digest says; without a digest of this kind there is nothing to hold it to.

    A bit that turns over on the way can make other valid JSON of an entry: a name, a dose, a number.
    """
    told = _SHA256.search(header)
    return told is None or f"sha-256=:{told[1]}:" == digest_header(body)
