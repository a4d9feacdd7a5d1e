"""Attachments saved or sent as a web page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import EmptyFile
from pipeline.no_table import NoTable
from pipeline.profile import Profile
from pipeline.read.web_page import parsed
from pipeline.read.web_tables import tables_of
from pipeline.read.whole_file import whole_file
from pipeline.result import Document, Source


def from_html(path: Path, profile: Profile) -> Document:
    """Read the tables of a web page."""
    data = whole_file(path, profile)
    if not data:
        raise EmptyFile(name=path.name)
    root, encoding = parsed(path.name, data)
    grids = tables_of(path.name, root, profile)
    if not grids:
        raise NoTable(name=path.name)
    return Document(Source(path.name, "html", hashlib.sha256(data).hexdigest(), encoding), tuple(grids))
