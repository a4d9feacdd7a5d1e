"""How much each unit, person and group has to do: counted by formulas, so that the figures live, and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.emit.duties import Duty
from pipeline.emit.sheets.book import Book, letters
from pipeline.emit.sheets.duties_sheet import KIND, NAME, PART, PARTS
from pipeline.emit.sheets.measure import height, room_for, width
from pipeline.emit.sheets.pages import Written
from pipeline.emit.sheets.printing import print_set_up
from pipeline.emit.sheets.sheet import Sheet

_TOP = 23  # the tables begin below the charts
_DRAWN = 15  # so many bars can still be read
_GAPS = (45, 500)  # between bars, in hundredths of a bar: as close as looks well, as far as Excel goes
_PLOT, _BAR = 370, 28  # pixels: the height that all bars share, the most that one takes of it
_COLOURS = ("#5B9BD5", "#BDD7EE", "#DDEBF7")
# What a criterion of COUNTIFS does not take as it stands, and how long one may be.
_WILD, _LONGEST = frozenset("*?~"), 201


class Count(NamedTuple):
    """A figure: the formula that counts it, and what it comes to."""

    formula: str
    value: int


class Block(NamedTuple):
    """A table of the statistics: what is counted, in which parts, for each name."""

    title: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Count]]]


class Area(NamedTuple):
    """Where the entries of a list stand, sheet by sheet."""

    pages: Sequence[Written]

    def column(self, letter: str) -> list[str]:
        """Name the cells of a column, on each sheet."""
        return [
            f"'{page.sheet.get_name()}'!${letter}$2:${letter}${page.last - page.first + 1}"
            for page in self.pages
            if page.last > page.first
        ]


def of_duties(book: Book, duties: Sequence[Duty], area: Area, kind: str) -> Block:
    """Count the duties of each unit or person, in parts where there are several."""
    own = [duty for duty in duties if duty.kind == kind]
    parts = [part for part in PARTS if any(duty.part == part for duty in own)]
    counted = Counter((duty.name, duty.part) for duty in own)
    only = {"": ""} if len(parts) < 2 else {part: book.word(PARTS[part]) for part in parts}
    rows = []
    for name, total in _ranked(duty.name for duty in own):
        values = [total if not shown else counted[name, part] for part, shown in only.items()]
        tests = [
            [(NAME, None), (KIND, book.word(kind)), *([(PART, shown)] if shown else [])] for shown in only.values()
        ]
        rows.append(
            (name, [Count(_formula(area, name, test), value) for test, value in zip(tests, values, strict=True)])
        )
    return Block(book.word(f"By {kind}"), [shown or book.word("Count") for shown in only.values()], rows)


def of_groups(book: Book, names: Iterable[str], area: Area, letter: str) -> Block:
    """Count the records of each group."""
    rows = [(name, [Count(_formula(area, name, [(letter, None)]), value)]) for name, value in _ranked(names)]
    return Block(book.word("By group"), [book.word("Count")], rows)


def _ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    """Count the names, the most frequent first, equal ones as they come."""
    return Counter(name for name in names if name).most_common()


def _formula(area: Area, name: str, tests: Sequence[tuple[str, str | None]]) -> str:
    """Count the rows where each column holds its text; None stands for the name beside the formula.

    COUNTIFS would read * or < in a name as a command; such a name is compared letter by letter.
    """
    counts = []
    for page in zip(*(area.column(letter) for letter, _ in tests), strict=True):
        wanted = ["{cell}" if text is None else f'"{text}"' for _, text in tests]
        if _means_itself(name):
            counts.append(
                "COUNTIFS(" + ",".join(f"{cells},{text}" for cells, text in zip(page, wanted, strict=True)) + ")"
            )
        else:
            exact = "*".join(f"EXACT({cells},{text})" for cells, text in zip(page, wanted, strict=True))
            counts.append(f"SUMPRODUCT({exact}*1)")
    return "+".join(counts)


def _means_itself(name: str) -> bool:
    """Ask whether a criterion that begins so means itself and nothing else."""
    return "\u3400" <= name[:1] <= "\u9fff" and len(name) <= _LONGEST and _WILD.isdisjoint(name)


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
    font = {"name": "宋体" if book.lang == "zh" else "Calibri", "size": 9}
    for at, heading in enumerate(block.headings):
        column = left + 1 + at
        chart.add_series({
            "name": heading, "categories": [name, first, left, last, left], "values": [name, first, column, last, column],
            "fill": {"color": _COLOURS[at]}, "gap": _gap(last - first + 1),
            "data_labels": {"value": True, "font": font, "num_format": "0;;", "position": "center" if stacked else "outside_end"},
        })  # fmt: skip
    chart.set_title({"name": block.title, "name_font": {**font, "size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "#BFBFBF"}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "num_font": font})
    chart.set_legend({"position": "bottom", "font": font} if stacked else {"none": True})
    chart.set_size({"width": 490, "height": 450})
    return chart


def _gap(bars: int) -> int:
    """Give the gap that keeps few bars slim."""
    closest, farthest = _GAPS
    return min(max(round((_PLOT / bars / _BAR - 1) * 100), closest), farthest)
