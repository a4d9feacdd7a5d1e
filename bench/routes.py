"""What one would otherwise do with Word files: other programs, and the floor that no program can go below.

``python bench/routes.py ROUTE FOLDER FILE ...`` writes what the route makes of each file into the folder.  It needs
nothing of this project, so it also runs in an environment of the peers' own.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The least that a workbook consists of, beside its sheet.
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{SPREADSHEETML}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="1" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
}


def parse(folder: Path, files: Sequence[Path]) -> None:  # noqa: ARG001 - all routes have the same two
    """The floor of reading: unzip and parse, nothing more."""
    for path in files:
        parsed(path)


def parse_and_write(folder: Path, files: Sequence[Path]) -> None:
    """The floor of converting: the texts of the cells as plain strings into a sheet, without a library or a style."""
    for path in files:
        rows = "".join(f"<row>{''.join(map(inline, texts))}</row>" for texts in cells(parsed(path)))
        with zipfile.ZipFile(folder / f"{path.stem}.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in PARTS.items():
                package.writestr(name, part)
            package.writestr("xl/sheet.xml", f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>')


def parsed(path: Path):  # type: ignore[no-untyped-def]
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))


def cells(document) -> Iterator[list[str]]:  # type: ignore[no-untyped-def]
    for row in document.iter(WORD + "tr"):
        yield ["".join(run.text or "" for run in cell.iter(WORD + "t")) for cell in row.iterchildren(WORD + "tc")]


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def pandoc(folder: Path, files: Sequence[Path]) -> None:
    for path in files:
        page = subprocess.run(["pandoc", "-t", "html", str(path)], check=True, capture_output=True).stdout
        tables_to_excel(page.decode(), folder / f"{path.stem}.xlsx")


def libreoffice(folder: Path, files: Sequence[Path]) -> None:
    """All files in one go, as is best for it; its profile outlives the run."""
    command = ["soffice", f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "html", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in files:
        page = (folder / f"{path.stem}.html").read_text(encoding="utf-8")
        tables_to_excel(page, folder / f"{path.stem}.xlsx")


def tables_to_excel(page: str, target: Path) -> None:
    import pandas

    to_excel(pandas.read_html(StringIO(page)), target)


def to_excel(frames: Sequence, target: Path) -> None:  # type: ignore[type-arg]
    import pandas

    with pandas.ExcelWriter(target, engine="openpyxl") as book:
        for at, frame in enumerate(frames, 1):
            frame.to_excel(book, sheet_name=str(at), index=False)


def python_docx(folder: Path, files: Sequence[Path]) -> None:
    import docx
    import pandas

    for path in files:
        tables = [
            [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables
        ]
        to_excel([pandas.DataFrame(rows[1:], columns=rows[0]) for rows in tables], folder / f"{path.stem}.xlsx")


def markitdown(folder: Path, files: Sequence[Path]) -> None:
    from markitdown import MarkItDown

    converter = MarkItDown()
    for path in files:
        (folder / f"{path.stem}.md").write_text(converter.convert(str(path)).text_content, encoding="utf-8")


def docling(folder: Path, files: Sequence[Path]) -> None:
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter()
    for path in files:
        page = converter.convert(path).document.export_to_markdown()
        (folder / f"{path.stem}.md").write_text(page, encoding="utf-8")


def docling_word(folder: Path, files: Sequence[Path]) -> None:
    """Its reader of Word files alone, which goes without torch: it costs less than the whole."""
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    for path in files:
        taken = InputDocument(path, InputFormat.DOCX, MsWordDocumentBackend, filename=path.name)
        page = MsWordDocumentBackend(taken, path).convert().export_to_markdown()
        (folder / f"{path.stem}.md").write_text(page, encoding="utf-8")


FLOORS = (parse, parse_and_write)
PEERS = (pandoc, libreoffice, docling, docling_word, markitdown, python_docx)

if __name__ == "__main__":
    route, place, *given = sys.argv[1:]
    {each.__name__: each for each in FLOORS + PEERS}[route](Path(place), [Path(name) for name in given])
