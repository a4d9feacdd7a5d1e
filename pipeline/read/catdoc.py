"""Where catdoc's tabs and blank lines stand: at the end of a row whose last cell is blank.

It prints a tab for the end of a cell and a blank line for the end of a paragraph, of a row and of a table
alike; of two ends together, as a blank last cell has them, the second comes after the end of the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.profile import Profile
from pipeline.read.tab_rows import Line, is_empty
from pipeline.text import blank, visible


def with_last_cells(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """Give a row its blank last cell, whose tab stands before the next serial; only where serials come first.

    >>> from pipeline.profile import default_profile
    >>> with_last_cells([["序号", "任务", "备注"], ["1", "修路"], ["", "2", "架桥", "续建"]], default_profile())[1:]
    [['1', '修路', ''], ['2', '架桥', '续建']]
    """
    first = next((line for line in lines if len(line) > 1), [""])
    if visible(first[0]) not in profile.role("serial"):
        return list(lines)
    made: list[Line] = []
    last = -1
    for line in lines:
        late = last >= 0 and len(line) > 1 and blank(line[0]) and (blank("".join(line)) or _counts(line[1]))
        if late:
            made[last] = [*made[last], ""]
        made.append(line[1:] if late else line)
        last = last if is_empty(line) else len(made) - 1
    return made


def _counts(cell: str) -> bool:
    return cell.strip().isascii() and cell.strip().isdigit()
