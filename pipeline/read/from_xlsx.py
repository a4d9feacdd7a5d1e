"""Attachments that come as a workbook."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import TooLarge
from pipeline.profile import Profile
from pipeline.read.workbook_file import read_workbook
from pipeline.result import Document, Source


def from_xlsx(path: Path, profile: Profile) -> Document:
    """Read the sheets of a workbook."""
    if path.stat().st_size > profile.limits["xml_bytes"]:
        raise TooLarge(name=path.name, what="bytes", limit=profile.limits["xml_bytes"])
    data = path.read_bytes()
    return Document(
        Source(path.name, "xlsx", hashlib.sha256(data).hexdigest()), read_workbook(path.name, data, profile)
    )
