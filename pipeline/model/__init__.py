"""The nouns of the house: what every room hands to the next, frozen and picklable.

Two states of the world have two types.  A ``Grid`` is a table as the file has it: boxes that may
span rows and columns.  A ``Table`` is laid out: rows of equal length, no spans.  Only
``repair.settle_grid`` leads from one to the other.
"""

from __future__ import annotations

from pipeline.model.grid import Box, Grid
from pipeline.model.table import Cell, Column, Fixed, Row, Step, Table
from pipeline.model.told import NO_FACTS, Certainty, Doubt, Facts, Place, Repair

__all__ = [
    "NO_FACTS", "Box", "Cell", "Certainty", "Column", "Doubt", "Facts", "Fixed", "Grid", "Place", "Repair", "Row", "Step",
    "Table",
]  # fmt: skip
