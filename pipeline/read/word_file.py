"""A Word file in any of its four dresses, read in one stream with a parser that trusts nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from pipeline.errors import DamagedFile, EndlessText, ForbiddenContent, TooLarge
from pipeline.model import Grid, Place
from pipeline.no_table import MarginTable
from pipeline.profile import Profile
from pipeline.read.draft import doubt
from pipeline.read.ooxml import STRICT, TBL, T, W, guard_elements, parser, puller, w, weight
from pipeline.read.package import Package
from pipeline.read.story import Story, Tell
from pipeline.read.styles import Styles
from pipeline.read.what_it_is import is_package, is_xml, refusal
from pipeline.read.word_2003 import modern
from pipeline.read.word_body import SHORTENED, Body
from pipeline.read.word_stream import (
    not_word,
    read_main,
    read_tree,
    refuse_doctype,
    transitional,
    without_doctype,
)

# What libxml2 takes as one text, unless it is told to trust the file.
LONGEST = 10_000_000
# Most files ask for the first style alone; before it Word lists those that a file does not hold, in twenty kilobytes.
UNPACKED, FEW = 1 << 15, 1 << 11
ABSENT = b"<w:latentStyles", b"</w:latentStyles>"
FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_word(name: str, data: bytes, profile: Profile) -> tuple[Grid, ...]:
    """Give the tables of a Word file: a package, a Flat OPC file or Word 2003 XML."""
    try:
        if is_package(data):
            return _from_package(Package(name, data, profile), profile)
        if is_xml(data):
            return _from_xml(name, data, profile)
    except RecursionError as error:
        raise TooLarge(name=name, what="nesting", limit=profile.limits["depth"]) from error
    except etree.XMLSyntaxError as error:
        raise _syntax(name, error, profile) from error
    raise refusal(name, data)


def _from_package(package: Package, profile: Profile) -> tuple[Grid, ...]:
    story = Story(
        package.name, profile, Styles(_styles_of(package)), lambda: _one_name(package.tree(package.beside("numbering")))
    )
    grids = read_main(story, package.pieces(package.main))
    margins = list(_page_tables(package))
    if not grids and margins:
        raise MarginTable(name=package.name, text=margins[0].facts["text"])
    damaged = [Tell("D014", facts={"part": part}) for part in package.unreadable] + [Tell("D013")] * package.rescued
    return _tell_first(grids, [*damaged, *story.told, *margins])


def _page_tables(package: Package) -> Iterator[Tell]:
    """Tell of tables in headers and footers: a person sees them on each page, and they are no records."""
    parts = dict.fromkeys(part for kind, part in package.relations(package.main) if kind in ("header", "footer"))
    for part in parts:
        root = _one_name(package.tree(part, (b"tbl>",)))
        held = () if root is None else root.iter(TBL)
        text = "".join(each.text or "" for table in held for each in table.iter(T)).strip()
        if text:
            yield Tell("D016", facts={"text": text[:SHORTENED]})


def _story(name: str, profile: Profile, styles: etree._Element | None, numbering: etree._Element | None) -> Story:
    root = _one_name(styles)
    held = () if root is None else root.iterchildren(w("style"))
    return Story(name, profile, Styles(held), lambda: _one_name(numbering))


def _styles_of(package: Package) -> Iterator[etree._Element]:
    """Give the styles of a package, parsing no further than they are asked for."""
    part = package.beside("styles")
    if part is None:
        return
    pull, elements = puller("end", w("style")), 0
    try:
        for piece in _few(transitional(without_doctype(package.name, package.pieces(part, UNPACKED)))):
            elements += weight(piece)
            guard_elements(package.name, elements, package.limits)
            pull.feed(piece)
            for _, style in pull.read_events():
                refuse_doctype(package.name, style)  # type: ignore[arg-type]
                yield style  # type: ignore[misc]
        refuse_doctype(package.name, pull.close())
    except (etree.XMLSyntaxError, DamagedFile):
        package.unreadable.append(part)


def _few(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut small pieces, without the list of absent styles."""
    for piece in pieces:
        start, end = map(piece.find, ABSENT)
        told = piece[:start] + piece[end + len(ABSENT[1]) :] if 0 <= start < end else piece
        for at in range(0, len(told), FEW):
            yield told[at : at + FEW]


def _one_name(root: etree._Element | None) -> etree._Element | None:
    """Give a part of a strict file under the names of the transitional ones."""
    if root is None or root.nsmap.get(root.prefix) == W or not isinstance(root.tag, str):
        return root
    raw = etree.tostring(root)
    for new, old in STRICT:
        raw = raw.replace(new, old)
    return etree.fromstring(raw, parser())


def _syntax(name: str, error: etree.XMLSyntaxError, profile: Profile) -> Exception:
    reason = str(error)
    if "depth" in reason.lower():
        return TooLarge(name=name, what="nesting", limit=profile.limits["depth"])
    if "too long" in reason or "too big" in reason or "size limit" in reason:
        return EndlessText(name=name, limit=LONGEST)
    if "ntity" in reason:
        return ForbiddenContent(name=name, what="an entity")
    return DamagedFile(name=name, reason="its XML breaks off ({detail})", detail=reason[:80])


def _from_xml(name: str, data: bytes, profile: Profile) -> tuple[Grid, ...]:
    if len(data) > profile.limits["xml_bytes"]:
        raise TooLarge(name=name, what="bytes", limit=profile.limits["xml_bytes"])
    root = etree.fromstring(data, parser())
    refuse_doctype(name, root)
    if root.tag == f"{FLAT}package":
        return _from_flat(name, root, profile)
    document = modern(root)
    if document is None:
        raise not_word(name, root)
    story = _story(name, profile, document.find(f"{{{W}}}styles"), document.find(f"{{{W}}}numbering"))
    return _from_tree(story, document)


def _from_flat(name: str, root: etree._Element, profile: Profile) -> tuple[Grid, ...]:
    """Read Flat OPC: each part of the package is an element."""
    parts = {part.get(f"{FLAT}name", "").rpartition("/")[2].lower(): part for part in root.iterchildren()}
    held = {kind: _content(parts.get(f"{kind}.xml")) for kind in ("document", "styles", "numbering")}
    document = _one_name(held["document"])
    if document is None:
        raise DamagedFile(name=name, reason="its text is missing")
    return _from_tree(_story(name, profile, held["styles"], held["numbering"]), document)


def _from_tree(story: Story, document: etree._Element) -> tuple[Grid, ...]:
    return read_tree(Body(story), document)


def _content(part: etree._Element | None) -> etree._Element | None:
    data = None if part is None else part.find(f"{FLAT}xmlData")
    return None if data is None else next(data.iterchildren(etree.Element), None)


def _tell_first(grids: tuple[Grid, ...], told: list[Tell]) -> tuple[Grid, ...]:
    """Tell of the whole file at its first table."""
    if not grids or not told:
        return grids
    heads = tuple(doubt(tell, Place(1, 0, 0)) for tell in told)
    return (replace(grids[0], doubts=(*heads, *grids[0].doubts)), *grids[1:])
