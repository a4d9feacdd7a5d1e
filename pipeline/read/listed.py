"""Tables that a script printed as the lists that a program holds: ``['序号', '任务']``, a row on a line or all on one."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import groupby

from pipeline.profile import Profile
from pipeline.read.sketch import Part, sketched

# What is longer is no line that anybody printed to look at.
LONGEST = 1 << 22


def listed(lines: Sequence[str], profile: Profile) -> list[Part]:  # noqa: ARG001 - all dialects are asked alike
    r"""Read each run of lines that are lists, and the paragraphs around them.

    >>> title, table = listed(["任务表", "['序号', '任务']", r"['1', '修路\n架桥']"], None)
    >>> title, [box.text for box in table.boxes]
    ('任务表', ['序号', '任务', '1', '修路\n架桥'])
    """
    parts: list[Part] = []
    for _, group in groupby([(line, _rows(line)) for line in lines], key=lambda each: bool(each[1])):
        some = list(group)
        rows = [row for _, held in some for row in held]
        parts += [sketched(rows)] if rows and len(rows[0]) > 1 else [line for line, _ in some]
    return parts


def _rows(line: str) -> list[list[str]]:
    """Give the rows of a line: one, or all that a list of lists holds; none if it is no list of texts."""
    seen = line.strip().rstrip(",")
    if seen[:1] != "[" or seen[-1:] != "]" or seen.lstrip("[ ")[:1] not in "'\"N" or len(line) > LONGEST:
        return []
    try:
        held = ast.literal_eval(seen)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    rows = held if isinstance(held, list) and all(isinstance(row, list) for row in held) else [held]
    even = all(isinstance(cell, str | None) for row in rows for cell in row)
    return [[(cell or "").strip() for cell in row] for row in rows] if even else []
