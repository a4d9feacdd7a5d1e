"""The audit finds what a step lost, even where the same text stands elsewhere."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit import audit
from pipeline.model import Place, Repair
from pipeline.repair.find_header import find_header
from pipeline.repair.settle_grid import settle_grid
from pipeline.result import Cleaned
from tests.plugin import grid


def cleaned(spec: str, profile) -> Cleaned:
    source = grid(spec)
    settled = settle_grid(source)
    fixed = find_header(settled.table, profile)
    return Cleaned(fixed.table, source, (*settled.repairs, *fixed.repairs))


def without(done: Cleaned, row: int, column: int) -> Cleaned:
    cell = done.table.rows[row].cells[column]
    return replace(done, table=done.table.with_cells({(row, column): cell._replace(text="")}))


def test_everything_is_accounted_for(profile):
    done = cleaned("任务表|<; 序号|任务; 1|修路; 2|架 桥", profile)
    found = audit([done])
    assert (found.characters, found.in_records, found.elsewhere, found.dropped, found.lost) == (13, 6, 7, 0, 0)


def test_a_text_that_vanished_is_lost_though_another_row_says_the_same(profile):
    done = cleaned("序号|任务; 1|修路; 2|修路", profile)
    assert audit([without(done, 1, 1)]).lost == 2


def test_a_merged_text_counts_once(profile):
    done = cleaned("类别|任务; 甲|修路; ^|架桥", profile)
    assert audit([done]).characters == 9
    assert audit([done]).lost == 0


def test_what_a_repair_names_is_dropped_and_not_lost(profile):
    done = without(cleaned("序号|任务; 1|修路; 2|架桥", profile), 1, 1)
    told = Repair("R105", "a_step", Place(1, 3, 2), "架桥", "", "sure")
    found = audit([replace(done, repairs=(*done.repairs, told))])
    assert (found.dropped, found.lost) == (2, 0)


def test_a_whole_row_that_vanished_is_lost(profile):
    done = cleaned("序号|任务; 1|修路; 2|架桥", profile)
    assert audit([replace(done, table=replace(done.table, rows=done.table.rows[:1]))]).lost == 3


def test_the_sign_between_the_parts_of_a_list_is_kept_by_the_list(profile):
    done = cleaned("序号|单位; 1|甲局、乙局", profile)
    cell = done.table.rows[0].cells[1]
    table = done.table.with_cells({(0, 1): cell._replace(text="甲局\n乙局")})
    columns = (table.columns[0], replace(table.columns[1], role="unit"))
    assert audit([replace(done, table=replace(table, columns=columns))]).lost == 0


def test_a_ditto_mark_is_dropped_though_the_text_above_holds_its_character(profile):
    done = cleaned("序号|任务; 1|以上; 2|同上", profile)
    above, below = done.table.rows[0].cells[1], done.table.rows[1].cells[1]
    table = done.table.with_cells({(1, 1): below._replace(text="以上", origin=above.place)})
    told = Repair("R203", "a_step", below.place, "同上", "以上", "inferred")
    found = audit([replace(done, table=table, repairs=(*done.repairs, told))])
    assert (found.dropped, found.lost) == (2, 0)
