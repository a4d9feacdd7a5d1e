"""Tabs that lead a cell in one dump and part two cells in another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def leads_cells(lines: Sequence[str]) -> bool:
    """Ask whether tabs lead cells here, each on a line of its own, rather than part the cells of a line.

    A row that begins with a blank cell is led by a tab, too, but it follows a line that tabs part.

    >>> leads_cells(["\\t1", "\\t修路"]), leads_cells(["1\\t修路", "\\t造林"])
    (True, False)
    """
    led = [line[0] == "\t" for line in lines if line]
    plain = sum(line[:1] == "\t" and "\t" not in line[1:] for line in lines)
    together = sum(map(all, pairwise(led)))
    begins = [at for at, line in enumerate(lines) if line[:1] == "\t" and (at == 0 or lines[at - 1][:1] != "\t")]
    follows = sum(at > 0 and "\t" in lines[at - 1] for at in begins)
    return plain * 2 > sum(led) and together * 4 >= sum(led) and follows * 3 <= len(begins)


def with_led_rows(lines: Sequence[str]) -> list[str]:
    """Lead each row by a tab where the dump leads all cells but the first of a row by one.

    >>> with_led_rows(["序号", "\\t任务", "", "1", "\\t修路", "", "2", "\\t造林"])[3]
    '\\t1'
    """
    begins = [at for at, line in enumerate(lines) if line and (at == 0 or not lines[at - 1])]
    bare = [at for at in begins if lines[at][0] != "\t" and lines[at + 1 : at + 2] and lines[at + 1][:1] == "\t"]
    led = sum(lines[at][0] == "\t" for at in begins)
    if len(bare) < 2 or len(bare) <= 3 * led:
        return list(lines)
    changed = set(bare)
    return ["\t" + line if at in changed else line for at, line in enumerate(lines)]
