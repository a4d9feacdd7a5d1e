"""P1 to P5: bombs are refused by a clear code in little memory, honest files of the same look are read.

What should fail and works is a failure of the test, as is the reverse.  How fast is measured by ``python -m bench.hostile``.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from pipeline.errors import DamagedFile, TooLarge
from pipeline.profile import default_profile
from pipeline.read.word_file import read_word
from tests.build import document_xml, docx, p, tbl, tr, zipped
from tests.promises import hostile
from tests.promises.hostile import TABLE, outcome, repeated, with_main

GIGABYTE = 1 << 30
BLANKS = (b" " * hostile.MEGABYTE, 1024)
READS = "read 1 0"


def within(head: str, piece: str, times: int, tail: str) -> list[tuple[bytes, int]]:
    """Give a main part whose text holds a piece of XML so often."""
    before, after = document_xml("MARK").encode().split(p("MARK").encode())
    return [(before + head.encode(), 1), (piece.encode() * 1000, times // 1000), (tail.encode() + after, 1)]


def main_of(*pieces: tuple[bytes, int]) -> list[tuple[bytes, int]]:
    head, tail = hostile.around("MARK")
    return [(head, 1), *pieces, (tail, 1)]


BOMBS = {
    "one text of 1 GiB": lambda: with_main(main_of((b"x" * hostile.MEGABYTE, 1023))),
    "2 GiB": lambda: with_main(main_of(BLANKS, BLANKS)),
    "2 GiB that say they are 100 bytes": lambda: with_main(main_of(BLANKS, BLANKS), said=100),
    "styles of 1 GiB": lambda: with_main([(b"<w:styles>", 1), (b"<a/>" * 250_000, 1000), (b"</w:styles>", 1)], part="word/styles.xml"),
    "styles of 60 MiB, all tags": lambda: with_main([(b"<w:styles><w:vanish/>", 1), (b"<a/>" * 250_000, 60), (b"</w:styles>", 1)], part="word/styles.xml"),
    "60 million runs in a paragraph": lambda: with_main(repeated("<w:r/>", 60_000_000)),
    "40 million attributes in a paragraph": lambda: with_main(repeated("<w:r " + " ".join(f'{name}="1"' for name in "abcdefghij") + "/>", 4_000_000)),
    "a million attributes in a tag": lambda: with_main(main_of((b"<w:r " + b" ".join(b'a%d=""' % at for at in range(1_000_000)) + b"/>", 1))),
    "2,048,000 empty rows": lambda: with_main(within("<w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>", 2_048_000, "</w:tbl>")),
    "1 GiB of blank paragraphs": lambda: with_main(within("", "<w:p/>", GIGABYTE // 6, "")),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_p03_bombs_are_refused_within_two_seconds_and_a_hundred_megabytes(name, tmp_path):
    """The system ends the process that takes more."""
    assert outcome(tmp_path, BOMBS[name](), megabytes=100, seconds=2).startswith(("E107", "E105", "E115"))


@pytest.mark.parametrize("count", [10_000 - 5, 10_001])
def test_p05_entries_of_one_member_are_never_opened_and_never_too_many(count, tmp_path):
    said = outcome(tmp_path, hostile.overlapping(count), megabytes=100, seconds=2)
    assert said.startswith("E107") if count > 10_000 else said == READS


def test_p05_ten_thousand_entries_are_read_and_one_more_is_refused(tmp_path):
    most = {f"word/media/{at}.png": b"" for at in range(10_000 - 4)}
    assert outcome(tmp_path, docx(TABLE, more=most)) == READS
    assert outcome(tmp_path, docx(TABLE, more=most | {"word/media/one.png": b""})).startswith("E107")


def limited(data: bytes, **limits: int) -> None:
    profile = default_profile()
    read_word("附件.docx", data, replace(profile, limits=dict(profile.limits) | limits))


def test_p05_limits_hold_to_the_byte():
    parts = ("附件", "", tbl(tr("序号", "任务"), tr("", ""), tr("1", "修路"), tr("", "")), "尾")
    size = len(document_xml(*parts).encode())
    for limit, most in {"xml_bytes": size, "entries": 4, "cells": 8, "empty_rows": 2, "paragraphs": 4}.items():
        limited(docx(*parts), **{limit: most})
        with pytest.raises(TooLarge):
            limited(docx(*parts), **{limit: most - 1})


def test_p03_a_directory_that_says_less_than_there_is_is_not_believed():
    size = len(document_xml(TABLE).encode())
    data = docx(TABLE).replace(struct.pack("<L", size), struct.pack("<L", size - 50))
    with pytest.raises(DamagedFile):
        limited(data)


def test_p03_what_says_that_it_is_too_large_is_not_unpacked():
    size = struct.pack("<L", len(document_xml(TABLE).encode()))
    with pytest.raises(TooLarge):
        limited(docx(TABLE).replace(size, struct.pack("<L", 2**31)))


def test_p05_archives_in_archives_are_never_opened(tmp_path):
    assert outcome(tmp_path, hostile.archived(12), megabytes=100, seconds=2) == READS


def test_p05_a_file_that_holds_itself_where_its_text_should_be_is_damaged_and_not_opened_again(tmp_path):
    inner = docx(TABLE)
    said = outcome(tmp_path, docx(TABLE, more={"word/document.xml": inner}), megabytes=100, seconds=2)
    assert said.startswith("E105")
    assert outcome(tmp_path, zipped({"a.zip": inner, "r/r.zip": inner}), megabytes=100, seconds=2).startswith("E102")


def test_p04_an_honest_table_that_compresses_152_to_1_is_read(tmp_path):
    data = docx(tbl(*[tr("1", "按时完成年度目标任务并报送材料")] * 20_000))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        main = archive.getinfo("word/document.xml")
    assert main.file_size > 152 * main.compress_size
    assert outcome(tmp_path, data, megabytes=1500) == READS
