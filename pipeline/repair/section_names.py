"""Whether a row speaks for those below it, and by which name."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model import Cell, Row, Table
from pipeline.numerals import LEVELS, level, numeral, plain_number, read_serial
from pipeline.text import blank, facts_only, han, joined, visible

# How records are numbered, 1. and 2., among the levels of a list.
RECORDS = 3
_BEGINS = frozenset("第（(一二三四五六七八九十")


class Habits(NamedTuple):
    """How a table numbers: sections 一, 二 among records 1, 2; most rows 1, 2; records whose text begins with 一、."""

    sections: bool
    records: bool
    texts: bool


def names_of_sections(table: Table, totals: list[str]) -> list[str]:
    """Read each row that speaks for those below it, or tells facts below all of them; nothing for a record or a total.

    >>> rows = table("序号|任务|投资; 一|道路|; 1|修路|30; 2|架桥|20; 小计||50; 填表人：王亮|<|<")
    >>> names_of_sections(rows, ["", "", "", "subtotal", ""])
    ['一、道路', '', '', '', '填表人：王亮']
    """
    names = [""] * len(table.rows)
    if not any(column.made for column in table.columns):
        habits = Habits(_numbers_sections(table), _numbers_records(table), _records_begin_so(table))
        names = ["" if total else section_name(row, habits) for row, total in zip(table.rows, totals, strict=True)]
    end = _closing(table)
    names[end:] = map(_facts_of, table.rows[end:])
    return ["" if name and _record_of_its_own(at, names, totals, table) else name for at, name in enumerate(names)]


def section_name(row: Row, habits: Habits) -> str:
    """Read a row that speaks for those below it; nothing for a record.

    It is one text merged over at least half of the table, or a first cell alone that is numbered as
    sections are or is all that the file prints of the row; or, where other rows are numbered 1, 2, 3, one
    that is numbered 一, 二, 三, or a text merged over the place of the number, with nothing but figures beside it,
    or one numbered 一、 beside a number left blank, with figures.
    """
    first = row.cells[0]
    if habits.records and _beside_number(row, habits.texts):
        return joined(row.cells[1].text)
    if not _may_speak(first.text) or len(row.cells) < 2:
        return ""
    if habits.sections and _chinese_number(first.text) is not None and first.origin is None:
        return _two_cells(row)
    filled = [cell for cell in row.cells if not blank(cell.text)]
    if habits.records and _over_number(row):
        return joined(first.text)
    if _chinese_number(first.text) is not None or any(cell.source != first.source for cell in filled):
        return ""
    alone = first.origin is None and (row.short == len(row.cells) - 1 or level(first.text) < len(LEVELS))
    wide = len(filled) * 2 >= len(row.cells) and len(filled) > 1
    return joined(first.text) if wide or (alone and len(filled) == 1) or _remark(first) else ""


def _over_number(row: Row) -> bool:
    """Ask whether the first text is merged over more than the first column, and beside it stand figures or nothing."""
    first, *others = row.cells
    beside = [cell.text for cell in others if cell.source != first.source and not blank(cell.text)]
    merged = first.origin is None and others[0].source == first.source
    counts = read_serial(first.text) is not None or level(first.text) == RECORDS
    return merged and not counts and all(plain_number(text) is not None for text in beside)


def _beside_number(row: Row, begin_so: bool) -> bool:
    """Ask whether the number is blank, the text beside it begins with 一、, and all others are figures: 一、续建项目｜20.5.

    With nothing beside it, it is a section where no record that has a number begins so.
    """
    if len(row.cells) < 3 or not blank(row.cells[0].text):
        return False
    name, *others = row.cells[1:]
    beside = [cell.text for cell in others if cell.source != name.source and not blank(cell.text)]
    if name.origin is not None or level(name.text) >= RECORDS or any(map(_has_words, beside)):
        return False
    if beside:
        return any(plain_number(text) is not None for text in beside)
    return name.text.rstrip()[-1] not in "。；;，,、" and not begin_so


def _closing(table: Table) -> int:
    """Give the row behind the records, below which there are only facts: 填表人：…, 审核人：…."""
    end = len(table.rows)
    while end and facts_only(table.rows[end - 1].texts):
        end -= 1
    return end or len(table.rows)


def _facts_of(row: Row) -> str:
    """Give all that a row of facts says, each once."""
    return " ".join(dict.fromkeys(joined(text) for text in row.texts if not blank(text)))


def _record_of_its_own(at: int, names: list[str], totals: list[str], table: Table) -> bool:
    """Ask whether a numbered line counts among the records, or has words beside its name and nothing to speak for."""
    if _counts_on(at, table):
        return True
    below = at + 1
    ends = (
        below == len(names) or bool(totals[below]) or (bool(names[below]) and level(names[below]) <= level(names[at]))
    )
    sources = {cell.source: cell.text for cell in table.rows[at].cells if not blank(cell.text)}
    beside = list(sources.values())[2:]
    return ends and _chinese_number(table.rows[at].cells[0].text) is not None and any(map(_has_words, beside))


def _counts_on(at: int, table: Table) -> bool:
    """Ask whether a line numbered 四 stands between the records 3 and 5."""
    own = _chinese_number(table.rows[at].cells[0].text)
    if own is None or not 0 < at < len(table.rows) - 1:
        return False
    beside = [read_serial(table.rows[row].cells[0].text) for row in (at - 1, at + 1)]
    return [found and (found.number, found.dress) for found in beside] == [(own - 1, "plain"), (own + 1, "plain")]


def _has_words(text: str) -> bool:
    """Ask whether a Chinese character stands before any digit."""
    return next((han(char) for char in text if han(char) or char.isdecimal()), False)


def _may_speak(text: str) -> bool:
    """Ask whether a row's first text can be a section's: there is one, and it is no bare number."""
    return not blank(text) and not visible(text).isdigit()


def _chinese_number(text: str) -> int | None:
    return numeral(visible(text).strip("（）()、."))


def _remark(cell: Cell) -> bool:
    return cell.origin is None and re.match(r"^\s*(?:备\s*注|注|说明)\s*\d*[:：]", cell.text) is not None


def _numbers_sections(table: Table) -> bool:
    """Ask whether the first column numbers records 1, 2, 3 and, less often, sections 一, 二, 三."""
    firsts = [visible(row.cells[0].text) for row in table.rows if row.cells and row.cells[0].origin is None]
    chinese = sum(_chinese_number(text) is not None for text in firsts)
    return 0 < chinese < sum(found.dress == "plain" for text in firsts if (found := read_serial(text)))


def _numbers_records(table: Table) -> bool:
    """Ask whether the first column numbers most rows 1, 2, 3."""
    firsts = [row.cells[0].text for row in table.rows if row.cells and not blank(row.cells[0].text)]
    plain = sum(found.dress == "plain" for text in firsts if (found := read_serial(text)))
    return plain * 2 >= len(firsts) > 0


def _records_begin_so(table: Table) -> bool:
    """Ask whether a record that has a number begins its text with 一、, as sections do."""
    texts = (row.cells[1].text for row in table.rows if len(row.cells) > 1 and not blank(row.cells[0].text))
    return any(text[:1] in _BEGINS and level(text) < RECORDS for text in texts if text)


def _two_cells(row: Row) -> str:
    number = joined(row.cells[0].text)
    name = next(
        (joined(cell.text) for cell in row.cells[1:] if not blank(cell.text) and cell.source != row.cells[0].source), ""
    )
    return number + name if number[-1] in "、.．）)" else f"{number}、{name}"
