"""What a row is made of: its cells wherever they are wrapped, and what their properties say."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.read.fields import CHECKBOX, check_mark
from pipeline.read.ooxml import ALTERNATE, DELETED, TC, UNPRINTED, VAL, branch, child, w, whole
from pipeline.read.row_shape import CONTINUE, RESTART


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


def draws_signs(fonts: etree._Element) -> bool:
    """Ask whether w:rFonts names a font that draws signs for letters."""
    return any("ingdings" in name or name == "Symbol" for name in map(str, fonts.values()))


def merge_of(element: etree._Element) -> int:
    """Read w:vMerge: no value means that the cell above goes on."""
    return RESTART if element.get(VAL) == "restart" else CONTINUE


def continues_across(cell: etree._Element) -> bool:
    """Ask for w:hMerge, which only old programs write: no value means that the cell on the left goes on."""
    merge = child(child(cell, w("tcPr")), w("hMerge"))
    return merge is not None and merge.get(VAL) != "restart"


def widths_of(row: etree._Element) -> tuple[int, ...]:
    """Give how wide each cell of a row says to be, in twentieths of a point; 0 where it does not say so."""
    found = [child(child(cell, w("tcPr")), w("tcW")) for cell, _ in cells_of(row)]
    return tuple([0 if each is None else _twips(each) for each in found])


def _twips(width: etree._Element) -> int:
    """Read a width in twentieths of a point; 0 for one in another measure."""
    return whole(width.get(w("w"))) or 0 if width.get(w("type"), "dxa") == "dxa" else 0
