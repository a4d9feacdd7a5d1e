"""A table on its way to becoming dirty: what is printed, line by line, and what must come of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tests.build import docx, p
from tests.plugin import boxed
from tests.read.dumped import tika
from tests.roundtrip.kinds import Kind, Rows

# What stands between two tables that a page parted: in Word a paragraph at least, or Word would make them one.
PAGE_BREAK = p('<w:r><w:br w:type="page"/></w:r>')


@dataclass
class Line:
    """One printed row; ``sort`` is record, rest, header, section, total, note, empty or page."""

    cells: list[str]
    sort: str = "record"
    record: int = -1


@dataclass
class Sheet:
    """``form`` is word or dump; ``merged`` are the columns whose equal neighbours print as one tall cell."""

    form: str
    kind: Kind
    above: list[str]
    header: Rows
    lines: list[Line]
    wanted: list[dict[str, str]]
    below: list[str] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)
    silent_pages: bool = False

    def columns(self, *sorts: str) -> list[int]:
        return [at for at, sort in enumerate(self.kind.sorts) if sort in sorts]

    def records(self) -> list[Line]:
        return [line for line in self.lines if line.sort == "record"]


def sheet_of(kind: Kind, form: str) -> Sheet:
    """Print a kind's records as they are; the sections as lines across the table."""
    rows: list[Line] = []
    for at, (cells, section) in enumerate(zip(kind.records, kind.sections, strict=True)):
        if section and (not at or kind.sections[at - 1] != section):
            rows.append(Line([section] + ["<"] * (len(kind.names) - 1), "section"))
        rows.append(Line(list(cells), record=at))
    wanted = [
        dict(zip(kind.names, record, strict=True)) | ({"分组": section} if section else {})
        for record, section in zip(kind.records, kind.sections, strict=True)
    ]
    return Sheet(form, kind, list(kind.above), [list(row) for row in kind.header], rows, wanted)


def with_merges(sheet: Sheet) -> Iterator[Line]:
    """Print equal neighbours in merged columns as one cell, group within group; what parts the lines parts the cell."""
    for above, line in pairwise([Line([], "page"), *sheet.lines]):
        cells = list(line.cells)
        for at in sorted(sheet.merged) if line.sort in ("record", "rest") else ():
            cells[at] = printed(sheet, above, line, at)
        yield Line(cells, line.sort, line.record)


def printed(sheet: Sheet, above: Line, line: Line, at: int) -> str:
    outer = [column for column in sheet.columns("group") if column < at]
    own = sheet.kind.records[line.record]
    before = sheet.kind.records[line.record - 1] if line.sort == "record" and line.record else own
    same = all(own[column] == before[column] for column in (*outer, at)) and bool(own[at])
    if above.sort in ("record", "rest") and same and line.cells[at] != "<":
        return "^"
    silent = sheet.silent_pages and above.sort == "page" and same and at in sheet.columns("group") and line.record > 0
    return "" if silent else line.cells[at]


def tables(sheet: Sheet) -> list[tuple[list[str], Rows]]:
    """Give the paragraphs above each table, and its rows."""
    made: list[tuple[list[str], Rows]] = [(sheet.above, [*sheet.header])]
    for line in with_merges(sheet):
        if line.sort == "page":
            made.append((line.cells, []))
        else:
            made[-1][1].append(line.cells)
    return made


def as_word(sheet: Sheet) -> bytes:
    parts: list[object] = []
    for paragraphs, rows in tables(sheet):
        parts += [*paragraphs, boxed(rows)]
    return docx(*parts, *sheet.below)


def as_dump(sheet: Sheet) -> bytes:
    """Print as Tika does; what a merge covers is lost, and a page break is nothing."""
    text = ""
    for paragraphs, rows in tables(sheet):
        text += "".join(line + "\n" for line in paragraphs if line != PAGE_BREAK)
        text += tika([["" if cell == "^" else cell for cell in row if cell != "<"] for row in rows])
    return (text + "".join(line + "\n" for line in sheet.below)).encode()
