"""Packages whose directory is broken though their parts are whole: find a part by the header that stands before it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_header = struct.Struct("<4s5H3L2H")
MARK = b"PK\x03\x04"
HAS_DESCRIPTOR = 8
IN_UTF_8 = 0x800


def members(data: bytes) -> Iterator[tuple[str, int]]:
    """Give the name of each member and where its header stands."""
    at = data.find(MARK)
    while at >= 0 and at + _header.size <= len(data):
        flags, length = struct.unpack_from("<H", data, at + 6)[0], struct.unpack_from("<H", data, at + 26)[0]
        raw = data[at + _header.size : at + _header.size + length]
        yield raw.decode("utf-8" if flags & IN_UTF_8 else "cp437", "replace"), at
        at = data.find(MARK, at + 4)


def salvaged(data: bytes, at: int, limit: int) -> bytes | None:
    """Unpack the member whose header stands there; None unless it is whole by its own checksum."""
    _, _, flags, method, _, _, crc, _, size, length, extra = _header.unpack_from(data, at)
    start = at + _header.size + length + extra
    if flags & 1 or method not in (0, 8):
        return None
    found = (data[start : start + size], start + size) if method == 0 else _inflated(data, start, limit)
    if found is None:
        return None
    text, end = found
    if flags & HAS_DESCRIPTOR and not crc:
        crc, _, size = _descriptor(data, end)
    return text if zlib.crc32(text) == crc and len(text) == size else None


def _inflated(data: bytes, start: int, limit: int) -> tuple[bytes, int] | None:
    unpacker = zlib.decompressobj(-15)
    try:
        text = unpacker.decompress(memoryview(data)[start:], limit + 1)
    except zlib.error:
        return None
    if not unpacker.eof or len(text) > limit:
        return None
    return text, len(data) - len(unpacker.unused_data)


def _descriptor(data: bytes, end: int) -> tuple[int, int, int]:
    """Read the checksum and sizes that stand after a member that was written in one go."""
    at = end + 4 if data[end : end + 4] == b"PK\x07\x08" else end
    made: tuple[int, int, int] = struct.unpack("<3L", data[at : at + 12].ljust(12, b"\0"))
    return made
