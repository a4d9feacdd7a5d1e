"""Builders of files that mean harm, and a child process of little memory in which to read them."""

from __future__ import annotations

import struct
import sys
import zipfile
import zlib
from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

from tests.build import document_xml, docx, package, tbl
from tests.plugin import grid

TABLE = grid("序号|任务; 1|修路")
ROOT = Path(__file__).parent.parent.parent
# What a child runs: from where it is ready on, the system caps its memory and its time, and what comes out is one line.
CHILD = """
import math, resource, sys, time
from pathlib import Path
import openpyxl.reader.excel
from pipeline.errors import PipelineError
from pipeline.flow import convert
from pipeline.read import from_docx, from_html, from_text, from_xlsx
pages = int(Path("/proc/self/statm").read_text().split()[0])
resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + int(sys.argv[1]),) * 2)
seconds = math.ceil(time.process_time()) + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
try:
    result = convert(Path(sys.argv[3]))
    print("read", len(result.tables), result.audit.lost)
except PipelineError as error:
    print(error.code, error)
"""
MEGABYTE = 1 << 20
# Against hanging only; each takes a fraction of it.
SECONDS = 60


def outcome(folder: Path, data: bytes, name: str = "附件.docx", megabytes: int = 500, seconds: int = SECONDS) -> str:
    """Convert bytes in a child that has so much memory and CPU time: ``read TABLES LOST`` or ``CODE sentence``.

    Anything else is a failure, a signal above all.
    """
    path = folder / name
    path.write_bytes(data)
    ours, theirs = _children().Pipe()
    child = _children().Process(target=_convert, args=(theirs, str(megabytes * MEGABYTE), str(seconds), str(path)))
    child.start()
    child.join(10 * SECONDS)
    assert child.exitcode == 0, child.exitcode
    return ours.recv().strip()


@cache
def _children() -> BaseContext:
    """Let children fork from a process that has imported all once: to import takes longer than what most of them do."""
    readers = (f"pipeline.read.{reader}" for reader in ("from_docx", "from_html", "from_text", "from_xlsx"))
    children = get_context("forkserver")
    children.set_forkserver_preload(["openpyxl.reader.excel", "pipeline.flow", *readers, __name__])
    return children


def _convert(pipe: Connection, *arguments: str) -> None:
    sys.argv[1:] = arguments
    with redirect_stdout(StringIO()) as said:
        exec(CHILD)
    pipe.send(said.getvalue())


def deflated(pieces: list[tuple[bytes, int]]) -> tuple[bytes, int, int]:
    """Deflate pieces, each repeated so many times, without ever holding them: bytes, checksum, size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    made, crc, size = [], 0, 0
    for piece, times in pieces:
        # After a full flush the same piece gives the same bytes.
        made.append((packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)) * times)
        for _ in range(times):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
    return b"".join([*made, packer.flush()]), crc, size


class Zip:
    """A package written by hand, so that it may lie."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.directory = bytearray()
        self.count = 0

    def add(self, name: str, packed: bytes, crc: int, size: int, said: int | None = None) -> int:
        """Add a deflated member, whose size both headers may give wrongly; give where it stands."""
        at = len(self.body)
        facts = struct.pack("<3L", crc, len(packed), size if said is None else said)
        raw = name.encode()
        self.body += b"PK\x03\x04" + struct.pack("<5H", 20, 0x800, 8, 0, 0) + facts + struct.pack("<2H", len(raw), 0)
        self.body += raw + packed
        self.list(name, facts, at)
        return at

    def list(self, name: str, facts: bytes, at: int) -> None:
        """Enter a member into the directory only."""
        raw = name.encode()
        self.directory += b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0x800, 8, 0, 0) + facts
        self.directory += struct.pack("<5H2L", len(raw), 0, 0, 0, 0, 0, at) + raw
        self.count += 1

    def bytes(self) -> bytes:
        """Close the package."""
        end = struct.pack("<4H2LH", 0, 0, self.count, self.count, len(self.directory), len(self.body), 0)
        return bytes(self.body + self.directory + b"PK\x05\x06" + end)


def with_main(pieces: list[tuple[bytes, int]], said: int | None = None, part: str = "word/document.xml") -> bytes:
    """Build a Word file one of whose parts is made of repeated pieces."""
    made = Zip()
    for name, text in package(TABLE, styles="<w:vanish/>").items():
        if name != part:
            data = text.encode() if isinstance(text, str) else text
            made.add(name, *deflated([(data, 1)]))
    made.add(part, *deflated(pieces), said)
    return made.bytes()


def around(inside: str) -> tuple[bytes, bytes]:
    """Give what stands before and after a mark in a main part that holds it."""
    head, tail = document_xml(TABLE, f"<w:p>{inside}</w:p>").encode().split(inside.encode())
    return head, tail


def repeated(piece: str, times: int) -> list[tuple[bytes, int]]:
    """Give a main part in which a piece of XML stands so often, in one paragraph."""
    head, tail = around("MARK")
    return [(head, 1), (piece.encode() * 1000, times // 1000), (tail, 1)]


def overlapping(count: int) -> bytes:
    """Build a package of so many entries that all are one and the same member."""
    made = Zip()
    facts: tuple[bytes, int, int] = deflated([(b"\0" * MEGABYTE, 64)])
    at = made.add("kernel", *facts)
    for number in range(count):
        made.list(f"word/copy{number}.xml", struct.pack("<3L", facts[1], len(facts[0]), facts[2]), at)
    for name, text in package(TABLE).items():
        made.add(name, *deflated([(str(text).encode(), 1)]))
    return made.bytes()


def archived(levels: int) -> bytes:
    """Build a Word file that holds archives in archives."""
    inner = bytes(MEGABYTE)
    for level in range(levels):
        held = BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in "ab":
                archive.writestr(f"{level}{copy}.zip", inner)
        inner = held.getvalue()
    return docx(TABLE, more={"word/embeddings/a.zip": inner})


def table_of(rows: str) -> bytes:
    """Build a file of one table given as raw rows."""
    return docx(tbl(rows))
