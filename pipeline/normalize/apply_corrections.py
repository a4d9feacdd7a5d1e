"""What a person decided in an earlier run, and would have to decide again on each run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Doubt, Fixed, Place, Repair, Table
from pipeline.normalize.after_corrections import STEP, Spot, doubt_of, left_behind
from pipeline.normalize.corrected_cells import column_named, fitting, new_text, rows_named, same
from pipeline.normalize.settle_doubts import names_doubt
from pipeline.result import Correction

# What is written as the record where the name of a column is to be corrected.
HEADER = ("表头", "header")
LISTS = ("person", "unit")

Done = dict[Spot, int]


def apply_corrections(table: Table, corrections: Sequence[Correction]) -> Fixed:
    """Put the values that a person decided on; one whose old value no longer stands is told and not applied.

    A record is named by its serial, printed or as numbered, or counted as #3; lists are parted by 、.

    >>> from pipeline.result import Correction
    >>> wrong = Correction(1, "2", "单位", "财政局、教育局", "财政局、教体局", "机构改革", file="甲.csv", line=2)
    >>> stale = Correction(1, "1", "单位", "交通局", "住建局", "", file="甲.csv", line=3)
    >>> fixed = apply_corrections(table("序号:serial|单位:unit; 1|发改局; 2|财政局⏎教育局"), (wrong, stale))
    >>> show(fixed)
    序号 | 单位
    1 | 发改局
    2 | 财政局⏎教体局
    >>> told(fixed)
    R951 3:2 '财政局、教育局' -> '财政局、教体局' sure
    D951 2:2 file=甲.csv line=3 old=交通局 now=发改局

    An old value that is also the new one says that the cell is right.

    >>> told(apply_corrections(table("序号:serial|单位:unit; 1|发改局"), [Correction(1, "1", "单位", "发改局", "发改局")]))
    R952 2:2 '发改局' -> '发改局' sure

    The record 表头 renames a column; a line that cannot be understood is told and not applied.

    >>> said = Correction(1, "1", "任务", "修路", "筑路", file="甲.csv", line=2)
    >>> tasks = table("序号:serial|任务; 1|修路; 2|架桥")
    >>> told(apply_corrections(tasks, [said._replace(record="表头", old="任务", new="工作任务")]))
    R953 1:2 '任务' -> '工作任务' sure
    >>> told(apply_corrections(tasks, [said._replace(table=3)]))
    D952 0:0 file=甲.csv line=2 said=3
    >>> told(apply_corrections(tasks, [said._replace(record="9")]))
    D953 0:0 file=甲.csv line=2 said=9
    >>> told(apply_corrections(tasks, [said._replace(column="单位")]))
    D954 0:0 file=甲.csv line=2 said=单位
    >>> told(apply_corrections(table("序号:serial|任务; 1|修路; 1|修路"), [said]))
    D955 2:2 file=甲.csv line=2 said=1
    >>> told(apply_corrections(tasks, [said, said._replace(record="#1", new="铺路", line=3)]))
    R951 2:2 '修路' -> '筑路' sure
    D956 2:2 file=甲.csv line=3 first=2
    >>> told(apply_corrections(tasks, [said._replace(fields=9)]))
    D957 0:0 file=甲.csv line=2 fields=9
    >>> told(apply_corrections(tasks, [said._replace(record="2", column="序号", old="2", new="1")]))
    R951 3:1 '2' -> '1' sure
    D958 3:1 file=甲.csv line=2 said=1

    A further line that confirms what a cell was corrected to answers what was doubted about that.

    >>> again = said._replace(record="#2", column="序号", old="2", new="1")
    >>> told(apply_corrections(tasks, [again, again._replace(old="1", line=3)]))
    R951 3:1 '2' -> '1' sure
    R952 3:1 '1' -> '1' sure

    A value of another kind than the rest of its column is doubted.

    >>> costs = table("序号:serial|投资:amount; 1|35; 2|40")
    >>> costs = replace(costs, columns=(costs.columns[0], replace(costs.columns[1], type="number")))
    >>> told(apply_corrections(costs, [said._replace(column="投资", old="35", new="约3,500")]))
    R951 2:2 '35' -> '约3,500' sure
    D960 2:2 file=甲.csv line=2 said=约3,500
    >>> told(apply_corrections(costs, [said._replace(column="投资", old="35", new="3,500.0")]))
    R951 2:2 '35' -> '3500.0' sure

    The days of a corrected deadline are read anew; one that names none leaves them blank and is doubted.

    >>> from pipeline.normalize.parse_deadlines import parse_deadlines
    >>> dated = parse_deadlines(table("任务|时限:deadline; 修路|2024年6月底前"), profile).table
    >>> later = said._replace(record="#1", column="时限", old="2024年6月底前", new="2024年9月底前")
    >>> fixed = apply_corrections(dated, [later])
    >>> show(fixed)
    任务 | 时限 | 时限_起 | 时限_止 | 时限_类型
    修路 | 2024年9月底前 |  | 2024-09-30 | 月份
    >>> told(fixed)
    R951 2:2 '2024年6月底前' -> '2024年9月底前' sure
    R802 2:2 '2024-06-30' -> '2024-09-30' sure
    >>> told(apply_corrections(dated, [later._replace(new="另行通知")]))
    R951 2:2 '2024年6月底前' -> '另行通知' sure
    R802 2:2 '2024-06-30、月份' -> '' sure
    D959 2:2 file=甲.csv line=2 said=另行通知
    """
    headers = [each for each in corrections if each.record.lower() in HEADER]
    cells = _corrected(table, (each for each in corrections if each not in headers and not names_doubt(each, table)))
    names = _renamed(cells.table, headers)
    return Fixed(names.table, (*cells.repairs, *names.repairs), (*cells.doubts, *names.doubts))


def _corrected(table: Table, lines: Iterable[Correction]) -> Fixed:
    """Correct cells, one line after the other; a line that confirms what an earlier one made answers what that leaves behind."""
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    done: Done = {}
    changed: dict[Spot, Correction] = {}
    for each in lines:
        spot = _spot(table, each, done)
        if isinstance(spot, Doubt):
            doubts.append(spot)
        elif spot:
            table, repair = _applied(table, each, *spot)
            repairs.append(repair)
            if repair.code == "R951":
                changed[spot] = each
            done.setdefault(spot, each.line)
    left = left_behind(table, changed, done)
    confirmed = {(repair.place, repair.column) for repair in repairs if repair.code == "R952"}
    open_ones = (each for each in left.doubts if (each.place, each.column) not in confirmed)
    return Fixed(left.table, (*repairs, *left.repairs), (*doubts, *open_ones))


def _spot(table: Table, each: Correction, done: Done) -> Spot | Doubt | None:
    """Find the cell that a correction means; a doubt where it cannot be applied, None where it is not decided yet."""
    if not each.new and not each.fields:
        return None
    at = column_named(table, each.column)
    rows = rows_named(table, each.record)
    if each.fields or each.table != table.number or at is None or not rows:
        return _unknown(table, each, at)
    standing = [row for row in rows if same(table.rows[row].cells[at].text, each.old)]
    cell, name = table.rows[(standing or rows)[0]].cells[at], table.columns[at].name
    confirmed = standing and (standing[0], at) in done and same(each.old, each.new)
    if not confirmed and (first := next((done[row, at] for row in standing or rows if (row, at) in done), None)):
        return doubt_of("D956", cell.place, each, name, {"first": first})
    if not standing:
        return doubt_of("D951", cell.place, each, name, {"old": each.old, "now": cell.text.replace("\n", "、")})
    if len(standing) > 1:
        return doubt_of("D955", cell.place, each, name, {"said": each.record})
    return standing[0], at


def _unknown(table: Table, each: Correction, column: int | None) -> Doubt:
    """Say what of a correction is not there: the right number of fields, its table, its column or its record."""
    whole = Place(table.parts[0][1] if table.parts else table.number, 0, 0)
    if each.fields:
        return doubt_of("D957", whole, each, "", {"fields": each.fields})
    if each.table != table.number:
        return doubt_of("D952", whole, each, "", {"said": each.table})
    if column is None:
        return doubt_of("D954", whole, each, "", {"said": each.column})
    return doubt_of("D953", whole, each, "", {"said": each.record})


def _applied(table: Table, each: Correction, row: int, at: int) -> tuple[Table, Repair]:
    cell, column = table.rows[row].cells[at], table.columns[at]
    text = fitting(new_text(each.new, column.role in LISTS), column.type)
    confirmed = same(cell.text, text)
    text = cell.text if confirmed else text
    before, after = (value.replace("\n", "、") if column.role in LISTS else value for value in (cell.text, text))
    code = "R952" if confirmed else "R951"
    repair = Repair(code, STEP, cell.place, before, after, "sure", column.name, each.facts)
    return table.with_cells({} if confirmed else {(row, at): cell._replace(text=text)}), repair


def _renamed(table: Table, lines: Iterable[Correction]) -> Fixed:
    """Give columns other names."""
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for each in lines:
        renamed = _with_name(table, each)
        if isinstance(renamed, Doubt):
            doubts.append(renamed)
        elif renamed:
            table, repair = renamed
            repairs.append(repair)
    return Fixed(table, tuple(repairs), tuple(doubts))


def _with_name(table: Table, each: Correction) -> tuple[Table, Repair] | Doubt | None:
    """Give a column another name; one that is taken or not there is doubted."""
    if not each.new and not each.fields:
        return None
    at = column_named(table, each.column)
    if each.fields or each.table != table.number or at is None:
        return _unknown(table, each, at)
    column = table.columns[at]
    place = column.place or Place(table.number, 0, 0)
    if not same(column.name, each.old) or any(other.name == each.new for other in table.columns):
        return doubt_of("D951", place, each, column.name, {"old": each.old, "now": column.name})
    columns = (*table.columns[:at], replace(column, name=each.new), *table.columns[at + 1 :])
    repair = Repair("R953", STEP, place, column.name, each.new, "sure", each.new, each.facts)
    return replace(table, columns=columns), repair
