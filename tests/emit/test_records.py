"""Where what was said stands among the records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Doubt, Place, Table
from pipeline.points import Spot, spot_of
from tests.plugin import table

SEEN = table("组|项; 甲|修路; ^|架桥; 乙|植树")


def spot(seen: Table, place: Place, column: str = "") -> Spot:
    told = Doubt("D1", "step", place, column)
    return spot_of(seen, [Doubt("D1", "step", Place(9, 9, 9)), told])(told)


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place(1, 2, 1), Spot(1, "组")),
        (Place(1, 3, 1), Spot(2, "组")),  # its text is printed above; the cell is its own all the same
        (Place(1, 4, 2), Spot(3, "项")),
        (Place(1, 1, 2), Spot(None, "项")),
        (Place(1, 7, 1), Spot(None, "")),
    ],
)
def test_a_place_is_the_cell_that_stands_there(place: Place, where: Spot) -> None:
    assert spot(SEEN, place) == where


def test_a_place_that_left_the_table_is_the_first_cell_that_took_its_text() -> None:
    assert spot(replace(SEEN, rows=SEEN.rows[1:]), Place(1, 2, 1)) == Spot(1, "组")


def test_of_records_that_were_one_row_the_first_is_meant() -> None:
    assert spot(replace(SEEN, rows=(*SEEN.rows[:1], *SEEN.rows)), Place(1, 2, 2)) == Spot(1, "项")


def test_a_column_that_is_named_counts_before_the_place() -> None:
    assert spot(SEEN, Place(1, 2, 1), "项") == Spot(1, "项")
    assert spot(SEEN, Place(1, 2, 1), "无此列") == Spot(1, "组")
