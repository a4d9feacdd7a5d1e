"""Tables drawn with lines: pandoc's grids, the boxes of old Chinese text files, a terminal's frames.

The corners tell the columns, so merged cells come out as they were drawn.  In some fonts a line's
characters take one column, in others two; the reading in which the right edge is straight is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.model import Box
from pipeline.profile import Profile
from pipeline.read.sketch import Part, Sketch
from pipeline.read.widths import room, spread, unwrapped, width
from pipeline.text import blank

# The box drawing characters, U+2500 to U+257F, and their full-width kin.
BOXES = [chr(code) for code in range(0x2500, 0x2580)]
FLAT = [*"─━┄┅┈┉╌╍═╴╶╸╺╼╾—－"]
UP = [*"│┃┆┇┊┋╎╏║╵╷╹╻╽╿｜"]
CORNER = [char for char in (*BOXES, "＋") if char not in FLAT and char not in UP]
NARROW = {ord(char): to for chars, to in ((FLAT, "-"), (UP, "|"), (CORNER, "+")) for char in chars}
WIDE = {ord(char): to for chars, to in ((FLAT, "--"), (UP, "|\0"), (CORNER, "+-")) for char in chars}


def ruled(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables that are drawn with corners, and the paragraphs around them."""
    offices = profile.units["endings"]
    parts: list[Part] = []
    region: list[str] = []
    for line in [*lines, ""]:
        if _drawn(line, bool(region)):
            region.append(line)
            continue
        parts += _region(region, offices)
        region = []
        parts.append(line)
    return parts


def _drawn(line: str, inside: bool) -> bool:
    begin = line.lstrip()[:1].translate(NARROW)
    return begin == "+" or (inside and begin == "|")


def _region(region: Sequence[str], offices: tuple[str, ...]) -> list[Part]:
    for table in (NARROW, WIDE):
        drawn = [spread(line.translate(table).rstrip()).lstrip(" ") for line in region]
        if len(drawn) > 2 and len(set(map(len, drawn))) == 1 and _border(drawn[0]):
            sketch = _sketch(drawn, offices)
            return [sketch] if sketch else list(region)
    return list(region)


def _sketch(drawn: Sequence[str], offices: tuple[str, ...]) -> Sketch | None:
    """Lay out the cells: bands between borders, segments between corners, joined where no line parts them.

    A drawing without any merge may be of a program that draws none, as older pandocs: what they cover is blank.
    """
    corners = {at for line in drawn if _border(line) for at, char in enumerate(line) if char == "+"}
    edges = sorted(corners)
    rules = [at for at, line in enumerate(drawn) if any(_ruled(line, a, b) for a, b in pairwise(edges))]
    bands = [(top, low) for top, low in pairwise(rules) if low - top > 1]
    if len(edges) < 2 or not bands:
        return None
    cells = sorted(_cells(drawn, edges, bands, _owners(drawn, edges, bands)), key=lambda each: each[0][1:3])
    if sum(box.down * box.across for box, _, _ in cells) != len(bands) * (len(edges) - 1):
        return None  # a line is broken: what stands between the others is no rectangle
    roomy = _roomy(cells)
    boxes = tuple(box._replace(text=_text(texts, limit, roomy, offices)) for box, texts, limit in cells)
    return Sketch(boxes, len(bands), len(edges) - 1, lost_spans=all(box.down * box.across == 1 for box in boxes))


def _border(line: str) -> bool:
    """Ask whether a line is nothing but a border."""
    return line.startswith("+") and ("-" in line or "=" in line) and not line.strip("-=:+| \0")


def _ruled(line: str, left: int, right: int) -> bool:
    inner = line[left + 1 : right]
    return line[left] in "+|-=:" and line[right] in "+|-=:" and bool(inner) and not inner.strip("-=:+\0")


Spot = tuple[int, int]


def _owners(drawn: Sequence[str], edges: Sequence[int], bands: Sequence[tuple[int, int]]) -> dict[Spot, Spot]:
    """Name, for each band and segment, the one in which its cell begins."""
    owner: dict[Spot, Spot] = {}
    for row, (top, low) in enumerate(bands):
        for column, (left, right) in enumerate(pairwise(edges)):
            walled = sum(line[left] in "|+" for line in drawn[top + 1 : low]) * 2 > low - top - 1
            if row and not _ruled(drawn[top], left, right):
                owner[row, column] = owner[row - 1, column]
            elif column and not walled:
                owner[row, column] = owner[row, column - 1]
            else:
                owner[row, column] = (row, column)
    return owner


# A box without its text yet, the lines drawn in it, and how many columns of letters they may take.
Cell = tuple[Box, list[str], int]


def _cells(
    drawn: Sequence[str], edges: Sequence[int], bands: Sequence[tuple[int, int]], owner: dict[Spot, Spot]
) -> Iterator[Cell]:
    covered: dict[Spot, list[Spot]] = {}
    for spot, start in owner.items():
        covered.setdefault(start, []).append(spot)
    for (row, column), spots in covered.items():
        last_row, last_column = max(spots)
        inner = drawn[bands[row][0] + 1 : bands[last_row][1]]
        left, right = edges[column] + 1, edges[last_column + 1]
        texts = [line[left:right].replace("\0", "").strip() for line in inner]
        box = Box("", row + 1, column + 1, last_row - row + 1, last_column - column + 1)
        yield box, texts, right - left - 2


def _roomy(cells: Sequence[Cell]) -> bool:
    """Ask whether the columns are as wide as the page has it, as pandoc's, and not as wide as their longest line."""
    longest: dict[int, tuple[int, int]] = {}
    for box, texts, limit in cells:
        if box.across == 1:
            longest[box.column] = max(longest.get(box.column, (0, 0)), (max(map(width, texts), default=0), limit))
    return any(0 < taken < limit - 1 for taken, limit in longest.values())


def _text(texts: Sequence[str], limit: int, roomy: bool, offices: tuple[str, ...]) -> str:
    """Join what was wrapped; a blank line parts paragraphs."""
    if roomy:
        parts = (list(group) for empty, group in groupby(texts, key=blank) if not empty)
        texts = [line for part in parts for line in (*_paragraph(part, limit), "")]
    kept = [text for text in texts if text.strip("-=:+") or not text]
    while kept and not kept[0]:
        kept.pop(0)
    return "\n".join(line for line in unwrapped(kept, limit, offices).split("\n") if line)


def _paragraph(lines: Sequence[str], limit: int) -> list[str]:
    """Join the lines of a Chinese paragraph if all are full but the first: pandoc fills them from the end."""
    filled = all(width(line) + room("字") > limit for line in lines[1:])
    words = any(one[-1:].isascii() and other[:1].isascii() for one, other in pairwise(lines))
    return ["".join(lines)] if filled and not words else list(lines)
