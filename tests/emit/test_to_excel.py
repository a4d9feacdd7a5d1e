from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from pipeline.emit.sheets import book
from pipeline.emit.to_excel import to_excel
from pipeline.messages import word
from pipeline.model import Box, Column, Doubt, Grid, Place
from pipeline.result import Cleaned, Result, Wish
from pipeline.run_errors import TooWide
from tests.emit.conftest import table_of

PREFIXES = [
    "=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://a\")", "{=1}", "=SUM(A1:A9)",
    "http://a.cn", "https://a.cn", "mailto:a@b.cn", "ftp://a", "internal:Sheet1!A1", "external:a.xlsx", "file:///a",
    "＝1", "-", "+86 139", "007", "1e5", "TRUE", "#REF!",
]  # fmt: skip


def opened(result: Result, wish: Wish) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_excel(result, wish)[".xlsx"]))


def name(text: str) -> str:
    return word(text, "zh")


def texts(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_sheets_stand_in_order(result: Result, wish: Wish) -> None:
    names = ("Records", "As printed", "Responsibilities", "Statistics", "Targets", "Repairs", "To review", "About")
    assert opened(result, wish).sheetnames == [name(each) for each in names]


def test_a_list_is_an_excel_table_named_as_its_sheet(two_tables: Result, wish: Wish) -> None:
    for lang in ("zh", "en"):
        sheets = opened(two_tables, replace(wish, lang=lang))
        tables = {sheet.title: list(sheet.tables) for sheet in sheets if sheet.tables}
        assert tables == {title: [title.replace(" ", "_")] for title in tables}
        wanted = {word(each, lang) for each in ("Records", "Responsibilities", "Targets")}
        assert {f"{each}{number}" for each in wanted for number in (1, 2)} < set(tables)


def test_sheets_of_several_tables_are_numbered(two_tables: Result, wish: Wish) -> None:
    names = opened(two_tables, wish).sheetnames
    assert names[:1] == [name("Records") + "1"]
    assert name("Records") + "2" in names
    assert names.count(name("Repairs")) == 1


def test_the_list_is_flat_and_typed(result: Result, wish: Wish) -> None:
    sheet = opened(result, wish)[name("Records")]
    assert texts(sheet)[2] == [
        2,
        "民生",
        "新建学校。\n按期开学。",
        "辛勤、王亮",
        "教育局、发改局",
        None,
        120.5,
        None,
        "2",
    ]
    assert sheet.freeze_panes == "B2"
    assert next(iter(sheet.tables.values())).ref == "A1:I4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"


def test_a_repaired_cell_is_tinted_by_the_least_certain_and_says_why(result: Result, wish: Wish) -> None:
    sheet = opened(result, wish)[name("Records")]
    tints = {cell.coordinate: cell.fill.start_color.rgb for row in sheet for cell in row if cell.fill.fill_type}
    assert {at: tints[at] for at in ("B3", "A4", "D3", "E4")} == {
        "B3": "FFE2EFDA", "A4": "FFFFF2CC", "D3": "FFF8CBAD", "E4": "FFF8CBAD",
    }  # fmt: skip
    assert "C2" not in tints
    assert "辛  勤  王亮" in sheet["D3"].comment.text


@pytest.mark.parametrize("text", PREFIXES)
def test_a_text_is_never_a_formula_or_a_link(text: str, wish: Wish) -> None:
    data = to_excel(table_of((Column("项目"), Column("备注")), (text, "")), wish)[".xlsx"]
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    cell = sheets[name("Records")]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == text.replace("\r", "␍")
    parts = zipfile.ZipFile(io.BytesIO(data))
    whole = "".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist() if "sheet" in part)
    assert "<f>" not in whole
    assert 'TargetMode="External"' not in whole


def test_digits_are_kept_without_green_triangles(wish: Wish) -> None:
    columns = (Column("身份证号", role="identity"), Column("投资", role="amount", type="number"))
    data = to_excel(table_of(columns, ("013900000000123456", "1234567890123456789")), wish)[".xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(data))[name("Records")]
    assert [cell.value for cell in sheet[2]] == ["013900000000123456", "1234567890123456789"]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"', xml)


def test_the_printed_table_keeps_its_merges_and_numbers(result: Result, wish: Wish) -> None:
    sheet = opened(result, wish)[name("As printed")]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["C3:C4"]
    assert [cell.value for cell in sheet[1]] == [None, 1, 2, 3, 4, 5, 6, 7, 8]
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [1, 2, 3, 4]
    assert sheet["E4"].value == "辛勤\n王亮"


def test_duties_part_units_and_people_and_spell_out_groups(result: Result, wish: Wish) -> None:
    rows = texts(opened(result, wish)[name("Responsibilities")])[1:]
    found = [(row[0], row[4], row[5], row[6], row[8]) for row in rows if row[0] == 3]
    unit, lead, cooperating = name("unit"), name("lead"), name("cooperating")
    assert found == [
        (3, unit, lead, "祝丰镇", "一镇两办"), (3, unit, lead, "金凤街道", "一镇两办"), (3, unit, lead, "龙泉街道", "一镇两办"),
        (3, unit, cooperating, "发改局", None),
    ]  # fmt: skip
    assert len(rows) == 12


def test_statistics_are_formulas_with_their_values(result: Result, wish: Wish) -> None:
    data = to_excel(result, wish)[".xlsx"]
    live = openpyxl.load_workbook(io.BytesIO(data))[name("Statistics")]
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[name("Statistics")]
    at = next(cell.row for cell in live["A"] if cell.value == "发改局")
    assert live.cell(at, 2).value.startswith("=COUNTIFS(")
    assert [shown.cell(at, column).value for column in range(1, 6)] == ["发改局", 2, 1, 3, 1.0]
    assert len(live._charts) == 2


def test_a_name_that_countifs_would_read_as_a_command_is_compared_exactly(wish: Wish) -> None:
    odd = table_of((Column("项目", role="item"), Column("部门", role="unit")), ("甲", "*局"), ("乙", "发改局"))
    sheet = opened(odd, wish)[name("Statistics")]
    formulas = [cell.value for cell in sheet["B"] if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert ["EXACT" in formula for formula in formulas] == [True, False]


def wide(source: int, made: int) -> Result:
    """Give a table of so many columns of its own and, behind them, a section and what the program added."""
    columns = [Column(f"第{at}列", place=Place(1, 1, at)) for at in range(1, source + 1)]
    columns.append(Column("分组", role="group", made=True))
    columns += [Column(f"附加{at}", made=True) for at in range(made)]
    return table_of(tuple(columns), tuple("县交通投资公司本部" for _ in columns))


@pytest.mark.parametrize(
    ("source", "made", "area", "paper"),
    [(3, 1, None, 9), (5, 6, "$A$1:$F$2", 9), (16, 4, "$A$1:$Q$2", 8)],
    ids=["narrow", "what was added is left out", "too wide for A4 even so"],
)
def test_a_wide_list_prints_what_a_print_needs_and_says_what_it_leaves_out(
    source: int, made: int, area: str | None, paper: int, wish: Wish
) -> None:
    sheet = opened(wide(source, made), wish)[name("Records")]
    assert (sheet.print_area or None) == (area and f"'{sheet.title}'!{area}")
    assert sheet.page_setup.paperSize == paper
    assert (f"{made} 列不打印" in sheet.oddFooter.left.text) == bool(area)


def test_each_thing_to_review_links_to_its_cell_and_waits_for_a_decision(result: Result, wish: Wish) -> None:
    sheet = opened(result, wish)[name("To review")]
    links = {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert links == {"E2": f"'{name('Records')}'!D3", "E3": f"'{name('Records')}'!E4"}
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["J2:J3"]


def test_what_is_no_cell_of_a_record_can_only_be_agreed_to(result: Result, wish: Wish) -> None:
    (table,) = result.tables
    whole = [Doubt("D999", "step", Place(1, row, 0), "", {"printed": "甲"}) for row in (0, 3, 9)]
    odd = replace(table, doubts=(*table.doubts, *whole))
    sheet = opened(replace(result, tables=(odd,)), wish)[name("To review")]
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert [row[3] for row in texts(sheet)[1:]] == [None, None, 2, 3, None]
    assert offered == {"J2:J3 J6": '"同意"', "J4:J5": '"同意,改为右栏,保留原文"'}
    assert all("make corrections" in each.prompt for each in sheet.data_validations.dataValidation)


def test_a_doubt_about_a_total_leads_to_the_table_as_printed(result: Result, wish: Wish) -> None:
    (table,) = result.tables
    doubt = Doubt("D999", "check_counts", Place(1, 4, 7), "投资", {"printed": "8120.5"})
    # The last row is a total: it is no record, and the second half of the table was joined to the first.
    joined = replace(table.grid, parts=((1, 1), (3, 2)))
    less = replace(table.table, rows=table.table.rows[:2])
    for grid, place in ((table.grid, doubt.place), (joined, Place(2, 2, 7))):
        odd = replace(table, table=less, grid=grid, repairs=(), doubts=(doubt._replace(place=place),))
        sheet = opened(replace(result, tables=(odd,)), wish)[name("To review")]
        assert sheet["E2"].hyperlink.location == f"'{name('As printed')}'!H5"


def test_a_long_item_is_whole_in_the_list_and_short_beside_each_name(wish: Wish) -> None:
    odd = table_of((Column("任务要求", role="text"), Column("部门", role="unit")), ("甲" * 300, "发改局\n财政局"))
    book = opened(odd, wish)
    assert book[name("Records")]["A2"].value == "甲" * 300
    heading, *rows = texts(book[name("Responsibilities")])
    assert [row[3] for row in rows] == ["甲" * 29 + "…"] * 2
    assert name("Spelt out from") not in heading


def test_about_says_source_counts_and_totals(result: Result, wish: Wish) -> None:
    said = {row[0]: row[1] for row in texts(opened(result, wish)[name("About")])}
    assert said["SHA-256"] == "ab" * 32
    assert said[name("lost")] == 0
    assert "8120.5" in str(said[name("Totals")])
    assert said[name("Note")] == "单位：万元"


def test_the_same_input_gives_the_same_bytes(result: Result, wish: Wish) -> None:
    assert to_excel(result, wish) == to_excel(result, wish)


@pytest.mark.parametrize("text", ["甲" * 40_000, "𠮷" * 20_000, "a" * 32_768])
def test_a_text_too_long_goes_on_in_its_sheet(text: str, wish: Wish) -> None:
    sheets = opened(table_of((Column("项目"), Column("备注")), (text, "乙")), wish)
    start = sheets[name("Records")]["A2"].value
    rest = [row[3] for row in texts(sheets[name("Long texts")])[1:] if row[0] == name("Records")]
    assert start.endswith("〔…〕")
    assert start.removesuffix("〔…〕") + "".join(str(piece) for piece in rest) == text
    assert len(start.encode("utf-16-le")) // 2 <= 32_767


def test_a_text_that_just_fits_is_whole(wish: Wish) -> None:
    sheets = opened(table_of((Column("项目"), Column("备注")), ("甲" * 32_767, "")), wish)
    assert sheets[name("Records")]["A2"].value == "甲" * 32_767
    assert name("Long texts") not in sheets.sheetnames


def test_control_characters_and_half_surrogates_never_lose_the_file(wish: Wish) -> None:
    sheets = opened(table_of((Column("项\x00目"), Column("备注")), ("a\x07b\ud800c\ufffe\x0b", "_x0041_")), wish)
    assert texts(sheets[name("Records")]) == [["项␀目", "备注"], ["a␇b\ufffdc\ufffd␋", "_x0041_"]]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    result: Result, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 3)
    sheets = opened(result, wish)
    records = name("Records")
    assert [row[0] for row in texts(sheets[records])] == ["序号", 1, 2]
    assert [row[0] for row in texts(sheets[records + "_2"])] == ["序号", 3]
    links = {cell.hyperlink.location for row in sheets[name("To review")] for cell in row if cell.hyperlink}
    assert links == {f"'{records}_2'!E2", f"'{records}'!D3"}
    notes = [row[1] for row in texts(sheets[name("About")]) if row[0] == name("Note")]
    assert [note for note in notes if note.count(records) == 2 and records + "_2" in note]


@pytest.mark.parametrize(("length", "told"), [(1_000, 0), (4_000, 1)])
def test_a_text_that_its_row_cannot_show_is_told(length: int, told: int, wish: Wish) -> None:
    sheets = opened(table_of((Column("内容"), Column("备注")), ("甲" * length, ""), ("乙", "")), wish)
    assert sheets[name("Records")]["A2"].value == "甲" * length
    said = name("Some texts are longer than a row can show; their cells hold them whole.")
    assert [row[1] for row in texts(sheets[name("About")])].count(said) == told


def test_many_repairs_leave_notes_to_what_is_to_review_and_say_so(
    result: Result, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "So many cells were repaired that only those to review carry a note."
    noted = [cell.coordinate for row in opened(result, wish)[name("Records")] for cell in row if cell.comment]
    assert len(noted) == 4
    assert name(said) not in str(texts(opened(result, wish)[name("About")]))
    monkeypatch.setattr("pipeline.emit.sheets.records_sheet.MOST_NOTES", 3)
    sheets = opened(result, wish)
    noted = [cell.coordinate for row in sheets[name("Records")] for cell in row if cell.comment]
    assert noted == ["D3", "E4"]
    assert name(said) in str(texts(sheets[name("About")]))


def test_a_table_too_wide_is_refused_by_name(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_COLUMNS", 1)
    with pytest.raises(TooWide):
        to_excel(table_of((Column("甲"), Column("乙")), ("1", "2")), wish)


def test_row_numbers_stand_beside_a_table_where_there_is_room_for_them(
    wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = table_of((Column("甲"), Column("乙")), ("1", "2"))
    for most, numbers in ((3, (None, 1, 2)), (2, (1, 2))):
        monkeypatch.setattr(book, "MOST_COLUMNS", most)
        printed = opened(result, wish)[name("As printed")]
        assert next(printed.iter_rows(values_only=True)) == numbers


def test_headings_that_differ_only_in_case_get_a_filter_instead_of_a_table(wish: Wish) -> None:
    sheet = opened(table_of((Column("No"), Column("NO")), ("1", "2")), wish)[name("Records")]
    assert not sheet.tables
    assert sheet.auto_filter.ref == "A1:B2"


def test_a_table_without_records_still_has_its_sheet(result: Result, wish: Wish) -> None:
    first = result.tables[0]
    empty = Cleaned(replace(first.table, rows=(), totals=()), first.grid)
    assert name("Records") in opened(replace(result, tables=(empty,)), wish).sheetnames
    bare = table_of((Column("项目"),))
    assert texts(opened(bare, wish)[name("Records")])[0] == ["项目"]


def test_a_very_long_table_has_its_lists_and_says_what_is_left_out(
    result: Result, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.emit.to_excel.MOST_LAID_OUT", 2)
    sheets = opened(result, wish)
    assert sheets.sheetnames == [name(each) for each in ("Records", "Repairs", "To review", "About")]
    assert [row[0] for row in texts(sheets[name("Records")])] == ["序号", 1, 2, 3]
    assert sheets[name("To review")]["E3"].hyperlink.location == f"'{name('Records')}'!E4"
    assert "so long" in str(texts(sheets[name("About")])) or "从略" in str(texts(sheets[name("About")]))
    assert to_excel(result, wish) == to_excel(result, wish)


def test_a_day_is_a_real_date_and_anything_else_in_its_column_a_text(wish: Wish) -> None:
    columns = (Column("项目"), Column("完成日期", role="deadline", type="date"))
    sheet = opened(table_of(columns, ("甲", "2024-12-31"), ("乙", "长期坚持"), ("丙", "1875-01-01")), wish)[
        name("Records")
    ]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [datetime(2024, 12, 31), "长期坚持", "1875-01-01"]
    assert sheet["B2"].number_format == "yyyy-mm-dd"


def test_both_storeys_of_a_header_look_like_a_header(wish: Wish) -> None:
    columns = (
        Column("序号", place=Place(1, 1, 1)),
        Column("投资/总额", place=Place(1, 1, 2)),
        Column("投资/其中", place=Place(1, 1, 2)),
    )
    result = table_of(columns, ("1", "2", "3"))
    boxes = (Box("序号", 1, 1, 2), Box("投资", 1, 2, 1, 2), Box("总额", 2, 2), Box("其中", 2, 3), Box("1", 3, 1))
    first = replace(result.tables[0], grid=Grid(1, 3, 3, boxes))
    sheet = opened(replace(result, tables=(first,)), wish)[name("As printed")]
    assert [sheet[cell].font.b for cell in ("B2", "C2", "C3", "D3", "B4")] == [True, True, True, True, False]
