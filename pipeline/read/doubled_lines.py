"""Line ends that a program doubled to part paragraphs: a blank line stands after each line, also after a blank one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

Line = TypeVar("Line")


def undoubled(lines: Sequence[Line], empty: Callable[[Line], bool]) -> list[Line]:
    """Leave out each other blank line of those that follow each other, if one follows on all lines that are not blank.

    >>> from pipeline.text import blank
    >>> undoubled(["修路", "", "", "", "架桥", "", "造林"], blank), undoubled(["修路", "", "架桥", "造林"], blank)
    (['修路', '', '架桥', '造林'], ['修路', '', '架桥', '造林'])
    """
    if any(not empty(line) and not empty(after) for line, after in pairwise(lines)):
        return list(lines)
    kept: list[Line] = []
    run = 0
    for line in lines:
        run = run + 1 if empty(line) else 0
        if run % 2 == 0:
            kept.append(line)
    return kept
