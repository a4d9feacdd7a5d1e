from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest

from pipeline.errors import DamagedFile, EmptyFile, EncryptedFile, NoTable, NotAWordFile
from pipeline.read.from_xlsx import from_xlsx, shown


def book(tmp_path, *sheets):
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for title, rows in sheets:
        sheet = whole.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "a.xlsx"
    return whole, path


def read(whole, path, profile):
    whole.save(path)
    return from_xlsx(path, profile).grids


def drawn(grid):
    return [(box.text, box.row, box.column, box.down, box.across) for box in grid.boxes]


def test_merges_several_sheets_and_a_sheet_name_as_title(tmp_path, profile):
    whole, path = book(
        tmp_path,
        ("任务清单", [["类别", "任务"], ["甲", "修路"], [None, "架桥"]]),
        ("Sheet2", [["序号"], [1]]),
        ("空", []),
    )
    whole["任务清单"].merge_cells("A2:A3")
    first, second = read(whole, path, profile)
    assert drawn(first)[2:] == [("甲", 2, 1, 2, 1), ("修路", 2, 2, 1, 1), ("架桥", 3, 2, 1, 1)]
    assert (first.before, second.before) == (("任务清单",), ())


def test_hidden_rows_columns_and_sheets_are_left_out_and_told(tmp_path, profile):
    whole, path = book(
        tmp_path, ("一", [["序号", "任务", "内部"], [1, "修路", "x"], [2, "架桥", "y"]]), ("二", [["藏"]])
    )
    whole["一"].row_dimensions[3].hidden = True
    whole["一"].column_dimensions["C"].hidden = True
    whole["二"].sheet_state = "hidden"
    (grid,) = read(whole, path, profile)
    assert [box.text for box in grid.boxes] == ["序号", "任务", "1", "修路"]
    assert sorted(repair.before for repair in grid.repairs) == ["2", "x", "y", "内部", "架桥"]


def test_long_numbers_kept_as_text_keep_every_digit(tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["身份证号", "编码"], ["430721198001011234", "007"]]))
    (grid,) = read(whole, path, profile)
    assert [box.text for box in grid.boxes][2:] == ["430721198001011234", "007"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (3500, "#,##0", "3,500"),
        (0.065, "0.0%", "6.5%"),
        (12.5, "General", "12.5"),
        (1e15, "General", "1000000000000000"),
        (datetime(2024, 10, 31), 'yyyy"年"m"月"', "2024年10月"),
        (datetime(2024, 10, 31), "m/d/yyyy", "10/31/2024"),
        (datetime(2024, 10, 31, 8, 30), "General", "2024-10-31 08:30"),
        (True, "General", "TRUE"),
        ("甲\r\n乙", "General", "甲\n乙"),
        (None, "General", ""),
    ],
)
def test_values_as_shown(value, form, text):
    assert shown(value, form) == text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, EncryptedFile),
        (b"plain text", NotAWordFile),
        (b"PK\x05\x06" + b"\0" * 18, DamagedFile),
    ],
)
def test_what_is_no_workbook(data, error, tmp_path, profile):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(error):
        from_xlsx(path, profile)


def test_an_empty_workbook_holds_no_table(tmp_path, profile):
    whole, path = book(tmp_path, ("一", []))
    with pytest.raises(NoTable):
        read(whole, path, profile)
