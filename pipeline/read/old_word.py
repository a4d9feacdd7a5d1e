"""A table with which a .doc ends, no paragraph after it: LibreOffice 7.4 reads it as paragraphs without cells."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Doubt, Grid, Place

# [MS-DOC] 2.4.3: U+0007 ends a cell, one more the row.  Word itself puts a paragraph after every table; others do not,
# and then nothing but the padding of the stream follows.
_last_row = re.compile(rb"\x07\0\x07\0(?:\0\0){8}")
ROW_END = b"\x07\0\x07\0"
# More bytes than these hold no row.
LONGEST = 1 << 16


def last_row(data: bytes) -> list[str]:
    """Give the cells of the row with which the text of a .doc seems to end; none if it ends otherwise.

    >>> last_row("一\\r甲\\x07\\x071\\x07修路\\x07\\x07".encode("utf-16-le") + bytes(20))
    ['1', '修路']
    >>> last_row("甲\\x07\\x07\\r".encode("utf-16-le") + bytes(20))
    []
    """
    found = _last_row.search(data)
    if found is None:
        return []
    before = data[max(found.start() - LONGEST, 0) : found.start()]
    start = before.rfind(ROW_END) + len(ROW_END) if ROW_END in before else len(before) & 1
    return before[start:].decode("utf-16-le", "replace").rpartition("\r")[2].split("\x07")


def tell_lost_table(grids: tuple[Grid, ...], data: bytes) -> tuple[Grid, ...]:
    """Tell of a table that LibreOffice made paragraphs of: the cells of its last row stand at the end of one.

    >>> data = "甲\\x07乙\\x07\\x073\\x074\\x07\\x07".encode("utf-16-le") + bytes(20)
    >>> told(tell_lost_table((grid("序号|任务; 1|修路", after=("附件2", "甲乙34")),), data)[0])
    D020 0:0 text=3｜4
    >>> told(tell_lost_table((grid("序号|任务; 1|修路", after=("附件2",)),), data)[0])
    """
    row = last_row(data)
    if not any(row) or not any(line.endswith("".join(row)) for grid in grids for line in grid.after):
        return grids
    lost = Doubt("D020", "from_office", Place(1, 0, 0), facts={"text": "｜".join(row)})
    return (replace(grids[0], doubts=(lost, *grids[0].doubts)), *grids[1:])
