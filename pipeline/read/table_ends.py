"""Tables that follow each other with nothing but blank lines between, as a dump prints them.

The end of a table prints two blank lines, an empty paragraph before the next table one more; but so
does a row whose last cell ends in empty paragraphs.  Two tables are believed where the
header or all labels come again, or where telling the parts apart is cheaper than telling them as one table; but
what names no columns goes on with a table that does, unless it is wider or much narrower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.numerals import read_serial
from pipeline.read.kinds import HEADING, NO_WORDS, Words, kind
from pipeline.read.row_ends import Entry, Parted, part_rows

APART = 2
# How much cheaper two descriptions must be than one, in nats, after three blank lines or more, after two,
# and where both have the same number of columns, more than two as forms have.
PROOF, SCANT, ALIKE = 3.0, 9.0, 15.0
# How many cells on each side are enough to judge by.
VIEW = 200
# How many cells at the beginning tell whether columns are named.
HEAD = 8
# How many rows of the next table are enough to know it by.
FEW = 3


def part_tables(entries: Sequence[Entry], words: Words = NO_WORDS) -> Iterator[Sequence[Entry]]:
    """Cut cells that follow each other into tables."""
    cuts = [at for at, entry in enumerate(entries, 1) if entry.gap >= APART and at < len(entries)]
    start = 0
    for at, after in pairwise([*cuts, len(entries)]):
        if _apart(entries[start:at], entries[at : max(after, at + 1)], entries[at:], words):
            yield entries[start:at]
            start = at
    if entries:
        yield entries[start:]


def _apart(left: Sequence[Entry], piece: Sequence[Entry], right: Sequence[Entry], words: Words) -> bool:
    if _same_head(left, right) or _same_labels(left, right):
        return True
    if _counts_on(left, right) or _is_head_of(left, right, words):
        return False
    above = part_rows(left[-VIEW:], words)
    wide = _widest(above, left[-VIEW:])
    # A cell or two between blank lines say nothing about a table that they may begin, but in forms of two columns.
    next_ = right[: FEW * wide] if len(piece) <= wide > 2 else piece[:VIEW]
    below = part_rows(next_, words)
    next_wide = _widest(below, next_)
    if _names(left, words) and not _names(right, words) and wide // 2 < next_wide <= wide:
        return False
    proof = ALIKE if next_wide == wide > 2 else PROOF if left[-1].gap > APART else SCANT
    return above.cost + below.cost + proof < part_rows([*left[-VIEW:], *next_], words).cost


def _names(entries: Sequence[Entry], words: Words) -> bool:
    """Ask whether the first cells name columns."""
    return sum(kind(entry.text, words) == HEADING for entry in entries[:HEAD]) > 0


def _widest(parted: Parted, entries: Sequence[Entry]) -> int:
    return max(end - start for start, end in pairwise((*parted.starts, len(entries))))


def _same_head(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Ask whether the next cells are the first row again, and the second where the first is a line across."""
    size = _first_run(left)
    size += _first_run(left[size:]) if size == 1 else 0
    head = [entry.text for entry in left[:size]]
    return 1 < size < len(left) and any(head) and head == [entry.text for entry in right[:size]]


def _same_labels(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Ask whether all rows but the first begin as those of the table so far: one form, filled in again."""
    labels, again = ([after.text for before, after in pairwise(some) if before.gap] for some in (left, right))
    again = again[: len(labels)]
    return len(labels) > 1 and labels == again and all(label and not read_serial(label) for label in labels)


def _first_run(entries: Sequence[Entry]) -> int:
    return next((at for at, entry in enumerate(entries, 1) if entry.gap), len(entries))


def _is_head_of(left: Sequence[Entry], right: Sequence[Entry], words: Words) -> bool:
    """Ask whether the cells so far are but the names of columns: all known, or one row, as long as the next."""
    if len(left) < VIEW and all(kind(entry.text, words) == HEADING for entry in left):
        return True
    return _first_run(left) == len(left) == _first_run(right)


def _counts_on(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Ask whether the next cell is the number that follows the serials so far."""
    begins = [after.text for before, after in pairwise(left) if before.gap]
    serials = [serial for serial in map(read_serial, begins) if serial]
    first = read_serial(right[0].text)
    if not serials or not first:
        return False
    return 0 < first.number - serials[-1].number <= 3 and first.dress == serials[-1].dress
