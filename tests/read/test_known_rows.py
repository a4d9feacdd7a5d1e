"""Rows that are read without being parsed: whatever they hold, they come out as parsed rows do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DamagedFile, ForbiddenContent, PipelineError
from pipeline.profile import default_profile
from pipeline.read.known_rows import KnownRows
from pipeline.read.story import Story
from pipeline.read.styles import Styles
from pipeline.read.word_body import Body
from tests.build import document_xml, docx, in_list, numbering, p, package, r, tbl, tc, tr, zipped
from tests.read.word import drawn, grids, only, read, told

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE, BROAD = '<w:gridSpan w:val="2"/>', '<w:tcW w:w="3000" w:type="dxa"/>'
BREAK, PAGE_NUMBER = "<w:r><w:br/></w:r>", '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
# Beyond a comment, each row goes to the parser.
PARSED = "<!-- -->"
INNER = tbl(tr("内", tc(p("层"))), tr("甲", "乙"))
CELLS = (
    *map(tc, ("", "修路", "架桥", "财政局\n发改局", "\n修路\n", "a > b", "R&D", " 修  路 ", "100%", "%s")),
    *(
        tc(p(runs))
        for runs in (r("修") + r("路"), r("修") + BREAK + r("路"), BREAK + r("路"), r("修") + BREAK, "<w:r/>")
    ),
    *(tc(p(text, in_list(level))) for text in ("", "修路", BREAK, r("") + BREAK, r("修") + BREAK) for level in (0, 1)),
    tc(p("修路") + p("", in_list()) + p("架桥", in_list())),
    tc(p("甲", in_list()), GOES_ON),
    tc(p("甲") + p("乙", in_list()), GOES_ON),
    *(
        tc(text, props)
        for text in ("", "甲")
        for props in (RESTART, GOES_ON, WIDE, WIDE + RESTART, WIDE + GOES_ON, BROAD)
    ),
    *(tc("甲", f'<w:{name} w:val="{said}"/>') for name, said in (("gridSpan", "x"), ("gridSpan", "0"), ("hMerge", ""))),
    *(tc(p(r("甲", f"<w:{name}/>") + r("乙"))) for name in ("vanish", "strike", "b", "del", "caps")),
    tc(p(r("", '<w:rFonts w:ascii="Wingdings"/>') + r("甲"))),
    tc(p(r("甲", '<w:rFonts w:ascii="宋体"/>'))),
    tc(p(f"<w:hyperlink>{r('甲')}</w:hyperlink>{r('乙')}")),
    tc(p(f"<w:ins>{r('甲')}</w:ins>{r('乙')}")),
    tc(p(f"{r('甲')}<w:del>{r('乙')}</w:del>")),
    tc(p(r("甲") + PAGE_NUMBER)),
    tc(p(r("甲") + "<w:r><w:tab/></w:r>" + r("乙"))),
    tc(p(r("甲") + "<w:r><w:footnoteReference/></w:r>")),
    tc(p(r("甲"), "<w:pPrChange><w:pPr>" + in_list() + "</w:pPr></w:pPrChange>")),
    tc(p("甲", '<w:pStyle w:val="hidden"/>')),
    tc(INNER + "<w:p/>"),
    tc(p("外") + INNER + "<w:p/>"),
    tc(INNER + "<w:p/>", GOES_ON),
    f"<w:sdt><w:sdtContent>{tc('甲')}</w:sdtContent></w:sdt>",
)
ROWS = (
    "",
    '<w:gridBefore w:val="1"/>',
    '<w:gridAfter w:val="1"/>',
    "<w:hidden/>",
    "<w:del/>",
    '<w:trHeight w:val="9"/>',
)
FACTS = {
    "numbering": numbering("decimal %1.", "lowerLetter %2)"),
    "styles": '<w:style w:styleId="hidden"><w:rPr><w:vanish/></w:rPr></w:style>',
}
cells = st.lists(st.sampled_from(CELLS), min_size=1, max_size=4)
rows = st.builds(lambda made, props: tr(*made, props=props), cells, st.sampled_from((*ROWS[:1] * 9, *ROWS[1:])))
tables = st.lists(rows, min_size=1, max_size=4).map(lambda made: made * 2)


def seen(*parts: str) -> str:
    """Give what the parser sees of a text."""
    body = Body(Story("附件.docx", default_profile(), Styles(), lambda: None))
    return b"".join(KnownRows(body.rows.plain).without((document_xml(*parts).encode(),))).decode()


def outcome(*parts: str) -> object:
    """Give what becomes of a text: its grids, or why there are none."""
    try:
        return grids(*parts, **FACTS)
    except PipelineError as error:
        return type(error)


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from(((), (1500,) * 4, (1500, 1500))))
def test_known_rows_come_out_as_parsed_ones(made, widths):
    assert outcome(tbl(*made, widths=widths)) == outcome(PARSED, tbl(*made, widths=widths))


def test_plain_rows_never_reach_the_parser():
    left = seen(tbl(tr("序号", "任务"), tr("1", "修路"), tr("2", "架桥\n造林"), tr(tc("3", RESTART), tc("", WIDE))))
    assert "<w:tbl>" in left
    assert "<w:tr>" not in left
    assert not re.search("序号|任务|修路|架桥|造林", left)


def test_a_row_that_needs_care_reaches_the_parser_as_it_is():
    odd = tr(tc(p(r("密", "<w:vanish/>"))))
    left = seen(tbl(tr("甲"), odd, tr("乙")))
    assert odd in left
    assert "甲" not in left
    assert "乙" not in left
    assert drawn(only(tbl(tr("甲"), odd, tr("乙")))) == "甲; ; 乙"


def test_the_ids_of_word_make_no_row_another():
    row = (
        '<w:tr w:rsidR="00{0}" w14:paraId="0{0}" w14:textId="77777777"><w:tc><w:p w:rsidRDefault="00{0}" w14:paraId="1{0}">'
        "<w:r><w:t>{0}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    made = tbl(*(row.format(number) for number in range(1000, 1200)))
    assert len(seen(made)) < 2000
    assert drawn(only(made)) == "; ".join(map(str, range(1000, 1200)))


def test_a_text_that_reads_like_an_id_is_a_text():
    assert drawn(only(tbl(tr('甲 w:rsidR="00AB12CD"'), tr("乙")))) == '甲 w:rsidR="00AB12CD"; 乙'


def test_where_each_row_is_of_its_own_kind_the_parser_takes_over():
    made = tbl(*(tr(tc("甲", f'<w:tcW w:w="{width}"/>'), "乙") for width in range(1000, 1300)))
    assert seen(made).count("<w:tr>") > 200
    assert drawn(only(made)) == "; ".join(["甲|乙"] * 300)


def test_rows_in_a_comment_are_none():
    ghost = f"<!-- {tr('鬼')} -->"
    assert drawn(only(tbl(tr("甲"), ghost, tr("乙")))) == "甲; 乙"
    assert drawn(only(tbl(tr("甲"), f"<w:tr><!-- {tr('鬼')} --><w:tc><w:p/></w:tc></w:tr>", tr("乙")))) == "甲; ; 乙"
    assert drawn(only("<!-- <w:tbl> -->", tbl(tr("甲"), tr("乙")))) == "甲; 乙"


def test_text_in_cdata_is_text():
    made = tc(p("<w:r><w:t><![CDATA[</w:t></w:tr>甲]]></w:t></w:r>"))
    assert drawn(only(tbl(tr("乙"), tr(made), tr("丙")))) == "乙; </w:t></w:tr>甲; 丙"


def test_a_mark_like_ours_in_the_file_means_nothing():
    assert drawn(only(tbl(tr("甲"), "<?fubiao-rows 1?>", tr("乙")))) == "甲; 乙"


def test_another_meaning_of_w_is_respected():
    other = tbl(tr("甲")).replace("<w:tbl>", '<w:tbl xmlns:w="urn:other">')
    assert drawn(only(tbl(tr("乙"), tr("丙")), other)) == "乙; 丙"


def test_rows_of_a_table_in_a_hidden_cell_are_hidden_with_it():
    made = only(tbl(tr(tc("甲", RESTART)), tr(tc(tbl(tr("内"), tr("层")) + "<w:p/>", GOES_ON))))
    assert told(made) == [("R014", 2, 1, "内层")]


@pytest.mark.parametrize(
    "broken",
    [
        tr("甲").replace("</w:p>", ""),
        tr("甲").replace("<w:tc>", '<w:tc w:a="1" w:a="2">'),
        tr("甲").replace("<w:tc>", "<w:tc w:a=1>"),
        tr("甲").replace("<w:tc>", "<x:tc>").replace("</w:tc>", "</x:tc>"),
        tr("甲").replace("甲", "\x01"),
        tr("甲").replace("甲", "\uffff"),
        tr("甲").replace("甲", "&nbsp;"),
        tr("甲").replace("甲", "< 3"),
        tr("甲").replace("甲", "]]>"),
        tr("甲") + "</w:tr>",
    ],
)
def test_what_is_no_xml_is_refused_in_any_row(broken):
    assert drawn(only(tbl(tr("甲"), tr("乙"), tr("丙")))) == "甲; 乙; 丙"
    with pytest.raises((DamagedFile, ForbiddenContent)):
        grids(tbl(tr("甲"), tr("乙"), broken, tr("丙")))


def test_bytes_that_are_no_utf_8_are_refused():
    parts = package(tbl(tr("甲"), tr("乙")))
    parts["word/document.xml"] = parts["word/document.xml"].encode().replace("乙".encode(), "乙".encode("gbk"))
    with pytest.raises(DamagedFile):
        read(zipped(parts))


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-16"])
def test_another_encoding_is_read_by_the_parser(encoding):
    parts = package(tbl(tr("甲"), tr("乙")))
    parts["word/document.xml"] = parts["word/document.xml"].replace("UTF-8", encoding).encode(encoding)
    assert drawn(read(zipped(parts)).grids[0]) == "甲; 乙"


def test_numbers_go_on_through_known_and_odd_rows_of_a_large_file():
    odd = tr(tc(p(r("密", "<w:vanish/>"), in_list())), "乙" * 200)
    made = (tr(tc(p("", in_list())), f"{'甲' * 200}{at}") if at % 7 else odd for at in range(3000))
    boxes = only(tbl(*made), numbering=numbering("decimal %1")).boxes
    assert [box.text for box in boxes if box.column == 1] == [str(at) for at in range(1, 3001)]
    assert [box.text.strip("甲") for box in boxes if box.column == 2 and box.row % 7 != 1] == [
        str(at) for at in range(3000) if at % 7
    ]


def test_a_row_in_the_paragraph_of_another_loses_nothing():
    """No program writes it; the mark of a row would stand where nobody looks for one."""
    odd = tr("1", tc(f"<w:p>{tr('2', '3')}{r('4')}</w:p>"))
    made = tbl(odd, tr("甲", "乙"), tr("丙", "丁"), odd, tr("戊", "己"))
    assert outcome(made) == outcome(PARSED, made)
    assert ["4" in box.text for box in only(made).boxes].count(True) == 2


@pytest.mark.parametrize("paragraph", ["<w:p>", '<w:p w:rsidR="00AB12CD">'])
def test_rows_in_a_paragraph_between_rows_lose_nothing(paragraph):
    made = tbl(tr("甲"), "<w:p/>", f"{paragraph}{tr('乙')}{tr('丙')}{tr('丁')}</w:p>", tr("戊"))
    assert outcome(made) == outcome(PARSED, made)
    assert grids(made, "后")[0].after == ("乙", "丙", "丁", "后")


def test_rows_of_a_text_box_are_known_as_well():
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{tbl(tr('框'), tr('里'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert "框" not in seen(p("前") + "<w:p/>", p(box))
    assert drawn(only(p(box))) == "框; 里"


@pytest.mark.parametrize("broken", [' w:a="<">', " a>", ' w:a="1" w:a="1">', " <w:b>", ' xmlns:x="a<w:b>c">'])
def test_a_root_that_is_no_xml_is_damage(broken):
    text = document_xml(tbl(*[tr("1", "修路")] * 9)).replace("><w:body>", f"{broken}<w:body>")
    for spaces in ("", "".join(f' xmlns:n{at}="http://schemas.microsoft.com/office/word/{at}"' for at in range(30))):
        with pytest.raises(DamagedFile):
            read(docx(more={"word/document.xml": text.replace("<w:document", f"<w:document{spaces}")}))


def test_a_cell_inside_what_is_none_makes_no_row_another():
    """No program writes it: who sweeps a row meets such a cell, who asks for its cells does not, and widths went astray."""
    inner = '<w:tc><w:tcPr><w:tc w:w="3000"/></w:tcPr><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>'
    made = tbl(tr(*[tc("甲", BROAD)] * 3), tr(tc("4", BROAD), inner, tc("6", BROAD)), tr(*[tc("乙", BROAD)] * 2))
    assert outcome(made) == outcome(PARSED, made)
