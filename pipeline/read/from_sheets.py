"""Workbooks that only an office program can read: .xls, .et and .ods, turned into .xlsx."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.profile import Profile
from pipeline.read.libre_office import Target, bytes_of, converted
from pipeline.read.what_it_is import is_package
from pipeline.read.workbook_file import read_workbook
from pipeline.result import Document, Source

BOOK = Target("xlsx", "Calc MS Excel 2007 XML", "apt install libreoffice-calc")


def from_sheets(path: Path, profile: Profile) -> Document:
    """Read the sheets of a workbook that LibreOffice opens; one that is .xlsx inside is read without it."""
    data = bytes_of(path, profile)
    is_book = is_package(data) and b"xl/workbook.xml" in data
    grids = read_workbook(path.name, data if is_book else converted(path, BOOK, profile), profile)
    return Document(Source(path.name, path.suffix.lower().lstrip("."), hashlib.sha256(data).hexdigest()), grids)
