"""Packages in any state; what means harm is tested by the numbers of the promises in ``tests/promises``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.errors import DamagedFile
from pipeline.model import Grid
from pipeline.no_table import DeletedTable, InsertedFile, MarginTable, PictureTable
from pipeline.profile import default_profile
from pipeline.read.package import Package
from pipeline.read.word_file import read_word
from pipeline.read.word_stream import not_word
from tests.build import (
    NS,
    document_xml,
    docx,
    in_list,
    numbering,
    p,
    package,
    r,
    relations,
    strict,
    table_xml,
    tbl,
    tc,
    tr,
    zipped,
)
from tests.plugin import grid
from tests.read.word import drawn, only, read

TABLE = grid("序号|任务; 1|修路")
RIGHT = "序号|任务; 1|修路"


def first(data: bytes, name: str = "附件.docx") -> str:
    return drawn(read(data, name).grids[0])


def limited(data: bytes, **limits: int) -> None:
    profile = default_profile()
    read_word("附件.docx", data, replace(profile, limits=dict(profile.limits) | limits))


def test_strict_files_are_read_with_styles_and_lists():
    listed = tbl(tr(tc(p("", in_list())), "x"))
    assert first(zipped(strict(package(listed, numbering=numbering("decimal %1."))))) == "1.|x"


@pytest.mark.parametrize("target", ["my%20list.xml", "/word/my list.xml", "../word/my list.xml", "missing.xml"])
def test_a_part_is_found_by_its_relation_however_it_is_written_and_else_by_its_usual_name(target):
    made = package(tbl(tr(tc(p("", in_list())), "x")), numbering=numbering("decimal %1."))
    made["word/_rels/document.xml.rels"] = relations(("numbering", target))
    if target != "missing.xml":
        made["word/my list.xml"] = made.pop("word/numbering.xml")
    assert first(zipped(made)) == "1.|x"


@pytest.mark.parametrize("name", ["附件.DOCX", "附件.docm", "附件.dotx"])
def test_other_endings(name):
    assert first(docx(TABLE), name) == RIGHT


def renamed(**names: str) -> bytes:
    parts = package(TABLE)
    return zipped({names["document"] if name == "word/document.xml" else name: data for name, data in parts.items()})


@pytest.mark.parametrize(
    "name", ["WORD/Document.XML", "word\\document.xml", "/word/document.xml", "./word/document.xml"]
)
def test_odd_case_and_slashes(name):
    assert first(renamed(document=name)) == RIGHT


def test_a_main_part_of_another_name_is_found_by_relation_and_by_type():
    parts = package(TABLE)
    parts["word/文本2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relations(("officeDocument", "word/文本2.xml"))
    assert first(zipped(parts)) == RIGHT
    del parts["_rels/.rels"]
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("/word/document.xml", "/word/文本2.xml")
    assert first(zipped(parts)) == RIGHT


def test_names_in_gbk_are_no_matter():
    data = docx(TABLE, more={"word/media/xxxx.png": b"x"})
    assert first(data.replace(b"xxxx", "图片".encode("gbk"))) == RIGHT


def test_utf_16():
    text = document_xml(TABLE).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert first(docx(more={"word/document.xml": text.encode("utf-16")})) == RIGHT


def test_damaged_styles_and_lists_never_lose_the_table_and_are_told():
    made = read(docx(tbl(tr(tc(p("修路", in_list())))), styles="x", more={"word/numbering.xml": "<w:numb"}, numbering="x")).grids[0]  # fmt: skip
    assert drawn(made) == "修路"
    assert [each.code for each in made.doubts] == ["D014"]


def without_directory(data: bytes) -> bytes:
    return data[: data.index(b"PK\x01\x02")]


def test_a_part_is_salvaged_without_the_directory_and_told():
    made = read(without_directory(docx(TABLE))).grids[0]
    assert drawn(made) == RIGHT
    assert [each.code for each in made.doubts] == ["D013"]


def test_a_salvaged_part_must_pass_its_checksum():
    data = bytearray(without_directory(docx(TABLE)))
    at = data.index(b"word/document.xml") - 30
    data[at + 14] ^= 1
    with pytest.raises(DamagedFile):
        read(bytes(data))


def test_a_cut_off_part_is_damage():
    whole = docx(TABLE)
    with pytest.raises(DamagedFile):
        read(whole[: whole.index(b"word/document.xml") + 100])


def test_broken_xml_is_damage():
    with pytest.raises(DamagedFile):
        read(docx(more={"word/document.xml": document_xml(TABLE)[:-40]}))


def test_a_table_that_is_a_picture_is_said_to_be_one():
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>"
    with pytest.raises(PictureTable, match=r"\(1\)"):
        read(docx("标题", p(picture)))
    assert drawn(only(p(picture), TABLE)) == RIGHT


@pytest.mark.parametrize("tag", ["pict", "object"])
def test_old_pictures_count_as_well(tag):
    with pytest.raises(PictureTable, match=r"\(1\)"):
        read(docx("标题", p(f"<w:r><w:{tag}><v:shape><v:imagedata/></v:shape></w:{tag}></w:r>")))


def picture(across: float, down: float) -> str:
    size = f'<wp:extent cx="{int(across * 360000)}" cy="{int(down * 360000)}"/>'
    return p(f"<w:r><w:drawing><wp:inline>{size}<a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>")


def doubts(*parts: str | Grid, **facts: object) -> list[tuple[str, object]]:
    return [(each.code, next(iter(each.facts.values()), "")) for each in only(*parts, **facts).doubts]


def test_a_large_picture_below_a_title_is_told():
    assert doubts(TABLE, "附件2 分工表", picture(15, 8), "备注") == [("D017", "附件2 分工表")]


CAPTIONED = picture(15, 8).replace("</w:p>", r("图1 现场照片") + "</w:p>")


@pytest.mark.parametrize(
    "parts", [("分工表", picture(3, 3)), ("领导合影", picture(15, 8)), (picture(15, 8),), ("分工表", CAPTIONED)]
)
def test_other_pictures_are_no_matter(parts):
    assert doubts(TABLE, *parts) == []


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_a_part_inserted_as_a_file_is_told(tag):
    inserted = f'<w:{tag} r:id="rId9"/>'
    assert doubts(TABLE, inserted) == [("D015", 1)]
    assert doubts(tbl(tr(tc(inserted + p("甲"))))) == [("D015", 1)]
    with pytest.raises(InsertedFile, match="inserted"):
        read(docx("标题", inserted))


def test_tables_in_headers_and_footers_are_told():
    more = {
        "word/header1.xml": f"<w:hdr {NS}>{tbl(tr('表号', '甲1'))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NS}>{p('第1页')}</w:ftr>",
        "word/_rels/document.xml.rels": relations(("header", "header1.xml"), ("footer", "footer1.xml")),
    }
    assert doubts(TABLE, more=more) == [("D016", "表号甲1")]


def test_a_table_in_a_header_is_named_where_there_is_no_other():
    more = {
        "word/header1.xml": f"<w:hdr {NS}>{tbl(tr('序号', '任务'))}</w:hdr>",
        "word/_rels/document.xml.rels": relations(("header", "header1.xml")),
    }
    with pytest.raises(MarginTable, match="header or footer: “序号任务”"):
        read(docx("标题", more=more))


DELETED, UNSEEN = '<w:del w:id="1"/>', "<w:hidden/>"


@pytest.mark.parametrize(("mark", "text"), [(DELETED, p("修路")), (UNSEEN, p(r("修路", "<w:vanish/>")))])
def test_a_table_of_which_nothing_is_left_is_told(mark, text):
    gone = tbl(tr(tc(text), props=mark), tr(tc(text), props=mark))
    assert doubts(TABLE, gone) == [("D018", "修路｜修路")]
    assert doubts(TABLE, tbl(tr("", "", props=DELETED))) == []
    with pytest.raises(DeletedTable, match="修路｜修路"):
        read(docx("标题", gone))


HIDDEN = '<w:style w:type="paragraph" w:styleId="{}"{}><w:rPr><w:vanish/></w:rPr></w:style>'


def test_styles_are_found_wherever_they_stand():
    many = "".join(f'<w:style w:type="paragraph" w:styleId="S{at}"/>' for at in range(2000))
    hidden = tbl(tr(tc(p("密", '<w:pStyle w:val="Last"/>')), "甲"))
    assert first(docx(hidden, styles=many + HIDDEN.format("Last", ""))) == "|甲"
    assert first(docx(tbl(tr("密")), styles=many + HIDDEN.format("Last", ' w:default="1"'))) == ""


def test_styles_that_break_off_are_told():
    named = tbl(tr(tc(p("甲", '<w:pStyle w:val="x"/>'))))
    (made,) = read(docx(named, styles="x", more={"word/styles.xml": f"<w:styles {NS}><w:style/>"})).grids
    assert (drawn(made), [each.code for each in made.doubts]) == ("甲", ["D014"])


@pytest.mark.parametrize("size", [1, 1 << 30])
def test_a_tree_and_a_stream_give_the_same(monkeypatch, size):
    monkeypatch.setattr(Package.pieces, "__defaults__", (size,))
    listed = tr(tc(p("修", in_list())), tc(tbl(tr("内")) + p(r("删", "<w:strike/>"))))
    parts = ("附件1", tbl(listed, tr("1", "2"), listed), "", "尾", TABLE, "末")
    made = read(docx(*parts, numbering=numbering("decimal %1."))).grids
    assert [drawn(each) for each in made] == ["1. 修|删; 1|2; 2. 修|删", "内", "内", RIGHT]
    assert [(each.before, each.after) for each in made] == [(("附件1",), ()), ((), ()), ((), ()), (("尾",), ("末",))]


@pytest.mark.parametrize("size", [1, 1 << 30])
def test_a_body_where_none_should_be_takes_nothing_from_the_text(monkeypatch, size):
    """A second one after the first goes on with the text; one inside a paragraph's properties is none."""
    monkeypatch.setattr(Package.pieces, "__defaults__", (size,))
    inner = f"<w:pPr><w:rPr><w:body>{tbl(tr('内'))}</w:body></w:rPr></w:pPr>"
    text = document_xml(p(inner + r("前")), TABLE).replace("</w:body>", f"</w:body><w:body>{tbl(tr('后'))}</w:body>")
    made = read(docx(more={"word/document.xml": text})).grids
    assert [(drawn(each), each.before) for each in made] == [(RIGHT, ("前",)), ("后", ())]


def test_flat_opc():
    flat = "http://schemas.microsoft.com/office/2006/xmlPackage"
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document_xml(TABLE).partition("?>")[2]}</pkg:xmlData></pkg:part>'
    assert first(f'<?xml version="1.0"?><pkg:package xmlns:pkg="{flat}">{part}</pkg:package>'.encode()) == RIGHT


def test_word_2003_xml():
    old = "http://schemas.microsoft.com/office/word/2003/wordml"
    hint = "http://schemas.microsoft.com/office/word/2003/auxHint"
    body = table_xml(grid("序号|任务; 1|修路; ^|架桥")).replace("w:vMerge", "w:vmerge")
    listed = (
        f'<w:p><w:pPr><w:listPr><wx:t xmlns:wx="{hint}" wx:val="1."/></w:listPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    )
    deleted = '<aml:annotation xmlns:aml="http://schemas.microsoft.com/aml/2001/core" w:type="Word.Deletion"><aml:content><w:r><w:t>旧</w:t></w:r></aml:content></aml:annotation>'
    body += tbl(tr(tc(listed), tc(p(f"<w:r><w:t>新</w:t></w:r>{deleted}"))))
    spaces = NS.replace('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', f'xmlns:w="{old}"')
    made = read(f'<?xml version="1.0"?><w:wordDocument {spaces}><w:body>{body}</w:body></w:wordDocument>'.encode())
    assert [drawn(each) for each in made.grids] == ["序号|任务; 1|修路; 1|架桥", "1. 甲|新"]


def test_what_stands_around_a_table():
    made = read(docx("附件1", "", "标题", grid("A|B"), "（二）", grid("C|D"), "备注：略")).grids
    assert [each.before for each in made] == [("附件1", "标题"), ("（二）",)]
    assert [each.after for each in made] == [(), ("备注：略",)]


def test_a_name_that_nobody_declared_is_named_as_it_stands():
    """libxml2 lets some of them pass."""
    root = etree.fromstring("<w:body/>", etree.XMLParser(recover=True))
    assert root.tag == "w:body"
    assert "(w:body)" in str(not_word("附件.docx", root))
