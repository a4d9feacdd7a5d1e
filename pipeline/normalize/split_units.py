"""Several units in one cell, parted by line breaks, signs, gaps, or by nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.model import Cell, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, visible

_signs = "\n、，,；;/"
_wide = re.compile(r"[ \u3000\u00a0\t]{2,}")
_gap = re.compile(r"[ \u3000\u00a0\t]+")


def split_units(table: Table, profile: Profile) -> Fixed:
    """Part the units of a cell outside brackets; part glued ones where every piece is known from other cells.

    >>> spec = "单位:unit; 科工局、财政局; 住建（交通）局    科工局; 财政局科工局; 各县（市、区）人民政府"
    >>> fixed = split_units(table(spec), profile)
    >>> show(fixed)
    单位
    科工局⏎财政局
    住建（交通）局⏎科工局
    财政局⏎科工局
    各县（市、区）人民政府
    >>> told(fixed)
    R601 2:1 '科工局、财政局' -> '科工局、财政局' sure
    R601 3:1 '住建（交通）局    科工局' -> '住建（交通）局、科工局' sure
    R602 4:1 '财政局科工局' -> '财政局、科工局' inferred
    """
    known = _known((text for column in table.with_role("unit") for text in table.texts(column)), profile)
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    for column in table.with_role("unit"):
        for at, row in enumerate(table.rows):
            cell = row.cells[column]
            parts = _joined_lines(units_in(cell.text, profile), known, profile)
            units = [unit for part in parts for unit in unglued(part, known)]
            if units and "\n".join(units) != cell.text:
                changed[at, column] = cell._replace(text="\n".join(units))
                code, certainty = ("R602", "inferred") if len(units) != len(parts) else ("R601", "sure")
                name = table.columns[column].name
                after = "、".join(units)
                repairs.append(Repair(code, "split_units", cell.place, cell.text, after, certainty, name))  # type: ignore[arg-type]
    return Fixed(table.with_cells(changed), tuple(repairs))


def units_in(text: str, profile: Profile) -> list[str]:
    """Part a text at signs, line breaks and gaps outside brackets; a single gap parts only whole names of units."""
    parts: list[str] = []
    for part in _outside_brackets(text):
        for wide in _wide.split(part):
            pieces = [piece for piece in _gap.split(wide) if piece]
            whole = len(pieces) > 1 and all(ends_as_unit(piece, profile) for piece in pieces)
            parts += pieces if whole else ["".join(pieces)]
    return [part for part in parts if part]


def _outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth += (char in "（(〔[") - (char in "）)〕]" and depth > 0)
        if char in _signs and depth == 0:
            parts.append("")
        elif char != "\n":
            parts[-1] += char
    return [part.strip() for part in parts if not blank(part)]


def ends_as_unit(text: str, profile: Profile) -> bool:
    """Ask whether a text ends as the names of units do."""
    return visible(text).rstrip("）)").endswith(tuple(profile.units["endings"]))


def _known(texts: Iterable[str], profile: Profile) -> frozenset[str]:
    """Gather the units that stand alone in a part of a cell; a glued pair of them is no unit of its own."""
    parts = {visible(part) for text in texts for part in units_in(text, profile)}
    named = frozenset(part for part in parts if ends_as_unit(part, profile)) | frozenset(profile.units["known"])
    return frozenset(unit for unit in named if not _cut(unit, named))


def _joined_lines(parts: list[str], known: frozenset[str], profile: Profile) -> list[str]:
    """Join a name that a narrow cell broke over two lines: its first piece ends as no unit does."""
    joined: list[str] = []
    for part in parts:
        if joined and not ends_as_unit(joined[-1], profile) and joined[-1] + part in known:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def unglued(text: str, known: frozenset[str]) -> list[str]:
    """Cut a text into known units, longest first; the text itself where a piece would stay unknown.

    >>> units = frozenset({"综合行政执法局", "西投公司", "执法局"})
    >>> unglued("综合行政执法局西投公司", units), unglued("综合行政执法局办公室", units)
    (['综合行政执法局', '西投公司'], ['综合行政执法局办公室'])
    """
    if text in known:
        return [text]
    return _cut(text, known) or [text]


def _cut(text: str, known: frozenset[str]) -> list[str]:
    """Cut a text into two known units or more, longest first; nothing where that is not possible."""
    sizes, last = _sizes(known), len(text)
    ends: dict[int, int] = {}
    for at in range(last - 2, -1, -1):
        for end in (at + size for size in sizes):
            if (end in ends or end == last) and end - at < last and text[at:end] in known:
                ends[at] = end
                break
    pieces, at = [], 0
    while at in ends:
        pieces.append(text[at : ends[at]])
        at = ends[at]
    return pieces


@lru_cache(maxsize=16)
def _sizes(known: frozenset[str]) -> list[int]:
    """Give how long known names are, longest first; one character is no name."""
    return sorted({len(unit) for unit in known if len(unit) > 1}, reverse=True)
