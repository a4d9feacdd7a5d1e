"""Word files to measure on: the shipped attachment's table, once or many times over, with Word's usual run properties."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

RECORDS = Path(__file__).parent.parent / "tests" / "sample_records.json"
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# What Word writes around every run of such a table.
RUN = (
    '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="宋体" w:eastAsia="仿宋_GB2312" w:cs="宋体"/>'
    '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
)
PARAGRAPH = (
    '<w:pPr><w:widowControl/><w:spacing w:line="320" w:lineRule="exact"/><w:jc w:val="center"/>'
    '<w:textAlignment w:val="center"/></w:pPr>'
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:color="000000" w:sz="4" w:space="0"/>' for side in ("top", "left", "bottom", "right")
)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def sample_docx(rows: int, printed: bool = False, numbered: bool = False) -> bytes:
    """Make a Word file of so many data rows, merged as the attachment's table is, with the serials 1, 2, 3 …, with
    those that it prints, or with a list number in their place."""
    records = json.loads(RECORDS.read_text(encoding="utf-8"))
    names = [name for name in records[0] if name != "原序号"]
    body = io.StringIO()
    body.write(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>')
    body.write(paragraph("附  件") + paragraph("工作任务责任分解表"))
    body.write('<w:tbl><w:tblPr><w:tblW w:w="14000" w:type="dxa"/></w:tblPr><w:tblGrid>')
    body.write("".join(f'<w:gridCol w:w="{width}"/>' for width in (700, 1800, 2000, 6500, 1200, 1800)) + "</w:tblGrid>")
    body.write(row([cell(name) for name in names]))
    before: list[str | None] = [None, None]
    for number in range(rows):
        record = records[number % len(records)]
        serial = record["原序号"] or "" if printed else "" if numbered else str(number + 1)
        made = cells(record, serial, before)
        body.write(row([made[0].replace("<w:pPr>", f"<w:pPr>{LISTED}"), *made[1:]] if numbered else made))
        before = [record["类别"], record["项目"]] if number % len(records) < len(records) - 1 else [None, None]
    body.write("</w:tbl><w:sectPr/></w:body></w:document>")
    return packed(body.getvalue(), {"word/numbering.xml": NUMBERING} if numbered else {})


def lean_docx(rows: int) -> bytes:
    """Make the same table as python-docx writes it: hardly any properties, beside a large part of styles."""
    import docx

    records = json.loads(RECORDS.read_text(encoding="utf-8"))
    names = [name for name in records[0] if name != "原序号"]
    document = docx.Document()
    document.add_paragraph("工作任务责任分解表")
    texts = [[shown(record[name]) for name in names] for record in (records * (rows // len(records) + 1))[:rows]]
    table = document.add_table(rows + 1, len(names))
    # table.cell() and row.cells would lay the whole table out for each.
    for printed, text in zip(table._cells, [*names, *(text for row in texts for text in row)], strict=True):
        printed.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def shown(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def saved_by_office(data: bytes, folder: Path) -> bytes:
    """Give a Word file as LibreOffice saves it again."""
    source = folder / "source.docx"
    source.write_bytes(data)
    own = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={own}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder / "saved"), str(source)], check=True, capture_output=True)
    return (folder / "saved" / "source.docx").read_bytes()


def cells(record: dict[str, object], serial: str, before: list[str | None]) -> list[str]:
    group, item, text = str(record["类别"]), str(record["项目"]), str(record["任务要求"])
    lists = [cell("\n".join(record[name])) for name in ("牵头区领导", "牵头部门")]  # type: ignore[arg-type]
    first = [cell(serial), cell(group, merge="continue" if before[0] == group else "restart")]
    if item == text:
        return [*first, cell(text, across=2), *lists]
    return [*first, cell(item, merge="continue" if before == [group, item] else "restart"), cell(text), *lists]


def paragraph(text: str) -> str:
    return f'<w:p>{PARAGRAPH}<w:r>{RUN}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str, across: int = 1, merge: str = "") -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    lines = [""] if merge == "continue" else text.split("\n")
    width = '<w:tcW w:w="1200" w:type="dxa"/>'
    looks = f'<w:tcBorders>{BORDERS}</w:tcBorders><w:vAlign w:val="center"/>'
    properties = f"<w:tcPr>{width}{span}{down}{looks}</w:tcPr>"
    return f"<w:tc>{properties}{''.join(map(paragraph, lines))}</w:tc>"


def row(cells: list[str]) -> str:
    return f'<w:tr><w:trPr><w:trHeight w:val="680" w:hRule="atLeast"/><w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>'


def packed(document: str, more: dict[str, str]) -> bytes:
    whole = io.BytesIO()
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document} | more
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
