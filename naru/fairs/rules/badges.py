"""Badges: an opaque token with the fair's signature, so that a device knows a forged one without network."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

MARK = "NARU1"
"""How the text of every badge begins; the digit is the version of what follows."""
_BADGE = re.compile(
    r"NARU1\.(?P<fair>[a-z0-9]{8})\.(?P<token>[A-Za-z0-9_-]{22})\.(?P<seal>[A-Za-z0-9_-]{86})", re.ASCII
)
_HALF = 32
"""Bytes of each of the two numbers of a signature on P-256."""


@dataclass(frozen=True)
class Badge:
    """What a badge says: the code of its fair, the opaque token, the signature over both (64 bytes)."""

    fair: str
    token: str
    seal: bytes


def new_key() -> str:
    """Make the key pair of a fair (ECDSA on P-256, FIPS 186-5) and give the private key as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_key(private: str) -> str:
    """Give the public key of a fair as the device takes it: SubjectPublicKeyInfo in base64url."""
    spki = (
        _key(private)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return urlsafe_b64encode(spki).decode()


def _key(private: str) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(private.encode(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def write(fair: str, token: str, *, private: str) -> str:
    """Give the text of a badge (125 characters) for the fair's code and a visitor's token."""
    body = f"{MARK}.{fair}.{token}"
    one, other = decode_dss_signature(_key(private).sign(body.encode(), ec.ECDSA(SHA256())))
    seal = one.to_bytes(_HALF, "big") + other.to_bytes(_HALF, "big")
    return f"{body}.{urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def read(text: str) -> Badge | None:
    """Read what a scanned text says, or nothing where it is no badge of this programme at all."""
    found = _BADGE.fullmatch(text.strip())
    if not found:
        return None
    try:
        seal = urlsafe_b64decode(found["seal"] + "==")
    except (NotBase64, ValueError):
        return None
    return Badge(found["fair"], found["token"], seal)


def is_sealed(badge: Badge, *, public: str) -> bool:
    """Say whether the fair with this public key made the badge."""
    key = serialization.load_der_public_key(urlsafe_b64decode(public))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    halves = int.from_bytes(badge.seal[:_HALF], "big"), int.from_bytes(badge.seal[_HALF:], "big")
    try:
        key.verify(
            encode_dss_signature(*halves),
            f"{MARK}.{badge.fair}.{badge.token}".encode(),
            ec.ECDSA(SHA256()),
        )
    except InvalidSignature:
        return False
    return True
