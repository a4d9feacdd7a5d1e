"""Whatever a person sees in a table on Word's page, at the place where it stands, and nothing that Word hides."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import TooLarge
from pipeline.profile import Profile
from pipeline.read.word_file import read_word
from pipeline.result import Document, Source


def from_docx(path: Path, profile: Profile) -> Document:
    """Read the tables of a Word file."""
    if path.stat().st_size > profile.limits["xml_bytes"]:
        raise TooLarge(name=path.name, what="bytes", limit=profile.limits["xml_bytes"])
    data = path.read_bytes()
    grids = read_word(path.name, data, profile)
    return Document(Source(path.name, "docx", hashlib.sha256(data).hexdigest()), grids)
