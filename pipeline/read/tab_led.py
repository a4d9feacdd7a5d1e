"""Tables printed the way of Tika: each cell on lines of its own, led by a tab, rows parted by a blank line.

The blank line that ends a row looks like an empty paragraph in a cell, so ``row_ends`` decides.  The
end of a table prints one more; text after it that is led by no tab stands outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import Doubt
from pipeline.profile import Profile
from pipeline.read.is_table import is_table
from pipeline.read.kinds import HEADING, Words, kind, words_of
from pipeline.read.outdent import leading, lines_on_top, speaks_as_caption, trailing
from pipeline.read.row_ends import Entry, Parted, part_rows
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.read.tab_habit import leads_cells, with_led_rows
from pipeline.read.table_ends import part_tables
from pipeline.text import blank

# How many cells tell the habits of a table whose end is in question, and how many lines may stand in a cell there.
VIEW, INSIDE = 200, 5
# How many of the next cells tell whether they name columns.
HEAD = 8


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
    if not leads_cells(lines):
        return []
    parts: list[Part] = []
    words = words_of(profile)
    for block in _healed(_blocks(with_led_rows(lines), profile), profile, words):
        parts += [line for line in block.before if not blank(line)]
        for entries in part_tables(block.entries(), words):
            parts += _drawn(entries, profile, words)
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
        elif empty >= 2 or (empty and speaks_as_caption(line, profile)):
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


def _healed(blocks: Iterable[Block], profile: Profile, words: Words) -> Iterator[Block]:
    """Put blocks together again where the text between them stands inside a cell, for the row goes on after it."""
    held = Block()
    for block in blocks:
        if held.cells and block.cells and _goes_on(held, block, profile, words):
            held.cells[-1] += [""] * held.gaps.pop() + block.before
            held = Block(held.before, held.cells + block.cells, [*held.gaps, 0, *block.gaps])
        else:
            yield held
            held = block
    yield held


def _goes_on(held: Block, block: Block, profile: Profile, words: Words) -> bool:
    """Ask whether the last row wants as many cells as the next ones have that nothing parts.

    A total of few cells wants more, too; but lines that speak of a table, and names of columns, begin another.
    """
    if any(speaks_as_caption(line, profile) for line in block.before):
        return False
    if sum(kind("\n".join(cell), words) == HEADING for cell in block.cells[:HEAD]) > 1:
        return False
    entries = held.entries()[-VIEW:]
    starts = part_rows(entries, words).starts
    sizes = [end - start for start, end in pairwise((*starts, len(entries)))]
    usual = Counter(sizes).most_common(1)[0][0]
    run = next((at for at, gap in enumerate(block.gaps, 1) if gap), len(block.gaps))
    return len(sizes) > 2 and sizes[-1] < usual == sizes[-1] + run and len(block.before) <= INSIDE


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _drawn(held: Sequence[Entry], profile: Profile, words: Words) -> list[Part]:
    top = lines_on_top([entry.text for entry in held], [entry.gap for entry in held], words)
    above, entries = [[entry.text] for entry in held[:top]], held[top:]
    parted = part_rows(entries, words)
    starts = list(parted.starts)
    rows = [[entry.text for entry in entries[start:end]] for start, end in pairwise((*starts, len(entries)))]
    if not is_table(rows, words, entries[-1].gap > 1):
        return _paragraphs([*above, *rows])
    ended = [start > 0 and entries[start - 1].gap > 1 for start in starts]
    extra, behind = leading(rows, words), trailing(rows, ended, profile, words)
    head, rows[0], starts[0] = rows[0][:extra], rows[0][extra:], extra
    count = len(rows) - behind
    told = [doubt("D060")] * _uneven(rows[:count]) + list(_doubts(parted, [-1] * top + starts[:count]))
    return [*head, sketched([*above, *rows[:count]], told), *_paragraphs(rows[count:])]


def _uneven(rows: Sequence[Sequence[str]]) -> bool:
    """Ask whether rows differ so much in length that they may end elsewhere, as a dump of merged cells does not tell."""
    lengths = Counter(map(len, rows))
    usual, count = lengths.most_common(1)[0]
    mixed = count * 2 < len(rows) or (count * 2 == len(rows) and len(lengths) > 2)
    return len(rows) > 2 and (mixed or max(map(len, rows)) > 2 * usual or (usual == 1 and len(lengths) > 1))


def _paragraphs(rows: Sequence[Sequence[str]]) -> list[Part]:
    return [text for row in rows for text in row if not blank(text)]


def _doubts(parted: Parted, starts: Sequence[int]) -> Iterator[Doubt]:
    """Tell the row ends that might be none, and the blank lines inside rows that might be row ends."""
    for at in parted.doubtful:
        yield doubt("D053", bisect_right(starts, at), 1)
    for at in parted.passed:
        row = bisect_right(starts, at)
        yield doubt("D054", row, at - starts[row - 1] + 1)
