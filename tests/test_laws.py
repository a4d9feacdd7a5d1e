"""Four laws that each step obeys on any table, drawn by hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.flow import STEPS
from pipeline.model import Cell, Column, Fixed, Grid, Place, Row, Table
from pipeline.profile import default_profile
from pipeline.repair.join_split_tables import join_split_tables
from pipeline.repair.settle_grid import settle_grid
from pipeline.text import visible
from tests.plugin import grid

PROFILE = default_profile()
ROLES = ("serial", "group", "item", "text", "person", "unit", "deadline", "amount", "quantity", "remark", "")
NAMES = ("序号", "类别", "项目", "任务要求", "牵头领导", "责任单位", "完成时限", "投资（万元）", "数量", "备注", "其他")
TEXTS = (
    "", "", "1", "2", "3", "12", "（一）", "一、道路（2个）", "合计", "小计", "同上", "〃", "-", "无", "甲局", "乙局\n丙局",
    "辛  勤", "任  立    郭  蕾", "王亮（副区长）", "甲局乙局", "财政局、住建（交通）局", "2024年10月底前", "长期", "3,500", "1.2亿元",
    "完成老旧小区改造和县道大修，持续", "推进。", "序号", "项目", "任务要求", "备注：无", "[bookmark: _GoBack]修路", "年度\n目标", " 架桥 ",
    "１２", "⽤地", "续表",
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, headed: bool) -> Table:
    width = draw(st.integers(1, 6))
    height = draw(st.integers(0, 9))
    rows = []
    for number in range(1, height + 1):
        cells = [Cell(draw(st.sampled_from(TEXTS)), Place(1, number + 1, column + 1)) for column in range(width)]
        for column in range(width):
            if rows and draw(st.integers(0, 9)) == 0:
                above = rows[-1].cells[column]
                cells[column] = Cell(above.text, cells[column].place, above.source)
        short = draw(st.integers(0, 1)) if width > 1 else 0
        if short:
            cells[-1] = Cell("", cells[-1].place)
        rows.append(Row(tuple(cells), number, number, short))
    picked = draw(st.lists(st.integers(0, len(ROLES) - 1), min_size=width, max_size=width, unique=True))
    roles = draw(st.booleans())
    columns = tuple(
        Column(NAMES[at], NAMES[at], ROLES[at] if roles else "", place=Place(1, 1, n)) for n, at in enumerate(picked, 1)
    )
    return Table(
        number=1,
        rows=tuple(rows),
        columns=columns if headed else (),
        title="某区2024年任务分解表",
        lost_spans=draw(st.booleans()),
    )


def printed(table: Table) -> list[tuple[str, ...]]:
    """Give the texts of the columns that the source has."""
    own = [at for at, column in enumerate(table.columns) if not column.made] or range(table.width)
    return [tuple(row.cells[at].text for at in own) for row in table.rows]


def places(table: Table) -> set[Place]:
    seen = {cell.source for row in table.rows for cell in row.cells}
    return seen | {cell.place for row in table.rows for cell in row.cells} | {c.place for c in table.columns if c.place}


def run(step, table: Table) -> Fixed:
    return step(table, PROFILE)


LAWFUL = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@LAWFUL
@given(data=st.data())
def test_each_step_obeys_the_laws_on_any_table(step, data):
    before = data.draw(tables(headed=step.__name__ != "find_header"))
    fixed = run(step, before)
    twice_is_once(step, fixed)
    rows_stay_of_equal_length(fixed)
    nothing_vanishes_unsaid(before, fixed)
    if step.__name__ != "find_header":
        no_repair_no_change(before, fixed)


def twice_is_once(step, once: Fixed) -> None:
    again = run(step, once.table)
    assert again.table == once.table
    assert again.repairs == ()


def no_repair_no_change(before: Table, fixed: Fixed) -> None:
    if not fixed.repairs:
        assert printed(fixed.table) == printed(before)
    if printed(fixed.table) == printed(before) and len(fixed.table.columns) == len(before.columns):
        assert fixed.repairs == ()


def rows_stay_of_equal_length(fixed: Fixed) -> None:
    assert {len(row.cells) for row in fixed.table.rows} <= {len(fixed.table.columns) or fixed.table.width}


def nothing_vanishes_unsaid(before: Table, fixed: Fixed) -> None:
    named = {repair.place.row for repair in fixed.repairs} | {row.first + 1 for row in fixed.table.totals}
    lines = visible(fixed.table.title + "".join(fixed.table.notes))
    kept = places(fixed.table)
    for cell in (cell for row in before.rows for cell in row.cells):
        if cell.place not in kept and cell.place.row not in named and visible(cell.text) not in lines:
            assert any(visible(cell.text) in visible(column.printed) for column in fixed.table.columns), cell


@LAWFUL
@given(
    st.lists(st.lists(st.sampled_from(["甲", "乙", "1", "2", ""]), min_size=3, max_size=3), min_size=1, max_size=5),
    st.lists(st.lists(st.sampled_from(["甲", "乙", "3", "4", ""]), min_size=3, max_size=3), min_size=1, max_size=5),
)
def test_joining_loses_no_text(first, second):
    parts = tuple(
        Grid(at, len(rows), 3, grid(";".join("|".join(row) or " " for row in rows)).boxes)
        for at, rows in enumerate((first, second), 1)
    )
    joined = join_split_tables(parts, PROFILE)
    assert sorted(b.text for g in joined for b in g.boxes) == sorted(b.text for g in parts for b in g.boxes)


@LAWFUL
@given(st.lists(st.lists(st.sampled_from(["甲", "乙", "1", "<x"]), min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_plain_grid_comes_out_as_it_went_in(rows):
    settled = settle_grid(grid(";".join("|".join(row) for row in rows)))
    assert [list(row.texts) for row in settled.table.rows] == rows
    assert settled.repairs == ()
