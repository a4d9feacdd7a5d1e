"""Several units in one cell, parted by line breaks, signs, gaps, or by nothing at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Cell, Certainty, Doubt, Fixed, Repair, Table
from pipeline.normalize.enumerated import unnumbered
from pipeline.normalize.glued import cut
from pipeline.normalize.glued_units import RANK, may_be_glued, unglued
from pipeline.normalize.telephones import without_telephones
from pipeline.profile import Profile
from pipeline.text import outside_brackets, pieces, visible

_bracket = re.compile(r"[（(〔【][^（()）]*[）)〕】]")
# A bracket below or behind a name belongs to it.
_before_bracket = re.compile(r"(?<=\w)\s+(?=[（(])")
# Words that stand for units that nobody names.
_others = re.compile(r"等(?:相关|有关|各)?(?:\d*[家个])?(?:部门|单位|科室)*$")


class Units(NamedTuple):
    """The units of a cell; whether other cells had to tell where one ends; whether 等部门 or a telephone stood behind them."""

    names: list[str]
    inferred: bool
    others: bool


def split_units(table: Table, profile: Profile) -> Fixed:
    """Part the units of a cell outside brackets; part glued ones where every piece is known from other cells.

    >>> spec = "单位:unit; 科工局、财政局; 住建（交通）局    科工局; 财政局科工局; 各县（市、区）人民政府; 科工局等部门; 科工局0736-1234567"
    >>> fixed = split_units(table(spec), profile)
    >>> show(fixed)
    单位 | 原单位
    科工局⏎财政局 |
    住建（交通）局⏎科工局 |
    财政局⏎科工局 |
    各县（市、区）人民政府 |
    科工局 | 科工局等部门
    科工局 | 科工局0736-1234567
    >>> told(fixed)
    R601 2:1 '科工局、财政局' -> '科工局、财政局' sure
    R601 3:1 '住建（交通）局    科工局' -> '住建（交通）局、科工局' sure
    R602 4:1 '财政局科工局' -> '财政局、科工局' inferred
    R604 6:1 '科工局等部门' -> '科工局' inferred
    R604 7:1 '科工局0736-1234567' -> '科工局' inferred

    What may be one unit or two is left and doubted.

    >>> told(split_units(table("单位:unit; 财政局; 综合行政⏎执法局"), profile))
    D601 3:1 text=综合行政执法局
    >>> told(split_units(table("单位:unit; 工信局; 工信局; 行政审批局工信局"), profile))
    D602 4:1 text=行政审批局工信局
    """
    texts = Counter(text for column in table.with_role("unit") for text in table.texts(column))
    parts = {text: units_in(text, profile) for text in texts}
    known, common = _known(parts.values(), profile), _common(texts, parts)
    read = cache(lambda text: units_of(parts[text], known, profile))
    odd = cache(lambda text: list(_odd(text, read(text), common, known | common, profile)))
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role("unit"):
        cells = {row: each.cells[at] for row, each in enumerate(table.rows) if each.cells[at].text.strip()}
        new = {row: read(cell.text) for row, cell in cells.items() if "\n".join(read(cell.text).names) != cell.text}
        table = table.with_cells(
            {(row, at): cells[row]._replace(text="\n".join(units.names)) for row, units in new.items()}
        )
        if not table.columns[at].made:  # what a made column holds is told where it was made
            name = table.columns[at].name
            repairs += [_repair(cells[row], units, name) for row, units in new.items()]
            doubts += [
                Doubt(code, "split_units", cell.place, name, {"text": said})
                for cell in cells.values()
                for code, said in odd(cell.text)
            ]
            table = table.with_printed(at, {row: cells[row] for row, units in new.items() if units.others})
    return Fixed(table, tuple(repairs), tuple(doubts))


def _repair(cell: Cell, units: Units, column: str) -> Repair:
    code = "R604" if units.others else "R602" if units.inferred else "R601"
    certainty: Certainty = "sure" if code == "R601" else "inferred"
    return Repair(code, "split_units", cell.place, cell.text, "、".join(units.names), certainty, column)


def units_of(parts: list[str], known: frozenset[str], profile: Profile) -> Units:
    """Read the units of a cell out of its parts."""
    bare = [named for part in parts if (named := _named(part))]
    names = [unit for part in _broken_joined(bare, known, profile) for unit in unglued(part, known, profile)]
    return Units(names, names != bare, bare != parts)


def _named(part: str) -> str:
    """Leave out what names no unit: a telephone, and 等部门."""
    return _others.sub("", without_telephones(part))


def units_in(text: str, profile: Profile) -> list[str]:
    """Part a text at signs, telephones, line breaks and gaps outside brackets; a single gap parts only whole names of units.

    >>> units_in("教育局        西投公司⏎财  政  局、发改局 王亮".replace("⏎", chr(10)), profile)
    ['教育局', '西投公司', '财政局', '发改局', '王亮']
    """
    apart = without_telephones(_without_stop(unnumbered(text), profile), lambda found: f"\n{visible(found[0])}\n")
    flat = _before_bracket.sub("", _bracket.sub(lambda found: visible(found[0]), apart))
    signs = "\n" + "".join(profile.units["separators"])
    return [unit for part in outside_brackets(flat, signs) for unit in _at_gaps(part, profile)]


def _without_stop(text: str, profile: Profile) -> str:
    """Take the full stop off a list of units; a sentence keeps its own."""
    bare = text.rstrip("。 \n")
    return bare if profile.ends_as_unit(bare) else text


def _at_gaps(part: str, profile: Profile) -> list[str]:
    found, gaps = pieces(part)
    units = found[:1]
    padding = min(gaps, default=0)
    for gap, piece in zip(gaps, found[1:], strict=True):
        spelt = len(piece) == 1 or len(found[0]) == 1
        parts = (gap > padding) if spelt else gap > 1 or profile.ends_as_unit(units[-1])
        if parts and piece[0] not in "（(" and len(units[-1]) > 1:
            units.append(piece)
        else:
            latin = units[-1][-1].isascii() and piece[0].isascii()
            units[-1] += " " + piece if latin else piece
    return units


def _known(texts: Iterable[list[str]], profile: Profile) -> frozenset[str]:
    """Gather the units that stand alone in a part of a cell; a glued pair of them is no unit of its own."""
    alone = {_named(part) for parts in texts for part in parts}
    named = frozenset(part for part in alone if profile.ends_as_unit(part)) | frozenset(profile.units["known"])
    return frozenset(unit for unit in named if not cut(unit, named))


def _broken_joined(parts: list[str], known: frozenset[str], profile: Profile) -> list[str]:
    """Join a name that a narrow cell broke over two lines: the whole is known, or its second piece is a bare ending."""
    joined: list[str] = []
    for part in parts:
        open_end = bool(joined) and not profile.ends_as_unit(joined[-1])
        if open_end and (joined[-1] + part in known or part in profile.units["endings"]):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _common(texts: Counter[str], parts: Mapping[str, list[str]]) -> frozenset[str]:
    """Gather the units that more than one cell names."""
    cells: Counter[str] = Counter()
    for text, count in texts.items():
        cells.update(dict.fromkeys(parts[text], count))
    return frozenset(unit for unit, count in cells.items() if count > 1)


def _odd(
    text: str, units: Units, common: frozenset[str], known: frozenset[str], profile: Profile
) -> Iterator[tuple[str, str]]:
    """Doubt a line break that may stand within a name, and a well known unit glued to one that is not."""
    for first, second in pairwise(map(visible, text.split("\n"))):
        if {first, second} <= set(units.names) - common and _may_go_on(first, second, profile):
            yield "D601", first + second
    for name in units.names:
        if may_be_glued(name, common, known):
            yield "D602", name


def _may_go_on(first: str, second: str, profile: Profile) -> bool:
    """Ask whether two lines may be one name: the first ends as no unit, the second does, or is but the end of one.

    >>> [_may_go_on(*lines, profile) for lines in (("综合行政", "执法局"), ("一镇两办", "财政局"), ("农业农村", "办公室"))]
    [True, False, True]
    """
    whole = bool(re.search(r"[，、；）)\d]$|^各", first)) or profile.has_surname(first)
    ends = profile.ends_as_unit(first)
    bare = len(second) > 2 and second in profile.units["endings"]
    return len(first) > 1 and not whole and (bare if ends else second.endswith(RANK))
