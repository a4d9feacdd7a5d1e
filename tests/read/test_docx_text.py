"""What is in a cell: each construct in which text hides from, or is forced upon, a careless reader."""

from __future__ import annotations

import pytest

from tests.build import p, r, tbl, tc, tr
from tests.plugin import grid
from tests.read.word import cell, drawn, grids, only, told

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def textbox(blocks: str) -> str:
    box = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{blocks}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'


@pytest.mark.parametrize(
    "wrapped",
    [
        f'<w:ins w:id="1">{r("乙")}</w:ins>',
        f'<w:moveTo w:id="1">{r("乙")}</w:moveTo>',
        f'<w:smartTag w:element="x">{r("乙")}</w:smartTag>',
        f'<w:customXml w:element="x">{r("乙")}</w:customXml>',
        f'<w:hyperlink w:anchor="x">{r("乙")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="SEQ 表">{r("乙")}</w:fldSimple>',
        f'<w:ins w:id="1"><w:smartTag><w:sdt><w:sdtContent>{r("乙")}</w:sdtContent></w:sdt></w:smartTag></w:ins>',
        BEGIN + code("SEQ 表") + SEPARATE + r("乙") + END,
        BEGIN + code("IF ") + BEGIN + code("PAGE") + SEPARATE + r("7") + END + code(" = 1") + SEPARATE + r("乙") + END,
        "<w:r><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>乙</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>乙</w:t></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    ],
)
def test_wrapped_text_is_kept_in_its_place(wrapped):
    assert cell(p(r("甲") + wrapped + r("丁"))) == "甲乙丁"
    assert cell(p(r("甲", "<w:strike/>") + wrapped + r("丁"))) == "甲乙丁"


def test_a_choice_in_a_text_that_nobody_knows_shows_nothing():
    strange = '<w:r><mc:AlternateContent><mc:Choice xmlns:q="http://q" Requires="q"><w:t>x</w:t></mc:Choice></mc:AlternateContent></w:r>'
    assert cell(p(r("甲") + strange + r("乙"))) == "甲乙"


def test_only_the_branch_that_office_knows_is_read():
    strange = '<w:r><mc:AlternateContent><mc:Choice xmlns:q="http://q" Requires="q"><w:t>x</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    assert cell(p(strange)) == "乙"


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_deleted_text_is_left_out_and_told(tag):
    deleted = f'<w:{tag} w:id="1"><w:r><w:delText>旧</w:delText></w:r><w:r><w:t>文</w:t></w:r></w:{tag}>'
    made = only(tbl(tr("a", tc(p(r("甲") + deleted)))))
    assert drawn(made) == "a|甲"
    assert told(made) == [("R010", 1, 2, "旧文")]


def test_a_deleted_line_end_joins_its_lines():
    gone = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    assert cell(f"<w:p>{gone}{r('甲')}</w:p>{p('乙')}{p('丙')}") == "甲乙⏎丙"
    lost = '<w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del>'
    assert cell(f"{p('甲')}<w:p>{gone}{lost}</w:p>{p('乙')}") == "甲⏎乙"


def test_lines_whose_end_is_only_formatted_stay_lines():
    bold = "<w:rPr><w:b/></w:rPr>"
    assert cell(p(r("甲", "<w:strike/>"), bold) + p("乙", bold)) == "甲⏎乙"


def test_what_holds_no_text_is_not_told():
    nothing = r("", "<w:vanish/>") + '<w:del w:id="1"><w:r><w:delText/></w:r></w:del>' + r(" ", "<w:strike/>")
    made = only(tbl(tr(tc(p(r("甲") + nothing)))))
    assert (drawn(made).strip(), told(made)) == ("甲", [])


def test_a_deleted_row_is_left_out_and_told():
    made = only(tbl(tr("A", "B"), tr("旧", "行", props='<w:del w:id="1"/>'), tr("1", "2")))
    assert drawn(made) == "A|B; 1|2"
    assert told(made) == [("R015", 2, 0, "旧｜行")]


def test_an_inserted_row_stays():
    assert drawn(only(tbl(tr("A"), tr("新", props='<w:ins w:id="1"/>')))) == "A; 新"


def test_hidden_text_is_left_out_and_told():
    made = only(tbl(tr(tc(p(r("甲") + r("密", "<w:vanish/>") + r("文", "<w:vanish/>"))))))
    assert drawn(made) == "甲"
    assert told(made) == [("R011", 1, 1, "密文")]


def test_text_that_says_it_is_not_hidden_stays():
    assert cell(p(r("甲", '<w:vanish w:val="0"/>') + r("乙", '<w:strike w:val="false"/>'))) == "甲乙"


HIDING = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="Below"><w:basedOn w:val="Secret"/></w:style><w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize("style", ["Secret", "Below"])
def test_text_hidden_by_a_style_is_left_out(style):
    assert cell(p(r("甲") + r("密", f'<w:rStyle w:val="{style}"/>')), styles=HIDING) == "甲"


def test_a_run_without_properties_is_hidden_by_the_style_of_its_paragraph():
    bare = p("<w:r><w:t>密</w:t></w:r>", '<w:pStyle w:val="Gone"/>')
    made = only(tbl(tr(tc(bare + p("甲")))), styles=HIDING)
    assert (drawn(made), told(made)) == ("甲", [("R011", 1, 1, "密")])


def test_a_run_may_overrule_the_style_that_hides_it():
    hidden = p(r("密") + r("甲", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Gone"/>')
    assert cell(hidden, styles=HIDING) == "甲"


def test_a_row_whose_mark_and_text_are_hidden_is_no_row():
    hidden = tr(tc(p(r("密", "<w:vanish/>"))), props="<w:hidden/>")
    made = only(tbl(tr("A"), hidden, tr("1", props="<w:hidden/>")))
    assert drawn(made) == "A; 1"
    assert told(made) == [("R016", 2, 0, "密")]


def test_rows_that_go_one_after_the_other_are_each_told():
    hidden = [tr(tc(p(r(text, "<w:vanish/>"))), props="<w:hidden/>") for text in ("密", "文")]
    made = only(tbl(tr("A"), tr("旧", props='<w:del w:id="1"/>'), *hidden, tr("1")))
    assert drawn(made) == "A; 1"
    assert told(made) == [("R015", 2, 0, "旧"), ("R016", 2, 0, "密"), ("R016", 2, 0, "文")]


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_struck_text_stays_with_a_doubt(mark):
    made = only(tbl(tr(tc(p(r("甲") + r("乙", f"<w:{mark}/>"))))))
    assert drawn(made) == "甲乙"
    assert told(made) == [("D010", 1, 1, "")]
    assert made.doubts[0].facts["text"] == "乙"


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_text_struck_by_the_style_of_its_paragraph_is_doubted_as_well(mark):
    styles = f'<w:style w:type="paragraph" w:styleId="Out"><w:rPr><w:{mark}/></w:rPr></w:style>'
    bare = p("<w:r><w:t>乙</w:t></w:r>", '<w:pStyle w:val="Out"/>')
    made = only(tbl(tr("A", "B"), tr(tc(bare), "1")), styles=styles)
    assert (drawn(made), told(made)) == ("A|B; 乙|1", [("D010", 2, 1, "")])


UP = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "right"),
    [
        ("100", "1", "100"),
        ("3.5%", "[2]", "3.5%"),
        ("100", "①", "100"),
        ("12", "*", "12"),
        ("50m", "2", "50m²"),
        ("3×10", "4", "3×10⁴"),
        ("修路", "1", "修路¹"),
        ("1", "st", "1st"),
    ],
)
def test_a_note_mark_never_glues_to_a_number(before, raised, right):
    assert cell(p(r(before) + r(raised, UP))) == right


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_note_references_leave_the_cell_and_are_told(kind):
    made = only(tbl(tr(tc(p(r("100") + f'<w:r><w:{kind}Reference w:id="2"/></w:r>')), "x")))
    assert drawn(made) == "100|x"
    assert told(made) == [("R012", 1, 1, "1")]


def test_a_mark_of_the_writers_own_leaves_too():
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    made = only(tbl(tr(tc(p(r("100") + own)))))
    assert (drawn(made), told(made)) == ("100", [("R012", 1, 1, "*")])


def test_text_that_follows_a_note_in_its_run_stays():
    noted = '<w:r><w:footnoteReference w:id="2"/><w:t>万元</w:t></w:r>'
    made = only(tbl(tr(tc(p(r("100") + noted)))))
    assert (drawn(made), told(made)) == ("100万元", [("R012", 1, 1, "1")])


@pytest.mark.parametrize(
    ("inside", "right"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings 2" w:char="F0A3"/>', "☐"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ("<w:tab/>", "\t"),
        ("<w:br/>", "⏎"),
        ("<w:cr/>", "⏎"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
    ],
)
def test_signs_that_are_no_text(inside, right):
    assert cell(p(r("甲") + f"<w:r>{inside}</w:r>" + r("乙"))) == f"甲{right}乙"


@pytest.mark.parametrize(("sign", "right"), [("br", "⏎"), ("cr", "⏎"), ("ptab", "\t"), ("tab", "\t")])
def test_signs_in_a_cell_that_needs_care(sign, right):
    assert cell(p(r("甲", "<w:strike/>") + f"<w:r><w:{sign}/></w:r>" + r("乙"))) == f"甲{right}乙"


@pytest.mark.parametrize("said", ["ascii", "hAnsi"])
def test_letters_set_in_a_picture_font_are_signs(said):
    assert cell(p(r("þ", f'<w:rFonts w:{said}="Wingdings"/>') + r("þ"))) == "☑þ"


def test_letters_set_in_the_greek_font_are_greek():
    assert cell(p(r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("m"))) == "μm"


def checkbox(on: int, content: str) -> str:
    return f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize(("on", "sign"), [(1, "☑"), (0, "☐")])
def test_check_boxes_whatever_they_are_drawn_with(on, sign):
    assert cell(p(checkbox(on, r("☒")) + r("是"))) == f"{sign}是"
    assert drawn(only(tbl(tr(checkbox(on, tc("☒")), "是")))) == f"{sign}|是"
    assert cell(checkbox(on, p("☒"))) == sign


@pytest.mark.parametrize(("said", "sign"), [('<w:checked/>', "☑"), ('<w:default w:val="1"/>', "☑"), ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐")])  # fmt: skip
def test_check_boxes_of_old_forms(said, sign):
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{said}</w:checkBox></w:ffData></w:fldChar></w:r>'
    )
    assert cell(p(begin + code("FORMCHECKBOX") + END + r("是"))) == f"{sign}是"


CHOICES = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("请选择", "是", "否"))


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ('<w:result w:val="2"/>', "否"),
        ("", "请选择"),
        ('<w:default w:val="1"/>', "是"),
        ('<w:result w:val="0"/><w:default w:val="1"/>', "请选择"),
        ('<w:result w:val="9"/><w:default w:val="1"/>', "是"),
    ],
)
def test_a_drop_down_field_of_an_old_form_says_its_choice(said, right):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{said}{CHOICES}</w:ddList></w:ffData></w:fldChar></w:r>'
    assert cell(p(r("完成：") + begin + code("FORMDROPDOWN") + SEPARATE + END)) == f"完成：{right}"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (r" eq \o\ac(○,3)", "③"), (r"EQ \o\ac(◯,20)", "⑳"), (r"eq \o\ac(○,21)", "21"), (r"eq \o\ac(○,甲)", "甲"),
        *((rf"eq \o\ac({frame},7)", "7") for frame in "□△◇"), (r"eq \o(甲,乙)", "甲乙"), (r"eq \f(1,2)", ""), (r"PAGE \o\ac(○,3)", ""),
    ],
)  # fmt: skip
def test_what_a_field_without_a_result_lays_one_over_the_other(said, shown):
    """A number in a circle is a sign of its own, one in another frame a number; without a frame both stand there."""
    assert cell(p(r("第") + BEGIN + code(said) + END)) == f"第{shown}"


def test_a_check_box_that_only_says_that_it_is_checked_is():
    bare = checkbox(1, r("☒")).replace(' w14:val="1"', "")
    assert cell(p(bare + r("是"))) == "☑是"


@pytest.mark.parametrize("stray", [END, SEPARATE, code("PAGE"), END + END, SEPARATE + END])
def test_the_rest_of_a_field_whose_beginning_was_cut_away_is_nothing(stray):
    assert cell(p(r("甲") + stray + r("乙"))) == "甲乙"


def test_a_field_that_never_ends_swallows_nothing():
    assert cell(p(r("甲") + BEGIN + r("乙"))) == "甲⏎乙"


def test_equations_are_written_in_one_line():
    fraction = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    assert cell(p(r("y=") + f"<m:oMath>{fraction}<m:r><m:t>+</m:t></m:r>{power}</m:oMath>")) == "y=a/b+x²"


def test_controls_around_blocks_cells_and_rows_shift_nothing():
    in_cell = f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
    around_cell = f"<w:sdt><w:sdtContent>{tc('B')}</w:sdtContent></w:sdt>"
    around_row = f"<w:sdt><w:sdtContent>{tr('1', '2', '3')}</w:sdtContent></w:sdt>"
    assert drawn(only(tbl(tr("A", around_cell, tc(in_cell)), around_row, tr("4", "5", "6")))) == "A|B|甲; 1|2|3; 4|5|6"


def test_comments_and_bookmarks_are_nothing():
    marks = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    assert cell(p(marks + r("甲"))) == "甲"


def test_text_boxes_in_a_cell_are_read_once():
    assert cell(p(r("甲") + textbox(p("框内")))) == "甲⏎框内"


def test_tables_in_text_boxes_are_read_once():
    inner = tbl(tr("1", "2"))
    made = grids("标题", p(textbox(p("框") + inner)), grid("A|B"))
    assert [drawn(each) for each in made] == ["1|2", "A|B"]
    assert made[0].before == ("标题",)
    assert made[0].parent is None


def test_nested_tables_are_their_own_and_name_their_holder():
    inner = tbl(tr("1", "2")) + p()
    made = grids(
        "标题",
        tbl(tr("A", "B"), tr(tc(p("甲")), tc(inner)), tr("C", tc(tbl(tr("3")) + p("后")))),
        "尾",
        grid("X"),
        "末",
    )
    assert [drawn(each) for each in made] == ["A|B; 甲|; C|后", "1|2", "3", "X"]
    assert [each.parent for each in made] == [None, (1, 2, 2), (1, 3, 2), None]
    assert [each.number for each in made] == [1, 2, 3, 4]
    assert [each.before for each in made] == [("标题",), (), (), ("尾",)]
    assert made[-1].after == ("末",)


def test_tables_in_block_controls_and_floating_ones():
    floating = tbl(tr("浮"), props='<w:tblpPr w:vertAnchor="page"/>')
    made = grids(f"<w:sdt><w:sdtContent>{p('题')}{tbl(tr('甲'))}</w:sdtContent></w:sdt>", floating)
    assert [drawn(each) for each in made] == ["甲", "浮"]
    assert made[0].before == ("题",)


def test_text_outside_the_cells_of_a_row_is_no_matter():
    assert drawn(only(tbl(f"<w:tr>{p(r('外', '<w:strike/>'))}{tc('甲')}</w:tr>"))) == "甲"


def test_old_word_art_says_its_text():
    art = '<w:r><w:pict><v:shape><v:textpath string="任务表"/></v:shape></w:pict></w:r>'
    assert cell(p(art)) == "任务表"
    assert only(p(art), grid("A|B")).before == ("任务表",)


def test_tables_in_text_boxes_of_old_drawings():
    old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{tbl(tr('1', '2'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert [drawn(each) for each in grids(p(old), grid("A|B"))] == ["1|2", "A|B"]


def test_line_ends_of_the_file_are_spaces_in_plain_and_in_careful_cells():
    plain, careful = p(r("甲\n乙")), p(r("甲\n乙") + r("丙", "<w:strike/>"))
    assert drawn(only(tbl(tr(tc(plain), tc(careful))))) == "甲 乙|甲 乙丙"


def test_breaks_around_a_cells_text_are_no_lines():
    assert cell(p("<w:r><w:br/></w:r>" + r("甲") + "<w:r><w:br/></w:r>")) == "甲"


def test_rows_between_marks_and_a_row_inside_a_row_lose_nothing():
    mark = '<w:bookmarkEnd w:id="0"/>'
    assert drawn(only(tbl(tr("1"), mark, tr("2"), f"<w:tr>{tc('3')}{tr('4')}</w:tr>", tr("5")))) == "1|; 2|; 3|4; 5|"


def test_a_row_after_one_that_needs_care_is_read_alike():
    odd = tr(tc(p(r("旧", "<w:vanish/>")), '<w:hMerge w:val="restart"/>'), tc("乙", "<w:hMerge/>"))
    inner = tr(tc(tbl(tr("内")) + p()), "丁")
    assert [drawn(each) for each in grids(tbl(tr("1", "2"), odd, tr("3", "4"), inner, tr("5", "6")))] == [
        "1|2; |; 3|4; |丁; 5|6",
        "内",
    ]


def either(content: str) -> str:
    unknown = f'<mc:Choice xmlns:q="http://q" Requires="q">{tr("x")}</mc:Choice>'
    return f"<mc:AlternateContent>{unknown}<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"


def test_a_choice_that_nobody_knows_and_without_fallback_shows_nothing():
    unknown = (
        f'<mc:AlternateContent><mc:Choice xmlns:q="http://q" Requires="q">{tc("x")}</mc:Choice></mc:AlternateContent>'
    )
    assert drawn(only(unknown, tbl(f"<w:tr>{tc('1')}{unknown}{tc('2')}</w:tr>"))) == "1|2"


def test_one_branch_of_cells_and_of_blocks():
    made = grids(either(p("题") + tbl(tr("甲"))), tbl(f"<w:tr>{tc('1')}{either(tc('2'))}{tc('3')}</w:tr>"))
    assert [drawn(each) for each in made] == ["甲", "1|2|3"]
    assert made[0].before == ("题",)
