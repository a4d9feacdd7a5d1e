"""What a clerk decided in a workbook of ours, in the sheet of what to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import PipelineError
from pipeline.messages import LANGUAGES, word
from pipeline.read.corrections_file import table_number
from pipeline.result import Correction
from pipeline.run_errors import NoDecisions
from pipeline.text import NOTHING

if TYPE_CHECKING:
    from openpyxl import Workbook

HEADINGS = (
    "No.", "Kind", "Table", "Record", "Go to", "What it says", "Before", "Value now", "Decision", "Corrected value",
)  # fmt: skip

TYPED = ("Decision", "Corrected value")


class Decisions(NamedTuple):
    """The decisions of a workbook, the source that it was made of, and the numbers of lines that can decide nothing."""

    source: str
    sha256: str
    corrections: tuple[Correction, ...]
    futile: tuple[str, ...]


def decisions(path: Path) -> Decisions:
    """Read the decisions that a clerk has typed into the sheet 待核对; a row without one is not decided yet."""
    try:
        source, sha256, rows = _read(path)
    except PipelineError:
        raise
    except Exception as error:  # openpyxl raises whatever its XML parsers and casts meet, while it reads rows as well
        raise NoDecisions(name=path.name) from error
    return Decisions(source, sha256, tuple(_corrections(rows)), tuple(_futile(rows)))


def _read(path: Path) -> tuple[str, str, list[dict[str, str]]]:
    """Give the source that a workbook was made of, its hash, and the rows of its sheets of what to check."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    try:
        about = dict(_about(book))
        sheets = [sheet for sheet in book.worksheets if is_review(sheet)]
        if not sheets or "SHA-256" not in about:
            raise NoDecisions(name=path.name)
        source = next((about[label] for label in _said("File") if label in about), "")
        return source, about["SHA-256"], [row for sheet in sheets for row in _rows(sheet)]
    finally:
        book.close()


def is_review(sheet: Any) -> bool:
    """Ask whether a sheet is one of what to check."""
    return sheet.title.rstrip("_0123456789") in _said("To review")


def typed_columns(sheet: Any) -> tuple[int, ...]:
    """Give the columns, counted from one, where a person types a decision."""
    headings = [_heading(_text(cell.value)) for cell in next(sheet.iter_rows(max_row=1), ())]
    return tuple(at for at, name in enumerate(headings, 1) if name in TYPED)


def _said(text: str) -> list[str]:
    return [word(text, lang) for lang in LANGUAGES]


def _about(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book.worksheets:
        if sheet.title in _said("About"):
            for row in sheet.iter_rows(max_col=2, max_row=12, values_only=True):
                yield _text(row[0]), _text(row[-1])


def _rows(sheet: Any) -> Iterator[dict[str, str]]:
    """Give each row as a dictionary by the English headings, whatever language the workbook speaks."""
    rows = sheet.iter_rows(values_only=True)
    headings = [_heading(_text(value)) for value in next(rows, ())]
    for row in rows:
        yield dict.fromkeys(HEADINGS, "") | {
            name: _text(value) for name, value in zip(headings, row, strict=False) if name
        }


def _heading(text: str) -> str:
    return next((name for name in HEADINGS if text in _said(name)), "")


def _text(value: object) -> str:
    """Write a cell's value as the list has it; a whole number has no point."""
    if value is None:
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value).strip()


def _corrections(rows: Sequence[dict[str, str]]) -> Iterator[Correction]:
    """Turn decided rows into corrections, one a cell: of several rows about a cell, one that changes it counts."""
    printed = {_cell(row): row["Before"] for row in rows if _tells_repair(row)}
    decided: dict[tuple[str, ...], Correction] = {}
    for row in rows:
        new = _new(row, printed)
        if row["Record"] and new is not None and (new != row["Value now"] or _cell(row) not in decided):
            where = (table_number(row["Table"]), "#" + row["Record"], row["Go to"])
            decided[_cell(row)] = Correction(*where, row["Value now"], new, row["What it says"])
    yield from decided.values()


def _tells_repair(row: dict[str, str]) -> bool:
    """Ask whether a line tells a repair of its cell, perhaps beside a doubt."""
    return any(kind in _said("Repair") for kind in row["Kind"].split("\n"))


def _futile(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """Number the lines on which something was typed that is no decision, or is about no cell of a record."""
    for row in rows:
        if (row["Decision"] or row["Corrected value"]) and (not row["Record"] or _new(row, {}) is None):
            yield row["No."]


def _cell(row: dict[str, str]) -> tuple[str, ...]:
    return row["Table"], row["Record"], row["Go to"]


def _new(row: dict[str, str], printed: dict[tuple[str, ...], str]) -> str | None:
    """Give the value decided on: 同意 confirms what stands there, 保留原文 takes a repair of the cell back.

    None where nothing is decided, and nothing where a change is wanted without a value.
    """
    decision, typed = row["Decision"], row["Corrected value"]
    if typed or decision in _said("change"):
        return typed
    if decision in _said("agreed"):
        return row["Value now"] or NOTHING[0]
    if decision in _said("leave as printed"):
        return printed.get(_cell(row), row["Value now"]) or NOTHING[0]
    return None
