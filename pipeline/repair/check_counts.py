"""Counts that a title or a group says of itself: 共62项, 十件实事, （3个）."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.model import Doubt, Facts, Fixed, Place, Table
from pipeline.profile import Profile
from pipeline.repair.said_counts import count_in
from pipeline.text import visible


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


def _doubt(place: Place, column: str, words: str, said: int, found: int) -> Doubt:
    facts: Facts = {"said": said, "found": found, "words": words}
    return Doubt("D205", "check_counts", place, column, facts)
