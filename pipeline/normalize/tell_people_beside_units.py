"""People in a column of units: 水利局 张三, 水利局：张三、李四, 水利局（张三）."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.model import Cell, Column, Fixed, Repair, Table
from pipeline.normalize.enumerated import unnumbered
from pipeline.normalize.telephones import without_telephones
from pipeline.normalize.titles import without_title
from pipeline.profile import Profile
from pipeline.text import blank, outside_brackets, visible

ENDING = "_人员"
_bracket = re.compile(r"^(.*?)\s*[（(]([^（()）]*)[）)]$", re.S)
_label = re.compile(r"^(.*?)\s*[:：]\s*(.*)$", re.S)
_gap = re.compile(r"[^\S\n]+")


class Parted(NamedTuple):
    """The units of a cell, the people beside them as they are printed, and whether a unit leads to each of these."""

    units: list[str]
    people: list[str]
    led: bool = True


def tell_people_beside_units(table: Table, profile: Profile) -> Fixed:
    """Write the people of a column of units into one of their own, where its name or most of its cells tell of people.

    >>> fixed = tell_people_beside_units(table("单位及责任人:unit; 水利局 张  三; 水利局：张三；住建局：王芳; 应急局（李四）"), profile)
    >>> show(fixed)
    单位及责任人 | 单位及责任人_人员 | 原单位及责任人
    水利局 | 张  三 | 水利局 张  三
    水利局⏎住建局 | 张三⏎王芳 | 水利局：张三；住建局：王芳
    应急局 | 李四 | 应急局（李四）
    >>> told(fixed)
    R605 2:1 '水利局 张  三' -> '水利局' inferred
    R605 3:1 '水利局：张三；住建局：王芳' -> '水利局、住建局' inferred
    R605 4:1 '应急局（李四）' -> '应急局' inferred

    Brackets in a column that tells of no people explain its units.

    >>> tell_people_beside_units(table("单位:unit; 教育局（高中）; 水利局; 住建局"), profile).repairs
    ()
    """
    repairs: list[Repair] = []
    beside = cache(lambda text: people_beside(text, profile))
    for at in [at for at in table.with_role("unit") if not table.columns[at].made]:
        column, texts = table.columns[at], table.texts(at)
        found = {row: parted for row, text in enumerate(texts) if (parted := beside(text))}
        if not any(word in visible(column.name) for word in profile.roles["person"]):
            found = _sure_enough(found, texts)
        if not found:
            continue
        printed = {row: table.rows[row].cells[at] for row in found}
        repairs += [_repair(cell, found[row], column.name) for row, cell in printed.items()]
        units = {(row, at): cell._replace(text="\n".join(found[row].units)) for row, cell in printed.items()}
        people = {row: cell._replace(text="\n".join(found[row].people)) for row, cell in printed.items()}
        made = Column(column.name + ENDING, role="person", type="array")
        table = table.with_cells(units).with_column(made, people).with_printed(at, printed)
    return Fixed(table, tuple(repairs))


def _repair(cell: Cell, parted: Parted, column: str) -> Repair:
    units = "、".join(parted.units)
    return Repair("R605", "tell_people_beside_units", cell.place, cell.text, units, "inferred", column)


def _sure_enough(found: dict[int, Parted], texts: list[str]) -> dict[int, Parted]:
    """Keep what was found only where most cells have people, each behind a unit: 石门 alone may be a place."""
    led = {row: parted for row, parted in found.items() if parted.led}
    return led if len(led) * 2 > sum(not blank(text) for text in texts) else {}


def people_beside(text: str, profile: Profile) -> Parted | None:
    """Part the units of a cell from the people beside them; None where there are no people, or no units.

    >>> people_beside("水利局、住建局", profile), people_beside("张三、李四", profile)
    (None, None)
    >>> people_beside("水利局 张三 李四 13800000001", profile)
    Parted(units=['水利局'], people=['张三', '李四'], led=True)
    """
    if blank(text):
        return None
    units: list[str] = []
    people: list[str] = []
    led = True
    signs = "\n" + "".join(profile.units["separators"])
    for piece in outside_brackets(without_telephones(unnumbered(text), "\n"), signs):
        unit, names = _parted(piece, profile)
        led = led and bool(people or unit)
        units += [unit] if unit else []
        people += names
    return Parted(units, people, led) if people and units else None


def _parted(piece: str, profile: Profile) -> tuple[str, list[str]]:
    """Give the unit in a piece of a cell, and the people; most pieces are one unit and nothing else."""
    if piece.isalnum() and profile.ends_as_unit(piece):
        return piece, []
    alone = _people_in(piece, profile)
    return ("", alone) if alone else _apart(piece, profile)


def _apart(piece: str, profile: Profile) -> tuple[str, list[str]]:
    """Take the people off the end of a unit: behind a colon, in brackets, or behind a gap."""
    splits = [(found[1], found[2]) for form in (_label, _bracket) if (found := form.match(piece))]
    splits += [(piece[: gap.start()], piece[gap.end() :]) for gap in _gap.finditer(piece)]
    for unit, rest in splits:
        if profile.ends_as_unit(unit) and (names := _people_in(rest, profile)):
            return unit, names
    return piece, []


def _people_in(text: str, profile: Profile) -> list[str]:
    """Give the people of a text, as printed, if it holds nothing else: one name, padded, or several between gaps."""
    signs = "\n" + "".join(profile.people["separators"])
    names = outside_brackets(text, signs)
    if all(_is_person(name, profile) for name in names):
        return names
    names = [word for part in names for word in part.split()]
    return names if all(_is_person(name, profile) for name in names) else []


def _is_person(text: str, profile: Profile) -> bool:
    return profile.has_surname(without_title(visible(text), frozenset(), profile))
