"""Files under .txt that hold no text, or more than a machine should be asked to read."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import EmptyFile, NotAWordFile, TooLarge
from pipeline.profile import Profile
from pipeline.read.decode import WRONG

MAGIC = (
    (b"PK\x03\x04", "a .docx or another package under a false name"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls) under a false name"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)
# What may stand in a text besides what can be seen.
FORMAT = frozenset("\t\n\r\f\v\a\0\x1a\x1c\x1d\x1e\x1f")
VIEW = 100_000


def bytes_of(path: Path, profile: Profile) -> bytes:
    """Read a file that may be a text; say what it is if its first bytes are those of something else."""
    limit = profile.limits["xml_bytes"]
    if path.stat().st_size > limit:
        raise TooLarge(name=path.name, what="bytes", limit=limit)
    data = path.read_bytes()
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
