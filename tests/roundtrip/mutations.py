"""What offices, Word and dumps do to cells: each mutation is fair, for its docstring says what gives the clean text back.

A mutation changes a sheet and says whether it found anything to change.  They run in the order of ``MUTATIONS``: first what
changes the text of cells, then (``shapes.py``) what changes rows and tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from tests.roundtrip.sheet import Line, Sheet

Mutation = Callable[[Sheet, Random], bool]
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def cells(sheet: Sheet, *sorts: str) -> Iterator[tuple[Line, int]]:
    for line in sheet.records():
        for at in sheet.columns(*sorts):
            if line.cells[at]:
                yield line, at


def some(found: list[tuple[Line, int]], r: Random, share: float) -> list[tuple[Line, int]]:
    return r.sample(found, max(1, int(len(found) * share))) if found else []


def set_text(chosen: list[tuple[Line, int]], change: Callable[[str], str]) -> bool:
    for line, at in chosen:
        line.cells[at] = change(line.cells[at])
    return bool(chosen)


def part_people(sheet: Sheet, r: Random) -> bool:
    """People one a line, or behind wide gaps: each piece is a name."""
    found = [(line, at) for line, at in cells(sheet, "people") if "、" in line.cells[at]]
    return set_text(found, lambda text: text.replace("、", r.choice(("\n", "\n", "    ", "；"))))


def pad_names(sheet: Sheet, r: Random) -> bool:
    """Names of two characters padded to the width of three: single characters are no names."""
    pad = r.choice(("  ", "　", "  "))
    found = [(line, at) for line, at in cells(sheet, "people") if any(map(two, names(line.cells[at])))]
    return set_text(some(found, r, 0.7), lambda text: padded(text, pad))


def two(name: str) -> bool:
    return len(name) == 2


def names(text: str) -> list[str]:
    for sign in "\n；":
        text = text.replace(sign, "、")
    return text.replace("    ", "、").split("、")


def padded(text: str, pad: str) -> str:
    for name in filter(two, set(names(text))):
        text = text.replace(name, name[0] + pad + name[1])
    return text


def part_units(sheet: Sheet, r: Random) -> bool:
    """Units one a line, or parted by another sign."""
    found = [(line, at) for line, at in cells(sheet, "units") if "、" in line.cells[at]]
    return set_text(found, lambda text: text.replace("、", r.choice(("\n", "\n", "，", "；", "   "))))


def glue_units(sheet: Sheet, r: Random) -> bool:
    """Two units without a sign between them: both stand alone in other cells of the table."""
    alone = Counter(line.cells[at] for line, at in cells(sheet, "units"))
    pairs = [(line, at) for line, at in cells(sheet, "units") if line.cells[at].count("、") == 1]
    found = [(line, at) for line, at in pairs if all(alone[unit] for unit in line.cells[at].split("、"))]
    return set_text(found[:1], lambda text: text.replace("、", ""))


def widen_digits(sheet: Sheet, r: Random) -> bool:
    """Full-width digits in serials and amounts."""
    return set_text(some(list(cells(sheet, "serial", "amount")), r, 0.15), lambda text: text.translate(FULL))


def part_thousands(sheet: Sheet, r: Random) -> bool:
    """Thousands parted by commas, in some of the amounts."""
    found = [
        (line, at) for line, at in cells(sheet, "amount") if line.cells[at].isascii() and float(line.cells[at]) >= 1000
    ]
    return set_text(
        some(found, r, 0.6), lambda text: f"{int(text.partition('.')[0]):,}" + text[len(text.partition(".")[0]) :]
    )


def dash_blanks(sheet: Sheet, r: Random) -> bool:
    """A dash where an amount, people or units are none."""
    at = sheet.columns("amount", "people", "units", "deadline")
    found = [(line, column) for line in sheet.records() for column in at if not line.cells[column]]
    return set_text(found, lambda text: r.choice(("—", "-", "/")))


def break_labels(sheet: Sheet, r: Random) -> bool:
    """Lines broken inside groups and labels, as narrow columns make people do."""
    found = [(line, at) for line, at in cells(sheet, "group", "item") if len(line.cells[at]) >= 6]
    broken = {line.cells[at] for line, at in some(found, r, 0.5)}
    return set_text([(line, at) for line, at in found if line.cells[at] in broken], in_two)


def in_two(text: str) -> str:
    half = len(text) // 2
    return text if text[half - 1].isascii() or text[half].isascii() else text[:half] + "\n" + text[half:]


def blank_lines(sheet: Sheet, r: Random) -> bool:
    """An empty paragraph at the end of a few cells; in a dump it looks like the end of a row."""
    return set_text(some(list(cells(sheet, "text", "units", "item")), r, 0.03), lambda text: text + "\n")


def leave_bookmarks(sheet: Sheet, r: Random) -> bool:
    """A bookmark's name that a dump prints into a cell; Word files have none in their text."""
    found = list(cells(sheet, "text", "item")) if sheet.form == "dump" else []
    return set_text(some(found, r, 0.01), lambda text: "[bookmark: _GoBack]" + text)


def dot_serials(sheet: Sheet, r: Random) -> bool:
    """A dot or 、 behind each number."""
    tail = r.choice((".", "、", "．"))
    plain = [(line, at) for line, at in cells(sheet, "serial") if line.cells[at].isdigit()]
    return set_text(plain, lambda text: text + tail)


def lose_serials(sheet: Sheet, r: Random) -> bool:
    """One serial in ten is missing, never the first: its neighbours say what it was."""
    return set_text(some(list(cells(sheet, "serial"))[1:], r, 0.1), lambda text: "")


def double_serials(sheet: Sheet, r: Random) -> bool:
    """One serial is printed as the one above it: the others say which is wrong (contract, decision 5)."""
    found = list(cells(sheet, "serial"))
    pairs = [
        pair
        for pair in list(pairwise(found))[1:]
        if sheet.kind.sections[pair[0][0].record] == sheet.kind.sections[pair[1][0].record]
    ]
    for above, below in [r.choice(pairs)] if len(pairs) > 3 else []:
        below[0].cells[below[1]] = above[0].cells[above[1]]
    return len(pairs) > 3


def say_ditto(sheet: Sheet, r: Random) -> bool:
    """同上 or 〃 where a unit, people or a deadline are those of the record above."""
    mark = r.choice(("同上", "〃"))
    below = {line.record: above for above, line in pairwise(sheet.lines) if above.sort == line.sort == "record"}
    found = [
        (line, at)
        for line, at in cells(sheet, "units", "people", "deadline")
        if line.record in below and same(sheet, line.record, at)
    ]
    return set_text(some(found, r, 0.6), lambda text: mark)


def same(sheet: Sheet, record: int, at: int) -> bool:
    return sheet.kind.records[record][at] == sheet.kind.records[record - 1][at] != ""


def pad_header(sheet: Sheet, r: Random) -> bool:
    """Spaces or line breaks inside the names of columns."""
    for row in sheet.header:
        for at, name in enumerate(row):
            if len(name) in (2, 4) and name.isalpha() and r.random() < 0.6:
                row[at] = (r.choice((" ", "  ", "　")) if len(name) == 2 else "\n").join(
                    (name[: len(name) // 2], name[len(name) // 2 :])
                )
    return True


TEXTS: tuple[Mutation, ...] = (
    glue_units, part_people, pad_names, part_units, part_thousands, widen_digits, dash_blanks, break_labels, lose_serials,
    double_serials, dot_serials, say_ditto, blank_lines, leave_bookmarks, pad_header,
)  # fmt: skip
