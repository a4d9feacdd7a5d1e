"""Thousands of rows are plain, and one walk over their elements reads them; what is odd in one ends the walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.read.fields import CHECKBOX
from pipeline.read.numbering import At
from pipeline.read.ooxml import ALTERNATE, DELETED, TBL, TC, TEXTPATH, TR, P, T, m, w
from pipeline.read.row_shape import NONE, Cell

BREAKS = frozenset(map(w, ("br", "cr")))
NUMBER = w("numPr")
# What stands in a swept text, as no XML can hold it: where a list's number belongs, and a break inside a paragraph.
NUMBERED, BROKEN = "\0", "\v"
# What a cell must hold to be read with care.
UNUSUAL = (
    *DELETED, TBL, ALTERNATE, CHECKBOX, TEXTPATH, m("oMath"),
    *map(w, ("vanish", "strike", "dstrike", "vertAlign", "fldChar", "sym", "tab", "ptab", "noBreakHyphen",
             "rt", "footnoteReference", "endnoteReference", "txbxContent", "altChunk", "subDoc")),
)  # fmt: skip
SPAN, VMERGE, FONTS = map(w, ("gridSpan", "vMerge", "rFonts"))
STYLED = frozenset(map(w, ("pStyle", "rStyle")))
ODD_ROW = tuple(map(w, ("gridBefore", "gridAfter", "hMerge", "hidden", "cellDel")))
# What is odd in a cell's text only, and changes nothing in the row around it.
ODD_TEXT = frozenset(UNUSUAL) - {*DELETED, TBL, ALTERNATE, CHECKBOX, w("txbxContent")} | STYLED | {FONTS}
# What a sweep meets, and passes over in silence where it is plain.
WANTED = (TR, TC, P, T, NUMBER, *BREAKS, SPAN, VMERGE, *ODD_ROW, *UNUSUAL, *STYLED, FONTS)
WANTED_IN_FEW = frozenset(WANTED)
# Judges an element that may be odd, in a cell counted from zero: how far it makes the cell go across and down.
Judge = Callable[[etree._Element, str, int], tuple[int, int] | None]
# Tells which list a paragraph is numbered by.
Listed = Callable[[etree._Element], At | None]


class Swept(NamedTuple):
    """The cells of a row; those whose text must be read with care; and by which lists paragraphs are numbered."""

    cells: list[Cell]
    odd: dict[int, etree._Element]
    lists: dict[int, list[At]]


class Sweep:
    """One walk over rows that follow each other; making an iterator a row would cost as much as the row."""

    def __init__(self, elements: Iterator[etree._Element], judge: Judge, listed: Listed) -> None:
        self.elements: Iterator[etree._Element] | None = elements
        self.judge = judge
        self.listed = listed
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
            own = row.iter(*WANTED)
            next(own)
            return own
        if not self.begun:
            self.begun = any(element is row for element in self.elements)
        return self.elements

    def _cells(self, elements: Iterator[etree._Element], after: etree._Element | None) -> Swept | None:
        swept = Swept([], {}, {})
        texts: list[str] = []
        holder: etree._Element | None = None
        across = merge = 0
        for element in elements:
            tag = element.tag
            if tag == T:
                texts.append(shown(element))
            elif tag == P:
                texts.append("\n")
            elif tag == TC:
                if across:
                    swept.cells.append(("".join(texts).strip("\n"), across, merge))
                texts = []
                holder, across, merge = element, 1, NONE
            elif element is after:
                break
            elif (said := self._said(element, tag, holder, swept, texts)) is None:
                return None
            else:
                across, merge = said[0] or across, said[1] or merge
        if across:
            swept.cells.append(("".join(texts).strip("\n"), across, merge))
        return swept

    def _said(
        self, element: etree._Element, tag: str, holder: etree._Element | None, swept: Swept, texts: list[str]
    ) -> tuple[int, int] | None:
        """Judge an element that may be odd; note the cell if only its text is."""
        at = len(swept.cells)
        if tag in BREAKS:
            texts.append(BROKEN)
            return 0, NONE
        if tag == NUMBER:
            if holder is None:  # a paragraph that stands in no cell
                return None
            number = self._number(element)
            if number is not None:
                swept.lists.setdefault(at, []).append(number)
                texts.append(NUMBERED)
            return 0, NONE
        said = self.judge(element, tag, at)
        if said is None and holder is not None and tag in ODD_TEXT:
            swept.odd[at] = holder
            return 0, NONE
        return said

    def _number(self, element: etree._Element) -> At | None:
        """Tell which list numbers a paragraph; what its properties were before a tracked change numbers none."""
        props = element.getparent()
        paragraph = None if props is None else props.getparent()
        return self.listed(paragraph) if paragraph is not None and paragraph.tag == P else None


def sought(row: etree._Element) -> Iterator[etree._Element]:
    """Give what a sweep meets in one small row: asking lxml to look for so many names costs more than to look."""
    return (element for element in row.iter() if element.tag in WANTED_IN_FEW)


def shown(text: etree._Element) -> str:
    """Give what w:t shows; a line break that only the file's own lines made is a space, as in Word."""
    return (text.text or "").replace("\n", " ")


def lines(swept: str) -> str:
    """Give a swept text as lines, without blank ones around it.

    >>> lines("\\n发改局\\v\\n财政局\\n")
    '发改局\\n\\n财政局'
    """
    return swept.replace(BROKEN, "\n").strip("\n")


def numbered(swept: str, labels: Iterator[str]) -> str:
    """Give a swept text as lines, with the number of its list before each paragraph that has one.

    >>> numbered("\\0修路\\n\\0", iter(("1. ", "2. ")))
    '1. 修路\\n2.'
    """
    return lines("\n".join(_labelled(line, labels) if NUMBERED in line else line for line in swept.split("\n")))


def _labelled(line: str, labels: Iterator[str]) -> str:
    text, label = line.replace(NUMBERED, ""), next(labels)
    return label + text if text else label.rstrip()
