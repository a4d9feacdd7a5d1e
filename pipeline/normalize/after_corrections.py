"""A correction leaves something behind: days read from the old text, a serial that stands twice, a value of another kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.model import Cell, Doubt, Facts, Fixed, Place, Repair, Table
from pipeline.normalize.corrected_cells import kind_broken
from pipeline.normalize.deadline_days import days_anew
from pipeline.result import Correction

STEP = "apply_corrections"
# A cell: its row and column, counted from zero.
Spot = tuple[int, int]


def left_behind(table: Table, changed: Mapping[Spot, Correction], decided: Collection[Spot]) -> Fixed:
    """Read the days of corrected deadlines anew, and doubt what corrections that nobody confirmed leave behind."""
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for (row, at), each in changed.items():
        if table.columns[at].role == "deadline":
            cells = days_anew(table, row, at, decided)
            repairs += _read_anew(table, (row, at), cells)
            table = table.with_cells(cells)
            doubts += (
                _undated(table, (row, at), each) if cells and not any(cell.text for cell in cells.values()) else []
            )
        doubts += _odd(table, (row, at), each)
    return Fixed(table, tuple(repairs), tuple(doubts))


def doubt_of(code: str, place: Place, each: Correction, column: str, facts: Facts) -> Doubt:
    """Doubt something for a line of corrections."""
    where: dict[str, str | int] = {"file": each.file, "line": each.line}
    return Doubt(code, STEP, place, column, where | dict(facts))


def _read_anew(table: Table, deadline: Spot, cells: Mapping[Spot, Cell]) -> list[Repair]:
    """Tell which days became others."""
    row, at = deadline
    old = table.rows[row].cells
    changed = [(old[column], cell) for (_, column), cell in cells.items() if old[column].text != cell.text]
    before, after = ("、".join(pair[which].text for pair in changed if pair[which].text) for which in (0, 1))
    return [Repair("R802", STEP, old[at].place, before, after, "sure", table.columns[at].name)] if changed else []


def _undated(table: Table, spot: Spot, each: Correction) -> list[Doubt]:
    cell, column = table.rows[spot[0]].cells[spot[1]], table.columns[spot[1]]
    return [doubt_of("D959", cell.place, each, column.name, {"said": cell.text})] if cell.text else []


def _odd(table: Table, spot: Spot, each: Correction) -> list[Doubt]:
    """Doubt a value of another kind than the rest of its column, and a serial that another record has."""
    cell, column = table.rows[spot[0]].cells[spot[1]], table.columns[spot[1]]
    if kind_broken(cell.text, column.type):
        return [doubt_of("D960", cell.place, each, column.name, {"said": cell.text})]
    twice = column.role == "serial" and cell.text and table.texts(spot[1]).count(cell.text) > 1
    return [doubt_of("D958", cell.place, each, column.name, {"said": cell.text})] if twice else []
