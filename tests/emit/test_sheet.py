"""The quick way of writing cells gives what XlsxWriter gives: the same values, styles and dimensions, whatever the texts."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.emit.sheets.sheet import Sheet

# No half of a pair of surrogates: a file cannot hold one.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
ODD = st.sampled_from(["=1+1", "<b>", "a & b", " 甲 ", "甲\n乙", "_x0041_", "a\x07b", "𠀀", "\ufffe", "'", "0012"])
CELLS = st.one_of(
    TEXTS, ODD, st.none(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4)


def written(rows: list[list[object]], kind: type[Worksheet], long: bool) -> list[object]:
    """Write rows with a style, each a little higher than the one before, and read back what another program sees."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": not long, "constant_memory": long, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet("甲", kind), book.add_format({"bold": True})
        for at, row in enumerate(rows, 2):
            if kind is Worksheet or not sheet.put_row(at, 15.0 + at, row, [bold] * len(row)):
                by_the_library(sheet, at, row, bold)
    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    cells = [(cell.coordinate, cell.value, cell.data_type, cell.font.b) for row in sheet.iter_rows() for cell in row]
    return [sheet.dimensions, [sheet.row_dimensions[at].height for at in range(1, 9)], cells]


def by_the_library(sheet: Worksheet, at: int, row: list[object], style: object) -> None:
    sheet.set_row(at, 15.0 + at)
    for column, value in enumerate(row):
        sheet.write_blank(at, column, None, style) if value is None else sheet.write(at, column, value, style)


@pytest.mark.parametrize("long", [False, True])
@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
def test_cells_are_what_the_library_writes(rows: list[list[object]], long: bool) -> None:
    assert written(rows, Sheet, long) == written(rows, Worksheet, long)


def test_links_notes_formulas_and_merged_cells_stand_among_quick_cells() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet("甲", Sheet), book.add_format({"bold": True})
        sheet.put_text(0, 0, "项目", style)
        sheet.merge_range(1, 0, 2, 1, "", style)
        sheet.put_text(1, 0, "修路", style)
        sheet.write_url(3, 1, "internal:'甲'!A1", style, "序号")
        sheet.put_formula(3, 0, 'COUNTIFS(A1:A3,"<>项")', style, 3)
        sheet.write_comment(4, 0, "在空行上")
    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["B4"].value] == ["项目", "修路", "序号"]
    assert sheet["B4"].hyperlink.location == "'甲'!A1"
    assert sheet["A4"].value == '=COUNTIFS(A1:A3,"<>项")'
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:B3"]
    assert sheet["A5"].comment.text == "在空行上"
    assert load_workbook(io.BytesIO(out.getvalue()), data_only=True).active["A4"].value == 3


def test_a_blank_cell_without_a_style_is_no_cell() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("甲", Sheet)
        sheet.put_text(0, 0, "项目", None)
        sheet.put_blank(5, 5, None)
    assert load_workbook(io.BytesIO(out.getvalue())).active.dimensions == "A1:A1"


def test_a_table_reaches_to_its_last_row() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet("甲", Sheet), book.add_format({"bold": True})
        sheet.put_table(40, 1, {"name": "甲", "columns": [{"header": "序号"}, {"header": "项目"}]})
        for row in range(1, 41):
            assert sheet.put_row(row, 21.0, [row, "修路"], [style, style])
    table = load_workbook(io.BytesIO(out.getvalue())).active.tables["甲"]
    assert (table.ref, table.autoFilter.ref, table.column_names) == ("A1:B41", "A1:B41", ["序号", "项目"])


def test_what_is_written_later_stands_for_what_came_with_the_row() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet("甲", Sheet), book.add_format({"bold": True})
        assert sheet.put_row(0, 21.0, ["甲", "乙", "丙"], [style] * 3)
        sheet.write_rich_string(0, 1, "新", style, "乙")
        sheet.put_text(0, 4, "远", style)
    cells = load_workbook(io.BytesIO(out.getvalue())).active[1]
    assert [cell.value for cell in cells] == ["甲", "新乙", "丙", None, "远"]


@pytest.mark.parametrize("value", ["a\x07b", "<r>甲</r>", "长" * 20_000, 10**15, ["甲", "乙"]])
def test_an_unusual_value_is_refused_and_nothing_written(value: object) -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet("甲", Sheet), book.add_format({"bold": True})
        assert not sheet.put_row(0, 21.0, ["修路", value], [style, style])
        sheet.put_text(1, 0, "项目", style)
    assert load_workbook(io.BytesIO(out.getvalue())).active["A1"].value is None
