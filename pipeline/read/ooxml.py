"""The same XML under three namespaces, on and off written in four ways: one set of names, one parser."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from lxml import etree

from pipeline.errors import TooLarge

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MICROSOFT = "http://schemas.microsoft.com/office/"
# Strict OOXML says the same under other names (ISO/IEC 29500-1 against -4).
STRICT = tuple(
    (f'"http://purl.oclc.org/ooxml/{new}"'.encode(), f'"{old}"'.encode())
    for new, old in (("wordprocessingml/main", W), ("officeDocument/math", M))
)


@cache
def w(name: str) -> str:
    """Give the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def m(name: str) -> str:
    """Give the full name of an element of an equation."""
    return f"{{{M}}}{name}"


BODY, TBL, TR, TC, P, R, T = map(w, ("body", "tbl", "tr", "tc", "p", "r", "t"))
VAL = w("val")
TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
CHOICE, FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
ALTERNATE = f"{{{MC}}}AlternateContent"

# What only wraps what a person sees; whatever is unknown is looked into as well.
DELETED = frozenset(map(w, ("del", "moveFrom")))
# What is never printed in its place: settings, and the texts of other stories.
UNPRINTED = frozenset(
    map(w, ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "sectPr", "smartTagPr",
            "customXmlPr", "rubyPr", "rt", "instrText", "delInstrText", "delText", "fldData"))
)  # fmt: skip


@cache
def parser(**options: object) -> etree.XMLParser:
    """Give a parser that expands no entity, opens no network, and keeps libxml2's guards."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **options)  # type: ignore[arg-type]


def puller(event: Literal["start", "end"], tag: str) -> etree.XMLPullParser:
    """Make a parser with the same guards that tells of each element of a name."""
    return etree.XMLPullParser(
        events=(event,), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )  # fmt: skip


def weight(xml: bytes) -> int:
    """Weigh an XML by what it takes in memory: an attribute, with its value, takes as much as two tags."""
    return xml.count(b"<") + 2 * xml.count(b"=")


def guard_elements(name: str, count: int, limits: Mapping[str, int]) -> None:
    """Refuse more elements in one piece than memory should be asked to hold."""
    if count > limits["elements"]:
        raise TooLarge(name=name, what="elements in one piece", limit=limits["elements"])


def child(holder: etree._Element | None, tag: str) -> etree._Element | None:
    """Give the first child of a name; lxml's own ``find`` takes five times as long."""
    return None if holder is None else next(holder.iterchildren(tag), None)


def is_on(holder: etree._Element | None, name: str) -> bool | None:
    """Read a switch among properties; None if it is not there (ECMA-376 17.17.4: no value means on)."""
    switch = child(holder, w(name))
    return None if switch is None else switch.get(VAL, "1") not in ("0", "false", "off")


def value(holder: etree._Element | None, path: str) -> str | None:
    """Give ``w:val`` of the element at a path such as ``pPr/pStyle``."""
    for name in path.split("/"):
        holder = child(holder, w(name))
    return None if holder is None else holder.get(VAL)


def whole(text: str | None) -> int | None:
    """Read a whole number in plain digits; None for anything else, such as ``abc`` or full-width digits."""
    bare = (text or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 20 else None


def branch(alternate: etree._Element) -> etree._Element | None:
    """Choose the one branch of mc:AlternateContent that Word shows: the first whose extensions Office knows."""
    for child in alternate.iterchildren(CHOICE):
        wanted = [child.nsmap.get(prefix) or "" for prefix in (child.get("Requires") or "").split()]
        if all(uri.startswith(MICROSOFT) for uri in wanted):
            return child
    return alternate.find(FALLBACK)
