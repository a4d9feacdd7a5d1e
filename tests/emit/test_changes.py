"""The changes between two versions, as a workbook and as a page."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from pipeline.compare.tables import compare
from pipeline.compare.versions import Comparison
from pipeline.emit.changes_to_excel import changes_to_excel
from pipeline.emit.changes_to_page import changes_to_page
from tests.plugin import table

HEAD = "序号:serial|任务:text|牵头部门:unit;"
OLD = table(HEAD + "1|修好县道二十公里，年底贯通|住建局;2|新建示范性学校一所|教育局", title="分解表")
NEW = table(HEAD + "1|植树造林五百亩|林业局;2|修好县道三十公里，年底贯通|住建局", title="分解表")


@pytest.fixture
def compared() -> Comparison:
    return compare([OLD], [NEW], ("旧.docx", "新.docx"))


def test_the_workbook_has_a_line_for_each_change_with_its_words_marked(compared: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(changes_to_excel(compared, "zh")), rich_text=True)
    heading, *rows = book["变更"].iter_rows(values_only=True)
    assert heading == ("类型", "表", "原文序号", "新文序号", "记录", "列", "修改前", "修改后")
    assert [(row[0], row[2], row[3], row[5]) for row in rows] == [
        ("新增", None, "1", None), ("修改", "1", "2", "任务"), ("删去", "2", None, None),
    ]  # fmt: skip
    before, after = rows[1][6:]
    struck = [part.text for part in before if getattr(part, "font", None) and part.font.strike]
    bold = [part.text for part in after if getattr(part, "font", None) and part.font.b]
    assert (struck, bold) == (["二"], ["三"])
    assert str(before) == "修好县道二十公里，年底贯通"
    assert [cell.value for cell in book["概况"][2]] == [1, "分解表", 1, 1, 1, 0, 0, 0]


def test_a_record_that_only_one_version_has_stands_whole(compared: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(changes_to_excel(compared, "zh")))
    whole = [row[6:] for row in book["变更"].iter_rows(min_row=2, values_only=True) if row[5] is None]
    assert whole == [
        (None, "任务：植树造林五百亩\n牵头部门：林业局"),
        ("任务：新建示范性学校一所\n牵头部门：教育局", None),
    ]
    page = changes_to_page(compared, "zh").decode()
    assert "<dt>牵头部门</dt><dd><ins>林业局</ins></dd>" in page
    assert "<dt>牵头部门</dt><dd><del>教育局</del></dd>" in page


def test_records_that_are_only_renumbered_are_one_line_of_the_page() -> None:
    rows = "|修路|甲;{}|架桥|乙;{}|植树|丙;{}|建校|丁"
    old, new = (
        table(HEAD + rows.format(*range(first + 1, first + 4)).join((head, "")))
        for first, head in ((1, "1"), (2, "1|开会|戊;2"))
    )
    page = changes_to_page(compare([old], [new], ("a", "b")), "zh").decode()
    assert page.count('<span class="kind renumbered">') == 1
    assert re.search(r'<td class="serial">1–4 → 2–5</td><td colspan="2">4 条记录</td>', page)


def test_every_part_of_a_marked_text_has_the_font_of_its_cell(compared: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(changes_to_excel(compared, "zh")), rich_text=True)
    (rich,) = [row[7] for row in book["变更"].iter_rows(min_row=2, values_only=True) if row[5] == "任务"]
    assert [part.font.rFont for part in rich] == [book["变更"]["H2"].font.name] * 3


def test_hostile_texts_stay_texts(compared: Comparison) -> None:
    evil = table(HEAD + "1|=1+1<script>x</script>|@x", title="<img src=x>")
    other = table(HEAD + "1|=1+2<script>x</script>|@x", title="<img src=x>")
    both = compare([evil], [other], ("<b>.docx", "新.docx"))
    page = changes_to_page(both, "zh").decode()
    assert not re.search(r"<(script|img|b)\b", page)
    sheets = openpyxl.load_workbook(io.BytesIO(changes_to_excel(both, "zh")))
    assert all(cell.data_type in "sn" for sheet in sheets for row in sheet for cell in row)


def test_the_page_marks_words_and_says_when_nothing_differs(compared: Comparison) -> None:
    page = changes_to_page(compared, "zh").decode()
    assert "修好县道<del>二</del><ins>三</ins>十公里，年底贯通" in page
    assert "default-src 'none'" in page
    assert not re.findall(r"(?:src|href)=", page)
    assert "两份附件没有差异。" in changes_to_page(compare([OLD], [OLD], ("a", "b")), "zh").decode()


@pytest.mark.parametrize("writer", [changes_to_excel, changes_to_page])
def test_the_same_bytes_on_every_run(writer, compared: Comparison) -> None:
    assert writer(compared, "en") == writer(compared, "en")


def test_a_text_longer_than_a_cell_is_not_lost() -> None:
    long = table(HEAD + f"1|{'甲' * 40_000}乙|a")
    other = table(HEAD + f"1|{'甲' * 40_000}丙|a")
    book = openpyxl.load_workbook(io.BytesIO(changes_to_excel(compare([long], [other], ("a", "b")), "zh")))
    assert book["变更"]["G2"].value.endswith("〔…〕")
    assert any(str(row[3]).endswith("乙") for row in book["长文续页"].iter_rows(values_only=True))
