"""The main part of a Word file: a small one read as a tree, a large one while it streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from pipeline.errors import ForbiddenContent, NotAWordFile, TooLarge
from pipeline.model import Grid
from pipeline.no_table import DeletedTable, InsertedFile, PictureTable
from pipeline.read.ooxml import BODY, STRICT, parser, puller, weight
from pipeline.read.story import Story
from pipeline.read.word_body import Body


def read_main(story: Story, pieces: Iterable[bytes]) -> tuple[Grid, ...]:
    """Read a main part that comes in one piece as a tree, which is faster, and a larger one in little memory."""
    bounded = without_doctype(story.name, _bounded(story, pieces))
    first, second = next(bounded, b""), next(bounded, None)
    body = Body(story)
    if second is not None:
        return _streamed(body, body.rows.known.without(transitional(chain((first, second), bounded))))
    written = b"".join(body.rows.known.without(transitional((first,))))
    body.grow(weight(written))
    document = etree.fromstring(written, parser(collect_ids=False))
    refuse_doctype(story.name, document)
    return read_tree(body, document)


def read_tree(body: Body, document: etree._Element) -> tuple[Grid, ...]:
    """Read a main part that is there as a tree."""
    holders = list(document.iterchildren(BODY))
    if not holders:
        raise not_word(body.story.name, document)
    for holder in holders:
        body.drain(holder, True)
    return _found(body)


def _streamed(body: Body, pieces: Iterable[bytes]) -> tuple[Grid, ...]:
    """Feed the main part to the parser, and read what is complete after each piece."""
    pull = puller("start", BODY)
    holder: etree._Element | None = None
    for piece in pieces:
        if holder is not None:
            refuse_doctype(body.story.name, holder)
            body.drain(holder, False)
        body.grow(weight(piece))
        pull.feed(piece)
        for _, element in pull.read_events():
            if _is_text(element):  # type: ignore[arg-type]
                if holder is not None:
                    body.drain(holder, True)
                holder = element  # type: ignore[assignment]
    root = pull.close()
    refuse_doctype(body.story.name, root)
    if holder is None:
        raise not_word(body.story.name, root)
    body.drain(holder, True)
    return _found(body)


def _is_text(element: etree._Element) -> bool:
    """Ask whether a w:body stands where the text does; deeper ones hold none, as in a file read as a tree."""
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def _found(body: Body) -> tuple[Grid, ...]:
    grids = body.grids()
    if not grids and body.story.gone_tables:
        raise DeletedTable(name=body.story.name, text=body.story.gone_tables[0])
    if not grids and body.story.inserted_files:
        raise InsertedFile(name=body.story.name)
    if not grids and body.story.pictures:
        raise PictureTable(name=body.story.name, count=body.story.pictures)
    return grids


def not_word(name: str, root: etree._Element) -> NotAWordFile:
    """Say what an XML is that has no text of Word."""
    return NotAWordFile(name=name, kind="XML of another kind ({detail})", detail=str(root.tag).rpartition("}")[2])


def _bounded(story: Story, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Count what really comes out of the archive: a directory may lie."""
    left = story.limits["xml_bytes"]
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TooLarge(name=story.name, what="bytes", limit=story.limits["xml_bytes"])
        yield piece


def without_doctype(name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Refuse a DOCTYPE before the parser stumbles over what it declares, so that it is called by its name."""
    for number, piece in enumerate(pieces):
        if not number and b"<!DOCTYPE" in piece[: piece.find(b"<w:")]:
            raise ForbiddenContent(name=name, what="a DOCTYPE")
        yield piece


def transitional(pieces: Iterable[bytes]) -> Iterator[bytes]:
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


def refuse_doctype(name: str, element: etree._Element) -> None:
    """Refuse what OOXML forbids, and what attacks are made of."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise ForbiddenContent(name=name, what="a DOCTYPE")
