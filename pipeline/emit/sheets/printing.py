"""A sheet that is printed says on each page what it is, which page it is, and what its colours mean."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from pipeline.emit.guard_outputs import shown
from pipeline.emit.sheets.book import FONT, Book

LEGEND = "green: sure · yellow: inferred · red: to review"


def print_set_up(book: Book, sheet: Worksheet, title: str, foot: str = "") -> None:
    """Set up the print: A4 landscape, one page wide, title above, page numbers below, beside them what else to know."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    text = shown(" ".join(title.split())[:100]).replace("&", "＆")  # a code to Excel
    font, pages = FONT[book.lang], book.word("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_header(f'&C&14&"{font},Bold"{text}')
    sheet.set_footer(f'&L&9&"{font},Regular"{foot}&C&"{font},Regular"{pages}')
