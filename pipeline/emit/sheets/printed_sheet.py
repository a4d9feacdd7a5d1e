"""The table as the source prints it, merges and all, with the numbers of its rows and columns at the edge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xlsxwriter.format import Format

from pipeline.emit.records import heading_rows
from pipeline.emit.sheets.book import HEADING, TINTS, Book, edge_of
from pipeline.emit.sheets.layout import fitted, single_texts
from pipeline.emit.sheets.measure import LINE_HEIGHT, TALLEST, height
from pipeline.emit.sheets.pages import Address, Written, pages, tell_further
from pipeline.emit.sheets.printing import LEGEND, print_set_up
from pipeline.emit.sheets.sheet import Sheet
from pipeline.model import Box, Doubt, Grid, Place, Repair
from pipeline.points import certainty, weakest
from pipeline.result import Cleaned
from pipeline.stretches import stretches


class Printed(NamedTuple):
    """The table as printed as it stands in the workbook: which of its rows are on which sheet."""

    pages: list[Written]
    grid: Grid

    def address(self, place: Place) -> Address | None:
        """Find the cell of a place of the source."""
        for first, number in self.grid.parts or ((1, self.grid.number),):
            if number == place.table:
                entry = first + place.row - 2
                found = (page for page in self.pages if page.first <= entry < page.last)
                column = place.column - 1 + edge_of(self.grid)
                return next((Address(page, page.row(entry), column) for page in found), None)
        return None


def write_printed(book: Book, cleaned: Cleaned, name: str) -> Printed:
    """Write the table as printed, on as many sheets as its rows need."""
    grid, written = cleaned.grid, []
    tints, heading = _tints(cleaned), heading_rows(cleaned)
    widths = fitted([""] * grid.width, single_texts(grid))
    kept = stretches(grid)
    for called, above, last in pages(name, grid.height):
        first, sheet = above + 1, book.sheet(called)
        boxes = [box for box in grid.boxes if box.row <= last and box.row + box.down > first]
        _set_up(book, sheet, cleaned, widths)
        rows = [row for stretch in kept for row in range(max(stretch.start, first), min(stretch.stop, last + 1))]
        _set_heights(sheet, boxes, widths, rows, first)
        _write_edges(book, sheet, grid, rows, first)
        for box in boxes:
            tint = tints.get(grid.place(box.row, box.column), "")
            style = _of_heading(book, tint) if box.row <= heading else _of_cell(book, _align(box), tint)
            _write_box(book, sheet, _clipped(box, first, last), first, edge_of(grid), style)
        written.append(Written(sheet, above, last))
    tell_further(book, written)
    return Printed(written, grid)


def _tints(cleaned: Cleaned) -> dict[Place, str]:
    told: dict[Place, list[Repair | Doubt]] = {}
    for each in cleaned.told:
        told.setdefault(each.place, []).append(each)
    return {place: TINTS[weakest(map(certainty, said))] for place, said in told.items()}


def _of_heading(book: Book, tint: str) -> Format:
    return book.boxed(bold=True, align="center", bg_color=tint or HEADING)


def _of_cell(book: Book, align: str, tint: str) -> Format:
    return book.boxed(num_format="@", align=align, **({"bg_color": tint} if tint else {}))


def _align(box: Box) -> str:
    short = len(box.text) < 10 or max(map(len, box.text.split("\n"))) < 10
    return "center" if box.down > 1 or short else "left"


def _set_up(book: Book, sheet: Sheet, cleaned: Cleaned, widths: list[float]) -> None:
    edge = edge_of(cleaned.grid)
    sheet.set_column(0, 0, 6)
    for at, wide in enumerate(widths, edge):
        sheet.set_column(at, at, wide)
    sheet.freeze_panes(1 + min(heading_rows(cleaned), 4), edge)
    print_set_up(book, sheet, cleaned.table.title, book.word(LEGEND), widths)
    sheet.repeat_rows(0, min(heading_rows(cleaned), 4))


def _write_edges(book: Book, sheet: Sheet, grid: Grid, rows: Iterable[int], first: int) -> None:
    """Number rows and columns as places do; a row of a joined table names its own table too."""
    edge = book.style(align="center", font_size=9, font_color="#808080", bg_color="#F2F2F2")
    sheet.put_blank(0, 0, edge)
    for column in range(1, grid.width + 1):
        sheet.put_number(0, column - 1 + edge_of(grid), column, edge)
    for row in rows if edge_of(grid) else ():
        place = grid.place(row, 1)
        if len(grid.parts) > 1:
            sheet.put_text(row - first + 1, 0, f"{place.table}-{place.row}", edge)
        else:
            sheet.put_number(row - first + 1, 0, place.row, edge)


def _clipped(box: Box, first: int, last: int) -> Box:
    """Keep what of a box stands on this sheet."""
    if first <= box.row and box.row + box.down - 1 <= last:
        return box
    top, bottom = max(box.row, first), min(box.row + box.down - 1, last)
    return box._replace(row=top, down=bottom - top + 1)


def _write_box(book: Book, sheet: Sheet, box: Box, first: int, edge: int, style: Format) -> None:
    row, column = box.row - first + 1, box.column - 1 + edge
    if box.down > 1 or box.across > 1:
        sheet.merge_range(row, column, row + box.down - 1, column + box.across - 1, "", style)
    book.put(sheet, row, column, box.text, style)


def _set_heights(sheet: Sheet, boxes: Iterable[Box], widths: list[float], rows: list[int], first: int) -> None:
    """Make each row high enough for its texts; a text that spans rows gets what they lack, evenly."""
    tall = dict.fromkeys(rows, LINE_HEIGHT + 6)
    starts = [0.0, *widths]
    for at in range(1, len(starts)):
        starts[at] += starts[at - 1]
    for box in sorted(boxes, key=lambda box: box.down):
        covered = [row for row in range(box.row, box.row + box.down) if row in tall]
        need = height([box.text], [starts[box.column + box.across - 1] - starts[box.column - 1]])
        lack = (need - sum(tall[row] for row in covered)) / max(len(covered), 1)
        for row in covered if lack > 0 else ():
            tall[row] = min(tall[row] + lack, TALLEST)
    for row, points in tall.items():
        sheet.set_row(row - first + 1, points)
