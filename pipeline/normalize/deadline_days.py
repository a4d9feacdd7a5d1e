"""The days that a deadline means stand in columns of their own; a deadline that a person corrects means other days."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.late import late
from pipeline.model import Cell, Table
from pipeline.text import half_width, year_said

if TYPE_CHECKING:
    from datetime import date

    from pipeline.normalize.deadline_forms import Deadline

# The forms of deadlines take milliseconds to compile, and many tables have none.
read_deadline = late("normalize.deadline_forms", "read_deadline")

FROM, TO, KIND = "_起", "_止", "_类型"

# A year as the name of a file has it: 2024重点项目, but not the 20240315 of a day.
_bare = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def base_of(table: Table, at: int) -> int | None:
    """Give the year of the deadlines of a column that name none: that of the document, or of all the others."""
    return base_year(table) or only_year(table.texts(at))


def base_year(table: Table) -> int | None:
    """Read the one year that the document speaks of, from the table's title, the document's, the notes, the file's name.

    A line that names several, 2024—2026年三年行动, settles nothing.

    >>> base_year(table("甲", title="2023年总结和2024年计划", notes=("2024年3月制",)))
    2024
    >>> base_year(table("甲", about=("", "20240315重点项目"))), base_year(table("甲", about=("", "2024重点项目")))
    (None, 2024)
    """
    title, name = table.about or ("", "")
    return year_said(table.title, title, *table.notes, name) or only_year([name])


def only_year(texts: list[str]) -> int | None:
    """Give the year that all of some texts name which name one.

    >>> only_year(["2024年6月", "10月底"]), only_year(["2024年6月", "2025年"])
    (2024, None)
    """
    years = {year for text in texts for year in _bare.findall(half_width(text))}
    return int(years.pop()) if len(years) == 1 else None


def as_texts(found: Deadline | None) -> tuple[str, str, str]:
    """Write what a deadline means as its three columns hold it; blanks for one that cannot be read."""
    return (_iso(found.first), _iso(found.last), found.kind) if found else ("", "", "")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def days_anew(table: Table, row: int, at: int, decided: Collection[tuple[int, int]]) -> dict[tuple[int, int], Cell]:
    """Read the days of a corrected deadline anew; those that a person decided on as well stay."""
    names = [column.name for column in table.columns]
    wanted = [table.columns[at].name + ending for ending in (FROM, TO, KIND)]
    if not set(wanted) <= set(names):
        return {}
    texts = as_texts(read_deadline(table.rows[row].cells[at].text, base_of(table, at)))
    spots = [(row, names.index(name)) for name in wanted]
    cells = {spot: table.rows[row].cells[spot[1]] for spot in spots if spot not in decided}
    return {spot: cells[spot]._replace(text=text) for spot, text in zip(spots, texts, strict=True) if spot in cells}
