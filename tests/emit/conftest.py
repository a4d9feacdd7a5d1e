"""Finished results made by hand, as the pipeline would hand them to the writers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Cell, Column, Doubt, Grid, Place, Repair, Row, Table
from pipeline.result import Audit, Cleaned, Result, Source, Target, Wish
from tests.emit.browsing import browser, shown  # noqa: F401 - fixtures of the tests here


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import codes

    monkeypatch.setitem(codes.REPAIRS, "R999", "“{before}” became “{after}”.")
    monkeypatch.setitem(codes.DOUBTS, "D999", "“{printed}” looks odd.")


COLUMNS = (
    Column("序号", "序号", "serial", "integer", place=Place(1, 1, 1)),
    Column("类别", "类  别", "group", "string", place=Place(1, 1, 2)),
    Column("任务要求", "任务要求", "text", "string", place=Place(1, 1, 3)),
    Column("责任人", "责任人", "person", "array", place=Place(1, 1, 4)),
    Column("牵头部门", "牵头部门", "unit", "array", part="lead", place=Place(1, 1, 5)),
    Column("配合部门", "配合部门", "unit", "array", part="cooperating", place=Place(1, 1, 6)),
    Column("投资", "投资（万元）", "amount", "number", unit="万元", place=Place(1, 1, 7)),
    Column("联系电话", "联系电话", "phone", "string", place=Place(1, 1, 8)),
    Column("原序号", "", "printed_serial", "string", made=True),
)
BODY = (
    ("1", "民生", "增长6.5%左右。", "辛勤", "发改局", "财政局\n住建（交通）局", "8000", "013900000000", "1"),
    ("2", "民生", "新建学校。\n按期开学。", "辛勤\n王亮", "教育局\n发改局", "", "120.5", "", "2"),
    ("3", "产业", "=1+1", "", "一镇两办", "发改局", "", "+86 13900000000", ""),
)


def row(texts: tuple[str, ...], number: int) -> Row:
    cells = [Cell(text, Place(1, number, at)) for at, text in enumerate(texts, 1)]
    cells[8] = cells[8]._replace(place=Place(1, number, 1))
    if number == 3:
        cells[1] = cells[1]._replace(origin=Place(1, 2, 2))
    return Row(tuple(cells), number, number)


def grid() -> Grid:
    boxes = [Box(column.printed, 1, at) for at, column in enumerate(COLUMNS[:8], 1)]
    for number, texts in enumerate(BODY, 2):
        for at, text in enumerate(texts[:8], 1):
            if at == 2 and number == 3:
                continue
            down = 2 if (at, number) == (2, 2) else 1
            boxes.append(Box(text, number, at, down))
    return Grid(1, 4, 8, tuple(boxes), title="重点任务责任分解表", notes=("单位：万元",), header_rows=1)


def cleaned() -> Cleaned:
    rows = tuple(row(texts, number) for number, texts in enumerate(BODY, 2))
    total = row(("", "合计", "", "", "", "", "8120.5", "", ""), 5)
    table = Table(1, rows, COLUMNS, title="重点任务责任分解表", notes=("单位：万元",), totals=(total,), header_rows=1)
    repairs = (
        Repair("R999", "fill_down_blanks", Place(1, 3, 2), "", "民生", "sure"),
        Repair("R999", "number_serials", Place(1, 4, 1), "", "3", "inferred", "序号"),
        Repair("R999", "split_people", Place(1, 3, 4), "辛  勤  王亮", "辛勤、王亮", "review", "责任人"),
        Repair("R999", "find_header", Place(1, 1, 2), "类  别", "类别", "sure"),
        Repair("R999", "drop_empty_rows", Place(1, 6, 1), "", "", "sure"),
    )
    doubts = (Doubt("D999", "split_units", Place(1, 4, 5), "牵头部门", {"printed": "一镇两办"}),)
    targets = (Target(1, "任务要求", "增长", "≈", 6.5, "%", 0, 8, "增长6.5%左右", "increase"),)
    return Cleaned(table, grid(), repairs, doubts, targets)


@pytest.fixture
def result() -> Result:
    source = Source("重点任务.docx", "docx", "ab" * 32, title="重点任务责任分解表")
    return Result(source, (cleaned(),), Audit(120, 110, 6, 4))


@pytest.fixture
def wish() -> Wish:
    return Wish(stem="重点任务", version="0.1.0", aliases={"一镇两办": ("祝丰镇", "金凤街道", "龙泉街道")})


@pytest.fixture
def two_tables(result: Result) -> Result:
    first = result.tables[0]
    second = replace(first, table=replace(first.table, number=2, title="第二张表"))
    return replace(result, tables=(first, second))


def table_of(columns: tuple[Column, ...], *rows: tuple[str, ...]) -> Result:
    """Make a result of one table out of columns and rows of texts."""
    laid = tuple(
        Row(tuple(Cell(text, Place(1, number, at)) for at, text in enumerate(texts, 1)), number, number)
        for number, texts in enumerate(rows, 2)
    )
    boxes = [Box(column.printed or column.name, 1, at) for at, column in enumerate(columns, 1)]
    boxes += [Box(cell.text, row.first, cell.place.column) for row in laid for cell in row.cells]
    table = Table(1, laid, columns, header_rows=1)
    grid = Grid(1, len(rows) + 1, len(columns), tuple(boxes), header_rows=1)
    return Result(Source("甲.txt", "txt", "00"), (Cleaned(table, grid),))
