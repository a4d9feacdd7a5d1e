"""Whether a row sums up others: 合计 says so itself, 全市合计 where its figures are sums or the serials leave it out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import Column, Table
from pipeline.numerals import plain_number, read_serial
from pipeline.profile import LEADING, Profile
from pipeline.role_words import named_role
from pipeline.text import blank, visible

# What these columns hold is not added up; neither are rates, nor what counts or names.
NEVER_SUMMED = ("serial", "code", "percentage", "phone", "identity", "deadline", "person", "unit")
# What it sums up a total says in a few words.
LONGEST = 14
# Where a row's figure is no sum of so many records beside it, it is looked no further.
FARTHEST = 500


def total_kinds(table: Table, profile: Profile) -> list[str]:
    """Say of each row whether it is a total, a subtotal, or a record.

    >>> total_kinds(table("序号|县区|资金; |全市合计|50; 1|甲县|30; 2|乙县|20"), profile)
    ['total', '', '']
    >>> total_kinds(table("项目|数; 货币|3; 存货|4; 流动合计|7; 固定|2; 资产总计|9"), profile)
    ['', '', 'total', '', 'total']
    >>> total_kinds(table("序号|事项|次数; 1|编制合计|3; 2|人员总计|9"), profile)
    ['', '']
    """
    kinds = [profile.total_kind(row.texts) for row in table.rows]
    said = {at: kind for at, row in enumerate(table.rows) if not kinds[at] and (kind := _said(row.texts, profile))}
    if not said or len(said) * 2 > len(kinds):
        return kinds
    sums = [at for at, column in enumerate(table.columns) if adds_up(column, profile)]
    numbered = _numbered(table)
    for at, kind in said.items():
        unnumbered = numbered and read_serial(table.rows[at].cells[0].text) is None
        if unnumbered or any(_is_sum(table, kinds, at, column) for column in sums):
            kinds[at] = kind
    return kinds


def adds_up(column: Column, profile: Profile) -> bool:
    """Ask whether the figures of a column can be added up: no rates, no serials.

    >>> [adds_up(column, profile) for column in table("行次|增速（%）|投资").columns]
    [False, False, True]
    """
    rate = any(sign in column.name for sign in "%％‰")
    return not rate and named_role(column.name, profile)[0] not in NEVER_SUMMED


def _said(texts: tuple[str, ...], profile: Profile) -> str:
    """Read what a total says behind what it sums up: 本年收入合计."""
    for text in map(visible, texts[:LEADING]):
        bare = text.replace("(", "（").partition("（")[0].rstrip(":：")
        for kind in ("total", "subtotal"):
            if len(bare) <= LONGEST and bare.endswith(profile.marks[kind]):
                return kind
    return ""


def _numbered(table: Table) -> bool:
    """Ask whether the first column numbers nearly all rows."""
    serials = sum(read_serial(row.cells[0].text) is not None for row in table.rows)
    return serials * 3 >= len(table.rows) * 2


def _is_sum(table: Table, kinds: list[str], at: int, column: int) -> bool:
    """Ask whether a figure is what the two or more records right above it, or right below it, add up to."""
    said = plain_number(table.rows[at].cells[column].text)
    above = range(at - 1, max(-1, at - 1 - FARTHEST), -1)
    below = range(at + 1, min(len(kinds), at + 1 + FARTHEST))
    return (
        said is not None and said != 0 and any(said in _running(table, kinds, rows, column) for rows in (above, below))
    )


def _running(table: Table, kinds: list[str], rows: range, column: int) -> Iterator[Decimal]:
    """Add up from one record to the next, and give each sum of two figures or more; a total stands for what it sums up."""
    total, count = Decimal(0), 0
    for row in rows:
        text = table.rows[row].cells[column].text
        value = plain_number(text)
        if value is None and not blank(text):
            return
        total, count = total + (value or 0), count + bool(value)
        if count > 1 and value:
            yield total
        if kinds[row]:
            return
