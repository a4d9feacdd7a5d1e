"""Tables of which only the paragraphs are left, one on a line: LibreOffice's text export, docx2txt.

Nothing tells a cell from a paragraph.  The names of the columns tell how many there are, serials tell
where rows begin; a row of as many lines as columns is certain.  Lines of the others are dealt out by
what the certain rows hold, each time with a doubt.  Without known column names nothing is tried.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.profile import Profile
from pipeline.read.kinds import COUNT, HEADING, Words, kind, words_of
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.text import blank, visible

# The least number of column names that are evidence of a table.
NAMES = 3
# The most names that a table has, and the most characters of a name.
MOST, SHORT = 30, 16
# The least number of rows of as many lines as columns, and a third of all rows must be such.
SURE = 3
# The most lines that a row may have for each of its columns.
TALL = 12


def stacked(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the table after the first run of column names, as far as it is certain."""
    words = words_of(profile)
    plain = _single(lines[:-1] if lines[-1:] == [""] else lines)
    start, width = _counted_names(plain, profile, words) or _names(plain, words)
    if not width:
        return []
    before = [line for line in plain[:start] if not blank(line)]
    names, body = plain[start : start + width], plain[start + width :]
    read = (
        _by_serials(body, width, words) if kind(body[0] if body else "") in (1, 2) else _by_count(body, width, profile)
    )
    if not read:
        return []
    rows, doubtful, after = read
    doubts = [doubt("D059"), *(doubt("D056", row + 1, 1) for row in doubtful)]
    return [*before, sketched([names, *rows], doubts), *(line for line in after if not blank(line))]


def _single(lines: Sequence[str]) -> list[str]:
    """Undo the doubling of line ends by which some programs part paragraphs."""
    filled = [at for at, line in enumerate(lines[:-1]) if line]
    if filled and all(not lines[at + 1] for at in filled):
        return "\n".join(lines).replace("\n\n", "\n").split("\n")
    return list(lines)


def _counted_names(lines: Sequence[str], profile: Profile, words: Words) -> tuple[int, int] | None:
    """Find the names from 序号 to the line before the serial 1: then even names that nobody knows are counted."""
    for start, line in enumerate(lines):
        if visible(line) not in profile.role("serial"):
            continue
        ahead = lines[start : start + MOST]
        width = next((at for at, each in enumerate(ahead) if each.strip() in ("1", "1.", "一")), 0)
        short = all(0 < len(visible(each)) <= SHORT for each in ahead[:width])
        if width > 1 and short and sum(kind(each, words) == HEADING for each in ahead[:width]) > 1:
            return start, width
    return None


def _names(lines: Sequence[str], words: Words) -> tuple[int, int]:
    """Find the first lines that follow each other and name columns: where, and how many."""
    start = 0
    for at, line in enumerate([*lines, ""]):
        if kind(line, words) != HEADING:
            if at - start >= NAMES:
                return start, at - start
            start = at + 1
    return 0, 0


Read = tuple[list[list[str]], list[int], list[str]]


def _by_count(body: Sequence[str], width: int, profile: Profile) -> Read | None:
    """Cut every so many lines; believed only if it comes out even, notes at the end apart."""
    lines = list(body)
    after: list[str] = []
    while lines and (blank(lines[-1]) or profile.is_note(lines[-1])):
        after.insert(0, lines.pop())
    short = -len(lines) % width
    if not lines or short > sum(map(blank, after[:short])):
        return None
    lines += [""] * short
    if len(lines) < 3 * width or any(
        _agreement(lines, other) >= _agreement(lines, width) for other in (width - 1, width + 1, width + 2)
    ):
        return None
    return [lines[at : at + width] for at in range(0, len(lines), width)], [], after


def _agreement(lines: Sequence[str], width: int) -> float:
    """Say how far each column of a width holds one kind of thing."""
    columns = [Counter(map(kind, lines[at::width])) for at in range(width)]
    return sum(column.most_common(1)[0][1] for column in columns if column) / len(lines)


def _by_serials(body: Sequence[str], width: int, words: Words) -> Read | None:
    """Cut where the serials stand that follow each other."""
    starts = _serials(body, width)
    chunks = [list(body[a:b]) for a, b in pairwise(starts)]
    sizes = _sizes(chunks, width)
    last = starts[-1] + next((size for size in sizes if chunks and not len(chunks[-1]) % size), width)
    chunks.append(list(body[starts[-1] : last]))
    exact = [row for chunk in chunks for row in _exact(chunk, (width,))]
    if len(exact) < min(SURE, len(chunks)) or len(exact) * 3 < len(chunks):
        return None
    prices = _prices(exact, width, words)
    rows: list[list[str]] = []
    doubtful: list[int] = []
    for chunk in chunks:
        whole = list(_exact(chunk, sizes))
        rows += whole or [_dealt(chunk, width, prices, words)]
        doubtful += [] if whole and len(whole[0]) == width else range(len(rows) - max(len(whole), 1) + 1, len(rows) + 1)
    return rows, doubtful, list(body[last:])


def _sizes(chunks: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Give how many lines a row may have: one a column, or fewer where cells are merged in several rows."""
    short = Counter(len(chunk) for chunk in chunks if 2 < len(chunk) < width)
    return (width, *(size for size, count in short.most_common() if count > 1))


def _exact(chunk: Sequence[str], sizes: Sequence[int]) -> Iterator[list[str]]:
    """Give the rows of a chunk that has as many lines as a row, or that many again after a blank serial."""
    for size in sizes:
        times, rest = divmod(len(chunk), size)
        if not rest and all(blank(chunk[at]) for at in range(size, len(chunk), size)):
            yield from (list(chunk[at * size : (at + 1) * size]) for at in range(times))
            return


def _serials(body: Sequence[str], width: int) -> list[int]:
    """Find the lines 1, 2, 3 … that part the rows; of two that could be one, the nearer to a whole row."""
    starts, number = [0], int(body[0].strip().rstrip(".．、"))
    while True:
        ahead = range(starts[-1] + 2, min(starts[-1] + width * TALL, len(body)))
        for step in (1, 2, 3):
            found = [at for at in ahead if body[at].strip().rstrip(".．、") == str(number + step)]
            if found:
                break
        else:
            return starts
        number += step
        starts.append(min(found, key=lambda at: abs(at - starts[-1] - width)))


Prices = list[list[float]]


def _prices(rows: Sequence[Sequence[str]], width: int, words: Words) -> Prices:
    columns = [Counter(kind(row[at], words) for row in rows) for at in range(width)]
    return [
        [-math.log((column[each] + 0.2) / (column.total() + 0.2 * COUNT)) for each in range(COUNT)]
        for column in columns
    ]


def _dealt(chunk: Sequence[str], width: int, prices: Prices, words: Words) -> list[str]:
    """Deal lines out to columns in order, by the kinds that stand there in other rows."""
    while len(chunk) > width and blank(chunk[-1]):
        chunk = chunk[:-1]
    if len(chunk) < width:
        return list(chunk)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for at, line in enumerate(chunk):
        found = kind(line, words)
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, (cost, begins) in best.items():
            for to in (column, column + 1) if at else (0,):
                if to >= width or len(chunk) - at < width - to:
                    continue
                price = cost + prices[to][found] + (1.5 if at and to == column else 0.0)
                way = (price, begins if to == column else (*begins, at))
                ways[to] = min(ways.get(to, way), way)
        best = ways
    begins = best[width - 1][1]
    return ["\n".join(chunk[a:b]).strip("\n") for a, b in pairwise((*begins, len(chunk)))]
