"""Amounts and quantities written as people write them: 3,500, ８，０００, 1.2亿元, 5千万以上."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.late import late
from pipeline.model import Cell, Certainty, Column, Doubt, Facts, Fixed, Repair, Table
from pipeline.numerals import SCALE_WORDS
from pipeline.profile import Profile
from pipeline.text import blank

if TYPE_CHECKING:
    from pipeline.normalize.amount_forms import Amount

# The forms of amounts take milliseconds to compile, and many tables have none.
read_amount = late("normalize.amount_forms", "read_amount")

ROLES = ("amount", "quantity", "percentage")


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

    A number that is only a bound stays beside it as printed.

    >>> show(parse_amounts(table("投资:amount:万元; 5千万以上; 300"), profile))
    投资 | 原投资
    5000 | 5千万以上
    300 |

    One cell that cannot be read leaves the whole column as printed.

    >>> fixed = parse_amounts(table("项目|投资:amount; 修路|3,500; 架桥|另行安排"), profile)
    >>> told(fixed)
    D701 3:2 text=另行安排
    """
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
        texts = {row: plain(_in_unit(amount, unit)) for (row, _), amount in zip(cells, known, strict=True)}
        new = [
            (cell, amount, texts[row])
            for (row, cell), amount in zip(cells, known, strict=True)
            if texts[row] != cell.text
        ]
        repairs += [_repair(cell, text, amount, column.name) for cell, amount, text in new]
        bounds = {row: cell for (row, cell), amount in zip(cells, known, strict=True) if amount.bound}
        table = _as_numbers(table, at, texts, unit).with_printed(at, bounds)
    return Fixed(table, tuple(repairs), tuple(doubts))


def _as_numbers(table: Table, at: int, texts: dict[int, str], unit: str) -> Table:
    column = replace(table.columns[at], type="number", unit=unit)
    changed = {(row, at): table.rows[row].cells[at]._replace(text=text) for row, text in texts.items()}
    columns = (*table.columns[:at], column, *table.columns[at + 1 :])
    return replace(table.with_cells(changed), columns=columns)


def split_unit(unit: str) -> tuple[int, str]:
    """Take the scale off a unit of measure: 万元 is ten thousand times 元.

    >>> split_unit("万元"), split_unit("亩"), split_unit("千米")
    ((10000, '元'), (1, '亩'), (1, '千米'))
    """
    found = re.match(r"[十百千]?[万亿]", unit)
    return (SCALE_WORDS[found[0]], unit[found.end() :]) if found else (1, unit)


def _common_unit(amounts: list[Amount]) -> str:
    """Give the unit of measure that all amounts share where the column's name says none."""
    units = {amount.unit for amount in amounts if amount.number}
    scales = {amount.scale for amount in amounts if amount.number}
    if len(units) != 1:
        return ""
    unit = next(iter(units))
    words = {scale: word for word, scale in SCALE_WORDS.items()}
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
    return Repair("R701", "parse_amounts", cell.place, cell.text, text, _certainty(amount), column, facts)


def _certainty(amount: Amount) -> Certainty:
    """Say how certain a number is: what is below zero by a guess wants a person's eye."""
    if amount.guessed and amount.number < 0:
        return "review"
    return "inferred" if amount.scale > 1 or amount.bound or amount.guessed else "sure"


def _odd(cells: list[tuple[int, Cell]], read: list[Amount | None], unit: str, column: Column) -> list[Doubt]:
    """Name the cells that keep a column of numbers from being one, where most of it is."""
    odd = [cell for (_, cell), amount in zip(cells, read, strict=True) if amount is None or not _fits(amount, unit)]
    if len(odd) * 2 > len(cells):
        return []
    return [
        Doubt("D701", "parse_amounts", cell.place, column.name, {"text": " ".join(cell.text.split())[:40]})
        for cell in odd
    ]
