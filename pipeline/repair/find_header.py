"""Tables that do not say which of their rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cell, Column, Doubt, Facts, Fixed, Place, Repair, Row, Table
from pipeline.numerals import read_serial
from pipeline.profile import Profile
from pipeline.repair.storeys import laid_out
from pipeline.text import blank, facts_only, half_width, joined, visible

# More storeys than this have not been met.
HIGHEST = 4
# A column's name is no sentence, and a corner has room for two words.
LONGEST_NAME, LONGEST_CORNER = 40, 6
# A name may be a time: 2024年, 1月, 一季度; in a column of times it is one of them.
_time = re.compile(r"(?:19|20)\d\d年?(?!\d)|\d{1,2}(?:月|日|号|季度|周)")


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
    done = replace(table, columns=columns, rows=table.rows[depth:], header_rows=0)
    return Fixed(done, tuple(_renamed(columns)), tuple(doubts))


def _rows_above(rows: tuple[Row, ...]) -> int:
    """Count the rows on top that hold one text for the whole width, or facts alone: title, unit, notes, 填报单位：…."""
    count = 0
    while count < min(len(rows) - 1, HIGHEST) and (is_line(rows[count]) or _tells_facts(rows[count].texts)):
        count += 1
    while count and facts_only(rows[count].texts):  # a form, whose labels stand in its cells, has no header below
        count -= 1
    return count


def _tells_facts(texts: Sequence[str]) -> bool:
    """Ask whether a row holds facts alone and says them; 抬头： above its content is a name."""
    return facts_only(texts) and any(text.rstrip()[-1:] not in ("", ":", "：") for text in texts)


def is_line(row: Row) -> bool:
    """Ask whether a row of two columns or more is one text: merged all over, or the file prints one cell only."""
    if len(row.cells) < 2:
        return False
    return row.one_box or (row.short == len(row.cells) - 1 and not blank(row.cells[0].text))


def _with_lines(table: Table, lines: tuple[Row, ...], profile: Profile) -> Table:
    texts = [joined(cell.text) for row in lines for cell in (_printed(row) if facts_only(row.texts) else row.cells[:1])]
    texts = [text for text in texts if text]
    told = {joined(cell.text) for row in lines if facts_only(row.texts) for cell in row.cells}
    notes = [text for text in texts if text in told or profile.is_note(text) or profile.is_continued(text)]
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


def _storeys(table: Table, profile: Profile) -> int:
    """Count the rows that name the columns."""
    rows = table.rows
    if not looks_like_header(rows, profile):
        return 0
    depth = 1
    while depth < min(HIGHEST, len(rows) - 1) and goes_up(rows, depth):
        depth += 1
    return depth


def looks_like_header(rows: tuple[Row, ...], profile: Profile) -> bool:
    """Judge the first row: names are short, differ from each other, and are no data."""
    names = [visible(cell.text) for cell in _printed(rows[0])]
    known = {visible(word) for words in profile.roles.values() for word in words}
    if sum(name in known for name in names) * 2 >= len(names) > 0:
        return True
    if not names or any(len(name) > LONGEST_NAME for name in names) or read_serial(names[0]) or _tells_facts(names):
        return False
    figures = sum(_is_figure(cell, rows) for cell in _printed(rows[0]))
    return figures * 2 < len(names) and not _more_of_the_same(names, rows)


def _is_figure(cell: Cell, rows: tuple[Row, ...]) -> bool:
    """Ask whether a cell of the first row begins with a figure, and is no time above a column of other things."""
    name = half_width(visible(cell.text))
    below = [half_width(visible(row.cells[cell.place.column - 1].text)) for row in rows[1:]]
    return name[0].isdigit() and (not _time.match(name) or any(map(_time.match, below)))


def _more_of_the_same(names: list[str], rows: tuple[Row, ...]) -> bool:
    """Ask whether what the first row says stands in the rows below as well, so that it is data.

    A row that says nothing else is the header printed again, and tells nothing.
    """
    said = set(names)
    others = ([visible(cell.text) for cell in _printed(row)] for row in rows[1:])
    below = {text for texts in others if not said.issuperset(texts) for text in texts}
    return sum(name in below for name in names) * 2 > len(names) > 1


def goes_up(rows: tuple[Row, ...], depth: int) -> bool:
    """Ask whether a row is one more storey of the header above it."""
    if depth and any(cell.origin and cell.origin.row < rows[depth].cells[0].place.row for cell in rows[depth].cells):
        return True
    above, row = rows[depth - 1], rows[depth]
    spans = [cell for cell in above.cells if cell.origin and cell.origin.row == cell.place.row]
    short = above.short and row.cells and blank(row.cells[0].text)
    names = [visible(cell.text) for cell in _printed(row)]
    figures = [half_width(name) for name in names if half_width(name)[0].isdigit()]
    tidy = all(len(name) <= LONGEST_NAME for name in names) and all(map(_time.match, figures))
    return bool(spans or short) and tidy and bool(names) and read_serial(row.cells[0].text) is None


def two_names(text: str, profile: Profile) -> tuple[str, ...]:
    """Part the two names that a diagonal line parts in the corner of a header: the last one names what stands below.

    >>> two_names("项目\\n\\n年份", profile), two_names("    指标\\n单位", profile), two_names("任务\\n名称", profile)
    (('项目', '年份'), ('指标', '单位'), ())
    """
    names = tuple(visible(line) for line in text.split("\n") if not blank(line))
    apart = re.search(r"\S\s*\n\s*\n\s*\S|^[ \u3000]{2,}\S.*\n\S", text.rstrip())
    short = len(names) == 2 and all(2 <= len(name) <= LONGEST_CORNER for name in names)
    known = any("".join(names) in words for words in profile.roles.values())
    return names if apart and short and not known else ()


def _printed(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.origin is None and not blank(cell.text)]


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
    unique = []
    for at, column in enumerate(columns, 1):
        wanted = name = (corner[-1] if corner and at == 1 else column.name) or f"列{at}"
        count = 1
        while name in taken:
            count += 1
            name = f"{wanted}_{count}"
        taken.add(name)
        unique.append(replace(column, name=name))
    return tuple(unique)


def _renamed(columns: tuple[Column, ...]) -> list[Repair]:
    return [
        Repair("R104", "find_header", column.place, column.printed, column.name, "sure", column.name)
        for column in columns
        if column.place and column.name != column.printed
    ]
