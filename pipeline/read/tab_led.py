"""Tables printed the way of Tika: each cell on lines of its own, led by a tab, rows parted by a blank line.

The blank line that ends a row looks like an empty paragraph in a cell, so ``row_ends`` decides.  The
end of a table prints one more; text after it that is led by no tab stands outside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import Doubt
from pipeline.profile import Profile
from pipeline.read.kinds import Words, words_of
from pipeline.read.row_ends import Entry, Parted, part_rows
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.read.table_ends import part_tables
from pipeline.text import blank

_caption = re.compile(r"\s*(?:附\s*(?:件|表|录)|表\s*[\d一二三四五六七八九十])")


@dataclass
class Block:
    """Cells that follow each other, and the lines that stand before the first."""

    before: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        """Give the cells with the blank lines after each."""
        return [Entry(_text(lines), gap) for lines, gap in zip(self.cells, self.gaps, strict=True)]


def tab_led(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read all tables of a dump, and the paragraphs around them."""
    parts: list[Part] = []
    words = words_of(profile)
    for block in _blocks(lines, profile):
        parts += [line for line in block.before if not blank(line)]
        for entries in part_tables(block.entries(), words):
            parts += _drawn(entries, words)
    return parts


def _blocks(lines: Sequence[str], profile: Profile) -> Iterator[Block]:
    """Cut the lines where a table ends: at text after two blank lines, or after one if it speaks as a caption."""
    block, empty = Block(), 0
    for line in lines:
        if not line:
            empty += 1
        elif line[0] == "\t":
            _close_cell(block, empty)
            block.cells.append([line[1:]])
            empty = 0
        elif not block.cells:
            block.before.append(line)
            empty = 0
        elif empty >= 2 or (empty and _speaks_as_caption(line, profile)):
            _close_cell(block, empty)
            yield block
            block, empty = Block([line]), 0
        else:
            block.cells[-1] += [""] * empty + [line]
            empty = 0
    _close_cell(block, empty)
    yield block


def _close_cell(block: Block, empty: int) -> None:
    if block.cells:
        block.gaps.append(empty)


def _speaks_as_caption(line: str, profile: Profile) -> bool:
    return profile.is_note(line) or profile.is_continued(line) or _caption.match(line) is not None


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _drawn(entries: Sequence[Entry], words: Words) -> list[Part]:
    parted = part_rows(entries, words)
    rows = [[entry.text for entry in entries[start:end]] for start, end in pairwise((*parted.starts, len(entries)))]
    if not _tabular(rows):
        return [text for row in rows for text in row if not blank(text)]
    return [sketched(rows, _doubts(parted, parted.starts))]


def _tabular(rows: Sequence[Sequence[str]]) -> bool:
    return max(map(len, rows)) > 1


def _doubts(parted: Parted, starts: Sequence[int]) -> Iterator[Doubt]:
    """Tell the row ends that might be none, and the blank lines inside rows that might be row ends."""
    for at in parted.doubtful:
        yield doubt("D053", bisect_right(starts, at), 1)
    for at in parted.passed:
        row = bisect_right(starts, at)
        yield doubt("D054", row, at - starts[row - 1] + 1)
