"""Texts that only an office program can read: .doc, .wps, .rtf and .odt, turned into .docx."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.errors import EndingTable
from pipeline.model import Doubt, Grid, Place
from pipeline.profile import Profile
from pipeline.read.libre_office import Target, bytes_of, converted
from pipeline.read.old_word import last_row
from pipeline.read.what_it_is import is_package, is_xml
from pipeline.read.word_file import read_word
from pipeline.result import Document, Source

WORD = Target("docx", "MS Word 2007 XML", "apt install libreoffice-writer")


def from_office(path: Path, profile: Profile) -> Document:
    """Read the tables of a text that LibreOffice opens; one that is Word inside is read without it."""
    data = bytes_of(path, profile)
    is_word = is_xml(data[:1000]) or (is_package(data) and b"word/" in data)
    grids = read_word(path.name, data if is_word else converted(path, WORD, profile), profile)
    grids = grids if is_word else _with_lost(path.name, data, grids)
    return Document(Source(path.name, path.suffix.lower().lstrip("."), hashlib.sha256(data).hexdigest()), grids)


def _with_lost(name: str, data: bytes, grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Tell of a table that LibreOffice made paragraphs of; then the cells of its last row stand at the end of one."""
    row = last_row(data)
    if row and not grids:
        raise EndingTable(name=name)
    lost = Doubt("D020", "from_office", Place(1, 0, 0), facts={"text": "｜".join(row)})
    if not any(row) or not any(line.endswith("".join(row)) for grid in grids for line in grid.after):
        return grids
    return (replace(grids[0], doubts=(lost, *grids[0].doubts)), *grids[1:])
