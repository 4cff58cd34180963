"""What a picture file says beside the picture: where and by which device it was taken is not for the public."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_NEXT = re.compile(rb"\xff(?=[^\x00\xff\xd0-\xd7])")
"""Where the picture's own bytes of a JPEG end: 0xFF and neither a stuffed byte, a fill nor a restart."""
_WORDS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


class Damaged(ValueError):  # noqa: N818 - the staff's word
    """The bytes are not what the format of the file wants."""


def bare(data: bytes, *, kind: str, orientation: int = 1) -> bytes:
    """
    Take everything out of a picture file but the picture, its colours and how it is turned.

    Place, device, owner, comments, previews and whatever follows the picture's end go; the picture itself is
    not encoded anew. `kind` is jpeg, png or webp, `orientation` 1 to 8 as in Exif. Other kinds come
    back as they are.

    :raises Damaged: where the file breaks off or is not of its kind
    """
    take = {"jpeg": _jpeg, "png": _png, "webp": _webp}.get(kind)
    if take is None:
        return data
    try:
        return take(data, _turned(orientation) if orientation in range(2, 9) else b"")
    except (IndexError, struct.error) as error:
        raise Damaged(str(error)) from error


def _turned(orientation: int) -> bytes:
    """Write an Exif block that says nothing but the orientation (Exif 2.32, 4.6.4)."""
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes, turned: bytes) -> bytes:
    if not data.startswith(b"\xff\xd8"):
        raise Damaged("no start")
    kept = [b"\xff\xd8"]
    if turned:
        block = b"Exif\x00\x00" + turned
        kept.append(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Damaged("no marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == 0xDA:
            found = _NEXT.search(data, end)
            if found is None:
                raise Damaged("no end")
            end = found.start()
        if _stays(marker, data[at + 4 : at + 18]):
            kept.append(data[at:end])
        at = end


def _stays(marker: int, begins: bytes) -> bool:
    if marker == 0xE2:
        return begins.startswith(b"ICC_PROFILE\x00")
    return marker != 0xFE and (marker in {0xE0, 0xEE} or not 0xE1 <= marker <= 0xEF)


def _png(data: bytes, turned: bytes) -> bytes:
    kept = [data[:8]]
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Damaged("breaks off")
        if name not in _WORDS:
            kept.append(data[at:end])
        if name == b"IHDR" and turned:
            crc = struct.pack(">I", zlib.crc32(b"eXIf" + turned))
            kept.append(struct.pack(">I", len(turned)) + b"eXIf" + turned + crc)
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _webp(data: bytes, turned: bytes) -> bytes:
    kept = []
    for name, body in _riff(data):
        if name == b"VP8X":
            flags = (body[0] & ~0x0C) | (0x08 if turned else 0)
            body = bytes([flags]) + body[1:]
        if name not in {b"EXIF", b"XMP "}:
            kept.append(_chunk(name, body))
    if turned and kept and kept[0].startswith(b"VP8X"):
        kept.append(_chunk(b"EXIF", turned))
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (length,) = struct.unpack_from("<I", data, 4)
    end = 8 + length
    if end > len(data):
        raise Damaged("breaks off")
    at = 12
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)
