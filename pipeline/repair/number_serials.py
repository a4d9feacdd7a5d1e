"""Serials that are missing, printed twice, or out of order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Cell, Certainty, Column, Doubt, Fixed, Repair, Table
from pipeline.numerals import Serial, is_outline, read_serial, undressed
from pipeline.profile import Profile
from pipeline.repair.gapless import best_numbering, clashes
from pipeline.repair.shared_serials import are_shared
from pipeline.text import blank, half_width, joined, visible

PRINTED = "原序号"
_remark = re.compile(r"(?<=\d)[（(][^（()）\d]+[）)]\s*$")
# One blank in so many rows is few: it may go on with the record above, or be one whose serial was forgotten.
FEW = 4


def number_serials(table: Table, profile: Profile) -> Fixed:
    """Number the records without a gap, as the fewest printed serials contradict; keep the print beside it.

    >>> fixed = number_serials(table("序号:serial|任务; 1|修路; |架桥; 3|植树; 3|种草"), profile)
    >>> show(fixed)
    序号 | 任务 | 原序号
    1 | 修路 | 1
    2 | 架桥 |
    3 | 植树 | 3
    4 | 种草 | 3
    >>> told(fixed)
    R301 3:1 '' -> '2' inferred
    R302 5:1 '3' -> '4' review
    D301 5:1 printed=3 number=4

    A serial merged over several rows, or printed once for them, counts once.

    >>> show(number_serials(table("序号:serial|任务; 1|修路; ^|架桥; 2|植树"), profile))
    序号 | 任务 | 原序号
    1 | 修路 | 1
    1 | 架桥 | 1
    2 | 植树 | 2

    So does one that a dump prints again for each row of its merge: then another column repeats just where it does.

    >>> spec = "序号:serial|行为|单位:unit; 1|占道|甲局; 2|摆摊|甲局; 3|堆放|丙局; 3|堆放|甲局; 4|养犬|甲局"
    >>> told(number_serials(_replace(table(spec), lost_spans=True), profile))
    >>> told(number_serials(_replace(table(spec.replace("堆放|甲局", "涂写|丙局")), lost_spans=True), profile))
    R302 5:1 '3' -> '4' review
    R302 6:1 '4' -> '5' review
    D301 5:1 printed=3 number=4
    D301 6:1 printed=4 number=5

    Serials are written plainly; those that count nothing stay.

    >>> told(number_serials(table("序号:serial|任务; 1.|修路; ２|架桥; 3|植树"), profile))
    R303 2:1 '1.' -> '1' sure
    R303 3:1 '２' -> '2' sure
    >>> told(number_serials(table("序号:serial|任务; 5|修路; 9|架桥; 2|植树; 7|种草; 1|护堤"), profile))
    D302 2:1
    """
    columns = table.with_role("serial")
    if not columns or not table.rows or table.columns[-1].role == "printed_serial":
        return Fixed(table)
    at = columns[0]
    printed = [row.cells[at] for row in table.rows]
    widened = _with_print(table, printed)
    numbers = None if profile.serials == "keep" else _numbers(table, at)
    if numbers is None:
        odd = profile.serials == "fill" and any(read(cell.text) for cell in printed)
        odd = odd and not is_outline(cell.text for cell in printed if cell.origin is None)
        doubt = Doubt("D302", "number_serials", printed[0].place, table.columns[at].name)
        return Fixed(_typed(widened, at), (), (doubt,) if odd else ())
    texts = _dressed(printed, numbers)
    changed = {
        (row, at): cell._replace(text=text)
        for row, (cell, text) in enumerate(zip(printed, texts, strict=True))
        if text != cell.text
    }
    unsure = _twice(printed, numbers)
    repairs = [_repair(printed[row], cell, table.columns[at].name, row in unsure) for (row, _), cell in changed.items()]
    doubts = [_doubt(repair) for repair in repairs if repair.code == "R302"]
    return Fixed(_typed(widened.with_cells(changed), at), tuple(repairs), tuple(doubts))


def _with_print(table: Table, printed: list[Cell]) -> Table:
    """Add the column 原序号: what the file prints as the serial."""
    cells = (cell if cell.text.isalnum() else cell._replace(text=joined(cell.text)) for cell in printed)
    return table.with_column(Column(PRINTED, role="printed_serial"), dict(enumerate(cells)))


def _typed(table: Table, at: int) -> Table:
    """Call the column integer if each serial in it is a plain number."""
    plain = all(
        text.isascii() and text.isdigit() and (text[0] != "0" or text == "0") for text in table.texts(at) if text
    )
    column = replace(table.columns[at], type="integer" if plain else "string")
    return replace(table, columns=(*table.columns[:at], column, *table.columns[at + 1 :]))


def read(text: str) -> Serial | None:
    """Take a serial apart: A-01 is A-, 1, digits of width 2; a remark behind it, 5（新增）, is no part of it."""
    return read_serial(text) or read_serial(_remark.sub("", text))


def _numbers(table: Table, at: int) -> list[int] | None:
    """Number the records; None where the serials are of no kind that can be numbered, or most would change."""
    cells = [row.cells[at] for row in table.rows]
    read_all = [read(cell.text) for cell in cells]
    legible = [serial for serial in read_all if serial]
    filled = sum(not blank(cell.text) for cell in cells)
    if len(legible) < filled or not _of_one_kind(legible) or (not filled and table.lost_spans):
        return None
    steps = [0 if shares else 1 for shares in are_shared(table, at)]
    values = [serial.number if serial else None for serial in read_all]
    starts = _section_starts(table)
    anew = [at > 0 and head != before for at, (before, head) in enumerate(pairwise(["", *_heads(read_all)]))]
    each = best_numbering(values, steps, starts, anew)
    shared = [0 if value is None and row else step for row, (value, step) in enumerate(zip(values, steps, strict=True))]
    once = best_numbering(values, shared, starts, anew)
    best = once if clashes(once, values) < clashes(each, values) else each
    return best if clashes(best, values) * 2 <= filled else None


def _of_one_kind(serials: list[Serial]) -> bool:
    """Ask whether all serials wear one dress, or few stand as 四 or ④ among plain ones."""
    dresses = Counter(serial.dress[:5] for serial in serials)
    odd = len(serials) - dresses["plain"]
    bare = all(not serial.head for serial in serials)
    return len(dresses) < 2 or (bare and "digit" not in dresses and odd * FEW <= len(serials))


def _heads(read_all: list[Serial | None]) -> list[str]:
    """Give what stands before the number of each serial, 2. of 2.1; a blank one shares that of the one before."""
    heads: list[str] = []
    for serial in read_all:
        heads.append(serial.head if serial else heads[-1] if heads else "")
    return heads


def _section_starts(table: Table) -> list[bool]:
    """Say at which records a new section (分组) begins."""
    made = [at for at in table.with_role("group") if table.columns[at].made]
    groups = [row.cells[made[0]].text if made else "" for row in table.rows]
    return [at > 0 and group != groups[at - 1] for at, group in enumerate(groups)]


def _dressed(printed: list[Cell], numbers: list[int]) -> list[str]:
    """Write each number in the column's dress; plain numbers lose padding, dots and brackets."""
    read_all = [read(cell.text) for cell in printed]
    first = next((serial for serial in read_all if serial), None)
    if first is None or any(serial and serial.dress == "plain" for serial in read_all):
        return [str(number) for number in numbers]
    models = (first._replace(head=head) for head in _heads(read_all))
    return [_dress(*each) for each in zip(printed, read_all, numbers, models, strict=True)]


def _dress(cell: Cell, own: Serial | None, number: int, model: Serial) -> str:
    if own and own.number == number:
        return half_width(joined(cell.text)) if model.dress.startswith("digits") else joined(cell.text)
    return model.head + undressed(number, model.dress) + model.tail


def _twice(printed: list[Cell], numbers: list[int]) -> set[int]:
    """Find the blanks that share the number above them, where so few are blank that each may as well be a slip."""
    blanks = {at for at, cell in enumerate(printed) if blank(cell.text)}
    shared = {at for at in blanks if at and numbers[at] == numbers[at - 1]}
    return shared if len(blanks) * FEW <= len(printed) else set()


def _repair(before: Cell, after: Cell, column: str, unsure: bool) -> Repair:
    own, now = read(before.text), read(after.text)
    if blank(before.text):
        certainty: Certainty = "review" if unsure else "inferred"
        return Repair("R301", "number_serials", before.place, "", after.text, certainty, column)
    if own and now and own.number == now.number:
        return Repair("R303", "number_serials", before.place, before.text, after.text, "sure", column)
    return Repair("R302", "number_serials", before.place, before.text, after.text, "review", column)


def _doubt(repair: Repair) -> Doubt:
    facts = {"printed": visible(repair.before), "number": repair.after}
    return Doubt("D301", "number_serials", repair.place, repair.column, facts)
