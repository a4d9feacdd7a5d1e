"""Serials that Word counts, and no run holds."""

from __future__ import annotations

import pytest

from tests.build import in_list, numbering, p, r, tbl, tc, tr
from tests.read.word import drawn, only


def serials(levels: str, *steps: str, **facts: object) -> str:
    """Number rows; a step is a level, or a paragraph before the table if it begins with ``p``."""
    parts = [p("甲", in_list(int(step[1:]))) for step in steps if step[0] == "p"]
    rows = [tr(tc(p("", in_list(int(step)))), "任务") for step in steps if step[0] != "p"]
    return drawn(only(*parts, tbl(*rows), numbering=levels, **facts)).replace("|任务", "")


@pytest.mark.parametrize(
    ("level", "right"),
    [
        ("decimal %1", "1; 2; 3"),
        ("decimal %1.", "1.; 2.; 3."),
        ("decimal %1、 5", "5、; 6、; 7、"),
        ("decimal 第%1项 0", "第0项; 第1项; 第2项"),
        ("decimalZero %1", "01; 02; 03"),
        ("chineseCounting %1、", "一、; 二、; 三、"),
        ("chineseCountingThousand （%1） 9", "（九）; （十）; （十一）"),
        ("japaneseCounting %1 99", "九十九; 一百; 一百零一"),
        ("ideographDigital %1 9", "九; 一〇; 一一"),
        ("decimalEnclosedCircle %1 19", "⑲; ⑳; ㉑"),
        ("lowerLetter %1) 25", "y); z); aa)"),
        ("upperLetter %1", "A; B; C"),
        ("upperRoman %1 8", "VIII; IX; X"),
        ("ideographTraditional %1", "甲; 乙; 丙"),
        ("chineseLegalSimplified %1 10", "壹拾; 壹拾壹; 壹拾贰"),
        ("none x", "x; x; x"),
    ],
)
def test_forms(level, right):
    assert serials(numbering(level), "0", "0", "0") == right


def test_bullets_stand_before_their_text():
    made = only(tbl(tr(tc(p("修路", in_list())))), numbering=numbering("bullet \uf0b7"))
    assert drawn(made) == "• 修路"


def test_a_bullet_of_an_ordinary_font_is_itself():
    assert drawn(only(tbl(tr(tc(p("修路", in_list())))), numbering=numbering("bullet ●"))) == "● 修路"


def test_a_number_that_brings_its_own_gap_gets_no_second_one():
    spaced = numbering("decimal %1.").replace('w:val="%1."', 'w:val="%1. "')
    assert drawn(only(tbl(tr(tc(p("修路", in_list())))), numbering=spaced)) == "1. 修路"


def test_the_number_stands_before_the_text_as_printed():
    cells = [tc(p(r("修路"), in_list()))]
    assert drawn(only(tbl(tr(*cells)), numbering=numbering("decimal %1."))) == "1. 修路"
    assert drawn(only(tbl(tr(*cells)), numbering=numbering("chineseCounting %1、"))) == "一、修路"


def test_a_number_may_have_no_gap_behind_it():
    bare = numbering("decimal %1.").replace("<w:lvlText", '<w:suff w:val="nothing"/><w:lvlText')
    assert drawn(only(tbl(tr(tc(p("修路", in_list())))), numbering=bare)) == "1.修路"


def test_levels_restart_below_a_higher_one():
    assert serials(numbering("decimal %1", "decimal %1.%2"), *"0110101") == "1; 1.1; 1.2; 2; 2.1; 3; 3.1"


def test_a_level_may_never_restart():
    levels = numbering("decimal %1", "decimal %2").replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>'
    )
    assert serials(levels, *"0110101") == "1; 1; 2; 2; 3; 3; 4"


def test_a_level_may_restart_below_one_higher_level_only():
    levels = numbering("decimal %1", "decimal %2", "decimal %3").replace(
        '<w:lvl w:ilvl="2">', '<w:lvl w:ilvl="2"><w:lvlRestart w:val="1"/>'
    )
    assert serials(levels, *"012212012") == "1; 1; 1; 2; 2; 3; 2; 1; 1"


def test_a_higher_level_that_never_came_shows_its_start():
    assert serials(numbering("decimal %1", "decimal %1.%2"), *"11") == "1.1; 1.2"


def test_legal_numbering_writes_digits():
    levels = numbering("chineseCounting 第%1章", "decimal %1.%2").replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>'
    )
    assert serials(levels, *"01") == "第一章; 1.1"


def test_paragraphs_outside_tables_count():
    assert serials(numbering("decimal %1"), "p0", "p0", "0", "0") == "3; 4"


TWO = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def rows_of(*lists: int) -> str:
    return tbl(*(tr(tc(p("", in_list(0, number)))) for number in lists))


def test_lists_that_share_a_definition_go_on():
    assert drawn(only(rows_of(1, 1, 2, 1), numbering=numbering("decimal %1") + TWO.format(""))) == "1; 2; 3; 4"


def test_a_list_that_starts_anew_does_so_once():
    assert drawn(only(rows_of(1, 1, 2, 2), numbering=numbering("decimal %1") + TWO.format(ANEW))) == "1; 2; 1; 2"


def test_a_lower_level_may_start_anew():
    anew = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    rows = (tr(tc(p("", in_list(level, 2))), "x") for level in (0, 1, 1))
    made = only(tbl(*rows), numbering=numbering("decimal %1", "decimal %1.%2") + TWO.format(anew))
    assert drawn(made).replace("|x", "") == "1; 1.5; 1.6"


def test_a_list_whose_definition_is_missing_numbers_nothing():
    lost = '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    assert drawn(only(rows_of(2, 1), numbering=numbering("decimal %1") + lost)) == "; 1"


def test_an_overriding_level():
    own = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride>'
    assert drawn(only(rows_of(2, 2), numbering=numbering("decimal %1") + TWO.format(own))) == "A; B"


LISTED = '<w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="List"/></w:style>'


@pytest.mark.parametrize("style", ["List", "Below"])
def test_numbers_by_style(style):
    rows = (tr(tc(p("", f'<w:pStyle w:val="{style}"/>')), "x") for _ in range(2))
    assert drawn(only(tbl(*rows), numbering=numbering("decimal %1"), styles=LISTED)) == "1|x; 2|x"


def test_a_paragraph_may_choose_the_level_in_the_list_of_its_style():
    deeper = p("", '<w:pStyle w:val="List"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    plain = p("", '<w:pStyle w:val="List"/>')
    rows = tbl(tr(tc(plain)), tr(tc(deeper)), tr(tc(deeper)))
    assert drawn(only(rows, numbering=numbering("decimal %1", "decimal %1.%2"), styles=LISTED)) == "1; 1.1; 1.2"


@pytest.mark.parametrize("style", ["Deeper", "Still"])
def test_a_style_may_choose_the_level_in_the_list_of_the_style_below(style):
    deeper = (
        '<w:style w:type="paragraph" w:styleId="Deeper"><w:basedOn w:val="List"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Still"><w:basedOn w:val="Deeper"/></w:style>'
    )
    rows = (tr(tc(p("", f'<w:pStyle w:val="{name}"/>'))) for name in ("List", style, style, "List"))
    made = only(tbl(*rows), numbering=numbering("chineseCounting %1、", "decimal %2."), styles=LISTED + deeper)
    assert drawn(made) == "一、; 1.; 2.; 二、"


@pytest.mark.parametrize("said", ["1", "true", "on"])
def test_the_style_of_paragraphs_that_name_none_may_number_them(said):
    usual = LISTED.replace('w:styleId="List"', f'w:styleId="List" w:default="{said}"')
    assert drawn(only(tbl(tr("甲"), tr("乙")), numbering=numbering("decimal %1."), styles=usual)) == "1. 甲; 2. 乙"


def test_a_paragraph_may_take_the_number_of_its_style_away():
    plain = p("甲", '<w:pStyle w:val="List"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert drawn(only(tbl(tr(tc(plain))), numbering=numbering("decimal %1"), styles=LISTED)) == "甲"


def test_a_level_that_names_a_style_numbers_its_paragraphs_there():
    tied = numbering("chineseCounting %1、", "decimal （%2）").replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Second"/>'
    )
    style = (
        LISTED
        + '<w:style w:type="paragraph" w:styleId="Second"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    rows = (tr(tc(p("", f'<w:pStyle w:val="{name}"/>'))) for name in ("List", "Second", "Second", "List"))
    assert drawn(only(tbl(*rows), numbering=tied, styles=style)) == "一、; （1）; （2）; 二、"


def test_a_number_that_is_hidden_counts_and_is_not_printed():
    hidden = numbering("decimal %1.", "decimal %1.%2").replace(
        '<w:lvlText w:val="%1."/>', '<w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr>'
    )
    assert serials(hidden, *"0101") == "; 1.1; ; 2.1"
    assert drawn(only(tbl(tr(tc(p("修路", in_list())))), numbering=hidden)) == "修路"


def test_a_definition_that_only_names_a_style():
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="List"/></w:abstractNum>'
    more = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    assert drawn(only(rows_of(2, 2), numbering=linked + numbering("decimal %1)") + more, styles=LISTED)) == "1); 2)"


def test_deleted_rows_and_hidden_cells_of_a_merge_do_not_count():
    gone = tr(tc(p("", in_list())), props='<w:del w:id="1"/>')
    hidden = tr(tc(p("", in_list()), "<w:vMerge/>"))
    first, last = tr(tc(p("", in_list()), '<w:vMerge w:val="restart"/>')), tr(tc(p("", in_list())))
    assert drawn(only(tbl(first, hidden, gone, last), numbering=numbering("decimal %1"))) == "1; 1; 2"


def merging(mark: str, props: str = "") -> str:
    return tr(tc(p("", in_list()), f"<w:vMerge{mark}/>"), "x", props=props)


BEGINS = ' w:val="restart"'


def test_merges_below_each_other_and_orphans_each_have_their_number():
    for props in ("", '<w:hidden w:val="0"/>'):
        rows = (merging(mark, props) for mark in (BEGINS, "", BEGINS, ""))
        assert drawn(only(tbl(*rows), numbering=numbering("decimal %1"))).replace("|x", "") == "1; 1; 2; 2"
    alone = tr(tc(p("", in_list())), "x")
    assert drawn(only(tbl(alone, merging(""), alone), numbering=numbering("decimal %1"))).replace("|x", "") == "1; 2; 3"


def test_unknown_lists_number_nothing():
    assert drawn(only(rows_of(5), numbering=numbering("decimal %1"))) == ""


@pytest.mark.parametrize("cells", ["", tc("甲") + tc("乙")])
def test_a_numbered_paragraph_in_a_row_and_in_no_cell_numbers_no_cell(cells):
    """No program writes it."""
    odd = f"<w:tr>{p('', in_list())}{cells}</w:tr>"
    made = only(tbl(tr("丙", "丁"), odd, tr("戊", "己")), numbering=numbering("decimal %1."))
    assert drawn(made) == ("丙|丁; 甲|乙; 戊|己" if cells else "丙|丁; 戊|己")
