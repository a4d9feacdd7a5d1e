from __future__ import annotations

import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from pipeline.errors import DamagedFile, EmptyFile, EncryptedFile, NotAWordFile, TooLarge
from pipeline.flow import inspect
from pipeline.no_table import HiddenTable, NoTable
from pipeline.read.from_xlsx import from_xlsx
from pipeline.read.sheet_values import shown
from tests.build import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


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
    assert [(each.code, each.place, dict(each.facts)) for each in grid.doubts] == [
        ("D022", (1, 0, 0), {"count": 5}),
        ("D021", (1, 0, 0), {"name": "二"}),
    ]


def test_only_hidden_sheets_that_hold_something_are_told_and_once(tmp_path, profile):
    whole, path = book(
        tmp_path, ("藏", [["甲"]]), ("一", [["序号"], [1]]), ("空", [[" "]]), ("二", [["任务"], [2]]), ("深藏", [[0]])
    )
    for name, state in (("藏", "hidden"), ("空", "hidden"), ("深藏", "veryHidden")):
        whole[name].sheet_state = state
    first, second = read(whole, path, profile)
    assert [each.facts["name"] for each in first.doubts] == ["藏", "深藏"]
    assert (second.doubts, second.before) == ((), ("二",))


def test_a_workbook_that_shows_nothing_names_its_hidden_sheets(tmp_path, profile):
    whole, path = book(tmp_path, ("空", []), ("底稿", [["甲"]]), ("旧表", [["乙"]]))
    whole["底稿"].sheet_state = whole["旧表"].sheet_state = "hidden"
    with pytest.raises(HiddenTable, match="sheets: 底稿、旧表"):
        read(whole, path, profile)


def test_text_under_a_merge_is_left_out_and_told(tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["类别", "任务"], ["甲", "修路"], ["旧", "架桥"]]))
    whole.save(path)
    rewrite(path, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    (grid,) = from_xlsx(path, profile).grids
    assert drawn(grid)[2:] == [("甲", 2, 1, 2, 1), ("修路", 2, 2, 1, 1), ("架桥", 3, 2, 1, 1)]
    assert [(each.code, each.place, each.before) for each in grid.repairs] == [("R014", (1, 3, 1), "旧")]


def rewrite(path, old, new):
    """Change a pattern in the XML of the first sheet, which no library would write so."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"], count = re.subn(old, new, sheet)
    assert count == 1
    path.write_bytes(zipped(parts))


@pytest.mark.parametrize(
    ("merge", "right"),
    [
        ("A1:XFD1048576", [("任务清单", 1, 1, 3, 1)]),
        ("A1:XFD1", [("任务清单", 1, 1, 1, 2), ("序号", 2, 1, 1, 1), ("任务", 2, 2, 1, 1), ("1", 3, 1, 1, 1), ("修路", 3, 2, 1, 1)]),
        ("B3:B1048576", [("任务清单", 1, 1, 1, 1), ("序号", 2, 1, 1, 1), ("任务", 2, 2, 1, 1), ("1", 3, 1, 1, 1), ("修路", 3, 2, 1, 1)]),
    ],
)  # fmt: skip
def test_a_merge_reaches_no_further_than_the_table(merge, right, tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["任务清单"], ["序号", "任务"], [1, "修路"]]))
    whole.save(path)
    merges = f'</sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells>'
    rewrite(path, b"</sheetData>", merges.encode())
    (grid,) = from_xlsx(path, profile).grids
    assert drawn(grid) == right
    assert sorted(each.before for each in grid.repairs) == (["1", "任务", "修路", "序号"] if len(right) == 1 else [])


def test_merges_that_overlap_never_make_boxes_that_do(tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["甲", "乙", "丙"], ["丁", "戊", "己"]]))
    whole.save(path)
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:B2", "B1:C1", "B2:C2"))
    rewrite(path, b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode())
    (grid,) = from_xlsx(path, profile).grids
    assert drawn(grid) == [("甲", 1, 1, 2, 2), ("丙", 1, 3, 1, 1), ("己", 2, 3, 1, 1)]
    assert [each.before for each in grid.repairs] == ["乙", "丁", "戊"]


def test_a_size_that_a_program_wrote_wrong_loses_nothing(tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["序号", "任务"], [1, "修路"]]))
    whole.save(path)
    rewrite(path, b'ref="A1:B2"', b'ref="A1"')
    (grid,) = from_xlsx(path, profile).grids
    assert [box.text for box in grid.boxes] == ["序号", "任务", "1", "修路"]


def test_formulas_without_a_result_are_told(tmp_path, profile):
    whole, path = book(tmp_path, ("一", [["总投资", "任务"], ["=1+1", "修路"], ["=2+2", "架桥"]]))
    (grid,) = read(whole, path, profile)
    assert [box.text for box in grid.boxes] == ["总投资", "任务", "修路", "架桥"]
    assert [(each.code, each.place, dict(each.facts)) for each in grid.doubts] == [("D019", (1, 0, 0), {"count": 2})]
    rewrite(path, rb"<f>1\+1</f><v ?/?>(?:</v>)?", b"<f>1+1</f><v>2</v>")
    (grid,) = from_xlsx(path, profile).grids
    assert [(each.place, dict(each.facts)) for each in grid.doubts] == [((1, 3, 1), {"count": 1})]
    rewrite(path, rb'<c r="A3"><f>2\+2</f><v ?/?>(?:</v>)?', b'<c r="A3" t="str"><f>2+2</f><v></v>')
    (grid,) = from_xlsx(path, profile).grids
    assert ([box.text for box in grid.boxes][2], grid.doubts) == ("2", ())


def test_a_sheet_that_is_mostly_nothing_is_refused_before_it_is_laid_out(tmp_path, profile):
    """Long runs of blank rows are left out; here none is long."""
    whole, path = book(tmp_path, ("一", [["甲"]]))
    for row in range(900, 9001, 900):
        whole["一"][f"XFD{row}"] = "乙"
    whole.save(path)
    with pytest.raises(TooLarge, match="cells"):
        inspect(path, profile)


def test_a_strict_workbook_is_read_like_any_other(tmp_path, profile):
    whole, path = book(tmp_path, ("任务清单", [["序号", "任务"], [1, "修路"]]))
    whole.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name in (b"spreadsheetml/2006/main", b"officeDocument/2006/relationships"):
        parts = {key: part.replace(plain + name, strict + name.replace(b"/2006", b"")) for key, part in parts.items()}
    path.write_bytes(zipped(parts))
    (grid,) = from_xlsx(path, profile).grids
    assert [box.text for box in grid.boxes] == ["序号", "任务", "1", "修路"]


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
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (OLE + "Workbook".encode("utf-16-le"), NotAWordFile),
        (b"plain text", NotAWordFile),
        (b"PK\x05\x06" + b"\0" * 18, DamagedFile),
        (b"PK\x03\x04" + b"\0" * 18, DamagedFile),
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
