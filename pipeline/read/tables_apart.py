"""Tables that follow each other in a text whose rows are lines: where other names of columns begin another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.profile import Profile
from pipeline.read.kinds import HEADING, TITLED, Words, kind, words_of
from pipeline.read.outdent import speaks_as_caption
from pipeline.text import blank

Line = list[str]


def tables_apart(lines: Sequence[Line], profile: Profile) -> Iterator[Sequence[Line]]:
    """Cut before what stands above the names of columns: a title after a blank line, a caption, else the line above.

    >>> from pipeline.profile import default_profile
    >>> lines = ["序号,任务,单位", "1,修路,甲局", "附件2", "名单", "姓名,电话", "王亮,138"]
    >>> [len(part) for part in tables_apart([line.split(",") for line in lines], default_profile())]
    [2, 4]

    The same names again begin another table only below a title; above it the last cell may go on.

    >>> lines = ["序号,单位", "1,甲局", "乙局", "序号,单位", "2,丙局", "二、其他", "序号,单位", "1,丁局"]
    >>> [len(part) for part in tables_apart([line.split(",") for line in lines], default_profile())]
    [5, 3]
    """
    words = words_of(profile)
    named = [at for at, line in enumerate(lines) if _names(line, words)]
    begun, head = 0, next((at for at, line in enumerate(lines) if len(line) > 1), len(lines))
    for at in named:
        if not any(len(line) == len(lines[head]) for line in lines[head + 1 : at]):  # a storey of the names above
            continue
        again = any(lines[each] == lines[at] for each in named if head <= each < at)
        cut = _title(lines, at, again, profile)
        if cut is not None:
            yield lines[begun:cut]
            begun, head = cut, at
    yield lines[begun:]


def _title(lines: Sequence[Line], at: int, again: bool, profile: Profile) -> int | None:
    """Give the line at which the title of the table begins whose names stand at a line; None if it is no other one."""
    first = at
    while len(lines[first - 1]) == 1:
        first -= 1
    above = [line[0] for line in lines[first:at]]
    if above and blank(above[0]) and not all(map(blank, above)):
        return first
    for line, text in enumerate(above, first):
        if speaks_as_caption(text, profile) or kind(text) == TITLED:
            return line
    return None if again else max(first, at - 1)


def _names(line: Line, words: Words) -> bool:
    names = {cell for cell in line if kind(cell, words) == HEADING}  # a total printed again in each cell is but one
    return len(names) > 1 and len(names) * 2 >= sum(not blank(cell) for cell in line)
