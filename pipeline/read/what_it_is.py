"""Names that promise .docx over bytes that are something else."""

from __future__ import annotations

import re

from pipeline.errors import EmptyFile, EncryptedFile, NotAWordFile, OldWordFile, PipelineError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
OTHERS = (
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)
# A text may begin so too.
LETTERS = ((b"BM", "a picture"), (b"MZ", "a program"))
_html = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_xml = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:\?xml|w:|pkg:|[\w:]*wordDocument|[\w:]*package)")
_utf16 = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?")


def is_package(head: bytes) -> bool:
    """Ask whether bytes begin as a zip does."""
    return head.startswith(ZIP)


def is_xml(head: bytes) -> bool:
    """Ask whether bytes begin as XML that may be a Word file in one piece."""
    return head.startswith(_utf16) or (_xml.match(head) is not None and _html.search(head[:1000]) is None)


def refusal(name: str, data: bytes) -> PipelineError:
    """Give the error that says what the bytes of a file are, if they are no Word file of ours."""
    if not data:
        return EmptyFile(name=name)
    if data.startswith(OLE):
        return _of_ole(name, data)
    for magic, kind in (*OTHERS, *LETTERS):
        if data.startswith(magic):
            return NotAWordFile(name=name, kind=kind)
    if _html.search(data[:4096].replace(b"\0", b"")):
        return NotAWordFile(name=name, kind="a web page (.html)")
    if data.startswith((b"\xdb\xa5", b"\x31\xbe\0\0")):
        return OldWordFile(name=name)
    binary = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
    return NotAWordFile(name=name, kind="binary data" if binary > len(data[:4096]) // 20 else "a text file")


def _of_ole(name: str, data: bytes) -> PipelineError:
    """Look for the names of the streams; a locked .docx lies in an OLE file as EncryptedPackage."""
    if _utf_16("EncryptedPackage") in data or _utf_16("EncryptionInfo") in data or _locked(data):
        return EncryptedFile(name=name)
    if _utf_16("WordDocument") in data:
        return OldWordFile(name=name)
    for stream, kind in (("Workbook", "an old workbook (.xls)"), ("PowerPoint Document", "an old presentation (.ppt)")):
        if _utf_16(stream) in data:
            return NotAWordFile(name=name, kind=kind)
    return NotAWordFile(name=name, kind="an old Office file (.doc, .xls)")


def _locked(data: bytes) -> bool:
    """Read fEncrypted of the FIB ([MS-DOC] 2.5.2), which begins a sector."""
    for at in range(512, min(len(data), 1 << 20), 512):
        if data[at : at + 2] == b"\xec\xa5":
            return bool(data[at + 11 : at + 12] and data[at + 11] & 1)
    return False


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16-le")
