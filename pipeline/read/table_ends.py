"""Tables that follow each other with nothing but blank lines between, as a dump prints them.

The end of a table prints two blank lines, an empty paragraph before the next table one more; but so
does a row whose last cell ends in empty paragraphs.  Two tables are believed where the
header comes again, or where telling the parts apart is cheaper than telling them as one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.kinds import HEADING, NO_WORDS, Words, kind
from pipeline.read.row_ends import Entry, part_rows

APART = 2
# How much cheaper two descriptions must be than one, in nats, after three blank lines or more and after two.
PROOF, SCANT = 3.0, 9.0
# How many cells on each side are enough to judge by.
VIEW = 200


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
    if _same_head(left, right):
        return True
    if _counts_on(left, right) or _is_head_of(left, right, words):
        return False
    some, next_ = left[-VIEW:], piece[:VIEW]
    parts = part_rows(some, words).cost + part_rows(next_, words).cost
    proof = PROOF if left[-1].gap > APART else SCANT
    return parts + proof < part_rows([*some, *next_], words).cost


def _same_head(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Ask whether the next cells are the first row again."""
    size = _first_run(left)
    head = [entry.text for entry in left[:size]]
    return size > 1 and any(head) and head == [entry.text for entry in right[:size]]


def _first_run(entries: Sequence[Entry]) -> int:
    return next((at for at, entry in enumerate(entries, 1) if entry.gap), len(entries))


def _is_head_of(left: Sequence[Entry], right: Sequence[Entry], words: Words) -> bool:
    """Ask whether the cells so far are but the names of columns: all known, or one row, as long as the next."""
    if len(left) < VIEW and all(kind(entry.text, words) == HEADING for entry in left):
        return True
    return _first_run(left) == len(left) == _first_run(right)


def _counts_on(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Ask whether the next cell is the number that follows the serials so far."""
    begins = (after.text.strip() for before, after in pairwise(left) if before.gap)
    serials = [int(text) for text in begins if text.isdecimal() and len(text) < 6]
    first = right[0].text.strip()
    return bool(serials) and first.isdecimal() and 0 < int(first[:9]) - serials[-1] <= 3
