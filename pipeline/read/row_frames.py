"""Rows differ in their texts: what stands between these is the same in hundreds of rows, and is read once.

A row is cut into its texts and the frames around them.  A frame that was not met before is closed to a row of its own,
parsed and swept as any row is; only where nothing in it needs care are rows known by it without being parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.read.numbering import At
from pipeline.read.ooxml import TR, puller
from pipeline.read.row_parts import widths_of
from pipeline.read.row_shape import CONTINUE, NONE, Shape
from pipeline.read.row_sweep import BROKEN, NUMBERED, Swept

# What closes a frame to a row, with a mark in place of the text at either end.
TEXT_END, ROW_END = b"</w:t>", b"</w:tr>"
EMPTY, OPEN, CLOSE, MARK = b"<w:tr/>", b"<w:tr><w:tc><w:p><w:r><w:t>T</w:t>", b">T</w:t></w:r></w:p></w:tc>", "T"
# Parts the cells of a row; marks the place of a text.
APART, PLACE = "\x1f", "%s"
MARKERS = dict.fromkeys(map(ord, ("\n", APART, NUMBERED, BROKEN)))
# What no text may hold: what XML writes otherwise, or not at all, or in a way that the parser changes.
FORBIDDEN, NO_CHARACTER, NOR_THIS = bytes(range(32)) + b"&<", "\ufffe", "\uffff"
# Word numbers paragraphs and rows for its own use: what sets each apart from the next without showing anywhere.
_ids = re.compile(rb' w(?::rsid\w*|14:paraId|14:textId)="[0-9A-Fa-f]*"')
# Frames worth reading before the first row is known by them, and at all; kinds of rows worth remembering.
TRIED, MANY, MOST = 50, 4000, 1000
# Sweeps a row that stands by itself; None if anything in it needs care.
Plain = Callable[[etree._Element], Swept | None]


class Frame(NamedTuple):
    """What stands between two texts: how cells part there, and how the cells lie that begin in it."""

    text: str
    spans: list[int]
    merges: list[int]
    lists: list[At]
    row: etree._Element

    @property
    def widths(self) -> tuple[int, ...]:
        """Give how wide the cells say to be that begin in it."""
        return widths_of(self.row)[-len(self.spans) :] if self.spans else ()


@dataclass
class Mould:
    """What rows of one kind have in common: a form for their texts, how their cells lie, and what numbers them."""

    form: bytes
    shape: Shape
    lists: list[At]
    frames: list[Frame]

    def __post_init__(self) -> None:
        self.end = self.shape.end
        self.lined = b"\n" in self.form or BROKEN.encode() in self.form

    @cached_property
    def wide(self) -> Shape:
        """Give how the cells lie where their widths have to tell."""
        return self.shape._replace(widths=tuple(chain(*[frame.widths for frame in self.frames])))


# A row that needed no parser: the texts of its cells, and what it has in common with others.
Known = tuple[list[str], Mould]


class Frames:
    """The frames and the kinds of rows that were met in a file so far."""

    def __init__(self, head: bytes, plain: Plain) -> None:
        self.head = head
        self.plain = plain
        self.pull: etree.XMLPullParser | None = None
        self.root: etree._Element | None = None
        self.first: dict[bytes, Frame | None] = {}
        self.inner: dict[bytes, Frame | None] = {}
        self.last: dict[bytes, Frame | None] = {}
        self.moulds: dict[tuple[bytes, ...], Mould | None] = {}
        self.known = 0
        self.pay = True

    def row(self, row: bytes) -> Known | None:
        """Give a row, written without its end tag, if all that is new in it is text."""
        parts = row.split(TEXT_END)
        last, frames, texts = parts.pop(), [], []
        for part in parts:
            frame, _, text = part.rpartition(b">")
            frames.append(frame)
            texts.append(text)
        mould = self._mould((*frames, last)) if texts else None
        known = None if mould is None else _poured(mould, texts)
        self.known += known is not None
        return known

    def _mould(self, frames: tuple[bytes, ...]) -> Mould | None:
        mould = self.moulds.get(frames)
        if mould is None and frames not in self.moulds:
            frames = tuple([frame if self._met(frame) else _ids.sub(b"", frame) for frame in frames])
            mould = self.moulds[frames] if frames in self.moulds else self._cast(frames)
            self._remember(frames, mould)
        return mould

    def _met(self, frame: bytes) -> bool:
        return frame in self.inner or frame in self.first or frame in self.last

    def _remember(self, frames: tuple[bytes, ...], mould: Mould | None) -> None:
        """Remember a kind of row; where each row has frames of its own, the parser is faster."""
        if len(self.moulds) == MOST:
            self.moulds.clear()
        self.moulds[frames] = mould
        self.pay = len(self.first) + len(self.inner) + len(self.last) < min(TRIED + self.known // 4, MANY)

    def _cast(self, frames: tuple[bytes, ...]) -> Mould | None:
        """Put the frames of a row together."""
        read = [
            self._frame(frames[0], self.first, b"", CLOSE),
            *[self._frame(frame, self.inner, OPEN, CLOSE) for frame in frames[1:-1]],
            self._frame(frames[-1], self.last, OPEN, b""),
        ]
        found = [frame for frame in read if frame is not None]
        return _cast(found) if len(found) == len(read) else None

    def _frame(self, written: bytes, held: dict[bytes, Frame | None], opened: bytes, closed: bytes) -> Frame | None:
        if written not in held:
            row = self._parsed(opened + written + closed + ROW_END)
            held[written] = None if row is None else self._read(row, MARK * bool(opened), MARK * bool(closed))
        return held[written]

    def _read(self, row: etree._Element, opened: str, closed: str) -> Frame | None:
        swept = self.plain(row)
        return None if swept is None else _framed(swept, row, opened, closed)

    def _parsed(self, row: bytes) -> etree._Element | None:
        """Parse a row below the root of its file; None for what is more than a row, or no XML by itself."""
        if b"<!" in row or b"<?" in row:
            return None
        pull, self.pull = self.pull or self._begun(), None
        if pull is None:
            return None
        try:
            pull.feed(row)
        except etree.XMLSyntaxError:
            return None
        found = [element for _, element in pull.read_events() if isinstance(element, etree._Element)]
        if len(found) != 1 or found[0].getparent() is not self.root or pull.feed_error_log:
            return None
        self.pull = pull
        return found[0]

    def _begun(self) -> etree.XMLPullParser | None:
        """Begin to parse below a root of its own; None below one that is no XML."""
        pull = puller("end", TR)
        try:
            pull.feed(self.head + EMPTY)
        except etree.XMLSyntaxError:
            return None
        rows = [element for _, element in pull.read_events() if isinstance(element, etree._Element)]
        self.root = rows[0].getparent() if rows else None
        return pull if rows else None


def _framed(swept: Swept, row: etree._Element, opened: str, closed: str) -> Frame | None:
    """Make a frame of the row that it was closed to; None where a cell is in it that no row owns, or text of its own."""
    text = APART.join([cell[0] for cell in swept.cells])
    marked = text.startswith(opened) and text.endswith(closed) and text.translate(MARKERS) == opened + closed
    if not marked or (opened and swept.cells[0][1:] != (1, NONE)):
        return None
    begun = swept.cells[len(opened) :]
    return Frame(
        text[len(opened) : len(text) - len(closed)], [cell[1] for cell in begun], [cell[2] for cell in begun],
        [at for lists in swept.lists.values() for at in lists], row,
    )  # fmt: skip


def _cast(frames: list[Frame]) -> Mould | None:
    form = PLACE.join([frame.text for frame in frames])
    shape = Shape(tuple(chain(*[frame.spans for frame in frames])), tuple(chain(*[frame.merges for frame in frames])))
    if not shape.spans or (NUMBERED in form and _may_be_hidden(form.split(APART), shape.merges)):
        return None
    return Mould(form.encode(), shape, list(chain(*[frame.lists for frame in frames])), frames)


def _may_be_hidden(texts: Iterable[str], merges: Iterable[int]) -> bool:
    """Ask whether a number stands in a cell that goes on from above: whether it counts depends on the row there."""
    return any(NUMBERED in text and merge == CONTINUE for text, merge in zip(texts, merges, strict=True))


def _poured(mould: Mould, texts: list[bytes]) -> Known | None:
    """Pour texts into a mould, if they hold nothing that a parser would read otherwise, or refuse."""
    joined = b" ".join(texts)
    if len(joined.translate(None, FORBIDDEN)) < len(joined):
        return None
    try:
        written = (mould.form % tuple(texts)).decode()
    except UnicodeDecodeError:
        return None
    if NO_CHARACTER in written or NOR_THIS in written:
        return None
    if mould.lined and not mould.lists:
        return [cell.strip("\n") for cell in written.replace(BROKEN, "\n").split(APART)], mould
    return written.split(APART), mould
