"""A builder of small Word files for tests: paragraphs, tables of the table language, raw XML for all that is odd.

``docx("附件1", grid("序号|任务; 1|修路; ^|架桥"))`` gives the bytes of a file: a str is a paragraph, a Grid a
table with true gridSpan and vMerge.  A str, or the text of a cell, that begins with ``<`` stands as raw XML;
``p``, ``r``, ``tc``, ``tr``, ``tbl`` and ``ns`` help to write it.  A line break in a cell's text begins a new paragraph.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from pipeline.model import Box, Grid

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "m": f"{OFFICE}/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
STRICT = (
    (SPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (SPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (SPACES["m"], "http://purl.oclc.org/ooxml/officeDocument/math"),
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(text: str, props: str = "") -> str:
    """Make a run: ``r("甲", "<w:vanish/>")``."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", props: str = "") -> str:
    """Make a paragraph of a text or of raw runs: ``p("甲")``, ``p(r("甲") + r("乙"))``."""
    runs = content if not content or content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{props}</w:pPr>{runs}</w:p>"


def tc(content: str = "", props: str = "") -> str:
    """Make a cell of a text (lines are paragraphs) or of raw blocks."""
    blocks = content if content.startswith("<") else "".join(map(p, content.split("\n")))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """Make a row of texts or of raw ``<w:tc>`` cells."""
    made = (cell if cell.startswith(("<w:tc>", "<w:sdt", "<w:customXml")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), props: str = "") -> str:
    """Make a table of raw rows; no widths, no ``w:tblGrid``."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    grid = f"<w:tblGrid>{columns}</w:tblGrid>" if widths else ""
    return f"<w:tbl><w:tblPr>{props}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def table_xml(grid: Grid) -> str:
    """Write a Grid as ``w:tbl``: spans across are gridSpan, spans down vMerge."""
    held = {(row, box.column): box for box in grid.boxes for row in range(box.row, box.row + box.down)}
    rows = ("".join(_cell(held[at], at[0]) for at in sorted(held) if at[0] == row) for row in range(1, grid.height + 1))
    return tbl(*(f"<w:tr>{cells}</w:tr>" for cells in rows), widths=(1500,) * grid.width)


def _cell(box: Box, row: int) -> str:
    props = f'<w:tcW w:w="{1500 * box.across}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    if box.down > 1:
        props += '<w:vMerge w:val="restart"/>' if row == box.row else "<w:vMerge/>"
    return tc(box.text if row == box.row else "", props)


def numbering(*levels: str, more: str = "") -> str:
    """Make a numbering part: list 1 with levels given as ``"decimal %1."`` or ``"decimal %1. 5"`` (start)."""
    made = "".join(_level(at, *level.split(" ")) for at, level in enumerate(levels))
    first = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>' if made else ""
    return f'{first}{more}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def _level(at: int, form: str, text: str, start: str = "1") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def in_list(level: int = 0, number: int = 1) -> str:
    """Make the properties of a paragraph in a list: ``p("", in_list())``."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def document_xml(*parts: str | Grid) -> str:
    """Write the main part; as in every file of Word's, a paragraph is the last of it."""
    body = "".join(table_xml(part) if isinstance(part, Grid) else _block(part) for part in parts)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NS}><w:body>{body}<w:p/><w:sectPr/></w:body></w:document>'


def _block(part: str) -> str:
    return part if part.startswith("<") else p(part)


def package(
    *parts: str | Grid, numbering: str = "", styles: str = "", more: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """Give the parts of a Word file by name, to change at will before ``zipped``; ``more`` adds or replaces some."""
    extra = {"numbering": numbering, "styles": styles}
    held = {kind: inner for kind, inner in extra.items() if inner}
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(held),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_xml(*parts),
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in held)),
    }
    made |= {f"word/{kind}.xml": f"<w:{kind} {NS}>{inner}</w:{kind}>" for kind, inner in held.items()}
    return made | dict(more or {})


def _content_types(kinds: Mapping[str, str]) -> str:
    overrides = {"document": MAIN_TYPE} | {kind: f"{WORD_TYPE}.{kind}+xml" for kind in kinds}
    made = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>' for part, kind in overrides.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'


def relations(*pairs: tuple[str, str]) -> str:
    """Write a relations part of (kind, target) pairs."""
    made = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts as a Word file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx(*parts: str | Grid, **facts: object) -> bytes:
    """Build a Word file; ``numbering``, ``styles`` (raw inner XML) and ``more`` parts may be added."""
    return zipped(package(*parts, **facts))


def dump(*rows: Sequence[str]) -> str:
    """Print rows as a text dump does: a cell a line, led by a tab, and a blank line below each row."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


def strict(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Turn the parts of a file into strict OOXML."""
    made = dict(parts)
    for name, data in parts.items():
        for old, new in STRICT:
            made[name] = made[name].replace(old, new) if isinstance(data, str) else data
    return made
