"""What rows of one kind have in common: a mould of the frames around their texts, into which the texts are poured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.read.numbering import At
from pipeline.read.row_parts import cells_of, widths_of
from pipeline.read.row_shape import CONTINUE, NONE, Shape
from pipeline.read.row_sweep import BROKEN, NUMBERED, Swept

# Stands for a text at either end of a frame that was closed to a row.
MARK = "T"
# Parts the cells of a row; marks the place of a text.
APART, PLACE = "\x1f", "%s"
MARKERS = dict.fromkeys(map(ord, ("\n", APART, NUMBERED, BROKEN)))
# What no text may hold: what XML writes otherwise, or not at all, or in a way that the parser changes.
FORBIDDEN, NO_CHARACTER, NOR_THIS = bytes(range(32)) + b"&<", "\ufffe", "\uffff"


class Frame(NamedTuple):
    """What stands between two texts: how cells part there, and how the cells lie that begin in it."""

    text: str
    spans: list[int]
    merges: list[int]
    lists: list[At]
    row: etree._Element

    @property
    def widths(self) -> tuple[int, ...]:
        """Give how wide the cells say to be that begin in it."""
        return widths_of(self.row)[-len(self.spans) :] if self.spans else ()


@dataclass
class Mould:
    """What rows of one kind have in common: a form for their texts, how their cells lie, and what numbers them."""

    form: bytes
    shape: Shape
    lists: list[At]
    frames: list[Frame]

    def __post_init__(self) -> None:
        self.end = self.shape.end
        self.lined = b"\n" in self.form or BROKEN.encode() in self.form

    @cached_property
    def wide(self) -> Shape:
        """Give how the cells lie where their widths have to tell."""
        return self.shape._replace(widths=tuple(chain(*[frame.widths for frame in self.frames])))


# A row that needed no parser: the texts of its cells, and what it has in common with others.
Known = tuple[list[str], Mould]


def framed(swept: Swept, row: etree._Element, opened: str, closed: str) -> Frame | None:
    """Make a frame of the row that it was closed to; None where a cell is in it that no row owns, or text of its own."""
    text = APART.join([cell[0] for cell in swept.cells])
    marked = text.startswith(opened) and text.endswith(closed) and text.translate(MARKERS) == opened + closed
    # A cell inside what is none, as a tcPr, is met by the sweep and not by those who ask for the row's cells.
    astray = len(swept.cells) != len(list(cells_of(row)))
    if not marked or astray or (opened and swept.cells[0][1:] != (1, NONE)):
        return None
    begun = swept.cells[len(opened) :]
    return Frame(
        text[len(opened) : len(text) - len(closed)], [cell[1] for cell in begun], [cell[2] for cell in begun],
        [at for lists in swept.lists.values() for at in lists], row,
    )  # fmt: skip


def cast(frames: list[Frame]) -> Mould | None:
    """Put the frames of a row together; None where a number in it may or may not count."""
    form = PLACE.join([frame.text for frame in frames])
    shape = Shape(tuple(chain(*[frame.spans for frame in frames])), tuple(chain(*[frame.merges for frame in frames])))
    if not shape.spans or (NUMBERED in form and _may_be_hidden(form.split(APART), shape.merges)):
        return None
    return Mould(form.encode(), shape, list(chain(*[frame.lists for frame in frames])), frames)


def _may_be_hidden(texts: Iterable[str], merges: Iterable[int]) -> bool:
    """Ask whether a number stands in a cell that goes on from above: whether it counts depends on the row there."""
    return any(NUMBERED in text and merge == CONTINUE for text, merge in zip(texts, merges, strict=True))


def poured(mould: Mould, texts: list[bytes]) -> Known | None:
    """Pour texts into a mould, if they hold nothing that a parser would read otherwise, or refuse."""
    joined = b" ".join(texts)
    if len(joined.translate(None, FORBIDDEN)) < len(joined):
        return None
    try:
        written = (mould.form % tuple(texts)).decode()
    except UnicodeDecodeError:
        return None
    if NO_CHARACTER in written or NOR_THIS in written:
        return None
    if mould.lined and not mould.lists:
        return [cell.strip("\n") for cell in written.replace(BROKEN, "\n").split(APART)], mould
    return written.split(APART), mould
