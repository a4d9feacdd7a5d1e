"""Tables that do not say which of their rows name the columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.model import Column, Doubt, Facts, Fixed, Place, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.repair.annex import is_label
from pipeline.repair.column_names import goes_up, looks_like_header, printed_cells, repeated, tells_facts, two_names
from pipeline.repair.storeys import laid_out
from pipeline.text import blank, facts_only, joined, visible

# More storeys than this have not been met.
HIGHEST = 4
# The end of a name that another column has.
NUMBERED = re.compile(r"_\d+$")


def find_header(table: Table, profile: Profile) -> Fixed:
    """Name the columns by the first rows; title, unit and note rows above them leave the table.

    >>> fixed = find_header(raw("年度计划|<|<; 序号|投资|<; ^|总投资|已完成; 1|30|20"), profile)
    >>> fixed.table.title
    '年度计划'
    >>> show(fixed)
    序号 | 投资/总投资 | 投资/已完成
    1 | 30 | 20

    A table without a header keeps all its rows.

    >>> fixed = find_header(raw("1|修路|3公里; 2|架桥|1座; 3|植树|60亩"), profile)
    >>> show(fixed)
    列1 | 列2 | 列3
    1 | 修路 | 3公里
    2 | 架桥 | 1座
    3 | 植树 | 60亩
    >>> told(fixed)
    D104 1:1

    A corner that a diagonal parts holds two names: the lower one is that of the column.

    >>> fixed = find_header(raw("项目⏎⏎年份|投资|产值; 2023年|30|40; 2024年|50|60"), profile)
    >>> show(fixed)
    年份 | 投资 | 产值
    2023年 | 30 | 40
    2024年 | 50 | 60
    >>> told(fixed)
    R104 1:1 '项目⏎⏎年份' -> '年份' sure
    D105 1:1 names=项目、年份 column=年份

    A name that another column has gets a number; a list printed in two halves side by side stays as it is.

    >>> fixed = find_header(raw("姓名|单位|姓名|单位; 张三|财政局|李四|教育局"), profile)
    >>> show(fixed)
    姓名 | 单位 | 姓名_2 | 单位_2
    张三 | 财政局 | 李四 | 教育局
    >>> told(fixed)
    R113 1:3 '姓名' -> '姓名_2' sure
    R113 1:4 '单位' -> '单位_2' sure
    D107 1:3 times=2 count=2
    """
    if table.columns or not table.rows:
        return Fixed(table)
    above = _rows_above(table.rows)
    table = _with_lines(table, table.rows[:above], profile)
    depth = _storeys(table, profile)
    first = table.rows[0].cells[0]
    corner = two_names(first.text, profile) if depth else ()
    header, guessed = laid_out(table.rows[:depth])
    columns = _unique(_columns(header, table.width), corner)
    facts: Facts = {"names": "、".join(corner), "column": columns[0].name}
    doubts = [] if depth else [Doubt("D104", "find_header", first.place)]
    doubts += [Doubt("D105", "find_header", first.place, columns[0].name, facts)] if corner else []
    doubts += [Doubt("D106", "find_header", row.cells[0].place) for row in guessed]
    doubts += _side_by_side(columns)
    done = replace(table, columns=columns, rows=table.rows[depth:], header_rows=0)
    return Fixed(done, tuple(_renamed(columns)), tuple(doubts))


def _rows_above(rows: tuple[Row, ...]) -> int:
    """Count the rows on top that hold one text for the whole width, or facts alone: title, unit, notes, 填报单位：…."""
    count = 0
    while count < min(len(rows) - 1, HIGHEST) and (is_line(rows[count]) or tells_facts(rows[count].texts)):
        count += 1
    while count and facts_only(rows[count].texts):  # a form, whose labels stand in its cells, has no header below
        count -= 1
    return count


def is_line(row: Row) -> bool:
    """Ask whether a row of two columns or more is one text: merged all over, or the file prints one cell only."""
    if len(row.cells) < 2:
        return False
    return row.one_box or (row.short == len(row.cells) - 1 and not blank(row.cells[0].text))


def _with_lines(table: Table, lines: tuple[Row, ...], profile: Profile) -> Table:
    texts = [
        joined(cell.text) for row in lines for cell in (printed_cells(row) if facts_only(row.texts) else row.cells[:1])
    ]
    texts = [text for text in texts if text]
    told = {joined(cell.text) for row in lines if facts_only(row.texts) for cell in row.cells}
    notes = [text for text in texts if text in told or _tells_no_title(text, profile)]
    titles = [text for text in texts if text not in notes]
    if titles and table.title and visible(table.title) != visible(titles[0]):
        notes.insert(0, table.title)
    notes += titles[1:]
    return replace(
        table,
        title=titles[0] if titles else table.title,
        notes=(*table.notes, *(note for note in notes if note not in table.notes)),
        rows=table.rows[len(lines) :],
    )


def _tells_no_title(text: str, profile: Profile) -> bool:
    return profile.is_note(text) or profile.is_continued(text) or is_label(text)


def _storeys(table: Table, profile: Profile) -> int:
    """Count the rows that name the columns."""
    rows = table.rows
    if not looks_like_header(rows, profile):
        return 0
    depth = 1
    while depth < min(HIGHEST, len(rows) - 1) and goes_up(rows, depth, profile):
        depth += 1
    return depth


def _columns(header: list[Row], width: int) -> list[Column]:
    columns = []
    for at in range(width):
        storeys: dict[Place, str] = {}
        for row in header:
            cell = row.cells[at]
            if not blank(cell.text):
                storeys.setdefault(cell.source, cell.text)
        printed = "/".join(storeys.values())
        place = next(iter(storeys), header[-1].cells[at].place if header else None)
        columns.append(Column("/".join(map(joined, storeys.values())), printed, place=place))
    return columns


def _unique(columns: list[Column], corner: tuple[str, ...]) -> tuple[Column, ...]:
    """Give an unnamed column its number, equal names _2, _3, and the first the last of two names in its corner."""
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    unique = []
    for at, column in enumerate(columns, 1):
        wanted = name = (corner[-1] if corner and at == 1 else column.name) or f"列{at}"
        while name in taken:
            counts[wanted] += 1
            name = f"{wanted}_{counts[wanted] + 1}"
        taken.add(name)
        unique.append(replace(column, name=name))
    return tuple(unique)


def _renamed(columns: tuple[Column, ...]) -> list[Repair]:
    printed = Counter(column.printed for column in columns)
    return [
        Repair(
            "R113" if printed[column.printed] > 1 and NUMBERED.search(column.name) else "R104",
            "find_header", column.place, column.printed, column.name, "sure", column.name,
        )
        for column in columns
        if column.place and column.name != column.printed
    ]  # fmt: skip


def _side_by_side(columns: tuple[Column, ...]) -> list[Doubt]:
    """Doubt a list that is printed in halves side by side, under the same names again: a row holds several entries."""
    count = repeated([NUMBERED.sub("", column.name) if column.printed else "" for column in columns])
    place = columns[count].place if count else None
    facts: Facts = {"times": len(columns) // (count or 1), "count": count}
    return [Doubt("D107", "find_header", place, columns[count].name, facts)] if place else []
