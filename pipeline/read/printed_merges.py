"""Merges in a header, and lines across a table, that a dump prints as blanks or as the same text again.

What a merge covers is blank in CSV and in Markdown; scripts over Word's cells print its text in each.  In the
rows of records equal neighbours are no merge.  But names in storeys fit each other as a key its lock: where the
upper storey says nothing new the lower one does, and where the lower one says nothing new the upper one did.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Box
from pipeline.numerals import plain_number
from pipeline.read.kinds import SENTENCE, kind
from pipeline.read.sketch import Sketch
from pipeline.text import blank, visible

# A line across a table has more characters than a mark that happens to stand in each column, and more columns.
SHORTEST, WIDE = 4, 3
# How many rows on top may be lines, how many storeys of names there are, and how long a name is.
LINES, HIGHEST, LONGEST = 4, 4, 40
Texts = Sequence[str]


def with_merges(sketch: Sketch) -> Sketch:
    """Lay out as one box each line across the table, and each name that stands over several storeys or columns.

    >>> from pipeline.read.sketch import sketched
    >>> spans = lambda *rows: [box for box in with_merges(sketched(rows)).boxes if box.down * box.across > 1]
    >>> for box in spans(["序号", "单位", "", "备注"], ["", "主办", "协办", ""], ["1", "甲局", "", "乙局"]): print(*box)
    序号 1 1 2 1
    单位 1 2 1 2
    备注 1 4 2 1
    >>> for box in spans(["序号", "单位", "单位"], ["序号", "主办", "协办"], ["一、修路"] * 3, ["1", "甲局", "甲局"]): print(*box)
    序号 1 1 2 1
    单位 1 2 1 2
    一、修路 3 1 1 3

    Equal texts of records side by side, or in rows that follow each other, are no merge.

    >>> spans(["序号", "主办", "协办"], ["1", "甲局", "甲局"], ["2", "甲局", "甲局"])
    []
    """
    rows = _full_rows(sketch)
    top = _lines_on_top(rows)
    below = [] if _is_line(rows[top]) else range(top + 1, len(rows))
    lines = {*range(top), *(at for at in below if _is_line(rows[at]))}
    named = _storeys(rows[top : top + HIGHEST], top + 1)
    laid = {*lines, *(box.row - 1 for box in named)}
    if not laid:
        return sketch
    boxes = [box for box in sketch.boxes if box.row - 1 not in laid]
    boxes += [*named, *(Box(rows[at][0], at + 1, 1, 1, sketch.width) for at in lines)]
    return sketch._replace(boxes=tuple(sorted(boxes, key=lambda box: box[1:3])))


def _full_rows(sketch: Sketch) -> list[list[str]]:
    """Give the texts of each row, none of one that ends early or holds a merge that the dump draws."""
    rows: list[list[str]] = [[] for _ in range(sketch.height)]
    for box in sketch.boxes:
        if box.down * box.across == 1:
            rows[box.row - 1].append(box.text)
    return [row if len(row) == sketch.width else [] for row in rows]


def _lines_on_top(rows: Sequence[Texts]) -> int:
    """Count the rows before the names of columns that are one text each, its merge printed in one way or the other."""
    count = next((at for at, row in enumerate(rows) if not (_is_line(row) or _stands_alone(row))), len(rows))
    names = rows[count] if count < len(rows) else []
    return count if count <= LINES and sum(not blank(name) for name in names) >= WIDE and not blank(names[0]) else 0


def _is_line(row: Texts) -> bool:
    """Ask whether a row is one text, printed again in each column."""
    text = visible(row[0]) if len(row) >= WIDE else ""
    return len(text) >= SHORTEST and plain_number(text) is None and all(visible(each) == text for each in row)


def _stands_alone(row: Texts) -> bool:
    return len(row) >= WIDE and not blank(row[0]) and all(map(blank, row[1:]))


def _storeys(rows: Sequence[Texts], top: int) -> list[Box]:
    """Lay out the names of columns that stand in storeys from the row ``top`` on; none where there is but one storey."""
    done: list[Box] = []
    lowest = _parted(Box("", top, 1, 1, len(rows[0])), rows[0]) if rows else []
    for at, row in enumerate(rows[1:], top + 1):
        below = [_parted(box._replace(row=at), row) if row else [] for box in lowest]
        if not _fits(lowest, below):
            break
        done += [box for box, parts in zip(lowest, below, strict=True) if parts]
        lowest = [
            each
            for box, parts in zip(lowest, below, strict=True)
            for each in parts or [box._replace(down=box.down + 1)]
        ]
    return [*done, *lowest] if done else []


def _parted(above: Box, row: Texts) -> list[Box]:
    """Part what stands below a name wherever the row says something new; give nothing if it is silent there."""
    parts: list[Box] = []
    columns = range(above.column, above.column + above.across)
    if above.text and all(_silent(row[column - 1], above.text) for column in columns):
        return parts
    for column in columns:
        if parts and _silent(row[column - 1], parts[-1].text):
            parts[-1] = parts[-1]._replace(across=parts[-1].across + 1)
        else:
            parts.append(Box(row[column - 1], above.row, column))
    return parts


def _silent(text: str, said: str) -> bool:
    return blank(text) or visible(text) == visible(said)


def _fits(lowest: Sequence[Box], below: Sequence[Sequence[Box]]) -> bool:
    """Ask whether a row is one more storey: it parts a wide name, is silent below another or parts them all."""
    parted = [box.across > 1 and len(parts) > 1 for box, parts in zip(lowest, below, strict=True)]
    if not any(parted) or not (all(parted) or not all(below)):
        return False
    led = all(not _silent(parts[0].text, box.text) for box, parts in zip(lowest, below, strict=True) if parts)
    return led and all(_may_name(part.text) for parts in below for part in parts)


def _may_name(text: str) -> bool:
    return len(text) <= LONGEST and kind(text) != SENTENCE and plain_number(text) is None
