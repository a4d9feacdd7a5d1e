"""Files that only LibreOffice opens, and what is told where it is missing."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import EmptyFile, NeedsProgram, TooLarge
from pipeline.no_table import EndingTable
from pipeline.profile import default_profile
from pipeline.read import libre_office as room
from pipeline.read.from_office import from_office
from pipeline.read.from_sheets import from_sheets
from tests.build import docx, package, zipped
from tests.office import needs_office, saved_as
from tests.plugin import grid
from tests.read.word import drawn

TABLE = grid("序号|任务|单位; 1|修路⏎架桥|住建局; 2|种树|^")
RIGHT = "序号|任务|单位; 1|修路⏎架桥|住建局; 2|种树|住建局"


@pytest.fixture(scope="module")
def docs(tmp_path_factory) -> Path:
    """Make .doc files; no program but LibreOffice leaves out the paragraph after a table that ends one."""
    folder = tmp_path_factory.mktemp("docs")
    ends, alone = package(TABLE, "中", grid("甲|乙; 3|4")), package("标题", TABLE)
    for made in (ends, alone):
        made["word/document.xml"] = made["word/document.xml"].replace("<w:p/><w:sectPr/>", "<w:sectPr/>")
    for stem, parts in (("ends", ends), ("alone", alone), ("closed", package("标题", TABLE))):
        (folder / f"{stem}.docx").write_bytes(zipped(parts))
    return saved_as("doc", sorted(folder.glob("*.docx")), folder)


@needs_office
def test_a_table_that_ends_a_doc_is_told_to_be_lost(docs):
    made = from_office(docs / "ends.doc", default_profile())
    assert [drawn(each) for each in made.grids] == [RIGHT]
    assert [(each.code, dict(each.facts)) for each in made.grids[0].doubts] == [("D020", {"text": "3｜4"})]
    with pytest.raises(EndingTable, match="LibreOffice"):
        from_office(docs / "alone.doc", default_profile())


@needs_office
def test_a_table_before_a_last_paragraph_is_not_lost(docs):
    made = from_office(docs / "closed.doc", default_profile())
    assert ([drawn(each) for each in made.grids], made.grids[0].doubts) == ([RIGHT], ())
    assert (made.grids[0].before, made.source.format) == (("标题",), "doc")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory) -> Path:
    """Make a workbook and save it as the older and the freer kind; .et holds what .xls does."""
    folder = tmp_path_factory.mktemp("sheets")
    book = openpyxl.Workbook()
    for row in (["类别", "任务", "投资"], ["甲", "修路", 3500.5], [None, "架桥", 12]):
        book.active.append(row)
    book.active["C2"].number_format = "#,##0.00"
    book.active.merge_cells("A2:A3")
    book.save(folder / "附件.xlsx")
    for kind in ("xls", "ods"):
        shutil.copy(saved_as(kind, [folder / "附件.xlsx"], folder) / f"附件.{kind}", folder)
    shutil.copy(folder / "附件.xls", folder / "附件.et")
    return folder


@needs_office
@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_a_workbook_of_another_kind_gives_the_same_table(sheets, ending):
    made = from_sheets(sheets / f"附件.{ending}", default_profile())
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
