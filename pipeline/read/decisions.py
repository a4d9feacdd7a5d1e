"""What a clerk decided in a workbook of ours, in the sheet of what to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
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
    "No.", "Kind", "Table", "Record", "Go to", "What it says", "Before", "Value now", "Decision", "Corrected value", "Code",
)  # fmt: skip

TYPED = ("Decision", "Corrected value")
# Doubts about a line of corrections: it is the line that must be mended.
OF_CORRECTIONS = "D95"


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
        if not any(map(typed_columns, sheets)) or "SHA-256" not in about:
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
    """Write a cell's value as the list has it; a whole number has no point, a date no time of day.

    >>> _text(3.0), _text(datetime(2025, 6, 30)), _text(" 是 "), _text(None)
    ('3', '2025-06-30', '是', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value).strip()


def _corrections(rows: Sequence[dict[str, str]]) -> Iterator[Correction]:
    """Turn decided rows into corrections, one a cell: of several rows about a cell, one that changes it counts."""
    printed = {_cell(row): row["Before"] for row in rows if _tells(row, "Repair")}
    decided: dict[tuple[str, ...], Correction] = {}
    for row in rows:
        made = _made(row, printed)
        key = _cell(row) if row["Record"] else (row["No."],)
        if made and (made.new != row["Value now"] or key not in decided):
            decided[key] = made
    yield from decided.values()


def _futile(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """Number the lines on which something was typed that decides nothing."""
    for row in rows:
        typed = row["Decision"] or row["Corrected value"]
        if typed and not _made(row, {}):
            yield row["No."]


def _made(row: dict[str, str], printed: dict[tuple[str, ...], str]) -> Correction | None:
    """Make the correction that a line decides on, of a cell or of what was told of no record, if there is one."""
    return _of_cell(row, printed) if row["Record"] else _agreed(row)


def _tells(row: dict[str, str], kind: str) -> bool:
    """Ask whether a line tells a repair, or a doubt, perhaps beside the other."""
    return any(each in _said(kind) for each in row["Kind"].split("\n"))


def _cell(row: dict[str, str]) -> tuple[str, ...]:
    return row["Table"], row["Record"], row["Go to"]


def _of_cell(row: dict[str, str], printed: dict[tuple[str, ...], str]) -> Correction | None:
    """Make the correction of a cell, if there is one decided on; without a value where a change is wanted without one."""
    new = _new(row, printed)
    where = (table_number(row["Table"]), "#" + row["Record"], row["Go to"])
    return None if new is None else Correction(*where, row["Value now"], new, _line(row["What it says"]))


def _agreed(row: dict[str, str]) -> Correction | None:
    """Agree to what was told of no record: a doubt, or a repair that cannot be taken back here; not to a wrong line."""
    agrees = row["Decision"] in (*_said("agreed"), *(() if _tells(row, "Repair") else _said("leave as printed")))
    if not agrees or row["Corrected value"] or row["Code"].startswith(OF_CORRECTIONS):
        return None
    return Correction(table_number(row["Table"]), row["Kind"], row["Code"], _line(row["What it says"]), row["Decision"])


def _line(text: str) -> str:
    """Write on one line what a file of corrections says: its lines are counted by a reader as a spreadsheet shows them."""
    return " ".join(text.split("\n"))


def _new(row: dict[str, str], printed: dict[tuple[str, ...], str]) -> str | None:
    """Give the value decided on: 同意 confirms what stands there, 保留原文 takes a repair of the cell back.

    None where nothing is decided, or two things at once, and nothing where a change is wanted without a value.
    """
    decision, typed = row["Decision"], row["Corrected value"]
    agrees, leaves = decision in _said("agreed"), decision in _said("leave as printed")
    if typed or decision in _said("change"):
        return None if agrees or leaves else typed
    if agrees:
        return row["Value now"] or NOTHING[0]
    return (printed.get(_cell(row), row["Value now"]) or NOTHING[0]) if leaves else None
