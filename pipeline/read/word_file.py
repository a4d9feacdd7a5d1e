"""A Word file in any of its four dresses, read in one stream with a parser that trusts nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from pipeline.errors import DamagedFile, ForbiddenContent, NotAWordFile, PictureTable, TooLarge
from pipeline.model import Grid, Place
from pipeline.profile import Profile
from pipeline.read.ooxml import BODY, STRICT, W, parser
from pipeline.read.package import Package
from pipeline.read.story import Story, Tell
from pipeline.read.styles import Styles
from pipeline.read.what_it_is import is_package, is_xml, refusal
from pipeline.read.word_2003 import modern
from pipeline.read.word_body import Body, doubt

# Styles that say none of this change no text, and need not be parsed.
SAYS_SOMETHING = (b"numPr", b"vanish", b"strike")
# What libxml2 takes as one text, unless it is told to trust the file.
LONGEST = 10_000_000
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
    styles = _one_name(package.tree(package.beside("styles"), SAYS_SOMETHING))
    story = Story(package.name, profile, Styles(styles), lambda: _one_name(package.tree(package.beside("numbering"))))
    grids = _streamed(story, package.pieces(package.main))
    told = [Tell("D014", facts={"part": part}) for part in package.unreadable] + [Tell("D013")] * package.rescued
    return _tell_first(grids, told)


def _story(name: str, profile: Profile, styles: etree._Element | None, numbering: etree._Element | None) -> Story:
    return Story(name, profile, Styles(_one_name(styles)), lambda: _one_name(numbering))


def _one_name(root: etree._Element | None) -> etree._Element | None:
    """Give a part of a strict file under the names of the transitional ones."""
    if root is None or root.nsmap.get(root.prefix) == W or not isinstance(root.tag, str):
        return root
    raw = etree.tostring(root)
    for new, old in STRICT:
        raw = raw.replace(new, old)
    return etree.fromstring(raw, parser())


def _streamed(story: Story, pieces: Iterable[bytes]) -> tuple[Grid, ...]:
    """Feed the main part to the parser, and read what is complete after each piece."""
    pull = etree.XMLPullParser(
        events=("start",),
        tag=BODY,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )
    body = Body(story)
    holder: etree._Element | None = None
    for piece in _bounded(story, _transitional(_without_doctype(story.name, pieces))):
        if holder is not None:
            _refuse_doctype(story.name, holder)
            body.drain(holder, False)
        body.grow(piece.count(b"<"))
        if not story.picture_fonts and (b"ingdings" in piece or b'"Symbol"' in piece):
            body.rows.fonts_appear()
        pull.feed(piece)
        for _, element in pull.read_events():
            holder = element  # type: ignore[assignment]
    root = pull.close()
    _refuse_doctype(story.name, root)
    if holder is None:
        raise NotAWordFile(name=story.name, kind=f"XML ({etree.QName(root).localname})")
    body.drain(holder, True)
    return _found(story, body)


def _found(story: Story, body: Body) -> tuple[Grid, ...]:
    grids = body.grids()
    if not grids and story.pictures:
        raise PictureTable(name=story.name, count=story.pictures)
    return grids


def _bounded(story: Story, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Count what really comes out of the archive: a directory may lie."""
    left = story.limits["xml_bytes"]
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TooLarge(name=story.name, what="bytes", limit=story.limits["xml_bytes"])
        yield piece


def _without_doctype(name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Refuse a DOCTYPE before the parser stumbles over what it declares, so that it is called by its name."""
    for number, piece in enumerate(pieces):
        if not number and b"<!DOCTYPE" in piece.partition(b"<w:body")[0]:
            raise ForbiddenContent(name=name, what="a DOCTYPE")
        yield piece


def _transitional(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give strict OOXML its transitional names; a name may lie across two pieces."""
    held, strict = b"", None
    for piece in pieces:
        if strict is None:
            strict = b"purl.oclc.org/ooxml" in piece[:20000]
        if not strict:
            yield piece
            continue
        held += piece
        for new, old in STRICT:
            held = held.replace(new, old)
        yield held[:-100]
        held = held[-100:]
    if held:
        yield held


def _refuse_doctype(name: str, element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ForbiddenContent(name=name, what="a DOCTYPE")


def _syntax(name: str, error: etree.XMLSyntaxError, profile: Profile) -> Exception:
    reason = str(error)
    if "depth" in reason.lower():
        return TooLarge(name=name, what="nesting", limit=profile.limits["depth"])
    if "too long" in reason or "too big" in reason:
        return TooLarge(name=name, what="characters", limit=LONGEST)
    if "ntity" in reason:
        return ForbiddenContent(name=name, what="an entity")
    return DamagedFile(name=name, reason=f"its XML breaks off ({reason[:80]})")


def _from_xml(name: str, data: bytes, profile: Profile) -> tuple[Grid, ...]:
    if len(data) > profile.limits["xml_bytes"]:
        raise TooLarge(name=name, what="bytes", limit=profile.limits["xml_bytes"])
    root = etree.fromstring(data, parser())
    _refuse_doctype(name, root)
    if root.tag == f"{FLAT}package":
        return _from_flat(name, root, profile)
    document = modern(root)
    if document is None:
        raise NotAWordFile(name=name, kind=f"XML ({etree.QName(root).localname})")
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


def _content(part: etree._Element | None) -> etree._Element | None:
    data = None if part is None else part.find(f"{FLAT}xmlData")
    return None if data is None else next(data.iterchildren(etree.Element), None)


def _from_tree(story: Story, document: etree._Element) -> tuple[Grid, ...]:
    body = Body(story)
    body.rows.fonts_appear()
    for holder in document.iterchildren(BODY):
        body.drain(holder, True)
    return _found(story, body)


def _tell_first(grids: tuple[Grid, ...], told: list[Tell]) -> tuple[Grid, ...]:
    """Tell of the whole file at its first table."""
    if not grids or not told:
        return grids
    heads = tuple(doubt(tell, Place(1, 0, 0)) for tell in told)
    return (replace(grids[0], doubts=(*heads, *grids[0].doubts)), *grids[1:])
