from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest
from markupsafe import escape

from pipeline.emit.to_report import to_report
from pipeline.model import Column, Place, Repair
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of

HOSTILE = ["<script>window.hit=1</script>", '" onload="window.hit=1', "'><img src=x onerror=window.hit=1>", "</td></table>", "{{ 7*7 }}", "&lt;b&gt;"]  # fmt: skip


def page_of(result: Result, wish: Wish) -> str:
    return to_report(result, wish)[".html"].decode()


def test_it_is_one_file_that_asks_nobody(result: Result, wish: Wish) -> None:
    page = page_of(result, wish)
    assert not re.findall(r"""(?:src|href)=["'](?!#)|@import|url\(""", page)
    assert "default-src 'none'" in page
    assert to_report(result, wish)[".html"].decode() == page


def test_hostile_texts_stay_texts(wish: Wish) -> None:
    columns = (Column("<b>项目</b>"), Column("备注"))
    page = page_of(table_of(columns, *((text, text) for text in HOSTILE)), wish)
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>" not in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts_where_a_change_is_told(text: str, wish: Wish) -> None:
    repair = Repair("R302", "number_serials", Place(1, 2, 1), text, text + "\n", "sure", text)
    plain = table_of((Column(text),), ("甲",))
    page = page_of(replace(plain, tables=(replace(plain.tables[0], repairs=(repair,)),)), wish)
    assert (
        page.count(str(escape(text))) >= 6
    )  # the column where it heads both tables and where it is told of, the change
    assert text not in page or text == "{{ 7*7 }}"


def test_boxes_keep_their_merges_and_cells_name_their_boxes(result: Result, wish: Wish) -> None:
    page = page_of(result, wish)
    assert re.search(r'<td id="b1-2-2" rowspan="2"', page)
    # The second record's group was printed in the first one's row: one box covers both.
    assert re.search(r'<td id="c1-2-1" data-b="b1-2-2"', page)


def test_a_long_table_says_what_is_left_out(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.emit.look_at.MOST_RECORDS", 2)
    page = page_of(table_of((Column("项目"),), ("甲",), ("乙",), ("丙",)), wish)
    assert 'id="c1-2-0"' in page
    assert 'id="c1-3-0"' not in page
    assert "2" in re.findall(r'<p class="note">(.*?)</p>', page)[0]


def test_of_a_long_table_both_sides_end_together_and_what_wants_an_eye_is_listed(
    wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.emit.look_at.MOST_RECORDS", 2)
    long = table_of((Column("项目"),), ("甲",), ("乙",), ("丙",), ("丁",))
    first = long.tables[0]
    repairs = tuple(
        Repair("R999", "clean_text", Place(1, row, 1), "x", "y", certainty, "项目")
        for row, certainty in ((2, "sure"), (4, "sure"), (5, "review"))
    )
    page = page_of(replace(long, tables=(replace(first, repairs=repairs),)), wish)
    assert 'id="b1-3-1"' in page
    assert 'id="b1-4-1"' not in page
    # What wants an eye comes first.
    assert re.findall(r'<li id="(t1-\d+)" data-certainty="(\w+)"', page) == [("t1-1", "review"), ("t1-2", "sure")]
    # The figures count what is not shown, too.
    assert re.search(r'<output id="shown" [^>]*>显示 3 处，共 3 处</output>', page)


def test_a_nested_table_says_where_it_stands(result: Result, wish: Wish) -> None:
    first = result.tables[0]
    nested = replace(first, table=replace(first.table, parent=Place(1, 3, 2)))
    page = page_of(replace(result, tables=(nested,)), replace(wish, lang="en"))
    assert '<p class="note">Stands in table 1, row 3, column 2</p>' in page


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 counts it."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("style", "grounds", "faint"),
    [
        ("report", "paper head edge near sure inferred review", "paper edge near"),
        ("changes", "paper head added dropped changed moved renumbered", "paper"),
    ],
)
def test_every_text_can_be_read_on_its_ground_by_day_and_by_night(style: str, grounds: str, faint: str) -> None:
    css = (resources.files("pipeline.emit") / f"{style}.css.j2").read_text(encoding="utf-8")
    for block in re.findall(r":root \{(.*?)\}", css, re.S)[:2]:
        colours = dict(re.findall(r"--(\w+): (#\w+)", block))
        assert {ground for ground in grounds.split() if contrast(colours["ink"], colours[ground]) < 7} == set()
        assert {ground for ground in faint.split() if contrast(colours["faint"], colours[ground]) < 4.5} == set()
