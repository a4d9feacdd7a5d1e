"""A person names a record and a column, and writes a value, as it is printed or as it was read: both mean the same cell."""

from __future__ import annotations

import re

from pipeline.model import Table
from pipeline.numerals import iso_day, plain_number
from pipeline.text import NOTHING, half_width, outside_brackets, visible

# What a person may type between the parts of a list.
_SIGNS = "、，,；;\n"
NUMBERS = ("integer", "number")


def column_named(table: Table, said: str) -> int | None:
    """Find a column by its clean name before its printed one."""
    for names in ([column.name for column in table.columns], [column.printed for column in table.columns]):
        found = [at for at, name in enumerate(names) if visible(name) == visible(said)]
        if len(found) == 1:
            return found[0]
    return None


def rows_named(table: Table, said: str) -> list[int]:
    """Find the rows that a serial names, as printed or as numbered; #3, and 3 where there are no serials, count them."""
    wanted = visible(half_width(said))
    counted = re.fullmatch(r"(?:#|第)(\d{1,9})[条行]?", wanted)
    serials = table.with_role("serial", "printed_serial")
    if not serials and not counted:
        counted = re.fullmatch(r"(\d{1,9})", wanted)
    if counted:
        return [int(counted[1]) - 1] if 0 < int(counted[1]) <= len(table.rows) else []
    cells = ((row, [visible(half_width(each.cells[at].text)) for at in serials]) for row, each in enumerate(table.rows))
    return [row for row, texts in cells if wanted and wanted in texts]


def same(text: str, said: str) -> bool:
    """Ask whether a cell says what a line expects: lists are joined by 、, a spreadsheet may have written 3,500 for 3500.

    >>> same("财政局\\n教育局", "财政局、教育局"), same("3500", "3,500.0"), same("", "无")
    (True, True, False)
    """
    if visible(text.replace("\n", "、")) == visible(said.replace("\n", "、")):
        return True
    numbers = plain_number(text), plain_number(said)
    return None not in numbers and numbers[0] == numbers[1]


def fitting(text: str, kind: str) -> str:
    """Write a number as its column does; anything else stays.

    >>> fitting("3,500", "number"), fitting("3,500", "string"), fitting("约3,500", "integer")
    ('3500', '3,500', '约3,500')
    """
    number = plain_number(text) if kind in NUMBERS else None
    return text if number is None else f"{number:f}"


def kind_broken(text: str, kind: str) -> bool:
    """Ask whether a value is of another kind than those of its column.

    >>> kind_broken("三", "integer"), kind_broken("", "integer"), kind_broken("2025-6-30", "date"), kind_broken("三", "string")
    (True, False, True, False)
    """
    if not text or kind not in (*NUMBERS, "date"):
        return False
    return not iso_day(text) if kind == "date" else plain_number(text) is None


def new_text(said: str, is_list: bool) -> str:
    """Write a new value as a cell holds it: the parts of a list on lines of their own, a blank as nothing.

    >>> new_text("财政局、教体局（牵头）", True), new_text("修路、架桥", False), new_text("（空）", False)
    ('财政局\\n教体局（牵头）', '修路、架桥', '')
    >>> new_text("住建（交通、水利）局，王亮; 李四", True)
    '住建（交通、水利）局\\n王亮\\n李四'
    """
    if said in NOTHING:
        return ""
    return "\n".join(outside_brackets(said, _SIGNS)) if is_list else said
