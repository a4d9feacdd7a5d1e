"""Rows of a dump that lost a horizontal merge and so have fewer cells than the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, groupby, pairwise

from pipeline.model import Cell, Doubt, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.repair.column_kind import Kind, kind_by_name, kind_of, pieces_of
from pipeline.text import blank, facts_only

# How many more columns each cell of a short row covers; (0, 1, 0) is a merge of the second cell.
Spread = tuple[int, ...]

# A merge over a blank cell is rare: its cost, in the units of ``Kind.misfit``.
BLANK_MERGE = 3.0
# A text that other rows hold in one column is that column's own: the cost of stretching it over more.
OWN_WORD = 1.5
# A row that simply ends early costs a little, beside what blanks in its last columns cost.
ENDS_EARLY = 0.1
# Below this difference in cost a row, two spreads are equally likely.
CLOSE = 0.35
# Rows that lack more cells than this are left for the person who checks.
MOST_MISSING = 4


def align_short_rows(table: Table, profile: Profile) -> Fixed:
    """Find, for rows with too few cells, which columns the merged cell covered, by what other rows hold there.

    Rows that lie together and lack the same number of cells are judged together.

    >>> short = raw("序号|项目|任务要求|单位; 1|修路|完成县道大修的全部路面工程|甲局; "
    ...             "2|架桥|完成危桥改造的全部桥面工程|乙局; 3|引水|完成干渠清淤与衬砌的全部工程|丙局; "
    ...             "4|植树造林|甲局|; 5|种草治沙|乙局|")
    >>> rows = [row._replace(short=int(row.first > 4)) for row in short.rows]
    >>> fixed = align_short_rows(_replace(table("序号|项目|任务要求|单位"), rows=tuple(rows[1:])), profile)
    >>> show(fixed)
    序号 | 项目 | 任务要求 | 单位
    1 | 修路 | 完成县道大修的全部路面工程 | 甲局
    2 | 架桥 | 完成危桥改造的全部桥面工程 | 乙局
    3 | 引水 | 完成干渠清淤与衬砌的全部工程 | 丙局
    4 | 植树造林 | 植树造林 | 甲局
    5 | 种草治沙 | 种草治沙 | 乙局
    >>> told(fixed)
    R106 5:2 '' -> '植树造林' inferred
    R106 6:2 '' -> '种草治沙' inferred

    Where several columns would fit as well, the row is doubted.

    >>> short = raw("序号|项目|内容|备注; 1|修路|架桥|植树; 2|通水|通电|")
    >>> rows = [row._replace(short=int(row.first > 2)) for row in short.rows]
    >>> told(align_short_rows(_replace(table("序号|项目|内容|备注"), rows=tuple(rows[1:])), profile))
    R106 3:3 '' -> '通电' inferred
    D106 3:1
    """
    if not any(row.short for row in table.rows):
        return Fixed(table)
    full = [row for row in table.rows if not row.short]
    if full:
        kinds = [kind_of([row.cells[at].text for row in full]) for at in range(table.width)]
    else:
        kinds = [kind_by_name(column.name, profile) for column in table.columns]
    rows: list[Row] = []
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for (short, total), group in groupby(table.rows, key=lambda row: (_missing(row), profile.total_kind(row.texts))):
        block = list(group)
        if short:
            spreads = [_label_first(short, table.width)] if total else _spreads(table.width - short, short)
            block = _aligned(block, spreads, kinds, table, repairs, doubts)
        rows.extend(block)
    return Fixed(_settled(table, tuple(rows)), tuple(repairs), tuple(doubts))


def _missing(row: Row) -> int:
    """Count the cells that a row lacks; a row of one cell speaks for its section, one of facts for the table."""
    one = sum(not blank(cell.text) for cell in row.cells) <= 1
    return 0 if one or row.short > MOST_MISSING or facts_only(row.texts) else row.short


def _settled(table: Table, rows: tuple[Row, ...]) -> Table:
    """Forget what was missing, but for rows of one cell, which a later step reads as sections."""
    return replace(table, rows=tuple(row._replace(short=0) if _missing(row) else row for row in rows))


def _aligned(
    block: list[Row],
    spreads: Iterable[Spread],
    kinds: list[Kind],
    table: Table,
    repairs: list[Repair],
    doubts: list[Doubt],
) -> list[Row]:
    ranked = sorted((_cost(block, spread, kinds), spread) for spread in spreads)
    best = ranked[0][1]
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < CLOSE * len(block):
        doubts.extend(Doubt("D106", "align_short_rows", row.cells[0].place) for row in block)
    rows = []
    for row in block:
        cells = _spread_out(row, best)
        rows.append(row._replace(cells=cells))
        repairs.extend(_told(cells, table))
    return rows


def _label_first(short: int, width: int) -> Spread:
    """Give the spread of a total: its label covers what is missing, its sums stand in their own columns."""
    return (short, *[0] * (width - short))


def _spreads(count: int, short: int) -> Iterator[Spread]:
    """Give every way to cover ``short`` more columns by ``count`` cells, and the one that ends early."""
    for grown in combinations_with_replacement(range(count + 1), short):
        yield tuple(grown.count(at) for at in range(count + 1))


def _cost(block: Sequence[Row], spread: Spread, kinds: list[Kind]) -> float:
    return sum(_row_cost(row, spread, kinds) for row in block)


def _row_cost(row: Row, spread: Spread, kinds: list[Kind]) -> float:
    cost, column = ENDS_EARLY * spread[-1], 0
    for cell, more in zip(row.cells, spread[:-1], strict=False):
        covered = kinds[column : column + more + 1]
        cost += min(kind.misfit(cell.text) for kind in covered) + (_stretch(cell.text, covered) * more if more else 0.0)
        column += more + 1
    return cost + sum(kind.misfit("") for kind in kinds[column:])


def _stretch(text: str, covered: list[Kind]) -> float:
    """Say how unlikely it is that a text was merged over columns; it need suit only one of them well."""
    if blank(text):
        return BLANK_MERGE
    known = sum(all(piece in kind.words for piece in pieces_of(text)) for kind in covered)
    fits = [kind.misfit(text) for kind in covered]
    return 0.1 * (max(fits) - min(fits)) + (OWN_WORD if 0 < known < len(covered) else 0.0)


def _spread_out(row: Row, spread: Spread) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell, more in zip(row.cells, spread[:-1], strict=False):
        cells += [cell] + [Cell(cell.text, cell.place, cell.source)] * more
    return (*cells, *row.cells[len(cells) :])


def _told(cells: tuple[Cell, ...], table: Table) -> list[Repair]:
    """Tell each text that now stands in one more column."""
    return [
        Repair("R106", "align_short_rows", cell.place, "", cell.text, "inferred", column.name)
        for (before, cell), column in zip(pairwise(cells), table.columns[1:], strict=True)
        if cell.place == before.place and not blank(cell.text)
    ]
