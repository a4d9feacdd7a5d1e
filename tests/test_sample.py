"""The main job: the attachment that ships with the project becomes exactly the 63 records worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.flow import convert, inspect
from pipeline.model import Box, Grid
from pipeline.profile import default_profile
from pipeline.result import Wish
from tests.build import docx
from tests.office import needs_office, saved_as
from tests.runs import deliver

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "input" / "西洞庭管理区2024年经济工作会议工作任务责任分解表.txt"
EXPECTED = ROOT / "tests" / "sample_records.json"
FORMATS = ("xlsx", "csv", "json", "html")

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "bom": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without BOM": lambda text: text.encode("utf-16-le"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
}


@pytest.fixture(scope="module")
def expected() -> list[dict]:
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


def as_json(path: Path, folder: Path, **settings) -> dict:
    result = convert(path, default_profile())
    deliver(result, folder / path.stem, ("json",), Wish(stem=path.stem))
    return json.loads((folder / f"{path.stem}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_63_records_in_any_encoding(encoding, expected, tmp_path):
    dump = tmp_path / "附件 一（带 空格）.txt"
    dump.write_bytes(ENCODINGS[encoding](SAMPLE.read_text(encoding="utf-8")))
    made = as_json(dump, tmp_path / "out")
    assert made["tables"][0]["records"] == expected
    assert made["audit"]["lost"] == 0
    assert made["source"]["title"] == "西洞庭管理区2024年经济工作会议工作任务责任分解表"


def test_the_last_serial(tmp_path):
    table = as_json(SAMPLE, tmp_path)["tables"][0]
    serials = [repair for repair in table["repairs"] if repair["column"] == "序号"]
    assert [(r["record"], r["before"], r["after"], r["certainty"]) for r in serials] == [
        (60, "", "60", "inferred"),
        (62, "", "62", "inferred"),
        (63, "62", "63", "review"),
    ]
    assert [(d["code"], d["record"]) for d in table["doubts"]] == [("D301", 63)]


def test_what_the_dump_left_behind_is_dropped_and_told(tmp_path):
    made = as_json(SAMPLE, tmp_path)
    assert made["audit"]["dropped"] == len("[bookmark:_GoBack]")
    assert [r["record"] for r in made["tables"][0]["repairs"] if "bookmark" in r["before"]] == [52]


def test_twice_gives_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        deliver(convert(SAMPLE), tmp_path / folder / "x", FORMATS, Wish(stem="x"))
    for made in sorted((tmp_path / "a").iterdir()):
        assert made.read_bytes() == (tmp_path / "b" / made.name).read_bytes(), made.name


def test_csv_and_workbook_hold_the_same_records(expected, tmp_path):
    import csv

    import openpyxl

    deliver(convert(SAMPLE), tmp_path / "x", ("csv", "xlsx"), Wish(stem="x"))
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        from_csv = list(csv.DictReader(file))
    flat = [
        {k: "、".join(v) if isinstance(v, list) else "" if v is None else str(v) for k, v in r.items()}
        for r in expected
    ]
    assert from_csv == flat
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["清单"]
    rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    start = rows.index([*expected[0], *rows[0][7:]] if len(rows[0]) > 7 else list(expected[0]))
    assert [dict(zip(expected[0], row, strict=False)) for row in rows[start + 1 : start + 64]] == flat


def attachment() -> Grid:
    """Draw the table as Word had it before it was dumped: the texts as printed, blanks of groups merged again."""
    (dumped,) = inspect(SAMPLE).grids
    rows = [[box for box in dumped.boxes if box.row == row] for row in range(1, dumped.height + 1)]
    boxes: list[Box] = []
    above: dict[int, int] = {}
    for cells in rows:
        for at, box in enumerate(cells, 1):
            wide = len(cells) < dumped.width
            column = at + (1 if wide and at > 3 else 0)
            if not box.text and at in (2, 3):
                boxes[above[column]] = boxes[above[column]]._replace(down=boxes[above[column]].down + 1)
                continue
            above[column] = len(boxes)
            boxes.append(Box(box.text, box.row, column, 1, 2 if wide and at == 3 else 1))
    return Grid(1, dumped.height, dumped.width, tuple(boxes))


@pytest.fixture(scope="module")
def word_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("word") / "附件 1.docx"
    path.write_bytes(docx("附  件", "工作任务责任分解表", attachment(), ""))
    return path


def test_the_same_table_in_a_word_file(word_file, expected, tmp_path):
    made = as_json(word_file, tmp_path)
    assert made["tables"][0]["records"] == expected
    assert made["audit"]["lost"] == 0
    assert [(r["record"], r["after"]) for r in made["tables"][0]["repairs"] if r["column"] == "序号"] == [
        (60, "60"),
        (62, "62"),
        (63, "63"),
    ]


ENDINGS = ["doc", "html", *(pytest.param(ending, marks=pytest.mark.long) for ending in ("docx", "odt", "rtf"))]


@needs_office
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_records_survive_libreoffice(ending, word_file, expected, tmp_path):
    source = saved_as("odt", [word_file], tmp_path) / "附件 1.odt" if ending == "docx" else word_file
    made = as_json(saved_as(ending, [source], tmp_path) / f"附件 1.{ending}", tmp_path / "out")
    assert made["tables"][0]["records"] == expected
    assert made["audit"]["lost"] == 0
    assert made["source"]["format"] == ending
    assert made["tables"][0]["title"] == "工作任务责任分解表"
