"""A workbook with nothing but decisions gives way to the corrected one; whatever else somebody typed there stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from pipeline.correcting import take_up
from pipeline.result import Wish
from tests.build import dump
from tests.office import needs_office, saved_as
from tests.runs import converted
from tests.test_cli import fubiao

DUMP = dump(
    ("序号", "任务", "责任单位"),
    ("1", "修路。", "交通局"),
    ("2", "架桥。", "交通局"),
    ("2", "植树。", "林业局"),
    ("9", "种草。", "林业局"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Convert an attachment with two lines to check, and name its workbook."""
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "附件.txt").write_text(DUMP, encoding="utf-8")
    again(tmp_path / "output" / "附件.xlsx")
    return tmp_path / "output" / "附件.xlsx"


def again(book: Path, **wanted: object):
    (outcome,) = converted(book.parent.parent / "input", book.parent, **wanted)
    return outcome


def typed(book: Path, edit: Callable[[openpyxl.Workbook], object]) -> None:
    opened = openpyxl.load_workbook(book)
    edit(opened)
    opened.save(book)


def decide(book: Path, line: int, decision: str, value: str | None = None) -> None:
    typed(book, lambda opened: put(opened["待核对"], line, 处理意见=decision, 改正后的值=value))


def put(sheet, line: int, **values: str | None) -> None:
    at = {cell.value: cell.column for cell in sheet[1]}
    for name, value in values.items():
        sheet.cell(line + 1, at[name]).value = value


def taken(book: Path):
    return take_up(book, book.parent.parent / "input", "zh")


def serials(book: Path) -> list[object]:
    return [row[0] for row in openpyxl.load_workbook(book)["清单"].iter_rows(min_row=2, values_only=True)]


def names(book: Path) -> list[str]:
    return sorted(path.name for path in book.parent.glob("*.xlsx"))


def lines(book: Path) -> list[object]:
    return [row[0] for row in openpyxl.load_workbook(book)["待核对"].iter_rows(min_row=2, values_only=True) if row[0]]


def test_decisions_that_are_taken_up_bring_one_corrected_workbook(book: Path) -> None:
    assert (serials(book), lines(book)) == ([1, 2, 3, 4], [1, 2])
    decide(book, 1, "改为右栏", "7")
    taken(book)
    outcome = again(book)
    assert (outcome.kept, outcome.decided.taken_up) == ((), {"附件.xlsx"})
    assert (names(book), serials(book), lines(book)) == (["附件.xlsx"], [1, 2, 7, 4], [1])
    # And once more, now that there were corrections before.
    decide(book, 1, "同意")
    taken(book)
    assert again(book).decided.taken_up == {"附件.xlsx"}
    assert (names(book), serials(book), lines(book)) == (["附件.xlsx"], [1, 2, 7, 4], [])
    assert not again(book).fresh


def test_a_workbook_whose_lines_were_sorted_before_they_were_decided_gives_way(book: Path) -> None:
    def turned_round(opened: openpyxl.Workbook) -> None:
        sheet = opened["待核对"]
        for cells in zip(*sheet.iter_rows(min_row=2, max_row=3), strict=True):
            first, second = (cell.value for cell in cells)
            cells[0].value, cells[1].value = second, first

    typed(book, turned_round)
    decide(book, 2, "改为右栏", "7")
    taken(book)
    assert again(book).decided.taken_up == {"附件.xlsx"}
    assert serials(book) == [1, 2, 7, 4]


@needs_office
def test_a_workbook_saved_by_another_program_gives_way_as_well(book: Path, tmp_path: Path) -> None:
    decide(book, 1, "同意")
    shutil.move(saved_as("xlsx", [book], tmp_path) / "附件.xlsx", book)
    taken(book)
    assert again(book).decided.taken_up == {"附件.xlsx"}
    assert names(book) == ["附件.xlsx"]


EDITS: dict[str, Callable[[openpyxl.Workbook], object]] = {
    "a value": lambda opened: opened["清单"].__setitem__("B2", "修路和桥。"),
    "a value below": lambda opened: opened["清单"].__setitem__("B9", "新的一行"),
    "another cell of the line": lambda opened: put(opened["待核对"], 1, 现值="3（对）"),
    "a column of one's own": lambda opened: opened["待核对"].__setitem__("N2", "问过张三"),
    "a heading": lambda opened: opened["清单"].__setitem__("B1", "工作"),
    "a formula": lambda opened: opened["统计"].__setitem__("B3", "=1+1"),
    "a colour": lambda opened: setattr(opened["清单"]["B2"], "fill", PatternFill("solid", fgColor="FFFF00")),
    "a struck text": lambda opened: setattr(opened["清单"]["B2"], "font", Font(strike=True)),
    "a note": lambda opened: setattr(opened["清单"]["B2"], "comment", Comment("请核实", "张三")),
    "a link": lambda opened: setattr(opened["清单"]["B2"], "hyperlink", "https://example.com/"),
    "a sheet": lambda opened: opened.create_sheet("领导批示"),
    "a sheet less": lambda opened: opened.remove(opened["统计"]),
    "a merge": lambda opened: opened["清单"].merge_cells("B2:B3"),
    "a chart less": lambda opened: opened["统计"]._charts.clear(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_any_other_edit_is_kept_and_the_new_one_lies_beside(book: Path, edit: str) -> None:
    decide(book, 1, "同意")
    typed(book, EDITS[edit])
    taken(book)
    before = book.read_bytes()
    outcome = again(book)
    assert (outcome.kept, outcome.decided.taken_up) == (("附件.xlsx",), frozenset())
    assert (names(book), book.read_bytes()) == (["附件.new.xlsx", "附件.xlsx"], before)


@pytest.mark.parametrize(
    ("decision", "value"), [("改为右栏", None), ("再议", None), ("同意", None)], ids=["open", "odd", "not taken up"]
)
def test_decisions_that_do_not_stand_wait_and_nothing_new_is_written(book: Path, decision: str, value: None) -> None:
    decide(book, 1, decision, value)
    if decision != "同意":
        taken(book)
    before = book.read_bytes()
    outcome = again(book)
    assert (outcome.kept, outcome.decided.waiting) == ((), {"附件.xlsx"})
    assert (names(book), book.read_bytes()) == (["附件.xlsx"], before)
    # What is new for another reason lies beside.
    corrections = book.parent.parent / "input" / "附件.corrections.csv"
    corrections.write_text("记录,列,原值,新值\n1,任务,修路。,筑路。\n", encoding="utf-8")
    assert again(book).kept == ("附件.xlsx",)
    assert names(book) == ["附件.new.xlsx", "附件.xlsx"]


def test_a_decision_changed_after_it_was_taken_up_waits(book: Path) -> None:
    decide(book, 1, "同意")
    taken(book)
    decide(book, 1, "改为右栏", "8")
    outcome = again(book)
    assert (outcome.decided.taken_up, outcome.decided.waiting) == (frozenset(), {"附件.xlsx"})


def test_what_cannot_be_made_again_is_not_believed(book: Path) -> None:
    decide(book, 1, "同意")
    taken(book)
    assert again(book, wish=Wish(lang="en")).kept == ("附件.xlsx",)


def test_a_workbook_that_was_saved_again_without_a_decision_is_kept_as_any_edited_one(book: Path) -> None:
    typed(book, lambda _: None)
    outcome = again(book)
    assert (outcome.kept, outcome.decided.waiting) == (("附件.xlsx",), frozenset())
    assert names(book) == ["附件.new.xlsx", "附件.xlsx"]


def test_decisions_in_the_new_workbook_beside_an_edited_one_bring_a_corrected_one(book: Path) -> None:
    typed(book, EDITS["a value"])
    mine = book.read_bytes()
    assert again(book).kept == ("附件.xlsx",)
    new = book.with_name("附件.new.xlsx")
    decide(new, 1, "改为右栏", "7")
    taken(new)
    assert again(book).decided.taken_up == {"附件.new.xlsx"}
    assert (names(book), serials(new), book.read_bytes()) == (["附件.new.xlsx", "附件.xlsx"], [1, 2, 7, 4], mine)


def test_the_log_and_the_screen_name_what_was_taken_up_and_what_waits(book: Path) -> None:
    folder = book.parent.parent
    decide(book, 1, "同意")
    ran = fubiao("convert", "--lang", "zh", cwd=folder)
    assert "附件.xlsx：其中填写的处理意见尚未采用" in ran.stderr
    assert logged(book)["waiting"] == ["附件.xlsx"]
    taken(book)
    ran = fubiao("convert", "--lang", "zh", cwd=folder)
    assert ran.stderr.strip() == "附件.xlsx：您的处理意见已采用，已换成更正后的工作簿。"
    assert logged(book)["taken up"] == ["附件.xlsx"]


def logged(book: Path) -> dict[str, object]:
    (file,) = json.loads((book.parent / "run.json").read_text(encoding="utf-8"))["files"]
    return file


def test_a_workbook_that_is_none_is_kept(book: Path) -> None:
    decide(book, 1, "同意")
    taken(book)
    book.write_bytes(b"PK\x03\x04 cut off")
    assert again(book).kept == ("附件.xlsx",)
