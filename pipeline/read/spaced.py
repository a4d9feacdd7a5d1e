"""Tables set with blanks so that their columns stand under each other.

A column ends where a strip of blanks goes through every line.  A Chinese character takes two columns,
and names are padded by blanks too, so only the strips count, never the blanks of one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.profile import Profile
from pipeline.read.is_table import is_table
from pipeline.read.kinds import Words, words_of
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.read.widths import spread
from pipeline.text import blank

STRIP = 2
# How many lines above the column names may be a title in the same block.
TITLES = 3


def spaced(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the blocks of lines through which strips of blanks go, and the paragraphs around them."""
    words = words_of(profile)
    parts: list[Part] = []
    for empty, group in groupby(lines, key=blank):
        block = list(group)
        parts += [] if empty else _block(block, words)
    return parts


def _block(block: list[str], words: Words) -> list[Part]:
    if any("\t" in line for line in block):
        return list(block)
    tried = [(titles, _rows(block[titles:])) for titles in range(min(TITLES, len(block) - 2) + 1)]
    found = [(titles, rows) for titles, rows in tried if len(rows[0]) > 1 and _certain(rows, words)]
    named = [(titles, rows) for titles, rows in found if is_table(rows[:1], words)]
    for titles, rows in [*named, *found]:
        return [*block[:titles], sketched(rows, [doubt("D058")])]
    return list(block)


def _certain(rows: Sequence[Sequence[str]], words: Words) -> bool:
    full = sum(all(row) for row in rows)
    return is_table(rows, words) and (is_table(rows[:1], words) or (len(rows) > 3 and full * 2 > len(rows)))


def _rows(block: Sequence[str]) -> list[list[str]]:
    drawn = [spread(line.replace("\u3000", "  ")) for line in block]
    spans = list(_columns(drawn))
    return [[line[start:end].replace("\0", "").strip() for start, end in spans] for line in drawn]


def _columns(drawn: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where each column begins and ends: between strips of blanks through all lines."""
    far = min(max(map(len, drawn)), 2000)
    used = [any(at < len(line) and line[at] != " " for line in drawn) for at in range(far)]
    start = end = None
    for at, filled in enumerate(used):
        if filled and start is not None and end is not None and at - end >= STRIP:
            yield start, at
            start = at
        if filled:
            start, end = (at if start is None else start), at + 1
    if start is not None:
        yield start, 1 << 30
