"""What a person watches: bar and counts fit into 80 columns; the closing table tells causes, and what to do next."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.bar import Bar, so_far, table
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.tally import Tally
from pipeline.errors import EmptyFile, TookTooLong
from pipeline.run_errors import UnknownColumn
from pipeline.screen import line, what_next


def done(name: str, repairs: int = 0, review: int = 0) -> Done:
    return Done(Path(name), {"tables": 1, "records": 3, "repairs": repairs, "review": review, "lost": 0}, {})


def told(total: int, *outcomes: Done | Failed) -> Tally:
    tally = Tally(total)
    for outcome in outcomes:
        tally.add(outcome)
    return tally


def drawn(what: object, width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(what)
    return console.file.getvalue().splitlines()


MIXED = (
    done("一.docx", repairs=2, review=1),
    done("二.docx", repairs=4, review=5),
    done("三.docx"),
    Failed(Path("空.docx"), EmptyFile(name="空.docx")),
    Failed(Path("又空.docx"), EmptyFile(name="又空.docx")),
    Failed(Path("慢.docx"), TookTooLong(name="慢.docx", limit=300)),
)


def test_bar_and_counts_of_a_large_run_fit_into_80_columns():
    tally = told(100_000)
    tally.files.update({"converted": 88_888, "failed": 8_888, "up to date": 1_111})
    tally.repaired = tally.to_review = 77_777
    bar = Bar(tally, Console(file=io.StringIO(), width=80))
    bar.add_task("Converting", total=100_000, completed=98_887)
    first, *rest = (line for part in bar.get_renderables() for line in drawn(part))
    assert "98887/100000" in first
    assert first.endswith("left")
    assert " ".join(map(str.strip, rest)) == so_far(tally)


def test_what_is_up_to_date_stands_above_what_is_counted_among_it_and_codes_below_the_failed():
    """有修复 10 stood below 已转换 9, and the codes of failures below 已是最新."""
    again = done("旧.docx", repairs=1)._replace(fresh=False)
    rows = [[cell.strip() for cell in line.split("│")[1:3]] for line in drawn(table(told(7, *MIXED, again), "en"))]
    names = [row[0] for row in rows if row]
    assert names == ["converted", "up to date", "repaired", "to review", "failed", "E101", "E112"]
    assert [row[1] for row in rows if row][:5] == ["3", "1", "3", "2", "3"]


def test_the_table_tells_each_cause_with_the_first_file_that_had_it():
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in drawn(table(told(7, *MIXED), "en"))]
    assert [row for row in rows if row] == [
        ["converted", "3", ""],
        ["repaired", "2", ""],
        ["to review", "2", "二.docx"],
        ["failed", "3", ""],
        ["E101", "2", "空.docx is empty (0 bytes)."],
        ["E112", "1", "慢.docx took more than 300 seconds and was given up."],
        ["not begun", "1", ""],
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_long_name_is_cut_and_breaks_no_line(width):
    name = "关于印发重点工作任务责任分解表的通知" * 4 + ".docx"
    lines = drawn(table(told(2, done(name, review=1)), "zh"), width)
    assert max(map(cell_len, lines)) <= width
    assert len([line for line in lines if "关于" in line]) == 1


@pytest.mark.parametrize("width", [60, 80])
def test_a_long_cause_is_folded_and_leaves_outcomes_and_counts_their_room(width):
    name = "2025年重点工作任务责任分解表.docx"
    error = UnknownColumn(name=name, column="责任单位", nearest="牵头单位", columns="序号、任务")
    lines = drawn(table(told(7, *MIXED, Failed(Path(name), error)), "zh"), width)
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")]
    assert max(map(cell_len, lines)) <= width
    assert [row[:2] for row in rows if row[0]] == [
        ["converted", "3"],
        ["repaired", "2"],
        ["to review", "2"],
        ["failed", "4"],
        ["E101", "2"],
        ["E112", "1"],
        ["E206", "1"],
    ]
    at = next(number for number, row in enumerate(rows) if row[0] == "E206")
    assert (
        "".join(row[2] for row in rows[at:]).replace(" ", "") == f"{name}中没有“责任单位”一列，最接近的是“牵头单位”。"
    )


def test_a_clean_run_says_only_where_the_results_are():
    assert what_next(told(1, done("三.docx")), Path("out")) == [
        "The results are in out; run.json there tells of each file."
    ]


def test_where_nothing_was_converted_no_results_are_promised():
    (said,) = what_next(told(1, Failed(Path("一.docx"), EmptyFile(name="一.docx"))), Path("out"))
    assert "Mend" in said


def test_what_to_do_next_follows_from_what_became_of_the_files():
    tally = told(7, *MIXED)
    tally.interrupted = True
    _, review, failed, stopped = what_next(tally, Path("out"))
    assert "To review" in review
    assert "Mend" in failed
    assert "go on" in stopped


def test_a_run_that_was_stopped_before_its_first_file_points_to_no_results():
    tally = told(3)
    tally.interrupted = True
    assert what_next(tally, Path("out")) == ["Run it again to go on where it stopped."]


def test_counts_so_far_leave_out_what_never_was():
    assert so_far(told(9, *MIXED)) == "converted 3 · repaired 2 · to review 2 · failed 3"


def test_what_was_told_of_a_whole_table_names_no_row_nought_and_a_line_break_stays_in_its_line():
    told = {"code": "D013", "place": [1, 0, 0], "record": None, "column": None, "message": "甲局\n乙局"}
    assert line(told) == "D013 · doubt · table 1 · 甲局⏎乙局"
