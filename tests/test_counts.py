"""The same number for the same word: closing line, log, JSON, package, workbook, page, explain and gather count alike."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.flow import convert
from tests import build
from tests.test_cli import fubiao

SAMPLE = next((Path(__file__).parent.parent / "input").glob("*.txt"))
# A serial printed twice (a repair to review and a doubt about one cell), a text that a CSV must guard, a struck text
# (a reader's doubt without a column) in a cell that is padded as well, a total that is wrong; and a second table.
WORD = build.docx(
    "附件1　重点项目表",
    build.tbl(
        build.tr("序号", "项目", "投资（万元）", "责任人"),
        build.tr("1", "=1+1", "100", "张  三"),
        build.tr("2", "架桥", "200", build.tc(build.p(build.r("李  四", "<w:strike/>")))),
        build.tr("2", "植树", "300", "王五"),
        build.tr("合计", "", "900", ""),
    ),
    "附件2　联系人",
    build.tbl(build.tr("序号", "姓名", "电话"), build.tr("1", "张三", "1"), build.tr("", "李四", "2")),
)
DUMP = "某区任务分解表\n" + build.dump(
    ("序号", "类别", "任务", "责任单位"),
    ("1", "道路建设", "修好县道。", "交通局\n财政局"),
    ("2", "", "修好乡道。", "〃"),
    ("2", "绿化", "植树�。", ""),
    ("9", "绿化", "种草。", "林业局"),
)
WEB = "".join(
    f"<h2>{title}</h2><table><tr><th>{'</th><th>'.join(head)}</th></tr>"
    + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    + "</table>"
    for title, head, rows in (
        ("甲表", ("序号", "任务", "完成时限"), (("1", "修路", "2024年2月30日前"), ("3", "架桥", "长期"))),
        ("乙表", ("姓名", "单位"), (("张三", "发改局"), ("李四", ""))),
    )
)
DOCUMENTS = {
    "样本.txt": SAMPLE.read_bytes(),
    "甲.docx": WORD,
    "乙.txt": DUMP.encode(),
    "丙.html": f"<html><body>{WEB}</body></html>".encode(),
}


class Seen:
    """A document, converted by the command, and what each view of it says."""

    def __init__(self, folder: Path, name: str) -> None:
        (folder / "input").mkdir()
        (folder / "input" / name).write_bytes(DOCUMENTS[name])
        self.folder, self.name, self.stem = folder, name, Path(name).stem
        self.line = fubiao("convert", "--lang", "zh", cwd=folder).stdout
        (self.log,) = (each["counts"] for each in self.made("run.json")["files"])
        self.tables = self.made(f"{self.stem}.json")["tables"]
        self.book = openpyxl.load_workbook(folder / "output" / f"{self.stem}.xlsx")
        self.page = (folder / "output" / f"{self.stem}.html").read_text(encoding="utf-8")

    def made(self, name: str) -> Any:
        return json.loads((self.folder / "output" / name).read_text(encoding="utf-8"))

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        head, *rows = self.book[sheet].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows if any(row)]

    def about(self) -> Counter[str]:
        """Add up what 说明 says of each table."""
        said: Counter[str] = Counter()
        for label, value in self.book["说明"].iter_rows(max_col=2, values_only=True):
            if isinstance(value, int):
                said[str(label)] += value
        return said

    def tiles(self) -> dict[str, int]:
        found = re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", self.page)
        return {html.unescape(name): int(count) for name, count in found}

    def chips(self) -> dict[str, int]:
        found = re.findall(r'value="(\w+)" checked> [^<]* <span class="n">(\d+)</span>', self.page)
        return {name: int(count) for name, count in found}

    def entries(self) -> Counter[str]:
        return Counter(re.findall(r'<li id="t[^"]*" data-certainty="(\w+)"', self.page))


@pytest.fixture(scope="module", params=DOCUMENTS)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return Seen(tmp_path_factory.mktemp("counts"), request.param)


def in_words(line: str) -> dict[str, int]:
    return {word: int(count) for count, word in re.findall(r"(\d+) [个张条处](附件|表|记录|修复|待核对)", line)}


def to_review(tables: list[dict[str, Any]]) -> int:
    """Count by the JSON alone: what was said of one cell of a record is one, all else is one each."""
    count = 0
    for table in tables:
        told = table["doubts"] + [each for each in table["repairs"] if each["certainty"] == "review"]
        count += len({(each["record"], each["column"]) for each in told if each["record"]})
        count += sum(each["record"] is None for each in told)
    return count


def test_what_is_to_review_is_one_number(seen: Seen) -> None:
    number = to_review(seen.tables)
    assert number > 0
    assert in_words(seen.line)["待核对"] == seen.log["review"] == number
    assert len(seen.rows("待核对")) == number
    assert seen.about()["待核对（同一格计一处）"] == number
    assert seen.tiles()["待核对"] == seen.chips()["review"] == seen.entries()["review"] == number


def test_repairs_are_one_number(seen: Seen) -> None:
    repairs = [each for table in seen.tables for each in table["repairs"]]
    assert in_words(seen.line)["修复"] == seen.log["repairs"] == len(repairs)
    assert len(seen.rows("修复记录")) == seen.about()["修复数"] == seen.tiles()["修复数"] == len(repairs)
    certain = Counter(each["certainty"] for each in repairs)
    for name, label in (("sure", "确定的修复"), ("inferred", "推断的修复")):
        assert seen.about()[label] == seen.tiles()[label] == seen.chips()[name] == seen.entries()[name] == certain[name]
    assert seen.about()["待核对的修复"] == certain["review"]
    assert seen.about()["疑点"] == sum(len(table["doubts"]) for table in seen.tables)


def test_tables_and_records_are_one_number(seen: Seen) -> None:
    several = len(seen.tables) > 1
    records = sum(len(table["records"]) for table in seen.tables)
    package = seen.made(f"{seen.stem}.datapackage.json")["resources"]
    gathered = fubiao("gather", "output", "-o", "alle.sqlite", "--lang", "zh", cwd=seen.folder).stdout
    sheets = [f"清单{number}" if several else "清单" for number in range(1, len(seen.tables) + 1)]
    assert in_words(seen.line) | {"记录": records, "表": len(seen.tables)} == in_words(seen.line)
    assert in_words(gathered) == {"表": len(seen.tables), "记录": records}
    assert (seen.log["tables"], seen.log["records"]) == (len(seen.tables), records)
    assert len(package) == len(seen.tables)
    assert sum(len(seen.rows(sheet)) for sheet in sheets) == seen.about()["记录数"] == seen.tiles()["记录数"] == records


def test_explain_says_what_the_json_says(seen: Seen) -> None:
    said = json.loads(fubiao("explain", f"input/{seen.name}", "--json", "--lang", "zh", cwd=seen.folder).stdout)
    assert [(table["repairs"], table["doubts"]) for table in said] == [
        (table["repairs"], table["doubts"]) for table in seen.tables
    ]


def test_the_documents_hold_what_could_be_counted_in_several_ways(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(WORD)
    result = convert(path)
    told = [[each.code for each in point.told] for cleaned in result.tables for point in cleaned.points]
    assert ["R302", "D301"] in told
    assert result.to_review < sum(map(len, told))
