"""P17: an encoding is right or told: a dump in each of them, from the file to the records.

What single texts are taken for is tested in ``tests/read/test_decode.py``.
"""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest

from pipeline.flow import convert
from pipeline.result import Result

ROWS = (
    ("序号", "项目", "牵头领导", "责任单位"),
    ("1", "老旧小区改造（㎡）", "辛勤", "市发改委、财政局"),
    ("2", "县道大修①", "王亮", "交通局"),
    ("3", "幸福村屋建设", "郭蕾", "农业局"),
)
FULL = (("序號", "項目", "責任單位"), ("1", "老舊小區改造", "市發展局"), ("2", "縣道大修", "工務局、財政局"))
ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16 with a mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 the other way round": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-32 with a mark": lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
    "gbk": lambda text: text.replace("㎡", "m2").encode("gbk"),
    "gb18030": lambda text: text.encode("gb18030"),
    "gb18030 with a mark": lambda text: ("\ufeff" + text).encode("gb18030"),
    "gb2312": lambda text: text.replace("㎡", "m2").encode("gb2312"),
    "hz": lambda text: text.replace("㎡", "m2").encode("hz"),
}
TOLD = {"D050", "D051", "D055"}


def dump(rows: tuple[tuple[str, ...], ...]) -> str:
    """Print a table as Tika does: a cell a line, led by a tab, rows parted by blank lines."""
    return "附件\n\n" + "\n\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows) + "\n"


def converted(path: Path, data: bytes) -> Result:
    path.write_bytes(data)
    return convert(path)


def texts(result: Result) -> list[tuple[str, ...]]:
    table = result.tables[0].table
    width = sum(not column.made for column in table.columns)
    return [tuple(column.name for column in table.columns)[:width], *(row.texts[:width] for row in table.rows)]


def told(result: Result) -> set[str]:
    return {doubt.code for each in result.tables for doubt in each.doubts} & TOLD


@pytest.mark.parametrize("name", ENCODINGS)
def test_each_encoding_gives_the_same_records_without_a_word(name, tmp_path):
    result = converted(tmp_path / "a.txt", ENCODINGS[name](dump(ROWS)))
    right = [
        tuple(cell.replace("㎡", "m2") if b"m2" in ENCODINGS[name]("㎡") else cell for cell in row) for row in ROWS
    ]
    assert [row[:2] + row[2:3] for row in texts(result)] == [row[:3] for row in right]
    assert [row[3].replace("\n", "、") for row in texts(result)] == [row[3] for row in right]
    assert told(result) == set()


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_characters(encoding, tmp_path):
    result = converted(tmp_path / "a.txt", dump(FULL).encode(encoding))
    assert [tuple(cell.replace("\n", "、") for cell in row) for row in texts(result)] == list(FULL)
    assert told(result) == set()


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_text_cut_off_anywhere_is_right_as_far_as_it_goes_or_told(name, tmp_path):
    data = ENCODINGS[name](dump(ROWS))
    for cut in range(1, 24):
        result = converted(tmp_path / "a.txt", data[:-cut])
        found = texts(result)
        assert found[0] == ROWS[0], cut
        assert found[2][:2] == ("2", "县道大修①"), cut
        # The last record is cut; a character that was halved is told.
        halved = any("\ufffd" in text for row in found for text in row)
        assert ("D051" in told(result)) == halved, cut


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_lines_of_another_encoding_are_told(encoding, tmp_path):
    """A row pasted from a file in UTF-8; whatever it becomes, a word says so."""
    whole = dump(ROWS[:3] * 2).encode(encoding) + dump(ROWS[3:]).encode("utf-8" if encoding == "gb18030" else "gb18030")
    assert told(converted(tmp_path / "a.txt", whole)) & {"D051", "D055"}


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_another_language_is_told(encoding, tmp_path):
    rows = (("番号", "事業名", "担当部署"), ("1", "まちづくり推進", "企画課"), ("2", "防災訓練の実施", "総務課"))
    assert told(converted(tmp_path / "a.txt", dump(rows).encode(encoding)))


def test_bytes_that_change_are_told_or_change_a_character_only(tmp_path):
    """Whatever a byte becomes, the file is read, and what cannot be decoded is told."""
    chance, data = random.Random(17), dump(ROWS * 5).encode()
    for _ in range(60):
        made = bytearray(data)
        made[chance.randrange(len(made))] = chance.randrange(128, 256)
        result = converted(tmp_path / "a.txt", bytes(made))
        halved = any("\ufffd" in text for row in texts(result) for text in row)
        assert not halved or "D051" in told(result)
