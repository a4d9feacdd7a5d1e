"""P6 to P12: what no honest program writes into a Word file, and what odd ones do.

P11 has more cases in ``tests/read/test_docx_package.py``.
"""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from pipeline.errors import ForbiddenContent, PipelineError, TooLarge
from pipeline.flow import convert
from pipeline.model import Grid
from tests import damage
from tests.build import NS, STRICT, docx, in_list, numbering, p, package, r, relations, strict, tbl, tc, tr, zipped
from tests.promises.hostile import ROOT, TABLE, outcome, table_of
from tests.read.word import drawn, only, read


def spanning(said: str) -> str:
    """Draw a table whose first cell says to cover so many columns."""
    return tr(tc("甲", f'<w:gridSpan w:val="{said}"/>'), "乙") + tr("1", "2")


def codes(grid: Grid) -> set[str]:
    return {doubt.code for doubt in grid.doubts}


@pytest.mark.parametrize("said", [20_000, 10**7, 2**31 - 1, 2**63, 10**18])
def test_p06_a_span_beyond_any_sheet_is_clamped_and_told_in_little_memory(said, tmp_path):
    made = only(tbl(spanning(str(said))))
    assert made.width <= 16_385
    assert "D012" in codes(made)
    assert [box.text for box in made.boxes] == ["甲", "乙", "1", "2"]
    assert outcome(tmp_path, table_of(spanning(str(said))), megabytes=100, seconds=1) == "read 1 0"


def test_p06_thousands_of_wide_spans_are_never_laid_out(tmp_path):
    rows = "".join(tr(*[tc("甲", '<w:gridSpan w:val="16384"/>')] * 60) for _ in range(100))
    assert outcome(tmp_path, table_of(rows)) == "read 1 0"


def test_p06_a_few_cells_far_apart_are_refused_before_they_are_laid_out(tmp_path):
    """16,000 columns and 16,000 rows, with 32,000 cells between them."""
    assert outcome(tmp_path, table_of(tr(*["甲"] * 16_000) + tr("乙") * 16_000)).startswith("E107")
    blanks = "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 15_999
    assert outcome(tmp_path, table_of(tr(*["甲"] * 16_000) + blanks + tr("乙")), megabytes=200) == "read 1 0"


@pytest.mark.parametrize("said", ["abc", "", "-1", "0", "1.5", "0x2", "1e3", "２", "一", "\u0662"])
def test_p07_a_span_that_is_no_number_loses_no_cell(said):
    made = only(tbl(spanning(said)))
    assert drawn(made).startswith("甲|")
    assert [box.text for box in made.boxes] == ["甲", "乙", "1", "2"]


def test_p07_merges_that_go_on_from_nothing_are_cells_and_told():
    made = only(tbl(tr(tc("甲", "<w:vMerge/>"), "乙"), tr(tc("丙", '<w:vMerge w:val="bogus"/>'), "丁")))
    assert {box.text for box in made.boxes} >= {"甲", "乙", "丁"}
    assert codes(made) == {"D011"}
    assert [each.before for each in made.repairs if each.code == "R014"] == ["丙"]


LAUGHS = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "ha"}">' for at in range(10))
PROLOGS = {
    "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "laughs": f"<!DOCTYPE x [{LAUGHS}]>",
    "quadratic": f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    "no entity at all": "<!DOCTYPE x>",
}
PARTS = (
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("prolog", PROLOGS)
def test_p08_a_doctype_in_any_part_that_is_read_is_refused_by_name(part, prolog):
    listed = tbl(tr(tc(p("修路", in_list()))))
    parts = package(listed, styles="<w:vanish/>", numbering=numbering("decimal %1."))
    if part == "[Content_Types].xml":
        del parts["_rels/.rels"]
    text = str(parts[part])
    parts[part] = PROLOGS[prolog] + text.rpartition("?>")[2].replace("修路", "&e;")
    with pytest.raises(ForbiddenContent, match="DOCTYPE"):
        read(zipped(parts))


def test_p08_word_2003_and_flat_files_refuse_it_too():
    for root in ("w:wordDocument", "pkg:package"):
        with pytest.raises(ForbiddenContent, match="DOCTYPE"):
            read(f'<?xml version="1.0"?><!DOCTYPE x><{root} {NS} xmlns:pkg="x"/>'.encode())


OUTSIDE = (
    '<Relationship Id="rId9" Type="http://x/{kind}" Target="http://127.0.0.1:9/{kind}.xml" TargetMode="External"/>'
)


def test_p09_relations_that_lead_out_are_never_followed(monkeypatch):
    attempts: list[object] = []

    def refuse(*facts: object, **_: object) -> None:
        attempts.append(facts)
        raise OSError

    for way in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, way, refuse)
    kinds = ("styles", "numbering", "attachedTemplate", "image", "subDocument", "oleObject", "hyperlink", "frame")
    parts = package(TABLE)
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</Relationships>", "".join(OUTSIDE.format(kind=kind) for kind in kinds) + "</Relationships>"
    )
    assert drawn(read(zipped(parts)).grids[0]) == "序号|任务; 1|修路"
    assert attempts == []


needs_corpus = pytest.mark.skipif(not damage.CORPUS.is_dir(), reason="needs the public files of ../shared/corpus")


@needs_corpus
def test_p09_no_public_file_makes_the_program_reach_for_a_network():
    """Every tenth of them; ``make offline`` takes all."""
    command = [sys.executable, "-m", "tests.promises.offline", "10"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " files, 0 attempts to reach a network" in ran.stdout


def nested(levels: int) -> str:
    head = "<w:tbl><w:tr><w:tc>" * levels
    return f"{head}<w:p><w:r><w:t>x</w:t></w:r></w:p>{'<w:p/></w:tc></w:tr></w:tbl>' * levels}"


def test_p10_sixty_levels_are_read_whole():
    made = read(docx(nested(60)))
    assert len(made.grids) == 60
    assert [grid.boxes[0].text for grid in made.grids][-1] == "x"


@pytest.mark.parametrize("levels", [61, 10_000, 200_000])
def test_p10_more_are_refused_by_a_clear_code(levels):
    with pytest.raises(TooLarge):
        read(docx(nested(levels)))


@pytest.mark.parametrize(
    "tag", ["w:sdt", "w:smartTag", "w:ins", "w:r", "mc:AlternateContent", "w:txbxContent", "m:oMath", "w:pPr", "w:foo"]
)
def test_p10_nor_does_any_other_element_nest_without_end(tag):
    for inside in ("<w:p>{}</w:p>", "{}", "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"):
        deep = inside.format(f"<{tag}>" * 10_000 + f"</{tag}>" * 10_000)
        with pytest.raises(TooLarge):
            read(docx(deep))


ODD = {
    "strict": lambda: zipped(strict(package(TABLE))),
    "UTF-16": lambda: zipped(package(TABLE) | {"word/document.xml": str(package(TABLE)["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")}),
    "odd case": lambda: zipped({name.upper(): data for name, data in package(TABLE).items()}),
    "backslashes": lambda: zipped({name.replace("/", "\\"): data for name, data in package(TABLE).items()}),
}  # fmt: skip


@pytest.mark.parametrize("name", ["附件.docx", "附件.DOCM", "附件.dotx", "附件.Dotm"])
@pytest.mark.parametrize("odd", ODD)
def test_p11_files_of_odd_programs_are_read(odd, name):
    made = read(ODD[odd](), name).grids[0]
    assert drawn(made) == "序号|任务; 1|修路"
    assert made.doubts == ()


@needs_corpus
def test_p11_every_public_strict_file_is_read_and_every_other_one_reads_the_same_when_made_strict():
    files = {path.name: path.read_bytes() for path in sorted(damage.CORPUS.parent.glob("*/*.do[ct][xm]"))}
    own = {
        name: data
        for name, data in files.items()
        if b"purl.oclc.org" in damage.parts_of(data).get("word/document.xml", b"")
    }
    assert len(own) == 41
    assert {said for data in own.values() if isinstance(said := damage.outcome(data), str)} <= {"E110"}
    for name, data in damage.public().items():
        parts = damage.parts_of(data)
        for old, new in STRICT:
            parts = {part: text.replace(f'"{old}'.encode(), f'"{new}'.encode()) for part, text in parts.items()}
        assert damage.seen(damage.outcome(zipped(parts))) == damage.seen(damage.outcome(data)), name


def test_p12_relations_that_lead_nowhere_are_harmless():
    for target in ("NULL", "../NULL", "word/NULL", "%00", "file:///C:/x", "\\\\server\\x", "#_top", "", "a" * 70_000):
        more = {"word/_rels/document.xml.rels": relations(("image", target), ("styles", target), ("header", target))}
        assert drawn(read(docx(TABLE, more=more)).grids[0]) == "序号|任务; 1|修路"


@pytest.mark.parametrize("length", [10_000_000, 3_000_000])
def test_p02_a_cell_of_millions_of_characters_is_whole_or_refused(length, tmp_path):
    """3,000,000 Chinese characters are 9 MB, and are read; what the parser takes for one text ends at 10 MB."""
    said = outcome(tmp_path, table_of(tr("序号", "任务") + tr("1", "路" * length)), megabytes=1000)
    assert said.startswith("E115") if length > 3_400_000 else said == "read 1 0"


@pytest.mark.parametrize(
    "text", ["\u202e倒写", "\u2066隔离\u2069", "9" * 5000, "1e999999", "-0", "１" * 400, "NaN", "∞", "\ufdd0", "𠀀" * 3]
)
def test_p02_odd_texts_come_out_as_they_are(text, tmp_path):
    path = tmp_path / "附件.docx"
    path.write_bytes(table_of(tr("序号", "任务") + tr("1", text) + tr("2", "架桥")))
    cleaned = convert(path).tables[0]
    first, second = (row.cells[1] for row in cleaned.table.rows)
    assert second.text == "架桥"
    assert first.text == text or any(each.place == first.place and each.before == text for each in cleaned.repairs)
    assert first.text.strip("\u202e\u2066\u2069") == text.strip("\u202e\u2066\u2069")


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#x1F;", "&unknown;", "&#x110000;", "\0"])
def test_p21_what_no_xml_may_hold_is_a_clear_error(reference):
    head = docx(tbl(tr(tc(f"<w:p>{r('甲').replace('甲', reference)}</w:p>"))))
    with pytest.raises(PipelineError) as error:
        read(head)
    assert error.value.code in {"E105", "E108"}
