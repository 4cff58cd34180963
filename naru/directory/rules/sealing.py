"""Sealing small secrets for the table: authenticated encryption under keys derived from the site's secret."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"naru.directory.second_factor"
"""Binds the derived key to this one use, so that the same site secret gives other keys elsewhere."""


def _fernet(secret: str, purpose: bytes) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))


def seal(text: str, *, secrets: Sequence[str], purpose: bytes = PURPOSE) -> str:
    """
    Give a text encrypted under the first of the site's secrets (Fernet: AES-128-CBC with HMAC-SHA256).

    What is sealed for one purpose cannot be opened for another.
    """
    return _fernet(secrets[0], purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, secrets: Sequence[str], purpose: bytes = PURPOSE) -> str:
    """
    Give back a sealed text, trying the site's secrets from the newest to the oldest.

    :raises ValueError: if none of the secrets opens it for this purpose, or if it was changed
    """
    keys = MultiFernet([_fernet(secret, purpose) for secret in secrets])
    try:
        return keys.decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError("None of this site's secrets opens the sealed text.") from None


def reseal(sealed: str, *, secrets: Sequence[str]) -> str:
    """
    Give the same secret sealed under the first of the site's secrets.

    :raises ValueError: if none of the secrets opens it
    """
    return seal(unseal(sealed, secrets=secrets), secrets=secrets)
