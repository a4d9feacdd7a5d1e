"""Section rows: a line across the table that speaks for the records below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.model import Cell, Column, Doubt, Facts, Fixed, Repair, Row, Table
from pipeline.numerals import level, plain_number
from pipeline.profile import Profile
from pipeline.repair.continued import uncontinued
from pipeline.repair.said_counts import count_in_brackets
from pipeline.repair.section_names import names_of_sections
from pipeline.repair.total_rows import adds_up, total_kinds
from pipeline.text import blank, visible

NAME = "分组"


@dataclass(slots=True)
class Section:
    """A section row: how deep its number stands, what it says, its records, and whether an earlier row began it."""

    level: int
    name: str
    row: Row
    records: list[Row] = field(default_factory=list)
    goes_on: bool = False


def set_section_rows_apart(table: Table, profile: Profile) -> Fixed:
    """Take lines across the table out of the records and write them into a column of their own.

    >>> fixed = set_section_rows_apart(table("序号|任务; 一、道路（2个）|<; 1|修路; 2|架桥; 二、绿化|<; 3|植树"), profile)
    >>> show(fixed)
    序号 | 任务 | 分组
    1 | 修路 | 一、道路（2个）
    2 | 架桥 | 一、道路（2个）
    3 | 植树 | 二、绿化
    >>> told(fixed)
    R201 2:1 '一、道路（2个）' -> '' sure
    R201 5:1 '二、绿化' -> '' sure

    A section may have its number and its name in two cells, and the sum of its records beside them.

    >>> spec = "序号|项目|投资; 一|道路|50; 1|修路|30; 2|架桥|20; 二|绿化|9; 3|植树|8"
    >>> fixed = set_section_rows_apart(table(spec), profile)
    >>> show(fixed)
    序号 | 项目 | 投资 | 分组
    1 | 修路 | 30 | 一、道路
    2 | 架桥 | 20 | 一、道路
    3 | 植树 | 8 | 二、绿化
    >>> told(fixed)
    R201 2:1 '一｜道路｜50' -> '' sure
    R201 5:1 '二｜绿化｜9' -> '' sure
    D204 5:3 said=9 found=8

    One that counts its records is held to it; one that stands above none is a note.

    >>> told(set_section_rows_apart(table("序号|任务; 一、道路（3个）|<; 1|修路; 2|架桥; 二、绿化|<"), profile))
    R201 2:1 '一、道路（3个）' -> '' sure
    R207 5:1 '二、绿化' -> '' sure
    D201 2:1 said=3 found=2
    """
    totals = total_kinds(table, profile)
    names = names_of_sections(table, totals)
    if not table.columns or not any(names):
        return Fixed(table)
    rows, lines = _parted(table, names, totals, profile)
    sections = [line for line in lines if line.records and not line.goes_on]
    notes = [line.row.printed for line in lines if not line.records]
    done = replace(table, rows=tuple(rows), notes=(*table.notes, *notes), totals=(*table.totals, *_sums(sections)))
    repairs = tuple(
        Repair(
            "R201" if line.records else "R207",
            "set_section_rows_apart",
            line.row.cells[0].place,
            line.row.printed,
            "",
            "sure",
        )
        for line in lines
    )
    doubts = (*_miscounted(line for line in lines if not line.goes_on), *_wrong_sums(sections, table, profile))
    return Fixed(_with_column(done, bool(sections)), repairs, doubts)


def _parted(table: Table, names: list[str], totals: list[str], profile: Profile) -> tuple[list[Row], list[Section]]:
    """Part records from lines; each record gets the path of the sections above it.

    A line without records below it, such as a remark at the end, is a note.
    """
    path: list[Section] = []
    rows: list[Row] = []
    lines: list[Section] = []
    for row, name, total in zip(table.rows, names, totals, strict=True):
        if not name:
            rows.append(row._replace(cells=(*row.cells, _group([] if total == "total" else path, row))))
            for section in () if total else path:
                section.records.append(row)
            continue
        if again := _again(name, path, profile):
            lines.append(Section(level(name), again.name, row, again.records, goes_on=True))
            path = path[: path.index(again) + 1]
            continue
        line = Section(level(name), name, row)
        lines.append(line)
        if not profile.is_note(name):
            path = [*(held for held in path if held.level < line.level), line]
    return rows, lines


def _again(name: str, path: list[Section], profile: Profile) -> Section | None:
    """Find the section that a line such as 一、道路（续） goes on with."""
    bare = uncontinued(name, profile)
    return next((section for section in path if bare and visible(section.name) == bare), None)


def _group(path: list[Section], row: Row) -> Cell:
    if not path:
        return Cell("", row.cells[0].place)
    return Cell("/".join(section.name for section in path), path[-1].row.cells[0].place)


def _with_column(table: Table, any_group: bool) -> Table:
    if any_group:
        return replace(table, columns=(*table.columns, Column(table.free_name(NAME), role="group", made=True)))
    return replace(table, rows=tuple(row._replace(cells=row.cells[:-1]) for row in table.rows))


def _sums(sections: list[Section]) -> Iterator[Row]:
    """Give the section rows that print more than their name: they are totals too."""
    for section in sections:
        cells = {cell.source: cell.text for cell in section.row.cells if not blank(cell.text)}
        if len(cells) > 2 or any(plain_number(text) is not None for text in [*cells.values()][1:]):
            yield section.row


def _miscounted(sections: Iterable[Section]) -> Iterator[Doubt]:
    """Doubt each section whose own count, such as （3个）, is not the number of its records."""
    for section in sections:
        claimed = count_in_brackets(section.name)
        serials = {row.cells[0].source for row in section.records}  # one merged over several rows may count once
        if claimed is not None and claimed not in (len(section.records), len(serials)):
            facts: Facts = {"said": str(claimed), "found": len(section.records)}
            yield Doubt("D201", "set_section_rows_apart", section.row.cells[0].place, NAME, facts)


def _wrong_sums(sections: list[Section], table: Table, profile: Profile) -> Iterator[Doubt]:
    """Doubt each sum in a section row that its records do not add up to."""
    for section in sections:
        for at in (at for at, column in enumerate(table.columns) if at and adds_up(column, profile)):
            cell = section.row.cells[at]
            said = plain_number(cell.text)
            values = [plain_number(row.cells[at].text) for row in section.records if not blank(row.cells[at].text)]
            found = sum((value for value in values if value is not None), Decimal(0))
            if said is not None and values and None not in values and said != found:
                facts: Facts = {"said": f"{said:f}", "found": f"{found:f}"}
                yield Doubt("D204", "set_section_rows_apart", cell.place, table.columns[at].name, facts)
