"""Files that python-docx wrote, and plain tables as python-docx reads them: a second opinion on what Word's XML means."""

from __future__ import annotations

import random

import docx
import pytest

from pipeline.read.from_docx import from_docx


def table(document, rows):
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    return made


def read(document, folder, profile):
    path = folder / "a.docx"
    document.save(str(path))
    return from_docx(path, profile).grids


def test_merges_that_python_docx_made(tmp_path, profile):
    document = docx.Document()
    document.add_paragraph("某区任务分解表")
    made = table(
        document,
        [["序号", "类别", "任务", "单位"], ["1", "甲", "修路", "局"], ["2", "", "架桥", "办"], ["3", "合并", "", "站"]],
    )
    made.cell(1, 1).merge(made.cell(2, 1))
    made.cell(3, 1).merge(made.cell(3, 2))
    (grid,) = read(document, tmp_path, profile)
    spans = {box.text.strip(): (box.down, box.across) for box in grid.boxes if box.down > 1 or box.across > 1}
    assert spans == {"甲": (2, 1), "合并": (1, 2)}
    assert grid.before == ("某区任务分解表",)
    assert (grid.height, grid.width) == (4, 4)


def test_numbered_paragraphs_in_cells_count_up(tmp_path, profile):
    document = docx.Document()
    made = table(document, [["", "修路"], ["", "架桥"], ["", "植树"]])
    for row in made.rows:
        row.cells[0].paragraphs[0].style = "List Number"
    (grid,) = read(document, tmp_path, profile)
    assert [box.text for box in grid.boxes if box.column == 1] == ["1.", "2.", "3."]


@pytest.mark.parametrize("seed", range(12))
def test_plain_tables_read_as_python_docx_reads_them(seed, tmp_path, profile):
    chance = random.Random(seed)
    document = docx.Document()
    texts = ["", "甲局", "任  立    郭  蕾", "第一段\n第二段", "a\tb", " 前后 ", "3,500", "=1+1", "㎡①"]
    for _ in range(chance.randint(1, 3)):
        columns = chance.randint(1, 6)
        table(document, [[chance.choice(texts) for _ in range(columns)] for _ in range(chance.randint(1, 8))])
        document.add_paragraph("之间的文字")
    grids = read(document, tmp_path, profile)
    theirs = docx.Document(str(tmp_path / "a.docx")).tables
    assert len(grids) == len(theirs)
    for grid, other in zip(grids, theirs, strict=True):
        wanted = {
            (r, c): cell.text for r, row in enumerate(other.rows, 1) for c, cell in enumerate(row.cells, 1) if cell.text
        }
        assert {(box.row, box.column): box.text for box in grid.boxes if box.text} == wanted
