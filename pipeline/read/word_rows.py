"""The rows of a Word table: what each covers, what a merge hides in it, what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.cell_text import CellText
from pipeline.read.docx_grid import CONTINUE, NONE, RowRead
from pipeline.read.fields import CHECKBOX
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, VAL, T, child, is_on, value, w, whole
from pipeline.read.row_parts import cells_of, continues_across, draws_signs, merge_of, twips
from pipeline.read.row_sweep import UNUSUAL, Cell, Sweep
from pipeline.read.story import Story, Tell

SPAN, VMERGE, PSTYLE, RSTYLE, FONTS = map(w, ("gridSpan", "vMerge", "pStyle", "rStyle", "rFonts"))
ODD_ROW = tuple(map(w, ("gridBefore", "gridAfter", "hMerge", "hidden", "cellDel")))
# What is odd in a cell's text only, and changes nothing in the row around it.
ODD_TEXT = frozenset(UNUSUAL) - {*DELETED, TBL, ALTERNATE, CHECKBOX, w("txbxContent")} | {PSTYLE, RSTYLE, FONTS}
STYLED = frozenset((PSTYLE, RSTYLE))
NOTHING = (0, NONE)
# Word 2007 and later hold 63 columns; no spreadsheet holds more than this.
WIDEST = 16384
# Reads a table inside a cell: the table, the row and the cell that hold it.
Nested = Callable[[etree._Element, int, int], None]


@dataclass
class TableRead:
    """A table while it is read: its rows so far, and what is to be told of them as (row, cell, tell)."""

    widths: tuple[int, ...] = ()
    rows: list[RowRead] = field(default_factory=list)
    tells: list[tuple[int, int, Tell]] = field(default_factory=list)
    merging: dict[int, int] = field(default_factory=dict)

    def tell(self, cell: int, tell: Tell) -> None:
        """Tell something of a cell, counted from zero, of the row that comes next; -1 is the row itself."""
        self.tells.append((len(self.rows) + 1, cell, tell))


class RowReader:
    """Reads rows in the order of the file."""

    def __init__(self, story: Story, nested: Nested) -> None:
        self.story = story
        self.nested = nested
        self.table = TableRead()
        self.odd = (*UNUSUAL, PSTYLE, RSTYLE)

    def fonts_appear(self) -> None:
        """Look at the fonts from here on: one of them draws signs for letters."""
        self.odd = (*UNUSUAL, PSTYLE, RSTYLE, FONTS)

    def read(
        self, rows: Sequence[etree._Element], holder: etree._Element, growing: etree._Element | None, table: TableRead
    ) -> None:
        """Read rows that follow each other in a holder, up to one that is still growing, into a table."""
        sweep = (
            None
            if self._all_unusual()
            else Sweep(holder, (SPAN, VMERGE, *ODD_ROW, *self.odd), ODD_TEXT, self._property)
        )
        for row, after in zip(rows, (*rows[1:], growing), strict=True):
            self.table = table
            swept = sweep.row(row, after) if sweep else None
            read = None if swept is None else self._with_odd_cells(*swept)
            self._take(row, read or self._careful(row))

    def _take(self, row: etree._Element, read: RowRead | None) -> None:
        """Take a row into its table; one without cells is nothing, as in Word."""
        if read is not None and read.cells:
            self.story.count_cells(len(read.cells))
            self.table.rows.append(self._with_widths(row, read))
            self._note_merges(read)

    def _all_unusual(self) -> bool:
        return self.story.styles.unusual(self.story.styles.default)

    def _with_odd_cells(self, cells: list[Cell], odd: dict[int, etree._Element]) -> RowRead | None:
        """Read the few cells that need care again; one that a merge may hide needs a careful row."""
        if any(cells[at][2] == CONTINUE for at in odd):
            return None
        for at, holder in odd.items():
            cells[at] = (self._read_carefully(holder, at), *cells[at][1:])
        return RowRead(cells)

    def _property(self, element: etree._Element, tag: str, cell: int) -> tuple[int, int] | None:
        """Read what says how far a cell goes, across and down; None for what needs care."""
        if tag in STYLED:
            return None if self.story.styles.unusual(element.get(VAL)) else NOTHING
        if tag == VMERGE:
            return 0, merge_of(element)
        if tag == SPAN:
            return self._span(element, cell), NONE
        return NOTHING if tag == FONTS and not draws_signs(element) else None

    def _span(self, element: etree._Element, cell: int) -> int:
        """Read gridSpan; what is no number from 1 covers one column, and nothing covers more than a sheet has."""
        said = element.get(VAL) or ""
        span = whole(said)
        told = (len(self.table.rows) + 1, cell, Tell("D012", facts={"said": said[:20]}))
        if not span or span > WIDEST:
            if told not in self.table.tells[-3:]:
                self.table.tells.append(told)
            return WIDEST if span else 1
        return span

    def _careful(self, row: etree._Element) -> RowRead | None:
        props = row.find(w("trPr"))
        if props is not None and any(props.find(name) is not None for name in DELETED):
            self._left_out("R015", row)
            return None
        before, after = (min(whole(value(props, name)) or 0, WIDEST) for name in ("gridBefore", "gridAfter"))
        cells: list[Cell] = []
        at, told = before, len(self.table.tells)
        for element, mark in cells_of(row):
            made = self._cell(element, len(cells), at, mark)
            if made is None:
                continue
            if continues_across(element) and cells:
                self._widen(cells, made)
            else:
                cells.append(made)
            at += made[1]
        # A row is left out if its mark is hidden and so is all that stands in it; that is told once, not cell by cell.
        if is_on(props, "hidden") and not any(cell[0].strip() for cell in cells):
            del self.table.tells[told:]
            self._left_out("R016", row)
            return None
        return RowRead(cells, before, after)

    def _left_out(self, code: str, row: etree._Element) -> None:
        cells = ("".join(each.text or "" for each in cell.iter(T, w("delText"))) for cell, _ in cells_of(row))
        self.table.tell(-1, Tell(code, "｜".join(text for text in cells if text)))

    def _widen(self, cells: list[Cell], made: Cell) -> None:
        text, across, merge = cells[-1]
        cells[-1] = (text, min(across + made[1], WIDEST), merge)
        if made[0].strip():
            self.table.tell(len(cells) - 1, Tell("R014", made[0]))

    def _cell(self, cell: etree._Element, index: int, at: int, mark: str) -> Cell | None:
        props = child(cell, w("tcPr"))
        if child(props, w("cellDel")) is not None:
            self.table.tell(index, Tell("R010", "".join(each.text or "" for each in cell.iter(T, w("delText")))))
            return None
        span, merging = (child(props, name) for name in (SPAN, VMERGE))
        across = 1 if span is None else self._span(span, index)
        merge = NONE if merging is None else merge_of(merging)
        if merge == CONTINUE and self.table.merging.get(at) == at + across:
            return "".join(each.text or "" for each in cell.iter(T)), across, merge
        return mark or self._read_carefully(cell, index), across, merge

    def _read_carefully(self, cell: etree._Element, index: int) -> str:
        row = len(self.table.rows) + 1
        table = self.table
        reading = CellText(self.story, lambda inner: self.nested(inner, row, index))
        for block in cell:
            reading.read(block)
        reading.close()
        self.table = table
        for tell in reading.tells:
            table.tell(index, tell)
        return reading.text

    def _with_widths(self, row: etree._Element, read: RowRead) -> RowRead:
        """Add the widths of the cells where the spans do not fill the table's grid."""
        if read.before + sum([cell[1] for cell in read.cells]) == len(self.table.widths):
            return read
        found = [cell.find(f"{w('tcPr')}/{w('tcW')}") for cell, _ in cells_of(row)]
        return read._replace(widths=tuple(0 if each is None else twips(each) for each in found))

    def _note_merges(self, read: RowRead) -> None:
        """Remember where vertical merges stand, to know which cells of the next row Word hides."""
        if not any(cell[2] for cell in read.cells):
            self.table.merging = {}
            return
        at, merging = read.before, {}
        for _, across, merge in read.cells:
            if merge:
                merging[at] = at + across
            at += across
        self.table.merging = merging
