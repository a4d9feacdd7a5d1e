"""Cells that say which of their units leads: 牵头：发改局；配合：财政局, 发改局（牵头）、财政局."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Cell, Certainty, Column, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, outside_brackets

SIGNS = "\n、，,；;/。"
# The last characters of most units' names.
LAST = "局委办部镇乡道司院会心区村）)"
ENDINGS = {"lead": "_牵头", "cooperating": "_配合"}
OTHER = {"lead": "cooperating", "cooperating": "lead"}


class Marks(NamedTuple):
    """How a part is said: before units, behind one in brackets, behind units."""

    before: re.Pattern[str]
    bracketed: re.Pattern[str]
    behind: re.Pattern[str]


class Shared(NamedTuple):
    """Units with the part that each takes; whether each is said or some only follow from the rest."""

    units: list[tuple[str, str]]
    said: bool


def tell_lead_units(table: Table, profile: Profile) -> Fixed:
    """Write the units of a cell as a plain list, and lead and cooperating ones in columns of their own.

    >>> fixed = tell_lead_units(table("单位:unit; 牵头：发改局；配合：财政局、住建局; 发改局（牵头）、人社局; 商务局"), profile)
    >>> show(fixed)
    单位 | 单位_牵头 | 单位_配合
    发改局⏎财政局⏎住建局 | 发改局 | 财政局⏎住建局
    发改局⏎人社局 | 发改局 | 人社局
    商务局 |  |
    >>> told(fixed)
    R603 2:1 '牵头：发改局；配合：财政局、住建局' -> '发改局、财政局、住建局' sure
    R603 3:1 '发改局（牵头）、人社局' -> '发改局、人社局' inferred
    """
    repairs: list[Repair] = []
    for at in [at for at in table.with_role("unit") if not table.columns[at].made]:
        shared = {row: found for row, text in enumerate(table.texts(at)) if (found := shared_out(text, profile))}
        if shared:
            repairs += [
                _repair(table.rows[row].cells[at], found, table.columns[at].name) for row, found in shared.items()
            ]
            table = _with_parts(table, at, shared)
    return Fixed(table, tuple(repairs))


def _repair(cell: Cell, shared: Shared, column: str) -> Repair:
    after = "、".join(unit for unit, _ in shared.units)
    certainty: Certainty = "sure" if shared.said else "inferred"
    return Repair("R603", "tell_lead_units", cell.place, cell.text, after, certainty, column)


def _with_parts(table: Table, at: int, shared: dict[int, Shared]) -> Table:
    """Put the plain lists into the column, and those of each part into a new one."""
    column = table.columns[at]
    texts = {row: "\n".join(unit for unit, _ in found.units) for row, found in shared.items()}
    done = table.with_cells({(row, at): table.rows[row].cells[at]._replace(text=text) for row, text in texts.items()})
    for part, ending in ENDINGS.items():
        own = {row: [unit for unit, said in found.units if said == part] for row, found in shared.items()}
        cells = {row: table.rows[row].cells[at]._replace(text="\n".join(units)) for row, units in own.items() if units}
        if cells:
            done = done.with_column(Column(column.name + ending, role="unit", type="array", part=part), cells)
    return done


def shared_out(text: str, profile: Profile) -> Shared | None:
    """Tell which units lead and which cooperate; None where the cell says nothing of it.

    >>> shared_out("由发改局、财政局牵头，住建局配合", profile).units
    [('发改局', 'lead'), ('财政局', 'lead'), ('住建局', 'cooperating')]
    >>> shared_out("牵头单位：发改局  配合单位：财政局", profile).units
    [('发改局', 'lead'), ('财政局', 'cooperating')]
    >>> shared_out("发改局、配合饲料公司", profile), shared_out("住建局（牵头单位", profile)
    (None, None)
    """
    if blank(text) or not any(word in text for part in ENDINGS for word in profile.marks[part]):
        return None
    units: list[tuple[str, str]] = []
    now, marked = "", False
    for piece in _pieces(text, profile):
        unit, before, own, behind = _marks_of(piece, profile)
        now = before or now
        marked = marked or bool(before or own or behind)
        if behind:
            units = [(each.removeprefix("由"), part or behind) for each, part in units]
        if unit:
            units.append((unit.removeprefix("由") if behind else unit, own or behind or now))
    if not units or not marked:
        return None
    return _rest_told(units)


def _rest_told(units: list[tuple[str, str]]) -> Shared:
    """Let units that say nothing take the other part than those that do."""
    said = {part for _, part in units if part}
    rest = OTHER[said.pop()] if len(said) == 1 else "cooperating"
    return Shared([(unit, part or rest) for unit, part in units], all(part for _, part in units))


def _pieces(text: str, profile: Profile) -> list[str]:
    """Part a cell at signs, before a 牵头： and behind a 局牵头 without one."""
    words = "|".join(word for part in ENDINGS for word in profile.marks[part])
    parted = re.sub(rf"(?<=[^\s（(])\s*(?=(?:{words})(?:单位|部门)?[:：])", "；", text)
    parted = re.sub(rf"(?<=[{LAST}])({words})(?=[^单部领组:：）)\]\s{SIGNS}])", r"\1；", parted)
    return outside_brackets(parted, SIGNS)


def _marks_of(piece: str, profile: Profile) -> tuple[str, str, str, str]:
    """Give the unit of a piece, and the part that is said before it, in brackets, behind it."""
    said = {"before": "", "bracketed": "", "behind": ""}
    for part in ENDINGS:
        for kind, form in _forms(profile.marks[part])._asdict().items():
            bare = form.sub("", piece, count=1)
            if bare != piece and (kind == "before" or not blank(bare)):
                piece, said[kind] = bare, part
    return piece.strip(), said["before"], said["bracketed"], said["behind"]


@lru_cache(maxsize=8)
def _forms(words: tuple[str, ...]) -> Marks:
    word = f"(?:{'|'.join(words)})"
    return Marks(
        re.compile(rf"^\s*{word}(?:(?:单位|部门)(?:\s*[:：]|\s+|$)|[:：])\s*"),
        re.compile(rf"\s*[（(]\s*{word}(?:单位|部门)?\s*[）)]"),
        re.compile(rf"(?<=[^（(]){word}$"),
    )
