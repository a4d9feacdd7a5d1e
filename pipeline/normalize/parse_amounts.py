"""Amounts and quantities written as people write them: 3,500, ８，０００, 1.2亿元, 5千万以上."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Cell, Column, Doubt, Facts, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, half_width, visible

ROLES = ("amount", "quantity", "percentage")
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
BOUNDS = {
    "以上": "≥",
    "以下": "≤",
    "以内": "≤",
    "左右": "≈",
    "约": "≈",
    "不少于": "≥",
    "不低于": "≥",
    "不超过": "≤",
    "≥": "≥",
    "≤": "≤",
}

_number = re.compile(
    r"(?P<before>约|不少于|不低于|不超过|≥|≤)?(?P<digits>[+-]?\d{1,15}(?:,\d{3})*(?:\.\d{1,10})?)"
    r"(?P<scale>[十百千]?[万亿]|[十百千])?(?P<unit>[^\d\s,.，。;；、]{0,6}?)(?P<after>以上|以下|以内|左右)?"
)
# What a gap or a line break parts is two numbers; nobody may read them as one.
_two_numbers = re.compile(r"\d\s+\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the unit written beside it without its scale, the scale, and a bound if it is one."""

    number: Decimal
    scale: int
    unit: str
    bound: str


def parse_amounts(table: Table, profile: Profile) -> Fixed:
    """Write amounts, quantities and percentages as plain numbers in the column's unit, where all of a column can be read.

    >>> spec = "项目|投资:amount:万元; 修路|3,500; 架桥|1.2亿元; 植树|５０"
    >>> fixed = parse_amounts(table(spec), profile)
    >>> show(fixed)
    项目 | 投资
    修路 | 3500
    架桥 | 12000
    植树 | 50
    >>> told(fixed)
    R701 2:2 '3,500' -> '3500' sure
    R701 3:2 '1.2亿元' -> '12000' inferred
    R701 4:2 '５０' -> '50' sure

    One cell that cannot be read leaves the whole column as printed.

    >>> fixed = parse_amounts(table("项目|投资:amount; 修路|3,500; 架桥|另行安排"), profile)
    >>> told(fixed)
    D701 3:2 text=另行安排
    """
    columns = list(table.columns)
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role(*ROLES):
        column = table.columns[at]
        cells = [(row, each.cells[at]) for row, each in enumerate(table.rows) if not blank(each.cells[at].text)]
        read = [read_amount(cell.text) for _, cell in cells]
        known = [amount for amount in read if amount is not None]
        unit = column.unit or _common_unit(known)
        if len(known) < len(cells) or not cells or not all(_fits(amount, unit) for amount in known):
            doubts += _odd(cells, read, unit, column)
            continue
        columns[at] = replace(column, type="number", unit=unit)
        for (row, cell), amount in zip(cells, known, strict=True):
            text = plain(_in_unit(amount, unit))
            if text != cell.text:
                changed[row, at] = cell._replace(text=text)
                repairs.append(_repair(cell, text, amount, column.name))
    done = replace(table.with_cells(changed), columns=tuple(columns))
    return Fixed(done, tuple(repairs), tuple(doubts))


def read_amount(text: str) -> Amount | None:
    """Read one amount; None for anything else, more than one number included.

    >>> read_amount("5千万以上")
    Amount(number=Decimal('5'), scale=10000000, unit='', bound='≥')
    >>> read_amount("１２.5％"), read_amount("3至5个"), read_amount("另行安排")
    (Amount(number=Decimal('12.5'), scale=1, unit='%', bound=''), None, None)
    >>> read_amount("5000\\n8600") is read_amount("5000 8600") is None
    True
    """
    found = _number.fullmatch(half_width(visible(text)))
    if not found or _two_numbers.search(half_width(text)):
        return None
    digits = found["digits"]
    if "," in digits and not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return None
    bound = BOUNDS.get(found["before"] or found["after"] or "", "")
    return Amount(Decimal(digits.replace(",", "")), SCALES.get(found["scale"] or "", 1), found["unit"], bound)


def split_unit(unit: str) -> tuple[int, str]:
    """Take the scale off a unit of measure: 万元 is ten thousand times 元.

    >>> split_unit("万元"), split_unit("亩"), split_unit("千米")
    ((10000, '元'), (1, '亩'), (1, '千米'))
    """
    found = re.match(r"[十百千]?[万亿]", unit)
    return (SCALES[found[0]], unit[found.end() :]) if found else (1, unit)


def _common_unit(amounts: list[Amount]) -> str:
    """Give the unit of measure that all amounts share where the column's name says none."""
    units = {amount.unit for amount in amounts if amount.number}
    scales = {amount.scale for amount in amounts if amount.number}
    if len(units) != 1:
        return ""
    unit = next(iter(units))
    words = {scale: word for word, scale in SCALES.items()}
    return words.get(next(iter(scales)), "") + unit if len(scales) == 1 and unit else unit


def _fits(amount: Amount, unit: str) -> bool:
    """Ask whether an amount is measured in the column's unit, or says none."""
    return not amount.unit or amount.unit == split_unit(unit)[1] or amount.unit == unit


def _in_unit(amount: Amount, unit: str) -> Decimal:
    """Write an amount in the column's unit; one that says neither scale nor unit is meant in it."""
    if amount.scale == 1 and not amount.unit:
        return amount.number
    return amount.number * amount.scale / split_unit(unit)[0]


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without needless zeros behind the point.

    >>> plain(Decimal("12000.00")), plain(Decimal("1E+3")), plain(Decimal("0.50"))
    ('12000', '1000', '0.5')
    """
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _repair(cell: Cell, text: str, amount: Amount, column: str) -> Repair:
    facts: Facts = {"unit": amount.unit, "bound": amount.bound}
    certainty = "inferred" if amount.scale > 1 or amount.bound else "sure"
    return Repair("R701", "parse_amounts", cell.place, cell.text, text, certainty, column, facts)  # type: ignore[arg-type]


def _odd(cells: list[tuple[int, Cell]], read: list[Amount | None], unit: str, column: Column) -> list[Doubt]:
    """Name the cells that keep a column of numbers from being one, where most of it is."""
    odd = [cell for (_, cell), amount in zip(cells, read, strict=True) if amount is None or not _fits(amount, unit)]
    if len(odd) * 2 > len(cells):
        return []
    return [Doubt("D701", "parse_amounts", cell.place, column.name, {"text": visible(cell.text)[:40]}) for cell in odd]
