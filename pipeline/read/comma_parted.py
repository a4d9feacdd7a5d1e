"""Tables whose cells are parted by commas, semicolons or bars, a row on a line: CSV under a .txt name."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from pipeline.profile import Profile
from pipeline.read.is_table import is_named, is_table
from pipeline.read.kinds import SENTENCE, kind, words_of
from pipeline.read.sketch import Part, Sketch, doubt, sketched
from pipeline.read.tables_apart import tables_apart

SIGNS = ",;|，"
# The share of rows that must have the same number of cells.
EVEN = 0.8


def comma_parted(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables of such a file, each from its first full row to its last."""
    return max((_by(sign, lines, profile) for sign in SIGNS), key=_cells)


def _cells(parts: Sequence[Part]) -> int:
    return sum(len(part.boxes) for part in parts if not isinstance(part, str))


def _by(sign: str, lines: Sequence[str], profile: Profile) -> list[Part]:
    rows = [row for row in csv.reader((line + "\n" for line in lines), delimiter=sign) if any(map(str.strip, row))]
    parts = [part for table in tables_apart(rows, profile) for part in _table(sign, table, profile)]
    return parts if any(isinstance(part, Sketch) for part in parts) else []


def _table(sign: str, rows: Sequence[Sequence[str]], profile: Profile) -> list[Part]:
    text = [sign.join(row) for row in rows]
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 1
    if width < 2:
        return [*text]
    full = [at for at, row in enumerate(rows) if len(row) == width]
    inside = rows[full[0] : full[-1] + 1]
    if sign == "|" and rows[full[0]][0] == rows[full[0]][-1] == "":
        return [*text]
    trimmed = [[cell.strip(" \n\u3000") for cell in row] for row in inside]
    if len(full) < EVEN * len(inside) or not _certain(trimmed, profile):
        return [*text]
    uneven = [doubt("D057", at, 1) for at, row in enumerate(trimmed, 1) if len(row) != width]
    return [*text[: full[0]], sketched(trimmed, uneven), *text[full[-1] + 1 :]]


def _certain(rows: Sequence[Sequence[str]], profile: Profile) -> bool:
    """Ask whether this can hardly be prose with commas: known column names, or short cells throughout."""
    words = words_of(profile)
    if not is_table(rows, words):
        return False
    if is_named(rows, words):
        return True
    cells = [cell for row in rows for cell in row]
    short = sum(len(cell) <= 20 for cell in cells)
    said = sum(kind(cell, words) == SENTENCE for cell in cells)
    return len(rows) > 2 and len(rows[0]) > 2 and short * 10 >= 9 * len(cells) and said < len(rows)
