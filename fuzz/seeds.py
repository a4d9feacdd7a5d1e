"""What a fuzzing run begins with: files built here, and the small ones among the public files where they are at hand."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from tests import damage
from tests.build import docx
from tests.plugin import grid

LARGEST, MOST = 20_000, 200
SMALL = grid(
    "序号|类别|任务|牵头领导|责任单位|投资（万元）; 1|城建|修路|辛勤|财政局、教育局|3,500; |^|架桥|王亮|发改局|12; 合计|<|<|||3,512"
)
CORRECTIONS = "表,记录,列,原值,新值,原因\n1,2,牵头领导,王亮,王良,看错\n1,#1,任务,修路,修桥,\n"


def workbook() -> bytes:
    """Build a workbook with a merge, numbers, a date and a hidden row."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["序号", "类别", "任务", "投资"],
        [1, "城建", "修路", 3500.5],
        [2, None, "架桥", 0.125],
        [3, "民生", None, 12],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet["D3"].number_format = "0.0%"
    sheet["C4"].number_format = "yyyy-mm-dd"
    sheet["C4"] = 45000
    sheet.row_dimensions[3].hidden = True
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def inside(name: str, *packages: bytes) -> list[bytes]:
    """Give the part of a name out of each package that has it and is small."""
    found = (damage.parts_of(data).get(name, b"") for data in packages)
    return [data for data in found if 0 < len(data) < LARGEST]


def public(pattern: str) -> list[bytes]:
    """Give small public files, where they are at hand."""
    files = (path.read_bytes() for path in sorted(damage.CORPUS.parent.glob(pattern)) if path.stat().st_size < LARGEST)
    return [data for data, _ in zip(files, range(MOST), strict=False)]


def packages() -> list[bytes]:
    """Give Word files, built and public."""
    return [*damage.built().values(), docx("附件", SMALL), *public("word/*.docx"), *public("bad/*.docx")]


def listed() -> bytes:
    """Give the file whose meaning lies in styles and lists as well."""
    return damage.built()["listed"]


def flat() -> list[bytes]:
    """Give Flat OPC files, whose parts are elements."""
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return [_flat(space, text) for text in inside("word/document.xml", *packages()[:20])]


def _flat(space: str, text: bytes) -> bytes:
    inner = text.partition(b"?>")[2]
    head = f'<pkg:package xmlns:pkg="{space}"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'.encode()
    return b'<?xml version="1.0"?>' + head + inner + b"</pkg:xmlData></pkg:part></pkg:package>"


def dumps() -> list[bytes]:
    """Give dumps of tables by several programs and in several encodings."""
    return [
        b"\t\xe5\xba\x8f\n\n\t1\n\n", "序号  任务\n1     修路\n".encode("gb18030"), "序号,任务\n1,修路\n".encode("utf-16"),
        "+----+----+\n| 序 | 任 |\n+====+====+\n| 1  | 修 |\n+----+----+\n".encode(), *public("dumps/*.txt"),
    ]  # fmt: skip


def pages() -> list[bytes]:
    """Give web pages with spans and tables in tables."""
    return [
        b"<table><tr><td rowspan=2>a<td colspan=0>b<tr><td><table><tr><td>c</table></table>",
        "<meta charset=gb2312><table><thead><tr><th>序号<th>任务</thead><tr><td>1<td>修路<br>架桥</table>".encode(
            "gb18030"
        ),
        b"<table><caption>x</caption><tfoot><tr><td>3</tfoot><tbody><tr hidden><td>1<tr><td rowspan=0>2</table>",
    ]


def settings() -> list[bytes]:
    """Give profiles."""
    return [
        b'skip = ["fill_down_blanks"]\nserials = "keep"\n',
        '[roles]\nperson = ["...", "督办"]\n[aliases]\n"一镇" = ["甲镇"]\n'.encode(),
        b"[thresholds]\nrole = 0.1\n[limits]\ncells = 4\n",
        b'[marks]\nmeasure = ["(", "["]\nditto = [""]\n[units]\nseparators = ["^", "]"]\n',
    ]
