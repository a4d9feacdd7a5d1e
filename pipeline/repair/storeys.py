"""Storeys of a header, one row above the other: which columns does each name stand over?"""

from __future__ import annotations

from itertools import groupby, pairwise

from pipeline.model import Cell, Row
from pipeline.text import blank, visible


def spread_out(row: Row, below: Row) -> tuple[Row, bool]:
    """Lay a storey that lost its merges out over the names below it; ask too whether that is certain.

    A cell stands over each run of names. Where one run has several, the names below may repeat and tell their
    shares; else these are a guess.

    >>> above, below = raw("序号|投资|备注|; |总投资|已完成|").rows
    >>> row, certain = spread_out(above._replace(short=1), below)
    >>> row.texts, certain
    (('序号', '投资', '投资', '备注'), True)
    >>> above, below = raw("指标|去年|今年||; |计划|完成|计划|完成").rows
    >>> row, certain = spread_out(above._replace(short=2), below)
    >>> row.texts, certain
    (('指标', '去年', '去年', '今年', '今年'), True)
    """
    if not row.short:
        return row, True
    shares, certain = _shares(below, len(row.cells) - row.short)
    cells = [
        cell if not more else Cell(cell.text, cell.place, cell.source)
        for cell, share in zip(row.cells, shares, strict=False)
        for more in range(share)
    ]
    return (row._replace(cells=tuple(cells), short=0), certain) if shares else (row, certain)


def _shares(below: Row, count: int) -> tuple[list[int], bool]:
    """Say over how many columns each of so many cells stands, and whether the names below tell it."""
    runs = [[cell.text for cell in run] for _, run in groupby(below.cells, key=lambda cell: blank(cell.text))]
    parts = [part for run in runs for part in ([run] if not blank(run[0]) else [[blank_one] for blank_one in run])]
    named = [part for part in parts if not blank(part[0])]
    spare = count - len(parts)
    if not spare:
        return [len(part) for part in parts], True
    if spare < 0 or len(named) != 1 or spare >= len(named[0]):
        return [], False
    halves = _at_first_name(named[0], spare + 1) or _even(named[0], spare + 1)
    shares = [len(half) for part in parts for half in (halves if part is named[0] else [part])]
    return shares, all(half[0] == halves[0][0] for half in halves)


def _at_first_name(names: list[str], count: int) -> list[list[str]]:
    """Part names into so many runs that each begin with the same one: 姓名, 职务, 电话, 姓名, 电话."""
    seen = list(map(visible, names))
    starts = [at for at, name in enumerate(seen) if name == seen[0]]
    return [seen[start:end] for start, end in pairwise([*starts, len(seen)])] if len(starts) == count else []


def _even(names: list[str], count: int) -> list[list[str]]:
    """Part names into so many runs of one length, the first ones longer where that does not come out even."""
    each, left = divmod(len(names), count)
    ends = [at * each + min(at, left) for at in range(count + 1)]
    return [list(map(visible, names[start:end])) for start, end in pairwise(ends)]


def laid_out(rows: tuple[Row, ...]) -> tuple[list[Row], list[Row]]:
    """Lay the storeys of a header out, the lowest first; give those too of which it is not certain what they cover."""
    header: list[Row] = list(rows[-1:])
    guessed = []
    for row in reversed(rows[:-1]):
        spread, certain = spread_out(row, header[0])
        header.insert(0, spread)
        guessed += [] if certain else [row]
    return header, guessed
