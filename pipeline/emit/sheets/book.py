"""A workbook has limits and habits that a text does not know: this file keeps to them for all sheets.

Every text is written as a text, never as a formula or link; one that is too long goes on in the sheet
of long texts.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.emit.guard_outputs import LONGEST, MORE, shown, too_long
from pipeline.emit.sheets.sheet import Sheet, fits
from pipeline.emit.sheets.sheet_names import sheet_name
from pipeline.messages import word
from pipeline.model import Certainty, Grid
from pipeline.result import Result
from pipeline.run_errors import TooWide

FONT = {"zh": "宋体", "en": "Calibri"}
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
# A tint for each certainty; a doubt wants a person's eye as much as a repair to review does.
TINTS: dict[Certainty, str] = {"sure": "#E2EFDA", "inferred": "#FFF2CC", "review": "#F8CBAD"}
HEADING, LINE = "#D9E2F3", "#BFBFBF"


class LongText(NamedTuple):
    """A text that goes on elsewhere: the sheet and cell where it begins, and its pieces."""

    sheet: str
    row: int
    column: int
    pieces: list[str]


class Book:
    """A workbook in the making: sheets, styles that are made once, texts that are too long, limits that were met.

    A long one is written row by row and keeps no row in memory: it has lists only.
    """

    def __init__(self, lang: str, long_lists: bool = False) -> None:
        self.lang = lang
        self.long_lists = long_lists
        self.long: list[LongText] = []
        self.limits: list[str] = []
        self._out = io.BytesIO()
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()
        options = {
            "in_memory": not long_lists,
            "constant_memory": long_lists,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        self.workbook = Workbook(self._out, options)
        # A fixed date: the same input gives the same bytes on every run.
        self.workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "author": "fubiao"})

    def word(self, text: str) -> str:
        """Give a word in the workbook's language."""
        return word(text, self.lang)

    def labelled(self, label: str, text: str) -> str:
        """Put a label before a text as the workbook's language does."""
        return self.word("{label}: {text}").format(label=label, text=text)

    def limited(self, sentence: str, **facts: str) -> None:
        """Remember a limit that was met and what was done about it, for the sheet about the workbook."""
        said = self.word(sentence).format(**facts)
        if said not in self.limits:
            self.limits.append(said)

    def sheet(self, name: str) -> Sheet:
        """Add a sheet, its name made valid and unique."""
        sheet: Sheet = self.workbook.add_worksheet(sheet_name(name, self._names), Sheet)
        sheet.hide_gridlines(2)
        self._quieten(sheet)
        return sheet

    def style(self, **properties: Any) -> Format:
        """Give a cell style, made once for each set of properties."""
        key = tuple(properties.items())
        if key not in self._styles:
            common = {"font_name": FONT[self.lang], "font_size": 11, "valign": "vcenter"}
            self._styles[key] = self.workbook.add_format(common | properties)
        return self._styles[key]

    def boxed(self, **properties: Any) -> Format:
        """Give the style of a cell of a list: thin lines around, text wrapped."""
        return self.style(border=1, border_color=LINE, text_wrap=True, **properties)

    def heading(self) -> Format:
        """Give the style of a list's heading."""
        return self.boxed(bold=True, align="center", bg_color=HEADING)

    def _quieten(self, sheet: Sheet) -> None:
        """Keep the green triangles off: digits that stay text, and counts that differ, are meant so."""
        kinds = ("number_stored_as_text", "two_digit_text_year", "formula_differs", "formula_range")
        sheet.ignore_errors(dict.fromkeys(kinds, f"A1:XFD{MOST_ROWS}"))

    def put(self, sheet: Sheet, row: int, column: int, text: str, style: Format | None = None) -> None:
        """Write a text as a text, whatever it begins with and however long it is."""
        if not text:
            sheet.put_blank(row, column, style)
        elif fits(text):
            sheet.put_text(row, column, text, style)
        else:
            self._put_odd(sheet, row, column, text, style)

    def _put_odd(self, sheet: Sheet, row: int, column: int, text: str, style: Format | None) -> None:
        """Write a text that may be too long for a cell, or hold what a workbook cannot."""
        safe = shown(text)
        if too_long(safe):
            pieces = cut(safe)
            self.long.append(LongText(sheet.get_name(), row, column, pieces[1:]))
            safe = pieces[0] + MORE
        write_text(sheet, row, column, safe, style)

    def close(self) -> bytes:
        """Finish the workbook and give its bytes."""
        self.workbook.close()
        return self._out.getvalue()


def check_width(result: Result) -> None:
    """Raise TooWide for a table that has more columns than a sheet, as it is printed or with those that were added."""
    for cleaned in result.tables:
        columns = max(len(cleaned.table.columns), cleaned.grid.width)
        if columns > MOST_COLUMNS:
            raise TooWide(name=result.source.name, columns=columns, limit=MOST_COLUMNS)


def edge_of(grid: Grid) -> int:
    """Give how many columns row numbers take beside a table: none where it needs all that a sheet has."""
    return int(grid.width < MOST_COLUMNS)


def write_text(sheet: Sheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write a text; XlsxWriter takes one between the tags of its own rich texts for XML, and the workbook would be broken."""
    if text.startswith("<r>") and text.endswith("</r>"):
        looks = (style,) if style else ()
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], *looks)
    else:
        sheet.put_text(row, column, text, style)


def cut(text: str) -> list[str]:
    """Cut a text into pieces that a cell can hold, the mark that it goes on included.

    >>> [len(piece) for piece in cut("甲" * 40_000)]
    [32764, 7236]
    """
    pieces, start, used = [], 0, 0
    room = LONGEST - len(MORE)
    for at, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > room:
            pieces.append(text[start:at])
            start, used = at, 2 if char > "\uffff" else 1
    return [*pieces, text[start:]]


def letters(column: int) -> str:
    """Name a column counted from zero as a workbook does.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name
