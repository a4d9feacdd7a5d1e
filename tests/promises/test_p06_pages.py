"""P6, P10 for web pages that come in: spans are never laid out beyond the grid, nesting has a limit, an empty table is none."""

from __future__ import annotations

import pytest

from pipeline.errors import TooLarge
from pipeline.flow import convert, inspect
from pipeline.no_table import NoTable
from tests.promises.hostile import outcome


def page(tmp_path, body):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{body}", encoding="utf-8")
    return path


def test_a_table_without_a_cell_is_none_and_keeps_its_words(tmp_path):
    """Alone, beside another table, and inside a cell of one."""
    empty = "<table><caption>表题</caption><tr></tr></table>"
    with pytest.raises(NoTable):
        convert(page(tmp_path, empty))
    real = "<table><tr><td>序号<td>任务<tr><td>1<td>修路{}</table>"
    (grid,) = inspect(page(tmp_path, f"附件{empty}{real.format(empty)}")).grids
    assert grid.before == ("附件", "表题")
    assert [box.text for box in grid.boxes] == ["序号", "任务", "1", "修路"]
    assert convert(page(tmp_path, f"附件{empty}{real.format(empty)}")).audit.lost == 0


@pytest.mark.parametrize("span", ["1000", "65536", "1000000000", "99999999999999999999", "-1", "1e9", "２"])
@pytest.mark.parametrize("name", ["colspan", "rowspan"])
def test_p06_spans_that_no_page_has_cost_nothing(name, span, tmp_path):
    rows = f"<tr><td {name}={span}>序号<td>任务<tr><td>1<td>修路"
    assert outcome(tmp_path, f"<table>{rows}</table>".encode(), "a.html").startswith("read 1 0")


def test_p06_a_hundred_thousand_wide_spans_are_refused_or_read(tmp_path):
    rows = "<tr>" + "<td colspan=1000 rowspan=2>甲" * 100_000 + "<tr><td>乙"
    assert outcome(tmp_path, f"<table>{rows}</table>".encode(), "a.html").startswith("E107")


def test_p06_a_few_cells_far_apart_are_refused_before_they_are_laid_out(tmp_path):
    """16,000 columns and 16,000 rows, with 32,000 cells between them."""
    rows = "<tr>" + "<td>甲" * 16_000 + "<tr><td>乙" * 16_000
    assert outcome(tmp_path, f"<table>{rows}</table>".encode(), "a.html").startswith("E107")


@pytest.mark.parametrize("tag", ["div", "table", "table><tr><td", "span", "b", "ul><li"])
def test_p10_ten_thousand_levels_are_a_clear_error_or_read(tag, tmp_path):
    body = f"<{tag}>" * 10_000 + "<table><tr><td>序号<td>任务<tr><td>1<td>修路</table>"
    assert outcome(tmp_path, body.encode(), "a.html").startswith(("read ", "E107", "E106"))


def test_p10_sixty_levels_are_read_and_one_more_is_refused(tmp_path):
    assert len(inspect(page(tmp_path, "<table><tr><td>x" * 60)).grids) == 60
    with pytest.raises(TooLarge):
        inspect(page(tmp_path, "<table><tr><td>x" * 70))
