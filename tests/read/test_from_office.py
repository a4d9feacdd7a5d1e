"""Files that only LibreOffice opens, and what is told where it is missing."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import EmptyFile, NeedsProgram, TooLarge
from pipeline.model import Grid
from pipeline.no_table import EndingTable
from pipeline.profile import default_profile
from pipeline.read import libre_office as room
from pipeline.read.from_office import from_office
from pipeline.read.from_sheets import from_sheets
from tests.build import docx, package, zipped
from tests.plugin import grid
from tests.read.word import drawn

TABLE = grid("序号|任务|单位; 1|修路⏎架桥|住建局; 2|种树|^")
RIGHT = "序号|任务|单位; 1|修路⏎架桥|住建局; 2|种树|住建局"
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_a_file_of_another_kind_gives_the_same_table(tmp_path, ending):
    (tmp_path / "附件.docx").write_bytes(docx("标题", TABLE, "尾"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}", "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / "附件.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = from_office(tmp_path / f"附件.{ending}", default_profile())
    assert [drawn(each) for each in made.grids] == [RIGHT]
    assert made.source.format == ending
    assert made.grids[0].before == ("标题",)


def as_doc(folder: Path, *parts: str | Grid, closed: bool = True) -> Path:
    """Make a .doc; no program but LibreOffice leaves out the paragraph after a table that ends it."""
    made = package(*parts)
    if not closed:
        made["word/document.xml"] = made["word/document.xml"].replace("<w:p/><w:sectPr/>", "<w:sectPr/>")
    (folder / "附件.docx").write_bytes(zipped(made))
    command = ["soffice", f"-env:UserInstallation={(folder / 'own').as_uri()}", "--headless", "--convert-to", "doc", "--outdir", str(folder), str(folder / "附件.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "附件.doc"


@needs_office
def test_a_table_that_ends_a_doc_is_told_to_be_lost(tmp_path):
    made = from_office(as_doc(tmp_path, TABLE, "中", grid("甲|乙; 3|4"), closed=False), default_profile())
    assert [drawn(each) for each in made.grids] == [RIGHT]
    assert [(each.code, dict(each.facts)) for each in made.grids[0].doubts] == [("D020", {"text": "3｜4"})]
    with pytest.raises(EndingTable, match="LibreOffice"):
        from_office(as_doc(tmp_path, "标题", TABLE, closed=False), default_profile())


@needs_office
def test_a_table_before_a_last_paragraph_is_not_lost(tmp_path):
    made = from_office(as_doc(tmp_path, "标题", TABLE), default_profile())
    assert ([drawn(each) for each in made.grids], made.grids[0].doubts) == ([RIGHT], ())


@needs_office
@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_a_workbook_of_another_kind_gives_the_same_table(tmp_path, ending):
    book = openpyxl.Workbook()
    for row in (["类别", "任务", "投资"], ["甲", "修路", 3500.5], [None, "架桥", 12]):
        book.active.append(row)
    book.active["C2"].number_format = "#,##0.00"
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "附件.xlsx")
    written = "xls" if ending == "et" else ending
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}", "--headless", "--convert-to", written, "--outdir", str(tmp_path), str(tmp_path / "附件.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = from_sheets((tmp_path / f"附件.{written}").rename(tmp_path / f"原件.{ending}"), default_profile())
    assert [drawn(each) for each in made.grids] == ["类别|任务|投资; 甲|修路|3,500.50; 甲|架桥|12"]
    assert made.source.format == ending


def test_a_workbook_under_an_old_name_needs_no_program(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "PROGRAMS", ("no-such-program",))
    book = openpyxl.Workbook()
    book.active.append(["序号", "任务"])
    book.save(tmp_path / "附件.xls")
    assert drawn(from_sheets(tmp_path / "附件.xls", default_profile()).grids[0]) == "序号|任务"
    (tmp_path / "附件.ods").write_bytes(b"PK\x03\x04 content.xml")
    with pytest.raises(NeedsProgram, match="LibreOffice"):
        from_sheets(tmp_path / "附件.ods", default_profile())


def test_a_word_file_under_another_name_needs_no_program(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "PROGRAMS", ("no-such-program",))
    (tmp_path / "附件.wps").write_bytes(docx(TABLE))
    assert drawn(from_office(tmp_path / "附件.wps", default_profile()).grids[0]) == RIGHT


def test_a_missing_program_is_told_with_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "PROGRAMS", ("no-such-program",))
    (tmp_path / "附件.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(NeedsProgram, match="LibreOffice") as error:
        from_office(tmp_path / "附件.rtf", default_profile())
    assert "install" in error.value.facts["how"]


def test_a_program_that_hangs_is_ended_in_time(tmp_path, monkeypatch):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60 & wait\n")
    slow.chmod(0o755)
    monkeypatch.setattr(room, "PROGRAMS", (str(slow),))
    (tmp_path / "附件.rtf").write_bytes(b"{\\rtf1 x}")
    profile = default_profile()
    began = time.monotonic()
    with pytest.raises(TooLarge, match="seconds"):
        from_office(tmp_path / "附件.rtf", replace(profile, limits=dict(profile.limits) | {"seconds": 1}))
    assert time.monotonic() - began < 10


def test_an_empty_file_is_told_at_once(tmp_path):
    (tmp_path / "附件.doc").write_bytes(b"")
    with pytest.raises(EmptyFile):
        from_office(tmp_path / "附件.doc", default_profile())
