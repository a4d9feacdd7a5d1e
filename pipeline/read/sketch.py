"""What every dialect of a text dump makes of its lines: paragraphs, and tables not yet numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model import NO_FACTS, Box, Doubt, Facts, Place


class Sketch(NamedTuple):
    """A table found among lines: its boxes, and what was not certain; its number comes later."""

    boxes: tuple[Box, ...]
    height: int
    width: int
    doubts: tuple[Doubt, ...] = ()
    lost_spans: bool = True


Part = str | Sketch


def sketched(rows: Sequence[Sequence[str]], doubts: Iterable[Doubt] = ()) -> Sketch:
    """Lay rows of texts out as boxes that span nothing; short rows simply end early."""
    boxes = tuple(Box(text, at, column) for at, row in enumerate(rows, 1) for column, text in enumerate(row, 1))
    return Sketch(boxes, len(rows), max(map(len, rows), default=0), tuple(doubts))


def doubt(code: str, row: int = 0, column: int = 0, facts: Facts = NO_FACTS) -> Doubt:
    """Doubt a place of a table that has no number yet."""
    return Doubt(code, "from_text", Place(0, row, column), facts=facts)
