"""Forms: tables whose names stand beside their values, 姓名｜张三｜性别｜男."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from pipeline.model import Cell, Column, Fixed, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, joined, visible

# A label is a word or two; what is longer is a value.
LONGEST_LABEL = 12
# So many labels must be words that forms are known to use.
FEWEST_KNOWN = 3


def part_forms(table: Table, profile: Profile) -> Fixed:
    """Turn a form into pairs of label and content; every other table stays as it is.

    >>> fixed = part_forms(raw("姓名|张三|性别|男; 出生年月|1980.5|联系电话|13800000000; 工作简历|2003年参加工作|<|<"), profile)
    >>> show(fixed)
    名称 | 内容
    姓名 | 张三
    性别 | 男
    出生年月 | 1980.5
    联系电话 | 13800000000
    工作简历 | 2003年参加工作
    >>> told(fixed)
    R108 1:1 '' -> '名称｜内容' inferred

    A list of people has the same words on top, and is no form.

    >>> people = raw("姓名|性别|出生年月|联系电话; 张三|男|1980.5|13800000000; 李四|女|1981.6|13900000000")
    >>> part_forms(people, profile).repairs
    ()
    """
    if table.columns or not is_form(table, profile):
        return Fixed(table)
    pairs = [pair for row in table.rows for pair in _pairs(row)]
    columns = (Column("名称", role="item", made=True), Column("内容", role="text", made=True))
    told = Repair("R108", "part_forms", table.rows[0].cells[0].place, "", "名称｜内容", "inferred")
    return Fixed(replace(table, rows=tuple(pairs), columns=columns, header_rows=0), (told,))


def is_form(table: Table, profile: Profile) -> bool:
    """Ask whether labels that forms use stand, each once, before values, in at least two rows."""
    parted = [_printed(row) for row in table.rows]
    if len(parted) < 2 or any(len(cells) % 2 for cells in parted if cells):
        return False
    labels = [visible(cell.text).rstrip(":：") for cells in parted for cell in cells[::2]]
    values = [visible(cell.text) for cells in parted for cell in cells[1::2]]
    known = {visible(word) for word in profile.marks["form"]}
    if not all(0 < len(label) <= LONGEST_LABEL for label in labels) or len(set(labels)) < len(labels):
        return False
    told = sum(label in known for label in labels)
    return told >= FEWEST_KNOWN and told * 2 >= len(labels) and sum(value in known for value in values) * 3 <= told


def _printed(row: Row) -> list[Cell]:
    """Give one cell for each box of a row: a merge counts once."""
    return [next(cells) for _, cells in groupby(row.cells, key=lambda cell: cell.source)]


def _pairs(row: Row) -> list[Row]:
    cells = _printed(row)
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [
        Row((label._replace(text=joined(label.text).rstrip(":：")), value), row.first, row.last)
        for label, value in pairs
        if not blank(label.text + value.text)
    ]
