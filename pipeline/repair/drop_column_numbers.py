"""Rows below the header that number the columns, as statistical forms have them: 栏次｜1｜2｜3, 甲｜乙｜1｜2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Fixed, Repair, Row, Table
from pipeline.numerals import read_serial
from pipeline.profile import Profile
from pipeline.repair.column_names import printed_cells
from pipeline.text import half_width, visible

# The columns of words are lettered, those of figures numbered.
_letters = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMN")
# A column may say by what formula it comes about: 3=1+2.
_number = re.compile(r"[(]?(\d{1,2})[)]?(?:=[\d+\-*/×÷()%]+)?")
# Without 栏次 before them, fewer numbers than these may be data.
FEWEST = 3


def drop_column_numbers(table: Table, profile: Profile) -> Fixed:
    """Drop the row below the header that only numbers the columns, and where a page break printed it again.

    >>> fixed = drop_column_numbers(table("科目|预算数|决算数; 栏次|1|2; 教育|30|20; 栏 次|1|2; 卫生|9|8"), profile)
    >>> show(fixed)
    科目 | 预算数 | 决算数
    教育 | 30 | 20
    卫生 | 9 | 8
    >>> told(fixed)
    R109 2:1 '栏次｜1｜2' -> '' sure
    R109 4:1 '栏 次｜1｜2' -> '' sure

    A first record of small numbers is a record, and so is the first week of a month.

    >>> drop_column_numbers(table("序号|户数|人数; 1|2|3; 2|4|9"), profile).repairs
    ()
    >>> drop_column_numbers(table("一|二|三|四; |1|2|3; 4|5|6|7"), profile).repairs
    ()
    """
    named = any(column.place for column in table.columns)
    if not named or not table.rows or not _below_header(table.rows, profile):
        return Fixed(table)
    said = _said(table.rows[0])
    gone = tuple(row for row in table.rows if _said(row) == said)
    repairs = tuple(Repair("R109", "drop_column_numbers", row.cells[0].place, row.printed, "", "sure") for row in gone)
    return Fixed(replace(table, rows=tuple(row for row in table.rows if _said(row) != said)), repairs)


def _below_header(rows: tuple[Row, ...], profile: Profile) -> bool:
    return numbers_columns(rows[0], profile) and not (len(rows) > 1 and _counts_on(rows[0], rows[1]))


def _counts_on(row: Row, below: Row) -> bool:
    """Ask whether the first column, or the next row behind the end of this one, goes on counting: then both are records."""
    first, last, second = (read_serial(text) for text in (row.cells[0].text, _said(row)[-1], below.cells[0].text))
    down = first is not None and second is not None and second.number > first.number
    return down or (last is not None and second is not None and second.number == last.number + 1)


def numbers_columns(row: Row, profile: Profile) -> bool:
    """Ask whether a row counts its columns from the left, with a word that says so, or three of them at least."""
    said = _said(row)
    labels = {visible(mark) for mark in profile.marks["column_numbers"]}
    counted = [text for text in said if text not in labels and any(map(str.isalnum, text))]
    if not counted or (labels.isdisjoint(said) and len(counted) < max(FEWEST, len(row.cells) - 1)):
        return False
    return _in_order(counted)


def _said(row: Row) -> list[str]:
    """Give what the row prints, each merge once, without blanks."""
    return [half_width(visible(cell.text)).replace("＝", "=") for cell in printed_cells(row)]


def _in_order(texts: Sequence[str]) -> bool:
    """Ask whether letters from the first on, and then numbers from one on, count without a gap."""
    numbers = [found for text in texts if (found := _number.fullmatch(text))]
    lettered = "".join(texts[: len(texts) - len(numbers)])
    letters = not lettered or any(series.startswith(lettered) for series in _letters)
    counted = [int(found[1]) for found in numbers]
    last = [found[0] for found in numbers] == list(texts[len(texts) - len(numbers) :])
    return (
        letters
        and last
        and counted[:1] in ([], [1])
        and all(after == before + 1 for before, after in pairwise(counted))
    )
