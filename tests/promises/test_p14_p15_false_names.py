"""P14 and P15: two parts of one name are refused; what is no Word file under the name of one is named, with the next step."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.errors import EmptyFile, EncryptedFile, ForbiddenContent, NotAWordFile, OldWordFile
from tests.build import document_xml, docx, zipped
from tests.plugin import grid
from tests.promises.hostile import TABLE
from tests.read.word import read
from tests.runs import program

OTHER = document_xml(grid("别|表"))


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml", "word\\document.xml", "/word/document.xml"])
def test_p14_two_parts_that_bear_one_name_are_refused(name):
    """Readers differ in which of the two they take; OPC compares names without case."""
    held = io.BytesIO(docx(TABLE))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(zipfile.ZipInfo("xxxx/xxxxxxxx.xxx" + "x" * (len(name) - 17)), OTHER)
    data = held.getvalue().replace(b"xxxx/xxxxxxxx.xxx" + b"x" * (len(name) - 17), name.encode())
    with pytest.raises(ForbiddenContent, match=r"two parts named word/document\.xml"):
        read(data)


def test_p14_two_relations_to_the_text_take_the_first_that_is_there():
    parts = {
        "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="none.xml"/><Relationship Id="b" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
    }
    assert [box.text for box in read(docx(TABLE, more=parts)).grids[0].boxes] == ["序号", "任务", "1", "修路"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def of_ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


KINDS = {
    "empty": (b"", EmptyFile, "empty"),
    "old": (of_ole("WordDocument", "1Table"), OldWordFile, "97-2003"),
    "locked": (of_ole("EncryptionInfo", "EncryptedPackage"), EncryptedFile, "password"),
    "old and locked": (OLE + b"\xec\xa5\xc1\0".ljust(11, b"\0") + b"\x01" + "WordDocument".encode("utf-16-le"), EncryptedFile, "password"),
    "old workbook": (of_ole("Workbook"), NotAWordFile, "workbook"),
    "rtf": (b"{\\rtf1\\ansi", NotAWordFile, "rich text"),
    "page": (b"<!DOCTYPE html><html><table>", NotAWordFile, "web page"),
    "page with a mark": (b"\xef\xbb\xbf<html><body>", NotAWordFile, "web page"),
    "pdf": (b"%PDF-1.7", NotAWordFile, "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n", NotAWordFile, "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0", NotAWordFile, "picture"),
    "text": ("序号\t任务".encode(), NotAWordFile, "text file"),
    "binary": (bytes(range(256)) * 4, NotAWordFile, "binary"),
    "xml": (b"<?xml version='1.0'?><rss/>", NotAWordFile, "rss"),
    "workbook": (zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), NotAWordFile, "Excel"),
    "zip": (zipped({"a.txt": "a"}), NotAWordFile, "compressed"),
    "odt": (zipped({"content.xml": "<x/>", "mimetype": "x"}), NotAWordFile, "OpenDocument"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_p15_what_the_bytes_are_is_named(kind):
    data, error, words = KINDS[kind]
    with pytest.raises(error, match=words):
        read(data)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_p15_a_clerk_reads_one_line_a_file_with_the_next_step_and_the_rest_is_converted(lang, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for kind, (data, _, _) in KINDS.items():
        (folder / f"{kind}.docx").write_bytes(data)
    (folder / "附件.docx").write_bytes(docx(TABLE))
    ran = program(tmp_path, "convert", "in", "--lang", lang, "--jobs", "1")
    lines = ran.stderr.strip().split("\n")
    assert ran.returncode == 1
    assert (tmp_path / "output" / "附件.xlsx").is_file()
    assert len(lines) == len(KINDS)
    assert {line.partition(".docx")[0] for line in lines} == set(KINDS)
    steps = ("try again", "Ask the sender") if lang == "en" else ("再试", "重新", "另存")
    assert [line for line in lines if not any(step in line for step in steps)] == []
