"""Texts that only an office program can read: .doc, .wps, .rtf and .odt, turned into .docx."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.no_table import EndingTable
from pipeline.profile import Profile
from pipeline.read.libre_office import Target, bytes_of, converted
from pipeline.read.old_word import last_row, tell_lost_table
from pipeline.read.what_it_is import is_package, is_xml
from pipeline.read.word_file import read_word
from pipeline.result import Document, Source

WORD = Target("docx", "MS Word 2007 XML", "apt install libreoffice-writer")


def from_office(path: Path, profile: Profile) -> Document:
    """Read the tables of a text that LibreOffice opens; one that is Word inside is read without it."""
    data = bytes_of(path, profile)
    is_word = is_xml(data[:1000]) or (is_package(data) and b"word/" in data)
    grids = read_word(path.name, data if is_word else converted(path, WORD, profile), profile)
    if not is_word and not grids and last_row(data):
        raise EndingTable(name=path.name)
    grids = grids if is_word else tell_lost_table(grids, data)
    return Document(Source(path.name, path.suffix.lower().lstrip("."), hashlib.sha256(data).hexdigest()), grids)
