"""P3, P5, P6, P8, P13, P14 for workbooks that come in: what Excel never writes costs little, and is refused by its name or harmless."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from fuzz.seeds import workbook
from fuzz.targets import SHEET
from pipeline.delivering import files_of
from pipeline.errors import DamagedFile, ForbiddenContent, PipelineError, TooLarge
from pipeline.flow import convert
from pipeline.profile import default_profile
from pipeline.read.workbook_file import read_workbook
from pipeline.result import Wish
from tests import damage
from tests.promises.hostile import Zip, deflated, outcome

PARTS = damage.parts_of(workbook())


def edited(old: str, new: str, part: str = SHEET) -> bytes:
    text = PARTS[part].decode()
    assert old in text
    return damage.packed(PARTS | {part: text.replace(old, new).encode()})


def read(data: bytes) -> list[str]:
    return [box.text for grid in read_workbook("a.xlsx", data, default_profile()) for box in grid.boxes]


TEXTS = ["序号", "类别", "任务", "投资", "1", "城建", "修路", "3500.5", "3", "民生", "2023-03-15", "12"]


def test_the_workbook_itself_is_read():
    assert read(workbook()) == TEXTS


def test_p06_a_merge_of_a_whole_sheet_is_never_laid_out(tmp_path):
    data = edited('ref="B2:B3"', 'ref="A1:XFD1048576"')
    assert outcome(tmp_path, data, "a.xlsx").startswith("read 1 0")


def test_p06_a_row_that_no_sheet_has_is_damage_and_not_walked_to():
    with pytest.raises(DamagedFile):
        read(edited('<row r="4"', '<row r="2000000000"'))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_p08_a_doctype_is_refused_by_name(part, encoding):
    text = PARTS[part].decode().rpartition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e "{"ha" * 99}">]>'
    with pytest.raises(ForbiddenContent, match="DOCTYPE"):
        read(damage.packed(PARTS | {part: (head + text).encode(encoding)}))


def test_p14_two_parts_of_one_name_are_refused():
    with pytest.raises(ForbiddenContent, match=r"two parts named xl/worksheets/sheet1\.xml"):
        read(damage.packed(PARTS | {SHEET.upper(): PARTS[SHEET]}))


def test_p05_entries_have_a_limit():
    most = {f"xl/media/{at}.png": b"" for at in range(10_000 - len(PARTS))}
    assert read(damage.packed(PARTS | most)) == TEXTS
    with pytest.raises(TooLarge, match="entries"):
        read(damage.packed(PARTS | most | {"xl/media/one.png": b""}))


def test_p03_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    made = Zip()
    for name, data in PARTS.items():
        made.add(name, *deflated([(data.encode() if isinstance(data, str) else data, 1)]))
    made.add("xl/bomb.xml", *deflated([(bytes(1 << 20), 1025)]))
    assert outcome(tmp_path, made.bytes(), "a.xlsx", megabytes=500).startswith("E107")


@pytest.mark.parametrize("cell", ["D1048576", "XFD1048576"])
def test_p03_a_character_in_the_last_row_of_a_sheet_costs_next_to_nothing_and_is_kept(cell, tmp_path):
    """A finger slips, or a file means harm: a million blank rows are neither laid out nor told one by one."""
    path = tmp_path / "a.xlsx"
    assert outcome(tmp_path, far(cell), path.name, megabytes=200) == "read 1 0"
    (cleaned,) = convert(path).tables
    assert [row.last for row in cleaned.table.rows] == [2, 4, 1 << 20]
    assert "x" in cleaned.table.rows[-1].texts
    (told,) = (each for each in cleaned.repairs if each.code == "R112")
    assert (told.place[1], dict(told.facts)) == (6, {"count": (1 << 20) - 6, "last": (1 << 20) - 1})


def test_p03_the_workbook_of_a_sheet_of_a_million_blank_rows_is_small_and_shows_where_each_row_stands(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(far("D1048576"))
    made = dict(files_of(convert(path), tmp_path / "b", ("xlsx",), Wish(stem="b")))["b.xlsx"]
    assert len(made) < 100_000
    book = openpyxl.load_workbook(BytesIO(made), read_only=True)
    sheets = [name for name in book.sheetnames if name.startswith("原表")]
    numbers = [row[0] for name in sheets for row in book[name].iter_rows(min_row=2, values_only=True) if any(row)]
    assert numbers == [1, 2, 3, 4, 5, 1 << 20]


def far(cell: str) -> bytes:
    """Build the workbook with one character far away from its table."""
    book = openpyxl.load_workbook(BytesIO(workbook()))
    book.active[cell] = "x"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def two_sheets() -> bytes:
    """Build a workbook whose numbers say something only by their forms, with another sheet behind."""
    book = openpyxl.Workbook()
    for row in (["序号", "占比", "时间"], [1, 0.125, 45000], [2, 0.5, 45001]):
        book.active.append(row)
    for row in (2, 3):
        book.active.cell(row, 2).number_format, book.active.cell(row, 3).number_format = "0.0%", "yyyy-mm-dd"
    second = book.create_sheet("单位")
    for row in (["序号", "单位"], [1, "财政局"]):
        second.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def outcome_of(data: bytes) -> object:
    try:
        return read_workbook("a.xlsx", data, default_profile())
    except PipelineError as error:
        return error.code


def test_p13_a_damaged_workbook_is_exact_or_refused():
    """openpyxl passes over a sheet, and over the forms of numbers, whose entry the directory has lost."""
    files = {"one": workbook(), "two": two_sheets()}
    right = {name: outcome_of(data) for name, data in files.items()}
    assert [box.text for grid in right["two"] for box in grid.boxes][4:6] == ["12.5%", "2023-03-15"]
    for name, kind, data in damage.mutants(600, 13, files):
        made = outcome_of(data)
        assert made == right[name] or isinstance(made, str), kind


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_p13_a_part_that_the_directory_has_lost_is_damage(part):
    data = bytearray(two_sheets())
    data[data.rindex(part.encode()) + 3] ^= 1
    assert outcome_of(bytes(data)) == "E105"
