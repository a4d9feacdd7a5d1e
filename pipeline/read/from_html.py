"""Attachments saved or sent as a web page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import EmptyFile, TooLarge
from pipeline.no_table import NoTable
from pipeline.profile import Profile
from pipeline.read.web_page import parsed
from pipeline.read.web_tables import tables_of
from pipeline.result import Document, Source


def from_html(path: Path, profile: Profile) -> Document:
    """Read the tables of a web page."""
    data = path.read_bytes()
    if not data:
        raise EmptyFile(name=path.name)
    if len(data) > profile.limits["xml_bytes"]:
        raise TooLarge(name=path.name, what="bytes", limit=profile.limits["xml_bytes"])
    root, encoding = parsed(path.name, data)
    grids = tables_of(path.name, root, profile)
    if not grids:
        raise NoTable(name=path.name)
    return Document(Source(path.name, "html", hashlib.sha256(data).hexdigest(), encoding), tuple(grids))
