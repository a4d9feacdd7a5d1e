"""A page shows a table twice, as printed and as records: what a template is given of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from pipeline.model import Certainty


class Said(NamedTuple):
    """What was said in one sentence, and the change if there was one."""

    code: str
    step: str
    sentence: str
    before: str = ""
    after: str = ""


class Seen(NamedTuple):
    """A repair, or all that is to review in a cell, as the page shows it."""

    id: str
    certainty: Certainty
    where: str
    said: Sequence[Said]
    boxes: str
    cell: str

    @property
    def steps(self) -> str:
        """Name the steps that said something."""
        return " ".join(dict.fromkeys(each.step for each in self.said))

    @property
    def codes(self) -> str:
        """Name the codes of what was said."""
        return " ".join(dict.fromkeys(each.code for each in self.said))


class TableView(NamedTuple):
    """A table as the page shows it, its rows written; ``shown`` counts the records."""

    number: int
    heading: str
    notes: Sequence[str]
    columns: Sequence[str]
    head: Markup
    body: Markup
    records: Markup
    shown: int
    totals: Sequence[str]
    source_widths: Sequence[float]
    widths: Sequence[float]
    told: Markup
    left_out: bool
