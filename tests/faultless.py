"""Of the public tables without faults: which share comes out as it went in?

``python -m tests.faultless`` prints the share and each table that does not, with the reason; it needs ``../shared/corpus``.
What is without faults is told here by the grid alone, not by what our steps look for.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.flow import convert
from pipeline.model import Grid
from pipeline.result import Cleaned
from tests.corpus import CORPUS

# Matters of names and types: the column's name, a number, the days of a deadline, a list.
HARMLESS = {"R104", "R701", "R801", "R601"}
LONGEST_NAME = 40
# White space at an end, doubled or of an odd kind; marks that cannot be seen.
PADDED = re.compile(r"^\s|[^\S\n]\n|\s$|[^\S\n ]|  |\n\s*\n|[\u00ad\u200b-\u200f\u2060\ufeff]")
TOTAL = re.compile(r"\s*(?:[合小总共]\s*计|sub-?total|total)\b", re.I)
DITTO = {'"', "〃", "″", "同上", "-", "—", "/", "无"}
# One public table has no header that can be told from its rows, and is doubted.
LEAST = 0.98


def rows_of(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        rows[box.row - 1].append(box.text)
    return rows


def fault(grid: Grid) -> str:
    """Name the first fault of a table; nothing where it has none."""
    rows = rows_of(grid)
    texts = [text for row in rows for text in row]
    checks = {
        "too small": grid.height < 2 or grid.width < 2,
        "merged": any(box.down > 1 or box.across > 1 for box in grid.boxes),
        "ragged": any(len(row) != grid.width for row in rows),
        "something hidden or deleted": bool(grid.repairs or grid.parent or len(grid.parts) > 1),
        "padded": any(PADDED.search(text) for text in texts),
        "header": not is_header(rows[0]) if rows else True,
        "blank leading cell": any(not row or not row[0].strip() for row in rows),
        "blank row": any(not "".join(row).strip() for row in rows),
        "header again": any(row == rows[0] for row in rows[1:]),
        "a total": any(TOTAL.match(row[0]) for row in rows if row),
        "dittos or dashes": any(text.strip() in DITTO for text in texts),
        "serials out of order": not in_order([row[0] for row in rows[1:] if row]),
    }
    return next((name for name, found in checks.items() if found), "")


def is_header(row: list[str]) -> bool:
    """Ask whether a row names columns: every cell filled, short, no figure, on one line, and none twice."""
    named = all(text.strip() and len(text) <= LONGEST_NAME and "\n" not in text for text in row)
    return named and len(set(row)) == len(row) and not any(re.match(r"[\d\[{<]", text) for text in row)


def in_order(serials: list[str]) -> bool:
    """Ask whether a column of numbers counts up from one; a column of anything else does not number."""
    return not all(text.isdigit() for text in serials) or serials == [str(at) for at in range(1, len(serials) + 1)]


def changed(cleaned: Cleaned) -> str:
    """Say how a table differs from what went in; nothing where it does not."""
    told = Counter(each.code for each in (*cleaned.repairs, *cleaned.doubts) if each.code not in HARMLESS)
    header, *rows = rows_of(cleaned.grid)
    own = [at for at, column in enumerate(cleaned.table.columns) if not column.made]
    retyped = {repair.place for repair in cleaned.repairs}
    ours = [[row.cells[at] for at in own] for row in cleaned.table.rows]
    if told:
        return ", ".join(f"{code} × {count}" for code, count in sorted(told.items()))
    if [column.printed for column in cleaned.table.columns if not column.made] != header or len(ours) != len(rows):
        return "another header or another number of records"
    same = all(
        cell.text == text or cell.place in retyped
        for row, texts in zip(ours, rows, strict=True)
        for cell, text in zip(row, texts, strict=True)
    )
    return "" if same else "a text changed without a word"


def tables() -> Iterator[tuple[Path, Cleaned]]:
    """Convert every Word file of the corpus; a file that cannot be read is nobody's table."""
    for path in sorted((CORPUS / "word").iterdir()):
        try:
            result = convert(path)
        except PipelineError:
            continue
        if result.audit.lost:
            print(f"{path.stem}: {result.audit.lost} characters lost")
        yield from ((path, cleaned) for cleaned in result.tables)


def main() -> int:
    if not CORPUS.is_dir():
        print("The corpus is not there.")
        return 0
    faults: Counter[str] = Counter()
    unchanged = 0
    for path, cleaned in tables():
        reason = fault(cleaned.grid)
        faults[reason] += 1
        if not reason:
            how = changed(cleaned)
            unchanged += not how
            if how:
                print(f"{path.stem} table {cleaned.grid.number} ({cleaned.table.title[:30]}): {how}")
    whole = faults.pop("")
    print(f"{unchanged} of {whole} tables without faults come out unchanged ({unchanged / whole:.1%})")
    print(f"the others: {dict(faults.most_common())}")
    return 0 if unchanged >= LEAST * whole else 1


if __name__ == "__main__":
    sys.exit(main())
