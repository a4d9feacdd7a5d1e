"""Packages of workbooks that no honest program writes, or that have lost some of their parts."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from pipeline.errors import ForbiddenContent, TooLarge
from pipeline.read.salvage import counted, same_name

# Enough bytes of a part to see what stands before its first element.
HEAD = 4096


def guard_book(name: str, data: bytes, limits: Mapping[str, int]) -> None:
    """Refuse a package that is too large, doubled or declares types of its own; raise BadZipFile where parts are lost."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        found = package.infolist()
        for what, limit, count in _weights(found):
            if count > limits[limit]:
                raise TooLarge(name=name, what=what, limit=limits[limit])
        for part, times in Counter(each.filename.lower() for each in found).items():
            if times > 1:
                raise ForbiddenContent(name=name, what="two parts named {part}", part=part)
        # A directory that lost an entry, or a letter of a name, hides a sheet or the forms of its numbers.
        if len(found) & 0xFFFF != counted(data) or not all(same_name(data, each) for each in found):
            raise zipfile.BadZipFile(name)
        if any(_declares(package, each) for each in found):
            raise ForbiddenContent(name=name, what="a DOCTYPE")


def _weights(entries: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, str, int]]:
    """Give what a package weighs: how a person calls it, its limit, how much it is."""
    yield "bytes", "xml_bytes", sum(each.file_size for each in entries)
    yield "entries", "entries", len(entries)


def _declares(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Ask whether a part begins with a DOCTYPE, in whatever encoding."""
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return False
    with package.open(entry) as part:
        return b"<!DOCTYPE" in part.read(HEAD).replace(b"\0", b"")
