"""A row of a Word table: thousands are plain and read in one sweep, the odd one with care."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.cell_text import CHECKBOX, UNUSUAL, CellText, check_mark
from pipeline.read.docx_grid import CONTINUE, NONE, RESTART, RowRead
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, TC, UNPRINTED, VAL, P, T, branch, child, is_on, value, w, whole
from pipeline.read.story import Story, Tell

SPAN, VMERGE, PSTYLE, RSTYLE, FONTS = map(w, ("gridSpan", "vMerge", "pStyle", "rStyle", "rFonts"))
ODD_ROW = tuple(map(w, ("gridBefore", "gridAfter", "hMerge", "hidden", "cellDel")))
# What is odd in a cell's text only, and changes nothing in the row around it.
ODD_TEXT = frozenset(UNUSUAL) - {*DELETED, TBL, ALTERNATE, CHECKBOX, w("txbxContent")} | {PSTYLE, RSTYLE, FONTS}
# Word 2007 and later hold 63 columns; no spreadsheet holds more than this.
WIDEST = 16384
Cell = tuple[str, int, int]
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
        self.odd = self._odd()
        self.wanted = (TC, P, T, SPAN, VMERGE, *ODD_ROW, *self.odd)

    def _odd(self) -> tuple[str, ...]:
        """Name what must be looked at in a cell."""
        styles = (PSTYLE, RSTYLE) if self.story.styles.unusual else ()
        fonts = (FONTS,) if self.story.picture_fonts else ()
        return (*UNUSUAL, *styles, *fonts)

    def fonts_appear(self) -> None:
        """Look at the fonts from here on: one of them draws signs for letters."""
        self.story.picture_fonts = True
        self.odd = self._odd()
        self.wanted = (TC, P, T, SPAN, VMERGE, *ODD_ROW, *self.odd)

    def read(self, row: etree._Element, table: TableRead) -> None:
        """Read a row into a table; one without cells is nothing, as in Word."""
        if len(row) == 0:
            return
        self.table = table
        read = None if self._all_unusual() else self._plain(row)
        if read is None:
            read = self._careful(row)
        if read is None or not read.cells:
            return
        self.story.count_cells(len(read.cells))
        table.rows.append(self._with_widths(row, read))
        self._note_merges(read)

    def _all_unusual(self) -> bool:
        return self.story.styles.default in self.story.styles.unusual

    def _plain(self, row: etree._Element) -> RowRead | None:
        """Read a row in one sweep; None as soon as anything in it is unusual."""
        cells: list[Cell] = []
        texts: list[str] = []
        odd: dict[int, etree._Element] = {}
        holder = row
        paragraphs = across = merge = 0
        for element in row.iter(*self.wanted):
            tag = element.tag
            if tag == T:
                texts.append(element.text or "")
            elif tag == P:
                if paragraphs:
                    texts.append("\n")
                paragraphs += 1
            elif tag == TC:
                if across:
                    cells.append((_joined(texts, paragraphs), across, merge))
                    texts = []
                holder, paragraphs, across, merge = element, 0, 1, NONE
            else:
                said = self._property(element, tag, len(cells))
                if said is None and not (across and tag in ODD_TEXT):
                    return None
                if said is None:
                    odd[len(cells)] = holder
                else:
                    across, merge = said[0] or across, said[1] or merge
        if across:
            cells.append((_joined(texts, paragraphs), across, merge))
        return self._with_odd_cells(cells, odd)

    def _with_odd_cells(self, cells: list[Cell], odd: dict[int, etree._Element]) -> RowRead | None:
        """Read the few cells that need care again; one that a merge may hide needs a careful row."""
        if any(cells[at][2] == CONTINUE for at in odd):
            return None
        for at, holder in odd.items():
            cells[at] = (self._read_carefully(holder, at), *cells[at][1:])
        return RowRead(cells)

    def _property(self, element: etree._Element, tag: str, cell: int) -> tuple[int, int] | None:
        """Read what says how far a cell goes, across and down; None for what needs care."""
        if tag == VMERGE:
            return 0, _merge(element)
        if tag == SPAN:
            return self._span(element, cell), NONE
        return (0, NONE) if self._harmless(element, tag) else None

    def _harmless(self, element: etree._Element, tag: str) -> bool:
        if tag in (PSTYLE, RSTYLE):
            return element.get(VAL) not in self.story.styles.unusual
        if tag == FONTS:
            return not any("ingdings" in name or name == "Symbol" for name in map(str, element.values()))
        return False

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
        at = before
        for element, mark in cells_of(row):
            made = self._cell(element, len(cells), at, mark)
            if made is None:
                continue
            if _continues_across(element) and cells:
                self._widen(cells, made)
            else:
                cells.append(made)
            at += made[1]
        if is_on(props, "hidden") and not any(cell[0].strip() for cell in cells):
            self._hidden(row)
            return None
        return RowRead(cells, before, after)

    def _hidden(self, row: etree._Element) -> None:
        """Leave out a row if its mark is hidden (w:hidden) and so is all that stands in it."""
        number = len(self.table.rows) + 1
        self.table.tells = [tell for tell in self.table.tells if tell[0] != number]
        self._left_out("R016", row)

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
        merge = NONE if merging is None else _merge(merging)
        if merge == CONTINUE and self.table.merging.get(at) == at + across:
            return "".join(each.text or "" for each in cell.iter(T)), across, merge
        return mark or self._text(cell, index), across, merge

    def _is_plain(self, cell: etree._Element) -> bool:
        return not self._all_unusual() and all(self._harmless(each, each.tag) for each in cell.iter(*self.odd))

    def _text(self, cell: etree._Element, index: int) -> str:
        if self._is_plain(cell):
            lines = ("".join([each.text or "" for each in line.iter(T)]) for line in cell.iter(P))
            return "\n".join(lines).strip("\n")
        return self._read_carefully(cell, index)

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
        if read.before + sum(cell[1] for cell in read.cells) == len(self.table.widths):
            return read
        found = [cell.find(f"{w('tcPr')}/{w('tcW')}") for cell, _ in cells_of(row)]
        return read._replace(widths=tuple(0 if each is None else _twips(each) for each in found))

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


def cells_of(holder: etree._Element, mark: str = "") -> Iterator[tuple[etree._Element, str]]:
    """Give the cells of a row, also those in content controls and other wrappers; a check box gives its mark."""
    for part in holder:
        if part.tag == TC:
            yield part, mark
        elif part.tag == ALTERNATE:
            chosen = branch(part)
            if chosen is not None:
                yield from cells_of(chosen, mark)
        elif part.tag not in UNPRINTED and part.tag not in DELETED:
            box = part.find(f"{w('sdtPr')}/{CHECKBOX}")
            yield from cells_of(part, mark if box is None else check_mark(box))


def _joined(texts: list[str], paragraphs: int) -> str:
    text = texts[0] if len(texts) == 1 else "".join(texts)
    return text.strip("\n") if paragraphs > 1 else text


def _merge(element: etree._Element) -> int:
    return RESTART if element.get(VAL) == "restart" else CONTINUE


def _continues_across(cell: etree._Element) -> bool:
    """Ask for w:hMerge, which only old programs write: no value means that the cell on the left goes on."""
    merge = child(child(cell, w("tcPr")), w("hMerge"))
    return merge is not None and merge.get(VAL) != "restart"


def _twips(width: etree._Element) -> int:
    return whole(width.get(w("w"))) or 0 if width.get(w("type"), "dxa") == "dxa" else 0
