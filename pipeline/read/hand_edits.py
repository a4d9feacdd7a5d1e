"""A workbook of ours was saved again by somebody: was anything changed in it but the cells for decisions?

What a program alone does when it saves (quotes around names of sheets, black written out, widths, what is filtered) is
no edit.  Whatever else differs is one: a value, a formula, a colour, a note, a link, a merge, a sheet, a picture.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.read.decisions import is_review, typed_columns

if TYPE_CHECKING:
    from openpyxl import Workbook

# A workbook that takes longer to compare than it is worth: it counts as edited.
LARGEST = 4 * 2**20
_QUOTED = re.compile(r"'([^'!]+)'!")
_ANCHOR = re.compile(rb"<(?:\w+:)?(?:one|two)CellAnchor[ >]|<(?:\w+:)?absoluteAnchor[ >]")
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
# How a program may write that a text has no colour of its own.
_BLACK = (None, "FF000000", "00000000", ("theme", 1))


def only_decided(edited: bytes, delivered: bytes) -> bool:
    """Ask whether a workbook differs from what was delivered by nothing but what was typed as decisions."""
    if max(len(edited), len(delivered)) > LARGEST:
        return False
    try:
        return _drawings(edited) == _drawings(delivered) and _alike(_opened(edited), _opened(delivered))
    except Exception:  # openpyxl raises whatever its XML parsers and casts meet: then it cannot be told
        return False


def _alike(one: Workbook, other: Workbook) -> bool:
    return one.sheetnames == other.sheetnames and all(
        _facts(one[name]) == _facts(other[name]) for name in one.sheetnames
    )


def _opened(data: bytes) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(data))


def _drawings(data: bytes) -> int:
    """Count pictures, charts and shapes."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return sum(len(_ANCHOR.findall(package.read(name))) for name in package.namelist() if _DRAWING.fullmatch(name))


def _facts(sheet: Any) -> tuple[object, ...]:
    """Give what is merged, and what a person sees; the lines of what to check stand in whatever order they were sorted into."""
    merged = sorted(str(area) for area in sheet.merged_cells.ranges)
    if not is_review(sheet):
        return merged, [(at, row) for at, row in enumerate(_rows(sheet)) if row]
    typed = typed_columns(sheet)
    heading, *lines = _rows(sheet)
    bare = ([cell for cell in line if cell[0] not in typed] for line in lines)
    return merged, heading, sorted((line for line in bare if line), key=repr)


def _rows(sheet: Any) -> Iterator[list[tuple[object, ...]]]:
    """Give, row by row, each cell that is more than a blank: its column, and what is seen in it."""
    blank = (None, None, (), None, None)
    for row in sheet.iter_rows():
        yield [(cell.column, *seen) for cell in row if (seen := _seen(cell)) != blank]


def _seen(cell: Any) -> tuple[object, ...]:
    value = cell.value
    if isinstance(value, str) and value.startswith("="):
        value = _QUOTED.sub(r"\1!", value)
    comment = cell.comment.text if cell.comment else None
    link = cell.hyperlink.target if cell.hyperlink else None
    if not cell.has_style:
        return value, None, (), comment, link
    return value, _colour(cell.fill.fgColor) if cell.fill.fill_type else None, _marks(cell.font), comment, link


def _marks(font: Any) -> tuple[object, ...]:
    """Give how a text is marked: bold, slanted, struck, underlined, coloured; nothing where it is not."""
    colour = _colour(font.color) if font.color is not None else None
    marks = (font.b, font.i, font.strike, font.u, colour not in _BLACK and colour)
    return tuple(mark or False for mark in marks) if any(marks) else ()


def _colour(colour: Any) -> object:
    return colour.rgb if colour.type == "rgb" else (colour.type, colour.value)
