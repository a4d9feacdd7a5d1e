"""The rows of a Word table: what each covers, what a merge hides in it, what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from pipeline.read.cell_text import CellText
from pipeline.read.known_rows import KnownRows
from pipeline.read.numbering import At
from pipeline.read.ooxml import DELETED, TR, VAL, T, child, is_on, value, w, whole
from pipeline.read.row_moulds import Known
from pipeline.read.row_parts import cells_of, continues_across, draws_signs, merge_of, widths_of
from pipeline.read.row_shape import CONTINUE, NONE, Cell, RowRead, shape_of
from pipeline.read.row_sweep import FONTS, NUMBERED, SPAN, STYLED, VMERGE, WANTED, Sweep, Swept, lines, numbered, sought
from pipeline.read.story import Story, Tell
from pipeline.read.table_read import TableRead

NOTHING = (0, NONE)
# Word 2007 and later hold 63 columns; no spreadsheet holds more than this.
WIDEST = 16384
# Reads a table inside a cell: the table, the row and the cell that hold it.
Nested = Callable[[etree._Element, int, int], None]


class RowReader:
    """Reads rows in the order of the file."""

    def __init__(self, story: Story, nested: Nested) -> None:
        self.story = story
        self.nested = nested
        self.table = TableRead()
        self.known = KnownRows(self.plain)

    def read(
        self, rows: Sequence[etree._Element], holder: etree._Element, growing: etree._Element | None, table: TableRead
    ) -> None:
        """Read rows of a holder, and marks for known ones, up to a row that is still growing, into a table."""
        written = [row for row in rows if row.tag == TR]
        sweep = None
        if written and not self._all_unusual():
            sweep = Sweep(holder.iter(*WANTED), self._property, self.story.numbering.listed)
        ends = iter([*written[1:], growing])
        for row in rows:
            self.table = table
            if row.tag == TR:
                self._read(row, sweep, next(ends))
            else:
                self._take_known(self.known.at(row))

    def _read(self, row: etree._Element, sweep: Sweep | None, after: etree._Element | None) -> None:
        swept = sweep.row(row, after) if sweep else None
        read = None if swept is None else self._finished(swept)
        read = read or self._careful(row)
        if read is not None and read.texts:
            self._take([self._with_widths(row, read)])

    def _take_known(self, rows: list[Known]) -> None:
        width = len(self.table.widths)
        self._take([
            RowRead(
                self._with_numbers(texts, mould.lists) if mould.lists else texts,
                mould.shape if mould.end == width else mould.wide,
            )
            for texts, mould in rows
        ])  # fmt: skip

    def plain(self, row: etree._Element) -> Swept | None:
        """Sweep a row that stands alone, outside any table; None if anything in it needs care or is to be told."""
        if self._all_unusual():
            return None
        self.table = TableRead()
        swept = Sweep(sought(row), self._property, self.story.numbering.listed).row(row, None)
        return None if swept is None or swept.odd or self.table.tells else swept

    def _take(self, rows: list[RowRead]) -> None:
        self.story.count("cells", sum([len(row.texts) for row in rows]))
        self.story.count("empty_rows", sum([not any(row.texts) for row in rows]))
        self.table.take(rows)

    def _all_unusual(self) -> bool:
        return self.story.styles.unusual(self.story.styles.default)

    def _finished(self, swept: Swept) -> RowRead | None:
        """Read the few cells that need care again; one that a merge may hide needs a careful row."""
        special = sorted({*swept.odd, *swept.lists})
        if any(swept.cells[at][2] == CONTINUE for at in special):
            return None
        texts = [lines(text) for text, _, _ in swept.cells]
        for at in special:
            if at in swept.odd:
                texts[at] = self._read_carefully(swept.odd[at], at)
            else:
                texts[at] = numbered(swept.cells[at][0], map(self.story.numbering.label, swept.lists[at]))
        return RowRead(texts, shape_of(swept.cells))

    def _with_numbers(self, texts: Sequence[str], lists: Sequence[At]) -> list[str]:
        labels = map(self.story.numbering.label, lists)
        return [numbered(text, labels) if NUMBERED in text else lines(text) for text in texts]

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
        return RowRead([cell[0] for cell in cells], shape_of(cells, before, after))

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
        if read.shape.end == len(self.table.widths):
            return read
        return read._replace(shape=read.shape._replace(widths=widths_of(row)))
