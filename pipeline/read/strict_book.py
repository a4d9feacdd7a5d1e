"""Workbooks saved as strict OOXML, in which openpyxl sees no sheet."""

from __future__ import annotations

import zipfile
from io import BytesIO

STRICT = b"http://purl.oclc.org/ooxml/"
NAMES = (b"spreadsheetml/main", b"officeDocument/relationships")


def transitional(data: bytes) -> bytes:
    """Give a workbook its transitional names (ISO/IEC 29500-4), if it has strict ones."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        if not any(STRICT in package.read(name) for name in package.namelist() if name.endswith("workbook.xml")):
            return data
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as copy:
            for entry in package.infolist():
                copy.writestr(entry, _renamed(package.read(entry)))
    return made.getvalue()


def _renamed(part: bytes) -> bytes:
    for name in NAMES:
        kind, _, rest = name.partition(b"/")
        part = part.replace(STRICT + name, b"http://schemas.openxmlformats.org/" + kind + b"/2006/" + rest)
    return part
