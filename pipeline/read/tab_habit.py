"""Tabs that lead a cell in one dump and part two cells in another."""

from __future__ import annotations

from collections.abc import Sequence


def leads_cells(lines: Sequence[str]) -> bool:
    """Ask whether tabs lead cells here, each on a line of its own, rather than part the cells of a line.

    A row that begins with a blank cell is led by a tab, too, but it follows a line that tabs part.

    >>> leads_cells(["\\t1", "\\t修路"]), leads_cells(["1\\t修路", "\\t造林"])
    (True, False)
    """
    led = [line[:1] == "\t" for line in lines]
    plain = sum(line[:1] == "\t" and "\t" not in line[1:] for line in lines)
    groups = follows = 0
    for at in range(len(lines)):
        if led[at] and (at == 0 or not led[at - 1]):
            groups += 1
            follows += at > 0 and "\t" in lines[at - 1]
    return plain * 2 > sum(led) and follows * 3 <= groups
