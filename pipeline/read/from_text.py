"""Tables that only survive as the text some program printed of them."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import EmptyFile, NoTable, NotAWordFile, TooLarge
from pipeline.model import Box, Document, Doubt, Grid, Place, Source
from pipeline.profile import Profile
from pipeline.read.barred import barred
from pipeline.read.comma_parted import comma_parted
from pipeline.read.dashed import dashed
from pipeline.read.decode import WRONG, Decoded, decode
from pipeline.read.ruled import ruled
from pipeline.read.sketch import Part, Sketch, doubt
from pipeline.read.spaced import spaced
from pipeline.read.stacked import stacked
from pipeline.read.tab_led import tab_led
from pipeline.read.tab_parted import tab_parted

Dialect = Callable[[Sequence[str], Profile], list[Part]]
# The more a dialect's marks say about the structure, the earlier it is asked.
DIALECTS: tuple[Dialect, ...] = (ruled, barred, dashed, tab_led, tab_parted, comma_parted, spaced, stacked)

# More blank lines than this tell no more than this.
GAP = 40
_long_gap = re.compile(r"\n{41,}")

MAGIC = (
    (b"PK\x03\x04", "a Word file or another package (.docx, .xlsx, .zip)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)


def from_text(path: Path, profile: Profile) -> Document:
    """Read the tables of a text dump."""
    data = _bytes(path, profile)
    decoded = decode(data, _header_words(profile))
    _refuse_binary(path.name, decoded)
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))
    parts = _parts(_lines(decoded.text), profile)
    grids = _grids(parts)
    if not grids:
        raise NoTable(name=path.name)
    source = Source(path.name, "txt", hashlib.sha256(data).hexdigest(), decoded.encoding)
    return Document(source, _with_doubts(grids, decoded))


def _bytes(path: Path, profile: Profile) -> bytes:
    limit = profile.limits["xml_bytes"]
    if path.stat().st_size > limit:
        raise TooLarge(name=path.name, what="bytes", limit=limit)
    data = path.read_bytes()
    if not data:
        raise EmptyFile(name=path.name)
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise NotAWordFile(name=path.name, kind=kind)
    return data


def _header_words(profile: Profile) -> list[str]:
    return [word for words in profile.roles.values() for word in words if len(word) > 1 and not word.isascii()]


def _refuse_binary(name: str, decoded: Decoded) -> None:
    """Refuse what no encoding makes readable: more than a tenth control or undecodable characters."""
    text = decoded.text
    odd = sum(char == WRONG or (char < " " and char not in "\t\n\r\f\v\a\0") for char in text[:100_000])
    if odd * 10 > len(text[:100_000]):
        raise NotAWordFile(name=name, kind="binary data")


def _lines(text: str) -> list[str]:
    """Cut a text into lines, whatever ends them; a page break ends a line, a NUL is nothing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\ufeff", "")
    plain = plain.replace("\n\f\n", "\n").replace("\n\f", "\n").replace("\f", "\n")
    plain = _long_gap.sub("\n" * GAP, plain)
    return plain.replace("\v", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n").split("\n")


def _parts(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Ask each dialect for tables; the first that finds one is believed."""
    for dialect in DIALECTS:
        parts = dialect(lines, profile)
        if any(isinstance(part, Sketch) for part in parts):
            return parts
    return []


def _grids(parts: Sequence[Part]) -> list[Grid]:
    """Number the tables and hang the paragraphs between them onto the next, the last ones onto the last."""
    grids: list[Grid] = []
    paragraphs: list[str] = []
    for part in parts:
        if isinstance(part, str):
            paragraphs.append(part.strip())
        else:
            grids.append(_grid(part, len(grids) + 1, tuple(paragraphs)))
            paragraphs = []
    if grids:
        grids[-1] = replace(grids[-1], after=tuple(paragraphs))
    return grids


def _grid(sketch: Sketch, number: int, before: tuple[str, ...]) -> Grid:
    doubts = tuple(each._replace(place=each.place._replace(table=number)) for each in sketch.doubts)
    return Grid(number, sketch.height, sketch.width, sketch.boxes, before, lost_spans=sketch.lost_spans, doubts=doubts)


def _with_doubts(grids: Sequence[Grid], decoded: Decoded) -> tuple[Grid, ...]:
    """Tell a close choice of encoding at the first table, and what could not be decoded where it stands."""
    first = [doubt("D050", facts={"encoding": decoded.encoding, "rival": decoded.rival})] if decoded.rival else []
    told = [replace(grid, doubts=(*grid.doubts, *_undecoded(grid))) for grid in grids]
    if decoded.wrong:
        first.append(doubt("D051", facts={"count": decoded.wrong, "encoding": decoded.encoding}))
    heads = tuple(each._replace(place=Place(1, 0, 0)) for each in first)
    told[0] = replace(told[0], doubts=(*heads, *told[0].doubts))
    return tuple(told)


def _undecoded(grid: Grid) -> list[Doubt]:
    return [_at("D052", grid, box) for box in grid.boxes if WRONG in box.text]


def _at(code: str, grid: Grid, box: Box) -> Doubt:
    return Doubt(code, "from_text", grid.place(box.row, box.column))
