"""Tables wherever Word puts them: in the text, in cells, in text boxes, in content controls; read while the file streams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.model import NO_FACTS, Box, Doubt, Grid, Place, Repair
from pipeline.read.cell_text import CellText
from pipeline.read.docx_grid import lay
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, TR, UNPRINTED, P, branch, guard_elements, w, whole
from pipeline.read.story import Story, Tell
from pipeline.read.word_rows import RowReader, TableRead

STEP = "from_docx"
GRID = w("tblGrid")


@dataclass
class Draft:
    """A table that was found: what stood before it, in which cell it stands, and its boxes once it is laid out."""

    before: tuple[str, ...] = ()
    holder: Draft | None = None
    at: tuple[int, int] = (0, 0)
    read: TableRead = field(default_factory=TableRead)
    boxes: tuple[Box, ...] = ()
    height: int = 0
    width: int = 0
    columns: dict[tuple[int, int], int] = field(default_factory=dict)
    tells: list[tuple[int, int, Tell]] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Count the tables around this one."""
        return 0 if self.holder is None else self.holder.depth + 1


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
        """Count the tags since a row or paragraph was let go: one of too many would fill the memory."""
        self.tags += tags
        guard_elements(self.story.name, self.tags, self.story.limits)

    def drain(self, holder: etree._Element, whole_there: bool) -> None:
        """Read what is there of a holder; its last child may still be growing."""
        children = list(holder)
        finished = children if whole_there else children[:-1]
        for child in finished:
            self._take(child, True)
            if not whole_there:
                _let_go(holder, child)
                self.tags = 0
        if len(children) > len(finished):
            self._take(children[-1], False)

    def _take(self, block: etree._Element, whole_there: bool) -> None:
        if block.tag == TBL:
            self._table(block, whole_there)
        elif block.tag in (P, TR, ALTERNATE, GRID):
            if whole_there:
                self._finished(block)
        elif block.tag not in UNPRINTED and block.tag not in DELETED and isinstance(block.tag, str):
            self.drain(block, whole_there)

    def _finished(self, block: etree._Element) -> None:
        if block.tag == TR and self.current is not None:
            self.rows.read(block, self.current.read)
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
        reading.read(block)
        self.paragraphs += [line for line in map(str.strip, reading.text.split("\n")) if line]

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
        if laid.ghosts:
            counts = str(laid.width + laid.ghosts), str(laid.width)
            draft.tells.append((1, 0, Tell("R013", *counts, "inferred")))

    def grids(self) -> tuple[Grid, ...]:
        """Number the tables in reading order, and hang the last paragraphs onto the last table of the text."""
        found = [draft for draft in self.drafts if draft.boxes]
        numbers = {id(draft): number for number, draft in enumerate(found, 1)}
        grids = [_grid(draft, numbers) for draft in found]
        last = max((at for at, grid in enumerate(grids) if grid.parent is None), default=None)
        if last is not None:
            grids[last] = replace(grids[last], after=tuple(self.paragraphs))
        return tuple(grids)


def _let_go(holder: etree._Element, child: etree._Element) -> None:
    """Free the memory of a child; emptied first, since lxml walks through all that it removes."""
    child.clear(keep_tail=True)  # type: ignore[call-arg]
    holder.remove(child)


def _grid(draft: Draft, numbers: dict[int, int]) -> Grid:
    number = numbers[id(draft)]
    parent = None
    if draft.holder is not None and id(draft.holder) in numbers:
        parent = Place(numbers[id(draft.holder)], draft.at[0], draft.holder.columns[draft.at])
    tells = sorted(draft.tells, key=lambda told: told[:2])
    return Grid(
        number, draft.height, draft.width, draft.boxes, draft.before, parent=parent,
        repairs=tuple(_repair(Place(number, row, column), tell) for row, column, tell in tells if tell.code[0] == "R"),
        doubts=tuple(doubt(tell, Place(number, row, column)) for row, column, tell in tells if tell.code[0] == "D"),
    )  # fmt: skip


def _repair(place: Place, tell: Tell) -> Repair:
    return Repair(tell.code, STEP, place, tell.before, tell.after, tell.certainty, "", tell.facts)


def doubt(tell: Tell, place: Place) -> Doubt:
    """Make a doubt of the reader."""
    return Doubt(tell.code, STEP, place, "", tell.facts or NO_FACTS)


def _widths(grid: etree._Element) -> tuple[int, ...]:
    found: Iterable[etree._Element] = grid.iterchildren(w("gridCol"))
    return tuple(whole(each.get(w("w"))) or 0 for each in found)
