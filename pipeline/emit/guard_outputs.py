"""Spreadsheets run cells that look like formulas, and refuse characters and lengths that a text may have.

The writers meet these limits; what they do about them is told here, beforehand, so that every output
says it.  The table itself stays exact.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from pipeline.emit.records import kind
from pipeline.model import Cell, Column, Facts, Place, Repair
from pipeline.points import in_order
from pipeline.result import Cleaned, Result, Wish
from pipeline.text import FULL_WIDTH

LONGEST = 32_767  # UTF-16 units that a cell of a workbook may hold
LONE = "fubiao.lone"  # how the writers encode half of a pair of surrogates: as �
MORE = "〔…〕"  # ends a text in the workbook that goes on in another sheet

_RUNS = re.compile(r"[\t\r\n]|[=@＝＠+\-＋－−]")
_HARMLESS = re.compile(r"[-—－–−]+|[+\-−]\d[\d,]*(\.\d+)?(e[+-]?\d+)?[%‰]?|\+\d[\d\-() ]{5,24}", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")


def guard_outputs(result: Result, wish: Wish) -> Result:
    """Tell as repairs what the CSV and the workbook must write in another way than it is.

    >>> told(written(table("项目; =1+1")))
    R901 2:1 '=1+1' -> "'=1+1" sure
    >>> told(written(table("项目; 甲\\ud800")))
    R903 2:1 '甲\\\\ud800' -> '甲�' sure
    >>> told(written(table("项目; 甲\\x07乙")))
    R904 2:1 '甲\\x07乙' -> '甲␇乙' sure

    What a cell of the workbook cannot hold goes on in another sheet.

    >>> [(repair.code, repair.facts["units"]) for repair in written(table("项目; " + "长" * 40_000)).repairs]
    [('R902', 40000)]
    """
    return replace(result, tables=tuple(_guarded(cleaned, wish) for cleaned in result.tables))


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> [guarded(text) for text in ("=1+1", "-", "-3.5", "+8613800138000", "-1+2", "＝1")]
    ["'=1+1", '-', '-3.5', '+8613800138000', "'-1+2", "'＝1"]
    """
    return "'" + text if runs(text) else text


def runs(text: str) -> bool:
    """Ask whether a spreadsheet that opens a CSV would take the text for a formula."""
    if text[:1].isalnum():
        return False
    shown = text.lstrip(" \u3000" + "\u00a0\ufeff\u200b")
    return bool(_RUNS.match(shown)) and not _HARMLESS.fullmatch(shown.translate(FULL_WIDTH).strip())


def units(text: str) -> int:
    """Count the UTF-16 units of a text, as a workbook's limit does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def too_long(text: str) -> bool:
    """Ask whether a workbook's cell cannot hold the text whole."""
    return len(text) > LONGEST // 2 and units(text) > LONGEST


def encodable(text: str) -> str:
    """Put � for what no file can hold: half of a pair of surrogates.

    >>> encodable("a\\ud800b")
    'a�b'
    """
    return text.encode("utf-8", LONE).decode()


def _replaced(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd".encode() * (error.end - error.start), error.end


codecs.register_error(LONE, _replaced)


def shown(text: str) -> str:
    """Put a visible sign for each control character that a workbook cannot hold.

    >>> shown("a\\x00b\\x1f")
    'a␀b␟'
    """
    if text.replace("\n", "").replace("\u3000", "").isprintable():
        return text  # a page of a hundred thousand characters, in a fifth of the time that searching takes
    whole = encodable(text) if _LONE.search(text) else text
    return _CONTROL.sub(_sign, whole)


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _guarded(cleaned: Cleaned, wish: Wish) -> Cleaned:
    table = cleaned.table
    told: list[Repair] = []
    for _, column in in_order(table):
        if not wish.csv_raw and runs(column.name):
            told.append(_repair("R901", column.place or Place(table.number, 1, 1), column.name, guarded(column.name)))
    for at, column in in_order(table):
        told += [repair for row in table.rows for repair in _of_cell(row.cells[at], column, wish)]
    return replace(cleaned, repairs=(*cleaned.repairs, *told)) if told else cleaned


def _of_cell(cell: Cell, column: Column, wish: Wish) -> list[Repair]:
    text = cell.text
    if text.isalnum() and len(text) < LONGEST // 2:
        return []
    told = []
    line = text.replace("\n", "、") if kind(column) == "array" else text
    if not wish.csv_raw and runs(line):
        told.append(_repair("R901", cell.place, line, guarded(line), column.name))
    if too_long(line):
        start = line[:60] + "…"
        told.append(_repair("R902", cell.place, start, start + MORE, column.name, {"units": units(line)}))
    if _LONE.search(line):
        escaped = line.encode("utf-8", "backslashreplace").decode()
        told.append(_repair("R903", cell.place, escaped, encodable(line), column.name))
    if _CONTROL.search(line):
        told.append(_repair("R904", cell.place, line, shown(line), column.name))
    return told


def _repair(code: str, place: Place, before: str, after: str, column: str = "", facts: Facts | None = None) -> Repair:
    return Repair(code, "guard_outputs", place, before, after, "sure", column, facts or {})
