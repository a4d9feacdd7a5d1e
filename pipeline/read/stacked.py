"""Tables of which only the paragraphs are left, one on a line: LibreOffice's text export, docx2txt.

Nothing tells a cell from a paragraph.  The names of the columns tell how many there are, serials tell
where rows begin; a row of as many lines as columns is certain.  Lines of the others are dealt out by
what the columns hold, each time with a doubt.  Without known column names nothing is tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.profile import Profile
from pipeline.read.counted_rows import Rows, counted_rows
from pipeline.read.doubled_lines import undoubled
from pipeline.read.kinds import HEADING, RISING, WHOLE, Words, kind, words_of
from pipeline.read.outdent import speaks_as_caption
from pipeline.read.sketch import Part, Sketch, doubt, sketched
from pipeline.text import blank, visible

# The least number of column names that are evidence of a table.
NAMES = 3
# The most names that a table has, and the most characters of a name.
MOST, SHORT = 30, 16
# The most columns that stand before the one of the serials: 类别, 板块.
LEADING = 3
# So many rows of names are tried that begin no table.
TRIED = 12


class Head(NamedTuple):
    """The names of columns: where they begin, how many there are, how many stand before the serial's."""

    start: int
    width: int
    leading: int = 0


def stacked(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables that begin with a run of column names, as far as they are certain."""
    words = words_of(profile)
    rest = undoubled(lines[:-1] if lines[-1:] == [""] else lines, blank)
    parts: list[Part] = []
    while found := _next(rest, profile, words):
        start, sketch, end = found
        parts += [*(line for line in rest[:start] if not blank(line)), sketch]
        rest = rest[end:]
    return [*parts, *(line for line in rest if not blank(line))] if parts else []


def _next(lines: Sequence[str], profile: Profile, words: Words) -> tuple[int, Sketch, int] | None:
    """Find the next table: where it begins, itself, where it ends."""
    for tried, head in enumerate(_heads(lines, profile, words)):
        names, body = lines[head.start : head.start + head.width], lines[head.start + head.width :]
        read = _rows(names, body, head.leading, profile, words)
        if read:
            doubts = [doubt("D059"), *(doubt("D056", row + 1, 1) for row in read.doubtful)]
            return head.start, sketched([names, *read.rows], doubts), head.start + head.width + read.taken
        if tried == TRIED:
            break
    return None


def _rows(names: Sequence[str], body: Sequence[str], leading: int, profile: Profile, words: Words) -> Rows | None:
    counts = len(body) > leading and kind(body[leading], words) in (RISING, WHOLE)
    return counted_rows(names, body, leading, profile, words) if counts else _by_count(body, len(names), profile)


def _heads(lines: Sequence[str], profile: Profile, words: Words) -> Iterator[Head]:
    """Give what may be the names of columns: those before the serial 1, then lines that follow each other and are known.

    Before the serial 1 even names that nobody knows are counted.  Of known ones the first may be a title.
    """
    run = 0
    for at, line in enumerate([*lines, ""]):
        if visible(line) in profile.role("serial"):
            yield from _before_one(lines, at, words)
        if kind(line, words) == HEADING:
            run += 1
            continue
        yield from (Head(at - width, width) for width in range(run, NAMES - 1, -1))
        run = 0


def _before_one(lines: Sequence[str], serial: int, words: Words) -> Iterator[Head]:
    """Count the names from 序号 to its first number; those before it are names if they are known, and part of each row."""
    ahead = lines[serial : serial + MOST]
    width = next((at for at, each in enumerate(ahead) if at and each.strip() in ("1", "1.", "1、")), 0)
    heads = [Head(serial - leading, width, leading) for leading in range(min(LEADING, serial) + 1)]
    known = {head: _known(lines[head.start : head.start + width], words) for head in heads}
    best = max(heads, key=lambda head: (known[head], -head.leading))
    if width > 1 and known[best] > 1:
        yield best


def _known(names: Sequence[str], words: Words) -> int:
    """Count the known names among some; none where one of them cannot be a name."""
    if not all(0 < len(visible(each)) <= SHORT for each in names):
        return 0
    return sum(kind(each, words) == HEADING for each in names)


def _by_count(body: Sequence[str], width: int, profile: Profile) -> Rows | None:
    """Cut every so many lines; believed only if it comes out even, notes at the end apart."""
    end = next((at for at, line in enumerate(body) if speaks_as_caption(line, profile)), len(body))
    lines = list(body[:end])
    while lines and blank(lines[-1]) and len(lines) % width:
        lines.pop()
    lines += [""] * (-len(lines) % width if sum(map(blank, body[len(lines) : end])) else 0)
    if not lines or len(lines) % width:
        return None
    if len(lines) < 3 * width or any(
        _agreement(lines, other) >= _agreement(lines, width) for other in (width - 1, width + 1, width + 2)
    ):
        return None
    return Rows([lines[at : at + width] for at in range(0, len(lines), width)], [], min(len(lines), end))


def _agreement(lines: Sequence[str], width: int) -> float:
    """Say how far each column of a width holds one kind of thing."""
    columns = [Counter(map(kind, lines[at::width])) for at in range(width)]
    return sum(column.most_common(1)[0][1] for column in columns if column) / len(lines)
