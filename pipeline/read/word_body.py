"""Tables wherever Word puts them: in the text, in cells, in text boxes, in content controls; read while the file streams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from pipeline.model import Grid
from pipeline.read.cell_text import CellText
from pipeline.read.docx_grid import lay
from pipeline.read.draft import Draft, grid_of
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, TR, UNPRINTED, P, branch, guard_elements, w, whole
from pipeline.read.pictured import is_large, titles_table
from pipeline.read.story import Story, Tell
from pipeline.read.table_read import TableRead
from pipeline.read.word_rows import RowReader

GRID = w("tblGrid")
INSERTED = frozenset(map(w, ("altChunk", "subDoc")))
# Enough characters of a table to know it by.
SHORTENED = 60
# Rows, and the mark that stands for known ones.
ROWS = frozenset((TR, etree.PI))
READ_WHOLE = ROWS | {P, ALTERNATE, GRID}
# What a table holds that has no control or other wrapper around some of its rows.
ROWS_ONLY = ROWS | {GRID, *map(w, ("tblPr", "bookmarkStart", "bookmarkEnd", "proofErr"))}


class Body:
    """Reads blocks in the order of the file and lets go of each as soon as it is read."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.drafts: list[Draft] = []
        self.paragraphs: list[str] = []
        self.current: Draft | None = None
        self.element: etree._Element | None = None
        self.tags = 0
        self.rows = RowReader(story, self._nested)

    def grow(self, tags: int) -> None:
        """Count tags and attributes since a row or paragraph was let go: one of too many would fill the memory."""
        self.tags += tags
        guard_elements(self.story.name, self.tags, self.story.limits)

    def drain(self, holder: etree._Element, whole_there: bool) -> None:
        """Read what is there of a holder; its last child may still be growing."""
        children = list(holder)
        finished = children if whole_there else children[:-1]
        if self.current is not None and all(child.tag in ROWS_ONLY for child in children):
            self._rows(self.current.read, holder, finished, children[len(finished) :])
        else:
            self._blocks(finished, children[len(finished) :])
        if not whole_there:
            for child in finished:
                _let_go(holder, child)
            self.tags = 0 if finished else self.tags

    def _blocks(self, finished: list[etree._Element], growing: list[etree._Element]) -> None:
        for child in finished:
            self._take(child, True)
        for child in growing:
            self._take(child, False)

    def _rows(
        self, read: TableRead, holder: etree._Element, finished: list[etree._Element], growing: list[etree._Element]
    ) -> None:
        """Read the rows of a table that holds nothing else in one sweep."""
        for child in finished:
            if child.tag == GRID:
                read.widths = _widths(child)
        rows = [child for child in finished if child.tag in ROWS]
        if rows:
            self.rows.read(rows, holder, next(iter(growing), None), read)

    def _take(self, block: etree._Element, whole_there: bool) -> None:
        if block.tag == TBL:
            self._table(block, whole_there)
        elif block.tag in INSERTED:
            self.story.inserted_files += whole_there
        elif block.tag in READ_WHOLE:
            if whole_there:
                self._finished(block)
        elif block.tag not in UNPRINTED and block.tag not in DELETED and isinstance(block.tag, str):
            self.drain(block, whole_there)

    def _finished(self, block: etree._Element) -> None:
        if block.tag in ROWS and self.current is not None:
            self.rows.read([block], block, None, self.current.read)
        elif block.tag == GRID and self.current is not None:
            self.current.read.widths = _widths(block)
        elif block.tag == P:
            self._paragraph(block)
        elif block.tag == ALTERNATE:
            chosen = branch(block)
            if chosen is not None:
                self.drain(chosen, True)

    def _paragraph(self, block: etree._Element) -> None:
        reading = CellText(self.story, lambda table: self._inner(table, None, (0, 0)))
        pictures = self.story.pictures
        self.story.count("paragraphs", 1)
        reading.read(block)
        if self.story.pictures > pictures and not reading.text.strip():
            self._picture(block)
        self.paragraphs += [line for line in map(str.strip, reading.text.split("\n")) if line]

    def _picture(self, block: etree._Element) -> None:
        """Note a picture that may be the table which the paragraph before it names."""
        title = self.paragraphs[-1] if self.paragraphs else ""
        if titles_table(title) and is_large(block):
            self.story.picture_titles.append(title)

    def _table(self, table: etree._Element, whole_there: bool) -> None:
        """Read a table of the text; one that stands between the rows of another only adds its rows."""
        if self.current is None:
            self.current, self.element = Draft(tuple(self.paragraphs)), table
            self.drafts.append(self.current)
            self.paragraphs = []
        self.drain(table, whole_there)
        if whole_there and table is self.element and self.current is not None:
            self._settle(self.current)
            self.current = self.element = None

    def _nested(self, table: etree._Element, row: int, cell: int) -> None:
        self._inner(table, self.current, (row, cell))

    def _inner(self, table: etree._Element, holder: Draft | None, at: tuple[int, int]) -> None:
        """Read a table that is there as a whole, inside a cell or a text box."""
        outer, element, kept = self.current, self.element, self.paragraphs
        before = () if holder else tuple(kept)
        self.current, self.element = Draft(before, holder, at), table
        self.drafts.append(self.current)
        self.story.guard_depth(self.current.depth + 1)
        self.drain(table, True)
        self._settle(self.current)
        self.current, self.element, self.paragraphs = outer, element, kept if holder else []

    def _settle(self, draft: Draft) -> None:
        """Lay a table out as soon as its last row is read, and let go of the rows."""
        read, draft.read = draft.read, TableRead()
        asked = {row for row, _, _ in read.tells} | {each.at[0] for each in self.drafts if each.holder is draft}
        laid = lay(read.rows, read.widths, asked)
        draft.boxes, draft.width, draft.height, draft.columns = laid.boxes, laid.width, len(read.rows), laid.columns
        draft.tells = [(row, laid.columns.get((row, cell), 0), tell) for row, cell, tell in read.tells]
        draft.tells += [(row, column, Tell("R014", text)) for row, column, text in laid.hidden]
        draft.tells += [(row, column, Tell("D011")) for row, column in laid.orphans]
        if not laid.boxes:
            self._gone(draft)
        if laid.ghosts:
            counts = str(laid.width + laid.ghosts), str(laid.width)
            draft.tells.append((1, 0, Tell("R013", *counts, "inferred")))

    def _gone(self, draft: Draft) -> None:
        """Note a table of which Word shows nothing, though it holds text."""
        text = "｜".join(tell.before for _, _, tell in draft.tells if tell.before)
        if text:
            self.story.gone_tables.append(text[:SHORTENED])

    def grids(self) -> tuple[Grid, ...]:
        """Number the tables in reading order, and hang the last paragraphs onto the last table of the text."""
        found = [draft for draft in self.drafts if draft.boxes]
        numbers = {id(draft): number for number, draft in enumerate(found, 1)}
        grids = [grid_of(draft, numbers) for draft in found]
        last = max((at for at, grid in enumerate(grids) if grid.parent is None), default=None)
        if last is not None:
            grids[last] = replace(grids[last], after=tuple(self.paragraphs))
        return tuple(grids)


def _let_go(holder: etree._Element, child: etree._Element) -> None:
    """Free the memory of a child; emptied first, since lxml walks through all that it removes."""
    child.clear(keep_tail=True)  # type: ignore[call-arg]
    holder.remove(child)


def _widths(grid: etree._Element) -> tuple[int, ...]:
    found: Iterable[etree._Element] = grid.iterchildren(w("gridCol"))
    return tuple(whole(each.get(w("w"))) or 0 for each in found)
