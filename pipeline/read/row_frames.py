"""Rows differ in their texts: what stands between these is the same in hundreds of rows, and is read once.

A row is cut into its texts and the frames around them.  A frame that was not met before is closed to a row of its own,
parsed and swept as any row is; only where nothing in it needs care are rows known by it without being parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pipeline.read.ooxml import TR, puller
from pipeline.read.row_moulds import MARK, Frame, Known, Mould, cast, framed, poured
from pipeline.read.row_sweep import Swept

# What closes a frame to a row, with a mark in place of the text at either end.
TEXT_END, ROW_END = b"</w:t>", b"</w:tr>"
EMPTY, OPEN, CLOSE = b"<w:tr/>", b"<w:tr><w:tc><w:p><w:r><w:t>T</w:t>", b">T</w:t></w:r></w:p></w:tc>"
# Word numbers paragraphs and rows for its own use: what sets each apart from the next without showing anywhere.
_ids = re.compile(rb' w(?::rsid\w*|14:paraId|14:textId)="[0-9A-Fa-f]*"')
# Frames worth reading before the first row is known by them, and at all; kinds of rows worth remembering.
TRIED, MANY, MOST = 50, 4000, 1000
# Sweeps a row that stands by itself; None if anything in it needs care.
Plain = Callable[[etree._Element], Swept | None]


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
        known = None if mould is None else poured(mould, texts)
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
        return cast(found) if len(found) == len(read) else None

    def _frame(self, written: bytes, held: dict[bytes, Frame | None], opened: bytes, closed: bytes) -> Frame | None:
        if written not in held:
            row = self._parsed(opened + written + closed + ROW_END)
            held[written] = None if row is None else self._read(row, MARK * bool(opened), MARK * bool(closed))
        return held[written]

    def _read(self, row: etree._Element, opened: str, closed: str) -> Frame | None:
        swept = self.plain(row)
        return None if swept is None else framed(swept, row, opened, closed)

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
