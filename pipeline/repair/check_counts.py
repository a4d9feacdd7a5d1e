"""Counts that a title or a group says of itself: 共62项, 十件实事, （3个）."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model import Doubt, Facts, Fixed, Place, Table
from pipeline.numerals import whole_number
from pipeline.profile import Profile
from pipeline.text import visible

_number = r"(\d{1,4}|[一二三四五六七八九十百]{1,5})"
MEASURES = "个项件条类宗户处家"
_measure = f"[{MEASURES}]"
# What counts records: in brackets, after 共, or N件实事 at the end of a group's name.  Few texts hold a measure, and
# a pattern with all Chinese characters takes a millisecond to compile.
_SAID = rf"[（(](?:共|计|合计)?{_number}{_measure}[一-鿿]{{0,2}}[）)]|共(?:计)?{_number}{_measure}|{_number}[件项](?:实事|任务|工作|事项)$"


def check_counts(table: Table, profile: Profile) -> Fixed:
    """Doubt a title or a group whose own count is not the number of its records; nothing is changed.

    >>> fixed = check_counts(table("类别:group|任务; 两件实事|修路; 两件实事|架桥; 三件实事|植树"), profile)
    >>> told(fixed)
    D205 4:1 said=3 found=1 words=三件实事

    Numbers in names count nothing.

    >>> check_counts(table("类别:group|任务; 四个十大项目|修路; “三类500强”企业|招商"), profile).doubts
    ()
    """
    return Fixed(table, (), tuple(_miscounts(table)))


def _miscounts(table: Table) -> Iterator[Doubt]:
    if table.rows and (said := count_in(table.title)) and said != len(table.rows):
        yield _doubt(table.rows[0].cells[0].place, "", table.title, said, len(table.rows))
    for at in table.with_role("group"):
        if not table.columns[at].made:
            yield from _of_groups(table, at)


def _of_groups(table: Table, column: int) -> Iterator[Doubt]:
    found = Counter(visible(text) for text in table.texts(column))
    first = {visible(row.cells[column].text): row.cells[column].source for row in reversed(table.rows)}
    for group, records in found.items():
        said = count_in(group)
        if said and said != records:
            yield _doubt(first[group], table.columns[column].name, group, said, records)


def count_in(text: str) -> int | None:
    """Read how many records a text says there are.

    >>> count_in("重点项目清单（共62项）"), count_in("突出抓好十件实事"), count_in("2024年任务清单")
    (62, 10, None)
    """
    found = re.search(_SAID, visible(text)) if any(map(text.__contains__, MEASURES)) else None
    digits = next((group for group in found.groups() if group), "") if found else ""
    return whole_number(digits)


def _doubt(place: Place, column: str, words: str, said: int, found: int) -> Doubt:
    facts: Facts = {"said": said, "found": found, "words": words}
    return Doubt("D205", "check_counts", place, column, facts)
