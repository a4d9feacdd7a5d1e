"""Thousands of rows are plain, and one walk over their elements reads them; what is odd in one ends the walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.read.docx_grid import NONE
from pipeline.read.fields import CHECKBOX
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, TC, TEXTPATH, TR, P, T, m, w

Cell = tuple[str, int, int]
BREAKS = (w("br"), w("cr"))
LINES = frozenset((P, *BREAKS))
# What a cell must hold to be read with care.
UNUSUAL = (
    *DELETED, TBL, ALTERNATE, CHECKBOX, TEXTPATH, m("oMath"),
    *map(w, ("vanish", "strike", "dstrike", "vertAlign", "fldChar", "sym", "tab", "ptab", "noBreakHyphen",
             "rt", "footnoteReference", "endnoteReference", "txbxContent", "numPr", "altChunk", "subDoc")),
)  # fmt: skip
# Judges an element that may be odd, in a cell counted from zero: how far it makes the cell go across and down.
Judge = Callable[[etree._Element, str, int], tuple[int, int] | None]


class Swept(NamedTuple):
    """The cells of a row, and those among them whose text must be read with care."""

    cells: list[Cell]
    odd: dict[int, etree._Element]


class Sweep:
    """One walk over rows that follow each other; making an iterator a row would cost as much as the row."""

    def __init__(self, holder: etree._Element, wanted: tuple[str, ...], odd_text: frozenset[str], judge: Judge) -> None:
        self.wanted = (TR, TC, P, T, *BREAKS, *wanted)
        self.odd_text = odd_text
        self.judge = judge
        self.elements: Iterator[etree._Element] | None = holder.iter(*self.wanted)
        self.begun = False

    def row(self, row: etree._Element, after: etree._Element | None) -> Swept | None:
        """Give the cells of a row, which ends where the one after it begins; None as soon as it needs care."""
        swept = self._cells(self._elements(row), after)
        if swept is None:
            # What is left of the row may be a world of nested tables: walk on from the next row, not through it.
            self.elements = None
        return swept

    def _elements(self, row: etree._Element) -> Iterator[etree._Element]:
        if self.elements is None:
            own = row.iter(*self.wanted)
            next(own)
            return own
        if not self.begun:
            self.begun = any(element is row for element in self.elements)
        return self.elements

    def _cells(self, elements: Iterator[etree._Element], after: etree._Element | None) -> Swept | None:
        swept = Swept([], {})
        texts: list[str] = []
        holder: etree._Element | None = None
        across = merge = 0
        for element in elements:
            tag = element.tag
            if tag == T:
                texts.append(shown(element))
            elif tag in LINES:
                texts.append("\n")
            elif tag == TC:
                if across:
                    swept.cells.append(("".join(texts).strip("\n"), across, merge))
                texts = []
                holder, across, merge = element, 1, NONE
            elif element is after:
                break
            elif (said := self._said(element, tag, holder, swept)) is None:
                return None
            else:
                across, merge = said[0] or across, said[1] or merge
        if across:
            swept.cells.append(("".join(texts).strip("\n"), across, merge))
        return swept

    def _said(
        self, element: etree._Element, tag: str, holder: etree._Element | None, swept: Swept
    ) -> tuple[int, int] | None:
        """Judge an element that may be odd; note the cell if only its text is."""
        said = self.judge(element, tag, len(swept.cells))
        if said is None and holder is not None and tag in self.odd_text:
            swept.odd[len(swept.cells)] = holder
            return 0, NONE
        return said


def shown(text: etree._Element) -> str:
    """Give what w:t shows; a line break that only the file's own lines made is a space, as in Word."""
    return (text.text or "").replace("\n", " ")
