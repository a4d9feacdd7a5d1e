"""A sheet that is printed says on each page what it is, which page it is, and what its colours mean."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.emit.guard_outputs import shown
from pipeline.emit.sheets.book import FONT, Book
from pipeline.emit.sheets.sheet import Sheet

# Excel's codes of A4 and A3, and the pixels between the margins of A4 on its side.
A4, A3, _ROOM = 9, 8, 1026.0
# Letters of 11 points are read with ease at three quarters, and hardly below six tenths.
_EASY, _HARD = 0.75, 0.6
LEGEND = "green: sure · yellow: inferred · red: to review"


def print_set_up(book: Book, sheet: Sheet, title: str, foot: str = "", widths: Sequence[float] = ()) -> None:
    """Set up the print: landscape, one page wide, title above, page numbers below, beside them what else to know.

    It is A4, unless columns of such widths could hardly be read there.
    """
    sheet.set_landscape()
    sheet.set_paper(A3 if _scale(widths) < _HARD else A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    text = shown(" ".join(title.split())[:100]).replace("&", "＆")  # a code to Excel
    font, pages = FONT[book.lang], book.word("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_header(f'&C&14&"{font},Bold"{text}')
    sheet.set_footer(f'&L&9&"{font},Regular"{foot}&C&"{font},Regular"{pages}')


def on_paper(widths: Sequence[float], needed: int) -> int:
    """Count the columns that go on paper: all where A4 shows them well, else those that the reader of a print needs.

    >>> on_paper([12.0] * 10, 6), on_paper([12.0] * 20, 12), on_paper([12.0] * 20, 0)
    (10, 12, 20)
    """
    return needed if needed and _scale(widths) < _EASY else len(widths)


def _scale(widths: Sequence[float]) -> float:
    """Say how much smaller columns become that must share the width of A4; a digit takes 7 pixels, the edges 5."""
    return _ROOM / max(sum(7 * wide + 5 for wide in widths), _ROOM)
