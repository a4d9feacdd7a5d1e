"""Packages in any state: odd names, dangling relations, broken directories, parts where nobody expects them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import DamagedFile, EncryptedFile, ForbiddenContent, TooLarge
from pipeline.profile import Profile
from pipeline.read.main_part import main_part, plain_name
from pipeline.read.ooxml import guard_elements, parser, weight
from pipeline.read.salvage import METHODS, agrees, counted, members, salvaged, same_name

# One feed for a small part; libxml2 takes long ones best in pieces, and so do we.
PIECE = 1 << 16
WHOLE = 1 << 20
# So many headers of one name are tried; more are no accident.
TRIED = 8
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError)


class Package:
    """The parts of a file by name, each unpacked only when it is asked for."""

    def __init__(self, name: str, data: bytes, profile: Profile) -> None:
        self.name = name
        self.data = data
        self.limits = profile.limits
        self.rescued = False
        self.archive: zipfile.ZipFile | None = None
        self.entries: dict[str, zipfile.ZipInfo] = {}
        self._places: dict[str, list[int]] | None = None
        self.unreadable: list[str] = []
        self.related: dict[str, list[tuple[str, str]]] = {}
        self._open()
        self.main = main_part(self)

    def _open(self) -> None:
        try:
            self.archive = zipfile.ZipFile(BytesIO(self.data))
        except BROKEN:
            self.leave_directory()
            return
        found = self.archive.infolist()
        if len(found) & 0xFFFF != counted(self.data):
            self.leave_directory()
            return
        self._refuse_too_many(len(found))
        self.rescued = not all(same_name(self.data, entry) for entry in found)
        for entry in found:
            if not entry.filename.endswith(("/", "\\")):
                self._enter(plain_name(entry.filename), entry)

    def leave_directory(self) -> None:
        """Go by the headers before the parts from here on: the directory is missing, or has lost some."""
        self.rescued, self.archive = True, None
        self.entries = {}
        self.related.clear()
        self._refuse_too_many(len(self.headers()))

    def _enter(self, name: str, entry: zipfile.ZipInfo) -> None:
        if name in self.entries:
            raise ForbiddenContent(name=self.name, what="two parts named {part}", part=name)
        self.entries[name] = entry

    def _refuse_too_long(self, size: int, limit: int) -> None:
        if size > limit:
            raise TooLarge(name=self.name, what="bytes", limit=limit)

    def _refuse_too_many(self, count: int) -> None:
        if count > self.limits["entries"]:
            raise TooLarge(name=self.name, what="entries", limit=self.limits["entries"])

    def headers(self) -> dict[str, list[int]]:
        """Find the parts without the directory, each with every place where its header stands."""
        if self._places is None:
            self._places = {}
            for name, at in members(self.data):
                self._places.setdefault(plain_name(name), []).append(at)
        return self._places

    def names(self) -> list[str]:
        """Give the names of all parts; where the directory and the headers differ, those of both."""
        return list(self.entries | self.headers() if self.rescued else self.entries)

    def pieces(self, name: str, at_once: int = WHOLE) -> Iterator[bytes]:
        """Unpack a part, piece by piece if it is larger than what comes at once; raise what says why it cannot be."""
        entry = self.entries.get(name)
        if entry is None or not agrees(self.data, entry):
            yield from self._cut(self._rescued(name))
            return
        self._refuse_too_long(entry.file_size, self.limits["xml_bytes"])
        if entry.flag_bits & 1:
            raise EncryptedFile(name=self.name)
        if entry.compress_type not in METHODS:
            raise DamagedFile(name=self.name, reason="{part} cannot be unpacked", part=name)
        if entry.file_size <= at_once:
            yield self._small(name, entry)
        else:
            yield from self._streamed(entry, min(PIECE, at_once))

    def _small(self, name: str, entry: zipfile.ZipInfo) -> bytes:
        """Unpack no more than the directory says; that it was all is told by the checksum."""
        try:
            with self._archive().open(entry) as part:
                return part.read(entry.file_size)
        except BROKEN:
            return self._rescued(name)

    def _streamed(self, entry: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
        try:
            with self._archive().open(entry) as part:
                while piece := part.read(size):
                    yield piece
        except BROKEN as error:
            raise DamagedFile(name=self.name, reason="{part} cannot be unpacked", part=entry.filename) from error

    def _archive(self) -> zipfile.ZipFile:
        if self.archive is None:
            raise DamagedFile(name=self.name, reason="it has no directory")
        return self.archive

    def _rescued(self, name: str) -> bytes:
        """Unpack a part by the headers in its own name, and by the one that the directory points at."""
        entry = self.entries.get(name)
        places = dict.fromkeys(self.headers().get(name, [])[:TRIED])
        said = (entry.CRC, entry.file_size) if entry else None
        if entry:
            places[entry.header_offset] = None
        found = {salvaged(self.data, at, self.limits["held_bytes"], said) for at in places} - {None}
        if len(found) > 1:
            raise ForbiddenContent(name=self.name, what="two parts named {part}", part=name)
        for text in found:
            self.rescued = True
            return text or b""
        raise DamagedFile(name=self.name, reason="{part} cannot be unpacked", part=name)

    def _cut(self, data: bytes) -> Iterator[bytes]:
        return (data[at : at + PIECE] for at in range(0, len(data), PIECE)) if len(data) > WHOLE else iter((data,))

    def tree(self, name: str | None, wanted: tuple[bytes, ...] = ()) -> etree._Element | None:
        """Parse a small part, if it holds a wanted word; one that cannot be read must not lose the table."""
        if name is None or name not in self.names():
            return None
        entry = self.entries.get(name)
        self._refuse_too_long(entry.file_size if entry else 0, self.limits["held_bytes"])
        try:
            data = b"".join(self.pieces(name))
            guard_elements(self.name, weight(data), self.limits)
            if wanted and b"\0" not in data and not any(word in data for word in wanted):
                return None
            root = etree.fromstring(data, parser())
        except (etree.XMLSyntaxError, DamagedFile):
            self.unreadable.append(name)
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            raise ForbiddenContent(name=self.name, what="a DOCTYPE")
        return root

    def relations(self, part: str) -> list[tuple[str, str]]:
        """Give (kind, part) of the relations of a part; external and dangling ones are left alone."""
        if part not in self.related:
            self.related[part] = self._relations(part)
        return self.related[part]

    def _relations(self, part: str) -> list[tuple[str, str]]:
        folder, _, own = part.rpartition("/")
        root = self.tree(plain_name(f"{folder}/_rels/{own}.rels"))
        found: list[tuple[str, str]] = []
        for each in () if root is None else root.iterchildren("{*}Relationship"):
            target = each.get("Target", "")
            target = unquote(target) if "%" in target else target
            if target and each.get("TargetMode") != "External":
                place = target if target.startswith(("/", "\\")) else f"{folder}/{target}"
                found.append((each.get("Type", "").rpartition("/")[2].lower(), plain_name(place)))
        return found

    def beside(self, kind: str) -> str | None:
        """Find a part that belongs to the main part, such as styles: by relation, else by its usual name."""
        known = set(self.names())
        usual = plain_name(f"{self.main.rpartition('/')[0]}/{kind}.xml")
        targets = [target for each, target in self.relations(self.main) if each == kind]
        found = next((name for name in (*targets, usual) if name in known), None)
        if targets and found is None:
            self.unreadable.append(targets[0])
        return found
