"""A small, fixed sample of what ``make roundtrip`` measures at length."""

from __future__ import annotations

import pytest

from tests.roundtrip.kinds import kinds
from tests.roundtrip.measure import FORMS, trial

SEED, EACH = 7, 4
# The least share of right cells over the sample, as issue 4 wants it of the whole run.
LEAST = {"word": 0.995, "dump": 0.98}


@pytest.mark.parametrize("form", FORMS)
def test_cells_come_back(form, tmp_path):
    trials = [trial(kind, form, number, SEED, tmp_path) for kind in kinds() for number in range(EACH)]
    cells = sum(each.cells for each in trials)
    assert sum(len(each.wrong) for each in trials) <= (1 - LEAST[form]) * cells
    assert sum(len(each.silent) for each in trials) <= 0.001 * cells
    assert sum(each.lost for each in trials) == 0


def test_each_kind_has_names_sorts_and_records_of_equal_count():
    for kind in kinds():
        assert {len(kind.names), len(kind.sorts)} == {len(row) for row in kind.records}, kind.name
