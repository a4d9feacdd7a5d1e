"""Tables that stand as HTML in a text, as pandoc's Markdown has those with merges or cells of several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import TooLarge
from pipeline.profile import Profile
from pipeline.read.sketch import Part, Sketch

_begins = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_tag = re.compile(r"<(/?)table[\s>]", re.IGNORECASE)


def tagged(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables that are written in tags, each from a line that begins with one, and the lines around them."""
    parts: list[Part] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at) if _begins.match(lines[at]) else at + 1
        parts += _sketches(lines[at:end], profile) if _begins.match(lines[at]) else [lines[at]]
        at = end
    return parts


def _end(lines: Sequence[str], start: int) -> int:
    """Give the line after the one that closes the table which begins here, or the end of the text."""
    depth = 0
    for at in range(start, len(lines)):
        depth += sum(-1 if found[1] else 1 for found in _tag.finditer(lines[at]))
        if depth <= 0:
            return at + 1
    return len(lines)


def _sketches(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Give a table, and those inside it after it; what is beyond any limit stays as it is."""
    # Most texts hold no tag, and the parser of tags costs more to load than they to read.
    from lxml import html

    from pipeline.read.web_tables import tables_of

    try:
        grids = tables_of("", html.document_fromstring("\n".join(lines)), profile)
    except TooLarge:
        return list(lines)
    parts: list[Part] = []
    for grid in grids:
        parts += [*grid.before, Sketch(grid.boxes, grid.height, grid.width, lost_spans=False), *grid.after]
    return parts or list(lines)
