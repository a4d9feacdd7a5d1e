"""The sheet of statistics: how much each unit, person and group has to do, as tables, the first two drawn above."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.emit.sheets.book import FONT, LINE, Book, letters
from pipeline.emit.sheets.counts import Area, Block
from pipeline.emit.sheets.measure import height, room_for, width
from pipeline.emit.sheets.printing import print_set_up
from pipeline.emit.sheets.sheet import Sheet

_TOP = 23  # the tables begin below the charts
_DRAWN = 15  # so many bars can still be read
_GAPS = (45, 500)  # between bars, in hundredths of a bar: as close as looks well, as far as Excel goes
_PLOT, _BAR = 370, 28  # pixels: the height that all bars share, the most that one takes of it
_COLOURS = ("#5B9BD5", "#BDD7EE", "#DDEBF7")


def write_statistics(book: Book, blocks: Sequence[Block], records: Area, count: int, name: str, title: str) -> None:
    """Write the sheet of statistics: charts on top, the tables that they draw below."""
    sheet = book.sheet(name)
    print_set_up(book, sheet, f"{title} {book.word('Statistics')}")
    sheet.repeat_rows(_TOP, _TOP + 1)
    whole = "(" + "+".join(f"ROWS({cells})" for cells in records.column("A")) + ")"
    left = 0
    tallest = {_TOP: 24.0, _TOP + 1: height([], [])}
    for block in blocks:
        wide = _widths(block)
        for at, each in enumerate(wide):
            sheet.set_column(left + at, left + at, each)
        for at, (text, _) in enumerate(block.rows, _TOP + 2):
            tallest[at] = max(tallest.get(at, 0.0), height([text], [wide[0]]))
        _write_block(book, sheet, block, left, whole, count)
        left += len(wide) + 1
        sheet.set_column(left - 1, left - 1, 2)
    for row, tall in tallest.items():
        sheet.set_row(row, tall)
    _draw(book, sheet, blocks)


def _widths(block: Block) -> list[float]:
    first = max([width(block.title), *(width(name) for name, _ in block.rows)]) + 3.0
    return [
        min(max(first, 14.0), 44.0),
        *(max(8.0, room_for(width(heading) + 1)) for heading in block.headings),
        *([8.0] if len(block.headings) > 1 else []),
        9.0,
    ]


def _write_block(book: Book, sheet: Sheet, block: Block, left: int, whole: str, count: int) -> None:
    total = len(block.headings) > 1
    headings = [book.word("Name"), *block.headings, *([book.word("Total")] if total else []), book.word("Share")]
    sheet.put_text(_TOP, left, block.title, book.style(bold=True, font_size=12))
    for at, heading in enumerate(headings, left):
        book.put(sheet, _TOP + 1, at, heading, book.heading())
    label, number = book.boxed(num_format="@"), book.boxed(align="center", num_format="0")
    for row, (name, counts) in enumerate(block.rows, _TOP + 2):
        book.put(sheet, row, left, name, label)
        cell = f"${letters(left)}{row + 1}"
        for at, figure in enumerate(counts, left + 1):
            sheet.put_formula(row, at, figure.formula.replace("{cell}", cell), number, figure.value)
        _sum_up(book, sheet, row, left + 1, [figure.value for figure in counts], (whole, count))


def _sum_up(book: Book, sheet: Sheet, row: int, left: int, values: Sequence[int], whole: tuple[str, int]) -> None:
    """Write the sum of the parts, where there are several, and the share of all records."""
    last = left + len(values) - 1
    if len(values) > 1:
        last += 1
        cells = f"{letters(left)}{row + 1}:{letters(last - 1)}{row + 1}"
        sheet.put_formula(row, last, f"SUM({cells})", book.boxed(align="center", num_format="0"), sum(values))
    share = f"{letters(last)}{row + 1}/{whole[0]}"
    sheet.put_formula(row, last + 1, share, book.boxed(align="center", num_format="0.0%"), sum(values) / whole[1])


def _draw(book: Book, sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Draw the first two tables as bars side by side above all tables."""
    lefts, left = [], 0
    for block in blocks:
        lefts.append(left)
        left += len(_widths(block)) + 1
    for at, block in enumerate(blocks[:2]):
        if block.rows:
            chart = _chart(book, sheet.get_name(), block, lefts[at])
            sheet.insert_chart(
                0, 0, chart, {"x_offset": 4 + at * 500, "y_offset": 6, "object_position": 3, "description": block.title}
            )


def _chart(book: Book, name: str, block: Block, left: int) -> object:
    stacked = len(block.headings) > 1
    chart = book.workbook.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    first, last = _TOP + 2, _TOP + 1 + min(len(block.rows), _DRAWN)
    font = {"name": FONT[book.lang], "size": 9}
    for at, heading in enumerate(block.headings):
        column = left + 1 + at
        chart.add_series({
            "name": heading, "categories": [name, first, left, last, left], "values": [name, first, column, last, column],
            "fill": {"color": _COLOURS[at]}, "gap": _gap(last - first + 1),
            "data_labels": {"value": True, "font": font, "num_format": "0;;", "position": "center" if stacked else "outside_end"},
        })  # fmt: skip
    chart.set_title({"name": block.title, "name_font": {**font, "size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "num_font": font})
    chart.set_legend({"position": "bottom", "font": font} if stacked else {"none": True})
    chart.set_size({"width": 490, "height": 450})
    return chart


def _gap(bars: int) -> int:
    """Give the gap that keeps few bars slim."""
    closest, farthest = _GAPS
    return min(max(round((_PLOT / bars / _BAR - 1) * 100), closest), farthest)
