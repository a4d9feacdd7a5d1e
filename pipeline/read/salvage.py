"""Packages whose directory is broken though their parts are whole: find a part by the header that stands before it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from zipfile import ZipInfo

_header = struct.Struct("<4s5H3L2H")
# The flags of a header, and further on how long the name is.
_called = struct.Struct("<H18xH")
MARK, END = b"PK\x03\x04", b"PK\x05\x06"
# How a part of an Office file may be packed (ISO/IEC 29500-2, C.3): stored or deflated.
METHODS = (0, 8)
# What stands for a size that is given elsewhere (zip64).
UNKNOWN = 0xFFFFFFFF
HAS_DESCRIPTOR = 8
IN_UTF_8 = 0x800


def members(data: bytes) -> Iterator[tuple[str, int]]:
    """Give the name of each member and where its header stands; what lies inside a member is none of ours."""
    at = data.find(MARK)
    while at >= 0 and at + _header.size <= len(data):
        yield _name(data, at), at
        at = data.find(MARK, _end(data, at))


def _name(data: bytes, at: int) -> str:
    flags, length = _called.unpack_from(data, at + 6)
    raw = data[at + _header.size : at + _header.size + length]
    return raw.decode("utf-8" if flags & IN_UTF_8 else "cp437", "replace")


def _is_header(data: bytes, at: int) -> bool:
    """Ask whether a header stands there; a damaged directory points anywhere, even before the file."""
    return 0 <= at <= len(data) - _header.size and data.startswith(MARK, at)


def _end(data: bytes, at: int) -> int:
    """Give where a member ends, if its header knows and another mark stands there; else go on after its header."""
    packed, _, length, extra = struct.unpack_from("<2L2H", data, at + 18)
    end: int = at + _header.size + length + extra + packed
    return end if data[end : end + 2] == MARK[:2] else at + len(MARK)


def counted(data: bytes) -> int:
    """Give how many members the end of the directory speaks of; the lower half, as old programs write it."""
    at = data.rfind(END)
    return struct.unpack_from("<H", data, at + 10)[0] if 0 <= at <= len(data) - 12 else -1


def same_name(data: bytes, entry: ZipInfo) -> bool:
    """Ask whether a member is called the same in the directory and in its own header."""
    at = entry.header_offset
    return 0 <= at <= len(data) - _header.size and _name(data, at) == entry.orig_filename


def agrees(data: bytes, entry: ZipInfo) -> bool:
    """Ask whether the header before a member says the same as the directory of how it is packed."""
    at = entry.header_offset
    if not _is_header(data, at):
        return False
    _, _, flags, method, _, _, crc, _, size, _, _ = _header.unpack_from(data, at)
    same = (crc, size) == (entry.CRC, entry.file_size) or flags & HAS_DESCRIPTOR or size == UNKNOWN
    return bool(same and flags & 1 == entry.flag_bits & 1 and method == entry.compress_type)


def salvaged(data: bytes, at: int, limit: int, said: tuple[int, int] | None = None) -> bytes | None:
    """Unpack the member whose header stands there; None unless it is whole by a checksum: its own, or the directory's."""
    if not _is_header(data, at):
        return None
    _, _, flags, method, _, _, crc, _, size, length, extra = _header.unpack_from(data, at)
    start = at + _header.size + length + extra
    if flags & 1 or method not in METHODS:
        return None
    if not flags & HAS_DESCRIPTOR:
        limit = min(limit, max(size, said[1] if said else 0))
    found = (data[start : start + size], start + size) if method == 0 else _inflated(data, start, limit)
    if found is None:
        return None
    text, end = found
    sums = [said, (crc, size)]
    if flags & HAS_DESCRIPTOR and not crc:
        sums[1] = _descriptor(data, end)
    return text if text and (zlib.crc32(text), len(text)) in sums else None


def _inflated(data: bytes, start: int, limit: int) -> tuple[bytes, int] | None:
    unpacker = zlib.decompressobj(-15)
    try:
        text = unpacker.decompress(memoryview(data)[start:], limit + 1)
    except zlib.error:
        return None
    if not unpacker.eof or len(text) > limit:
        return None
    return text, len(data) - len(unpacker.unused_data)


def _descriptor(data: bytes, end: int) -> tuple[int, int]:
    """Read the checksum and sizes that stand after a member that was written in one go."""
    at = end + 4 if data[end : end + 4] == b"PK\x07\x08" else end
    crc, _, size = struct.unpack("<3L", data[at : at + 12].ljust(12, b"\0"))
    return crc, size
