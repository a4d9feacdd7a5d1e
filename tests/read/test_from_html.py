from __future__ import annotations

import pytest

from pipeline.errors import EmptyFile, TooLarge
from pipeline.model import Place
from pipeline.no_table import NoTable
from pipeline.read.from_html import from_html


def grids(tmp_path, profile, text: str | bytes):
    path = tmp_path / "a.html"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return from_html(path, profile)


def drawn(grid):
    return [(box.text, box.row, box.column, box.down, box.across) for box in grid.boxes]


def test_spans_are_laid_out_as_a_browser_does(tmp_path, profile):
    page = "<p>标题</p><table><tr><td rowspan=2>甲<td colspan='2'>乙<tr><td>丙<td>丁</table><p>尾</p>"
    (grid,) = grids(tmp_path, profile, page).grids
    assert drawn(grid) == [("甲", 1, 1, 2, 1), ("乙", 1, 2, 1, 2), ("丙", 2, 2, 1, 1), ("丁", 2, 3, 1, 1)]
    assert (grid.before, grid.after, grid.height, grid.width) == (("标题",), ("尾",), 2, 3)


@pytest.mark.parametrize("span", ["0", "-1", "abc", "", "99999999999", "２"])
def test_absurd_spans_never_lose_the_table(span, tmp_path, profile):
    (grid,) = grids(
        tmp_path, profile, f"<table><tr><td rowspan='{span}' colspan='{span}'>甲</td><td>乙</td></tr></table>"
    ).grids
    assert [box.text for box in grid.boxes] == ["甲", "乙"]
    assert grid.height == 1


def test_no_cell_reaches_out_of_its_row_group(tmp_path, profile):
    page = (
        "<table><thead><tr><th rowspan=9>类<th>项</thead><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody>"
        "<tbody><tr><td>乙<td>3</tbody></table>"
    )
    (grid,) = grids(tmp_path, profile, page).grids
    assert drawn(grid)[:1] == [("类", 1, 1, 1, 1)]
    assert drawn(grid)[2:] == [
        ("甲", 2, 1, 2, 1),
        ("1", 2, 2, 1, 1),
        ("2", 3, 2, 1, 1),
        ("乙", 4, 1, 1, 1),
        ("3", 4, 2, 1, 1),
    ]
    assert (grid.height, grid.header_rows) == (4, 1)


def test_the_head_stands_above_and_the_foot_below(tmp_path, profile):
    page = "<table><tfoot><tr><td>合计</td></tr></tfoot><tbody><tr><td>1</td></tr></tbody><thead><tr><th>数</th></tr></thead></table>"
    (grid,) = grids(tmp_path, profile, page).grids
    assert [box.text for box in grid.boxes] == ["数", "1", "合计"]


def test_a_huge_span_is_what_a_browser_makes_of_it(tmp_path, profile):
    (grid,) = grids(tmp_path, profile, "<table><tr><td colspan=16000 rowspan=65534>甲</table>").grids
    assert (grid.height, grid.width) == (1, 1000)


def test_tables_nested_too_deep_are_refused_by_name(tmp_path, profile):
    def page(levels):
        return "<table><tr><td>甲" * levels + "</td></tr></table>" * levels

    assert len(grids(tmp_path, profile, page(60)).grids) == 60
    for levels in (61, 300, 5000):
        with pytest.raises(TooLarge, match="nesting"):
            grids(tmp_path, profile, page(levels))


@pytest.mark.parametrize("tag", ["div", "font"])
def test_a_table_deep_among_other_elements_is_read_or_refused_never_lost(tag, tmp_path, profile):
    deep = "<table><tr><td>甲</td></tr></table>{}<table><tr><td>乙</td></tr></table>"
    assert len(grids(tmp_path, profile, deep.format(f"<{tag}>" * 1500)).grids) == 2
    with pytest.raises(TooLarge, match="nesting"):
        grids(tmp_path, profile, deep.format(f"<{tag}>" * 3000))


def test_what_stands_in_a_table_outside_its_cells_stands_before_it(tmp_path, profile):
    page = "<p>前</p><table>单位：万元<tr>散<td>甲</td>落</tr><tr hidden>藏<td>乙</td></tr></table>"
    (grid,) = grids(tmp_path, profile, page).grids
    assert (drawn(grid), grid.before) == ([("甲", 1, 1, 1, 1)], ("前", "单位：万元散落"))


def test_a_nested_table_stands_right_after_its_holder(tmp_path, profile):
    page = "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>乙</td></tr></table><table><tr><td>后</td></tr></table>"
    outer, inner, after = grids(tmp_path, profile, page).grids
    assert [box.text for box in outer.boxes] == ["外", "乙"]
    assert inner.parent == Place(1, 1, 1)
    assert (after.number, after.parent) == (3, None)


def test_lines_blocks_and_what_a_browser_hides(tmp_path, profile):
    page = (
        "<table><thead><tr><th>序\n号</th></tr></thead><tr><td>甲<br>乙<p>丙</p></td></tr>"
        "<tr style='display: none'><td>藏</td></tr><tr><td><script>x</script><span hidden>y</span>丁&nbsp;戊</td></tr></table>"
    )
    (grid,) = grids(tmp_path, profile, page).grids
    assert [box.text for box in grid.boxes] == ["序 号", "甲\n乙\n丙", "丁\xa0戊"]
    assert grid.header_rows == 1


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8"), ("big5", "big5")]
)
def test_the_named_charset_is_believed_and_gb2312_means_gb18030(charset, encoding, tmp_path, profile):
    text = f"<meta charset={charset}><table><tr><td>責任單位</td></tr></table>"
    document = grids(tmp_path, profile, text.encode(encoding))
    assert document.source.encoding == encoding
    assert document.grids[0].boxes[0].text == "責任單位"


def test_a_wrong_charset_is_not_believed(tmp_path, profile):
    page = "<meta charset=utf-8><table><tr><td>责任单位和完成时限</td></tr></table>".encode("gb18030")
    assert grids(tmp_path, profile, page).grids[0].boxes[0].text == "责任单位和完成时限"


@pytest.mark.parametrize(("page", "error"), [("", EmptyFile), ("<p>没有表格</p>", NoTable), ("<!-- -->", NoTable)])
def test_pages_without_a_table(page, error, tmp_path, profile):
    with pytest.raises(error):
        grids(tmp_path, profile, page)
