"""Cells of a hostile length are read in time, and read as nothing."""

from __future__ import annotations

import pytest

from pipeline.normalize.amount_forms import read_amount
from pipeline.normalize.deadline_forms import read_deadline
from pipeline.normalize.split_people import split_people
from pipeline.normalize.split_units import split_units
from pipeline.normalize.tell_lead_units import tell_lead_units
from tests.plugin import table

MANY = 20_000
CELLS = (
    "甲" + " " * MANY + "乙",
    "至" * MANY,
    "一" * MANY,
    "（" * MANY,
    "甲局、" * (MANY // 10),
    "牵头" * MANY,
    "9" * MANY,
)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell[:2])
def test_long_cells(cell, profile):
    assert read_deadline(cell, 2024) is None
    assert read_amount(cell) is None
    for role, step in (("person", split_people), ("unit", split_units), ("unit", tell_lead_units)):
        assert len(step(table(f"列:{role}; {cell}"), profile).table.rows) == 1
