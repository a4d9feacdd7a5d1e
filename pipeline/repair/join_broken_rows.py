"""One record that the end of a page broke over two rows."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Cell, Column, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, visible

# A text that stops after one of these has come to its end.
ENDS = "。；;！!？?）)】”"
# A text shorter than this is a label; labels need no full stop.
LABEL = 12
LISTS = ("person", "unit")
# After one of these no text and no list has come to its end.
OPEN = "，,、（(《"


def join_broken_rows(table: Table, profile: Profile) -> Fixed:
    """Join a row without a serial to the one above where all that it prints goes on with what broke off there.

    >>> spec = "序号:serial|任务:text|单位:unit; 1|大力推进老旧小区改造和道路建设，持续完善|甲局; |基础设施。|; 2|架桥。|乙局"
    >>> fixed = join_broken_rows(table(spec), profile)
    >>> show(fixed)
    序号 | 任务 | 单位
    1 | 大力推进老旧小区改造和道路建设，持续完善基础设施。 | 甲局
    2 | 架桥。 | 乙局
    >>> told(fixed)
    R107 3:2 '基础设施。' -> '大力推进老旧小区改造和道路建设，持续完善基础设施。' inferred

    A list that stands open goes on with it; a record that lacks only its serial has people or units of its own, and stays.

    >>> spec = "序号:serial|任务:text|单位:unit; 1|完成老旧小区改造和县道大修工程建设|甲局; |完成污水管网改造|乙局"
    >>> join_broken_rows(table(spec), profile).repairs
    ()
    """
    rows: list[Row] = []
    repairs: list[Repair] = []
    for row in table.rows:
        if rows and goes_on(rows[-1], row, table.columns):
            whole = _joined(rows[-1], row, table.columns)
            repairs += _told(rows[-1], row, whole, table.columns)
            rows[-1] = whole
        else:
            rows.append(row)
    return Fixed(replace(table, rows=tuple(rows)), tuple(repairs)) if repairs else Fixed(table)


def goes_on(above: Row, row: Row, columns: tuple[Column, ...]) -> bool:
    """Ask whether a row is the rest of the one above it."""
    serials = [at for at, column in enumerate(columns) if column.role == "serial"]
    filled = [at for at, cell in enumerate(row.cells) if _own(cell) and not columns[at].made]
    texts = [at for at in filled if columns[at].role == "text"]
    lists = [at for at in filled if columns[at].role in LISTS]
    if not serials or not filled or len(texts) + len(lists) < len(filled) or not _own(above.cells[serials[0]]):
        return False
    tops = [above.cells[at].text for at in texts]
    broken = any(_open(top) for top in tops)
    return all(map(_breaks_off, tops)) and all(_list_goes_on(above.cells[at].text, broken) for at in lists)


def _list_goes_on(text: str, broken: bool) -> bool:
    """Ask whether people or units may go on below: their list stands open, or has not begun and a sentence is broken."""
    return broken if blank(text) else _open(text)


def _open(text: str) -> bool:
    return not blank(text) and visible(text)[-1] in OPEN


def _own(cell: Cell) -> bool:
    return cell.origin is None and not blank(cell.text)


def _breaks_off(text: str) -> bool:
    seen = visible(text)
    return _open(text) or (len(seen) >= LABEL and seen[-1] not in ENDS)


def _joined(above: Row, row: Row, columns: tuple[Column, ...]) -> Row:
    cells = tuple(
        _whole(top, cell) if _own(cell) and not column.made else top
        for top, cell, column in zip(above.cells, row.cells, columns, strict=True)
    )
    return above._replace(cells=cells, last=row.last)


def _whole(top: Cell, cell: Cell) -> Cell:
    return cell if blank(top.text) else top._replace(text=top.text.rstrip() + cell.text.lstrip())


def _told(above: Row, row: Row, whole: Row, columns: tuple[Column, ...]) -> list[Repair]:
    return [
        Repair("R107", "join_broken_rows", cell.place, cell.text, joined.text, "inferred", column.name)
        for top, cell, joined, column in zip(above.cells, row.cells, whole.cells, columns, strict=True)
        if joined is not top
    ]
