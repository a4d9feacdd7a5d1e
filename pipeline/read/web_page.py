"""Web pages of any age: their encoding, and their tags as a tree."""

from __future__ import annotations

import re

from lxml import etree, html

from pipeline.errors import DamagedFile, TooLarge
from pipeline.no_table import NoTable
from pipeline.read.decode import decode

# Elements in each other that libxml2 holds at most.
DEEPEST = 2048
_charset = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def parsed(name: str, data: bytes) -> tuple[html.HtmlElement, str]:
    """Parse a page as forgivingly as browsers do; libxml2 breaks off without a word where it is nested too deep."""
    text, encoding = _decoded(data)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise NoTable(name=name) from error
    except etree.XMLSyntaxError as error:
        raise DamagedFile(name=name, reason=str(error)) from error
    last = parser.error_log.last_error
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise TooLarge(name=name, what="nesting", limit=DEEPEST)
    return root, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """Believe the charset that the page names if it fits, else judge by the bytes; GB2312 means GB18030."""
    named = _charset.search(data[:4096])
    charset = named[1].decode().lower() if named else ""
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset
    try:
        return (data.decode(charset), charset) if charset else _judged(data)
    except (LookupError, UnicodeDecodeError):
        return _judged(data)


def _judged(data: bytes) -> tuple[str, str]:
    found = decode(data)
    return found.text, found.encoding
