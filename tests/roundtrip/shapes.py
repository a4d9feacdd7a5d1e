"""What offices, Word and dumps do to rows and tables; each docstring says what gives the clean records back."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.roundtrip.mutations import Mutation
from tests.roundtrip.sheet import PAGE_BREAK, Line, Sheet


def merge_groups(sheet: Sheet, r: Random) -> bool:
    """A group printed once for its rows: a true merge in Word, blanks in a dump, in the grouping columns on the left."""
    sheet.merged |= set(sheet.columns("group"))
    return bool(sheet.columns("group"))


def merge_values(sheet: Sheet, r: Random) -> bool:
    """Equal units, people and deadlines below each other merged: in Word only, a dump does not tell them from none."""
    if sheet.form == "dump" or any(set(line.cells) & {"同上", "〃"} for line in sheet.records()):
        return False
    sheet.merged |= set(sheet.columns("units", "people", "deadline"))
    return True


def merge_across(sheet: Sheet, r: Random) -> bool:
    """One text for two columns: a gridSpan in Word; in a dump a cell fewer, and the other rows say where."""
    found = [
        (line, at)
        for line in sheet.records()
        for at in range(1, len(line.cells))
        if line.cells[at] == line.cells[at - 1] and sheet.kind.sorts[at] == "text"
    ]
    for line, at in found:
        line.cells[at] = "<"
    return bool(found)


def part_sections(sheet: Sheet, r: Random) -> bool:
    """A section's name in the first cell alone, or its number and its name in two cells; or counted: （3个）."""
    how = r.choice(("alone", "two cells", "counted"))
    sections = [line for line in sheet.lines if line.sort == "section"]
    for line in sections:
        name, width = line.cells[0], len(line.cells)
        if how == "counted":
            line.cells[0] = counted(sheet, name)
        elif how == "alone":
            line.cells[:] = [name] + [""] * (width - 1)
        else:
            line.cells[:] = [*name.split("、", 1), *[""] * (width - 2)]
    return bool(sections)


def counted(sheet: Sheet, name: str) -> str:
    said = f"{name}（{sheet.kind.sections.count(name)}个）"
    for record in sheet.wanted:
        record["分组"] = said if record["分组"] == name else record["分组"]
    return said


def stack_rows(sheet: Sheet, r: Random) -> bool:
    """Two records in one row, line by line: as many serials as lines in every other cell."""
    pairs = [(at, above, below) for at, (above, below) in enumerate(pairwise(sheet.lines)) if stackable(above, below)]
    if not pairs or not sheet.columns("serial") or sheet.merged:
        return False
    at, above, below = r.choice(pairs)
    above.cells[:] = [f"{up}\n{down}" for up, down in zip(above.cells, below.cells, strict=True)]
    del sheet.lines[at + 1]
    return True


def stackable(above: Line, below: Line) -> bool:
    texts = [*above.cells, *below.cells]
    return above.sort == below.sort == "record" and all(
        text not in ("", "<", "同上", "〃") and "\n" not in text for text in texts
    )


def break_row(sheet: Sheet, r: Random) -> bool:
    """A record over two rows: the second has no serial, and a text goes on in mid-sentence."""
    if not sheet.columns("serial"):
        return False
    serial = sheet.columns("serial")[0]
    found = [
        (line, at)
        for line in sheet.records()
        for at in sheet.columns("text")
        if len(line.cells[at]) >= 28 and line.cells[serial] and not set("\n[") & set(line.cells[at])
    ]
    for line, at in [r.choice(found)] if found else []:
        text, cut = line.cells[at], 16
        while text[cut - 1] in "，。、；“”0123456789．.%" or text[cut] in "，。、；“”0123456789．.%":
            cut += 1
        line.cells[at] = text[:cut]
        rest = Line([""] * len(line.cells), "rest", line.record)
        rest.cells[at] = text[cut:]
        sheet.lines.insert(sheet.lines.index(line) + 1, rest)
    return bool(found)


def add_total(sheet: Sheet, r: Random) -> bool:
    """The sum of the amounts below all records, or above them."""
    if not sheet.columns("amount"):
        return False
    total = summed(sheet, r, "合计", range(len(sheet.wanted)))
    sheet.lines.insert(0 if r.random() < 0.3 and not sheet.kind.sections[0] else len(sheet.lines), total)
    return True


def add_subtotals(sheet: Sheet, r: Random) -> bool:
    """The sum of each group or section, below it."""
    groups = sheet.columns("group")
    keys = [
        (sheet.kind.sections[at], record[groups[0]] if groups else "") for at, record in enumerate(sheet.kind.records)
    ]
    if not sheet.columns("amount") or len(set(keys)) < 2:
        return False
    for key in dict.fromkeys(keys):
        members = [at for at, each in enumerate(keys) if each == key]
        last = max(at for at, line in enumerate(sheet.lines) if line.record == members[-1])
        sheet.lines.insert(last + 1, summed(sheet, r, "小计", members))
    return True


def summed(sheet: Sheet, r: Random, label: str, members: object) -> Line:
    cells = [""] * len(sheet.kind.names)
    first = sheet.columns("amount")[0]
    for at in sheet.columns("amount"):
        values = [Decimal(sheet.kind.records[record][at] or 0) for record in members]  # type: ignore[attr-defined]
        cells[at] = f"{sum(values, Decimal(0)):f}"
    if r.random() < 0.5 and first > 1:
        cells[:first] = [label] + ["<"] * (first - 1)
    else:
        cells[r.choice((0, min(1, first - 1)))] = label
    return Line(cells, "total")


def repeat_header(sheet: Sheet, r: Random) -> bool:
    """The header printed again between records, with other spaces, or its last storey only."""
    at = r.choice(
        [
            at
            for at in range(2, len(sheet.lines))
            if sheet.lines[at].sort == "record" and sheet.lines[at - 1].sort == "record"
        ]
        or [0]
    )
    if not at:
        return False
    rows = [[name.replace("\n", "") if r.random() < 0.5 else name for name in row] for row in sheet.header]
    sheet.lines[at:at] = [Line(row, "header") for row in rows]
    return True


def split_table(sheet: Sheet, r: Random) -> bool:
    """Two tables, a page break or 续表 between: the header is printed again, or the serials go on."""
    inner = [
        at
        for at in range(2, len(sheet.lines))
        if sheet.lines[at].sort == "record" and sheet.lines[at - 1].sort == "record"
    ]
    if not inner:
        return False
    at = r.choice(inner)
    between = r.choice(
        (
            [""],
            ["", ""],
            [PAGE_BREAK],
            ["续表"],
            [f"{sheet.kind.above[-1]}（续）"] if not sheet.kind.above[-1].startswith("单位") else ["续表"],
        )
    )
    serial = sheet.columns("serial")
    told = serial and sheet.lines[at].cells[serial[0]] and sheet.lines[at - 1].cells[serial[0]]
    again = not told or r.random() < 0.6
    rows = [Line(list(row), "header") for row in sheet.header] if again else []
    sheet.silent_pages = r.random() < 0.5 and not again
    sheet.lines[at:at] = [Line(between, "page"), *rows]
    return True


def empty_rows(sheet: Sheet, r: Random) -> bool:
    """Rows in which nothing is printed."""
    for _ in range(r.randint(1, 3)):
        sheet.lines.insert(r.randint(0, len(sheet.lines)), Line([""] * len(sheet.kind.names), "empty"))
    return True


def note_below(sheet: Sheet, r: Random) -> bool:
    """A note in a merged row at the end, or in a paragraph behind the table."""
    note = r.choice(("备注：以上任务纳入年度绩效考核。", "注：未尽事宜由牵头单位负责解释。", "说明：数据截至上月末。"))
    if r.random() < 0.5:
        sheet.below.append(note)
    else:
        sheet.lines.append(Line([note] + ["<"] * (len(sheet.kind.names) - 1), "note"))
    return True


def title_inside(sheet: Sheet, r: Random) -> bool:
    """The title, and what the amounts are measured in, as merged rows on top of the table."""
    while sheet.above and not sheet.above[-1].startswith("附"):
        sheet.header.insert(0, [sheet.above.pop()] + ["<"] * (len(sheet.kind.names) - 1))
    return True


SHAPES: tuple[Mutation, ...] = (
    merge_across, merge_groups, merge_values, part_sections, add_subtotals, add_total, stack_rows, break_row, repeat_header,
    split_table, empty_rows, note_below, title_inside,
)  # fmt: skip
