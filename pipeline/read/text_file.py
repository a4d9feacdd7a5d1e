"""Files under .txt that hold no text, or more than a machine should be asked to read."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import EmptyFile, NotAWordFile
from pipeline.profile import Profile
from pipeline.read.decode import WRONG
from pipeline.read.what_it_is import OLE, OTHERS
from pipeline.read.whole_file import whole_file

MAGIC = (
    (b"PK\x03\x04", "a .docx or another package under a false name"),
    (OLE, "an old Office file (.doc, .xls) under a false name"),
    *OTHERS,
)
# What may stand in a text besides what can be seen.
FORMAT = frozenset("\t\n\r\f\v\a\0\x1a\x1c\x1d\x1e\x1f")
VIEW = 100_000


def bytes_of(path: Path, profile: Profile) -> bytes:
    """Read a file that may be a text; say what it is if its first bytes are those of something else."""
    data = whole_file(path, profile)
    if not data:
        raise EmptyFile(name=path.name)
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise NotAWordFile(name=path.name, kind=kind)
    return data


def refuse_binary(name: str, text: str) -> None:
    """Refuse what no encoding makes readable: more than a tenth control or undecodable characters."""
    seen = text[:VIEW]
    odd = sum(char == WRONG or (char < " " and char not in FORMAT) for char in seen)
    if odd * 10 > len(seen):
        raise NotAWordFile(name=name, kind="binary data")
