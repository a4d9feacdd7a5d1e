"""Tables whose cells are parted by tabs, a row on a line, as copy-and-paste, catdoc and older Tika give them.

A cell of several paragraphs breaks its line, so a row may be several lines.  The rows are found by
their count of tabs and by where serials stand; a cell that a spreadsheet quoted is unquoted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.profile import Profile
from pipeline.read.catdoc import with_last_cells
from pipeline.read.doubled_lines import undoubled
from pipeline.read.is_table import is_named, is_table
from pipeline.read.kinds import Words, words_of
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.read.tab_habit import leads_cells
from pipeline.read.tab_rows import is_empty, rows_of_lines
from pipeline.read.tables_apart import tables_apart
from pipeline.text import facts_only


def tab_parted(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables of a text in which lines hold tabs, and the paragraphs around them."""
    if leads_cells(lines):
        return []
    words = words_of(profile)
    cells = with_last_cells(_unquoted(lines), profile)
    return [part for block in _blocks(cells) for piece in tables_apart(block, profile) for part in _parts(piece, words)]


def _unquoted(lines: Sequence[str]) -> list[list[str]]:
    """Cut lines at tabs; a quoted cell may hold line breaks, as Excel copies them."""
    if any('\t"' in line or line.startswith('"') for line in lines) and not sum(line.count('"') for line in lines) % 2:
        return [row or [""] for row in csv.reader((line + "\n" for line in lines), delimiter="\t")]
    return [line.split("\t") for line in lines]


def _blocks(lines: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Cut where two blank lines or more stand together, and set lines apart that stand before any tab."""
    for empty, group in groupby(_marked(lines), key=lambda each: each[0]):
        if not empty:
            yield [line for _, line in group]


def _marked(lines: Sequence[list[str]]) -> Iterator[tuple[bool, list[str]]]:
    for at, line in enumerate(lines):
        alone = is_empty(line) and (
            at + 1 == len(lines) or is_empty(lines[at + 1]) or (at > 0 and is_empty(lines[at - 1]))
        )
        yield alone, line


def _parts(block: Sequence[list[str]], words: Words) -> list[Part]:
    tabbed = _tabbed(block)
    if not tabbed:
        return [line[0] for line in block if not is_empty(line)]
    start, end = tabbed[0], _end(block, tabbed[-1])
    lines = undoubled(block[start:end], is_empty)
    rows, doubtful = rows_of_lines(lines, words)
    before = ["\t".join(line) for line in block[:start] if not is_empty(line)]
    after = [line[0] for line in block[end:] if not is_empty(line)]
    if not is_table(rows, words) or not _certain(lines, rows, words):
        return [*before, *("\t".join(line) for line in block[start:end] if not is_empty(line)), *after]
    return [*before, sketched(rows, [doubt("D053", row, 1) for row in doubtful]), *after]


def _tabbed(block: Sequence[list[str]]) -> list[int]:
    """Give the lines with tabs, but for facts on top: 填报单位：…, which stand above the names of columns."""
    tabbed = [at for at, line in enumerate(block) if len(line) > 1]
    names = next((at for at, line in enumerate(tabbed) if not facts_only(block[line])), 0)
    return tabbed[names:]


def _certain(lines: Sequence[list[str]], rows: Sequence[list[str]], words: Words) -> bool:
    """Ask whether the tabs part cells: most rows are full, and either the columns are named or most lines hold tabs."""
    width = max(map(len, rows))
    whole = sum(len(row) == width for row in rows) * 2 > len(rows)
    tabbed = sum(len(line) > 1 for line in lines)
    # Serials in the middle of cells: catdoc lost tabs, and the rows with them.
    lost = sum(line.strip().isdecimal() for row in rows for cell in row for line in cell.split("\n")[1:])
    return (
        whole
        and len(rows) > 1
        and lost * 5 <= len(rows)
        and (is_named(rows, words) or (len(rows) > 2 and tabbed * 5 >= 3 * len(lines)))
    )


def _end(block: Sequence[list[str]], last: int) -> int:
    """Give the line after the table: lines that follow its last tab without a blank line belong to its last cell."""
    end = last + 1
    while end < len(block) and not is_empty(block[end]) and len(block[end][0]) < 20:
        end += 1
    return end
