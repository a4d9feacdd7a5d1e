"""Section rows: a line across the table that speaks for the records below it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Cell, Column, Doubt, Facts, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, joined, numeral, visible

NAME = "分组"
_levels = (
    re.compile(r"^第[一二三四五六七八九十百\d]+[编章部分篇类]"),
    re.compile(r"^[一二三四五六七八九十]+[、.．\s]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\d+[、.．](?!\d)"),
    re.compile(r"^[（(]\d+[）)]"),
)
_count = re.compile(r"[（(]\s*(?:共|计|合计)?\s*(\d+|[一二三四五六七八九十百]+)\s*[个项件条家户处类宗]\S{0,2}[）)]")


def set_section_rows_apart(table: Table, profile: Profile) -> Fixed:
    """Take lines across the table out of the records and write them into a column of their own.

    >>> fixed = set_section_rows_apart(table("序号|任务; 一、道路（2个）|<; 1|修路; 2|架桥; 二、绿化|<; 3|植树"), profile)
    >>> show(fixed)
    序号 | 任务 | 分组
    1 | 修路 | 一、道路（2个）
    2 | 架桥 | 一、道路（2个）
    3 | 植树 | 二、绿化
    >>> told(fixed)
    R201 2:1 '一、道路（2个）' -> '' sure
    R201 5:1 '二、绿化' -> '' sure
    """
    if not table.columns or not any(is_section(row, table) for row in table.rows):
        return Fixed(table)
    path: list[tuple[int, Cell]] = []
    rows: list[Row] = []
    notes: list[str] = []
    repairs: list[Repair] = []
    for row in table.rows:
        if not is_section(row, table):
            rows.append(row._replace(cells=(*row.cells, _group(path, row))))
            continue
        repairs.append(Repair("R201", "set_section_rows_apart", row.cells[0].place, row.cells[0].text, "", "sure"))
        if profile.is_note(row.cells[0].text):
            notes.append(joined(row.cells[0].text))
        else:
            path = [*(held for held in path if held[0] < level(row.cells[0].text)), _held(row)]
    done = replace(table, rows=tuple(rows), notes=(*table.notes, *notes))
    return Fixed(_with_column(done, bool(path)), tuple(repairs), tuple(_miscounted(table, rows)))


def is_section(row: Row, table: Table) -> bool:
    """Ask whether a row is one line: merged over the table's width, or its first cell alone, and no serial.

    A first cell alone counts only where the file may have lost the merge or where it is numbered as a
    section is.
    """
    if len(row.cells) < 2 or any(column.made for column in table.columns):
        return False
    text = row.cells[0].text
    if blank(text) or numeral(visible(text).strip("（）()、.")) is not None or visible(text).isdigit():
        return False
    if len({cell.source for cell in row.cells}) == 1:
        return True
    alone = row.cells[0].origin is None and all(blank(cell.text) for cell in row.cells[1:])
    return alone and (row.short == len(row.cells) - 1 or level(text) < len(_levels) or is_remark(text))


def is_remark(text: str) -> bool:
    """Ask whether a line is a remark such as 注：… below the records."""
    return re.match(r"^\s*(?:备\s*注|注|说明)\s*\d*[:：]", text) is not None


def level(text: str) -> int:
    """Give how deep a section's number stands: 一、 above （一） above 1.; unnumbered ones are deepest.

    >>> level("一、道路"), level("（一）县道"), level("道路类")
    (1, 2, 5)
    """
    return next((at for at, form in enumerate(_levels) if form.match(text.strip())), len(_levels))


def _held(row: Row) -> tuple[int, Cell]:
    return level(row.cells[0].text), row.cells[0]


def _group(path: list[tuple[int, Cell]], row: Row) -> Cell:
    if not path:
        return Cell("", row.cells[0].place)
    return Cell("/".join(joined(cell.text) for _, cell in path), path[-1][1].place)


def _with_column(table: Table, any_group: bool) -> Table:
    if any_group:
        return replace(table, columns=(*table.columns, Column(NAME, role="group", made=True)))
    return replace(table, rows=tuple(row._replace(cells=row.cells[:-1]) for row in table.rows))


def _miscounted(table: Table, rows: list[Row]) -> list[Doubt]:
    """Doubt each section whose own count, such as （3个）, is not the number of its records."""
    doubts = []
    for row in table.rows:
        said = _count.search(visible(row.cells[0].text)) if is_section(row, table) else None
        if said is None:
            continue
        found = sum(_speaks_for(joined(row.cells[0].text), held.cells[-1].text) for held in rows)
        claimed = int(said[1]) if said[1].isdigit() else numeral(said[1])
        if claimed != found:
            facts: Facts = {"said": str(claimed), "found": found}
            doubts.append(Doubt("D201", "set_section_rows_apart", row.cells[0].place, NAME, facts))
    return doubts


def _speaks_for(section: str, group: str) -> bool:
    return section in (group, *(group.split("/")))
