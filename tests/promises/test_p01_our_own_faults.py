"""P1: a fault of the program in one file is one line that names the file, the step and what to do; the others go on."""

from __future__ import annotations

import pytest

from pipeline import flow
from pipeline.errors import PipelineError
from pipeline.flow import convert
from tests.runs import fill, program

# A program one of whose steps, reader or settling fails over one file of three.
BROKEN = """
import sys
from pipeline import flow
sys.argv[0] = "fubiao"
step = flow.STEPS[3]
def drop_repeated_headers(table, profile):
    if any(cell.text == "b.txt" for row in table.rows for cell in row.cells):
        raise KeyError("two\\nlines")
    return step(table, profile)
flow.STEPS = tuple(drop_repeated_headers if each is step else each for each in flow.STEPS)
from pipeline.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("b #1: the program failed in drop_repeated_headers: KeyError('two\\nlines').", "send this line and the file")),
        ("zh", ("b #1：程序在 删除重复表头 出错：KeyError('two\\nlines')。", "请把这一行提示和该文件一起发给为您安装本程序的人")),
    ],
)  # fmt: skip
def test_a_clerk_reads_one_line_and_the_other_files_are_converted(lang, words, tmp_path):
    fill(tmp_path / "in", "a.txt", "b.txt", "c.txt")
    ran = program(tmp_path, "convert", "in", "--to", "json", "--jobs", "1", "--lang", lang, start=("-c", BROKEN))
    assert ran.returncode == 70
    assert "Traceback" not in ran.stderr
    (line,) = ran.stderr.strip().split("\n")
    assert all(word in line for word in words), line
    assert {path.name for path in (tmp_path / "output").glob("?.json")} == {"a.json", "c.json"}


@pytest.mark.parametrize("name", ["name_tables", "join_split_tables", "settle_grid", "audit", "apply_corrections"])
def test_a_fault_outside_the_steps_names_the_file_as_well(name, tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    fill(tmp_path, "a.txt")
    monkeypatch.setattr(flow, name, broken)
    with pytest.raises(PipelineError, match=r"^a\.txt: the program failed in \w+: ZeroDivisionError\(\)\.$"):
        convert(tmp_path / "a.txt")
