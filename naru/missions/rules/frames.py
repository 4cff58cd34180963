"""
Frames: what passes between a site and head office, sealed under the key that only these two hold.

AES-256-GCM (NIST SP 800-38D) with keys derived by HKDF (RFC 5869), one for each use; compressed by LZMA before sealing.
Who can make a frame that opens holds the site's key: that is how each side knows the other.
"""

from __future__ import annotations

import base64
import hashlib
import json
import lzma
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

MAGIC = b"NARU1"
PACKAGE = b"NARUP1"
HEAD = struct.Struct(">5s16s16sII12sI")
"""Magic, site, epoch, first and last number, nonce, length of what follows."""
MOST_PLAIN = 64_000_000
"""The largest a frame may grow when it is opened, in bytes."""
MOST_FRAME = 16_000_000
"""The largest frame, in bytes."""
ENTRIES = 4_000
"""How many entries a frame holds."""
SCRYPT = {"n": 2**15, "r": 8, "p": 1}


class Broken(ValueError):  # noqa: N818 - says what is the matter
    """Something sealed cannot be opened; the text is the sentence."""


@dataclass(frozen=True)
class Header:
    """What stands outside of the seal, and is proved by it: whose frame it is, and which numbers it holds."""

    site: UUID
    epoch: UUID
    first: int
    last: int


def new_key() -> bytes:
    """Make the key of a site: 32 random bytes."""
    return os.urandom(32)


def derived(key: bytes, use: str) -> bytes:
    """Derive the key of one use from a site's key."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"naru.missions.{use}".encode()).derive(key)


def squeezed(told: Any) -> bytes:
    """Compress a JSON value."""
    plain = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return lzma.compress(plain, format=lzma.FORMAT_ALONE, preset=4)


def spread(packed: bytes) -> Any:
    """
    Open a compressed JSON value, no larger than a frame may be.

    :raises Broken: where it is no such thing
    """
    reader = lzma.LZMADecompressor(format=lzma.FORMAT_ALONE)
    try:
        plain = reader.decompress(packed, max_length=MOST_PLAIN)
        if not reader.eof:
            raise Broken(_("The frame is larger than it may be, or was cut off."))
        return json.loads(plain)
    except (lzma.LZMAError, ValueError, EOFError) as fault:
        if isinstance(fault, Broken):
            raise
        raise Broken(_("The frame cannot be opened: it was changed or cut off on the way.")) from None


def seal_frame(key: bytes, header: Header, told: Mapping[str, Any]) -> bytes:
    """Make a frame of a JSON object."""
    nonce = os.urandom(12)
    packed = squeezed(told)
    head = HEAD.pack(
        MAGIC, header.site.bytes, header.epoch.bytes, header.first, header.last, nonce, len(packed) + 16
    )
    return head + AESGCM(derived(key, "frame")).encrypt(nonce, packed, head)


def header_of(frame: bytes) -> Header:
    """
    Read whose frame it is; what it says is proved only by opening.

    :raises Broken: for what is no frame
    """
    if len(frame) < HEAD.size or len(frame) > MOST_FRAME:
        raise Broken(_("This is no frame of a site's log, or it was cut off."))
    magic, site, epoch, first, last, _nonce, length = HEAD.unpack(frame[: HEAD.size])
    if magic != MAGIC or length != len(frame) - HEAD.size or not 0 < first <= last:
        raise Broken(_("This is no frame of a site's log, or it was cut off."))
    return Header(UUID(bytes=site), UUID(bytes=epoch), first, last)


def open_frame(key: bytes, frame: bytes) -> dict[str, Any]:
    """
    Open a frame.

    :raises Broken: if it was changed or cut off, or sealed under another key
    """
    header_of(frame)
    head = frame[: HEAD.size]
    nonce = HEAD.unpack(head)[5]
    try:
        packed = AESGCM(derived(key, "frame")).decrypt(nonce, frame[HEAD.size :], head)
    except InvalidTag:
        raise Broken(_("The frame cannot be opened: it was changed or cut off on the way.")) from None
    told = spread(packed)
    if not isinstance(told, dict):
        raise Broken(_("The frame cannot be opened: it was changed or cut off on the way."))
    return told


def split(stick: bytes) -> tuple[list[bytes], int]:
    """Cut what a stick holds into frames; gives them, and how many bytes at the end are no whole frame."""
    frames, place = [], 0
    while place + HEAD.size <= len(stick):
        length = HEAD.size + HEAD.unpack(stick[place : place + HEAD.size])[6]
        found = stick.find(MAGIC, place + 1, place + length)
        if stick[place : place + len(MAGIC)] != MAGIC and found < 0:
            found = stick.find(MAGIC, place + 1)
            if found < 0:
                break
        if found > 0:
            # Damaged or cut off: the next one begins before this one ends. It is given as it is, to be named broken.
            frames.append(stick[place:found])
            place = found
            continue
        if place + length > len(stick):
            break
        frames.append(stick[place : place + length])
        place += length
    return frames, len(stick) - place


def seal_message(key: bytes, use: str, told: Mapping[str, Any], about: bytes = b"") -> bytes:
    """Seal a short message for one use; `about` binds an answer to what it answers."""
    nonce = os.urandom(12)
    plain = json.dumps(told, separators=(",", ":")).encode()
    return nonce + AESGCM(derived(key, use)).encrypt(nonce, plain, about)


def open_message(key: bytes, use: str, sealed: bytes, about: bytes = b"") -> dict[str, Any]:
    """
    Open a short message.

    :raises Broken: if it is none of this use, of this key, about this
    """
    try:
        told = json.loads(AESGCM(derived(key, use)).decrypt(sealed[:12], sealed[12:], about))
    except (InvalidTag, ValueError):
        raise Broken(_("The other side could not prove who it is. Nothing was taken.")) from None
    if not isinstance(told, dict):
        raise Broken(_("The other side could not prove who it is. Nothing was taken."))
    return told


def digest(frame: bytes) -> bytes:
    """SHA-256 of a frame: what an answer is bound to."""
    return hashlib.sha256(frame).digest()


def seal_package(told: Mapping[str, Any], *, passphrase: str) -> bytes:
    """Seal a site's package under a passphrase (scrypt, RFC 7914; AES-256-GCM)."""
    salt, nonce = os.urandom(16), os.urandom(12)
    key = Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase.encode())
    return PACKAGE + salt + nonce + AESGCM(key).encrypt(nonce, squeezed(told), PACKAGE)


def open_package(sealed: bytes, *, passphrase: str) -> dict[str, Any]:
    """
    Open a site's package.

    :raises Broken: for a wrong passphrase, or a file that is no package or was changed
    """
    if not sealed.startswith(PACKAGE):
        raise Broken(_("This is no package of a site."))
    place = len(PACKAGE)
    salt, nonce, rest = sealed[place : place + 16], sealed[place + 16 : place + 28], sealed[place + 28 :]
    try:
        key = Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase.encode())
        packed = AESGCM(key).decrypt(nonce, rest, PACKAGE)
    except (InvalidTag, ValueError):
        raise Broken(_("The passphrase is not right, or the package was damaged.")) from None
    told = spread(packed)
    if not isinstance(told, dict):
        raise Broken(_("This is no package of a site."))
    return told


def in_columns(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Write entries by columns, each id once: what repeats then lies together, and compresses.

    An entry is {"id", "kind", "seq", "at", "by", "of", "visit", "corrects", "body", "tablet", "happened", "received"};
    the last two are milliseconds since 1970, `tablet` is the tablet's id.
    """
    ids: dict[str, int] = {}

    def place(uid: str | None) -> int:
        return -1 if uid is None else ids.setdefault(uid, len(ids))

    columns: dict[str, list[Any]] = {
        key: [] for key in ("kind", "seq", "at", "by", "body", "happened", "received")
    }
    columns |= {key: [] for key in ("id", "of", "visit", "corrects", "tablet")}
    last: dict[str, int] = {}
    for one in entries:
        for key in ("id", "of", "visit", "corrects", "tablet"):
            columns[key].append(place(one[key]))
        for key in ("kind", "at", "by", "body"):
            columns[key].append(one[key])
        for key in ("happened", "received"):
            columns[key].append(one[key] - last.get(key, 0))
            last[key] = one[key]
        device = f"seq {one['tablet']}"
        columns["seq"].append(one["seq"] - last.get(device, 0))
        last[device] = one["seq"]
    packed = b"".join(UUID(uid).bytes for uid in ids)
    return {"ids": base64.b85encode(packed).decode(), **columns}


def from_columns(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """
    Give the entries back that in_columns wrote.

    :raises Broken: where the columns are not such
    """
    try:
        packed = base64.b85decode(columns["ids"])
        ids = [str(UUID(bytes=packed[place : place + 16])) for place in range(0, len(packed), 16)]
        last: dict[str, int] = {}
        entries = []
        keys = ("id", "of", "visit", "corrects", "tablet")
        for place in range(len(columns["kind"])):
            one: dict[str, Any] = {
                key: None if columns[key][place] < 0 else ids[columns[key][place]] for key in keys
            }
            one |= {key: columns[key][place] for key in ("kind", "at", "by", "body")}
            for key in ("happened", "received"):
                one[key] = last[key] = last.get(key, 0) + columns[key][place]
            device = f"seq {one['tablet']}"
            one["seq"] = last[device] = last.get(device, 0) + columns["seq"][place]
            entries.append(one)
    except (KeyError, IndexError, TypeError, ValueError) as fault:
        raise Broken(_("The frame cannot be opened: it was changed or cut off on the way.")) from fault
    return entries
