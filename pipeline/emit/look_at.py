"""What belongs together must be found: this file pairs the boxes of the source with the cells of the records.

A box has an id, a record's cell has an id and names the boxes that its text came from; so has each
repair and doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from pipeline.emit.page_cells import box_html, cell_html, row_html, told_html
from pipeline.emit.phrases import of_total
from pipeline.emit.records import Record, as_records, heading_rows, plain, records
from pipeline.emit.sheets.layout import fitted, single_texts
from pipeline.emit.views import Said, Seen, TableView
from pipeline.messages import sentence, where, word
from pipeline.model import Box, Cell, Doubt, Grid, Place, Repair, Table
from pipeline.points import Point, in_order
from pipeline.result import Cleaned

# A browser lays out a table as a whole: of 6,300 records it takes a minute, of these a moment.  The workbook has them all.
MOST_CELLS, MOST_RECORDS = 20_000, 500
# A wide table shows more of its columns at once where none takes more than a third of half a screen.
WIDEST = 36.0
# In em: what stands beside the other table on a screen of 1280 pixels, and what a column of short texts needs.
HALF_A_SCREEN, NARROW = 41.0, 5.5

# The id of the box that covers a place: table, row and column.
Owners = dict[tuple[int, int, int], str]


class _Told(NamedTuple):
    """What was said, by the box and by the cell that it stands at."""

    seen: list[Seen]
    boxes: dict[str, list[Seen]]
    cells: dict[str, list[Seen]]


def look_at(cleaned: Cleaned, lang: str) -> TableView:
    """Pair the boxes of the source with the cells of the records."""
    table, grid = cleaned.table, cleaned.grid
    height = min(_last_row(cleaned), max(50, MOST_CELLS // max(grid.width, 1)))
    laid = _laid_out(grid, height)
    owners = _owners(grid, laid)
    told = _told(cleaned, owners, lang)
    number = f"{word('Table', lang)} {table.number}"
    heading = heading_rows(cleaned)
    rows, head = _rows(cleaned, laid, heading, told), _head(grid, heading)
    values = records(table)[:MOST_RECORDS]
    held = [f"{word('Stands in', lang)} {where(table.parent, lang)}"] if table.parent else []
    names = [column.name for _, column in in_order(table)]
    return TableView(
        number=table.number,
        heading=f"{number}　{table.title}" if table.title else number,
        notes=(*held, *table.notes),
        columns=names,
        head=_written(rows[:head]),
        body=_written(rows[head:]),
        records=_written(_records(table, values, owners, told)),
        shown=len(values),
        source_widths=_widths([""] * grid.width, single_texts(grid)),
        widths=_widths(names, ([plain(value) for value in record.values()] for record in values)),
        totals=[of_total(each, lang) for each in as_records(table, table.totals)],
        told=told_html(told.seen, lang),
        left_out=len(table.rows) > MOST_RECORDS or height < grid.height,
    )


def _last_row(cleaned: Cleaned) -> int:
    """Give the row of the source that the last record shown comes from; the last of all where all are shown."""
    rows = cleaned.table.rows
    return rows[MOST_RECORDS - 1].last if len(rows) > MOST_RECORDS else cleaned.grid.height


def _widths(headings: Sequence[str], texts: Iterable[Sequence[str]]) -> list[float]:
    """Fit the columns to half a screen, or beyond it where there are many; in em, half of which a digit takes."""
    wide = [min(each, WIDEST) / 2 + 0.8 for each in fitted(headings, texts, max(64.0, 10.0 * len(headings)))]
    spare = [max(each - NARROW, 0.0) for each in wide]
    missing = sum(wide) - max(HALF_A_SCREEN, 1.2 * NARROW * len(wide))
    share = min(max(missing / sum(spare), 0.0), 1.0) if any(spare) else 0.0
    return [round(each - share * more, 1) for each, more in zip(wide, spare, strict=True)]


def _laid_out(grid: Grid, height: int) -> list[list[Box]]:
    """Say for each position of the first rows which box covers it; one without a box is a blank box of its own."""
    laid = [[Box("", row, column) for column in range(1, grid.width + 1)] for row in range(1, height + 1)]
    for box in grid.boxes:
        for boxes in laid[box.row - 1 : box.row - 1 + box.down]:
            boxes[box.column - 1 : box.column - 1 + box.across] = [box] * box.across
    return laid


def _owners(grid: Grid, laid: list[list[Box]]) -> Owners:
    """Say for each place which box covers it."""
    owners: Owners = {}
    for at, boxes in enumerate(laid, 1):
        table, row, _ = grid.place(at, 1)
        for column, box in enumerate(boxes, 1):
            owners[table, row, column] = _box_id(grid, box)
    return owners


def _box_id(grid: Grid, box: Box) -> str:
    return f"b{grid.number}-{box.row}-{box.column}"


def _told(cleaned: Cleaned, owners: Owners, lang: str) -> _Told:
    """Gather what was said, what wants a person's eye first; of a record that is not shown only that."""
    table, told = cleaned.table, _Told([], {}, {})
    columns = {column.name: at for at, (_, column) in enumerate(in_order(table))}
    for number, point in enumerate(entries(cleaned), 1):
        record, column = point.spot
        beyond = record is not None and record > MOST_RECORDS
        if beyond and point.certainty != "review":
            continue
        shown = record is not None and column in columns and not beyond
        cell = f"c{table.number}-{record}-{columns[column]}" if shown else ""
        box = owners.get(point.place, "")
        said, where = [_said(each, lang) for each in point.told], _where(point.place, record, column, lang)
        seen = Seen(f"t{table.number}-{number}", point.certainty, where, said, box, cell)
        told.seen.append(seen)
        told.boxes.setdefault(box, []).append(seen)
        told.cells.setdefault(cell, []).append(seen)
    return told


def entries(cleaned: Cleaned) -> list[Point]:
    """Give what the page lists: what is to review, a cell once, and then each other repair."""
    others = [repair for repair in cleaned.repairs if repair.certainty != "review"]
    return [*cleaned.points, *(Point(repair.place, cleaned.spot(repair), (repair,)) for repair in others)]


def _said(each: Repair | Doubt, lang: str) -> Said:
    change = (each.before, each.after) if isinstance(each, Repair) else ("", "")
    return Said(each.code, each.step, sentence(each, lang), *change)


def _where(place: Place, record: int | None, column: str, lang: str) -> str:
    if record is None:
        return where(place, lang)
    return " · ".join(part for part in (word("record {number}", lang).format(number=record), column) if part)


def _written(rows: Iterable[str]) -> Markup:
    return Markup("".join(rows))  # noqa: S704 - whose texts are safe


def _rows(cleaned: Cleaned, laid: list[list[Box]], heading: int, told: _Told) -> list[str]:
    grid, rows = cleaned.grid, []
    for row, boxes in enumerate(laid, 1):
        starting = [box for column, box in enumerate(boxes, 1) if box.row == row and box.column == column]
        written = (_box(grid, box, len(laid), row <= heading, told) for box in starting)
        rows.append(row_html(_label(grid, row), written))
    return rows


def _head(grid: Grid, heading: int) -> int:
    """Count the rows that stay in sight above the others; a box that reaches out of them keeps them where they are."""
    reaches_out = any(box.row <= heading < box.row + box.down - 1 for box in grid.boxes)
    return 0 if reaches_out else heading


def _box(grid: Grid, box: Box, height: int, heading: bool, told: _Told) -> str:
    id_ = _box_id(grid, box)
    return box_html(id_, box, min(box.down, height + 1 - box.row), heading, told.boxes.get(id_, ()))


def _label(grid: Grid, row: int) -> str:
    place = grid.place(row, 1)
    return f"{place.table}-{place.row}" if len(grid.parts) > 1 else str(place.row)


def _records(table: Table, values: Sequence[Record], owners: Owners, told: _Told) -> Iterator[str]:
    order = [index for index, _ in in_order(table)]
    for number, (record, row) in enumerate(zip(values, table.rows, strict=False), 1):
        cells = []
        for at, (value, index) in enumerate(zip(record.values(), order, strict=True)):
            id_ = f"c{table.number}-{number}-{at}"
            cells.append(cell_html(id_, plain(value), _boxes(row.cells[index], owners), told.cells.get(id_, ())))
        yield f"\n<tr>{''.join(cells)}</tr>"


def _boxes(cell: Cell, owners: Owners) -> str:
    """Name the box at the cell's own place, and the one where its text is printed."""
    own = owners.get(cell.place, "")
    printed = owners.get(cell.source, "") if cell.origin else own
    return own if own == printed else f"{own} {printed}".strip()
