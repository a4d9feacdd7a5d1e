"""Rows in which all is known but the text are taken out of the main part before it is parsed: parsing is what costs.

Where they stood the parser meets a mark.  Everything else, and every row that needs care, reaches it as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.read.ooxml import W
from pipeline.read.row_frames import ROW_END, Frames, Plain
from pipeline.read.row_moulds import Known

STARTS = (b"<w:tr>", b"<w:tr ")
# A row that is longer than this has little in common with others.
LONGEST = 1 << 16
TARGET = "fubiao-rows"
# How a main part begins that is written as Word writes it: in UTF-8, under Word's own names.
_prolog = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s(?![^>]*encoding=.(?!utf-?8.))[^>]*>)?\s*<w:document\s", re.IGNORECASE
)
WORD = b' xmlns:w="%s"' % W.encode()
_rows = re.compile(rb"<w:tr[\s>]")
_holders = re.compile(rb"<(/?)(?:[\w.-]+:)?(tbl|p)(?:\s(?:[^>]*[^/>])?)?>")
# Beyond one of these, bytes may not mean what they seem to: a comment, CDATA, a mark like ours, another meaning of w.
_strange = re.compile(rb"<[!?]|xmlns:w\s*=")


class KnownRows:
    """The known rows of a main part, kept until their mark is met."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.depth = 0
        self.open = 0
        # Paragraphs that are open, and how many of them stand around the table.
        self.paragraphs = self.around = 0
        self.strange = False
        self.marks = 0
        self.blocks: dict[str, list[Known]] = {}

    def at(self, mark: etree._Element) -> list[Known]:
        """Give the rows that stood where a mark stands."""
        return self.blocks.pop(mark.text or "", []) if mark.target == TARGET else []  # type: ignore[attr-defined]

    def without(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Give what the parser must see of a main part that comes in pieces."""
        left = iter(pieces)
        held = next(left, b"")
        head = _head(held)
        if head:
            yield head
            frames, at = Frames(head, self.plain), len(head)
            for piece in left:
                written, at = self._marked(held, at, frames)
                yield written
                if len(held) - at > LONGEST:
                    cut = _cut_tags(held, at)
                    yield self._seen(held[at:cut])
                    at = cut
                held, at = held[at:] + piece, 0
            written, at = self._marked(held, at, frames)
            yield written
            held = held[at:]
        yield held
        yield from left

    def _marked(self, written: bytes, at: int, frames: Frames) -> tuple[bytes, int]:
        """Give what is written from a place to the end of the last row, with a mark for rows that are known, and that end."""
        seen: list[bytes] = []
        block: list[Known] = []
        # One row after the other: to cut all at once would take as much memory again.
        while (end := written.find(ROW_END, at)) >= 0:
            row, at = written[at:end], end + len(ROW_END)
            if not row.startswith(STARTS):
                before, row = _cut(row)
                block = self._set_mark(block, seen)
                seen.append(self._seen(before))
            may_be_known = row and len(row) <= LONGEST and frames.pay and self._row_of_table()
            known = frames.row(row) if may_be_known else None
            if known is not None:
                block.append(known)
            else:
                block = self._set_mark(block, seen)
                seen += self._seen(row), ROW_END
                self.open = max(0, self.open - 1)
        self._set_mark(block, seen)
        return b"".join(seen), at

    def _row_of_table(self) -> bool:
        """Ask whether a row here is one of the text's own tables; in a cell or paragraph nobody looks for a mark."""
        return self.depth == 1 and not self.open and self.paragraphs == self.around and not self.strange

    def _seen(self, written: bytes) -> bytes:
        """Follow how deep in tables, rows and paragraphs we are through what goes to the parser."""
        if written:
            self.open += len(_rows.findall(written))
            for end, holder in _holders.findall(written):
                if holder == b"p":
                    self.paragraphs += -1 if end else 1
                else:
                    self.depth += -1 if end else 1
                    self.around = self.paragraphs if self.depth == 1 and not end else self.around
            self.strange = self.strange or _strange.search(written) is not None
        return written

    def _set_mark(self, block: list[Known], written: list[bytes]) -> list[Known]:
        """Let a mark stand for a block of rows, if there are any, and give an empty one."""
        if block:
            self.marks += 1
            self.blocks[str(self.marks)] = block
            written.append(b"<?%s %d?>" % (TARGET.encode(), self.marks))
        return []


def _cut_tags(written: bytes, at: int) -> int:
    """Give where the last tag begins; one that is longer than any honest one is cut."""
    last = written.rfind(b"<", at)
    return last if last > at else len(written)


def _cut(written: bytes) -> tuple[bytes, bytes]:
    """Part what stands before a row from it."""
    start = max(map(written.rfind, STARTS))
    return (written, b"") if start < 0 else (written[:start], written[start:])


def _head(written: bytes) -> bytes:
    """Give a main part up to the end of the tag that it begins with, if there a plain w means Word's names."""
    begun = _prolog.match(written)
    head = written[: written.find(b">", begun.end()) + 1] if begun else b""
    return head if WORD in head and not head.endswith(b"/>") else b""
