"""Vertical merges that a dump lost, and groups printed once for all their rows."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from pipeline.model import Cell, Doubt, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.repair.torn_merges import carried_on, carried_over, seams_of
from pipeline.text import blank, half_width, han, visible

# Roles whose blanks mean "as above"; a blank person, unit, number or text means that there is none.
GROUPING = ("group", "item")
# Roles at which the grouping columns on the left end.
VALUES = (
    "text",
    "person",
    "unit",
    "deadline",
    "amount",
    "quantity",
    "percentage",
    "phone",
    "identity",
    "code",
    "remark",
)
# Roles whose blanks are rare: where a dump lost merges of groups, it may have lost theirs too.
RARELY_BLANK = ("person", "unit", "deadline")
_day = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}(?:[月日号]|季度)|第?[一二三四]季度|(?:星期|周)[一二三四五六日天]")


def fill_down_blanks(table: Table, profile: Profile) -> Fixed:
    """Write the value above into the blanks of grouping columns, never beyond the group of a column further left.

    >>> fixed = fill_down_blanks(table("类别:group|项目:item|任务:text; 甲|道路|修路; |桥梁|架桥; ||补桥; 乙||植树"), profile)
    >>> show(fixed)
    类别 | 项目 | 任务
    甲 | 道路 | 修路
    甲 | 桥梁 | 架桥
    甲 | 桥梁 | 补桥
    乙 |  | 植树
    >>> told(fixed)
    R202 3:1 '' -> '甲' inferred
    R202 4:1 '' -> '甲' inferred
    R202 4:2 '' -> '桥梁' inferred
    D202 5:2

    Where the file marks its merges a blank is blank, but for what the end of a page tore off one: there a row is gone.

    >>> whole = table("类别:group|任务:text; 甲|修路; ^|架桥; 类别|任务; |补桥; 乙|植树; |种草")
    >>> told(fill_down_blanks(_replace(whole, rows=(*whole.rows[:2], *whole.rows[3:])), profile))
    R202 5:1 '' -> '甲' inferred

    A blank of a dump that may be a lost merge, and may be none, stays.

    >>> told(fill_down_blanks(_replace(table("类别:group|任务:text; |修路; 甲|架桥; 乙|植树"), lost_spans=True), profile))
    D206 2:1
    """
    left = _left(table)
    columns = [at for at in left if stands_for_several(table, at, profile)]
    changed: dict[tuple[int, int], Cell] = {}
    doubts: list[Doubt] = []
    for at, column in enumerate(columns):
        for row, cell in _fills(table, column, columns[:at], changed):
            if cell is None:
                doubts.append(_left_blank(table, row, column))
            else:
                changed[row, column] = cell
    seams = seams_of(table)
    for count, at in enumerate(left):
        changed |= {} if at in columns else carried_over(table, at, left[:count], changed, seams)
    for at in set(range(table.width)) - set(left) - set(table.with_role("serial", "printed_serial")):
        changed |= carried_on(table, at, seams)
    lost = changed or any(blank(row.cells[0].text) for row in table.rows if row.cells)
    others = table.with_role(*RARELY_BLANK, *GROUPING) if lost else []
    perhaps = [*(at for at in left if at not in columns), *(at for at in others if at not in left)]
    doubts += [doubt for at in perhaps for doubt in _perhaps(table, at, changed)]
    repairs = [
        Repair("R202", "fill_down_blanks", cell.place, "", cell.text, "inferred", table.columns[column].name)
        for (_, column), cell in sorted(changed.items())
    ]
    return Fixed(table.with_cells(changed), tuple(repairs), tuple(doubts))


def _left(table: Table) -> list[int]:
    """Find the columns that can hold groups: made ones (分组) first, then those left of the first column of values.

    Groups grow finer to the right: behind a column that is other in every row, such as names, nothing groups.
    Months that follow each other number the rows as serials do.
    """
    made = [at for at in table.with_role("group") if table.columns[at].made]
    ends = [at for at in table.with_role(*VALUES) if not table.columns[at].made]
    end = min(ends, default=table.width)
    left = [at for at in table.with_role(*GROUPING, "") if at < end and not table.columns[at].made]
    left = left[1:] if left and _other_in_every_row(table, left[0]) and all(map(_time, table.texts(left[0]))) else left
    finer = takewhile(lambda pair: not _other_in_every_row(table, pair[0]), pairwise(left))
    return [*made, *left[:1], *(at for _, at in finer)]


def _other_in_every_row(table: Table, column: int) -> bool:
    texts = [visible(text) for text in table.texts(column)]
    return len(texts) > 2 and "" not in texts and len(set(texts)) == len(texts)


def stands_for_several(table: Table, column: int, profile: Profile) -> bool:
    """Ask whether blanks in a column mean "as above": the first row is filled, and enough others are not.

    Where the file marks its merges and has some in this column, what it leaves blank is blank.  A column whose name
    says nothing must look like groups.
    """
    cells = [row.cells[column] for row in table.rows]
    blanks = sum(blank(cell.text) for cell in cells)
    if not blanks or blank(cells[0].text) or (not table.lost_spans and any(cell.from_above for cell in cells)):
        return False
    if table.columns[column].role not in GROUPING and not (_each_once(cells) and _could_group(table, column)):
        return False
    return blanks >= profile.thresholds["grouping"] * len(cells)


def _could_group(table: Table, column: int) -> bool:
    """Ask whether a column whose name says nothing may hold groups: Chinese words or days, something right of each blank.

    >>> _could_group(table("层级|内容; 甲|修路; |架桥"), 0), _could_group(table("Event|内容; 甲|修路; |"), 0)
    (True, False)
    >>> _could_group(table("日期|内容; 3月1日|报到; |开幕"), 0), _could_group(table("日期|内容; 5|报到; |开幕"), 0)
    (True, False)
    """
    figures = any(re.search(r"\d", text) and not _time(text) for text in table.texts(column))
    stops = any(blank("".join(row.texts[column:])) for row in table.rows)
    return any(map(han, table.columns[column].printed)) and not figures and not stops


def _time(text: str) -> bool:
    """Ask whether a text begins as a day, a month or a quarter does."""
    return bool(_day.match(half_width(visible(text))))


def _each_once(cells: list[Cell]) -> bool:
    """Ask whether no text is printed for one row and again for the next; behind what parts a table it may be."""
    neighbours = [
        pair for pair in pairwise(cells) if pair[1].place == pair[0].place._replace(row=pair[0].place.row + 1)
    ]
    return not any(visible(above.text) == visible(below.text) != "" for above, below in neighbours)


def _fills(
    table: Table, column: int, outer: list[int], changed: dict[tuple[int, int], Cell]
) -> list[tuple[int, Cell | None]]:
    fills: list[tuple[int, Cell | None]] = []
    above: Cell | None = None
    group: tuple[str, ...] = ()
    for at, row in enumerate(table.rows):
        now = tuple(visible(changed.get((at, left), row.cells[left]).text) for left in outer)
        if now != group:
            above, group = None, now
        cell = row.cells[column]
        if not blank(cell.text):
            above = cell
        else:
            fills.append((at, Cell(above.text, cell.place, above.source) if above else None))
    return fills


def _perhaps(table: Table, column: int, changed: dict[tuple[int, int], Cell]) -> list[Doubt]:
    """Doubt the few blanks of a column that a dump may have emptied: a lost merge looks like nothing."""
    cells = [changed.get((at, column), row.cells[column]) for at, row in enumerate(table.rows)]
    blanks = [cell for cell in cells if blank(cell.text)]
    few = table.lost_spans and not table.columns[column].made and 0 < len(blanks) * 2 <= len(cells)
    return [Doubt("D206", "fill_down_blanks", cell.place, table.columns[column].name) for cell in blanks if few]


def _left_blank(table: Table, row: int, column: int) -> Doubt:
    return Doubt("D202", "fill_down_blanks", table.rows[row].cells[column].place, table.columns[column].name)
