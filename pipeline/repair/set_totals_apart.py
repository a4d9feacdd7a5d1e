"""Totals among the records: 合计, 小计."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Cell, Doubt, Fixed, Repair, Table
from pipeline.numerals import LEVELS, level, plain_number
from pipeline.profile import Profile
from pipeline.repair.total_rows import adds_up, total_kinds
from pipeline.text import blank, visible


def set_totals_apart(table: Table, profile: Profile) -> Fixed:
    """Take totals out of the records, keep them, and check each printed sum against the records that it sums up.

    >>> fixed = set_totals_apart(table("序号|项目|投资; 1|修路|30; 2|架桥|20; 合 计||60"), profile)
    >>> show(fixed)
    序号 | 项目 | 投资
    1 | 修路 | 30
    2 | 架桥 | 20
    >>> told(fixed)
    R204 4:1 '合 计｜60' -> '' sure
    D204 4:3 said=60 found=50

    A record that speaks of a total stays.

    >>> show(set_totals_apart(table("序号|项目; 1|合计划拨资金清理; 2|架桥"), profile))
    序号 | 项目
    1 | 合计划拨资金清理
    2 | 架桥
    """
    kinds = total_kinds(table, profile)
    if not table.columns or not any(kinds):
        return Fixed(table)
    totals = tuple(row for row, kind in zip(table.rows, kinds, strict=True) if kind)
    repairs = tuple(Repair("R204", "set_totals_apart", row.cells[0].place, row.printed, "", "sure") for row in totals)
    rows = tuple(row for row, kind in zip(table.rows, kinds, strict=True) if not kind)
    doubts = tuple(_wrong_sums(table, kinds, profile))
    return Fixed(replace(table, rows=rows, totals=(*table.totals, *totals)), repairs, doubts)


def _wrong_sums(table: Table, kinds: list[str], profile: Profile) -> Iterator[Doubt]:
    top = _top_level(table)
    for column in (at for at, each in enumerate(table.columns) if adds_up(each, profile)):
        values = [_own_number(row.cells[column]) for row in table.rows]
        printed = [text for text, kind in zip(table.texts(column), kinds, strict=True) if not kind and not blank(text)]
        if not printed or any(plain_number(text) is None for text in printed) or _serial(table, column):
            continue
        for at, kind in enumerate(kinds):
            said = values[at]
            if kind and said is not None and table.rows[at].cells[column].origin is None:
                sums = list(_sums(values, kinds, at))
                tops = (value for value, kind, up in zip(values, kinds, top, strict=True) if up and not kind and value)
                if said not in (*sums, sum(tops, Decimal(0))):
                    yield _doubt(table, at, column, said, sums[0])


def _own_number(cell: Cell) -> Decimal | None:
    """Read the number that is printed in a cell; one merged over several rows counts where it is printed."""
    return None if cell.from_above else plain_number(cell.text)


def _top_level(table: Table) -> list[bool]:
    """Say which rows no other row contains: 20101 is a part of 201, （一） and 其中 of 一、, and a total counts it once."""
    codes = [visible(row.cells[0].text) for row in table.rows]
    known = {code for code in codes if code.isdigit()}
    outermost = min(map(level, codes), default=0)
    numbered = outermost < len(LEVELS)
    return [
        not any(code[:end] in known for end in range(1, len(code))) and not (numbered and level(code) > outermost)
        for code in codes
    ]


def _serial(table: Table, column: int) -> bool:
    """Ask whether a column's numbers are serials, which nobody sums up."""
    numbers = [value for text in table.texts(column) if (value := plain_number(text)) is not None]
    return column == 0 and numbers == sorted(numbers) and len(set(numbers)) == len(numbers)


def _sums(values: list[Decimal | None], kinds: list[str], at: int) -> Iterator[Decimal]:
    """Give the sums that a total at that row could mean: all records; those since, or until, the next total."""
    records = [
        value if value is not None and not kind else Decimal(0) for value, kind in zip(values, kinds, strict=True)
    ]
    before = max((row + 1 for row in range(at) if kinds[row]), default=0)
    after = next((row for row in range(at + 1, len(kinds)) if kinds[row]), len(kinds))
    whole = sum(records, Decimal(0))
    above, below = sum(records[before:at], Decimal(0)), sum(records[at:after], Decimal(0))
    yield from (whole, above, below) if kinds[at] == "total" else (above or below, below)


def _doubt(table: Table, at: int, column: int, said: Decimal, found: Decimal) -> Doubt:
    place = table.rows[at].cells[column].place
    facts = {"said": f"{said:f}", "found": f"{found:f}"}
    return Doubt("D204", "set_totals_apart", place, table.columns[column].name, facts)
